from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.dates import Period
from devjournal.models.base import replace
from devjournal.models.growth import Goal
from devjournal.models.people import Check
from devjournal.pages.growth import build_goal_progress
from devjournal.pages.listing import build_listing
from devjournal.practice.counts import (
    TEMPLATES,
    FollowThrough,
    as_counted,
    count_goal,
    count_so_far,
    days_late,
    expected_next,
    follow_through,
    held_of,
    is_quiet,
    longest_unchecked,
    number_of,
    numbered,
    percent,
)
from tests.builders import (
    action,
    bound,
    changes_of,
    checkin,
    day,
    entry,
    goal,
    held,
    journal_of,
    meeting,
    person,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

TODAY = day("2026-10-14")
OURS = {"relationship": "priya-mentor"}


PROMISES = (
    action("bcdf-a", "2026-10-05", state="done", closed_on=day("2026-10-09"), **OURS),
    action("bcdf-b", "2026-10-13", **OURS),
    action("bcdf-c", "2026-10-14", **OURS),
    action("bcdf-d", "2026-10-05", state="dropped", **OURS),
    action("bcdf-e", "2026-10-05", owner="them", **OURS),
    action("bcdf-f", "2026-10-05", relationship="zoe-coach"),
    action("bcdf-g", "2026-09-30", **OURS),
    action("bcdf-h", state="done", closed_on=day("2026-10-02"), **OURS),
)
MEETINGS = (
    held("priya-mentor-001", "10-01 15:00", thanked_on=day("2026-10-02")),
    held("priya-mentor-002", "10-08 15:00"),
    held("priya-mentor-003", "09-30 15:00"),
    meeting("priya-mentor-004", "10-09 15:00", state="missed"),
    meeting("priya-mentor-005", "10-10 15:00", state="cancelled", cancelled_by="me"),
    meeting("priya-mentor-006", "10-11 15:00", state="cancelled", cancelled_by="them"),
    meeting("priya-mentor-007", "10-12 15:00"),
)
GIFTS = (
    entry("gave", "bcdf-a", "2026-10-01", **OURS),
    entry("gave", "bcdf-b", "2026-10-14", **OURS),
    entry("gave", "bcdf-c", "2026-09-30", **OURS),
    entry("gave", "bcdf-d", "2026-10-05"),
    entry("note", "bcdf-e", "2026-10-05", **OURS),
)


OCTOBER = Period("", day("2026-10-01"), TODAY)


def test_p095_what_was_mine_to_keep_is_counted_with_its_denominators() -> None:
    """Promises count once they fell due, from the day after; dropped, theirs, others' never.

    Kept is what was done by its day; later it is late. Meetings count as held, missed and
    called off by me; thanks of those held. What I gave counts from the first day to the last,
    both included.
    """
    journal = journal_of(*PROMISES, *MEETINGS, *GIFTS)
    found = follow_through(journal, ["priya-mentor"], OCTOBER, TODAY)
    assert FollowThrough(kept=1, late=1, promised=3, held=2, agreed=4, thanked=1, gave=2) == found


def checked(*days: str) -> Stored[Any]:
    """Return a relationship that was checked on some days."""
    return bound(checks=tuple(Check(on=day(on), fit=3) for on in days))


MET = held("m-1", "2026-01-01 15:00")
SPONSOR = bound("priya-sponsor", kind="sponsor")
OTHERS = (
    person("bo-li"),
    bound(),
    held("m-1", "2026-06-01 15:00"),
    bound("bo-coach", "bo-li", kind="coach"),
    held("b-1", "2026-05-01 15:00", "bo-coach"),
    bound("bo-partner", "bo-li", kind="partner", state="paused"),
    held("b-2", "2026-01-01 15:00", "bo-partner"),
)
LONG_AGO = held("m-1", "2026-06-01 15:00")


@pytest.mark.parametrize(
    ("stored", "due"),
    [
        ((checked("2026-01-01", "2026-07-14"), MET), ("priya-mentor", "2026-07-14")),
        ((checked("2026-01-01", "2026-07-15"), MET), None),
        ((SPONSOR, meeting("m-1", "2026-01-01 15:00", "priya-sponsor")), None),
        (
            (SPONSOR, held("m-1", "2026-06-01 15:00", "priya-sponsor")),
            ("priya-sponsor", "2026-06-01"),
        ),
        (OTHERS, ("bo-coach", "2026-05-01")),
        ((bound(review_on=day("10-15")), LONG_AGO), ("priya-mentor", "2026-06-01")),
        ((bound(review_on=day("10-14")), LONG_AGO), None),
    ],
)
def test_p042_p075_a_look_is_due_once_a_quarter(
    stored: tuple[Stored[Any], ...], due: tuple[str, str] | None
) -> None:
    """92 days after the last look, else after the first meeting, which there has to be.

    The one looked at longest ago is named; one that rests or is over wants no look, and one
    whose review day has come is asked for by that already.
    """
    found = longest_unchecked(journal_of(person(), *stored), TODAY)
    assert due == (found and (found[0].id, found[1].isoformat()))


@pytest.mark.parametrize(
    ("due", "late"), [("2026-10-10", 4), ("2026-10-14", 0), ("2026-10-20", 0), (None, 0)]
)
def test_p074_a_promise_is_late_from_the_day_after(due: str | None, late: int) -> None:
    """On its day it is not, nor ever without one; nor is one that was kept."""
    assert late == days_late(action("bcdf-a", due).record, TODAY)
    assert 0 == days_late(action("bcdf-a", due, state="done").record, TODAY)


def test_a_promise_that_was_done_late_says_by_how_much() -> None:
    """By the day on which it was done, whatever day it is; done by its day, by nothing."""
    for on, late in (("10-14", 4), ("10-10", 0), ("10-01", 0)):
        done = action("bcdf-a", "10-10", state="done", closed_on=day(on)).record
        assert late == days_late(done, day("12-01"))


@pytest.mark.parametrize(
    ("last", "state", "quiet"),
    [
        ("2026-09-14", "active", True),
        ("2026-09-15", "active", False),
        ("2026-09-01", "paused", False),
    ],
)
def test_a_goal_is_quiet_after_thirty_days(last: str, state: str, *, quiet: bool) -> None:
    """From the thirtieth day without a check-in on; one that is paused rests on purpose."""
    assert quiet == is_quiet(goal("speak-up", checkin(last), state=state).record, TODAY)


COMING = meeting("priya-mentor-004", "10-15 15:00")
FIRST, LAST = held("priya-mentor-003", "09-01 15:00"), held("priya-mentor-001", "09-17 15:00")
AGREED = (person(), bound(meetings_agreed=3))


@pytest.mark.parametrize(
    ("stored", "one", "number"),
    [
        ((*AGREED, LAST, COMING), COMING, (2, 3)),
        (
            (
                *(*AGREED, LAST, COMING, meeting("m-1", "09-10 15:00", state="cancelled")),
                meeting("m-2", "09-18 15:00", state="missed"),
            ),
            *(COMING, (2, 3)),
        ),
        ((*AGREED, FIRST, LAST), FIRST, (1, 3)),
        ((*AGREED, FIRST, LAST), LAST, (2, 3)),
        ((person(), bound(), COMING), COMING, (1, None)),
        ((COMING,), COMING, (1, None)),
    ],
)
def test_p089_a_number_counts_meetings_held(
    stored: tuple[Stored[Any], ...], one: Stored[Any], number: tuple[int, int | None]
) -> None:
    """By their time, and not by their ids; without an agreed number there is no last one."""
    assert number == number_of(journal_of(*stored), one)


@pytest.mark.parametrize(
    ("number", "of", "words"),
    [
        (2, 3, "meeting 2 of 3"),
        (4, 3, "meeting 4, 3 agreed"),
        (4, None, "meeting 4"),
        (1, 0, "meeting 1"),
    ],
)
def test_p089_a_meeting_is_never_the_fourth_of_three(
    number: int, of: int | None, words: str
) -> None:
    """One more than was agreed says both numbers."""
    assert words == numbered(number, of)


@pytest.mark.parametrize(
    ("held", "whole", "words"),
    [
        (2, 3, "2 of 3 held"),
        (2, 1, "2 held, 1 expected"),
        (1, 0, "1 held, none expected"),
        (0, 0, "none held, none expected"),
        (2, None, "2 held"),
        (0, None, "none held"),
    ],
)
def test_p096_meetings_held_are_never_more_than_all(
    held: int, whole: int | None, words: str
) -> None:
    """Of more than were expected, both numbers are told."""
    assert words == held_of(held, whole, "expected")


def test_p055_the_rhythm_expects_the_next_a_step_after_the_last() -> None:
    """Or more steps, to a day to come; nothing is expected without a rhythm or a meeting."""
    monthly = bound(cadence="monthly")
    for today, expected in (("10-16", "10-17"), ("10-17", "11-17"), ("11-30", "12-17")):
        found = expected_next(journal_of(monthly, LAST), "priya-mentor", day(today))
        assert day(expected) == found
    assert None is expected_next(journal_of(monthly), "priya-mentor", TODAY)
    assert None is expected_next(journal_of(bound(), LAST), "priya-mentor", TODAY)


@pytest.mark.parametrize(
    ("part", "shown"),
    [(0, 0), (0.001, 1), (0.25, 25), (0.994, 99), (0.995, 99), (0.9999, 99), (1, 100)],
)
def test_a_part_in_percent_is_whole_only_once_all_is_done(part: float, shown: int) -> None:
    """Short of the aim it is 99 at the most, and once begun 1 at the least."""
    assert shown == percent(part)


# Goals that the journal itself counts


def test_a_goal_counts_from_its_first_day() -> None:
    """What fell due before it was set is its baseline, and no part of its value."""
    measure = TEMPLATES["good-mentee"].measure
    tags, since = ("a", "good-mentee"), day("10-13")
    goal = Goal(title="x", tags=tags, measure=measure, created=since)
    told = count_goal(journal_of(bound(), *PROMISES), goal, TODAY)
    assert told
    assert (Decimal(0), "promises kept: 0 of 1 in time, 1 open") == (told.value, told.words)


def test_a_promise_kept_late_is_not_kept_in_time() -> None:
    """It counts among what fell due, and by its name."""
    late = action("bcdf-a", "09-01", state="done", closed_on=day("10-07"), **OURS)
    told = count_so_far(journal_of(bound(), late), "good-mentee", None, TODAY)
    assert (Decimal(0), "promises kept: 0 of 1 in time, 1 late") == (told.value, told.words)


def test_a_goal_that_the_journal_counts_stands_where_the_journal_says() -> None:
    """Without a check-in too, while it is open; one that is closed keeps what was counted last."""
    facts = {"measure": TEMPLATES["good-mentee"].measure, "baseline": 0, "target": 100}
    made = goal("mine", tags=("good-mentee",), created=day("10-01"), **facts)
    journal = journal_of(bound(), *PROMISES, made)
    assert 33 == as_counted(journal, made, TODAY).record.value
    closed = made.with_record(replace(made.record, state="dropped", closed_on=TODAY))
    assert 0 == as_counted(journal, closed, TODAY).record.value
    changes = changes_of(bound(), *PROMISES, made)
    changes.move(made, "achieve")
    assert 33 == changes.journal.all("goal")["mine"].record.value
    (row,) = build_listing(journal, "goals", TODAY, everything=False).rows
    assert 0.33 == row.value("progress") == build_goal_progress(journal, made, TODAY).progress


@pytest.mark.parametrize("tags", [(), ("good-mentee",)])
def test_any_other_goal_is_not_counted(tags: tuple[str, ...]) -> None:
    """A goal without the tag, or with a measure of its own, is told by who keeps it."""
    goal = Goal(title="x", tags=tags, measure="talks")
    assert None is count_goal(journal_of(bound(), *PROMISES), goal, TODAY)


def test_a_step_is_reached_at_its_number() -> None:
    """Three meetings held reach the step that asks for three; two do not."""
    meetings = [held(f"m-{n}", f"10-0{n} 15:00") for n in (1, 2, 3)]
    step = "Hold three meetings as agreed"
    for number, reached in ((2, False), (3, True)):
        journal = journal_of(bound("priya-mentor"), *meetings[:number])
        assert reached == (step in count_so_far(journal, "good-mentee", None, TODAY).reached)
