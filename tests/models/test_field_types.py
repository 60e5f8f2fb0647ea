from __future__ import annotations

import datetime as dt

import pytest

from devjournal.models.base import Checked
from devjournal.models.entry.win import Win
from devjournal.models.field_types import field_types, looks_back
from devjournal.models.goal import Goal
from devjournal.models.kinds import KINDS, class_for
from devjournal.models.opportunity import Opportunity
from devjournal.models.person import Person
from devjournal.models.relationship import Relationship
from devjournal.models.relationship_parts import Agreement

EVERY_CLASS = [class_for(kind.name, variant) for kind in KINDS.values() for variant in kind.classes]
KNOWN = (str, int, float, bool, dt.date, dt.datetime, dt.time, dict)


@pytest.mark.parametrize("record_class", EVERY_CLASS, ids=lambda one: str(one.__name__))
def test_every_field_of_every_kind_has_a_type_that_values_are_read_by(
    record_class: type[Checked],
) -> None:
    """No field holds anything but a plain value, a map or a table."""
    types = field_types(record_class).values()
    assert [] == [
        one for one in types if not (one.holds in KNOWN or issubclass(one.holds, Checked))
    ]


def test_a_choice_a_link_and_bounds_are_known() -> None:
    """A field's type tells its choices, the kind it links to and its lowest and highest."""
    types = field_types(Goal)
    assert ("skill", "visibility", "credibility", "confidence", "relationship") == (
        types["builds"].choices
    )
    link = types["objective"].link
    assert link is not None
    assert "objective" == link.kind
    assert (1, 10) == (types["commitment"].low, types["commitment"].high)


def test_lists_and_tables_are_told_apart() -> None:
    """One table is settable by its fields; a list of tables and a list of texts are many."""
    assert field_types(Relationship)["agreement"].is_table
    assert Agreement is field_types(Relationship)["agreement"].holds
    assert field_types(Person)["domains"].many
    assert not field_types(Person)["seen"].is_table


def test_what_a_cleared_field_holds() -> None:
    """A required field has no empty value; an optional one is None, a list the empty tuple."""
    assert field_types(Win)["text"].required
    assert not field_types(Win)["note"].required
    assert () == field_types(Win)["credit"].empty
    assert field_types(Win)["note"].empty is None


def test_days_of_what_happened_look_back() -> None:
    """An entry's day has passed; an opportunity's may come, and so may what is due."""
    assert looks_back(Win, "on")
    assert looks_back(Goal, "created")
    assert not looks_back(Opportunity, "on")
    assert not looks_back(Goal, "due")
