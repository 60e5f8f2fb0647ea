"""Records that the door has checked, as data that marshal can hold, and back: for the cache.

The values say themselves what they are, so that no type hints have to be looked at: these
cost more than reading a hundred records.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from types import ModuleType
from typing import Any

from devjournal.models.base import Checked


def freeze(value: Any) -> Any:
    """Return a record, or what stands in one, as data that marshal can hold.

    Neither bytes nor lists stand in records: bytes are days, moments and times as ISO text,
    a list is a table, or the record, as the name of its class and its fields that are set.
    """
    if isinstance(value, Checked):
        fields = {field.name: field.default for field in dataclasses.fields(value)}  # type: ignore[arg-type]  # every Checked is one
        held = {name: getattr(value, name) for name in fields}
        return [
            type(value).__name__,
            {name: freeze(one) for name, one in held.items() if one != fields[name]},
        ]
    if isinstance(value, tuple):
        return tuple(map(freeze, value))
    if isinstance(value, dict):
        return {key: freeze(one) for key, one in value.items()}
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat().encode()
    return value


def thaw(frozen: Any, module: ModuleType) -> Any:
    """Return what `freeze` was given; `module` is that of the record's class."""
    kind = type(frozen)
    if kind is list:
        name, fields = frozen
        held = {
            key: one if type(one) in _AS_IT_IS else thaw(one, module) for key, one in fields.items()
        }
        return getattr(module, name)(**held)
    if kind is tuple:
        return tuple(thaw(one, module) for one in frozen)
    if kind is dict:
        return {key: thaw(one, module) for key, one in frozen.items()}
    return _day_or_time(frozen.decode()) if kind is bytes else frozen


_AS_IT_IS = frozenset({str, int, float, bool})


def _day_or_time(text: str) -> dt.date | dt.time:
    if len(text) == len("2026-10-14"):
        return dt.date.fromisoformat(text)
    if text[2] == ":":
        return dt.time.fromisoformat(text)
    return dt.datetime.fromisoformat(text)
