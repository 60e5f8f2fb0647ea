"""What people write for periods, and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.dates import Period
from devjournal.dates.periods import parse_period, span
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

WEDNESDAY = dt.date(2026, 10, 14)


def period(text: str, **cycle: Any) -> tuple[str, str, str]:
    """Return what a text means: the label, and the first and last day."""
    label, first, last = parse_period(text, WEDNESDAY, **cycle)
    return label, first.isoformat(), last.isoformat()


def refused(parse: Callable[..., Any], *arguments: Any, **options: Any) -> UsageError:
    """Return the error that a text is refused with."""
    with pytest.raises(UsageError) as caught:
        parse(*arguments, **options)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-Q4", ("2026-Q4", "2026-10-01", "2026-12-31")),
        ("2026-q1", ("2026-Q1", "2026-01-01", "2026-03-31")),
        ("2026-H1", ("2026-H1", "2026-01-01", "2026-06-30")),
        ("2026-h2", ("2026-H2", "2026-07-01", "2026-12-31")),
        (" 2026 ", ("2026", "2026-01-01", "2026-12-31")),
        ("2999", ("2999", "2999-01-01", "2999-12-31")),
        ("this-quarter", ("2026-Q4", "2026-10-01", "2026-12-31")),
        ("Last-Quarter", ("2026-Q3", "2026-07-01", "2026-09-30")),
        ("last half", ("2026-H1", "2026-01-01", "2026-06-30")),
        ("last year", ("2025", "2025-01-01", "2025-12-31")),
        ("Q4", ("2026-Q4", "2026-10-01", "2026-12-31")),
        ("h1", ("2026-H1", "2026-01-01", "2026-06-30")),
        *((text, ("2025-Q4", "2025-10-01", "2025-12-31")) for text in ("q4 2025", "2025 Q4")),
        *(
            (text, ("Sep 2026", "2026-09-01", "2026-09-30"))
            for text in ("september", "Sept", "sep-2026", "2026 september", "2026-09", "last month")
        ),
        ("this-month", ("Oct 2026", "2026-10-01", "2026-10-31")),
        ("november", ("Nov 2025", "2025-11-01", "2025-11-30")),
        ("feb 2028", ("Feb 2028", "2028-02-01", "2028-02-29")),
        ("this year", ("2026", "2026-01-01", "2026-12-31")),
    ],
)
def test_a_period_is_named(text: str, expected: tuple[str, str, str]) -> None:
    """Both its ends belong to it, and its label is what it is called."""
    assert expected == period(text)


def test_the_quarter_before_the_first_is_last_years() -> None:
    """In January, last quarter is the fourth of the year before."""
    expected = Period("2025-Q4", dt.date(2025, 10, 1), dt.date(2025, 12, 31))
    assert expected == parse_period("last-quarter", dt.date(2026, 1, 31))


def test_a_quarter_alone_is_of_this_year_or_the_last() -> None:
    """The latest that has begun; where it is to come, this year's, unless that is over."""
    new_year = dt.date(2027, 2, 1)
    assert "2026-Q4" == parse_period("Q4", new_year).label
    assert "2027-Q4" == parse_period("Q4", new_year, look="forward").label
    error = refused(parse_period, "Q1", WEDNESDAY, look="forward")
    assert "use 2026-Q1 or 2027-Q1" == error.hint


@pytest.mark.parametrize(
    ("starts", "months", "expected"),
    [
        ("04-01", 12, ("1 Apr 2026 to 31 Mar 2027", "2026-04-01", "2027-03-31")),
        ("10-14", 12, ("14 Oct 2026 to 13 Oct 2027", "2026-10-14", "2027-10-13")),
        ("10-15", 12, ("15 Oct 2025 to 14 Oct 2026", "2025-10-15", "2026-10-14")),
        ("04-01", 6, ("1 Oct 2026 to 31 Mar 2027", "2026-10-01", "2027-03-31")),
        ("01-31", 1, ("30 Sep 2026 to 30 Oct 2026", "2026-09-30", "2026-10-30")),
        ("02-29", 12, ("28 Feb 2026 to 27 Feb 2027", "2026-02-28", "2027-02-27")),
    ],
)
def test_the_cycle_is_the_one_that_today_is_in(
    starts: str, months: int, expected: tuple[str, str, str]
) -> None:
    """It begins on the profile's day, and has no other name than its days."""
    assert expected == period("cycle", starts=starts, months=months)


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)),
    st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    st.sampled_from([1, 2, 3, 4, 6, 12]),
)
def test_cycles_follow_each_other_without_a_gap(
    today: dt.date, start: dt.date, months: int
) -> None:
    """Today is in its cycle, and the day after the cycle is the first of the next."""
    starts = f"{start:%m-%d}"
    here = parse_period("cycle", today, starts=starts, months=months)
    after = here.last + dt.timedelta(days=1)
    assert today in here
    assert after == parse_period("cycle", after, starts=starts, months=months).first


@pytest.mark.parametrize(
    ("starts", "months", "named"),
    [
        (None, 12, "review_starts"),
        ("04-01", None, "review_months"),
        ("04-01", 5, "1, 2, 3, 4, 6 or 12"),
        ("04-01", 0, "1, 2, 3, 4, 6 or 12"),
        ("02-30", 12, "04-01"),
        ("1 April", 12, "04-01"),
    ],
)
def test_a_cycle_that_the_profile_leaves_open_says_what_would_do(
    starts: str | None, months: int | None, named: str
) -> None:
    """The hint names the field, or the values that it may have."""
    assert named in str(refused(period, "cycle", starts=starts, months=months).hint)


@pytest.mark.parametrize(
    "text",
    ["2026-Q5", "2026-H3", "26", "Q5", "9999", "2026-13", "0000", "0000-Q1", "next-quarter", ""],
)
def test_what_is_no_period_is_refused_with_what_would_do(text: str) -> None:
    """The message names the text."""
    assert repr(text) in refused(period, text).message


def test_a_span_is_a_period() -> None:
    """From one day to another, both included; it can't end before it starts."""
    found = span(dt.date(2026, 3, 1), WEDNESDAY)
    assert ("1 Mar 2026 to 14 Oct 2026", dt.date(2026, 3, 1), WEDNESDAY) == found
    assert WEDNESDAY in span(WEDNESDAY, WEDNESDAY)
    error = refused(span, WEDNESDAY, dt.date(2026, 3, 1))
    assert "Sun 1 Mar 2026 when it starts on Wed 14 Oct 2026" in error.message
