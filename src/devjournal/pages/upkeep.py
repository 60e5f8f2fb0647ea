"""`check` and `history`: what is wrong with the files, and what was done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from devjournal.pages.phrases import count
from devjournal.render.document import (
    Block,
    Column,
    Document,
    Line,
    Note,
    Paragraph,
    Span,
    Table,
    line,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.journal.stored import Problem


class Step(Protocol):
    """What the page needs of a step of the history: when, in ISO form, and what in words."""

    @property
    def at(self) -> str:
        """The moment."""

    @property
    def words(self) -> str:
        """What was done."""


def compose_history(done: Sequence[Step], undone: Sequence[Step]) -> Document:
    """Return what can be done again, then what was done, newest first."""
    if not done and not undone:
        return Document(blocks=(Paragraph(line("Nothing was done yet.")),))
    rows = [_step(step, "undone") for step in reversed(undone)] + [_step(step) for step in done]
    columns = (Column(style="date"), Column(wrap=True), Column(style="dim"))
    return Document(blocks=(Table(columns, tuple(rows), head=False),))


def _step(step: Step, state: str = "") -> tuple[Line, ...]:
    return line(step.at[:16].replace("T", " ")), line(step.words), line(state)


def compose_problems(problems: Sequence[Problem]) -> Document:
    """Return every problem and warning: where it is, its line, and what would mend it."""
    blocks: list[Block] = []
    for problem in problems:
        level: Literal["bad", "warn"] = "bad" if problem.level == "problem" else "warn"
        excerpt = [line(part) for part in (problem.excerpt or "").splitlines()]
        hint = [_hint(problem.hint)] if problem.hint else []
        text = line(Span(problem.where, "strong"), f": {problem.reason}")
        blocks.append(Note(text, level, (*excerpt, *hint)))
    bad = sum(problem.level == "problem" for problem in problems)
    blocks.append(Paragraph(line(_tally(bad, len(problems) - bad))))
    return Document(blocks=tuple(blocks))


def _hint(hint: str) -> Line:
    return line(Span(hint, "command" if hint.startswith("devjournal ") else "dim"))


def _tally(bad: int, warnings: int) -> str:
    if not bad and not warnings:
        return "Every file is in order."
    return f"{count(bad, 'problem')}, {count(warnings, 'warning')}"
