"""What calendars and other machines know records by: a digest of the id that each had first.

A rename keeps it in the file where it can no longer be told from the id, and not the old id,
whose words somebody may want to be rid of. A meeting that bears its relationship's id and a
number is known by that of the relationship and the number, so it is renamed with that.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored


def origin(journal: Journal, stored: Stored[Any]) -> str:
    """Return what a record is known by."""
    return stored.record.identity or told_by(journal, stored.ref, stored.record)


def told_by(journal: Journal, ref: Ref, record: Any) -> str:
    """Return what a record is known by that was never renamed."""
    if ref.kind == "meeting":
        return meeting_origin(journal, record.relationship, ref.id)
    return digest(ref.id)


def meeting_origin(journal: Journal, relationship: str, id_: str) -> str:
    """Return what a meeting is known by, of that id, planned or only expected."""
    bound, number = journal.get(("relationship", relationship)), number_in(relationship, id_)
    return f"{origin(journal, bound)}{number}" if bound and number else digest(id_)


def meeting_ids(journal: Journal, relationship: str) -> set[str]:
    """Return the ids that no new meeting of a relationship gets: those of all, now and at first."""
    taken = {*journal.stems("meeting")}
    if bound := journal.get(("relationship", relationship)):
        firsts = (origin(journal, one) for one in journal.meetings_with(relationship))
        numbers = (number_in(origin(journal, bound), first) for first in firsts)
        taken |= {f"{relationship}{number}" for number in numbers if number}
    return taken


def number_in(relationship: str, meeting: str) -> str | None:
    """Return what a meeting's id adds to its relationship's, as -003; None for another id."""
    found = re.fullmatch(re.escape(relationship) + "(-[0-9]+)", meeting)
    return found[1] if found else None


def digest(id_: str) -> str:
    """Return what a record is known by that was never called otherwise."""
    return hashlib.sha256(id_.encode()).hexdigest()[:16]
