"""The history as a page: what can be done again, then what was done, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from devjournal.render.document import Column, Document, Line, Paragraph, Span, Table, line


class Told(Protocol):
    """What the page needs of a step: when, and what in words."""

    @property
    def at(self) -> str:
        """The moment, in ISO form."""

    @property
    def words(self) -> str:
        """What was done."""


def compose_history(done: Sequence[Told], undone: Sequence[Told]) -> Document:
    """Return both lists as one table; an empty history says so."""
    if not done and not undone:
        return Document(blocks=(Paragraph(line("Nothing was done yet.")),))
    rows = [_row(step, "undone") for step in reversed(undone)] + [_row(step, "") for step in done]
    columns = (Column(style="date"), Column(wrap=True), Column(style="dim"))
    return Document(blocks=(Table(columns, tuple(rows), head=False),))


def _row(step: Told, state: str) -> tuple[Line, ...]:
    at = step.at[:16].replace("T", " ")
    return line(at), line(step.words), line(Span(state, "dim") if state else "")
