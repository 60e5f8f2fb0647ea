"""What a calendar knows a record by: the same for as long as there is that record.

It goes by the id that the record had first, which a rename keeps. Of two that claim one, as a
new record under an id that another gave up, or a copy made by hand, the renamed one keeps it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from devjournal.changes.origins import meeting_origin, origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Relationship

_ABOUT = {
    **dict.fromkeys(("rhythm", "review", "ask"), "relationship"),
    "promise": "action",
    "step": "goal",
}
"""The kind of record that an event is of, where it is called otherwise."""


class Uids:
    """The UIDs of my records.

    My name is in each, since two people may send one mentor a meeting of the same id.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._known: dict[str, Mapping[str, str]] = {}

    def of(self, event: str, id_: str = "", *more: str) -> str:
        """Return the UID of a kind of event that belongs to a record, or to none."""
        kind = _ABOUT.get(event, event)
        return self._digest(event, *([self._firsts(kind)[id_]] if id_ else ()), *more)

    def expected(self, bound: Stored[Relationship], id_: str) -> str:
        """Return what the UID of a meeting will be that is not planned yet."""
        first = meeting_origin(self._journal, bound.id, id_)
        is_taken = first in self._firsts("meeting").values()
        return self._digest("meeting", _beside(first, id_) if is_taken else first)

    def _firsts(self, kind: str) -> Mapping[str, str]:
        """Return of each record of a kind what it was first, and no two the same."""
        if kind not in self._known:
            records = self._journal.all(kind).values()
            claims: dict[str, str] = {}
            for one in sorted(records, key=lambda one: (one.record.identity is None, one.id)):
                first = origin(self._journal, one)
                claims[_beside(first, one.id) if first in claims else first] = one.id
            self._known[kind] = {id_: first for first, id_ in claims.items()}
        return self._known[kind]

    def _digest(self, *names: str) -> str:
        """Return a digest, as ids carry titles."""
        told = "\n".join((self._journal.me or "", *names))
        return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@devjournal"


def _beside(first: str, id_: str) -> str:
    return f"{first}\n{id_}"
