"""Periods by their names, the review cycle, and spans."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.dates import Period
from devjournal.dates.grammar import parse_period, span
from devjournal.errors import UsageError

WEDNESDAY = dt.date(2026, 10, 14)


def ends(period: Period) -> tuple[str, str]:
    """Return a period's first and last day as ISO days."""
    return period.first.isoformat(), period.last.isoformat()


@pytest.mark.parametrize(
    ("text", "label", "first", "last"),
    [
        ("2026-Q4", "2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-q1", "2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-H1", "2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-h2", "2026-H2", "2026-07-01", "2026-12-31"),
        (" 2026 ", "2026", "2026-01-01", "2026-12-31"),
        ("9999", "9999", "9999-01-01", "9999-12-31"),
        ("this-quarter", "2026-Q4", "2026-10-01", "2026-12-31"),
        ("Last-Quarter", "2026-Q3", "2026-07-01", "2026-09-30"),
    ],
)
def test_a_period_is_named(text: str, label: str, first: str, last: str) -> None:
    """Both its ends belong to it, and its label is what it is called."""
    period = parse_period(text, WEDNESDAY)
    assert label == period.label
    assert (first, last) == ends(period)


def test_the_quarter_before_the_first_is_last_years() -> None:
    """In January, last quarter is the fourth of the year before."""
    period = parse_period("last-quarter", dt.date(2026, 1, 31))
    assert "2025-Q4" == period.label
    assert ("2025-10-01", "2025-12-31") == ends(period)


def test_a_period_holds_its_first_and_last_day() -> None:
    """And not the days beside them."""
    period = parse_period("2026-Q4", WEDNESDAY)
    days = [dt.date(2026, 9, 30), dt.date(2026, 10, 1), dt.date(2026, 12, 31), dt.date(2027, 1, 1)]
    assert [False, True, True, False] == [day in period for day in days]


@pytest.mark.parametrize(
    ("starts", "months", "first", "last"),
    [
        ("04-01", 12, "2026-04-01", "2027-03-31"),
        ("10-14", 12, "2026-10-14", "2027-10-13"),
        ("10-15", 12, "2025-10-15", "2026-10-14"),
        ("04-01", 6, "2026-10-01", "2027-03-31"),
        ("01-31", 1, "2026-09-30", "2026-10-30"),
        ("02-29", 12, "2026-02-28", "2027-02-27"),
    ],
)
def test_the_cycle_is_the_one_that_today_is_in(
    starts: str, months: int, first: str, last: str
) -> None:
    """It begins on the profile's day and is followed at once by the next."""
    period = parse_period("cycle", WEDNESDAY, starts=starts, months=months)
    assert (first, last) == ends(period)


def test_the_cycle_is_labelled_by_its_days() -> None:
    """It has no other name."""
    period = parse_period("cycle", WEDNESDAY, starts="04-01", months=12)
    assert "1 Apr 2026 to 31 Mar 2027" == period.label


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
    with pytest.raises(UsageError) as caught:
        parse_period("cycle", WEDNESDAY, starts=starts, months=months)
    assert named in str(caught.value.hint)


@pytest.mark.parametrize(
    "text", ["2026-Q5", "2026-H3", "26", "Q4", "2026-10", "0000", "0000-Q1", "next-quarter", ""]
)
def test_what_is_no_period_is_refused_with_what_would_do(text: str) -> None:
    """The message names the text."""
    with pytest.raises(UsageError) as caught:
        parse_period(text, WEDNESDAY)
    assert repr(text) in caught.value.message
    assert caught.value.hint


def test_a_span_is_a_period() -> None:
    """From one day to another, both included; one day is a span too."""
    period = span(dt.date(2026, 3, 1), dt.date(2026, 10, 14))
    assert "1 Mar 2026 to 14 Oct 2026" == period.label
    assert ("2026-03-01", "2026-10-14") == ends(period)
    assert WEDNESDAY in span(WEDNESDAY, WEDNESDAY)


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    """Both days are named."""
    with pytest.raises(UsageError, match="2026-03-01 when it starts on 2026-10-14"):
        span(dt.date(2026, 10, 14), dt.date(2026, 3, 1))


names = st.sampled_from(["cycle", "last-quarter", "this-quarter", "0001", "9999-H2"])


@given(
    st.text() | names,
    st.dates() | st.sampled_from([dt.date.min, dt.date.max]),
    st.none() | st.text() | st.dates().map(lambda day: f"{day:%m-%d}"),
    st.none() | st.integers(0, 13),
)
def test_no_text_raises_anything_but_a_usage_error(
    text: str, today: dt.date, starts: str | None, months: int | None
) -> None:
    """Whatever is typed, and whatever the profile says, on whatever day."""
    outcome: Period | str | None
    try:
        outcome = parse_period(text, today, starts=starts, months=months)
    except UsageError as error:
        outcome = error.hint
    assert outcome
    if isinstance(outcome, Period):
        assert outcome.first <= outcome.last
