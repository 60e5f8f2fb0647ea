"""The JSON Schema says of each field what the code says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.base import by_name, fields
from devjournal.models.plain import tables_of
from devjournal.models.registry import ENTRY_KINDS, KINDS, class_for, variants_of
from devjournal.models.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.models.base import Table

CLASSES = [(kind.name, variant) for kind in KINDS.values() for variant in variants_of(kind.name)]


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
    holders: list[type[Table]] = [record_class, *tables_of(record_class).values()]
    for holder in holders:
        found = by_names[frozenset(by_name(holder))]
        required = {field.name for field in fields(holder) if field.required}
        assert required == set(found.get("required", ()))


def test_limits_and_choices_are_in_it() -> None:
    """What validation holds to, an editor can hold to."""
    topic = schema("topic")["properties"]
    assert {"minimum": 0, "maximum": 1440, "type": "integer"} in topic["minutes"]["anyOf"]
    assert ["open", "discussed", "dropped"] == topic["state"]["enum"]
    assert "open" == topic["state"]["default"]
    assert "default" not in topic["minutes"]
    assert 1 == topic["text"]["minLength"]
    assert "partial-time" in str(schema("relationship")["properties"]["time"])


def test_an_entry_is_one_of_its_kinds() -> None:
    """Each kind of entry has its own definition, which its `kind` names."""
    found = schema("entry")
    chosen = [one["$ref"].rpartition("/")[2] for one in found["oneOf"]]
    kinds = [found["definitions"][name]["properties"]["kind"]["const"] for name in chosen]
    assert list(ENTRY_KINDS) == kinds
    assert "Number" in found["definitions"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_leads_somewhere(kind: str) -> None:
    """The schema stands alone: whatever it points to is in it."""
    found = schema(kind)
    assert "http://json-schema.org/draft-07/schema#" == found["$schema"]
    named = re.findall(r"'#/definitions/(\w+)'", str(found))
    assert set(named) == set(found.get("definitions", ()))
