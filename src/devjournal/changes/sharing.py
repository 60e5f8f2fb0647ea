"""Letting somebody see a record, and taking it back: private until shared. (P033)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.errors import Refused
from devjournal.journal.visibility import readers_of
from devjournal.models.base import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.changes.draft import Draft
    from devjournal.journal.stored import Stored


def share(draft: Draft, stored: Stored[Any], readers: Sequence[str]) -> None:
    """Draft a record seen by `readers` too; whoever sees it already still does.

    Nothing changes where they all see it. Raises Refused for the profile.
    """
    _refuse_profile(stored)
    seen_by = readers_of(draft.journal, stored, draft.today)
    if set(readers) <= set(seen_by):
        return
    own = stored.record.visibility
    named = own if isinstance(own, tuple) else seen_by
    visibility = tuple(dict.fromkeys((*named, *readers)))
    draft.change(stored, replace(stored.record, visibility=visibility))


def unshare(draft: Draft, stored: Stored[Any]) -> None:
    """Draft a record seen by nobody else; raises Refused for the profile."""
    _refuse_profile(stored)
    draft.change(stored, replace(stored.record, visibility="private"))


def linked_relationship(stored: Stored[Any]) -> str | None:
    """Return the one relationship that a record is, or belongs to; None if there is none."""
    if stored.kind == "relationship":
        return stored.id
    bound: str | None = getattr(stored.record, "relationship", None)
    return bound


def _refuse_profile(stored: Stored[Any]) -> None:
    if stored.kind == "profile":
        raise Refused("the profile is not shared as a whole", hint="every page bears your name")
