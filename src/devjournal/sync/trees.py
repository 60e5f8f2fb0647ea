"""Three states of a whole journal become one: which record is which, and what its links are.

A record is known by what it is, not by its file's name: one that was renamed on one side takes
the other side's edits along, and one that took the name of another does not. What both sides
made under one name are two records, of which ours gets another name. Deleted here and changed
there means kept; so is what is deleted and still linked to.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from devjournal.changes.origins import digest, number_in
from devjournal.journal.stored import Ref
from devjournal.models import ids
from devjournal.models.ids import composed, split_letters
from devjournal.models.links import links_of, refs_in
from devjournal.models.registry import KINDS, LETTERED, class_of
from devjournal.namedtuples import NamedTuple
from devjournal.store.files import fold
from devjournal.store.load import understand
from devjournal.store.toml import decode
from devjournal.store.toml_edit import comments_in, essence, same
from devjournal.sync.git import oid_of
from devjournal.sync.record import Clash, Version, merge, written

if TYPE_CHECKING:
    from devjournal.models.base import Record

Tree = Mapping[Ref, str]
"""The records of a journal: the name that git gives to the bytes of each file."""

Blobs = dict[str, bytes]
"""Bytes by that name: of every file that differs between the trees."""

Draw = Callable[[str], str]


class Told(NamedTuple):
    """What a merge did that somebody should know of: both changed a field, kept, or renamed."""

    what: Literal["both", "kept", "restored", "renamed"]
    ref: Ref
    clashes: tuple[Clash, ...] = ()
    old_id: str = ""


class Merged(NamedTuple):
    """The journal that both sides come to; its new bytes are among the blobs."""

    tree: Tree
    told: tuple[Told, ...]


class _Item:
    """One record, by its name in each of the trees that have it."""

    def __init__(self, base: Ref | None, ours: Ref | None, theirs: Ref | None) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.final: Ref = ours or theirs or base or Ref("", "")

    @property
    def at(self) -> tuple[Ref | None, Ref | None, Ref | None]:
        """Its name in the base, here, and there."""
        return self.base, self.ours, self.theirs

    @property
    def is_known_there(self) -> bool:
        """Whether the other side decides on its name: it renamed it, made it, or has it alone."""
        if self.theirs is None:
            return False
        return self.theirs != self.base or self.ours in (None, self.base)


class TreeMerge:
    """One merge of three trees."""

    def __init__(self, base: Tree, ours: Tree, theirs: Tree, blobs: Blobs, draw: Draw) -> None:
        """Find out which record is which, and what each will be called."""
        # Every journal has its profile: it is one record, whatever is known of its past.
        me = {ref: oid for ref, oid in ours.items() if ref.kind == "profile"}
        self.base, self.ours, self.theirs = {**me, **base}, ours, theirs
        self.blobs = blobs
        self._draw = draw
        self._told: list[Told] = []
        self._items = [*self._match()]
        self._name()
        self._links = tuple(
            {old: one.final.id for one in self._items if (old := one.at[n]) and old != one.final}
            for n in range(3)
        )

    def merged(self) -> Merged:
        """Return the tree of both sides' changes."""
        tree: dict[Ref, str] = {}
        gone: dict[Ref, _Item] = {}
        for item in self._items:
            found = self._content(item)
            if found is None:
                gone[item.final] = item
            else:
                tree[item.final] = found if isinstance(found, str) else self._put(found)
        self._restore(tree, gone)
        return Merged(tree, tuple(self._told))

    def _put(self, data: bytes) -> str:
        oid = oid_of(data)
        self.blobs[oid] = data
        return oid

    # Which record is which

    def _match(self) -> Iterator[_Item]:
        ours, theirs = (_moved(self.base, side, self.blobs) for side in (self.ours, self.theirs))
        for ref in self.base:
            item = _Item(ref, ours.get(ref), theirs.get(ref))
            if item.ours or item.theirs:
                yield item
        new = [ref for ref in self.theirs if ref not in theirs.values()]
        for ref in (one for one in self.ours if one not in ours.values()):
            is_same = ref in new and self._says_the_same(ref)
            if is_same:
                new.remove(ref)
            yield _Item(None, ref, ref if is_same else None)
        for ref in new:
            yield _Item(None, None, ref)

    def _says_the_same(self, ref: Ref) -> bool:
        one, other = self.ours[ref], self.theirs[ref]
        return one == other or same(decode(self.blobs[one]), decode(self.blobs[other]))

    def _name(self) -> None:
        """Give each record its one name; who came second to a name gets another."""
        taken: dict[tuple[str, str], _Item] = {}
        letters: dict[str, _Item] = {}
        stems = {
            kind: {one.id for t in self._trees for one in t if one.kind == kind} for kind in KINDS
        }

        def claim(item: _Item, ref: Ref | None) -> bool:
            key = (ref.kind, fold(ref.id)) if ref else None
            mark = split_letters(ref.id)[0] if ref and ref.kind in LETTERED else ""
            is_new_here = item.base is None and item.theirs is None
            if ref is None or key is None or key in taken or (is_new_here and mark in letters):
                return False
            taken[key] = item
            if mark and item.base is None and item.theirs:
                letters[mark] = item
            item.final = ref
            return True

        for known in (True, False):
            for item in self._items:
                if item.is_known_there is not known:
                    continue
                wanted = (item.theirs,) if known else (item.ours, item.theirs, item.base)
                if not any(claim(item, ref) for ref in wanted):
                    old = item.ours or item.theirs or item.final
                    claim(item, Ref(old.kind, self._another(old, stems)))
                    stems[old.kind].add(item.final.id)
                    self._told.append(Told("renamed", item.final, old_id=old.id))

    @property
    def _trees(self) -> tuple[Tree, Tree, Tree]:
        return self.base, self.ours, self.theirs

    def _another(self, ref: Ref, stems: Mapping[str, set[str]]) -> str:
        """Return another id for a record, of the form of its own."""
        mark, rest = split_letters(ref.id)
        if ref.kind in LETTERED and mark:
            borne = {ids.letters_of(stem) for kind in LETTERED for stem in stems[kind]}
            pairs = {letters[:2] for letters in borne}
            is_kept = pairs.__contains__
            new = ids.lettered_id("", "x", borne=borne, is_kept=is_kept, draw=self._draw)
            return f"{ids.letters_of(new)}-{rest}"
        number = re.fullmatch("(.+)-[0-9]{3,9}", ref.id) if ref.kind == "meeting" else None
        if number and ids.slug(number[1], "") == number[1]:
            return ids.meeting_id(number[1], stems[ref.kind])
        borne = {fold(one) for one in stems[ref.kind]}
        tries = (f"{ref.id}-{n}" for n in itertools.count(2))
        return next(one for one in tries if fold(one) not in borne)

    # What it says

    def _content(self, item: _Item) -> bytes | str | None:
        """Return what a record's file is to hold, or its name where that is as it was."""
        if item.ours and self.ours[item.ours] not in self.blobs:
            return self.ours[item.ours]  # as it is in all three
        base, ours, theirs = (self._version(item, n) for n in range(3))
        if ours and theirs:
            return self._both(item, base, ours, theirs)
        left = ours or theirs
        if left is None or (base and not self._is_changed(base, left)):
            return None
        if base:
            self._told.append(Told("kept", item.final))
        return self._relinked(left)

    def _both(self, item: _Item, base: Version | None, ours: Version, theirs: Version) -> bytes:
        """Return what a file is to hold that both sides have."""
        if ours == theirs or (base and not self._is_changed(base, theirs)):
            return self._relinked(ours)
        if base and not self._is_changed(base, ours):
            return self._relinked(theirs)
        cls = _class_of(item.final.kind, ours.plain)
        if cls is not _class_of(item.final.kind, theirs.plain):
            cls = None
        data, clashes = merge(cls, base, ours, theirs)
        if clashes:
            self._told.append(Told("both", item.final, clashes))
        return data

    def _version(self, item: _Item, side: int) -> Version | None:
        ref = item.at[side]
        if ref is None:
            return None
        data = self.blobs[self._trees[side][ref]]
        return Version(data, relinked(ref.kind, decode(data), self._links[side]))

    def _is_changed(self, one: Version, other: Version) -> bool:
        if one.data == other.data and one.plain == other.plain:
            return False
        is_said = same(one.plain, other.plain)
        return not is_said or comments_in(one.data) != comments_in(other.data)

    def _relinked(self, version: Version) -> bytes:
        if same(decode(version.data), version.plain):
            return version.data
        return written(version, version, version, version.plain)

    def _restore(self, tree: dict[Ref, str], gone: dict[Ref, _Item]) -> None:
        """Bring back what is deleted, and linked to by what was made or changed meanwhile."""
        known = {*self.base.values()}
        asked = [ref for ref, oid in tree.items() if oid in self.blobs and oid not in known]
        while asked and gone:
            ref = asked.pop()
            record, _ = understand(ref.kind, "", self.blobs[tree[ref]])
            for kind, id_ in refs_in(record) if record else ():
                item = gone.pop(Ref(kind, id_), None)
                version = item and next(filter(None, (self._version(item, n) for n in (1, 2, 0))))
                if item and version:
                    tree[item.final] = self._put(self._relinked(version))
                    self._told.append(Told("restored", item.final))
                    asked.append(item.final)


def _class_of(kind: str, plain: Mapping[str, Any]) -> type[Record] | None:
    try:
        return class_of(kind, plain)
    except KeyError:
        return None


def relinked(kind: str, plain: Mapping[str, Any], to: Mapping[Ref, str]) -> dict[str, Any]:
    """Return what a file says with its links as they are to be; `to` has those that change."""
    cls = _class_of(kind, plain)
    if not to or cls is None:
        return dict(plain)

    def changed(value: Any, names: tuple[str, ...], target: str) -> Any:
        if isinstance(value, list):
            return [changed(one, names, target) for one in value]
        if names and isinstance(value, dict) and names[0] in value:
            return {**value, names[0]: changed(value[names[0]], names[1:], target)}
        if names or not isinstance(value, str):
            return value
        return to.get(Ref(target, composed(value)), value)

    result = dict(plain)
    for names, link in links_of(cls).items():
        result = changed(result, names, link.kind)
    if isinstance(result.get("visibility"), list):
        result = changed(result, ("visibility",), "relationship")
    return result


# What was renamed


def _moved(base: Tree, side: Tree, blobs: Blobs) -> dict[Ref, Ref]:
    """Return what each record of the base is called on a side; without those that are gone."""
    added = (ref for ref in side if ref not in base)
    renamed = {(ref.kind, decode(blobs[side[ref]]).get("identity")) for ref in added}
    still = (
        ref
        for ref in base
        if ref in side and (ref.kind, _origin(ref, decode(blobs[base[ref]]))) not in renamed
    )
    moved = {ref: ref for ref in still if _is_same(ref, base, side, blobs)}
    back: dict[Ref, str] = {}
    for kind in KINDS:
        was, is_now = (
            {ref: decode(blobs[tree[ref]]) for ref in tree if ref.kind == kind and ref not in moved}
            for tree in (base, side)
        )
        for alike in (_first, _mark, _shared):
            for old, new in _pairs(
                {ref: alike(ref, one, None) for ref, one in was.items()},
                {ref: alike(ref, one, back) for ref, one in is_now.items()},
            ):
                moved[old], back[new] = new, old.id
                del was[old], is_now[new]
    return moved


def _is_same(ref: Ref, base: Tree, side: Tree, blobs: Blobs) -> bool:
    """Whether a name still means the record that it meant, and not one that was made since."""
    if base[ref] == side[ref] or not KINDS[ref.kind].folder:
        return True
    was, is_now = (decode(blobs[tree[ref]]) for tree in (base, side))
    made = [one.get("created") for one in (was, is_now)]
    is_other = None not in made and made[0] != made[1]
    return not is_other and _class_of(ref.kind, was) is _class_of(ref.kind, is_now)


Marks = frozenset[tuple[Any, ...]]
"""What a record is known by: it may be another that has one of these as well."""


def _pairs(was: Mapping[Ref, Marks], is_now: Mapping[Ref, Marks]) -> list[tuple[Ref, Ref]]:
    """Return the records that share more marks with each other than either with any other.

    What has its name still is none: that was found to be another record.
    """
    having: dict[tuple[Any, ...], list[Ref]] = defaultdict(list)
    for ref, marks in is_now.items():
        for mark in marks:
            having[mark].append(ref)
    shared = Counter((old, new) for old in was for mark in was[old] for new in having[mark])
    of_old = _nearest(shared)
    of_new = _nearest(Counter({(new, old): count for (old, new), count in shared.items()}))
    return [(old, new) for old, new in of_old.items() if of_new.get(new) == old != new]


def _nearest(shared: Counter[tuple[Ref, Ref]]) -> dict[Ref, Ref]:
    """Return for each first record the one that it shares most with, unless two share as much."""
    found: dict[Ref, list[tuple[int, Ref]]] = defaultdict(list)
    for (one, other), count in shared.items():
        found[one].append((count, other))
    ranked = {one: sorted(others, reverse=True) for one, others in found.items()}
    return {
        one: first[1] for one, (first, *rest) in ranked.items() if not rest or rest[0][0] < first[0]
    }


def _first(ref: Ref, plain: Mapping[str, Any], back: Mapping[Ref, str] | None) -> Marks:
    """Return what tells the id that a record was made with, which a rename keeps.

    What bears no such thing by now was not renamed; `back` is None where it may still be.
    """
    first = plain.get("identity", _origin(ref, plain) if back is None else None)
    return frozenset([(first, plain.get("created"))] if first else ())


def _origin(ref: Ref, plain: Mapping[str, Any]) -> str:
    """Return what a rename would keep of a record that has this id since it was made."""
    bound = str(plain.get("relationship"))
    number = number_in(bound, ref.id) if ref.kind == "meeting" else None
    return f"{digest(bound)}{number}" if number else digest(ref.id)


def _mark(ref: Ref, plain: Mapping[str, Any], back: Mapping[Ref, str] | None) -> Marks:
    """Return what a record is known by under another name; `back` leads to older names."""
    letters = split_letters(ref.id)[0] if ref.kind in LETTERED else ""
    made = plain.get("created")
    if letters:
        return frozenset([(letters, made)])
    bound = str(plain.get("relationship"))
    plain = relinked(ref.kind, plain, back or {})
    if ref.kind == "meeting":
        number = ref.id.removeprefix(f"{bound}-")
        told = number if number.isdigit() else (plain.get("at"), made)
        return frozenset([(plain.get("relationship"), told)])
    cls = _class_of(ref.kind, plain)
    title = plain.get(cls.TITLE if cls else "title")
    return frozenset([(title, made, plain.get("kind"), plain.get("my_role"))])


_ALL_HAVE = ("created", "kind", "state", "my_role", "visibility", "closed_on", "imported_from")


def _shared(ref: Ref, plain: Mapping[str, Any], back: Mapping[Ref, str] | None) -> Marks:
    """Return each thing that a record says, with its day: one whose title changed keeps some."""
    made = plain.get("created")
    if made is None or split_letters(ref.id)[0] or ref.kind == "meeting":
        return frozenset()
    told = relinked(ref.kind, plain, back or {}).items()
    return frozenset((made, key, essence(one)) for key, one in told if key not in _ALL_HAVE)
