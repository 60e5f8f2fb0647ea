"""Links between records: where they stand in a record, and a record with some of them changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from devjournal.models.base import Link, Table, fields, replace

T = TypeVar("T", bound=Table)

Relink = Callable[[Link, str], str | None]
"""From a link and what stands there to what is to stand there; None takes it out."""

Links = Mapping[tuple[str, ...], Link]
"""Paths of field names, which pass through lists, with what stands at their ends."""


class Needed(Exception):
    """A link that can't be taken out, as its record is nothing without it."""


_KNOWN: dict[type[Table], Links] = {}


def links_of(cls: type[Table]) -> Links:
    """Return the links of a class and of the tables inside it."""
    if cls not in _KNOWN:
        found: dict[tuple[str, ...], Link] = {}
        for field in fields(cls):
            inside = links_of(field.table) if field.table else {}
            found |= {(field.name, *path): link for path, link in inside.items()}
            found |= {(field.name,): field.link} if field.link else {}
        _KNOWN[cls] = found
    return _KNOWN[cls]


def values_at(record: Table, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return every text at a path of `links_of`, passing through lists and unset tables."""
    found: list[Any] = [record]
    for name in path:
        values = (getattr(holder, name) for holder in found)
        items = (value if isinstance(value, tuple) else (value,) for value in values)
        found = [item for group in items for item in group if item is not None]
    return tuple(found)


def refs_in(record: Table) -> frozenset[tuple[str, str]]:
    """Return the kind and the id of all that a record links to, its readers too."""
    readers = getattr(record, "visibility", None)
    found = {("relationship", one) for one in (readers if isinstance(readers, tuple) else ())}
    for path, link in links_of(type(record)).items():
        found.update((link.kind, id_) for id_ in values_at(record, path))
    return frozenset(found)


def relinked(record: T, relink: Relink, *, blank: str | None = None) -> T:
    """Return a record, or a table in one, with every link as `relink` wants it.

    The same object comes back if nothing changes. `blank` stands for a link that is taken out
    where one is required; raises Needed, naming the field, if there is none.
    """

    def changed(value: Any, link: Link | None) -> Any:
        if isinstance(value, tuple):
            items = (changed(item, link) for item in value)
            return tuple(item for item in items if item is not None)
        if value is None:
            return None
        return relink(link, value) if link else relinked(value, relink, blank=blank)

    changes: dict[str, Any] = {}
    for name in dict.fromkeys(path[0] for path in links_of(type(record))):
        field = type(record).__fields__[name]
        before = getattr(record, name)
        after = changed(before, field.link)
        if after is None and before is not None and field.required:
            if blank is None:
                raise Needed(name)
            after = blank
        if after is not before and after != before:
            changes[name] = after
    return replace(record, **changes) if changes else record
