"""Which meeting of a relationship one is: "2 of 3" counts meetings held, never ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.meeting import Meeting


def number_of(journal: Journal, meeting: Stored[Meeting]) -> tuple[int, int | None]:
    """Return a meeting's number, counted by those held before it, and how many were agreed.

    (P089)
    """
    relationship = meeting.record.relationship
    at = journal.moment(meeting.record.at)
    before = [
        held
        for held in journal.held_with(relationship)
        if held.id != meeting.id and journal.moment(held.record.at) <= at
    ]
    bound = journal.get(("relationship", relationship))
    return len(before) + 1, bound.record.meetings_agreed if bound else None
