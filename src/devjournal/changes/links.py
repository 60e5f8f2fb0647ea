"""Renaming and deleting a record, with all that links to it, in one operation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devjournal.errors import BadFile, Refused, UsageError
from devjournal.journal.stored import Ref
from devjournal.journal.visibility import readers_of
from devjournal.models import ids
from devjournal.models.base import Link, replace
from devjournal.models.links import Needed, links_of, relinked, values_at
from devjournal.models.registry import ALL_KINDS, KINDS
from devjournal.practice.settle import command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devjournal.changes.operation import Changes
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored

Linking = list[tuple["Stored[Any]", tuple[str, ...]]]
"""Records, and the fields in which each links to another one."""

_NUMBER = re.compile(r"-[0-9]+\Z")


def require_every_link(journal: Journal) -> None:
    """Raise BadFile while there are files that can't be read: nobody knows what they link to."""
    bad = [one.path for one in journal.problems(ALL_KINDS) if one.level == "problem"]
    if bad:
        shown = "\n".join(f"  {path}" for path in bad)
        raise BadFile(
            f"nothing was changed: these files can't be read, and may link to it\n{shown}",
            hint="to see what is wrong with them: devjournal check",
        )


def linking_to(journal: Journal, ref: Ref) -> Iterator[tuple[Stored[Any], tuple[str, ...]]]:
    """Yield each record that names another one, with the fields in which it does, dotted."""
    for kind in ALL_KINDS:
        for stored in journal.all(kind).values():
            if stored.ref != ref and stored.mentions(ref.id):
                fields = tuple(_fields_with(stored.record, ref))
                if fields:
                    yield stored, fields


def _fields_with(record: Any, ref: Ref) -> Iterator[str]:
    for path, link in links_of(type(record)).items():
        if link.kind == ref.kind and ref.id in values_at(record, path):
            yield ".".join(path)
    if _is_reader_of(record, ref):
        yield "visibility"


def _is_reader_of(record: Any, ref: Ref) -> bool:
    """Whether a record is shown to the relationship that `ref` names."""
    readers = record.visibility
    return ref.kind == "relationship" and isinstance(readers, tuple) and ref.id in readers


def delete(changes: Changes, stored: Stored[Any], *, with_links: bool = False) -> int:
    """Delete a record; return how many records lose a link to it.

    Where a name may stand as well, the record's own name takes the link's place. Raises
    Refused, listing them, while others link to it and `with_links` is not said, or if
    some are nothing without it; BadFile while there are files that can't be read.
    """
    if stored.kind == "profile":
        raise Refused("a journal has its profile", hint=f"{command('edit', 'profile')} changes it")
    require_every_link(changes.journal)
    linking = list(linking_to(changes.journal, stored.ref))
    if linking and not with_links:
        raise _refused(
            linking,
            (f"1 record links to {stored.id}", f"{len(linking)} records link to {stored.id}"),
            "--with-links takes these links out",
        )
    needing: Linking = []
    before = changes.journal
    for other, fields in linking:
        try:
            changes.relink(other, _unlinked(other.record, stored))
        except Needed:
            needing.append((other, fields))
    if needing:
        raise _refused(
            needing,
            (
                f"1 record is nothing without {stored.id}",
                f"{len(needing)} records are nothing without {stored.id}",
            ),
            "delete these first, or close what is over instead of deleting it",
        )
    changes.delete(stored)
    if stored.kind == "relationship":
        _keep_from_new_readers(changes, before, [other for other, _ in linking])
    return len(linking)


def _refused(found: Linking, one_or_many: tuple[str, str], hint: str) -> Refused:
    listed = "\n".join(f"  {_path(stored.ref)}: {', '.join(fields)}" for stored, fields in found)
    return Refused(f"{one_or_many[len(found) > 1]}:\n{listed}", hint=hint)


def _path(ref: Ref) -> str:
    folder = KINDS[ref.kind].folder
    return f"{folder}/{ref.id}" if folder else "journal.toml"


def _unlinked(record: Any, gone: Stored[Any]) -> Any:
    def without(link: Link, id_: str) -> str | None:
        if (link.kind, id_) != (gone.kind, gone.id):
            return id_
        return gone.record.headline if link.or_name else None

    changed = relinked(record, without)
    if _is_reader_of(record, gone.ref):
        readers = tuple(one for one in record.visibility if one != gone.id)
        changed = replace(changed, visibility=readers or "private")
    return changed


def _keep_from_new_readers(changes: Changes, before: Journal, unlinked: list[Stored[Any]]) -> None:
    """Leave what belonged to a relationship with no reader that it did not have. (P033)

    A goal that serves an objective reaches the manager once it belongs to nobody.
    """
    for other in unlinked:
        now = changes.journal.all(other.kind)[other.id]
        was, is_ = (
            readers_of(journal, one, changes.today)
            for journal, one in ((before, other), (changes.journal, now))
        )
        if not set(is_) <= set(was):
            kept = tuple(one for one in is_ if one in was)
            changes.relink(other, replace(now.record, visibility=kept or "private"))


def rename(changes: Changes, stored: Stored[Any], new: str | None = None) -> Ref:
    """Give a record another id: `new`, or what its title gives today; return its name.

    A lettered record keeps its letters, a relationship's meetings take its new id in front.
    Raises UsageError for what can't be an id, Refused for one that is taken, BadFile while
    there are files that may link to it and can't be read.
    """
    if stored.kind == "profile":
        raise Refused("the profile's file is always journal.toml")
    require_every_link(changes.journal)
    id_ = _chosen(stored, new) if new is not None else _by_title(changes, stored)
    if id_ != stored.id:
        moved = {stored.ref: id_, **_meetings_of(changes, stored, id_)}
        _refuse_taken(changes, moved)
        for kind in ALL_KINDS:
            for other in changes.journal.all(kind).values():
                other_id = moved.get(other.ref)
                if other_id is not None or any(other.mentions(ref.id) for ref in moved):
                    changes.relink(other, _linked_anew(other.record, moved), id_=other_id)
    return Ref(stored.kind, id_)


def _chosen(stored: Stored[Any], new: str) -> str:
    """Return the id that somebody asked for, in the form that the program gives."""
    if not ids.slug(new, ""):
        raise UsageError(
            f"{new!r} is not an id: no letter or digit of it can stand in one",
            hint="an id is words of a to z and 0 to 9",
        )
    if letters := _letters_of(stored):
        return _lettered(stored, letters, new.removeprefix(f"{letters}-"))
    is_relationship = stored.kind == "relationship"
    limit = ids.RELATIONSHIP_LIMIT if is_relationship else ids.LIMIT
    id_ = ids.slug(new, stored.kind, limit=limit)
    if id_ in ids.RESERVED:
        raise UsageError(f"{id_} stands for somebody: no record may be called so")
    return id_


def _letters_of(stored: Stored[Any]) -> str:
    """Return the letters that a record's id begins with; "" where it is called by name."""
    return ids.split_letters(stored.id)[0] if KINDS[stored.kind].lettered else ""


def _lettered(stored: Stored[Any], letters: str, title: str) -> str:
    fallback = stored.record.kind if stored.kind == "entry" else stored.kind
    return f"{letters}-{ids.slug(title, fallback, limit=ids.LIMIT - len(letters) - 1)}"


def _by_title(changes: Changes, stored: Stored[Any]) -> str:
    """Return the id that a record would be given if it were made today."""
    record = stored.record
    taken = [id_ for id_ in changes.taken(stored.kind) if id_ != stored.id]
    if stored.kind == "relationship":
        return ids.relationship_id(record.person, record.label, taken)
    if stored.kind == "meeting":
        number = _NUMBER.search(stored.id)
        same = f"{record.relationship}{number[0]}" if number else ""
        return same if same and same not in taken else ids.meeting_id(record.relationship, taken)
    if letters := _letters_of(stored):
        return _lettered(stored, letters, record.headline)
    return ids.named_id(record.headline, stored.kind, taken)


def _meetings_of(changes: Changes, stored: Stored[Any], id_: str) -> dict[Ref, str]:
    """Return the meetings that bear a relationship's old id in front, with their new ids."""
    if stored.kind != "relationship":
        return {}
    ours = re.compile(re.escape(stored.id) + r"(-[0-9]+)")
    found = ((one, ours.fullmatch(one.id)) for one in changes.journal.meetings_with(stored.id))
    return {one.ref: f"{id_}{match[1]}" for one, match in found if match}


def _refuse_taken(changes: Changes, moved: Mapping[Ref, str]) -> None:
    """Refuse an id that another record bears, or one that differs in case alone does."""
    for ref, id_ in moved.items():
        ids.check_id(id_)
        others = {one.casefold() for one in changes.taken(ref.kind) if one != ref.id}
        if id_.casefold() in others:
            folder = KINDS[ref.kind].folder
            raise Refused(f"{folder}/{id_} is there already", hint="choose another id")


def _linked_anew(record: Any, moved: Mapping[Ref, str]) -> Any:
    changed = relinked(record, lambda link, id_: moved.get(Ref(link.kind, id_), id_))
    if isinstance(record.visibility, tuple):
        readers = tuple(moved.get(Ref("relationship", one), one) for one in record.visibility)
        changed = replace(changed, visibility=readers)
    return changed
