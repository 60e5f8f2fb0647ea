"""Records as plain data and back: for a file or JSON, and for the cache.

Plain data is what TOML says: texts, numbers, days, lists, and tables as dicts. `filled` makes
a record of it and checks nothing: `validation.py` checks what comes from outside first, and
what comes from the cache was checked before it got there.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from devjournal.dates import with_whole_offset
from devjournal.models.base import Table, by_name, decimals, fields, given

T = TypeVar("T", bound=Table)

LARGEST = 2**63
"""What no whole number in a file comes to."""

_AS_IT_IS = frozenset({str, Decimal, bool, dt.date, dt.datetime, dt.time})
_LISTS = frozenset({list, tuple})


def to_plain(record: Table) -> dict[str, Any]:
    """Return a record as plain data for a file: unset fields left out, tables after all else.

    A list counts as set where nothing else is the default: no readers are not any readers.
    """

    def holds_tables(item: tuple[str, Any]) -> bool:
        value = item[1]
        return isinstance(value[0] if isinstance(value, list) and value else value, dict)

    plain = {name: _plain_value(one) for name, one in given(record).items()}
    return dict(sorted(plain.items(), key=holds_tables))


def _plain_value(value: Any) -> Any:
    if isinstance(value, Table):
        return to_plain(value)
    if isinstance(value, tuple):
        return [_plain_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain_value(item) for key, item in value.items()}
    if isinstance(value, dt.datetime):
        return with_whole_offset(value)
    if isinstance(value, Decimal) and is_countable(value):
        return int(value) if not decimals(value) and abs(value) < LARGEST else value
    return value


def digits(value: Decimal) -> str:
    """Return a number with the digits that it was typed with, for a file or JSON."""
    return f"{value:f}" if decimals(value) else str(value)


_MOST_DECIMALS = 308


def is_countable(value: Decimal) -> bool:
    """Whether a number is one to count with: finite, and no larger or finer than a float can be."""
    return math.isfinite(value) and decimals(value) <= _MOST_DECIMALS


def to_cache(value: Any) -> Any:
    """Return a record as data that marshal can hold: days, times and numbers as bytes of text."""
    if isinstance(value, Table):
        return {name: to_cache(one) for name, one in given(value).items()}
    if isinstance(value, tuple):
        return tuple(map(to_cache, value))
    if isinstance(value, dict):
        return {key: to_cache(one) for key, one in value.items()}
    if isinstance(value, Decimal):
        return str(value).encode()
    return value.isoformat().encode() if isinstance(value, (dt.date, dt.time)) else value


def filled(cls: type[T], data: Mapping[str, Any]) -> T:
    """Return the record of plain data, or of the cache's; keys its class lacks are left out."""
    known = cls.__fields__
    return cls(
        **{
            name: value if type(value) in _AS_IT_IS else _value_of(cls, name, value)
            for name, value in data.items()
            if name in known
        }
    )


def _value_of(cls: type[Table], name: str, value: Any) -> Any:
    if by_name(cls)[name].holds is Decimal:
        return Decimal(value.decode() if isinstance(value, bytes) else value)
    if type(value) is bytes:
        return _day_or_time(value)
    table = tables_of(cls).get(name)
    if type(value) in _LISTS:
        return tuple(value if table is None else (filled(table, one) for one in value))
    return value if table is None else filled(table, value)


@cache
def _day_or_time(data: bytes) -> dt.date | dt.time:
    text = data.decode()
    if len(text) == len("2026-10-14"):
        return dt.date.fromisoformat(text)
    return (dt.time if text[2] == ":" else dt.datetime).fromisoformat(text)


@cache
def tables_of(cls: type[Table]) -> Mapping[str, type[Table]]:
    """Return the fields of a class that hold tables, with the class of those tables."""
    return {one.name: one.table for one in fields(cls) if one.table is not None}
