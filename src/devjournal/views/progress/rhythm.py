"""The rhythm of meetings: how many were held of those that the agreed rhythm expects. (P096)"""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from devjournal.dates import Cadence, Period, add_months
from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.relationship import Relationship

_DAYS = {"weekly": 7, "fortnightly": 14}
_MONTHS = {"monthly": 1, "quarterly": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """A month, by its first day: meetings held, and expected (None: no rhythm is agreed)."""

    first: dt.date
    held: int
    expected: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
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


def build_rhythms(
    journal: Journal, months: Sequence[dt.date], period: Period
) -> tuple[Rhythm, ...]:
    """Return the rhythm of each relationship that met, or was to meet, in a period.

    `months` are the first days of its months.
    """
    found = (_rhythm(journal, bound, months, period) for bound in journal.relationships)
    told = (one for one in found if one.held or one.failed or one.expected)
    return tuple(sorted(told, key=lambda one: (-one.held, one.ref.id)))


def _rhythm(
    journal: Journal, bound: Stored[Relationship], months: Sequence[dt.date], period: Period
) -> Rhythm:
    cadence = bound.record.cadence
    held = [journal.day_of(one.record.at) for one in journal.held_with(bound.id)]
    expected = expected_days(journal, bound, period.last)
    held_by = _by_month(held, months, period)
    expected_by = _by_month(expected, months, period)
    failed = [
        one
        for one in journal.meetings_with(bound.id)
        if one.record.state in ("cancelled", "missed") and journal.day_of(one.record.at) in period
    ]
    return Rhythm(
        ref=bound.ref,
        who=journal.name_of(bound.record.person),
        label=bound.record.label,
        is_open=bound.is_open,
        cadence=cadence,
        held=sum(held_by.values()),
        expected=sum(expected_by.values()) if cadence else None,
        failed=len(failed),
        months=tuple(
            MonthCount(first=month, held=held_by[n], expected=expected_by[n] if cadence else None)
            for n, month in enumerate(months)
        ),
    )


def expected_days(
    journal: Journal, bound: Stored[Relationship], until: dt.date
) -> tuple[dt.date, ...]:
    """Return the days on which the rhythm expects a meeting, up to and with `until`.

    It counts from the first meeting held, else a step after the start, to the end that was
    agreed or the day it closed; no more meetings than were agreed. Where no day says when it
    stopped (a pause; a reader is not told) nothing is expected after the last meeting.
    """
    record = bound.record
    met = [journal.day_of(one.record.at) for one in journal.meetings_with(bound.id)]
    held = [journal.day_of(one.record.at) for one in journal.held_with(bound.id)]
    first = held[0] if held else record.start if record.state == "active" else None
    if record.cadence is None or first is None:
        return ()
    has_stopped = record.state == "paused" or journal.reader != "self"
    ends = [until, record.end, record.closed_on, max(met) if met and has_stopped else None]
    days = _steps(first, record.cadence, min(day for day in ends if day))
    return tuple(days if held else days[1:])[: record.meetings_agreed]


def _steps(first: dt.date, cadence: Cadence, last: dt.date) -> list[dt.date]:
    """Return `first` and each step of the rhythm after it; months keep the first one's day."""
    if cadence in _DAYS:
        step = _DAYS[cadence]
        return [first + dt.timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
    months = (last.year - first.year) * 12 + last.month - first.month
    days = (add_months(first, n) for n in range(0, months + 1, _MONTHS[cadence]))
    return [day for day in days if day <= last]


def _by_month(days: Sequence[dt.date], months: Sequence[dt.date], period: Period) -> Counter[int]:
    """Return how many of the days in a period fall in each of its months, by their number."""
    return Counter(bisect(months, day) - 1 for day in days if day in period)
