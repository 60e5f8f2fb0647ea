"""Renaming and deleting a record, with all that links to it, in one operation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devjournal.changes.operation import id_by_name
from devjournal.changes.origins import number_in, origin, told_by
from devjournal.errors import BadFile, Refused, UsageError
from devjournal.journal.stored import Ref
from devjournal.journal.visibility import readers_of
from devjournal.models import ids
from devjournal.models.base import Link, replace
from devjournal.models.links import Needed, Relink, links_of, relinked, values_at
from devjournal.models.registry import ALL_KINDS, KINDS
from devjournal.shell import command

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from devjournal.changes.operation import Changes
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored

Linking = list[tuple["Stored[Any]", list[str]]]
"""Records, and the fields in which each links to another one."""


def _require_every_link(journal: Journal) -> None:
    """Raise BadFile while there are files that can't be read: nobody knows what they link to."""
    bad = [one.path for one in journal.problems(ALL_KINDS) if one.level == "problem"]
    if bad:
        shown = "\n".join(f"  {path}" for path in bad)
        message = f"nothing was changed: these files can't be read, and may link to it\n{shown}"
        raise BadFile(message, hint="to see what is wrong with them: devjournal check")


def _relinked(record: Any, relink: Relink) -> Any:
    """Return a record with its links as `relink` wants them; its readers are links, too."""
    changed = relinked(record, relink)
    if isinstance(record.visibility, tuple):
        to = (relink(Link("relationship"), reader) for reader in record.visibility)
        readers = tuple(reader for reader in to if reader is not None)
        if readers != record.visibility:
            changed = replace(changed, visibility=readers or "private")
    return changed


def delete(changes: Changes, *found: Stored[Any], with_links: bool = False) -> None:
    """Delete records; the links from one of them to another are no hindrance.

    Where a name may stand as well, the record's own name takes the link's place. Raises
    Refused, listing them, while others link to it and `with_links` is not said, or if
    some are nothing without it; BadFile while there are files that can't be read.
    """
    if any(one.kind == "profile" for one in found):
        raise Refused("a journal has its profile", hint=f"{command('edit', 'profile')} changes it")
    _require_every_link(changes.journal)
    for one in found:
        _delete(changes, one, found, with_links=with_links)


def _delete(
    changes: Changes, stored: Stored[Any], going: Sequence[Stored[Any]], *, with_links: bool
) -> None:
    before, gone = changes.journal, {one.ref for one in going}
    linking = [one for one in _linking_to(before, stored.ref) if one[0].ref not in gone]

    def without(link: Link, id_: str) -> str | None:
        if (link.kind, id_) != (stored.kind, stored.id):
            return id_
        return stored.record.headline if link.or_name else None

    needing: Linking = []
    for other, fields in linking:
        try:
            changes.relink(other, _relinked(other.record, without))
        except Needed:
            needing.append((other, fields))
    if needing:
        hint = "delete these first, or close what is over instead of deleting it"
        words = ("is nothing without", "are nothing without")
        raise _refused(needing, words, stored.id, hint)
    if linking and not with_links:
        ids = (one.id for one in going)
        hint = f"to take these links out: {command('delete', *ids, '--with-links')}"
        raise _refused(linking, ("links to", "link to"), stored.id, hint)
    changes.delete(stored)
    _tell_layouts(changes, {stored.ref: None})
    _keep_from_new_readers(changes, before, linking if stored.kind == "relationship" else [])


def _linking_to(journal: Journal, ref: Ref) -> Linking:
    found: Linking = []
    for stored in (one for kind in ALL_KINDS for one in journal.all(kind).values()):
        if stored.ref == ref or not stored.mentions(ref.id):
            continue
        record = stored.record
        links = links_of(type(record)).items()
        paths = [path for path, link in links if link.kind == ref.kind]
        fields = [".".join(path) for path in paths if ref.id in values_at(record, path)]
        readers = record.visibility if isinstance(record.visibility, tuple) else ()
        if ref.kind == "relationship" and ref.id in readers:
            fields.append("visibility")
        if fields:
            found.append((stored, fields))
    return found


def _refused(found: Linking, words: tuple[str, str], id_: str, hint: str) -> Refused:
    """Return the refusal that lists records; `words` are for one of them, and for several."""
    count = f"{len(found)} records {words[1]}" if len(found) > 1 else f"1 record {words[0]}"
    lines = [f"{count} {id_}:"]
    for stored, fields in found:
        folder = KINDS[stored.kind].folder
        path = _path(stored.ref) if folder else "journal.toml"
        lines.append(f"  {path}: {', '.join(fields)}")
    return Refused("\n".join(lines), hint=hint)


def _keep_from_new_readers(changes: Changes, before: Journal, unlinked: Linking) -> None:
    """Keep what was bound from whoever it reaches by its kind now that it is not. (P033)"""
    for other, _ in unlinked:
        was = readers_of(before, other, changes.today)
        now = changes.journal.all(other.kind)[other.id]
        readers = readers_of(changes.journal, now, changes.today)
        kept = tuple(reader for reader in readers if reader in was)
        if kept != tuple(readers):
            changes.relink(other, replace(now.record, visibility=kept or "private"))


def rename(changes: Changes, stored: Stored[Any], new: str | None = None) -> Ref:
    """Give a record another id: `new`, or what its title gives today; return its name.

    A lettered record keeps its letters, a relationship's meetings take its new id in front.
    Raises UsageError for what can't be an id, Refused for one that is taken, BadFile while
    there are files that may link to it and can't be read.
    """
    if stored.kind == "profile":
        raise Refused("the profile's file is always journal.toml")
    journal = changes.journal
    _require_every_link(journal)
    id_ = _new_id(changes, stored, new)
    if id_ == stored.id:
        return stored.ref
    moved = {stored.ref: id_}
    if stored.kind == "relationship":
        found = ((one, number_in(stored.id, one.id)) for one in journal.meetings_with(stored.id))
        moved |= {one.ref: f"{id_}{number}" for one, number in found if number}
    _refuse_taken(changes, moved)
    for kind in ALL_KINDS:
        for other in journal.all(kind).values():
            if other.ref in moved or any(other.mentions(ref.id) for ref in moved):
                record = _relinked(other.record, lambda to, id_: moved.get(Ref(to.kind, id_), id_))
                if other.ref == stored.ref:
                    known = origin(journal, stored)
                    is_told = known == told_by(journal, Ref(stored.kind, id_), record)
                    record = replace(record, identity=None if is_told else known)
                changes.relink(other, record, id_=moved.get(other.ref))
    _tell_layouts(changes, moved)
    return Ref(stored.kind, id_)


def _tell_layouts(changes: Changes, moved: Mapping[Ref, str | None]) -> None:
    """Give records their new names where reviews are laid out; one without is no longer there."""
    names = {_path(ref): _path(Ref(ref.kind, to)) if to else None for ref, to in moved.items()}
    for one in changes.journal.layouts:
        page = one.record.with_names(names)
        if one.ref not in moved and page != one.record.page:
            changes.relink(one, replace(one.record, page=page))


def _path(ref: Ref) -> str:
    return f"{KINDS[ref.kind].folder}/{ref.id}"


def _new_id(changes: Changes, stored: Stored[Any], new: str | None) -> str:
    """Return the id asked for, else that of a record made today; raises UsageError for none."""
    record, kind = stored.record, stored.kind
    if new is not None and not ids.slug(new, ""):
        message = f"{new!r} is not an id: no letter or digit of it can stand in one"
        raise UsageError(message, hint="an id is words of a to z and 0 to 9")
    letters, _ = ids.split_letters(stored.id) if KINDS[kind].lettered else ("", "")
    if letters:
        title = record.headline if new is None else new.removeprefix(f"{letters}-")
        fallback = record.kind if kind == "entry" else kind
        return f"{letters}-{ids.slug(title, fallback, limit=ids.LIMIT - len(letters) - 1)}"
    if new is not None:
        limit = ids.RELATIONSHIP_LIMIT if kind == "relationship" else ids.LIMIT
        id_ = ids.slug(new, kind, limit=limit)
        if id_ in ids.RESERVED:
            raise UsageError(f"{id_} stands for somebody: no record may be called so")
        return id_
    taken = [id_ for id_ in changes.journal.stems(kind) if id_ != stored.id]
    number = re.search(r"-[0-9]+\Z", stored.id) if kind == "meeting" else None
    same = f"{record.relationship}{number[0]}" if number else ""
    return same if same and same not in taken else id_by_name(kind, record, taken)


def _refuse_taken(changes: Changes, moved: Mapping[Ref, str]) -> None:
    for ref, id_ in moved.items():
        ids.check_id(id_)
        others = {one.casefold() for one in changes.journal.stems(ref.kind) if one != ref.id}
        if id_.casefold() in others:
            folder = KINDS[ref.kind].folder
            raise Refused(f"{folder}/{id_} is there already", hint="choose another id")
