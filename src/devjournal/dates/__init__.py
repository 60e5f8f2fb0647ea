"""The calendar: months on, ends of weeks and quarters, rhythms, periods, and words for days.

The arithmetic is plain, as recurrence libraries cost more to import than this takes to read.
The words are always English: `strftime` would follow the machine's locale, and a journal's
exports would then differ from one machine to the next. What people write for days, moments
and periods is read in `grammar.py`. Today is always an argument.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from devjournal.errors import UsageError

Cadence = Literal["weekly", "fortnightly", "monthly", "quarterly"]
"""How often two people meet."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

ONE_DAY = dt.timedelta(days=1)

_RHYTHMS: dict[Cadence, tuple[int, Literal["days", "months"]]] = {
    "weekly": (7, "days"),
    "fortnightly": (14, "days"),
    "monthly": (1, "months"),
    "quarterly": (3, "months"),
}
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


class Period(NamedTuple):
    """A run of days, `first` and `last` included; `label` is what people call it."""

    label: str
    first: dt.date
    last: dt.date

    def __contains__(self, day: object) -> bool:
        """Tell whether a day lies in the period."""
        return isinstance(day, dt.date) and self.first <= day <= self.last


def outside(what: str) -> UsageError:
    """Return the error for a day or moment that the calendar does not have."""
    hint = "use a day nearer to today"
    return UsageError(f"{what} is outside the calendar, which has the years 1 to 9999", hint=hint)


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
    """Return the day `n` months on (or back), or that month's last; UsageError outside."""
    try:
        return months_on(day, n)
    except OverflowError:
        raise outside(f"{n} months from {day}") from None


def next_on_rhythm(day: dt.date, cadence: Cadence) -> dt.date:
    """Return the day on which those who met on `day` meet next (P055)."""
    length, unit = _RHYTHMS[cadence]
    if unit == "months":
        return add_months(day, length)
    try:
        return day + ONE_DAY * length
    except OverflowError:
        raise outside(f"{length} days from {day}") from None


def days_on_rhythm(first: dt.date, cadence: Cadence, last: dt.date) -> list[dt.date]:
    """Return `first` and each step of the rhythm after it, to `last`; months keep its day."""
    length, unit = _RHYTHMS[cadence]
    if unit == "days":
        return [first + ONE_DAY * n for n in range(0, (last - first).days + 1, length)]
    months = (last.year - first.year) * 12 + last.month - first.month
    days = (add_months(first, n) for n in range(0, months + 1, length))
    return [day for day in days if day <= last]


def show_day(day: dt.date, _today: dt.date | None = None) -> str:
    """Return "Thu 19 Nov 2026". All words here may be called alike, with today."""
    return f"{_without_year(day)} {day.year}"


def short_day(day: dt.date, today: dt.date) -> str:
    """Return "Thu 19 Nov", with the year only when it is not this year."""
    return _without_year(day) if day.year == today.year else show_day(day)


def show_moment(at: dt.datetime, _today: dt.date | None = None) -> str:
    """Return "Thu 15 Oct 2026 15:00", by the clock of the moment's own zone."""
    return f"{show_day(at)} {at:%H:%M}"


def short_moment(at: dt.datetime, today: dt.date) -> str:
    """Return "Thu 15 Oct 15:00", with the year only when it is not this year."""
    return f"{short_day(at, today)} {at:%H:%M}"


def in_days(day: dt.date, today: dt.date) -> str:
    """Return how far off a day is: "in 35 days", "tomorrow", "4 days ago"."""
    number = (day - today).days
    if number in _NEAR:
        return _NEAR[number]
    return f"in {number} days" if number > 0 else f"{-number} days ago"


def late(day: dt.date, today: dt.date) -> str:
    """Return "4 days late"; nothing until the day after, as a day is due all day long."""
    number = (today - day).days
    if number < 1:
        return ""
    return "1 day late" if number == 1 else f"{number} days late"


def _without_year(day: dt.date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
