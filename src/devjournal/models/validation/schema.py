"""The JSON Schema of a kind's files, from the same definitions, with their docstrings in it."""

from __future__ import annotations

import ast
import inspect
import itertools
import textwrap
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from devjournal.models.base import Checked, Record
from devjournal.models.kinds import KINDS, class_for
from devjournal.models.validation.check import adapter, tables


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind's files, with the fields' docstrings in it."""
    classes = [class_for(kind, variant) for variant in KINDS[kind].classes]
    found = _schema_of(classes[0]) if len(classes) == 1 else _schema_of_variants(classes)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **found}


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
    found = adapter(record_class).json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Draft7
    )
    definitions = found.pop("$defs", {})
    if "$ref" in found:
        found = definitions.pop(found["$ref"].rpartition("/")[2])
    _describe(found, record_class)
    for table in tables(record_class).values():
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
                found[field.target.id] = " ".join(text.value.value.split())
    return found
