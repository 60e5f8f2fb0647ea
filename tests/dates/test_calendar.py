"""Months on, the four rhythms, periods, and words for days and moments."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.dates import (
    Cadence,
    Period,
    add_months,
    days_on_rhythm,
    in_days,
    late,
    number_of_day,
    short_day,
    short_moment,
    show_day,
    show_moment,
)
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

WEDNESDAY = dt.date(2026, 10, 14)
THURSDAY = dt.datetime(2026, 10, 15, 15, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-10-14", 0, "2026-10-14"),
        ("9999-12-31", -12, "9998-12-31"),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last(day: str, months: int, expected: str) -> None:
    """A month on from 31 January is the last of February."""
    assert expected == add_months(dt.date.fromisoformat(day), months).isoformat()


@given(st.dates(dt.date(100, 1, 1), dt.date(9800, 1, 1)), st.integers(-1000, 1000))
def test_months_never_skip_a_month(day: dt.date, months: int) -> None:
    """The month is the one counted to, and the day never later than it was."""
    there = add_months(day, months)
    assert months == (there.year - day.year) * 12 + there.month - day.month
    assert there.day <= day.day
    assert there.day == day.day or (there + dt.timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        ("weekly", "2026-11-07"),
        ("fortnightly", "2026-11-14"),
        ("monthly", "2026-11-30"),
        ("quarterly", "2027-01-31"),
    ],
)
def test_p055_the_next_meeting_follows_the_rhythm(cadence: Cadence, expected: str) -> None:
    """Weeks count days, months count months; after the calendar's end there is none."""
    assert expected == next(days_on_rhythm(dt.date(2026, 10, 31), cadence)).isoformat()
    assert [] == [*days_on_rhythm(dt.date(2999, 12, 31), cadence)]
    assert [] == [*days_on_rhythm(dt.date.max, cadence)]


@pytest.mark.parametrize(
    ("cadence", "weekday", "expected"),
    [
        ("weekly", 3, ["2026-10-22", "2026-10-29", "2026-11-05"]),
        ("monthly", 3, ["2026-11-19", "2026-12-17", "2027-01-21"]),
        ("monthly", 6, ["2026-11-15", "2026-12-20", "2027-01-17"]),
        ("quarterly", 0, ["2027-01-11", "2027-04-12", "2027-07-12"]),
    ],
)
def test_p055_a_rhythm_with_a_usual_weekday_keeps_to_it(
    cadence: Cadence, weekday: int, expected: list[str]
) -> None:
    """Weeks on, it is the nearest such day; months on, the one of the same number: the third."""
    steps = days_on_rhythm(dt.date(2026, 10, 15), cadence, weekday)
    assert expected == [next(steps).isoformat() for _ in expected]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2026-01-31", "2026-02-28"], "2026-03-31"),
        (["2026-01-30", "2026-02-28"], "2026-03-30"),
        (["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"], "2026-05-31"),
        (["2026-01-15", "2026-02-28"], "2026-03-28"),
        (["2026-01-31", "2026-02-27"], "2026-03-27"),
    ],
)
def test_p055_a_rhythm_that_began_on_the_31st_stays_there(days: list[str], expected: str) -> None:
    """A short month moves one meeting to its last day, and not those after it."""
    met = [*map(dt.date.fromisoformat, days)]
    step = next(days_on_rhythm(met[-1], "monthly", number=number_of_day(met)))
    assert expected == step.isoformat()


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2026-07-31", "07-31 08-28 09-25 10-30 11-27 12-25 01-29"),
        ("2026-07-24", "07-24 08-28 09-25 10-23 11-27 12-25 01-22"),
        ("2026-07-01", "07-01 08-07 09-04 10-02 11-06 12-04 01-01"),
    ],
)
def test_a_monthly_weekday_does_not_slide_through_the_month(first: str, expected: str) -> None:
    """Whoever meets on each day that is offered stays on the last, fourth or first Friday."""
    met = [dt.date.fromisoformat(first)]
    for _ in range(6):
        number = number_of_day(met, 4)
        met.append(next(days_on_rhythm(met[-1], "monthly", 4, number=number)))
    assert expected == " ".join(f"{day:%m-%d}" for day in met)


@pytest.mark.parametrize("months", [1, -200_000, 10**30])
def test_months_beyond_the_calendar_are_refused(months: int) -> None:
    """There is no year 10000, nor a year 0."""
    with pytest.raises(UsageError, match="outside the calendar"):
        add_months(dt.date(9999, 12, 1), months)


def test_a_period_holds_its_first_and_last_day() -> None:
    """And not the days beside them."""
    period = Period("2026-Q4", dt.date(2026, 10, 1), dt.date(2026, 12, 31))
    days = [dt.date(2026, 9, 30), dt.date(2026, 10, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    assert [False, True, True, False] == [day in period for day in days]


@pytest.mark.parametrize(
    ("show", "day", "expected"),
    [
        (show_day, dt.date(2026, 11, 19), "Thu 19 Nov 2026"),
        (show_day, dt.date(2026, 2, 1), "Sun 1 Feb 2026"),
        (short_day, dt.date(2026, 11, 19), "Thu 19 Nov"),
        (short_day, dt.date(2027, 1, 1), "Fri 1 Jan 2027"),
        (short_day, dt.date(2025, 12, 31), "Wed 31 Dec 2025"),
        (show_moment, THURSDAY, "Thu 15 Oct 2026 15:05"),
        (short_moment, THURSDAY, "Thu 15 Oct 15:05"),
        (short_moment, THURSDAY.replace(year=2025), "Wed 15 Oct 2025 15:05"),
        (in_days, dt.date(2026, 11, 18), "in 35 days"),
        (in_days, dt.date(2026, 10, 16), "in 2 days"),
        (in_days, dt.date(2026, 10, 15), "tomorrow"),
        (in_days, dt.date(2026, 10, 14), "today"),
        (in_days, dt.date(2026, 10, 13), "yesterday"),
        (in_days, dt.date(2026, 10, 12), "2 days ago"),
        (in_days, dt.date.min, "739902 days ago"),
        (late, dt.date(2026, 10, 10), "4 days late"),
        (late, dt.date(2026, 10, 13), "1 day late"),
        (late, dt.date(2026, 10, 14), ""),  # all day long
        (late, dt.date(2026, 10, 15), ""),
    ],
)
def test_a_day_in_words(show: Callable[..., str], day: Any, expected: str) -> None:
    """Short words leave this year out; days beside today have names, and late is the day after."""
    assert expected == show(day, WEDNESDAY)


class Localised(dt.date):
    """A day on a machine whose locale has other names."""

    def strftime(self, form: str, /) -> str:
        """Give what no test expects."""
        return f"{form} in another language"


def test_names_are_english_whatever_the_locale() -> None:
    """All twelve months and seven weekdays, and the locale is never asked."""
    expected = "Thu 1 Jan, Sun 1 Feb, Sun 1 Mar, Wed 1 Apr, Fri 1 May, Mon 1 Jun, Wed 1 Jul, "
    expected += "Sat 1 Aug, Tue 1 Sep, Thu 1 Oct, Sun 1 Nov, Tue 1 Dec"
    days = [Localised(2026, month, 1) for month in range(1, 13)]
    assert expected == ", ".join(short_day(day, WEDNESDAY) for day in days)
