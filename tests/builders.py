"""Small journals for tests, each record made in a line: `journal_of(person(), win("..."))`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from devjournal.changes.operation import Changes
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Loaded, Stored
from devjournal.models.entries import Number
from devjournal.models.growth import Checkin, Rating, Skill
from devjournal.models.meetings import Action, Meeting, Topic
from devjournal.models.people import Person, Relationship
from devjournal.models.profile import Profile
from devjournal.models.registry import class_for

if TYPE_CHECKING:
    from devjournal.models.base import Record

NOW = dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)
"""The moment at which most tests look at a journal: a Wednesday morning."""

TODAY = NOW.date()


def journal_of(*stored: Stored[Any]) -> Journal:
    """Return a journal of these records; its profile is Robin Vale's unless it is given."""
    records: dict[str, dict[str, Stored[Any]]] = {"profile": {"journal": profile()}}
    for one in sorted(stored, key=lambda one: one.id):
        records.setdefault(one.kind, {})[one.id] = one
    return Journal(lambda kind, _: Loaded(records.get(kind, {})))


def changes_of(*stored: Stored[Any], now: dt.datetime = NOW) -> Changes:
    """Return no changes yet to a journal of these records; new letters are all k."""
    return Changes(journal_of(*stored), now, lambda _: "k")


def each(record: Any, names: str) -> tuple[Any, ...]:
    """Return some fields of a record: `each(goal, "title due")`."""
    return tuple(getattr(record, name) for name in names.split())


def day(text: str) -> dt.date:
    """Return "10-14" as that day of 2026, "2025-10-14" as it stands."""
    return dt.date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def moment(text: str) -> dt.datetime:
    """Return "10-15 15:00" as that moment of 2026, in UTC."""
    on, _, time = text.partition(" ")
    return dt.datetime.combine(day(on), dt.time.fromisoformat(time), dt.UTC)


def stored(kind: str, id_: str, record: Record) -> Stored[Any]:
    """Return a record with its id, as if it came from a file."""
    return Stored(id_, kind, record, "")


def profile(**fields: Any) -> Stored[Any]:
    """Return the profile, of Robin Vale in UTC."""
    return stored(
        "profile",
        "journal",
        Profile(**{"schema": 1, "name": "Robin Vale", "timezone": "UTC", **fields}),
    )


def person(id_: str = "priya-nair", name: str = "", **fields: Any) -> Stored[Any]:
    """Return a person, called by their id unless named otherwise."""
    return stored("person", id_, Person(name=name or id_.replace("-", " ").title(), **fields))


def bound(id_: str = "priya-mentor", person: str = "priya-nair", **fields: Any) -> Stored[Any]:
    """Return a relationship: an active mentor's, with a purpose, unless said otherwise."""
    usual = {
        "kind": "mentor",
        "my_role": "receiving",
        "state": "active",
        "purpose": "financial acumen",
    }
    return stored("relationship", id_, Relationship(person=person, **{**usual, **fields}))


def meeting(id_: str, at: str, relationship: str = "priya-mentor", **fields: Any) -> Stored[Any]:
    """Return a meeting: planned, unless said otherwise."""
    return stored("meeting", id_, Meeting(relationship=relationship, at=moment(at), **fields))


def held(id_: str, at: str, relationship: str = "priya-mentor", **fields: Any) -> Stored[Any]:
    """Return a meeting that was held."""
    closing = {"state": "held", "closed_on": moment(at).date()}
    return meeting(id_, at, relationship, **{**closing, **fields})


def action(id_: str, due: str | None = None, owner: str = "me", **fields: Any) -> Stored[Any]:
    """Return an action: open, and mine, unless said otherwise; its title is told by its id."""
    words = {"title": _words(id_), "owner": owner, "due": day(due) if due else None}
    return stored("action", id_, Action(**{**words, **fields}))


def topic(id_: str, relationship: str = "priya-mentor", **fields: Any) -> Stored[Any]:
    """Return an open topic; its text is told by its id."""
    return stored(
        "topic", id_, Topic(**{"text": _words(id_), "relationship": relationship, **fields})
    )


def goal(id_: str = "lead-the-readout", *checkins: Checkin, **fields: Any) -> Stored[Any]:
    """Return an active goal; its title is told by its id."""
    return _titled("goal", id_, checkins=checkins, **fields)


def checkin(on: str, value: str | int | None = None, **fields: Any) -> Checkin:
    """Return a check-in of a goal."""
    return Checkin(on=day(on), value=typed(value), **fields)


def number(
    metric: str, before: str | int | None, after: str | int | None, unit: str | None = None
) -> Number:
    """Return a number that moved."""
    return Number(metric=metric, before=typed(before), after=typed(after), unit=unit)


def typed(value: str | int | None) -> Any:
    """Return a number as it was typed, such as "6.10"; None for None."""
    return None if value is None else Decimal(value)


def skill(id_: str, *ratings: tuple[str, int], **fields: Any) -> Stored[Any]:
    """Return a skill with its ratings as (day, level); its name is told by its id."""
    made = tuple(Rating(on=day(on), level=level) for on, level in ratings)
    return stored("skill", id_, Skill(**{"name": id_.replace("-", " "), "ratings": made, **fields}))


def objective(id_: str = "cut-cost", **fields: Any) -> Stored[Any]:
    """Return an open objective; its title is told by its id."""
    return _titled("objective", id_, **fields)


def opportunity(id_: str, **fields: Any) -> Stored[Any]:
    """Return an opportunity; its title is told by its id."""
    return _titled("opportunity", id_, **fields)


def _titled(kind: str, id_: str, **fields: Any) -> Stored[Any]:
    title = id_.replace("-", " ").capitalize()
    fields |= {name: typed(fields[name]) for name in ("baseline", "target") if name in fields}
    return stored(kind, id_, class_for(kind)(**{"title": title, **fields}))


def entry(kind: str, id_: str, on: str, **fields: Any) -> Stored[Any]:
    """Return an entry of a kind; its text is told by its id."""
    words = {"on": day(on), "kind": kind, "text": _words(id_)}
    return stored("entry", id_, class_for("entry", kind)(**{**words, **fields}))


def win(id_: str, on: str, **fields: Any) -> Stored[Any]:
    """Return a win."""
    return entry("win", id_, on, **fields)


def _words(id_: str) -> str:
    """Return what a lettered id says: "kwtz-rebuild-slide-2" says "Rebuild slide 2"."""
    return id_[5:].replace("-", " ").capitalize()
