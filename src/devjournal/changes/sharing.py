"""Who sees a record by its own word: shared with more readers, or made private. (P033)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.errors import Refused
from devjournal.journal.tenures import lasting
from devjournal.journal.visibility import readers_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.changes.operation import Changes
    from devjournal.journal.stored import Stored


def share(changes: Changes, stored: Stored[Any], readers: Sequence[str]) -> bool:
    """Let `readers` see a record too (P033); False if all of them did. Refused for the profile.

    Whoever saw it by default still does, but for those who declined, or whose relationship
    is closed: what is over is given nothing more.
    """
    _refuse_profile(stored)
    seen_by = readers_of(changes.journal, stored, changes.today)
    if set(readers) <= set(seen_by):
        return False
    own, bonds, today = stored.record.visibility, changes.journal.all("relationship"), changes.today
    still = (one for one in seen_by if one not in bonds or bonds[one].is_open)
    named = own if isinstance(own, tuple) else ()
    new = (*(() if named else still), *readers)
    told = (*named, *(lasting(changes.journal, reader, today) for reader in new))
    changes.set(stored, visibility=tuple(dict.fromkeys(told)))
    return True


def unshare(changes: Changes, stored: Stored[Any]) -> None:
    """Let nobody else see a record; raises Refused for the profile."""
    _refuse_profile(stored)
    changes.set(stored, visibility="private")


def _refuse_profile(stored: Stored[Any]) -> None:
    if stored.kind == "profile":
        raise Refused("the profile is not shared as a whole", hint="every page bears your name")


def linked_relationship(stored: Stored[Any]) -> str | None:
    """Return the one relationship that a record is, or belongs to; None if there is none."""
    relationship: str | None = getattr(stored.record, "relationship", None)
    return stored.id if stored.kind == "relationship" else relationship
