"""The pydantic model of each class of records: its core schema, and its JSON Schema.

The only module that imports pydantic; `validation.py` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pydantic
from pydantic.json_schema import GenerateJsonSchema

from devjournal.models.base import Field, Record, Table, fields
from devjournal.models.registry import class_for, every_class, variants_of

_Number = Annotated[Decimal | int, pydantic.WithJsonSchema({"type": "number"})]
"""A whole number stands for a decimal, too: pydantic, when strict, would take no other."""


@cache
def model_of(cls: type[Table]) -> type[pydantic.BaseModel]:
    """Return the pydantic model of a class: strict, frozen, with the limits of its fields.

    Its fields bear the names of the class's as aliases: `schema` is a method of every model.
    """
    return pydantic.create_model(
        cls.__name__,
        __config__=pydantic.ConfigDict(strict=True, frozen=True, allow_inf_nan=False),
        __doc__=cls.__doc__,
        **{f"{field.name}_": _definition(field) for field in fields(cls)},
    )


def _definition(field: Field) -> Any:
    default = {} if field.required else {"default": field.default}
    about = pydantic.Field(alias=field.name, description=field.words, **default)
    return Annotated[_modelled(field.annotation, field.limits), about]


def _modelled(hint: Any, limits: Mapping[str, Any]) -> Any:
    """Return the type of a field for pydantic: limits on each value, models for tables."""
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and issubclass(hint, Table):
        return model_of(hint)
    if hint is Decimal:
        return _Number
    if origin is tuple:
        each: Any = _modelled(arguments[0], limits)
        return Annotated[tuple[each, ...], pydantic.Strict(strict=False)]
    if origin in (UnionType, Union):
        hint = Union[tuple(_modelled(one, {}) for one in arguments)]  # noqa: UP007 - made here
    return Annotated[hint, pydantic.Field(**limits)] if limits else hint


def core_schemas() -> dict[str, Any]:
    """Return the core schema of every class of records, by its name."""
    return {cls.__name__: core_schema_of(cls) for cls in every_class()}


def core_schema_of(cls: type[Record]) -> Any:
    """Return the core schema of a class as plain data for a file; of a model only its fields."""
    return _plain(model_of(cls).__pydantic_core_schema__)


_FOR_OUTPUT = ("metadata", "ref", "serialization", "serialization_alias")


def _plain(schema: Any) -> Any:
    if isinstance(schema, Mapping):
        if schema.get("type") == "model":
            return _plain(schema["schema"])
        return {key: _plain(one) for key, one in schema.items() if key not in _FOR_OUTPUT}
    return [_plain(one) for one in schema] if isinstance(schema, list) else schema


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind's files; an entry is one of its kinds."""
    found, *more = [_schema_of(class_for(kind, variant)) for variant in variants_of(kind)]
    if more:
        definitions: dict[str, Any] = {}
        for one in (found, *more):
            definitions |= one.pop("definitions", {})
            definitions[one["title"]] = one
        options = [{"$ref": f"#/definitions/{one['title']}"} for one in (found, *more)]
        found = {"title": "Entry", "oneOf": options, "definitions": definitions}
    return {"$schema": "http://json-schema.org/draft-07/schema#", **found}


_TIME = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?$"


class _Draft7(GenerateJsonSchema):
    """TOML's own times have no offset, which the checkers of editors hold to in two ways.

    Tombi knows a format for them; Taplo takes each for a text, and has the pattern.
    """

    def time_schema(self, schema: Any) -> dict[str, Any]:  # noqa: ARG002 - pydantic's name
        """Return the schema of a local time."""
        return {"type": "string", "format": "partial-time", "pattern": f"^{_TIME}"}

    def datetime_schema(self, schema: Any) -> dict[str, Any]:
        """Return the schema of a moment, with an offset or without."""
        local = {"type": "string", "format": "partial-date-time"}
        pattern = f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{_TIME}"
        return {"anyOf": [super().datetime_schema(schema), {**local, "pattern": pattern}]}


def _schema_of(cls: type[Record]) -> dict[str, Any]:
    found = model_of(cls).model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Draft7
    )
    definitions = found.pop("$defs", {})
    for table in (found, *definitions.values()):
        for one in table["properties"].values():
            one.pop("title", None)
            if one.get("default") is None:
                one.pop("default", None)
    return {**found, "definitions": definitions} if definitions else found
