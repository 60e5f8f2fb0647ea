"""Validation: pydantic checks all that comes in from outside and all that goes out to a file.

Why the classes of `models/` are not pydantic's own. Importing pydantic takes 75 to 90 ms,
more than all else that a command does, and a read that finds every file in the cache has
nothing to check: it must not pay for that. So a kind is a plain class (`base.py`), of which
`schema.py`, the only module that imports pydantic, makes a model. A field is defined once,
and the plain class and the model can't differ.

What a model checks by is its core schema, plain data, and the checking is done by
pydantic_core, a fourth of pydantic's import. So the schemas are made once and kept beside the
cache, and then even a write or a changed file never imports pydantic.

The other way was dataclasses, which pydantic adapts by itself. They need a decorator of our
own to be cheap (the standard one compiles six methods a class: 25 classes cost 22 ms, these
2), limits in annotations that pydantic reads through a hook, a hook again to be strict and
still take dicts, docstrings parsed from the source for the schema, and annotations walked for
links, choices and readers. A field's row says all that in one place.

What strict means here. Nothing is coerced: `created = 5` is no day, `"7"` no number, `true`
no 1, and neither nan nor an integer that TOML can't carry is a number. Two things are let
through on purpose, as they are how TOML writes them: a list stands for a tuple, and a table
for a nested model. Keys that a class does not know are let be; `unknown_keys` tells them.

Validation only checks; `plain.filled` then fills the record, as it does from the cache. A record
made in code is not checked when it is made, but by `check_out`, on its way to a file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic_core import SchemaValidator, ValidationError
from pydantic_core.core_schema import CoreConfig

from devjournal.dates import FIRST_DAY, LAST_DAY, in_calendar
from devjournal.models.base import Record, Table, fields
from devjournal.models.entries import Entry
from devjournal.models.plain import filled, tables_of, to_plain
from devjournal.models.registry import ENTRY_KINDS, class_of
from devjournal.namedtuples import NamedTuple

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
"""Keys and list positions, from the record's top."""

_LARGEST = 2**63 - 1


class Fault(NamedTuple):
    """One thing that is wrong with plain data, at a path of keys and list positions."""

    path: Path
    reason: str

    def __str__(self) -> str:
        """The fault with the name of its field, as a person reads it."""
        return f"{dotted(self.path)}: {self.reason}" if self.path else self.reason


class Rejected(Exception):
    """Plain data that is no record of its kind; `faults` says why, all at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep every fault."""
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


class Unknown(NamedTuple):
    """A key that its class does not know, and those that it does."""

    path: Path
    known: tuple[str, ...]


def admit(kind: str, plain: Mapping[str, Any]) -> Record:
    """Return the record of `kind` that plain data stands for; raises Rejected with every fault."""
    if faults := tuple(_too_large(plain, ())):
        raise Rejected(faults)
    try:
        cls = class_of(kind, plain)
    except KeyError:
        raise Rejected(tuple(_no_variant(plain))) from None
    faults = tuple(_outside(cls, plain, ()))
    try:
        _validator(cls).validate_python(plain)
    except ValidationError as error:
        raise Rejected((*_faults_of(error, plain), *faults)) from None
    if faults:
        raise Rejected(faults)
    return filled(cls, plain)


def spared(plain: Mapping[str, Any], faults: Iterable[Fault]) -> Record | None:
    """Return the profile without the fields that are wrong; None if one of them is needed.

    Of a table only its own wrong fields are left out. What says who may see it is needed, too:
    without that others might see more.
    """
    cls = class_of("profile", plain)
    left = dict(plain)
    for name, *inside in (fault.path for fault in faults):
        field = cls.__fields__[str(name)]
        if name == "visibility" or field.required:
            return None
        if inside and field.table and isinstance(table := left.get(field.name), dict):
            left[field.name] = {key: one for key, one in table.items() if key != inside[0]}
        else:
            left.pop(field.name, None)
    return filled(cls, left)


def check_out(record: Record, kind: str) -> dict[str, Any]:
    """Return a record as plain data for its file, after checking it like one coming in."""
    plain = to_plain(record)
    admit(kind, plain)
    return plain


def unknown_keys(kind: str, plain: Mapping[str, Any]) -> tuple[Unknown, ...]:
    """Return every key that its class does not know; KeyError where there is no class."""
    return tuple(_unknown(class_of(kind, plain), plain, ()))


def dotted(path: Path) -> str:
    """Return a path as a person writes it: `checkins[2].value`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


_kept: dict[str, Any] = {}


def use(schemas: Mapping[str, Any]) -> None:
    """Check by pydantic's core schemas of an earlier run, by the names of their classes."""
    _validator.cache_clear()
    _kept.clear()
    _kept.update(schemas)


@cache
def _validator(cls: type[Record]) -> SchemaValidator:
    if cls.__name__ not in _kept:
        from devjournal.models.schema import core_schema_of  # with pydantic

        _kept[cls.__name__] = core_schema_of(cls)
    return SchemaValidator(_kept[cls.__name__], CoreConfig(strict=True, allow_inf_nan=False))


def _too_large(value: Any, path: Path) -> Iterator[Fault]:
    """Integers that TOML can't carry: a decimal field would take them without a word."""
    if isinstance(value, int) and not -_LARGEST - 1 <= value <= _LARGEST:
        yield Fault(path, "is an integer over 64 bits")
    elif isinstance(value, (Mapping, list, tuple)):
        for key, item in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _too_large(item, (*path, key))


def _outside(cls: type[Table], plain: Mapping[str, Any], at: Path) -> Iterator[Fault]:
    """Days and moments that no journal's calendar has, in the fields that a class knows."""
    tables = tables_of(cls)
    for name in [key for key in plain if key in cls.__fields__]:
        many = isinstance(plain[name], (list, tuple))
        for index, one in enumerate(plain[name]) if many else ((0, plain[name]),):
            path = (*at, name, index) if many else (*at, name)
            if isinstance(one, dt.date) and not in_calendar(one):
                yield Fault(path, f"must lie in the years {FIRST_DAY.year} to {LAST_DAY.year}")
            elif isinstance(one, Mapping) and name in tables:
                yield from _outside(tables[name], one, path)


def _no_variant(plain: Mapping[str, Any]) -> Iterator[Fault]:
    """What can be said of an entry without its kind: that, and what every entry needs."""
    start = "must be" if "kind" in plain else "is missing; it is"
    yield Fault(("kind",), f"{start} one of {', '.join(ENTRY_KINDS)}")
    for field in fields(Entry):
        if field.required and field.name not in plain:
            yield Fault((field.name,), "is missing")


def _unknown(cls: type[Table], plain: Mapping[str, Any], at: Path) -> Iterator[Unknown]:
    known = tuple(field.name for field in fields(cls))
    tables = tables_of(cls)
    for key, value in plain.items():
        if key not in known:
            yield Unknown((*at, key), known)
        elif key in tables:
            many = isinstance(value, list)
            for index, one in enumerate(value) if many else [(0, value)]:
                if isinstance(one, Mapping):
                    yield from _unknown(tables[key], one, (*at, key, *([index] if many else [])))


def _faults_of(error: ValidationError, plain: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return pydantic's errors as faults: real paths only, each once, in plain words."""
    found: dict[Path, Fault] = {}
    for detail in error.errors(include_url=False):
        path = _real_path(detail["loc"], plain, keep_last=detail["type"] == "missing")
        found.setdefault(path, Fault(path, _in_words(detail, path)))
    # A fault inside says it more exactly: a union also complains of the whole.
    whole = {path[:length] for path in found for length in range(len(path))}
    return tuple(fault for path, fault in found.items() if path not in whole)


def _real_path(location: tuple[int | str, ...], plain: Any, *, keep_last: bool) -> Path:
    """Return the parts of a location that exist in the data; unions add parts that don't."""
    path: list[str | int] = []
    for position, part in enumerate(location):
        try:
            plain = plain[part]
        except (KeyError, IndexError, TypeError):
            if keep_last and position == len(location) - 1:
                path.append(part)
            continue
        path.append(part)
    return tuple(path)


_WANTED: Mapping[str, str] = {
    "missing": "is missing",
    "string_type": "must be text in quotes",
    "string_unicode": "holds half of a letter, which is no text",
    "int_type": "must be a whole number",
    "is_instance_of": "must be a number",
    "bool_type": "must be true or false",
    "date_type": "must be a day, such as 2026-10-15 (without quotes)",
    "datetime_type": "must be a moment, such as 2026-10-15T15:00:00+01:00 (without quotes)",
    "time_type": "must be a time, such as 15:00:00 (without quotes)",
    "tuple_type": 'must be a list, such as ["one", "two"]',
    "model_type": "must be a table",
    "dict_type": "must be a table",
    "finite_number": "must be a finite number, not nan or inf",
    "string_too_short": "must not be empty",
}


def _in_words(detail: ErrorDetails, path: Path) -> str:
    if path == ("visibility",):
        return 'must be "private", "shared", or a list of readers'
    context = detail.get("ctx", {})
    if detail["type"] == "literal_error":
        return f"must be {context['expected']}"
    if detail["type"] in ("greater_than_equal", "less_than_equal"):
        side = "least" if "ge" in context else "most"
        return f"must be at {side} {context.get('ge', context.get('le'))}"
    return _WANTED.get(detail["type"], detail["msg"].removeprefix("Input should ").lower())
