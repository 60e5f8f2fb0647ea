"""Records as plain data, without pydantic: what goes to a file or to JSON, and the links in it."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from devjournal.models.base import Checked, Record, StatefulRecord
from devjournal.models.fields import Link

T = TypeVar("T")

_EXACT = 2**53
_COMMON = tuple(field.name for field in dataclasses.fields(StatefulRecord))


def once_per_class(function: Callable[[type[Any]], T]) -> Callable[[type[Any]], T]:
    """Remember a function's answer for each class."""
    return cast("Callable[[type[Any]], T]", cache(function))


@once_per_class
def file_order(kind: type[Any]) -> tuple[dataclasses.Field[Any], ...]:
    """The fields of a class in the order of a file: its own, then those of every record."""
    fields = dataclasses.fields(kind)
    if not issubclass(kind, Record):
        return fields
    by_name = {field.name: field for field in fields}
    first = [by_name[name] for name in ("on", "kind") if kind.TITLE == "text" and "on" in by_name]
    own = [field for field in fields if field.name not in _COMMON and field not in first]
    closing = [by_name[name] for name in ("closed_on", "closed_why") if name in by_name]
    common = [by_name[name] for name in ("created", "tags", "visibility")]
    return (*first, *own, *closing, *common)


def to_plain(record: Checked) -> dict[str, Any]:
    """Return a record as plain data: unset fields left out, tables after all else.

    A list counts as set where nothing else is the default: no readers are not any readers.
    """
    simple: dict[str, Any] = {}
    tables: dict[str, Any] = {}
    for field in file_order(type(record)):
        value = getattr(record, field.name)
        if value is None or value in (field.default, {}):
            continue
        plain = _plain_value(value)
        is_table = isinstance(value, (Checked, dict)) or _holds_tables(value)
        (tables if is_table else simple)[field.name] = plain
    return simple | tables


def _holds_tables(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(item, Checked) for item in value[:1])


def _plain_value(value: Any) -> Any:
    if isinstance(value, Checked):
        return to_plain(value)
    if isinstance(value, tuple):
        return [_plain_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain_value(item) for key, item in value.items()}
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    return value


@once_per_class
def links_of(kind: type[Any]) -> Mapping[tuple[str, ...], Link]:
    """The links of a class: path of field names (lists are passed through) to its Link."""
    hints = typing.get_type_hints(kind, include_extras=True)
    found: dict[tuple[str, ...], Link] = {}
    for field in dataclasses.fields(kind):
        for path, link in _links_in(hints[field.name]):
            found[(field.name, *path)] = link
    return found


def _links_in(hint: Any) -> list[tuple[tuple[str, ...], Link]]:
    if typing.get_origin(hint) is typing.Annotated:
        base, *marks = typing.get_args(hint)
        return [((), mark) for mark in marks if isinstance(mark, Link)] or _links_in(base)
    if isinstance(hint, type) and issubclass(hint, Checked):
        return list(links_of(hint).items())
    return [pair for option in typing.get_args(hint) for pair in _links_in(option)]


def values_at(record: Checked, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return every text at a path of `links_of`, passing through lists and unset tables."""
    found: list[Any] = [record]
    for name in path:
        found = [
            item for holder in found for item in _items(getattr(holder, name)) if item is not None
        ]
    return tuple(found)


def _items(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
