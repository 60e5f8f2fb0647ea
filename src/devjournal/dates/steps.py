"""Steps through the calendar: months on, ends of weeks and months, the four rhythms.

Plain arithmetic, as recurrence libraries cost more to import than this takes to read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from devjournal.errors import UsageError

Cadence = Literal["weekly", "fortnightly", "monthly", "quarterly"]
"""How often two people meet."""

ONE_DAY = dt.timedelta(days=1)
OUTSIDE = "outside the calendar, which has the years 1 to 9999"
NEARER = "use a day nearer to today"

_DAYS: Mapping[Cadence, int] = {"weekly": 7, "fortnightly": 14}
_MONTHS: Mapping[Cadence, int] = {"monthly": 1, "quarterly": 3}


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """Return that day, or None if no calendar has it."""
    try:
        return dt.date(year, month, day)
    except (OverflowError, ValueError):
        return None


def month_end(day: dt.date) -> dt.date:
    """Return the last day of the month that `day` is in."""
    if day.month == 12:
        return day.replace(day=31)
    return day.replace(month=day.month + 1, day=1) - ONE_DAY


def quarter_end(day: dt.date) -> dt.date:
    """Return the last day of the quarter that `day` is in."""
    return month_end(day.replace(month=(day.month + 2) // 3 * 3, day=1))


def week_end(day: dt.date, week_start: int) -> dt.date:
    """Return the last day of the week that `day` is in; `week_start` is 0 for Monday."""
    return day + ONE_DAY * (6 - (day.weekday() - week_start) % 7)


def months_on(day: dt.date, n: int) -> dt.date:
    """Return the same day `n` months on, or that month's last; OverflowError outside."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    first = real_day(year, month + 1, 1)
    if first is None:
        raise OverflowError
    return first.replace(day=min(day.day, month_end(first).day))


def add_months(day: dt.date, n: int) -> dt.date:
    """Return the same day `n` months on (back, if negative), or that month's last day.

    A month on from 31 January is the last of February. UsageError outside the calendar.
    """
    try:
        return months_on(day, n)
    except OverflowError:
        raise UsageError(f"{n} months from {day} is {OUTSIDE}", hint=NEARER) from None


def next_on_rhythm(day: dt.date, cadence: Cadence) -> dt.date:
    """Return the day on which those who met on `day` meet next (P055)."""
    if cadence in _MONTHS:
        return add_months(day, _MONTHS[cadence])
    try:
        return day + ONE_DAY * _DAYS[cadence]
    except OverflowError:
        raise UsageError(f"{_DAYS[cadence]} days from {day} is {OUTSIDE}", hint=NEARER) from None
