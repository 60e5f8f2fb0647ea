"""The grammar of days: `2026-11-19`, `19-nov`, `fri`, `next-fri`, `3d`, `eom`, `next`.

Patterns are compiled when first used, as most commands show days and parse none.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from devjournal.dates.steps import (
    NEARER,
    ONE_DAY,
    OUTSIDE,
    month_end,
    months_on,
    quarter_end,
    real_day,
    week_end,
)
from devjournal.dates.words import MONTHS, WEEKDAYS
from devjournal.errors import UsageError
from devjournal.frozen import dataclass

Look = Literal["forward", "back"]
"""Where a day lies that leaves it open: `--due` looks forward, `--on` looks back."""

_FORMS = (
    "2026-11-19, 19-nov, fri, next-fri, last-thu, 3d, -2d, 2w, 1m, "
    "today, tomorrow, yesterday, eow, eom, eoq or next"
)

_ISO = "([0-9]{4})-([0-9]{2})-([0-9]{2})"
_DAY_OF_MONTH = "([0-9]{1,2})-([a-z]{3})"
_NUMBERS_ONLY = "([0-9]{1,2})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{4}))?"
_WEEKDAY = "(?:(next|last)-)?([a-z]{3})"
_COUNT = "(-?)([0-9]+)([dwm])"

_LONGEST_COUNT = 7
_LEAP_YEAR = 2024
_LEAP_YEARS_APART = 8  # at most, around 1900 and 2100

_FROM_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}
_WEEKDAY_NUMBER = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What a day may lean on beside today.

    `next`: the next meeting, a moment by the profile's own clock, or a day.
    `week_start`: the day a week starts on, 0 for Monday to 6 for Sunday.
    """

    next: dt.datetime | dt.date | None = None
    week_start: int = 0


NO_ANCHORS = Anchors()


def parse_day(
    text: str, today: dt.date, *, look: Look = "forward", anchors: Anchors = NO_ANCHORS
) -> dt.date:
    """Return the day that `text` names, whatever its case.

    `look` decides a weekday (the coming or the latest past one, never today), a missing
    year (today included) and the direction of `3d`; all other forms say it themselves.
    Raises UsageError with what would do for any other text.
    """
    word = text.strip().lower()
    try:
        day = (
            _named(word, today, anchors)
            or _weekday(word, today, look, anchors.week_start)
            or _iso(word)
            or _day_of_month(word, today, look)
            or _counted(word, today, look)
        )
    except OverflowError:
        raise UsageError(f"{text!r} is {OUTSIDE}", hint=NEARER) from None
    if day is None:
        raise _not_a_day(text, word)
    return day


def next_anchor(anchors: Anchors) -> dt.datetime | dt.date:
    """Return what `next` stands for; UsageError when there is nothing it could be."""
    if anchors.next is None:
        raise UsageError(
            "'next' stands for the next meeting, and none is known here",
            hint="name the day, as in 19-nov or 2w",
        )
    return anchors.next


def _named(word: str, today: dt.date, anchors: Anchors) -> dt.date | None:
    if word in _FROM_TODAY:
        return today + ONE_DAY * _FROM_TODAY[word]
    if word == "eow":
        return week_end(today, anchors.week_start)
    if word == "eom":
        return month_end(today)
    if word == "eoq":
        return quarter_end(today)
    if word == "next":
        anchor = next_anchor(anchors)
        return anchor.date() if isinstance(anchor, dt.datetime) else anchor
    return None


def _weekday(word: str, today: dt.date, look: Look, week_start: int) -> dt.date | None:
    found = re.fullmatch(_WEEKDAY, word)
    number = _WEEKDAY_NUMBER.get(found[2]) if found else None
    if found is None or number is None:
        return None
    if found[1] == "next":
        return week_end(today, week_start) + ONE_DAY * (1 + (number - week_start) % 7)
    if found[1] == "last" or look == "back":
        return today - ONE_DAY * (1 + (today.weekday() - number - 1) % 7)
    return today + ONE_DAY * (1 + (number - today.weekday() - 1) % 7)


def _iso(word: str) -> dt.date | None:
    found = re.fullmatch(_ISO, word)
    if found is None:
        return None
    year, month, number = map(int, found.groups())
    day = real_day(year, month, number)
    if day is None:
        raise _no_such_day(word, year, month)
    return day


def _day_of_month(word: str, today: dt.date, look: Look) -> dt.date | None:
    found = re.fullmatch(_DAY_OF_MONTH, word)
    month = _MONTH_NUMBER.get(found[2]) if found else None
    if found is None or month is None:
        return None
    step = 1 if look == "forward" else -1
    for years in range(_LEAP_YEARS_APART + 1):
        day = real_day(today.year + step * years, month, int(found[1]))
        if day and (day - today).days * step >= 0:
            return day
    raise _no_such_day(word, _LEAP_YEAR, month)


def _counted(word: str, today: dt.date, look: Look) -> dt.date | None:
    found = re.fullmatch(_COUNT, word)
    if found is None:
        return None
    minus, digits, unit = found.groups()
    if len(digits) > _LONGEST_COUNT:
        raise OverflowError
    number = -int(digits) if minus or look == "back" else int(digits)
    if unit == "m":
        return months_on(today, number)
    return today + ONE_DAY * (number * 7 if unit == "w" else number)


def _no_such_day(word: str, year: int, month: int) -> UsageError:
    first = real_day(year, month, 1)
    if first is None:
        return UsageError(f"{word!r} is no day of the calendar", hint=f"use {_FORMS}")
    last = month_end(first).day
    return UsageError(
        f"{word!r} is no day of the calendar",
        hint=f"{MONTHS[month - 1]} has the days 1 to {last}",
    )


def _not_a_day(text: str, word: str) -> UsageError:
    found = re.fullmatch(_NUMBERS_ONLY, word)
    readings = _readings(int(found[1]), int(found[2]), found[3]) if found else []
    if len(readings) > 1:
        return UsageError(
            f"{text!r} does not say which number is the month",
            hint=f"use {' or '.join(readings)}",
        )
    return UsageError(f"{text!r} is no day", hint=f"use {readings[0] if readings else _FORMS}")


def _readings(one: int, other: int, year: str | None) -> list[str]:
    """Return the days that two numbers may mean, in the accepted form, day first."""
    pairs = ((other, one), (one, other))
    days = (real_day(int(year or _LEAP_YEAR), month, number) for month, number in pairs)
    forms = [
        str(day) if year else f"{day.day}-{MONTHS[day.month - 1].lower()}" for day in days if day
    ]
    return list(dict.fromkeys(forms))
