"""Which meeting a log is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from devjournal.changes.meetings import Question, Taken, choose
from devjournal.errors import UsageError
from tests.builders import bound, day, held, journal_of, meeting, moment, person, profile

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.journal.stored import Stored


NOON = moment("10-15 12:00")
PRIYA = (person(), bound(), bound("priya-sponsor", kind="sponsor"))
BOTH = ["priya-mentor", "priya-sponsor"]


def chosen(*meetings: Stored[Any], now: dt.datetime = NOON, **told: Any) -> Taken | Question:
    """Return which meeting with Priya a log is about."""
    return choose(journal_of(*PRIYA, *meetings), BOTH, now, **told)


def taken(*meetings: Stored[Any], now: dt.datetime = NOON, **told: Any) -> Taken:
    """Return the meeting that was taken without a question."""
    found = chosen(*meetings, now=now, **told)
    assert isinstance(found, Taken), found
    return found


def asked(*meetings: Stored[Any], now: dt.datetime = NOON, **told: Any) -> Question:
    """Return the question that is asked instead of taking one."""
    found = chosen(*meetings, now=now, **told)
    assert isinstance(found, Question), found
    return found


def ways(question: Question) -> list[tuple[str, str | None]]:
    """Return how each option takes which meeting."""
    return [(one.how, one.meeting.id if one.meeting else None) for _, one in question.options]


TODAYS = meeting("priya-mentor-002", "10-15 15:00")
LAST = held("priya-mentor-001", "09-17 15:00")


# Due


@pytest.mark.parametrize("clock", ["00:00", "14:59", "16:30"])
def test_a_planned_meeting_is_due_once_its_day_has_begun(clock: str) -> None:
    """From midnight on, whatever its hour."""
    found = taken(TODAYS, now=moment(f"10-15 {clock}"))
    assert ("due", TODAYS, None) == (found.how, found.meeting, found.at)


def test_the_day_begins_in_the_profiles_zone() -> None:
    """At 14:30 in Dublin on the 14th it is the 15th in Auckland, and the meeting is due."""
    auckland = profile(timezone="Pacific/Auckland")
    journal = journal_of(*PRIYA, auckland, meeting("priya-mentor-002", "10-14 22:00"))
    now = moment("10-14 13:30").astimezone(ZoneInfo("Pacific/Auckland"))
    found = choose(journal, BOTH, now)
    assert isinstance(found, Taken)
    assert "due" == found.how


def test_the_latest_due_one_is_taken_and_the_others_are_named() -> None:
    """Of three that wait, the latest is meant, and two are named as waiting."""
    first, second = (
        meeting("priya-mentor-003", "09-01 15:00"),
        meeting("priya-mentor-001", "09-17 15:00"),
    )
    found = taken(TODAYS, first, second)
    assert TODAYS == found.meeting
    assert (first, second) == found.waiting


def test_meetings_of_others_are_no_part_of_it() -> None:
    """Only those of the relationships that were named are looked at."""
    other = meeting("zoe-coach-001", "10-15 15:00", "zoe-coach")
    assert [("extra", None)] == ways(asked(other))


# A question


def test_with_a_later_one_logged_already_it_asks() -> None:
    """A meeting that was skipped is offered, as are adding to the last and an extra one."""
    skipped = meeting("priya-mentor-002", "10-01 15:00")
    later = held("priya-mentor-003", "10-10 15:00")
    question = asked(skipped, later)
    assert "a later meeting is logged already" == question.words
    assert [
        ("due", "priya-mentor-002"),
        ("again", "priya-mentor-003"),
        ("extra", None),
    ] == ways(question)


def test_with_none_due_it_asks() -> None:
    """The next one held early, adding to the last, or an extra one."""
    coming, later = (
        meeting("priya-mentor-002", "10-22 15:00"),
        meeting("priya-mentor-003", "11-19 15:00"),
    )
    question = asked(LAST, coming, later)
    assert "no meeting is due" == question.words
    assert [
        ("early", "priya-mentor-002"),
        ("again", "priya-mentor-001"),
        ("extra", None),
    ] == ways(question)


def test_the_options_say_what_they_are() -> None:
    """Somebody who reads them knows which meeting each is."""
    question = asked(LAST, meeting("priya-mentor-002", "10-22 15:00"))
    assert [
        "priya-mentor-002, planned for Thu 22 Oct, held early",
        "add to priya-mentor-001 of Thu 17 Sep",
        "an extra meeting, today",
    ] == [words for words, _ in question.options]


def test_the_last_of_any_relationship_is_added_to() -> None:
    """The latest meeting that was held, as mentor or as sponsor."""
    sponsors = held("priya-sponsor-001", "10-10 15:00", "priya-sponsor")
    assert [("again", "priya-sponsor-001"), ("extra", None)] == ways(asked(LAST, sponsors))


# Extra


def test_an_extra_one_is_now_with_the_first_relationship() -> None:
    """`--extra` asks nothing, though another meeting is due."""
    found = taken(TODAYS, extra=True, now=moment("10-15 12:34:56"))
    assert ("extra", "priya-mentor", None) == (found.how, found.relationship, found.meeting)
    assert moment("10-15 12:34") == found.at


def test_an_extra_one_on_a_day_is_at_the_usual_time() -> None:
    """The agreed or last time of day, else noon."""
    assert moment("10-10 15:00") == taken(LAST, extra=True, on=day("10-10")).at
    assert moment("10-10 12:00") == taken(extra=True, on=day("10-10")).at


# On a day


@pytest.mark.parametrize(
    ("there", "how"),
    [
        (meeting("priya-mentor-001", "10-10 15:00"), "due"),
        (held("priya-mentor-001", "10-10 15:00"), "again"),
        (meeting("priya-mentor-001", "10-10 15:00", state="missed"), "due"),
        (meeting("priya-mentor-001", "10-10 15:00", state="cancelled"), "due"),
    ],
    ids=["planned", "held", "missed", "cancelled"],
)
def test_on_a_day_that_days_is_taken(there: Stored[Any], how: str) -> None:
    """Whatever became of it; one that was held is added to."""
    found = taken(TODAYS, there, on=day("10-10"))
    assert (how, there, None) == (found.how, found.meeting, found.at)


def test_what_was_called_off_does_not_stand_in_the_way() -> None:
    """On a day with a cancelled and a planned meeting the planned one is meant."""
    cancelled = meeting("priya-mentor-001", "10-15 10:00", state="cancelled")
    assert TODAYS == taken(cancelled, TODAYS, on=day("10-15")).meeting


@pytest.mark.parametrize("planned", ["10-05 15:00", "10-13 09:00", "10-19 23:00"])
def test_one_planned_within_a_week_is_offered_as_moved(planned: str) -> None:
    """It moves to that day at its own time, or the meeting is an extra one."""
    question = asked(meeting("priya-mentor-002", planned), on=day("10-12"))
    assert [("moved", "priya-mentor-002"), ("extra", None)] == ways(question)
    at = question.options[0][1].at
    assert at is not None
    assert (day("10-12"), moment(planned).time()) == (at.date(), at.time())


def test_the_nearest_planned_one_is_offered() -> None:
    """Of two within a week, the nearer."""
    near, far = (
        meeting("priya-mentor-003", "10-13 15:00"),
        meeting("priya-mentor-002", "10-06 15:00"),
    )
    assert ("moved", "priya-mentor-003") == ways(asked(near, far, on=day("10-12")))[0]


def test_moved_says_it_without_a_question() -> None:
    """The flag is the answer."""
    found = taken(meeting("priya-mentor-002", "10-13 15:00"), on=day("10-12"), moved=True)
    assert ("moved", moment("10-12 15:00")) == (found.how, found.at)


def test_moved_needs_a_planned_one_near() -> None:
    """Without any within a week nothing is made up."""
    with pytest.raises(UsageError, match="within 7 days of 2026-10-12"):
        chosen(meeting("priya-mentor-002", "10-20 15:00"), on=day("10-12"), moved=True)
