from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.people import Check
from devjournal.practice.counts import (
    FollowThrough,
    days_late,
    follow_through,
    is_quiet,
    longest_unchecked,
    number_of,
)
from tests.builders import (
    action,
    bound,
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

SINCE = day("2026-10-01")
TODAY = day("2026-10-14")
OURS = {"relationship": "priya-mentor"}
NOTHING = FollowThrough(0, 0, 0, 0, 0, 0)


def counted(*stored: object) -> FollowThrough:
    """Return what is counted with Priya from the first of October."""
    return follow_through(journal_of(*stored), {"priya-mentor"}, SINCE, TODAY)  # type: ignore[arg-type]  # builders give Stored


def test_p095_promises_count_once_they_fell_due() -> None:
    """Done ones, and open ones from the day after; dropped, theirs and others' never."""
    found = counted(
        action("bcdf-a", "2026-10-05", state="done", closed_on=day("2026-10-09"), **OURS),
        action("bcdf-b", "2026-10-13", **OURS),
        action("bcdf-c", "2026-10-14", **OURS),
        action("bcdf-d", "2026-10-05", state="dropped", **OURS),
        action("bcdf-e", "2026-10-05", owner="them", **OURS),
        action("bcdf-f", "2026-10-05", relationship="zoe-coach"),
        action("bcdf-g", "2026-09-30", **OURS),
        action("bcdf-h", state="done", closed_on=day("2026-10-02"), **OURS),
    )
    assert NOTHING._replace(kept=2, promised=3) == found


def test_p095_meetings_count_of_those_that_were_mine_to_keep() -> None:
    """Held of held, missed and called off by me; thanks of those held."""
    found = counted(
        held("priya-mentor-001", "10-01 15:00", thanked_on=day("2026-10-02")),
        held("priya-mentor-002", "10-08 15:00"),
        held("priya-mentor-003", "09-30 15:00"),
        meeting("priya-mentor-004", "10-09 15:00", state="missed"),
        meeting("priya-mentor-005", "10-10 15:00", state="cancelled", cancelled_by="me"),
        meeting("priya-mentor-006", "10-11 15:00", state="cancelled", cancelled_by="them"),
        meeting("priya-mentor-007", "10-12 15:00"),
    )
    assert NOTHING._replace(held=2, agreed=4, thanked=1) == found


def test_p095_what_i_gave_counts_in_its_days() -> None:
    """From the first day to the last, both included, in these relationships."""
    found = counted(
        entry("gave", "bcdf-a", "2026-10-01", **OURS),
        entry("gave", "bcdf-b", "2026-10-14", **OURS),
        entry("gave", "bcdf-c", "2026-09-30", **OURS),
        entry("gave", "bcdf-d", "2026-10-05"),
        entry("note", "bcdf-e", "2026-10-05", **OURS),
    )
    assert NOTHING._replace(gave=2) == found


def unchecked(*stored: Stored[Any]) -> tuple[str, str] | None:
    """Return whom to look at and since when."""
    one = longest_unchecked(journal_of(person(), *stored), TODAY)
    return one and (one[0].id, one[1].isoformat())


@pytest.mark.parametrize(
    ("on", "due"), [("2026-07-14", "2026-07-14"), ("2026-07-15", None), ("2026-10-14", None)]
)
def test_p075_a_look_is_due_once_a_quarter(on: str, due: str | None) -> None:
    """92 days after the last look; the meeting long before it counts no more."""
    checks = (Check(on=day("2026-01-01"), fit=3), Check(on=day(on), trust=4))
    met = held("m-1", "2026-01-01 15:00")
    assert (due and ("priya-mentor", due)) == unchecked(bound(checks=checks), met)


def test_p042_one_that_was_never_looked_at_counts_from_the_first_meeting() -> None:
    """Before the first meeting there is nothing to look at."""
    sponsor = bound("priya-sponsor", kind="sponsor")
    assert None is unchecked(sponsor, meeting("m-1", "2026-01-01 15:00", "priya-sponsor"))
    met = held("m-1", "2026-06-01 15:00", "priya-sponsor")
    assert ("priya-sponsor", "2026-06-01") == unchecked(sponsor, met)


def test_the_one_looked_at_longest_ago_is_named() -> None:
    """One that rests or is over wants no look."""
    records = [
        person("bo-li"),
        bound(),
        held("m-1", "2026-06-01 15:00"),
        bound("bo-coach", "bo-li", kind="coach"),
        held("b-1", "2026-05-01 15:00", "bo-coach"),
        bound("bo-partner", "bo-li", kind="partner", state="paused"),
        held("b-2", "2026-01-01 15:00", "bo-partner"),
    ]
    assert ("bo-coach", "2026-05-01") == unchecked(*records)


@pytest.mark.parametrize(
    ("due", "late"), [("2026-10-10", 4), ("2026-10-14", 0), ("2026-10-20", 0), (None, 0)]
)
def test_p074_a_promise_is_late_from_the_day_after(due: str | None, late: int) -> None:
    """On its day it is not, nor ever without one; nor is one that was kept."""
    assert late == days_late(action("bcdf-a", due).record, TODAY)
    assert 0 == days_late(action("bcdf-a", due, state="done").record, TODAY)


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
