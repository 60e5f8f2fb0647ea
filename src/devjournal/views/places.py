"""The texts of a record that can be searched, and how much each counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from devjournal.models.base import Checked
from devjournal.models.field_types import FieldType, field_types

TITLE, TEXT, NOTES, LINK = range(4)
"""The weights: what a record is called goes over its text, that over notes and linked ids."""

_NOTES = ("notes", "note")
_NO_WORDS = ("visibility",)


class Place(NamedTuple):
    """A text of a record, the field it stands in (dotted), and its weight."""

    field: str
    weight: int
    text: str


def places_of(record: Checked) -> Iterator[Place]:
    """Yield every text of a record; of its title's field the first line is its title.

    A choice, such as a state, is no text: it would be found in half of all records.
    """
    title = getattr(type(record), "TITLE", "")
    for name, type_ in field_types(type(record)).items():
        if type_.choices or name in _NO_WORDS:
            continue
        for value in _items(getattr(record, name)):
            if isinstance(value, Checked):
                inside = places_of(value)
                yield from (one._replace(field=f"{name}.{one.field}") for one in inside)
            elif type_.holds is str and value:
                yield from _texts(name, value, type_, is_title=name == title)


def _texts(name: str, value: str, type_: FieldType, *, is_title: bool) -> Iterator[Place]:
    if type_.link and not type_.link.or_name:
        # A relationship is called by its person; a meeting only belongs to its relationship.
        yield Place(name, TITLE if is_title and type_.link.kind == "person" else LINK, value)
    elif is_title:
        first, _, rest = value.partition("\n")
        yield Place(name, TITLE, first)
        if rest:
            yield Place(name, TEXT, rest)
    else:
        yield Place(name, NOTES if name in _NOTES else TEXT, value)


def _items(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
