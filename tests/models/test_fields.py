from __future__ import annotations

import datetime as dt

import pytest

from devjournal.models.base import Table, by_name
from devjournal.models.entries import Win
from devjournal.models.growth import Goal, Opportunity
from devjournal.models.people import Agreement, Person, Relationship
from devjournal.models.registry import KINDS, class_for, variants_of

EVERY_CLASS = [
    class_for(kind.name, variant) for kind in KINDS.values() for variant in variants_of(kind.name)
]
KNOWN = (str, int, float, bool, dt.date, dt.datetime, dt.time, dict)


@pytest.mark.parametrize("record_class", EVERY_CLASS, ids=lambda one: str(one.__name__))
def test_every_field_of_every_kind_has_a_type_that_values_are_read_by(
    record_class: type[Table],
) -> None:
    """No field holds anything but a plain value, a map or a table."""
    types = by_name(record_class).values()
    assert [] == [one for one in types if not (one.holds in KNOWN or issubclass(one.holds, Table))]


def test_a_choice_a_link_and_bounds_are_known() -> None:
    """A field's type tells its choices, the kind it links to and its lowest and highest."""
    types = by_name(Goal)
    assert ("skill", "visibility", "credibility", "confidence", "relationship") == (
        types["builds"].choices
    )
    link = types["objective"].link
    assert link is not None
    assert "objective" == link.kind
    assert (1, 10) == (types["commitment"].low, types["commitment"].high)


def test_lists_and_tables_are_told_apart() -> None:
    """One table is settable by its fields; a list of tables and a list of texts are many."""
    assert by_name(Relationship)["agreement"].is_table
    assert Agreement is by_name(Relationship)["agreement"].holds
    assert by_name(Person)["domains"].many
    assert not by_name(Person)["seen"].is_table


def test_what_a_cleared_field_holds() -> None:
    """A required field has no empty value; an optional one is None, a list the empty tuple."""
    assert by_name(Win)["text"].required
    assert not by_name(Win)["note"].required
    assert () == by_name(Win)["credit"].default
    assert by_name(Win)["note"].default is None


def test_days_of_what_happened_look_back() -> None:
    """An entry's day has passed; an opportunity's may come, and so may what is due."""
    assert by_name(Win)["on"].past
    assert by_name(Goal)["created"].past
    assert not by_name(Opportunity)["on"].past
    assert not by_name(Goal)["due"].past
