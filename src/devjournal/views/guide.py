"""What there is to know of days, ids, visibility and files, from the tables that decide it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.journal.visibility_table import Reach

TOPICS: Mapping[str, str] = {
    "dates": "how to write a day, a moment, a period",
    "ids": "how records are called",
    "visibility": "who sees what",
    "files": "what lies where",
}
"""Every topic of help, with what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A form, what it means, and the first and last day that it means today (None: it depends)."""

    form: str
    means: str
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesGuide:
    """The forms of days, moments and periods, and one that is refused, with what would do."""

    days: tuple[Written, ...]
    moments: tuple[Written, ...]
    periods: tuple[Written, ...]
    refused: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindGuide:
    """A kind: its folder (empty: the one file), an id of it, and whether letters begin it."""

    kind: str
    folder: str
    example: str
    lettered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IdsGuide:
    """Every kind that has ids, the words that are none, and the longest that is made."""

    kinds: tuple[KindGuide, ...]
    reserved: tuple[str, ...]
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A row of the table of visibility: whom a kind reaches by itself, and with which fields.

    `to_relationships` go to these readers only; `on_word` are fields that only the record's
    own visibility opens; `unless` are values that keep it from reaching anybody.
    """

    kind: str
    reaches: tuple[Reach, ...]
    fields: tuple[str, ...]
    to_relationships: tuple[str, ...]
    on_word: tuple[str, ...]
    unless: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibilityGuide:
    """The whole table, and the readers that are no relationship."""

    audiences: tuple[str, ...]
    kinds: tuple[Sight, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesGuide:
    """Every kind with its folder, and the kinds of entries."""

    kinds: tuple[KindGuide, ...]
    entries: tuple[str, ...]


def build_dates(today: dt.date) -> DatesGuide:
    """Return the forms with the days that they mean, seen from `today`."""
    from devjournal import dates
    from devjournal.dates import parse_day, parse_moment, parse_period
    from devjournal.errors import UsageError

    def day(form: dates.Form) -> Written:
        known = form.written != "next"  # that depends on with whom
        first = parse_day(form.written, today) if known else None
        return Written(form=form.written, means=form.means, first=first)

    def moment(form: dates.Form) -> Written:
        at = parse_moment(form.written, today, zone=dt.UTC)
        return Written(form=form.written, means=form.means, first=at.date())

    def period(form: dates.Form) -> Written:
        if form.written == "cycle":  # that is the profile's
            return Written(form=form.written, means=form.means)
        found = parse_period(form.written, today)
        return Written(form=form.written, means=form.means, first=found.first, last=found.last)

    try:
        instead = parse_day(dates.REFUSED_DAY, today).isoformat()
    except UsageError as error:
        instead = error.hint or ""
    return DatesGuide(
        days=tuple(map(day, dates.DAY_FORMS)),
        moments=tuple(map(moment, dates.MOMENT_FORMS)),
        periods=tuple(map(period, dates.PERIOD_FORMS)),
        refused=dates.REFUSED_DAY,
        instead=instead,
    )


def build_ids() -> IdsGuide:
    """Return every kind with an id as the program makes it."""
    from devjournal.models.ids import LIMIT, RESERVED

    kinds = tuple(one for one in _kinds() if one.folder)
    return IdsGuide(kinds=kinds, reserved=tuple(sorted(RESERVED)), longest=LIMIT)


def build_visibility() -> VisibilityGuide:
    """Return the table that decides who sees what."""
    from devjournal.journal.visibility_table import AUDIENCES, TABLE

    kinds = tuple(
        Sight(
            kind=kind,
            reaches=rule.reaches,
            fields=rule.fields,
            to_relationships=rule.to_relationships,
            on_word=rule.on_word,
            unless=rule.unless,
        )
        for kind, rule in TABLE.items()
    )
    return VisibilityGuide(audiences=AUDIENCES, kinds=kinds)


def build_files() -> FilesGuide:
    """Return every kind with its folder, and the kinds that share one."""
    from devjournal.models.kinds import ENTRY_KINDS

    return FilesGuide(kinds=_kinds(), entries=ENTRY_KINDS)


_TITLES: Mapping[str, str] = {
    "person": "Priya Nair",
    "skill": "Financial acumen",
    "objective": "Cut cost to serve",
    "goal": "Lead the readout",
    "topic": "Q4 forecast",
    "action": "Rebuild slide 2",
    "opportunity": "Talk at the meetup",
    "entry": "Presented the case",
}


def _kinds() -> tuple[KindGuide, ...]:
    from devjournal.models.kinds import KINDS

    return tuple(
        KindGuide(
            kind=kind.name,
            folder=kind.folder,
            example=_example(kind.name, lettered=kind.lettered),
            lettered=kind.lettered,
        )
        for kind in KINDS.values()
    )


def _example(kind: str, *, lettered: bool) -> str:
    """Return an id as the program makes it; the profile has the name of its file."""
    from devjournal.models import ids

    if kind == "profile":
        return "journal"
    person = ids.named_id(_TITLES["person"], "person", ())
    bound = ids.relationship_id(person, "mentor", False, ())  # noqa: FBT003  # it is part of the kind
    if kind == "relationship":
        return bound
    if kind == "meeting":
        return ids.meeting_id(bound, ())
    if not lettered:
        return ids.named_id(_TITLES[kind], kind, ())
    letters = iter("kwtz")
    return ids.lettered_id(_TITLES[kind], kind, taken=(), recent=(), draw=lambda _: next(letters))
