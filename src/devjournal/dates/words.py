"""Words for days and moments: always English, whatever the locale.

`strftime` would follow the machine's locale, and a journal's exports would then differ
from one machine to the next.
"""

from __future__ import annotations

import datetime as dt

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def show_day(day: dt.date, _today: dt.date | None = None) -> str:
    """Return "Thu 19 Nov 2026". All words here may be called alike, with today."""
    return f"{_without_year(day)} {day.year}"


def short_day(day: dt.date, today: dt.date) -> str:
    """Return "Thu 19 Nov", with the year only when it is not this year."""
    return _without_year(day) if day.year == today.year else show_day(day)


def show_moment(at: dt.datetime, _today: dt.date | None = None) -> str:
    """Return "Thu 15 Oct 2026 15:00", by the clock of the moment's own zone."""
    return f"{show_day(at)} {_clock(at)}"


def short_moment(at: dt.datetime, today: dt.date) -> str:
    """Return "Thu 15 Oct 15:00", with the year only when it is not this year."""
    return f"{short_day(at, today)} {_clock(at)}"


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


def _clock(at: dt.datetime) -> str:
    return f"{at.hour:02}:{at.minute:02}"
