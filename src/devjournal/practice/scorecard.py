"""The scorecard of a relationship: what each side did of what was to be done. (P095-P100, P104)

At most six measures a side, each a count with its denominator, a target and the same count of
the period before; they are never made one score (P105). All are counted from the journal.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from devjournal.dates import ONE_DAY, Period, add_months
from devjournal.models.base import replace
from devjournal.namedtuples import NamedTuple
from devjournal.practice.counts import (
    expected_days,
    follow_through,
    gifts,
    held_in,
    minutes_with,
)
from devjournal.practice.readiness import Readiness, readiness

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Meeting
    from devjournal.models.people import Relationship

MOST_MEASURES = 6
"""So many measures may be agreed on in a relationship: what is measured is what one gets."""

Owner = Literal["me", "them"]

Counts = dict[str, tuple[int, int]]
"""By the name of a measure: so many, of so many."""


class Score(NamedTuple):
    """So many `of` what there was in a period, and in the one before."""

    number: int
    of: int
    number_before: int
    of_before: int

    @property
    def trend(self) -> Literal["up", "down", "same"] | None:
        """How its part compares with that of the period before; None without a denominator."""
        if not (self.of and self.of_before):
            return None
        now, before = self.number * self.of_before, self.number_before * self.of
        return "up" if now > before else "down" if now < before else "same"

    def reaches(self, target: float) -> bool:
        """Whether it comes to `target` percent."""
        return 100 * self.number >= target * self.of


class Row(NamedTuple):
    """A measure: its name, its target in percent, and both sides (None: not theirs to do).

    What both do together stands on my side alone.
    """

    name: str
    target: int
    mine: Score | None = None
    theirs: Score | None = None


class Card(NamedTuple):
    """The measures of each side, and of both together."""

    sides: tuple[Row, ...]
    together: tuple[Row, ...]


KEPT, CAME, PREPARED = "Promises kept in time", "Meetings not called off", "Prepared"
ASKED, TOLD, GAVE = "Asked for feedback", "Gave feedback", "Gave, by month"
RHYTHM, GROWTH = "Meetings of the rhythm", "Minutes on growth"

TARGETS: Mapping[str, int] = {
    KEPT: 90,
    CAME: 90,
    PREPARED: 100,
    ASKED: 50,
    TOLD: 50,
    GAVE: 30,
    RHYTHM: 90,
    GROWTH: 50,
}
"""In percent of the denominator; a measure of the same name in the relationship says another."""


def before(period: Period) -> Period:
    """Return the period of as many months before this one."""
    first, end = period.first, period.last + ONE_DAY
    months = 12 * (end.year - first.year) + end.month - first.month + (end.day > first.day)
    return Period("", add_months(first, -months), first - ONE_DAY)


def card_of(journal: Journal, stored: Stored[Relationship], period: Period, today: dt.date) -> Card:
    """Return the scorecard of a relationship; what a reader can't see all of is not counted."""
    spans = (period, before(period))
    own = {one.name.casefold(): one.target for one in stored.record.measures}

    def rows(*sides: Sequence[Counts]) -> tuple[Row, ...]:
        found = []
        for name, usual in TARGETS.items():
            counts = [[span.get(name, (0, 0)) for span in of] for of in sides]
            scores = [Score(*now, *then) if now[1] or then[1] else None for now, then in counts]
            if any(scores):
                found.append(Row(name, round(own.get(name.casefold(), usual)), *scores))
        return tuple(found)

    mine = [_side(journal, stored, span, today, "me") for span in spans]
    theirs = [_side(journal, stored, span, today, "them") for span in spans]
    both = [_together(journal, stored, span, today) for span in spans]
    return Card(rows(mine, theirs), rows(both))


class Part(NamedTuple):
    """A measure of mine, of all relationships together: so many of so many."""

    name: str
    number: int
    of: int


def my_part(journal: Journal, period: Period, today: dt.date) -> tuple[Part, ...]:
    """Return how I did in the meetings of a period: each count of all relationships by itself."""
    sums: Counts = {}
    for stored in journal.relationships:
        counts = _rhythm(journal, stored, period, today)
        counts |= _in_meetings(journal, stored, period, "me") if journal.reader == "self" else {}
        for name, (number, of) in counts.items():
            so_far = sums.get(name, (0, 0))
            sums[name] = (so_far[0] + number, so_far[1] + of)
    return tuple(Part(name, *count) for name, count in sums.items() if count[1])


def _side(
    journal: Journal, stored: Stored[Relationship], span: Period, today: dt.date, owner: Owner
) -> Counts:
    """Return what one side did in a period, of what was due."""
    done = follow_through(journal, [stored.id], span, today, owner)
    counts = {KEPT: (done.kept, done.promised)}
    if journal.reader == "self":
        counts[CAME] = (done.held, done.agreed)
        counts |= _in_meetings(journal, stored, span, owner)
    if journal.reader == "self" or owner == "me":
        counts[GAVE] = _months_given(journal, stored, span, today, owner)
    return counts


def _together(
    journal: Journal, stored: Stored[Relationship], span: Period, today: dt.date
) -> Counts:
    """Return what both sides did: the rhythm, and minutes on growth where not all were. (P083)

    Those of a session or debrief are, unless the meeting says how many; of the usual one to
    one none are.
    """
    counts = _rhythm(journal, stored, span, today)
    met = journal.held_with(stored.id)
    kept_apart = any(
        m.record.kind == "one_to_one" or m.record.developmental_minutes is not None for m in met
    )
    if journal.reader == "self" and kept_apart:
        whole = on_growth = 0
        for one in held_in(journal, stored.id, span):
            minutes = minutes_with(journal, stored.id, one)
            usual = 0 if one.record.kind == "one_to_one" else minutes
            own = one.record.developmental_minutes
            whole, on_growth = whole + minutes, on_growth + (usual if own is None else own)
        counts[GROWTH] = (on_growth, whole)
    return counts


def _rhythm(journal: Journal, stored: Stored[Relationship], span: Period, today: dt.date) -> Counts:
    """Return how many meetings were held of those that the rhythm expects, none beyond. (P096)"""
    if stored.record.cadence is None:
        return {}
    days = expected_days(journal, stored, min(span.last, today))
    expected = sum(day in span for day in days)
    return {RHYTHM: (min(len(held_in(journal, stored.id, span)), expected), expected)}


def _in_meetings(
    journal: Journal, stored: Stored[Relationship], span: Period, owner: Owner
) -> Counts:
    """Return in how many meetings of a period one side was prepared, asked, or gave feedback.

    Feedback was asked for where it was a topic, or came; it came in the meeting that it names, or
    on the day of one with the same person. (P059, P064, P099)
    """
    held, role = held_in(journal, stored.id, span), stored.record.my_role
    if not held:
        return {}
    spoken: dict[Owner, set[str]] = {"me": set(), "them": set()}
    ids = {one.id for one in held}
    on_day = {journal.day_of(one.record.at): one.id for one in held}
    for one in journal.where("entry", kind="feedback"):
        entry = one.record
        on = {entry.meeting} & ids
        if entry.relationship == stored.id and (same_day := on_day.get(entry.on)):
            on.add(same_day)
        spoken["me" if entry.given_by == "me" else "them"] |= on
    if owner == "them":
        return {TOLD: (len(spoken["them"]), len(held))}
    topics = journal.where("topic", relationship=stored.id, kind="feedback")
    asked = {one.record.meeting for one in topics} | spoken["them"]
    is_prepared = _prepared(journal, stored.id, giving=role == "giving")
    counts = {PREPARED: (sum(map(is_prepared, held)), len(held))}
    if role != "giving":
        counts[ASKED] = (sum(m.id in asked for m in held), len(held))
    if role != "receiving":
        counts[TOLD] = (len(spoken["me"]), len(held))
    return counts


def _prepared(journal: Journal, bound: str, *, giving: bool) -> Callable[[Stored[Meeting]], bool]:
    """Return what tells whether the agenda of a meeting had a question and a topic that day. (P059)

    Each topic is looked at once: it waits from one day to another, so of those that began to by
    some day the longest one is enough.
    """
    brought: dict[str | None, list[Readiness]] = {}
    waits: tuple[list[tuple[dt.date, dt.date]], ...] = ([], [])
    for one in journal.where("topic", relationship=bound):
        alone = readiness([replace(one.record, state="open")], giving=giving)  # as it was then
        brought.setdefault(one.record.meeting, []).append(alone)
        if first := one.record.raised_on or one.record.created:
            last = dt.date.max if one.is_open else one.record.closed_on or dt.date.min
            for of, is_one in zip(waits, alone[:2], strict=True):
                of.extend([(first, last)] * is_one)
    longest = [[*accumulate((last for _, last in sorted(of)), max)] for of in waits]
    begins = [sorted(first for first, _ in of) for of in waits]

    def is_prepared(meeting: Stored[Meeting]) -> bool:
        day, theirs = journal.day_of(meeting.record.at), brought.get(meeting.id, ())
        found = []
        for at in (0, 1):
            begun = bisect_right(begins[at], day)
            was_there = bool(begun) and longest[at][begun - 1] >= day
            found.append(was_there or any(one[at] for one in theirs))
        return Readiness(found[0], found[1], giving).is_ready

    return is_prepared


def _months_given(
    journal: Journal,
    stored: Stored[Relationship],
    period: Period,
    today: dt.date,
    owner: Owner,
) -> tuple[int, int]:
    """Return the months in which one side gave the other something, of those that ran. (P026)"""
    met = [journal.day_of(one.record.at) for one in journal.held_with(stored.id)]
    days = [one.record.on for one in gifts(journal, stored.id, owner)]
    if owner == "them":
        of = (one for one in journal.held_with(stored.id) if one.record.received)
        days += [journal.day_of(one.record.at) for one in of]
    first = max(period.first, min([*met, *days], default=dt.date.max))
    last = min(period.last, today, stored.record.closed_on or today)
    months = {_month(day) for day in days if first <= day <= last}
    return len(months), max(_month(last) - _month(first) + 1, 0) if first <= last else 0


def _month(day: dt.date) -> int:
    return 12 * day.year + day.month
