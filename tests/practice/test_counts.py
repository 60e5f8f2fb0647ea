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


def test_p095_what_was_mine_to_keep_is_counted_with_its_denominators() -> None:
    """Promises count once they fell due, from the day after; dropped, theirs, others' never.

    Meetings count as held, missed and called off by me; thanks of those held. What I gave
    counts from the first day to the last, both included.
    """
    journal = journal_of(*PROMISES, *MEETINGS, *GIFTS)
    found = follow_through(journal, {"priya-mentor"}, day("2026-10-01"), TODAY)
    assert FollowThrough(kept=2, promised=3, held=2, agreed=4, thanked=1, gave=2) == found


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
    ],
)
def test_p042_p075_a_look_is_due_once_a_quarter(
    stored: tuple[Stored[Any], ...], due: tuple[str, str] | None
) -> None:
    """92 days after the last look, else after the first meeting, which there has to be.

    The one looked at longest ago is named; one that rests or is over wants no look.
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
