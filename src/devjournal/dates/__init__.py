"""The calendar: months on, ends of weeks and quarters, rhythms, periods, and words for days.

The arithmetic is plain, as recurrence libraries cost more to import than this takes to read.
The words are always English: `strftime` would follow the machine's locale, and a journal's
exports would then differ from one machine to the next. What people write for days, moments
and periods is read in `grammar.py`. Today is always an argument.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from typing import Literal

from devjournal.errors import UsageError
from devjournal.namedtuples import NamedTuple

Cadence = Literal["weekly", "fortnightly", "monthly", "quarterly"]
"""How often two people meet."""

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS = tuple(name[:3] for name in DAY_NAMES)
WEEKDAY_CHOICES = tuple(day.lower() for day in WEEKDAYS)
"""The days of the week as fields name them."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

ONE_DAY = dt.timedelta(days=1)
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2999, 12, 31)
"""Every day of a journal lies from the first to the last of them."""

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
    return UsageError(
        f"{what} is outside the calendar, which has the years {FIRST_DAY.year} to {LAST_DAY.year}",
        hint="use a day nearer to today",
    )


def in_calendar(when: dt.date) -> bool:
    """Whether a day lies in the calendar; a moment with an offset, in whatever zone it is shown."""
    days = [when]
    if isinstance(when, dt.datetime) and when.tzinfo:
        try:
            zones = (dt.timezone(dt.timedelta(hours=hours)) for hours in (-12, 14))
            days = [when.astimezone(zone) for zone in zones]
        except OverflowError:
            return False
    return all(FIRST_DAY.year <= day.year <= LAST_DAY.year for day in days)


def real_day(year: int, month: int, day: int) -> dt.date | None:
    """Return that day, or None if no calendar has it."""
    try:
        return dt.date(year, month, day)
    except (OverflowError, ValueError):
        return None


def zone_called(name: str) -> dt.tzinfo:
    """Return the time zone of that name; UsageError if there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        raise UsageError(
            f"no time zone is called {name!r}", hint="one is called Europe/Dublin"
        ) from None


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
        raise outside(f"{n} months from {show_day(day)}") from None


def days_on_rhythm(
    day: dt.date, cadence: Cadence, weekday: int | None = None, *, number: int = 0
) -> Iterator[dt.date]:
    """Yield each day on which those who met on `day` meet after it, to the calendar's end. (P055)

    With a usual `weekday` (0 for Monday), `day` counts as the nearest such day. Months keep the
    `number` of the day in its month, or of the weekday: the third Thursday. It is the day's own
    unless told; a month that lacks it has its last.
    """
    length, unit = _RHYTHMS[cadence]
    with contextlib.suppress(OverflowError):
        number = number or number_of_day([day], weekday)
        day = _nearest(day, weekday)
        for steps in itertools.count(length, length):
            if unit == "days":
                step = day + ONE_DAY * steps
            else:
                step = _numbered(months_on(day.replace(day=1), steps), number, weekday)
            if step > LAST_DAY:
                return
            yield step


def number_of_day(days: Sequence[dt.date], weekday: int | None = None) -> int:
    """Return the number in a month of a rhythm's days: 31 for 31 Jan and then 28 Feb.

    With a usual weekday, its number: 5 for the last Friday where one of the months had five.
    """
    number, apart = 0, 1 if weekday is None else 7
    for day in reversed(days):
        near = _nearest(day, weekday)
        number = max(number, (near.day - 1) // apart + 1)
        if near + ONE_DAY * apart <= month_end(near):
            break
    return number


def _nearest(day: dt.date, weekday: int | None) -> dt.date:
    return day if weekday is None else day + ONE_DAY * ((weekday - day.weekday() + 3) % 7 - 3)


def _numbered(first: dt.date, number: int, weekday: int | None) -> dt.date:
    """Return the day, or weekday, of that number in the month from `first`, else its last."""
    end = month_end(first)
    if weekday is None:
        return first.replace(day=min(end.day, number))
    day = first + ONE_DAY * ((weekday - first.weekday()) % 7 + 7 * (number - 1))
    return day if day <= end else day - ONE_DAY * 7


def with_whole_offset(at: dt.datetime) -> dt.datetime:
    """Return a moment as a file can hold it: in UTC where its offset has seconds.

    Clocks before the zones had them, and neither TOML nor JSON's dates do.
    """
    offset = at.utcoffset() or dt.timedelta()
    return at.astimezone(dt.UTC) if offset % dt.timedelta(minutes=1) else at


_shown = {"dates": "words", "clock": "24h"}


def show_as(*, dates: str | None = None, clock: str | None = None) -> None:
    """Choose how days (words, iso) and times (24h, 12h) are shown from now on, as a locale does.

    Both are of the whole process, and chosen where a run begins and ends.
    """
    _shown.update(dates=dates or "words", clock=clock or "24h")


def show_time(at: dt.time | dt.datetime) -> str:
    """Return "15:00", or "3:00 pm" where times are shown so."""
    if _shown["clock"] == "24h":
        return f"{at:%H:%M}"
    return f"{(at.hour + 11) % 12 + 1}:{at.minute:02} {'pm' if at.hour >= 12 else 'am'}"


def show_day(day: dt.date, _today: dt.date | None = None) -> str:
    """Return "Thu 19 Nov 2026". All words here may be called alike, with today."""
    if _shown["dates"] == "iso":
        return f"{day.year:04}-{day.month:02}-{day.day:02}"
    return f"{_without_year(day)} {day.year}"


def short_day(day: dt.date, today: dt.date) -> str:
    """Return "Thu 19 Nov", with the year only when it is not this year."""
    is_short = day.year == today.year and _shown["dates"] == "words"
    return _without_year(day) if is_short else show_day(day)


def show_moment(at: dt.datetime, _today: dt.date | None = None) -> str:
    """Return "Thu 15 Oct 2026 15:00", by the clock of the moment's own zone."""
    return f"{show_day(at)} {show_time(at)}"


def short_moment(at: dt.datetime, today: dt.date) -> str:
    """Return "Thu 15 Oct 15:00", with the year only when it is not this year."""
    return f"{short_day(at, today)} {show_time(at)}"


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
