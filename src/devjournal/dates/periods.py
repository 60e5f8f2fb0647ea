"""Periods as people write them: `2026`, `2026-H1`, `Q4`, `september`, `last-quarter`, `cycle`."""

from __future__ import annotations

import datetime as dt
import re

from devjournal.dates import (
    FIRST_DAY,
    LAST_DAY,
    MONTHS,
    ONE_DAY,
    Period,
    add_months,
    month_end,
    outside,
    real_day,
    show_day,
)
from devjournal.dates.grammar import MONTH, Form, Look, month_called
from devjournal.errors import UsageError

PERIOD_FORMS: tuple[Form, ...] = (
    Form("2026-Q4", "a quarter"),
    Form("2026-H1", "a half"),
    Form("2026", "a year"),
    Form("2026-09", "a month"),
    Form("Q4", "that quarter of this year, or, before it begins, of the last"),
    Form("september", "that month of this year, or, before it begins, of the last"),
    Form("last-quarter", "the quarter before this one"),
    Form("last-month", "the month before this one"),
    Form("this-year", "the year that today is in"),
    Form("cycle", "your review cycle, by review_starts and review_months of the profile"),
)

PERIODS = f"{', '.join(form.written for form in PERIOD_FORMS[:-1])} or {PERIOD_FORMS[-1].written}"
"""What can be written for a period, in words."""

_LEAP_YEAR = 2024
_PART = "q[1-4]|h[12]|m(?:0[1-9]|1[0-2])"
_PART_OF_YEAR = f"([0-9]{{4}})(?:[- ]?({_PART}))?"
_PART_ALONE = f"({_PART})(?:[- ]?([0-9]{{4}}))?"
_MONTH_OF_YEAR = "([0-9]{4}-)(0[1-9]|1[0-2])"
_MONTH_DAY = "([0-9]{2})-([0-9]{2})"
_MONTHS_IN = {"m": 1, "q": 3, "h": 6, "y": 12}
_SET_BOTH = "set both: devjournal set me review_starts=01-01 review_months=12"
_EVEN_PARTS = (1, 2, 3, 4, 6, 12)


def parse_period(
    text: str,
    today: dt.date,
    *,
    starts: str | None = None,
    months: int | None = None,
    look: Look = "back",
) -> Period:
    """Return the period that `text` names, whatever its case.

    `starts` (MM-DD) and `months` are the profile's `review_starts` and `review_months`,
    for `cycle`: the review cycle that today is in. `Q3` or `july` alone is the latest that has
    begun; where `look` is forward, that of this year unless it is over. Raises UsageError for any
    other text.
    """
    word = " ".join(text.lower().split())
    if word == "cycle":
        return _cycle(today, starts, months)
    if found := re.fullmatch("(this|last)[- ](month|quarter|half|year)", word):
        return _around_today(found[2][0], today, back=found[1] == "last")
    word = re.sub(rf"\b{MONTH}\b", lambda name: f"m{month_called(name[0]):02}", word, count=1)
    word = re.sub(f"^{_MONTH_OF_YEAR}$", r"\1m\2", word)
    if found := re.fullmatch(_PART_ALONE, word):
        if found[2] is None:
            return _part_alone(text, found[1], today, look)
        word = f"{found[2]}-{found[1]}"
    found = re.fullmatch(_PART_OF_YEAR, word)
    if found is None:
        raise UsageError(f"{text!r} is not a period", hint=f"use {PERIODS}")
    return _part(text, int(found[1]), found[2] or "y1")


def _part(text: str, year: int, part: str) -> Period:
    """Return a month, a quarter, a half or all of a year, by its letter and number."""
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise outside(repr(text))
    length = _MONTHS_IN[part[0]]
    first = dt.date(year, length * (int(part[1:]) - 1) + 1, 1)
    label = f"{year}-{part[0].upper()}{int(part[1:])}" if part[0] != "y" else str(year)
    label = f"{MONTHS[first.month - 1]} {year}" if part[0] == "m" else label
    return Period(label, first, month_end(add_months(first, length - 1)))


def _around_today(letter: str, today: dt.date, *, back: bool) -> Period:
    """Return the month, quarter, half or year that today is in, or the one before."""
    length = _MONTHS_IN[letter]
    on = add_months(today.replace(day=1), -length if back else 0)
    return _part(str(on), on.year, f"{letter}{(on.month - 1) // length + 1:02}")


def _part_alone(text: str, part: str, today: dt.date, look: Look) -> Period:
    """Return the month, quarter or half of a year that is not told."""
    this = _part(text, today.year, part)
    if look == "back":
        return this if this.first <= today else _part(text, today.year - 1, part)
    if this.last < today:
        after = _part(text, today.year + 1, part)
        hint = f"use {this.label} or {after.label}"
        raise UsageError(f"{text!r} does not say of which year", hint=hint)
    return this


def span(since: dt.date, until: dt.date) -> Period:
    """Return the period from `since` to `until`, both included."""
    if until < since:
        message = f"a period cannot end on {show_day(until)} when it starts on {show_day(since)}"
        raise UsageError(message, hint="give the earlier day first")
    label = " to ".join(show_day(day).partition(" ")[2] for day in (since, until))
    return Period(label, since, until)


# What the profile and objectives may say


def require_period(text: str) -> None:
    """Raise UsageError for what is no year, half or quarter as a file has it."""
    if not re.fullmatch("[0-9]{4}(-(Q[1-4]|H[12]))?", text):
        raise UsageError(f"{text!r} is no year, half or quarter", hint="use 2026, 2026-H1, 2026-Q4")
    if not FIRST_DAY.year <= int(text[:4]) <= LAST_DAY.year:
        raise outside(repr(text))


def parse_month_day(text: str) -> dt.date:
    """Return the day of a leap year that MM-DD means; UsageError for what no year has."""
    found = re.fullmatch(_MONTH_DAY, text)
    day = real_day(_LEAP_YEAR, int(found[1]), int(found[2])) if found else None
    if day is None:
        raise UsageError(f"{text!r} is not a day of the year", hint="write MM-DD, as in 04-01")
    return day


def require_even(months: int) -> None:
    """Raise UsageError for a number of months that does not divide a year evenly."""
    if months not in _EVEN_PARTS:
        hint = "use 1, 2, 3, 4, 6 or 12"
        raise UsageError(f"{months} months do not divide a year evenly", hint=hint)


def _cycle(today: dt.date, starts: str | None, months: int | None) -> Period:
    if starts is None or months is None:
        raise UsageError("the profile does not say when the review cycle runs", hint=_SET_BOTH)
    try:
        day = parse_month_day(starts)
        require_even(months)
    except UsageError as error:
        message = f"the profile's review cycle can't be told: {error.message}"
        raise UsageError(message, hint=f"{error.hint}; {_SET_BOTH}") from None
    bounds = [
        add_months(start, offset)
        for year in (today.year - 1, today.year, today.year + 1)
        # Of 29 February, the month's last day.
        if (start := real_day(year, day.month, day.day) or real_day(year, day.month, day.day - 1))
        for offset in range(0, 12, months)
    ]
    earlier = [day for day in bounds if day <= today]
    later = [day for day in bounds if day > today]
    if not earlier or not later:
        raise outside(f"the review cycle around {show_day(today)}")
    return span(earlier[-1], later[0] - ONE_DAY)
