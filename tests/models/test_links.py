from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.base import fields, replace
from devjournal.models.entries import Win
from devjournal.models.growth import Goal
from devjournal.models.links import Needed, links_of, refs_in, relinked, values_at
from devjournal.models.meetings import Topic
from devjournal.models.people import Ask, Person, Relationship, Seen
from devjournal.models.profile import Profile, Role
from devjournal.models.registry import KINDS, every_class
from tests.privacy.filler import Filler

if TYPE_CHECKING:
    from devjournal.models.base import Link, Record, Table

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


@pytest.mark.parametrize("record_class", every_class(), ids=lambda one: str(one.__name__))
def test_every_link_of_every_kind_is_found(record_class: type[Record]) -> None:
    """What `links_of` knows of a class, `relinked` replaces: neither knows a link more."""
    filler = Filler(0, is_sparse=False)
    filler.ids = {kind: ["x"] for kind in KINDS}
    record = filler.fill(record_class)
    paths = links_of(record_class)
    assert all({"x"} == set(values_at(record, path)) for path in paths)
    after = relinked(record, lambda link, _: f"to-{link.kind}")
    told = {path: set(values_at(after, path)) for path in paths}
    assert {path: {f"to-{link.kind}"} for path, link in paths.items()} == told


@pytest.mark.parametrize("cls", every_class())
def test_links_of_a_record_are_in_the_form_of_ids(cls: type[Record]) -> None:
    """Of every kind and of the tables in it, readers too; what is no link stays as typed."""
    meant, typed = (unicodedata.normalize(form, "gr\u00f6\u00dfe") for form in ("NFC", "NFD"))

    def filled_in(table: type[Table]) -> Any:
        values = {}
        for one in fields(table):
            value = filled_in(one.table) if one.table else typed
            values[one.name] = (value,) if one.many else value
        return table(**values)

    record = filled_in(cls)
    assert {meant} == {id_ for _, id_ in refs_in(record)}
    plain = [one for one in fields(cls) if not (one.link or one.table or one.name == "visibility")]
    assert {typed} == {"".join(getattr(record, one.name)) for one in plain}
