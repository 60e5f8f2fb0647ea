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
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Meeting
    from devjournal.models.people import Relationship

MOST_MEASURES = 6
"""So many measures may be agreed on in a relationship: what is measured is what one gets."""

Owner = Literal["me", "them"]


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
    mine: Score | None
    theirs: Score | None = None


class Card(NamedTuple):
    """The measures of each side, and of both together."""

    sides: tuple[Row, ...]
    together: tuple[Row, ...]


KEPT, CAME, PREPARED = "Promises kept in time", "Meetings not called off", "Prepared"
ASKED, TOLD, GAVE = "Asked for feedback", "Gave feedback", "Gave, by month"
RHYTHM, GROWTH = "Meetings of the rhythm", "Minutes on growth"

TARGETS: Mapping[str, int] = {
    **dict.fromkeys((KEPT, CAME, RHYTHM), 90),
    PREPARED: 100,
    **dict.fromkeys((ASKED, TOLD, GROWTH), 50),
    GAVE: 30,
}
"""In percent of the denominator; a measure of the same name in the relationship says another."""


def before(period: Period) -> Period:
    """Return the period of as many months before this one."""
    first, end = period.first, period.last + ONE_DAY
    months = 12 * (end.year - first.year) + end.month - first.month + (end.day > first.day)
    return Period("", add_months(first, -months), first - ONE_DAY)


def card_of(journal: Journal, stored: Stored[Relationship], period: Period, today: dt.date) -> Card:
    """Return the scorecard of a relationship; what a reader can't see all of is not counted."""
    own = {one.name.casefold(): one.target for one in stored.record.measures}

    def row(name: str, mine: Score | None, theirs: Score | None = None) -> Row:
        return Row(name, round(own.get(name.casefold(), TARGETS[name])), mine, theirs)

    spans = (period, before(period))
    giving = stored.record.my_role == "giving"
    mine, theirs = (
        [follow_through(journal, [stored.id], span, today, owner) for span in spans]
        for owner in ("me", "them")
    )
    held = [held_in(journal, stored.id, span) for span in spans]
    kept = (_score((one.kept, one.promised) for one in side) for side in (mine, theirs))
    came = (_score((one.held, one.agreed) for one in side) for side in (mine, theirs))
    gave = (
        _score(_months_given(journal, stored, span, today, owner) for span in spans)
        for owner in ("me", "them")
    )
    if journal.reader != "self":
        shown = (row(KEPT, *kept), row(GAVE, next(gave)))
        return Card(_told(shown), _told([row(RHYTHM, _rhythm(journal, stored, spans, held))]))
    asked, told, heard = (
        _score((sum(is_so(journal, one) for one in those), len(those)) for those in held)
        for is_so in (_has_asked, _has_told, _has_heard)
    )
    is_prepared = _prepared(journal, stored.id, giving=giving)
    ready = _score((sum(map(is_prepared, of)), len(of)) for of in held)
    sides = (
        row(KEPT, *kept),
        row(CAME, *came),
        row(PREPARED, ready),
        *([] if giving else [row(ASKED, asked)]),
        row(TOLD, told if stored.record.my_role != "receiving" else None, heard),
        row(GAVE, *gave),
    )
    together = (
        row(RHYTHM, _rhythm(journal, stored, spans, held)),
        row(GROWTH, _minutes_on_growth(journal, held)),
    )
    return Card(_told(sides), _told(together))


def my_part(cards: Iterable[Card]) -> tuple[Row, ...]:
    """Return how I did in the meetings of all these cards: sums of counts, each by itself."""
    found = []
    rows = [row for card in cards for row in (*card.together, *card.sides)]
    for name in (RHYTHM, PREPARED, ASKED, TOLD):
        scores = [row.mine for row in rows if row.name == name and row.mine]
        if scores:
            total = Score(*map(sum, zip(*scores, strict=True)))
            found.append(Row(name, TARGETS[name], total))
    return _told(found)


def _told(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that have something to count, now or before."""
    return tuple(
        one for one in rows if any(s and (s.of or s.of_before) for s in (one.mine, one.theirs))
    )


def _score(counts: Iterable[tuple[int, int]]) -> Score:
    now, earlier = counts
    return Score(*now, *earlier)


def _rhythm(
    journal: Journal,
    stored: Stored[Relationship],
    spans: Sequence[Period],
    held: Sequence[Sequence[Stored[Meeting]]],
) -> Score | None:
    """Return how many meetings were held of those that the rhythm expects, none beyond. (P096)"""
    if stored.record.cadence is None:
        return None
    expected = [
        sum(day in span for day in expected_days(journal, stored, span.last)) for span in spans
    ]
    return _score((min(len(of), days), days) for of, days in zip(held, expected, strict=True))


def _minutes_on_growth(journal: Journal, held: Sequence[Sequence[Stored[Meeting]]]) -> Score | None:
    """Return the minutes that were about growth, of all; None where all of them were. (P083)

    Those of a session or debrief are, unless the meeting says how many; of the usual one to
    one none are.
    """
    counts = []
    for those in held:
        whole = on_growth = 0
        for one in those:
            minutes = minutes_with(journal, one.record.relationship, one)
            usual = 0 if one.record.kind == "one_to_one" else minutes
            own = one.record.developmental_minutes
            whole, on_growth = whole + minutes, on_growth + (usual if own is None else own)
        counts.append((on_growth, whole))
    return None if all(part == whole for part, whole in counts) else _score(counts)


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


def _feedback_of(journal: Journal, meeting: Stored[Meeting]) -> list[bool]:
    """Return of each feedback that came with a meeting whether it was mine. (P064, P099)"""
    record, day = meeting.record, journal.day_of(meeting.record.at)
    return [
        one.record.given_by == "me"
        for one in journal.where("entry", kind="feedback")
        if one.record.meeting == meeting.id
        or (one.record.relationship == record.relationship and one.record.on == day)
    ]


def _has_heard(journal: Journal, meeting: Stored[Meeting]) -> bool:
    return False in _feedback_of(journal, meeting)


def _has_told(journal: Journal, meeting: Stored[Meeting]) -> bool:
    return True in _feedback_of(journal, meeting)


def _has_asked(journal: Journal, meeting: Stored[Meeting]) -> bool:
    """Whether I asked for feedback: it was a topic, or came. (P064)"""
    topics = journal.where("topic", meeting=meeting.id)
    return any(one.record.kind == "feedback" for one in topics) or _has_heard(journal, meeting)


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
