"""Words for days and moments."""

from __future__ import annotations

import datetime as dt

import pytest

from devjournal.dates import in_days, late, short_day, short_moment, show_day, show_moment

WEDNESDAY = dt.date(2026, 10, 14)
THURSDAY = dt.datetime(2026, 10, 15, 15, 5, tzinfo=dt.UTC)


def test_a_day_is_shown_with_its_weekday_and_year() -> None:
    """With or without today."""
    assert "Thu 19 Nov 2026" == show_day(dt.date(2026, 11, 19))
    assert "Thu 19 Nov 2026" == show_day(dt.date(2026, 11, 19), WEDNESDAY)
    assert "Sun 1 Feb 2026" == show_day(dt.date(2026, 2, 1))


def test_a_short_day_has_its_year_only_when_it_is_another() -> None:
    """This year goes without saying."""
    assert "Thu 19 Nov" == short_day(dt.date(2026, 11, 19), WEDNESDAY)
    assert "Fri 1 Jan 2027" == short_day(dt.date(2027, 1, 1), WEDNESDAY)
    assert "Wed 31 Dec 2025" == short_day(dt.date(2025, 12, 31), WEDNESDAY)


def test_a_moment_is_shown_by_its_own_clock() -> None:
    """In full, and in short."""
    assert "Thu 15 Oct 2026 15:05" == show_moment(THURSDAY, WEDNESDAY)
    assert "Thu 15 Oct 15:05" == short_moment(THURSDAY, WEDNESDAY)
    assert "Thu 15 Oct 2026 15:05" == short_moment(THURSDAY, dt.date(2027, 1, 1))


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


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2026, 11, 18), "in 35 days"),
        (dt.date(2026, 10, 16), "in 2 days"),
        (dt.date(2026, 10, 15), "tomorrow"),
        (dt.date(2026, 10, 14), "today"),
        (dt.date(2026, 10, 13), "yesterday"),
        (dt.date(2026, 10, 12), "2 days ago"),
        (dt.date.min, "739902 days ago"),
    ],
)
def test_how_far_off_a_day_is(day: dt.date, expected: str) -> None:
    """The days beside today have names."""
    assert expected == in_days(day, WEDNESDAY)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2026, 10, 10), "4 days late"),
        (dt.date(2026, 10, 13), "1 day late"),
        (dt.date(2026, 10, 14), ""),
        (dt.date(2026, 10, 15), ""),
    ],
)
def test_a_day_is_late_only_from_the_day_after(day: dt.date, expected: str) -> None:
    """What is due today is not late, all day long."""
    assert expected == late(day, WEDNESDAY)
