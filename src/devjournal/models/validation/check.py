"""Plain data in, checked record out, and back: nothing is coerced."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import pydantic

from devjournal.models.base import Checked, Record
from devjournal.models.entry.base import Entry
from devjournal.models.kinds import ENTRY_KINDS, class_of
from devjournal.models.plain import file_order, once_per_class, to_plain
from devjournal.models.validation.faults import Fault, Path, Rejected, faults_of

_LARGEST = 2**63 - 1


def admit(kind: str, plain: Mapping[str, Any]) -> Record:
    """Return the record of `kind` that plain data stands for; unknown keys are let be.

    Lists stand for tuples, dicts for tables. Raises Rejected with every fault.
    """
    faults = tuple(_too_large(plain, ()))
    if faults:
        raise Rejected(faults)
    try:
        record_class = class_of(kind, plain)
    except KeyError:
        raise Rejected(tuple(_no_variant(plain))) from None
    try:
        return adapter(record_class).validate_python(_as_tuples(plain))
    except pydantic.ValidationError as error:
        raise Rejected(faults_of(error, plain)) from None


def check_out(record: Record, kind: str) -> dict[str, Any]:
    """Return a record as plain data for its file, after checking it like one coming in.

    A dataclass made in code is not checked when it is made; this is where it is.
    """
    plain = to_plain(record)
    admit(kind, plain)
    return plain


class Unknown(typing.NamedTuple):
    """A key that its class does not know, and those that it does."""

    path: Path
    known: tuple[str, ...]


def unknown_keys(kind: str, plain: Mapping[str, Any]) -> tuple[Unknown, ...]:
    """Return every key that its class does not know; KeyError where there is no class."""
    return tuple(_unknown(class_of(kind, plain), plain, ()))


@once_per_class
def adapter(record_class: type[Any]) -> pydantic.TypeAdapter[Record]:
    """Return what checks plain data against a class."""
    return pydantic.TypeAdapter(record_class)


def _as_tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_as_tuples(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _as_tuples(item) for key, item in value.items()}
    return value


def _too_large(value: Any, path: Path) -> Iterator[Fault]:
    """Integers that TOML can't carry: a decimal field would take them without a word."""
    if isinstance(value, bool):
        return
    if isinstance(value, int) and not -_LARGEST - 1 <= value <= _LARGEST:
        yield Fault(path, "is an integer over 64 bits")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _too_large(item, (*path, key))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _too_large(item, (*path, index))


def _no_variant(plain: Mapping[str, Any]) -> Iterator[Fault]:
    """What can be said of an entry without its kind: that, and what every entry needs."""
    missing = "kind" not in plain
    one_of = f"one of {', '.join(ENTRY_KINDS)}"
    reason = f"is missing; it is {one_of}" if missing else f"must be {one_of}"
    yield Fault(("kind",), reason, missing)
    for field in dataclasses.fields(Entry):
        if field.default is dataclasses.MISSING and field.name not in plain:
            yield Fault((field.name,), "is missing", missing=True)


def _unknown(record_class: type[Checked], plain: Mapping[str, Any], at: Path) -> Iterator[Unknown]:
    known = tuple(field.name for field in file_order(record_class))
    for key, value in plain.items():
        if key not in known:
            yield Unknown((*at, key), known)
            continue
        inner = tables(record_class).get(key)
        if inner is None:
            continue
        if isinstance(value, Mapping):
            yield from _unknown(inner, value, (*at, key))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, Mapping):
                    yield from _unknown(inner, item, (*at, key, index))


@once_per_class
def tables(record_class: type[Any]) -> Mapping[str, type[Checked]]:
    """The fields of a class that hold tables, with those tables' class."""

    def inside(hint: Any) -> type[Checked] | None:
        if isinstance(hint, type) and issubclass(hint, Checked):
            return hint
        return next((one for part in typing.get_args(hint) if (one := inside(part))), None)

    hints = typing.get_type_hints(record_class)
    found = {name: inside(hints[name]) for name in (f.name for f in file_order(record_class))}
    return {name: table for name, table in found.items() if table}
