"""`check` and `history`: what is wrong with the files, and what was done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from devjournal.pages.phrases import count
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Span, line

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
        return Document((doc.Paragraph(line("Nothing was done yet.")),))
    steps = [*((step, "undone") for step in reversed(undone)), *((step, "") for step in done)]
    rows = tuple(
        (line(step.at[:16].replace("T", " ")), line(step.words), line(state))
        for step, state in steps
    )
    columns = (doc.Column(style="date"), doc.Column(wrap=True), doc.Column(style="dim"))
    return Document((doc.Table(columns, rows, head=False),))


def compose_problems(problems: Sequence[Problem]) -> Document:
    """Return every problem and warning: where it is, its line, and what would mend it."""
    blocks: list[Block] = []
    for problem in problems:
        level: Literal["bad", "warn"] = "bad" if problem.level == "problem" else "warn"
        beneath = [line(part) for part in (problem.excerpt or "").splitlines()]
        if problem.hint:
            is_command = problem.hint.startswith("devjournal ")
            beneath.append(line(Span(problem.hint, "command" if is_command else "dim")))
        text = line(Span(problem.where, "strong"), f": {problem.reason}")
        blocks.append(doc.Note(text, level, tuple(beneath)))
    bad = sum(problem.level == "problem" for problem in problems)
    tally = f"{count(bad, 'problem')}, {count(len(problems) - bad, 'warning')}"
    blocks.append(doc.Paragraph(line(tally if problems else "Every file is in order.")))
    return Document(tuple(blocks))
