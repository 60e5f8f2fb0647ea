"""Months on and the four rhythms."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.dates import Cadence, add_months, next_on_rhythm
from devjournal.errors import UsageError


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-10-14", 0, "2026-10-14"),
        ("2026-10-14", 27, "2029-01-14"),
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


@pytest.mark.parametrize("months", [1, -200_000, 10**30])
def test_months_beyond_the_calendar_are_refused(months: int) -> None:
    """There is no year 10000, nor a year 0."""
    with pytest.raises(UsageError, match="outside the calendar"):
        add_months(dt.date(9999, 12, 1), months)


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
    """Weeks count days, months count months."""
    assert expected == next_on_rhythm(dt.date(2026, 10, 31), cadence).isoformat()


@pytest.mark.parametrize("cadence", ["weekly", "fortnightly", "monthly", "quarterly"])
def test_a_rhythm_beyond_the_calendar_is_refused(cadence: Cadence) -> None:
    """A day in a far year may stand in a file that came from elsewhere."""
    with pytest.raises(UsageError, match="outside the calendar"):
        next_on_rhythm(dt.date.max, cadence)
