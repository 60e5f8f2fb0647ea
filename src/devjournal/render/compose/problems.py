"""What `check` found, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from devjournal.render.document import Block, Document, Note, Paragraph, Prose, Span, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.journal.stored import Problem


def compose_problems(problems: Sequence[Problem]) -> Document:
    """Return every problem and warning with its line and what would mend it."""
    bad = sum(problem.level == "problem" for problem in problems)
    blocks: list[Block] = []
    for problem in problems:
        blocks.extend(_told(problem))
    blocks.append(Paragraph(line(_tally(bad, len(problems) - bad))))
    return Document(blocks=tuple(blocks))


def _told(problem: Problem) -> list[Block]:
    level: Literal["bad", "warn"] = "bad" if problem.level == "problem" else "warn"
    told: list[Block] = [Note(line(Span(problem.where, "strong"), f": {problem.reason}"), level)]
    if problem.excerpt:
        told.append(Prose(problem.excerpt))
    if problem.hint:
        told.append(Paragraph(line(Span(f"  {problem.hint}", "dim"))))
    return told


def _tally(bad: int, warnings: int) -> str:
    if not bad and not warnings:
        return "Every file is in order."
    problems = f"{bad} problem{'' if bad == 1 else 's'}"
    return f"{problems}, {warnings} warning{'' if warnings == 1 else 's'}"
