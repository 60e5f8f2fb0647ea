"""Closing an objective, as what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.errors import Refused
from devjournal.models.lifecycle import moves_of

if TYPE_CHECKING:
    from devjournal.changes.draft import Draft
    from devjournal.journal.stored import Stored
    from devjournal.models.growth import Objective

ENDINGS = ("met", "missed", "dropped")


def close_objective(
    draft: Draft, stored: Stored[Objective], closed_as: str | None, why: str | None
) -> None:
    """Draft an objective met, missed or dropped; why is kept for me alone.

    Raises Refused for one that is closed, whatever it was closed as, and says since when.
    """
    record = stored.record
    if not record.is_open:
        since = f" on {record.closed_on.isoformat()}" if record.closed_on else ""
        raise Refused(
            f"already {record.state}{since}: {record.title}",
            hint=f"take it up again: devjournal reopen {stored.id}",
        )
    verb = next(move.verb for move in moves_of("objective") if move.end == closed_as)
    draft.change(stored, record.move(verb, draft.today, why=why))
