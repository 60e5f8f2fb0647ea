from __future__ import annotations

import datetime as dt

import pytest

from devjournal.changes.rhythm import next_day, usual_time
from tests.builders import TODAY, bound, day, held, journal_of, meeting, person, profile

MET = held("priya-mentor-001", "09-17 15:00")


def test_the_planned_meeting_is_the_next() -> None:
    """The next meeting is the one that is planned, whatever the rhythm says."""
    journal = journal_of(bound(cadence="weekly"), MET, meeting("priya-mentor-002", "10-29 15:00"))
    assert day("10-29") == next_day(journal, "priya-mentor", TODAY)


def test_a_meeting_that_waits_to_be_logged_is_not_the_next() -> None:
    """A planned day that has passed is no day for a promise."""
    journal = journal_of(
        meeting("priya-mentor-001", "10-01 15:00"),
        meeting("priya-mentor-002", "10-29 15:00"),
        bound(),
    )
    assert day("10-29") == next_day(journal, "priya-mentor", TODAY)
    alone = journal_of(bound(), meeting("priya-mentor-001", "10-01 15:00"))
    assert next_day(alone, "priya-mentor", TODAY) is None


def test_a_meeting_of_today_still_is_the_next() -> None:
    """Its day has not passed."""
    journal = journal_of(bound(), meeting("priya-mentor-001", "10-14 08:00"))
    assert TODAY == next_day(journal, "priya-mentor", TODAY)


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        ("monthly", "10-17"),
        ("quarterly", "12-17"),
        ("fortnightly", "10-14"),
        ("weekly", "10-14"),
    ],
)
def test_the_rhythm_expects_the_next(cadence: str, expected: str) -> None:
    """Without a plan, it is a month on from the last; a day that has passed counts as today."""
    journal = journal_of(bound(cadence=cadence), MET)
    assert day(expected) == next_day(journal, "priya-mentor", TODAY)


def test_nothing_known_expects_nothing() -> None:
    """Without a meeting or without a rhythm there is no next day."""
    assert next_day(journal_of(bound(cadence="monthly")), "priya-mentor", TODAY) is None
    assert next_day(journal_of(bound(), MET), "priya-mentor", TODAY) is None


def test_the_usual_time_is_the_agreed_one() -> None:
    """The agreed time, else the last meeting's in the profile's zone, else none."""
    dublin = profile(timezone="Europe/Dublin")
    assert dt.time(9, 30) == usual_time(journal_of(bound(time=dt.time(9, 30)), MET), "priya-mentor")
    assert dt.time(16) == usual_time(journal_of(dublin, bound(), MET), "priya-mentor")
    assert usual_time(journal_of(person(), bound()), "priya-mentor") is None
