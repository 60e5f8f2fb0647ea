"""The JSON Schema says of each field what the code says of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.kinds import KINDS, class_for
from devjournal.models.validation import docstrings, schema
from devjournal.models.validation.check import tables

if TYPE_CHECKING:
    from devjournal.models.base import Checked

CLASSES = [(kind.name, variant) for kind in KINDS.values() for variant in kind.classes]


def objects(found: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a schema that has properties."""
    if isinstance(found, dict):
        if "properties" in found:
            yield found
        for inside in found.values():
            yield from objects(inside)
    elif isinstance(found, list):
        for inside in found:
            yield from objects(inside)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_described(kind: str) -> None:
    """Each record and table, and each of their fields, has words of one line."""
    found = list(objects(schema(kind)))
    assert found
    for one in found:
        assert one["description"]
        for name, field in one["properties"].items():
            words = field.get("description", "")
            assert words.endswith((".", ")")), f"{kind}: {name}: {words!r}"
            assert "\n" not in words
            assert "  " not in words


@pytest.mark.parametrize(("kind", "variant"), CLASSES)
def test_every_field_is_there(kind: str, variant: str) -> None:
    """The properties are the fields, of tables too, and what has no default is required."""
    by_names = {frozenset(one["properties"]): one for one in objects(schema(kind))}
    record_class = class_for(kind, variant)
    holders: list[type[Checked]] = [record_class, *tables(record_class).values()]
    for holder in holders:
        fields = dataclasses.fields(holder)  # type: ignore[arg-type]  # each is a dataclass
        found = by_names[frozenset(field.name for field in fields)]
        required = {
            field.name
            for field in fields
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        }
        assert required == set(found.get("required", ()))


@pytest.mark.parametrize(("kind", "variant"), CLASSES)
def test_every_field_has_a_docstring(kind: str, variant: str) -> None:
    """A field without words fails here, before anybody meets it in an editor."""
    record_class = class_for(kind, variant)
    holders: list[type[Checked]] = [record_class, *tables(record_class).values()]
    for holder in holders:
        named = {field.name for field in dataclasses.fields(holder)}  # type: ignore[arg-type]  # each is a dataclass
        assert named <= set(docstrings(holder))


def test_limits_and_choices_are_in_it() -> None:
    """What the door holds to, an editor can hold to."""
    topic = schema("topic")["properties"]
    assert {"minimum": 0, "maximum": 1440, "type": "integer"} in topic["minutes"]["anyOf"]
    assert ["open", "discussed", "dropped"] == topic["state"]["enum"]
    assert "open" == topic["state"]["default"]
    assert 1 == topic["text"]["minLength"]
    assert "partial-time" in str(schema("relationship")["properties"]["time"])


def test_an_entry_is_one_of_its_kinds() -> None:
    """Each kind of entry has its own definition, which its `kind` names."""
    found = schema("entry")
    chosen = [one["$ref"].rpartition("/")[2] for one in found["oneOf"]]
    kinds = [found["definitions"][name]["properties"]["kind"]["const"] for name in chosen]
    assert list(KINDS["entry"].classes) == kinds
    assert "Number" in found["definitions"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_leads_somewhere(kind: str) -> None:
    """The schema stands alone: whatever it points to is in it."""
    found = schema(kind)
    assert "http://json-schema.org/draft-07/schema#" == found["$schema"]

    def check(value: Any) -> None:
        if isinstance(value, dict):
            if "$ref" in value:
                assert value["$ref"].removeprefix("#/definitions/") in found["definitions"]
            value = list(value.values())
        if isinstance(value, list):
            for inside in value:
                check(inside)

    check(found)
