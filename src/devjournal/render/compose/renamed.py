"""The echo of a rename: old id and new, and how many records follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.render.document import Line, Span, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from devjournal.journal.stored import Change


def compose_renamed(changes: Sequence[Change]) -> Iterator[Line]:
    """Yield a line for every record that has another id, and one for all links to them."""
    moved = [change for change in changes if change.old_id != change.id]
    for change in moved:
        arrow = Span(" → ", "dim")
        yield line(f"{change.kind} ", Span(change.old_id, "id"), arrow, Span(change.id, "id"))
    follow = len(changes) - len(moved)
    if follow:
        yield line(f"links to it follow in {follow} {'record' if follow == 1 else 'records'}")
