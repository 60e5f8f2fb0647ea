from __future__ import annotations

from typing import Any

import pytest

from devjournal.views.progress.months import months_until, period_of
from devjournal.views.progress.rhythm import Rhythm, build_rhythms, expected_days
from tests.builders import TODAY, bound, day, held, journal_of, meeting, person

MONTHS = months_until(TODAY, 6)


def rhythm(*records: Any, reader: str = "self", **fields: Any) -> Rhythm | None:
    """Return the rhythm with Priya in the last six months."""
    journal = journal_of(person(), bound(**{"cadence": "monthly", **fields}), *records)
    found = build_rhythms(journal.for_reader(reader, TODAY), MONTHS, period_of(MONTHS, TODAY))
    return found[0] if found else None


def expected(*records: Any, **fields: Any) -> list[str]:
    """Return the days on which meetings were expected."""
    journal = journal_of(person(), bound(**{"cadence": "monthly", **fields}), *records)
    days = expected_days(journal, journal.relationships[0], TODAY)
    return [f"{one:%m-%d}" for one in days]


SUMMER = (held("m-1", "06-10 15:00"), held("m-2", "07-15 15:00"), held("m-3", "10-08 15:00"))


def test_p096_meetings_held_stand_beside_those_expected() -> None:
    """Month by month, from the first one held on."""
    found = rhythm(*SUMMER, meeting("m-4", "09-10 15:00", state="missed"))
    assert found
    assert (3, 5, 1) == (found.held, found.expected, found.failed)
    assert [(0, 0), (1, 1), (1, 1), (0, 1), (0, 1), (1, 1)] == [
        (one.held, one.expected) for one in found.months
    ]


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        ("weekly", ["09-24", "10-01", "10-08"]),
        ("fortnightly", ["09-24", "10-08"]),
        ("monthly", ["09-24"]),
        ("quarterly", ["09-24"]),
    ],
)
def test_each_cadence_has_its_steps(cadence: str, days: list[str]) -> None:
    """From the first meeting to today."""
    assert days == expected(held("m-1", "09-24 15:00"), cadence=cadence)


def test_a_month_on_from_its_last_day_is_a_months_last() -> None:
    """The day of the first meeting is kept, as far as a month has it."""
    assert ["08-31", "09-30"] == expected(held("m-1", "08-31 15:00"))


def test_what_has_just_begun_has_failed_nothing() -> None:
    """Until the first meeting one is expected a step after the start, and not on its day."""
    assert [] == expected(start=TODAY)
    assert ["10-03"] == expected(start=day("09-03"))
    assert [] == expected(state="asked", start=day("09-03"))


@pytest.mark.parametrize(
    "ends",
    [
        {"meetings_agreed": 2},
        {"end": day("07-20")},
        {"state": "closed", "closed_on": day("07-20")},
    ],
)
def test_nothing_is_expected_after_the_end(ends: dict[str, Any]) -> None:
    """Not after the meetings agreed on, nor the day agreed on, nor the day it closed."""
    assert ["06-10", "07-10"] == expected(*SUMMER[:2], **ends)


def test_a_pause_is_no_failure() -> None:
    """No day says when it began: nothing is expected after the last meeting."""
    assert ["06-10", "07-10"] == expected(*SUMMER[:2], state="paused")


def test_a_reader_who_is_not_told_the_end_counts_to_the_last_meeting() -> None:
    """They do not see that it closed, and are told no failure that was none."""
    closed = {"state": "closed", "closed_on": day("07-20")}
    found = rhythm(*SUMMER[:2], reader="priya-mentor", **closed)
    assert found
    assert (2, 2) == (found.held, found.expected)


def test_without_a_rhythm_meetings_are_counted_alone() -> None:
    """There is no denominator to be made up."""
    found = rhythm(*SUMMER, cadence=None)
    assert found
    assert (3, None) == (found.held, found.expected)


def test_who_did_not_meet_is_not_listed() -> None:
    """A candidate expects nothing."""
    assert None is rhythm(state="candidate")
