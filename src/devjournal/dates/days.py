"""The grammar of days: `2026-11-19`, `19-nov`, `fri`, `next-fri`, `3d`, `eom`, `next`.

Patterns are compiled when first used, as most commands show days and parse none.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from devjournal.dates.calendar import (
    MONTHS,
    ONE_DAY,
    WEEKDAYS,
    month_end,
    months_on,
    outside,
    quarter_end,
    real_day,
    week_end,
)
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

Look = Literal["forward", "back"]
"""Where a day lies that leaves it open: `--due` looks forward, `--on` looks back."""


class Form(NamedTuple):
    """A form in which something can be written, by an example, and what it means."""

    written: str
    means: str


DAY_FORMS: tuple[Form, ...] = (
    Form("2026-11-19", "that day"),
    Form("19-nov", "the coming one; where a flag looks back, the last one"),
    Form("fri", "the coming Friday, never today; where a flag looks back, the last one"),
    Form("next-fri", "Friday of next week"),
    Form("last-thu", "the last Thursday before today"),
    Form("3d", "in three days; where a flag looks back, three days ago"),
    Form("-2d", "two days ago"),
    Form("2w", "in two weeks"),
    Form("1m", "in a month, or that month's last day"),
    Form("today", "this day"),
    Form("tomorrow", "the day after"),
    Form("yesterday", "the day before"),
    Form("eow", "the last day of this week"),
    Form("eom", "the last day of this month"),
    Form("eoq", "the last day of this quarter"),
    Form("next", "the next meeting with them, planned or expected"),
)

REFUSED_DAY = "12/01"
"""A day that could be read two ways."""

_LONGEST_COUNT = 7
_LEAP_YEAR = 2024
_LEAP_YEARS_APART = 8  # at most, around 1900 and 2100
_MONTH_WORDS = tuple(month.lower() for month in MONTHS)
_WEEKDAY_WORDS = tuple(day.lower() for day in WEEKDAYS)
_NUMBERS_ONLY = "([0-9]{1,2})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{4}))?"


class Anchors(NamedTuple):
    """What a day may lean on beside today.

    `next`: the next meeting, a moment by the profile's own clock, or a day.
    `week_start`: the day a week starts on, 0 for Monday to 6 for Sunday.
    """

    next: dt.datetime | dt.date | None = None
    week_start: int = 0


NO_ANCHORS = Anchors()


class _Around(NamedTuple):
    """What a form is read by."""

    today: dt.date
    look: Look
    anchors: Anchors


def parse_day(
    text: str, today: dt.date, *, look: Look = "forward", anchors: Anchors = NO_ANCHORS
) -> dt.date:
    """Return the day that `text` names, whatever its case.

    `look` decides a weekday (the coming or the latest past one, never today), a missing
    year (today included) and the direction of `3d`; all other forms say it themselves.
    Raises UsageError with what would do for any other text.
    """
    word = text.strip().lower()
    around = _Around(today, look, anchors)
    try:
        for pattern, read in _GRAMMAR:
            if found := re.fullmatch(pattern, word):
                return read(found, around)
    except OverflowError:
        raise outside(repr(text)) from None
    raise _not_a_day(text, word)


def next_anchor(anchors: Anchors) -> dt.datetime | dt.date:
    """Return what `next` stands for; UsageError when there is nothing it could be."""
    if anchors.next is None:
        raise UsageError(
            "'next' stands for the next meeting, and none is known here",
            hint="name the day, as in 19-nov or 2w",
        )
    return anchors.next


def forms_in_words(forms: tuple[Form, ...]) -> str:
    """Return what can be written, for a hint: "use 2026-11-19, 19-nov, ... or next"."""
    *most, last = (form.written for form in forms)
    return f"use {', '.join(most)} or {last}"


def _named(found: re.Match[str], around: _Around) -> dt.date:
    if found[0] == "next":
        anchor = next_anchor(around.anchors)
        return anchor.date() if isinstance(anchor, dt.datetime) else anchor
    if found[0] == "eow":
        return week_end(around.today, around.anchors.week_start)
    return _FROM_TODAY[found[0]](around.today)


_FROM_TODAY: dict[str, Callable[[dt.date], dt.date]] = {
    "yesterday": lambda today: today - ONE_DAY,
    "today": lambda today: today,
    "tomorrow": lambda today: today + ONE_DAY,
    "eom": month_end,
    "eoq": quarter_end,
}


def _weekday(found: re.Match[str], around: _Around) -> dt.date:
    today, week_start = around.today, around.anchors.week_start
    number = _WEEKDAY_WORDS.index(found[2])
    if found[1] == "next":
        return week_end(today, week_start) + ONE_DAY * (1 + (number - week_start) % 7)
    if found[1] == "last" or around.look == "back":
        return today - ONE_DAY * (1 + (today.weekday() - number - 1) % 7)
    return today + ONE_DAY * (1 + (number - today.weekday() - 1) % 7)


def _iso(found: re.Match[str], _around: _Around) -> dt.date:
    year, month, number = map(int, found.groups())
    day = real_day(year, month, number)
    if day is None:
        raise _no_such_day(found[0], year, month)
    return day


def _day_of_month(found: re.Match[str], around: _Around) -> dt.date:
    month = _MONTH_WORDS.index(found[2]) + 1
    step = 1 if around.look == "forward" else -1
    for years in range(_LEAP_YEARS_APART + 1):
        day = real_day(around.today.year + step * years, month, int(found[1]))
        if day and (day - around.today).days * step >= 0:
            return day
    raise _no_such_day(found[0], _LEAP_YEAR, month)


def _counted(found: re.Match[str], around: _Around) -> dt.date:
    minus, digits, unit = found.groups()
    if len(digits) > _LONGEST_COUNT:
        raise OverflowError
    number = -int(digits) if minus or around.look == "back" else int(digits)
    if unit == "m":
        return months_on(around.today, number)
    return around.today + ONE_DAY * (number * 7 if unit == "w" else number)


_GRAMMAR: tuple[tuple[str, Callable[[re.Match[str], _Around], dt.date]], ...] = (
    ("yesterday|today|tomorrow|eow|eom|eoq|next", _named),
    (f"(?:(next|last)-)?({'|'.join(_WEEKDAY_WORDS)})", _weekday),
    ("([0-9]{4})-([0-9]{2})-([0-9]{2})", _iso),
    (f"([0-9]{{1,2}})-({'|'.join(_MONTH_WORDS)})", _day_of_month),
    ("(-?)([0-9]+)([dwm])", _counted),
)


def _no_such_day(word: str, year: int, month: int) -> UsageError:
    first = real_day(year, month, 1)
    if first is None:
        hint = forms_in_words(DAY_FORMS)
    else:
        hint = f"{MONTHS[month - 1]} has the days 1 to {month_end(first).day}"
    return UsageError(f"{word!r} is not a day of the calendar", hint=hint)


def _not_a_day(text: str, word: str) -> UsageError:
    found = re.fullmatch(_NUMBERS_ONLY, word)
    readings = _readings(int(found[1]), int(found[2]), found[3]) if found else []
    if len(readings) > 1:
        return UsageError(
            f"{text!r} does not say which number is the month",
            hint=f"use {' or '.join(readings)}",
        )
    hint = f"use {readings[0]}" if readings else forms_in_words(DAY_FORMS)
    return UsageError(f"{text!r} is not a day", hint=hint)


def _readings(one: int, other: int, year: str | None) -> list[str]:
    """Return the days that two numbers may mean, in the accepted form, day first."""
    pairs = ((other, one), (one, other))
    days = (real_day(int(year or _LEAP_YEAR), month, number) for month, number in pairs)
    forms = [
        str(day) if year else f"{day.day}-{_MONTH_WORDS[day.month - 1]}" for day in days if day
    ]
    return list(dict.fromkeys(forms))
