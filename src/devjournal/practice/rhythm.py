"""The rhythm of meetings: on which days the one that was agreed expects a meeting. (P096)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import Cadence, add_months

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Relationship

_DAYS = {"weekly": 7, "fortnightly": 14}
_MONTHS = {"monthly": 1, "quarterly": 3}


def expected_days(
    journal: Journal, stored: Stored[Relationship], until: dt.date
) -> tuple[dt.date, ...]:
    """Return the days on which the rhythm expects a meeting, up to and with `until`.

    It counts from the first meeting held, else a step after the start, to the end that was
    agreed or the day it closed; no more meetings than were agreed. Where no day says when it
    stopped (a pause; a reader is not told) nothing is expected after the last meeting.
    """
    record = stored.record
    met = [journal.day_of(one.record.at) for one in journal.meetings_with(stored.id)]
    held = [journal.day_of(one.record.at) for one in journal.held_with(stored.id)]
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
