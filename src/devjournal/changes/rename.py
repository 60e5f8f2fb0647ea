"""Another id for a record: its file, and all that names it, in one operation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devjournal.changes.links import require_every_link
from devjournal.errors import Refused, UsageError
from devjournal.journal.stored import Ref
from devjournal.models import ids
from devjournal.models.base import replace
from devjournal.models.links import relinked
from devjournal.models.registry import ALL_KINDS, KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devjournal.changes.draft import Draft
    from devjournal.journal.stored import Stored

_NUMBER = re.compile(r"-[0-9]+\Z")


def rename(draft: Draft, stored: Stored[Any], new: str | None = None) -> Ref:
    """Draft a record under another id: `new`, or what its title gives today; return its name.

    A lettered record keeps its letters, a relationship's meetings take its new id in front.
    Raises UsageError for what can't be an id, Refused for one that is taken, BadFile while
    there are files that may link to it and can't be read.
    """
    if stored.kind == "profile":
        raise Refused("the profile's file is always journal.toml")
    require_every_link(draft.journal)
    id_ = _chosen(stored, new) if new is not None else _by_title(draft, stored)
    if id_ != stored.id:
        moved = {stored.ref: id_, **_meetings_of(draft, stored, id_)}
        _refuse_taken(draft, moved)
        _move(draft, moved)
    return Ref(stored.kind, id_)


def _chosen(stored: Stored[Any], new: str) -> str:
    """Return the id that somebody asked for, in the form that the program gives."""
    if not ids.slug(new, ""):
        raise UsageError(
            f"{new!r} is no id: no letter or digit of it can stand in one",
            hint="an id is words of a to z and 0 to 9",
        )
    letters = _letters_of(stored)
    if letters:
        return _lettered(stored, letters, new.removeprefix(f"{letters}-"))
    if stored.kind == "relationship":
        return _no_word(ids.slug(new, stored.kind, limit=ids.RELATIONSHIP_LIMIT))
    return _no_word(ids.slug(new, stored.kind))


def _no_word(id_: str) -> str:
    if id_ in ids.RESERVED:
        raise UsageError(f"{id_} stands for somebody: no record may be called so")
    return id_


def _letters_of(stored: Stored[Any]) -> str:
    """Return the letters that a record's id begins with; "" where it is called by name."""
    return ids.split_letters(stored.id)[0] if KINDS[stored.kind].lettered else ""


def _lettered(stored: Stored[Any], letters: str, title: str) -> str:
    fallback = stored.record.kind if stored.kind == "entry" else stored.kind
    return f"{letters}-{ids.slug(title, fallback, limit=ids.LIMIT - len(letters) - 1)}"


def _by_title(draft: Draft, stored: Stored[Any]) -> str:
    """Return the id that a record would be given if it were made today."""
    record = stored.record
    taken = [id_ for id_ in draft.taken(stored.kind) if id_ != stored.id]
    letters = _letters_of(stored)
    if stored.kind == "relationship":
        return ids.relationship_id(record.person, record.kind, record.my_role == "giving", taken)
    if stored.kind == "meeting":
        number = _NUMBER.search(stored.id)
        same = f"{record.relationship}{number[0]}" if number else ""
        return same if same and same not in taken else ids.meeting_id(record.relationship, taken)
    if letters:
        return _lettered(stored, letters, record.headline)
    return ids.named_id(record.headline, stored.kind, taken)


def _meetings_of(draft: Draft, stored: Stored[Any], id_: str) -> dict[Ref, str]:
    """Return the meetings that bear a relationship's old id in front, with their new ids."""
    if stored.kind != "relationship":
        return {}
    ours = re.compile(re.escape(stored.id) + r"(-[0-9]+)")
    found = ((one, ours.fullmatch(one.id)) for one in draft.journal.meetings_with(stored.id))
    return {one.ref: f"{id_}{match[1]}" for one, match in found if match}


def _refuse_taken(draft: Draft, moved: Mapping[Ref, str]) -> None:
    """Refuse an id that another record bears, or one that differs in case alone does."""
    for ref, id_ in moved.items():
        ids.check_id(id_)
        others = {one.casefold() for one in draft.taken(ref.kind) if one != ref.id}
        if id_.casefold() in others:
            folder = KINDS[ref.kind].folder
            raise Refused(f"{folder}/{id_} is there already", hint="choose another id")


def _move(draft: Draft, moved: Mapping[Ref, str]) -> None:
    """Draft each moved record under its new id, and every link to it changed."""
    for kind in ALL_KINDS:
        for stored in draft.journal.all(kind).values():
            id_ = moved.get(stored.ref)
            if id_ is not None or any(stored.mentions(ref.id) for ref in moved):
                record = _linked_anew(stored.record, moved)
                draft.relink(stored, record, id_=id_)


def _linked_anew(record: Any, moved: Mapping[Ref, str]) -> Any:
    changed = relinked(record, lambda link, id_: moved.get(Ref(link.kind, id_), id_))
    if isinstance(record.visibility, tuple):
        readers = tuple(moved.get(Ref("relationship", one), one) for one in record.visibility)
        changed = replace(changed, visibility=readers)
    return changed
