"""The next meeting, and which one a log is about."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from devjournal.changes.meetings import (
    Question,
    Taken,
    choose,
    next_day,
    plan_next,
    usual_time,
)
from devjournal.errors import UsageError
from devjournal.models.meetings import MomentMove
from tests.builders import (
    TODAY,
    bound,
    changes_of,
    day,
    each,
    held,
    journal_of,
    meeting,
    moment,
    person,
    profile,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

FIRST = "priya-mentor-001"
MET = held(FIRST, "09-17 15:00")
EARLY = MomentMove(was=moment("10-22 15:00"), now=moment("10-14 09:12"))


def planned(*stored: Stored[Any], at: str = "10-22 15:00") -> tuple[str, list[Any]]:
    """Return the id of the next meeting once it is planned, and what that changes."""
    changes = changes_of(*stored)
    id_ = plan_next(changes, "priya-mentor", moment(at))
    return id_, [change.after for change in changes.operation("x").changes]


def test_the_planned_meeting_moves() -> None:
    """Planning the next meeting moves the one that is planned already, and keeps when it was."""
    id_, (record,) = planned(bound(), meeting(FIRST, "10-15 15:00"))
    assert (FIRST, moment("10-22 15:00")) == (id_, record.at)
    (move,) = record.moves
    assert (moment("10-15 15:00"), moment("10-22 15:00")) == each(move, "was now")


def test_planning_it_where_it_stands_changes_nothing() -> None:
    """The same moment, told in another zone, is no move."""
    there = meeting(FIRST, "10-22 15:00")
    zone = dt.timezone(dt.timedelta(hours=2))
    changes = changes_of(bound(), there)
    plan_next(changes, "priya-mentor", moment("10-22 15:00").astimezone(zone))
    assert () == changes.operation("x").changes


def test_p053_p056_a_new_meeting_is_as_long_as_they_are() -> None:
    """Length and channel are those agreed on; one that waits to be logged keeps its day."""
    waiting = meeting(FIRST, "10-14 08:00")
    id_, (record,) = planned(bound(minutes=30, channel="video"), waiting)
    assert ("priya-mentor-002", 30, "video") == (id_, record.minutes, record.channel)


def test_a_length_of_nothing_in_a_file_is_none_of_a_new_meeting() -> None:
    """`check` warns of it; a meeting is as long as one is where nobody said how long."""
    _, (record,) = planned(bound(minutes=0))
    assert record.minutes is None


def test_the_next_meeting_is_to_come() -> None:
    """A moment that has passed is refused with what it was."""
    with pytest.raises(UsageError, match="Wed 14 Oct 2026 08:59 has passed"):
        planned(bound(), at="10-14 08:59")


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ([meeting(FIRST, "10-01 15:00"), meeting("priya-mentor-002", "10-29 15:00")], "10-29"),
        ([meeting(FIRST, "10-01 15:00")], None),
        ([MET, bound(cadence="monthly")], "10-17"),
        ([MET, bound(cadence="quarterly")], "12-17"),
        # What has lapsed is expected on the next such day to come, never today or before.
        ([MET, bound(cadence="fortnightly")], "10-15"),
        ([MET, bound(cadence="weekly")], "10-15"),
        ([MET, bound(cadence="weekly", weekday="tue")], "10-20"),
        ([MET, bound(cadence="monthly", weekday="thu")], "10-15"),
        ([MET, bound(cadence="monthly", weekday="mon")], "11-09"),
        ([MET, bound(cadence="monthly", end=day("10-16"))], None),
        ([MET, bound(cadence="monthly", end=day("10-17"))], "10-17"),
        ([MET, bound(cadence="monthly", state="paused")], None),
        ([MET, bound(cadence="monthly", meetings_agreed=1)], None),
        ([MET], None),
        ([bound(cadence="weekly")], None),
    ],
)
def test_the_day_of_the_next_is_planned_or_expected(
    stored: list[Stored[Any]], expected: str | None
) -> None:
    """A plan that has passed is none; the rhythm counts from the last, and ends with it."""
    journal = journal_of(bound(), *stored)
    assert (day(expected) if expected else None) == next_day(journal, "priya-mentor", TODAY)


@pytest.mark.parametrize(
    ("stored", "time"),
    [
        ([bound(time=dt.time(9, 30)), MET], dt.time(9, 30)),
        ([bound(), MET, profile(timezone="Europe/Dublin")], dt.time(16)),
        ([bound()], None),
        # One held early, and one that nobody planned, were at a time of their own.
        ([bound(), held(FIRST, "10-14 09:12", moves=(EARLY,))], dt.time(15)),
        ([bound(), MET, held("priya-mentor-002", "10-14 09:12", created=TODAY)], dt.time(15)),
        ([bound(), held("priya-mentor-002", "10-14 09:12", created=TODAY)], dt.time(9, 12)),
    ],
)
def test_the_usual_time_is_the_agreed_one(stored: list[Stored[Any]], time: dt.time | None) -> None:
    """The agreed time, else that of the last one planned, in the profile's zone, else none."""
    assert time == usual_time(journal_of(*stored), "priya-mentor")


# Which meeting a log is about

NOON = moment("10-15 12:00")
PRIYA = (person(), bound(), bound("priya-sponsor", kind="sponsor"))
BOTH = ["priya-mentor", "priya-sponsor"]
TODAYS = meeting("priya-mentor-002", "10-15 15:00")


def chosen(*stored: Stored[Any], now: dt.datetime = NOON, **told: Any) -> Taken | Question:
    """Return which meeting with Priya a log is about."""
    return choose(journal_of(*PRIYA, *stored), BOTH, now, **told)


def taken(*stored: Stored[Any], now: dt.datetime = NOON, **told: Any) -> Taken:
    """Return the meeting that was taken without a question."""
    found = chosen(*stored, now=now, **told)
    assert isinstance(found, Taken), found
    return found


def asked(*stored: Stored[Any], **told: Any) -> tuple[str, ...]:
    """Return the question that is asked instead of taking one, and what it offers."""
    found = chosen(*stored, **told)
    assert isinstance(found, Question), found
    return (found.words, *(words for words, _ in found.options))


@pytest.mark.parametrize("clock", ["00:00", "14:59", "16:30"])
def test_a_planned_meeting_is_due_once_its_day_has_begun(clock: str) -> None:
    """From midnight on, whatever its hour."""
    found = taken(TODAYS, now=moment(f"10-15 {clock}"))
    assert Taken("priya-mentor", TODAYS) == found


def test_the_day_begins_in_the_profiles_zone() -> None:
    """At 14:30 in Dublin on the 14th it is the 15th in Auckland, and the meeting is due."""
    auckland = profile(timezone="Pacific/Auckland")
    due = meeting("priya-mentor-002", "10-14 22:00")
    now = moment("10-14 13:30").astimezone(ZoneInfo("Pacific/Auckland"))
    assert due == taken(auckland, due, now=now).meeting


EXTRA = "an extra meeting, today"


@pytest.mark.parametrize(
    ("stored", "question"),
    [
        ([meeting("zoe-coach-001", "10-15 15:00", "zoe-coach")], ["no meeting is due", EXTRA]),
        (
            [
                meeting("priya-mentor-002", "10-01 15:00"),
                held("priya-mentor-003", "10-10 15:00"),
            ],
            [
                "a later meeting is logged already",
                "priya-mentor-002, due since Thu 1 Oct",
                "add to priya-mentor-003 of Sat 10 Oct",
                EXTRA,
            ],
        ),
        (
            [
                MET,
                meeting("priya-mentor-002", "10-22 15:00"),
                meeting("priya-mentor-003", "11-19 15:00"),
            ],
            [
                "no meeting is due",
                "priya-mentor-002, planned for Thu 22 Oct, held early",
                "add to priya-mentor-001 of Thu 17 Sep",
                EXTRA,
            ],
        ),
        (
            [MET, held("priya-sponsor-001", "10-10 15:00", "priya-sponsor")],
            ["no meeting is due", "add to priya-sponsor-001 of Sat 10 Oct", EXTRA],
        ),
    ],
    ids=["of others", "a skipped one", "a coming one", "held with either"],
)
def test_where_none_is_due_it_asks(stored: list[Stored[Any]], question: list[str]) -> None:
    """A skipped one, the next held early, adding to the last of either, or an extra one."""
    assert question == list(asked(*stored))


def test_an_extra_one_is_now_with_the_first_relationship() -> None:
    """`--extra` asks nothing, though another meeting is due."""
    now = moment("10-15 12:34:56")
    assert Taken("priya-mentor", None, moment("10-15 12:34")) == taken(TODAYS, extra=True, now=now)


def test_an_extra_one_on_a_day_is_at_the_usual_time() -> None:
    """The agreed or last time of day, else noon."""
    assert moment("10-10 15:00") == taken(MET, extra=True, on=day("10-10")).at
    assert moment("10-10 12:00") == taken(extra=True, on=day("10-10")).at


def test_what_was_called_off_does_not_stand_in_the_way() -> None:
    """Beside a cancelled meeting of a day the planned one is meant; alone it is taken."""
    cancelled = meeting(FIRST, "10-15 10:00", state="cancelled")
    assert TODAYS == taken(cancelled, TODAYS, on=day("10-15")).meeting
    assert cancelled == taken(cancelled, on=day("10-15")).meeting


@pytest.mark.parametrize(
    ("at", "farther"),
    [
        ("10-05 15:00", "10-04 15:00"),
        ("10-13 09:00", "10-10 09:00"),
        ("10-19 23:00", "10-20 09:00"),
    ],
)
def test_the_nearest_planned_within_a_week_is_offered_as_moved(at: str, farther: str) -> None:
    """It moves to that day at its own time, or it is an extra one; `--moved` is the answer."""
    near, far = meeting("priya-mentor-002", at), meeting("priya-mentor-003", farther)
    words, instead, extra = asked(far, near, on=day("10-12"))
    assert ("nothing was planned for Mon 12 Oct", "an extra meeting") == (words, extra)
    assert instead.startswith("priya-mentor-002, planned for")
    assert instead.endswith("held on Mon 12 Oct instead")
    then = dt.datetime.combine(day("10-12"), moment(at).timetz())
    assert Taken("priya-mentor", near, then) == taken(far, near, on=day("10-12"), moved=True)


def test_moved_takes_the_nearest_planned_one_however_far() -> None:
    """Never one that is held, nor the one of that day; without any nothing is made up."""
    far, met = meeting("priya-mentor-002", "11-20 15:00"), held(FIRST, "10-12 10:00")
    then = moment("10-12 15:00")
    assert Taken("priya-mentor", far, then) == taken(met, far, on=day("10-12"), moved=True)
    with pytest.raises(UsageError, match="no meeting is planned") as refused:
        chosen(met, on=day("10-12"), moved=True)
    assert "--extra" in str(refused.value.hint)
    with pytest.raises(UsageError, match="002 was planned for Thu 15 Oct 2026"):
        chosen(TODAYS, on=day("10-15"), moved=True)


def test_one_held_early_is_not_held_later_than_now() -> None:
    """At its own time of day where that has passed, else now."""
    coming = meeting("priya-mentor-002", "11-20 15:00")
    for clock, at in (("16:30", "15:00"), ("09:12", "09:12")):
        now, then = moment(f"10-15 {clock}"), moment(f"10-15 {at}")
        found = chosen(coming, now=now)
        assert isinstance(found, Question)
        early = Taken("priya-mentor", coming, then)
        assert early == found.options[0][1]
        assert early == taken(coming, now=now, on=day("10-15"), moved=True)


def test_a_new_meeting_of_a_day_says_which_older_one_waits() -> None:
    """What was planned more than a week away may be another one, and is not passed over."""
    waits, coming = meeting("priya-mentor-002", "10-01 15:00"), meeting(FIRST, "11-20 15:00")
    found = taken(waits, coming, on=day("10-12"))
    assert (None, (waits,)) == (found.meeting, found.waiting)
