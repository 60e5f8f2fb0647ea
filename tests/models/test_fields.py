from __future__ import annotations

import copy
import datetime as dt
import pickle
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

import pytest

from devjournal.models.base import Link, Record, Table, by_name, replace
from devjournal.models.entries import Note, Reflection, Win
from devjournal.models.growth import Checkin, Goal, Opportunity
from devjournal.models.people import Agreement, Person, Relationship, Seen
from devjournal.models.profile import Profile
from devjournal.models.registry import every_class

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = dt.date(2026, 10, 15)
EVERY_CLASS = every_class()
BUILDS = ("skill", "visibility", "credibility", "confidence", "relationship")
KNOWN = (str, int, Decimal, bool, dt.date, dt.datetime, dt.time, dict)


@pytest.mark.parametrize("record_class", EVERY_CLASS, ids=lambda one: str(one.__name__))
def test_every_field_of_every_kind_has_a_type_that_values_are_read_by(
    record_class: type[Table],
) -> None:
    """No field holds anything but a plain value, a map or a table."""
    types = by_name(record_class).values()
    assert [] == [one for one in types if not (one.holds in KNOWN or issubclass(one.holds, Table))]


@pytest.mark.parametrize("record_class", EVERY_CLASS, ids=lambda one: str(one.__name__))
def test_no_field_of_a_kind_hides_one_that_every_record_has(record_class: type[Record]) -> None:
    """Two fields of one name would be taken for one another: a name means one thing."""
    shared, own = by_name(Record), by_name(record_class)
    assert [] == [name for name, field in shared.items() if own[name] != field]


@pytest.mark.parametrize(
    ("record_class", "name", "facts"),
    [
        (Goal, "builds", {"choices": BUILDS, "holds": str, "default": None}),
        (Goal, "objective", {"link": Link("objective"), "required": False}),
        (Goal, "commitment", {"low": 1, "high": 10, "holds": int}),
        (Goal, "state", {"default": "active", "required": False}),
        (Relationship, "agreement", {"is_table": True, "holds": Agreement, "many": False}),
        (Person, "seen", {"is_table": False, "table": Seen, "many": True, "default": ()}),
        (Person, "domains", {"many": True, "table": None, "default": ()}),
        (Win, "text", {"required": True, "default": None, "limits": {"min_length": 1}}),
        (Win, "note", {"required": False, "default": None, "past": False}),
        (Profile, "alias", {"default": {}, "holds": dict}),
        # An entry's day has passed; an opportunity's may come, and so may what is due.
        (Win, "on", {"past": True}),
        (Goal, "created", {"past": True}),
        (Opportunity, "on", {"past": False}),
        (Goal, "due", {"past": False, "readers": "all"}),
    ],
)
def test_a_field_tells_what_its_type_and_its_row_say(
    record_class: type[Table], name: str, facts: dict[str, Any]
) -> None:
    """Its choices, its link, its bounds, whether there are many, and what it holds while unset."""
    field = by_name(record_class)[name]
    assert facts == {fact: getattr(field, fact) for fact in facts}


@pytest.mark.parametrize("record_class", EVERY_CLASS, ids=lambda one: str(one.__name__))
def test_what_stands_for_unset_is_of_the_fields_own_type(record_class: type[Table]) -> None:
    """None where the type admits it, else an empty list or table, or the first choice."""
    for one in by_name(record_class).values():
        may_be_none = type(None) in get_args(one.annotation)
        empty = one.choices[0] if one.choices and not one.many else () if one.many else {}
        assert one.required or one.default == (None if may_be_none else empty), one.name


def pickled(record: Any) -> Any:
    """Return a record as it comes out of a pickle."""
    return pickle.loads(pickle.dumps(record))  # noqa: S301 - our own bytes


# What every record is, as all classes share their methods


def a_goal(**changed: Any) -> Goal:
    """Return a goal with a check-in."""
    usual = {"title": "T", "target": Decimal("8.0"), "checkins": (Checkin(on=DAY),)}
    return Goal(**{**usual, **changed})


def test_two_records_are_equal_if_all_their_fields_are() -> None:
    """Of one class: what two classes say alike is not the same."""
    assert a_goal() == a_goal()
    assert hash(a_goal()) == hash(a_goal())
    assert a_goal() != a_goal(target=Decimal("9.0"))
    assert a_goal() != a_goal(target=Decimal("8.00"))
    assert a_goal(target=Decimal("0.0")) != a_goal(target=Decimal("0.00"))
    alike: dict[str, Any] = {"on": DAY, "kind": "note", "text": "T"}
    assert Reflection(**alike) != Note(**alike)
    assert a_goal() != "T"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, pickled])
def test_a_copy_of_any_sort_is_equal(again: Callable[[Any], Any]) -> None:
    """A copy, a deep one and a pickled one."""
    assert a_goal() == again(a_goal())


def test_a_record_can_not_be_changed() -> None:
    """No field is set or removed, and none that its class lacks."""
    goal: Any = a_goal()
    for name in ("title", "colour"):
        with pytest.raises(AttributeError, match="make a new one"):
            setattr(goal, name, "red")
    with pytest.raises(AttributeError, match="make a new one"):
        del goal.title
    other = replace(goal, title="U")
    assert ("U", Decimal("8.0")) == (other.title, other.target)


@pytest.mark.parametrize("wrong", [{}, {"title": "T", "colour": "red"}])
def test_a_field_that_is_missing_or_unknown_is_a_mistake(wrong: dict[str, Any]) -> None:
    """As for any function; its value is not looked at."""
    with pytest.raises(TypeError, match="Goal: these fields are missing or unknown"):
        Goal(**wrong)


def test_a_record_shows_what_is_set() -> None:
    """Its class, and the fields that differ from their defaults."""
    assert "Goal(title='T', target=Decimal('8.0'))" == repr(a_goal(checkins=()))


def test_every_limit_is_a_keyword_of_pydantics_field() -> None:
    """A slip in a field's keywords would else be a limit that nobody knows."""
    limits = {name for cls in EVERY_CLASS for one in by_name(cls).values() for name in one.limits}
    assert {"ge", "le", "min_length"} == limits
