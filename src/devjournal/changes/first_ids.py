"""The ids that records had before they were renamed; a calendar goes by those.

A meeting that bears its relationship's id and a number was renamed with that, and keeps nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored


def first_id(journal: Journal, stored: Stored[Any]) -> str:
    """Return the id that a record had before it, or a meeting's relationship, was renamed."""
    if stored.record.first_id or stored.kind != "meeting":
        return stored.record.first_id or stored.id
    return first_meeting_id(journal, stored.record.relationship, stored.id)


def first_meeting_id(journal: Journal, relationship: str, id_: str) -> str:
    """Return what the id of a meeting would be, had its relationship never been renamed."""
    bound, number = journal.get(("relationship", relationship)), number_in(relationship, id_)
    return f"{first_id(journal, bound)}{number}" if bound and number else id_


def meeting_ids(journal: Journal, relationship: str) -> set[str]:
    """Return the ids that no new meeting of a relationship gets: those of all, now and at first."""
    taken = {*journal.stems("meeting")}
    if bound := journal.get(("relationship", relationship)):
        firsts = (first_id(journal, one) for one in journal.meetings_with(relationship))
        numbers = (number_in(first_id(journal, bound), first) for first in firsts)
        taken |= {f"{relationship}{number}" for number in numbers if number}
    return taken


def number_in(relationship: str, meeting: str) -> str | None:
    """Return what a meeting's id adds to its relationship's, as -003; None for another id."""
    found = re.fullmatch(re.escape(relationship) + "(-[0-9]+)", meeting)
    return found[1] if found else None
