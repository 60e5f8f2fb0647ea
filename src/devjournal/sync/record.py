"""Three versions of one record's file become one, field by field.

A field that one side changed is taken from there. Lists are merged by their elements, long
texts by their lines. Where both sides changed one field, the value of this machine stays in
it, and the other's is kept under `unsettled` until somebody settles it. Comments of both
sides stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from devjournal.models.base import Field, Record, Stateful, Table
from devjournal.models.plain import tables_of
from devjournal.namedtuples import NamedTuple
from devjournal.store.toml import EditRefused, decode, encode, value_text
from devjournal.store.toml_edit import comments_in, edit, essence, same, with_comments_of

Plain = Mapping[str, Any]

MISSING = object()
"""Stands for a key that is not there."""

_LIFE = ("state", "closed_on", "closed_why")
"""Fields that are one: a state from one side and its day from the other would say nothing."""

_NARROW = {"private": 0, "shared": 3}
_UNSET, _SOME = 1, 2


class Version(NamedTuple):
    """A record's file on one side: its bytes, and what they say, with links as they are to be."""

    data: bytes
    plain: Plain


class Clash(NamedTuple):
    """A field that both sides changed: its name, and what the other side says; None: nothing."""

    name: str
    other: str | None


def merge(
    cls: type[Record] | None, base: Version | None, ours: Version, theirs: Version
) -> tuple[bytes, tuple[Clash, ...]]:
    """Return the bytes of both sides' changes, and what both changed otherwise."""
    clashes: list[Clash] = []
    plain = _Merge(clashes).table(cls, base.plain if base else {}, ours.plain, theirs.plain, "")
    noted = [*plain.get("unsettled", ())]
    for clash in clashes:
        value = {} if clash.other is None else {"value": clash.other}
        note = {"name": clash.name, **value}
        noted += [note] if note not in noted else []
    if noted:
        plain["unsettled"] = noted
    return written(base, ours, theirs, plain), tuple(clashes)


def written(base: Version | None, ours: Version, theirs: Version, plain: Plain) -> bytes:
    """Return bytes that say `plain`, with the comments of both sides.

    They are those of the side that has new comments; if both have, theirs go where they stood.
    """
    old = base.data if base else b""
    sides = (ours, theirs)
    if base and comments_in(ours.data) == comments_in(old):
        sides = (theirs, ours)
    for one, other in (sides, sides[::-1]):
        try:
            return with_comments_of(edit(one.data, decode(one.data), plain), other.data, old)
        except EditRefused:
            continue
    data = encode(plain)
    for one in sides:
        data = with_comments_of(data, one.data, b"")
    return data


class _Merge:
    """One merge, which notes what clashes."""

    def __init__(self, clashes: list[Clash]) -> None:
        self._clashes = clashes

    def table(
        self, cls: type[Table] | None, base: Plain, ours: Plain, theirs: Plain, at: str
    ) -> dict[str, Any]:
        """Return the merge of one table; `at` is where it stands."""
        merged: dict[str, Any] = {}
        keys = dict.fromkeys((*ours, *theirs))
        if cls and issubclass(cls, Stateful) and ours.get("state") != theirs.get("state"):
            merged |= self._life(base, ours, theirs)
            keys = {key: None for key in keys if key not in _LIFE}
        for key in keys:
            field = cls.__fields__.get(key) if cls else None
            inside = tables_of(cls).get(key) if cls else None
            three = [side.get(key, MISSING) for side in (base, ours, theirs)]
            value = self._value(field, inside, three, f"{at}.{key}" if at else key)
            if value is not MISSING:
                merged[key] = value
        return merged

    def _life(self, *sides: Plain) -> Plain:
        base, ours, theirs = ({key: s[key] for key in _LIFE if key in s} for s in sides)
        if _alike(base, ours) or _alike(base, theirs):
            return theirs if _alike(base, ours) else ours
        is_ours = ours.get("state") != base.get("state")
        kept, other = (ours, theirs) if is_ours else (theirs, ours)
        for key in _LIFE:
            if not _alike(kept.get(key, MISSING), other.get(key, MISSING)):
                self._clash(key, other.get(key, MISSING))
        return kept

    def _value(
        self, field: Field | None, inside: type[Table] | None, three: Sequence[Any], at: str
    ) -> Any:
        base, ours, theirs = three
        if _alike(ours, theirs) or _alike(base, theirs):
            return ours
        if _alike(base, ours):
            return theirs
        if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
            return self.table(inside, base if isinstance(base, Mapping) else {}, ours, theirs, at)
        if isinstance(ours, list) and isinstance(theirs, list):
            return self._list(inside, base if isinstance(base, list) else [], ours, theirs, at)
        if isinstance(ours, str) and isinstance(theirs, str) and "\n" in ours + theirs:
            texts = (one if isinstance(one, str) else "" for one in three)
            return "\n".join(merge_lines(*(one.split("\n") for one in texts)))
        is_ours = ours is not MISSING
        if field and field.name == "visibility":
            is_ours = _width(ours) <= _width(theirs)
        self._clash(at, theirs if is_ours else ours)
        return ours if is_ours else theirs

    def _clash(self, at: str, other: Any) -> None:
        text = None if other is MISSING else value_text(other, inline=True)
        self._clashes.append(Clash(at, text))

    def _list(
        self,
        inside: type[Table] | None,
        base: list[Any],
        ours: list[Any],
        theirs: list[Any],
        at: str,
    ) -> list[Any]:
        """Merge by elements: in our order, theirs behind those that they stand behind there."""
        from_ours, from_theirs = (matched(inside, base, side) for side in (ours, theirs))
        here = {place: n for n, place in enumerate(from_ours) if place is not None}
        there = {place: n for n, place in enumerate(from_theirs) if place is not None}
        new = [n for n, place in enumerate(from_theirs) if place is None]
        merged: list[_Element] = []
        for one, place in zip(ours, from_ours, strict=True):
            if place is None:
                twin = next((n for n in new if same(theirs[n], one)), None)
                new = [n for n in new if n != twin]
                merged.append(_Element(one, twin, is_new=True))
            elif place in there:
                other = theirs[there[place]]
                label = f"{at} {_label(inside, one)}"
                three = [base[place], one, other]
                value = self._value(None, inside, three, label)
                merged.append(_Element(value, there[place]))
            elif not same(one, base[place]):
                self._clash(f"{at} {_label(inside, one)}", MISSING)
                merged.append(_Element(one, None))
        back = {there[p] for p in there if p not in here and not same(base[p], theirs[there[p]])}
        for n in sorted((*new, *back)):
            before = [i for i, one in enumerate(merged) if one.there is not None and one.there < n]
            to = before[-1] + 1 if before else 0
            while to < len(merged) and merged[to].is_new and merged[to].there is None:
                to += 1
            merged.insert(to, _Element(theirs[n], n))
        return [one.value for one in merged]


class _Element(NamedTuple):
    """An element of a merged list: what it is, its place in theirs, whether only ours has it."""

    value: Any
    there: int | None
    is_new: bool = False


def _alike(one: Any, other: Any) -> bool:
    if one is MISSING or other is MISSING:
        return one is other
    return same(one, other)


def _width(visibility: Any) -> int:
    """Return how many may see a record, roughly: the narrower of two is never the wrong one."""
    if visibility is MISSING:
        return _UNSET
    return _NARROW.get(visibility, _SOME) if isinstance(visibility, str) else _SOME


def _needed(table: type[Table] | None, element: Any) -> tuple[Any, ...]:
    """Return what an element of a list is known by: the fields that it must have."""
    if table is None or not isinstance(element, Mapping):
        return ()
    return tuple(element.get(name) for name in table.__fields__ if name in table.__required__)


def _label(table: type[Table] | None, element: Any) -> str:
    known = _needed(table, element)
    return str(known[0]) if known else value_text(element, inline=True)


def matched(table: type[Table] | None, base: list[Any], side: list[Any]) -> list[int | None]:
    """Return for each element of a side its place in the base; None for a new one.

    An element that is as it was is found first, then one with the same needed fields.
    """
    found: list[int | None] = [None] * len(side)
    ways: list[Callable[[Any], Hashable]] = [essence]
    if table is not None and table.__required__:
        ways.append(lambda one: essence(list(_needed(table, one))))
    for way in ways:
        free = defaultdict(list)
        for place in range(len(base)):
            if place not in found:
                free[way(base[place])].append(place)
        for n, one in enumerate(side):
            if found[n] is None and (places := free[way(one)]):
                found[n] = places.pop(0)
    return found


def merge_lines(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Merge texts by lines; where both changed the same ones, ours stand above theirs."""
    merged: list[str] = []
    for was, here, there in _regions(base, ours, theirs):
        if here in (there, was):
            merged += there
        elif there == was:
            merged += here
        else:
            merged += [*here, *(line for line in there if line not in here and line not in was)]
    return merged


def _regions(
    base: list[str], ours: list[str], theirs: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Cut three texts at the lines that all of them have."""

    def places(side: list[str]) -> dict[int, int]:
        blocks = SequenceMatcher(None, base, side, autojunk=False).get_matching_blocks()
        return {b.a + n: b.b + n for b in blocks for n in range(b.size)}

    here, there = places(ours), places(theirs)
    a = b = c = 0
    for place in sorted(here.keys() & there.keys()):
        yield base[a:place], ours[b : here[place]], theirs[c : there[place]]
        yield ([base[place]],) * 3
        a, b, c = place + 1, here[place] + 1, there[place] + 1
    yield base[a:], ours[b:], theirs[c:]
