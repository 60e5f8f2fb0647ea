"""What is written comes back: no field is taken that no page, rule or letter gives back.

Each field is changed in every record of the example journals that has it, and some page, rule
or letter must then be another one; of a text the new words must stand there. `show`, which
shows whatever there is, and `search` do not count.
"""

from __future__ import annotations

import datetime as dt
import functools
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from devjournal import open_journal
from devjournal.dates import Period
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Loaded
from devjournal.models.base import Record, Table, fields, replace
from devjournal.models.registry import KINDS, every_class
from devjournal.pages import letters as letter
from devjournal.pages.agenda import build_agenda, compose_agenda
from devjournal.pages.listing import build_listing, compose_listing
from devjournal.pages.network import build_network, compose_network
from devjournal.pages.plan import build_plan, compose_plan
from devjournal.pages.progress import build_progress, compose_progress
from devjournal.pages.request import build_ask_message, compose_ask_message
from devjournal.pages.review import build_review
from devjournal.pages.review_page import compose_review
from devjournal.pages.scorecard import build_scorecard, compose_scorecard
from devjournal.pages.skills import build_skill_gaps, compose_skill_gaps
from devjournal.pages.today import build_today, compose_today
from devjournal.practice.rules import broken
from tests.builders import NOW, TODAY
from tests.runner import JOURNALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from devjournal.journal.stored import Stored
    from devjournal.models.base import Field

    Records = Mapping[str, Mapping[str, Stored[Any]]]

WORD = "zebrafinch"
YEAR = Period(label="the year", first=dt.date(2025, 11, 1), last=dt.date(2026, 12, 31))
EXAMPLES = ("maya", "signe")

FOR_SOMETHING_ELSE = {
    "Record.created": "stands in for a day that was not told, such as that of a goal's last look",
    "Record.identity": "keeps the record the same to a calendar, which tests/exchange hold",
    "Record.imported_from": "is what an import knows a record by that came before",
    "Record.tags": "is what `list --tag` and `search` find by",
    "Unsettled.name": "is what `check` and `sync --status` tell of, which tests/sync hold",
    "Unsettled.value": "is what `check` and `sync --status` tell of, which tests/sync hold",
    "Record.visibility": "decides on pages for others, which tests/privacy hold",
    "Profile.schema": "tells the program how to read the files",
    "Profile.alias": "names commands, and stands on no page",
    "Profile.manager": "decides whose page `--for manager` is",
    "Profile.review_starts": "decides what `--period cycle` is",
    "Profile.review_months": "decides what `--period cycle` is",
    **{
        f"Layout.{name}": "lays out a review, which tests/cli/test_layout.py holds"
        for name in ("title", "since", "until", "reader", "page")
    },
    "Ask.answer": "moves the relationship, whose state every page says",
    "Person.email": "is where a letter goes in the form of mail",
    "FormerManager.until": "decides on pages for others, which tests/privacy hold",
    "FormerManager.person": "decides on pages for others, which tests/privacy hold",
    "Settings.week_starts": "decides what `--period week` is",
    "Settings.dates": "decides how days are shown, which tests/cli hold",
    "Settings.clock": "decides how times are shown, which tests/cli hold",
    "Settings.paper": "is the paper of a PDF, which tests/cli hold",
    "Settings.nudges_off": "decides which nudges come, which tests/practice hold",
    "Settings.assistant_sees": "decides what an assistant reads, which tests/privacy hold",
    "PutOff.nudge": "decides which nudges come, which tests/practice hold",
    "PutOff.until": "decides which nudges come, which tests/practice hold",
}
"""Fields that are there for something else than to be read again, and for what."""


class Place(NamedTuple):
    """A field, in records of a class or in tables inside them: the names that lead there."""

    cls: type[Record]
    path: tuple[str, ...]
    field: Field


def places(cls: type[Table], at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Field]]:
    """Yield each field of a class and of the tables in it, with the names that lead there.

    One that can hold a single value says nothing.
    """
    for one in fields(cls):
        if one.table:
            yield from places(one.table, (*at, one.name))
        elif len(one.choices) != 1:
            yield (*at, one.name), one


def by_owner() -> dict[str, dict[str, list[Place]]]:
    """Return where each field stands, by the class that defines it and by its name."""
    found: dict[str, dict[str, list[Place]]] = {}
    for cls in every_class():
        for path, one in places(cls):
            owner = found.setdefault(one.owner.__name__, {})
            owner.setdefault(one.name, []).append(Place(cls, path, one))
    return found


@functools.cache
def example(name: str) -> Records:
    """Return the records of an example journal by kind and id."""
    journal = open_journal(JOURNALS[name])
    return {kind: dict(journal.all(kind)) for kind in KINDS}


def journal_of(records: Records) -> Journal:
    """Return a journal of these records."""
    return Journal(lambda kind, _: Loaded(dict(records[kind])))


def pages(journal: Journal) -> Iterator[Any]:
    """Yield each page of my own, each letter, and the rules that are broken."""
    for bound in journal.relationships:
        yield compose_agenda(build_agenda(journal, bound.id, TODAY, now=NOW), TODAY)
        yield compose_plan(build_plan(journal, bound.id, TODAY))
        yield compose_scorecard(build_scorecard(journal, bound.id, YEAR, TODAY))
    yield compose_review(build_review(journal, YEAR, TODAY, "self"))
    yield compose_progress(build_progress(journal, TODAY))
    yield compose_today(build_today(journal, NOW))
    yield compose_network(build_network(journal, TODAY))
    yield compose_skill_gaps(build_skill_gaps(journal), TODAY)
    for kind in KINDS.values():
        listing = build_listing(journal, kind.plural, TODAY, everything=True)
        yield compose_listing(listing, TODAY)
    for bound in journal.relationships:
        yield letter.compose_thanks(letter.build_thanks(journal, bound, TODAY), TODAY)
        yield letter.compose_reminder(letter.build_reminder(journal, bound, TODAY), TODAY)
        yield letter.compose_farewell(letter.build_farewell(journal, bound, TODAY), TODAY)
        hello = letter.build_farewell(journal, bound, TODAY, later=True)
        yield letter.compose_hello(hello, TODAY)
        asked = build_ask_message(journal, bound.id, TODAY)
        yield compose_ask_message(asked, TODAY)
    for kind_name in KINDS:
        for one in journal.all(kind_name).values():
            yield [rule.words for rule in broken(journal, kind_name, one.record)]


@functools.cache
def as_it_is(name: str) -> tuple[Any, ...]:
    """Return all pages of an example as it stands."""
    return tuple(pages(journal_of(example(name))))


def is_text(one: Field) -> bool:
    """Whether any words may stand in a field."""
    return one.holds is str and not one.link and not one.choices and not one.sense


def another(one: Field, value: Any, ids: Mapping[str, list[str]]) -> Any:
    """Return what a field could hold instead of a value, or of nothing."""
    if one.many:
        return tuple(_other(one, part, ids) for part in value or (None,))
    return _other(one, value, ids)


def _other(one: Field, value: Any, ids: Mapping[str, list[str]]) -> Any:
    if one.link:
        return next(id_ for id_ in ids[one.link.kind] if id_ != value)
    if one.choices:
        return next((other for other in reversed(one.choices) if other != value), value)
    if one.holds is str:
        return "sun" if one.sense else f"Any {WORD}"
    if one.holds is bool:
        return not value
    if one.holds in (int, Decimal):
        most = one.high is not None and value == one.high
        return one.holds((value or 2) + (-1 if most else 1))
    if one.holds is dict:
        return {WORD: WORD}
    if one.holds is dt.time:
        return dt.time(value.hour - 1 if value else 9, 15)
    usual = NOW if one.holds is dt.datetime else TODAY
    return (value or usual) - dt.timedelta(days=5)


def changed(record: Table, path: tuple[str, ...], ids: Any, *, anyway: bool) -> Table:
    """Return a record with a field changed where it is set, or `anyway`."""
    name, *rest = path
    one, value = type(record).__fields__[name], getattr(record, name)
    if not rest:
        is_set = value not in (None, one.default)
        if not is_set and not anyway:
            return record
        return replace(record, **{name: another(one, value, ids)})
    inner = [changed(part, tuple(rest), ids, anyway=anyway) for part in _tables(one, value)]
    return replace(record, **{name: tuple(inner) if one.many else inner[0]}) if inner else record


def _tables(one: Field, value: Any) -> tuple[Table, ...]:
    return value if one.many else (value,) if value else ()


def altered(place: Place, records: Records, *, anyway: bool) -> Records:
    """Return records with a field changed in all that have it, or, `anyway`, in all."""
    ids = {kind: list(of) for kind, of in records.items()}

    def new(one: Stored[Any]) -> Stored[Any]:
        if type(one.record) is not place.cls:
            return one
        return one.with_record(changed(one.record, place.path, ids, anyway=anyway))

    return {kind: {id_: new(one) for id_, one in of.items()} for kind, of in records.items()}


def comes_back(where: Sequence[Place]) -> bool:
    """Whether a change of a field is seen somewhere on the examples' pages, rules or letters."""
    made = (
        (place, name, altered(place, example(name), anyway=anyway))
        for anyway in (False, True)
        for place in where
        for name in EXAMPLES
    )
    return any(
        page != before and (not is_text(place.field) or WORD in repr(page).casefold())
        for place, name, records in made
        if records != example(name)
        for page, before in zip(pages(journal_of(records)), as_it_is(name), strict=True)
    )


OWNERS = by_owner()


@pytest.mark.parametrize("owner", OWNERS)
def test_a_field_comes_back(owner: str) -> None:
    """Whatever is taken is given back where it helps, but for the few that are told above."""
    lost = {
        name
        for name, where in OWNERS[owner].items()
        if f"{owner}.{name}" not in FOR_SOMETHING_ELSE and not comes_back(where)
    }
    assert set() == lost


def test_what_is_listed_is_there() -> None:
    """No field is excused that is gone."""
    there = {f"{owner}.{name}" for owner, names in OWNERS.items() for name in names}
    assert FOR_SOMETHING_ELSE.keys() <= there


@pytest.mark.parametrize(
    ("name", "is_so"),
    [("Win.so_what", True), ("Objective.kpi", True), ("Profile.alias", False)],
)
def test_coming_back_is_seen(name: str, is_so: bool) -> None:  # noqa: FBT001  # expected
    """The scan tells a field that a page shows from one that none does."""
    owner, _, field = name.partition(".")
    assert is_so == comes_back(OWNERS[owner][field])
