from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.draft import Draft
from devjournal.changes.moves import drop, finish, postpone_action, postpone_meeting, reopen
from devjournal.errors import Refused, UsageError
from tests.builders import (
    NOW,
    TODAY,
    action,
    bound,
    day,
    goal,
    held,
    journal_of,
    meeting,
    moment,
    objective,
    person,
    topic,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def draft_of(*stored: Stored[Any]) -> Draft:
    """Return a draft on a journal of these records."""
    return Draft(journal_of(person(), bound(), *stored), NOW, lambda _: "k")


def after(draft: Draft) -> Any:
    """Return the one record that a draft changes, as it is then."""
    (change,) = draft.operation("x").changes
    return change.after


def test_p074_an_action_is_done_with_its_evidence() -> None:
    """The day and what shows it are kept."""
    stored = action("kwdf-draft")
    draft = draft_of(stored)
    finish(draft, stored, day("10-13"), "wiki/cost")
    assert ("done", day("10-13"), "wiki/cost") == (
        after(draft).state,
        after(draft).closed_on,
        after(draft).evidence,
    )


def test_a_topic_that_is_done_was_discussed() -> None:
    """The evidence is its conclusion, and it belongs to no meeting."""
    stored = topic("vnpl-forecast")
    draft = draft_of(stored)
    finish(draft, stored, TODAY, "Answered by mail")
    assert ("discussed", "Answered by mail", None) == (
        after(draft).state,
        after(draft).conclusion,
        after(draft).meeting,
    )


def test_done_twice_is_refused() -> None:
    """It says since when it is done, and what is possible."""
    stored = action("kwdf-draft", state="done", closed_on=day("10-12"))
    with pytest.raises(Refused, match="already done on 2026-10-12") as refused:
        finish(draft_of(stored), stored, TODAY, None)
    assert "what is done allows: reopen" == refused.value.hint


@pytest.mark.parametrize(
    "closed",
    [
        action("kwdf-draft", state="done", closed_on=TODAY),
        topic("vnpl-forecast", state="dropped", closed_on=TODAY, closed_why="old"),
        goal("lead", state="dropped", closed_on=TODAY),
        objective("cut", state="met", closed_on=TODAY),
        meeting("priya-mentor-001", "10-12 15:00", state="missed", closed_on=TODAY),
    ],
    ids=lambda stored: str(stored.kind),
)
def test_what_was_closed_opens_again(closed: Stored[Any]) -> None:
    """It is as it was before: no day and no reason of its end stay."""
    draft = draft_of(closed)
    reopen(draft, closed)
    assert after(draft).is_open
    assert (None, None) == (after(draft).closed_on, after(draft).closed_why)


def test_what_is_open_cannot_be_opened() -> None:
    """The refusal names the moves that there are."""
    stored = action("kwdf-draft")
    with pytest.raises(Refused, match="already open") as refused:
        reopen(draft_of(stored), stored)
    assert "what is open allows: done, drop, postpone --to" == refused.value.hint


def test_a_meeting_that_was_held_stays_held() -> None:
    """What happened can't be undone by taking it up again."""
    stored = held("priya-mentor-001", "09-17 15:00")
    with pytest.raises(Refused, match="can't reopen what is held"):
        reopen(draft_of(stored), stored)


def test_p066_a_concern_is_only_dropped_by_a_person() -> None:
    """With the reason, which stays mine."""
    stored = topic("vnpl-workload", kind="concern")
    draft = draft_of(stored)
    drop(draft, stored, "settled")
    assert ("dropped", TODAY, "settled") == (
        after(draft).state,
        after(draft).closed_on,
        after(draft).closed_why,
    )


@pytest.mark.parametrize("move", [reopen, lambda draft, stored: drop(draft, stored, None)])
def test_what_has_no_states_does_not_move(move: Any) -> None:
    """A person is neither dropped nor taken up again."""
    with pytest.raises(Refused, match="a person has no states"):
        move(draft_of(), person())


def test_an_action_keeps_the_day_it_had() -> None:
    """When it was to be, when it is to be, when it moved and why."""
    stored = action("kwdf-draft", "10-14")
    draft = draft_of(stored)
    postpone_action(draft, stored, day("10-20"), "quarter end")
    (move,) = after(draft).moves
    assert day("10-20") == after(draft).due
    assert (day("10-14"), day("10-20"), TODAY, "quarter end") == (
        move.was,
        move.now,
        move.on,
        move.why,
    )


def test_a_meeting_keeps_the_moment_it_had() -> None:
    """It stays the same meeting, with its number and its topics."""
    stored = meeting("priya-mentor-001", "10-15 15:00")
    draft = draft_of(stored)
    postpone_meeting(draft, stored, moment("10-22 15:00"), None)
    assert moment("10-22 15:00") == after(draft).at
    assert [moment("10-15 15:00")] == [move.was for move in after(draft).moves]


def test_nothing_is_put_off_to_the_past() -> None:
    """Yesterday, or an hour ago, is no day to come; today is. (UsageError)"""
    stored, planned = action("kwdf-draft"), meeting("priya-mentor-001", "10-15 15:00")
    with pytest.raises(UsageError, match="2026-10-13 has passed"):
        postpone_action(draft_of(stored), stored, day("10-13"), None)
    with pytest.raises(UsageError, match="Wed 14 Oct 2026 08:00 has passed"):
        postpone_meeting(draft_of(planned), planned, moment("10-14 08:00"), None)
    draft = draft_of(stored)
    postpone_action(draft, stored, TODAY, None)
    assert TODAY == after(draft).due


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_is_closed_is_not_put_off(state: str) -> None:
    """It has no day to come."""
    stored = action("kwdf-draft", state=state)
    with pytest.raises(Refused, match=f"can't postpone what is {state}"):
        postpone_action(draft_of(stored), stored, day("10-20"), None)
