from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.base import replace
from devjournal.models.entries import Win
from devjournal.models.growth import Goal
from devjournal.models.links import Needed, links_of, relinked, values_at
from devjournal.models.meetings import Topic
from devjournal.models.people import Ask, Person, Relationship, Seen
from devjournal.models.profile import Profile, Role
from devjournal.models.registry import KINDS, class_for, variants_of

if TYPE_CHECKING:
    from devjournal.models.base import Link

DAY = dt.date(2026, 10, 1)


def upper(link: Link, id_: str) -> str:
    """Return an id with the kind that its link leads to before it."""
    return f"{link.kind}:{id_}"


def test_links_in_lists_and_tables_are_replaced() -> None:
    """Wherever a link stands it is found: alone, in a list, in a table, in a list of tables."""
    asked = Relationship(
        person="priya-nair",
        kind="mentor",
        my_role="receiving",
        objectives=("cut-cost",),
        ask=Ask(skill="finance", referred_to="dana-osei"),
    )
    after = relinked(asked, upper)
    assert "person:priya-nair" == after.person
    assert ("objective:cut-cost",) == after.objectives
    assert Ask(skill="skill:finance", referred_to="person:dana-osei") == after.ask
    seen = Person(name="Dana", seen=(Seen(skill="finance"), Seen(skill="x")))
    assert ("skill:finance", "skill:x") == tuple(one.skill for one in relinked(seen, upper).seen)


def test_nothing_else_changes() -> None:
    """Texts that are no links stay, also where they read the same."""
    win = Win(on=DAY, kind="win", text="cut-cost", objective="cut-cost", tags=("cut-cost",))
    after = relinked(win, lambda *_: "x")
    assert replace(win, objective="x") == after


def test_the_same_object_comes_back_where_nothing_changes() -> None:
    """So a record that is not concerned is not written."""
    record = Person(name="Dana", seen=(Seen(skill="finance"),), introduced_by="Bo")
    assert relinked(record, lambda _, id_: id_) is record
    profile = Profile(schema=1, name="Robin Vale", roles=(Role(title="Analyst"),))
    assert relinked(profile, upper) is profile


def test_none_takes_a_link_out() -> None:
    """One alone is cleared, of a list the item goes; unset links are not asked about."""
    win = Win(on=DAY, kind="win", text="x", goal="g", credit=("a", "b"))
    after = relinked(win, lambda _, id_: None if id_ in ("g", "a") else id_)
    assert (None, ("b",)) == (after.goal, after.credit)
    assert Goal(title="x") == relinked(Goal(title="x"), lambda *_: pytest.fail("nothing there"))


def test_what_a_record_needs_cannot_be_taken_out() -> None:
    """The field is named."""
    with pytest.raises(Needed, match="relationship"):
        relinked(Topic(text="x", relationship="r"), lambda *_: None)
    with pytest.raises(Needed, match="skill"):
        relinked(Person(name="x", seen=(Seen(skill="s"),)), lambda *_: None)


@pytest.mark.parametrize(
    ("kind", "variant"), [(kind.name, v) for kind in KINDS.values() for v in variants_of(kind.name)]
)
def test_every_link_of_every_kind_is_found(kind: str, variant: str) -> None:
    """What `links_of` knows of a class, `relinked` replaces: neither knows a link more."""
    record_class = class_for(kind, variant)
    record = _filled(record_class)
    paths = links_of(record_class)
    assert dict.fromkeys(paths, ("x",)) == {path: values_at(record, path) for path in paths}
    after = relinked(record, lambda link, _: f"to-{link.kind}")
    told = {path: values_at(after, path) for path in paths}
    assert {path: (f"to-{link.kind}",) for path, link in paths.items()} == told


def _filled(record_class: type[Any]) -> Any:
    """Return a record with "x" in each link, in each table that there may be."""
    from devjournal.models.base import Table, by_name

    values: dict[str, Any] = {}
    for name, type_ in by_name(record_class).items():
        one: Any = "x"
        if issubclass(type_.holds, Table):
            one = _filled(type_.holds)
        elif not type_.link and not type_.required:
            continue
        values[name] = (one,) if type_.many else one
    return record_class(**values)
