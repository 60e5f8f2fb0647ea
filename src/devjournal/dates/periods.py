"""Periods: `2026`, `2026-H1`, `2026-Q4`, `last-quarter`, `this-quarter`, `cycle`, a span."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from devjournal.dates.calendar import (
    ONE_DAY,
    add_months,
    outside,
    quarter_end,
    real_day,
    show_day,
)
from devjournal.dates.days import Form, forms_in_words
from devjournal.errors import UsageError

PERIOD_FORMS: tuple[Form, ...] = (
    Form("2026-Q4", "a quarter"),
    Form("2026-H1", "a half"),
    Form("2026", "a year"),
    Form("last-quarter", "the quarter before this one"),
    Form("this-quarter", "the quarter that today is in"),
    Form("cycle", "your review cycle, by review_starts and review_months of the profile"),
)

_PART_OF_YEAR = "([0-9]{4})(?:-(q[1-4]|h[12]))?"
_MONTH_DAY = "([0-9]{2})-([0-9]{2})"
_MONTHS_IN = {"q": 3, "h": 6}
_EVEN_PARTS = (1, 2, 3, 4, 6, 12)
_LEAP_YEAR = 2024


class Period(NamedTuple):
    """A run of days, `first` and `last` included; `label` is what people call it."""

    label: str
    first: dt.date
    last: dt.date

    def __contains__(self, day: object) -> bool:
        """Tell whether a day lies in the period."""
        return isinstance(day, dt.date) and self.first <= day <= self.last


def parse_period(
    text: str, today: dt.date, *, starts: str | None = None, months: int | None = None
) -> Period:
    """Return the period that `text` names, whatever its case.

    `starts` (MM-DD) and `months` are the profile's `review_starts` and `review_months`,
    for `cycle`: the review cycle that today is in. Raises UsageError for any other text.
    """
    word = text.strip().lower()
    if word == "this-quarter":
        return _quarter(quarter_end(today))
    if word == "last-quarter":
        return _quarter(add_months(quarter_end(today), -3))
    if word == "cycle":
        return _cycle(today, starts, months)
    found = re.fullmatch(_PART_OF_YEAR, word)
    if found is None:
        raise UsageError(f"{text!r} is not a period", hint=forms_in_words(PERIOD_FORMS))
    return _part_of_year(word.upper(), int(found[1]), found[2])


def span(since: dt.date, until: dt.date) -> Period:
    """Return the period from `since` to `until`, both included."""
    if until < since:
        raise UsageError(
            f"a period cannot end on {until} when it starts on {since}",
            hint="give the earlier day first",
        )
    return Period(label=f"{_plain(since)} to {_plain(until)}", first=since, last=until)


def _plain(day: dt.date) -> str:
    return show_day(day).partition(" ")[2]


def _quarter(end: dt.date) -> Period:
    number = end.month // 3
    return _part_of_year(f"{end.year:04}-Q{number}", end.year, f"q{number}")


def _part_of_year(label: str, year: int, part: str | None) -> Period:
    start = real_day(year, 1, 1)
    if start is None:
        raise outside(repr(label))
    length = _MONTHS_IN[part[0]] if part else 12
    first = add_months(start, length * (int(part[1]) - 1)) if part else start
    last = quarter_end(add_months(first, length - 1))
    return Period(label=label, first=first, last=last)


def _cycle(today: dt.date, starts: str | None, months: int | None) -> Period:
    if starts is None or months is None:
        raise UsageError(
            "the profile does not say when the review cycle runs",
            hint="set both: devjournal set me review_starts=01-01 review_months=12",
        )
    if months not in _EVEN_PARTS:
        raise UsageError(
            f"review_months is {months}, which does not divide a year evenly",
            hint="set it to 1, 2, 3, 4, 6 or 12",
        )
    month, number = _month_and_day(starts)
    bounds = [
        add_months(start, offset)
        for year in (today.year - 1, today.year, today.year + 1)
        if (start := _start_in(year, month, number))
        for offset in range(0, 12, months)
    ]
    earlier = [day for day in bounds if day <= today]
    later = [day for day in bounds if day > today]
    if not earlier or not later:
        raise outside(f"the review cycle around {today}")
    return span(earlier[-1], later[0] - ONE_DAY)


def _month_and_day(starts: str) -> tuple[int, int]:
    found = re.fullmatch(_MONTH_DAY, starts)
    day = real_day(_LEAP_YEAR, int(found[1]), int(found[2])) if found else None
    if day is None:
        raise UsageError(
            f"review_starts is {starts!r}, which is not a day of the year",
            hint="set it as MM-DD, as in 04-01",
        )
    return day.month, day.day


def _start_in(year: int, month: int, number: int) -> dt.date | None:
    """Return that day of a year; of 29 February, the month's last day."""
    return real_day(year, month, number) or real_day(year, month, number - 1)
