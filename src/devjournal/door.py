"""The door: plain data comes in and a checked record goes out, and back.

The only module that imports pydantic. Nothing is coerced; a fault names the path of keys
to what is wrong, so that the store can point at the line.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import itertools
import textwrap
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import pydantic
from pydantic.json_schema import GenerateJsonSchema

from devjournal.records.base import Checked, Record
from devjournal.records.entry.base import Entry
from devjournal.records.kinds import ENTRY_KINDS, KINDS, class_for, class_of
from devjournal.records.plain import file_order, once_per_class, to_plain

if typing.TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]

_LARGEST = 2**63 - 1


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with plain data, at a path of keys and list positions."""

    path: Path
    reason: str
    missing: bool = False

    def __str__(self) -> str:
        """The fault with the name of its field, as a person reads it."""
        return f"{dotted(self.path)}: {self.reason}" if self.path else self.reason


class Rejected(Exception):
    """Plain data that is no record of its kind; `faults` says why, all at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep every fault."""
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


def dotted(path: Path) -> str:
    """Return a path as a person writes it: `checkins[2].value`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


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
        return _adapter(record_class).validate_python(_as_tuples(plain))
    except pydantic.ValidationError as error:
        raise Rejected(_faults(error, plain)) from None


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


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind's files, with the fields' docstrings in it."""
    classes = [class_for(kind, variant) for variant in KINDS[kind].classes]
    found = _schema_of(classes[0]) if len(classes) == 1 else _schema_of_variants(classes)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **found}


@once_per_class
def _adapter(record_class: type[Any]) -> pydantic.TypeAdapter[Record]:
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
    yield Fault(("kind",), f"is missing; it is {one_of}" if missing else f"is {one_of}", missing)
    for field in dataclasses.fields(Entry):
        if field.default is dataclasses.MISSING and field.name not in plain:
            yield Fault((field.name,), "is missing", missing=True)


def _faults(error: pydantic.ValidationError, plain: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Return pydantic's errors as faults: real paths only, each once, in plain words."""
    found: dict[Path, Fault] = {}
    for detail in error.errors(include_url=False):
        missing = detail["type"] == "missing"
        path = _real_path(detail["loc"], plain, keep_last=missing)
        found.setdefault(path, Fault(path, _in_words(detail, path), missing))
    return tuple(found.values())


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
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "date_type": "must be a day, such as 2026-10-15 (without quotes)",
    "datetime_type": "must be a moment, such as 2026-10-15T15:00:00+01:00 (without quotes)",
    "time_type": "must be a time, such as 15:00:00 (without quotes)",
    "tuple_type": 'must be a list, such as ["one", "two"]',
    "dataclass_type": "must be a table",
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


def _unknown(record_class: type[Checked], plain: Mapping[str, Any], at: Path) -> Iterator[Unknown]:
    known = tuple(field.name for field in file_order(record_class))
    for key, value in plain.items():
        if key not in known:
            yield Unknown((*at, key), known)
            continue
        inner = _tables(record_class).get(key)
        if inner is None:
            continue
        if isinstance(value, Mapping):
            yield from _unknown(inner, value, (*at, key))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, Mapping):
                    yield from _unknown(inner, item, (*at, key, index))


@once_per_class
def _tables(record_class: type[Any]) -> Mapping[str, type[Checked]]:
    """The fields of a class that hold tables, with those tables' class."""

    def inside(hint: Any) -> type[Checked] | None:
        if isinstance(hint, type) and issubclass(hint, Checked):
            return hint
        return next((one for part in typing.get_args(hint) if (one := inside(part))), None)

    hints = typing.get_type_hints(record_class)
    found = {name: inside(hints[name]) for name in (f.name for f in file_order(record_class))}
    return {name: table for name, table in found.items() if table}


def _schema_of_variants(classes: list[type[Record]]) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    options = []
    for record_class in classes:
        found = _schema_of(record_class)
        definitions |= found.pop("definitions", {})
        definitions[record_class.__name__] = found
        options.append({"$ref": f"#/definitions/{record_class.__name__}"})
    return {"title": "Entry", "oneOf": options, "definitions": definitions}


class _Draft7(GenerateJsonSchema):
    """TOML's own times have no offset, and editors' checkers hold them to that."""

    def time_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ARG002 - pydantic's name
        """Return the schema of a local time."""
        return {"type": "string", "format": "partial-time"}


def _schema_of(record_class: type[Record]) -> dict[str, Any]:
    found = _adapter(record_class).json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Draft7
    )
    definitions = found.pop("$defs", {})
    if "$ref" in found:
        found = definitions.pop(found["$ref"].rpartition("/")[2])
    _describe(found, record_class)
    for table in _tables(record_class).values():
        _describe(definitions.get(table.__name__, {}), table)
    return {**found, "definitions": definitions} if definitions else found


def _describe(found: dict[str, Any], record_class: type[Checked]) -> None:
    """Put docstrings in: the class's as its description, each field's as the field's."""
    found["description"] = inspect.cleandoc(record_class.__doc__ or "")
    words = docstrings(record_class)
    for name, one in found.get("properties", {}).items():
        if name in words:
            one["description"] = words[name]
        one.pop("title", None)
        if one.get("default") is None:
            one.pop("default", None)


def docstrings(record_class: type[Checked]) -> Mapping[str, str]:
    """Return the docstring under each field, those of its bases too."""
    found: dict[str, str] = {}
    for one in reversed([c for c in record_class.__mro__ if issubclass(c, Checked)]):
        tree = ast.parse(textwrap.dedent(inspect.getsource(one)))
        body = next(node for node in tree.body if isinstance(node, ast.ClassDef)).body
        for field, text in itertools.pairwise(body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
                and isinstance(text.value.value, str)
            ):
                found[field.target.id] = text.value.value
    return found
