"""Month by month: meetings held of those that the rhythm expects, promises kept. (P096, P098)"""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections import Counter
from typing import TYPE_CHECKING, Literal

from devjournal.dates import MONTHS, Period, add_months
from devjournal.journal.journal import Promised, fell_due
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.practice.counts import expected_days, held_in, held_of
from devjournal.render import document as doc
from devjournal.render.document import Block, Span, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from devjournal.dates import Cadence
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.meetings import Action
    from devjournal.models.people import Relationship


class MonthCount(NamedTuple):
    """A month, by its first day: meetings held, and expected (None: no rhythm is agreed)."""

    first: dt.date
    held: int
    expected: int | None


class Rhythm(NamedTuple):
    """A relationship's meetings in a period; `failed` were cancelled or missed."""

    ref: Ref
    who: str
    label: str
    is_open: bool
    cadence: Cadence | None
    held: int
    expected: int | None
    failed: int
    months: tuple[MonthCount, ...]


class MonthKept(NamedTuple):
    """A month, by its first day: promises that fell due in it, and what became of them."""

    first: dt.date
    in_time: int
    late: int
    still_open: int


class KeptBy(NamedTuple):
    """What one side kept of what fell due, month by month."""

    owner: Literal["me", "them"]
    months: tuple[MonthKept, ...]

    @property
    def promised(self) -> Promised:
        """All of the months together."""
        in_time = sum(one.in_time for one in self.months)
        late = sum(one.late for one in self.months)
        return Promised(in_time, late, in_time + late + sum(one.still_open for one in self.months))


def months_of(period: Period, today: dt.date) -> tuple[dt.date, ...]:
    """Return the first days of the months that a period has had; none of a single one."""
    first, last = period.first.replace(day=1), min(period.last, today)
    number = 12 * (last.year - first.year) + last.month - first.month + 1
    return tuple(add_months(first, n) for n in range(number)) if number > 1 else ()


def _by_month(days: Iterable[dt.date], months: Sequence[dt.date], period: Period) -> list[int]:
    counts = Counter(bisect(months, day) - 1 for day in days if day in period)
    return [counts[n] for n in range(len(months))]


def build_rhythms(
    journal: Journal, months: Sequence[dt.date], period: Period
) -> tuple[Rhythm, ...]:
    """Return each relationship that met, or was to meet, in a period of `months`. (P096)"""
    every = (build_rhythm(journal, one, months, period) for one in journal.relationships)
    found = [one for one in every if one.held or one.failed or one.expected]
    return tuple(sorted(found, key=lambda one: (-one.held, one.ref.id)))


def build_rhythm(
    journal: Journal, stored: Stored[Relationship], months: Sequence[dt.date], period: Period
) -> Rhythm:
    """Return how a relationship met in a period of `months`."""
    cadence = stored.record.cadence
    days = (journal.day_of(one.record.at) for one in held_in(journal, stored.id, period))
    held = _by_month(days, months, period)
    expected = _by_month(expected_days(journal, stored, period.last), months, period)
    meetings = (one.record for one in journal.meetings_with(stored.id))
    fell_out = (one.at for one in meetings if one.state in ("cancelled", "missed"))
    return Rhythm(
        ref=stored.ref,
        who=journal.name_of(stored.record.person),
        label=stored.record.label,
        is_open=stored.is_open,
        cadence=cadence,
        held=sum(held),
        expected=sum(expected) if cadence else None,
        failed=sum(journal.day_of(at) in period for at in fell_out),
        months=tuple(map(MonthCount, months, held, expected if cadence else [None] * len(months))),
    )


def build_kept(
    actions: Iterable[Stored[Action]], months: Sequence[dt.date], period: Period, today: dt.date
) -> tuple[KeptBy, ...]:
    """Return what each side kept of these promises, of those that fell due. (P098)"""
    due = [one.record for one in actions if fell_due(one.record, period, today)]
    found = []
    for owner in ("me", "them"):
        own = [one for one in due if one.owner == owner]
        sorts = (
            [one for one in own if one.state == "done" and not one.was_late],
            [one for one in own if one.was_late],
            [one for one in own if one.state != "done"],
        )
        days = ([one.due or one.closed_on for one in sort] for sort in sorts)
        counts = [_by_month(filter(None, each), months, period) for each in days]
        if own and months:
            found.append(KeptBy(owner, tuple(map(MonthKept, months, *counts))))
    return tuple(found)


def compose_months(
    months: Sequence[dt.date],
    rhythms: Sequence[Rhythm] = (),
    kept: Sequence[KeptBy] = (),
    *,
    sides: tuple[str, str] = ("I", "They"),
    alone: bool = False,
) -> list[Block]:
    """Return a strip: of each relationship's meetings, then of what each of both `sides` kept.

    A cell is the part that was held, or kept in time. On the page of one relationship `alone`
    its meetings are called that.
    """
    tracks = [_rhythm_track(one, alone=alone) for one in rhythms]
    tracks += [_kept_track(sides[one.owner == "them"], one) for one in kept]
    if not tracks:
        return []
    marks = tuple((n, MONTHS[first.month - 1][0]) for n, first in enumerate(months))
    names = tuple(f"{MONTHS[first.month - 1]} {first.year}" for first in months)
    cells = ["meetings held of those expected"] * bool(rhythms)
    cells += ["promises kept in time"] * bool(kept)
    title = line("Month by month", Span(f"{say.DOT}{', '.join(cells)}", "dim"))
    return [doc.Heading(title), doc.Strip(tuple(tracks), marks, 1.0, names)]


def _rhythm_track(one: Rhythm, *, alone: bool) -> doc.Track:
    label = one.label if one.is_open else f"{one.label}, closed"
    who = line(say.flat(one.who), Span(f" ({label})", "dim")) if one.who else line(label)
    words = f", {one.cadence or 'no rhythm agreed'}"
    fell_out = f", {one.failed} fell out" if one.failed else ""
    told = line(Span(held_of(one.held, one.expected, "expected"), "number"), words, fell_out)
    # A cell is the part that was held; none where nothing was held nor expected.
    cells = (
        min(month.held / (month.expected or month.held), 1.0)
        if month.expected or month.held
        else None
        for month in one.months
    )
    missing = tuple(max((month.expected or 0) - month.held, 0) for month in one.months)
    parts = (
        doc.Part("held", tuple(month.held for month in one.months)),
        doc.Part("not held", missing, "open"),
    )
    return doc.Track(line("Meetings") if alone else who, tuple(cells), told, parts)


def _kept_track(who: str, kept: KeptBy) -> doc.Track:
    sums = [one.in_time + one.late + one.still_open for one in kept.months]
    cells = (
        one.in_time / whole if whole else None for one, whole in zip(kept.months, sums, strict=True)
    )
    parts = (
        doc.Part("in time", tuple(one.in_time for one in kept.months)),
        doc.Part("late", tuple(one.late for one in kept.months), "late"),
        doc.Part("open", tuple(one.still_open for one in kept.months), "open"),
    )
    told = line(Span(kept.promised.words, "number"))
    return doc.Track(line(f"{who} kept"), tuple(cells), told, parts)
