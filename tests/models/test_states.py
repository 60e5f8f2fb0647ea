"""The lives of records: the states there are, the moves between them, and those refused."""

from __future__ import annotations

import dataclasses
import datetime as dt
import typing
from collections.abc import Callable
from typing import Any

import pytest

from devjournal.errors import Refused
from devjournal.models.action import Action, DayMove
from devjournal.models.base import Stateful
from devjournal.models.entry.setback import Setback
from devjournal.models.goal import Checkin, Goal
from devjournal.models.kinds import KINDS, class_for
from devjournal.models.meeting import Meeting, MomentMove
from devjournal.models.objective import Objective
from devjournal.models.opportunity import Opportunity
from devjournal.models.relationship import Relationship
from devjournal.models.topic import Topic

DAY = dt.date(2026, 10, 15)
LATER = dt.date(2026, 11, 19)
AT = dt.datetime(2026, 10, 15, 15, tzinfo=dt.UTC)
NEW_AT = dt.datetime(2026, 11, 19, 15, tzinfo=dt.UTC)

STATEFUL: dict[str, Any] = {
    variant or kind.name: class_for(kind.name, variant)
    for kind in KINDS.values()
    for variant in kind.classes
    if issubclass(class_for(kind.name, variant), Stateful)
}

NEW: dict[str, Any] = {
    "action": Action(title="Rebuild slide 2", owner="me"),
    "goal": Goal(title="Lead the readout"),
    "meeting": Meeting(relationship="priya-mentor", at=AT),
    "objective": Objective(title="Cut cost to serve"),
    "opportunity": Opportunity(title="Board readout"),
    "setback": Setback(on=DAY, kind="setback", text="The board said no"),
    "relationship": Relationship(person="priya-nair", kind="mentor", my_role="receiving"),
    "topic": Topic(text="Q4 forecast", relationship="priya-mentor"),
}

VERBS: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("action", "finish"): lambda one: one.finish(DAY, "the wiki"),
    ("action", "drop"): lambda one: one.drop(DAY, "no use"),
    ("action", "postpone"): lambda one: one.postpone(LATER, DAY, "busy"),
    ("action", "reopen"): lambda one: one.reopen(DAY),
    ("goal", "pause"): lambda one: one.pause(DAY),
    ("goal", "resume"): lambda one: one.resume(DAY),
    ("goal", "achieve"): lambda one: one.achieve(DAY),
    ("goal", "drop"): lambda one: one.drop(DAY, "no use"),
    ("goal", "reopen"): lambda one: one.reopen(DAY),
    ("meeting", "hold"): lambda one: one.hold(DAY, notes="Said much"),
    ("meeting", "cancel"): lambda one: one.cancel(DAY, "them", "ill"),
    ("meeting", "miss"): lambda one: one.miss(DAY, "forgot"),
    ("meeting", "postpone"): lambda one: one.postpone(NEW_AT, "busy"),
    ("meeting", "reopen"): lambda one: one.reopen(DAY),
    ("objective", "meet"): lambda one: one.meet(DAY, "by the books"),
    ("objective", "miss"): lambda one: one.miss(DAY, "by a hair"),
    ("objective", "drop"): lambda one: one.drop(DAY, "no use"),
    ("objective", "reopen"): lambda one: one.reopen(DAY),
    ("opportunity", "propose"): lambda one: one.propose(DAY),
    ("opportunity", "accept"): lambda one: one.accept(DAY),
    ("opportunity", "decline"): lambda one: one.decline(DAY, "no time"),
    ("opportunity", "deliver"): lambda one: one.deliver(DAY, "swam", "They signed"),
    ("opportunity", "reopen"): lambda one: one.reopen(DAY),
    ("relationship", "ask"): lambda one: one.request(DAY),
    ("relationship", "put off"): lambda one: one.put_off(DAY, LATER),
    ("relationship", "decline"): lambda one: one.decline(DAY, "dana-osei"),
    ("relationship", "pause"): lambda one: one.pause(DAY),
    ("relationship", "resume"): lambda one: one.resume(DAY),
    ("relationship", "renew"): lambda one: one.renew(DAY, meetings_agreed=6),
    ("setback", "debrief"): lambda one: one.debrief(DAY, "Too many slides"),
    ("setback", "rebuild"): lambda one: one.rebuild(DAY, "One number", ("storytelling",)),
    ("setback", "retry"): lambda one: one.retry(DAY),
    ("setback", "close"): lambda one: one.close(DAY, "over"),
    ("setback", "reopen"): lambda one: one.reopen(DAY),
    ("relationship", "start"): lambda one: one.begin(DAY),
    ("relationship", "close"): lambda one: one.close(DAY, "completed", "done"),
    ("topic", "discuss"): lambda one: one.discuss(DAY, "priya-mentor-002", "Two numbers"),
    ("topic", "drop"): lambda one: one.drop(DAY, "no use"),
    ("topic", "reopen"): lambda one: one.reopen(DAY),
}
"""The verbs of records, each as it is used."""


def in_state(name: str, state: str) -> Any:
    """Return a record of a kind in a state, closed on a day if that state is no open one."""
    record = NEW[name]
    is_open = state in record.OPEN
    return dataclasses.replace(record, state=state, closed_on=None if is_open else DAY)


def moves(name: str, verb: str) -> tuple[tuple[str, ...], str]:
    """Return the row of a verb."""
    starts, reached = STATEFUL[name].MOVES[verb]
    return starts, reached


@pytest.mark.parametrize("name", STATEFUL)
def test_every_state_is_reached_and_left_by_a_row(name: str) -> None:
    """From the first state the moves lead to every other; no row speaks of a state that isn't."""
    kind = STATEFUL[name]
    reached = {kind.STATES[0]}
    for _ in kind.STATES:
        reached |= {end for starts, end in kind.MOVES.values() if reached & set(starts)}
    assert set(kind.STATES) == reached
    for verb, (starts, end) in kind.MOVES.items():
        assert {*starts, end} <= set(kind.STATES), verb
        assert starts, verb
    assert set(kind.OPEN) <= set(kind.STATES)
    assert kind.STATES[0] in kind.OPEN


@pytest.mark.parametrize("name", STATEFUL)
def test_every_open_state_can_be_left(name: str) -> None:
    """What wants attention can always be brought to an end."""
    kind = STATEFUL[name]
    closed = set(kind.STATES) - set(kind.OPEN)
    ends = set(closed)
    for _ in kind.STATES:
        ends |= {start for starts, end in kind.MOVES.values() if end in ends for start in starts}
    assert set(kind.OPEN) <= ends


@pytest.mark.parametrize("name", STATEFUL)
def test_the_field_knows_the_same_states(name: str) -> None:
    """The values that a file may hold are the states, and it begins in the first of them."""
    kind = STATEFUL[name]
    (field,) = (field for field in dataclasses.fields(kind) if field.name == "state")
    assert kind.STATES == typing.get_args(typing.get_type_hints(kind)["state"])
    assert kind.STATES[0] == field.default


def test_every_verb_is_a_row() -> None:
    """Each move of each kind is made by a verb here, and there are no others."""
    for name, kind in STATEFUL.items():
        assert set(kind.MOVES) == {verb for one, verb in VERBS if one == name}, name


@pytest.mark.parametrize(("name", "verb"), VERBS)
def test_a_move_reaches_its_state(name: str, verb: str) -> None:
    """From each state of its row a verb leads to the row's end, and the old record stays."""
    starts, reached = moves(name, verb)
    for start in starts:
        before = in_state(name, start)
        after = VERBS[name, verb](before)
        assert (reached, start) == (after.state, before.state)
        assert (reached in after.OPEN) == after.is_open
        assert (None if after.is_open else DAY) == after.closed_on
        if after.is_open:
            assert after.closed_why is None


@pytest.mark.parametrize(("name", "verb"), VERBS)
def test_a_move_that_there_is_not_is_refused_and_says_which_there_are(name: str, verb: str) -> None:
    """Each state outside of a verb's row refuses it, by name, and lists what it allows."""
    starts, reached = moves(name, verb)
    for state in set(STATEFUL[name].STATES) - set(starts):
        record = in_state(name, state)
        if (name, verb, state) == ("meeting", "hold", "held"):
            continue  # logging again adds to it
        with pytest.raises(Refused) as caught:
            VERBS[name, verb](record)
        allowed = [one for one, row in record.MOVES.items() if state in row[0]]
        expected = f"what is {state} allows: {', '.join(allowed)}"
        assert (expected if allowed else f"{state} is its last state") == caught.value.hint
        assert record.headline in caught.value.message
        if state != reached:
            assert f"can't {verb} what is {state}: {record.headline}" == caught.value.message


@pytest.mark.parametrize(
    ("name", "verb", "words"),
    [
        ("action", "finish", "already done on 2026-10-15: Rebuild slide 2"),
        ("action", "drop", "already dropped on 2026-10-15: Rebuild slide 2"),
        ("goal", "achieve", "already achieved on 2026-10-15: Lead the readout"),
        ("meeting", "cancel", "already cancelled on 2026-10-15: priya-mentor"),
        ("topic", "discuss", "already discussed on 2026-10-15: Q4 forecast"),
        ("relationship", "close", "already closed on 2026-10-15: priya-nair"),
    ],
)
def test_a_second_time_says_when_the_first_was(name: str, verb: str, words: str) -> None:
    """Whoever finishes what is done learns on which day that was, and nothing changes."""
    state = moves(name, verb)[0][0]
    once = VERBS[name, verb](in_state(name, "active" if name == "relationship" else state))
    with pytest.raises(Refused) as caught:
        VERBS[name, verb](once)
    assert words == caught.value.message


def test_an_open_record_taken_up_again_says_that_it_is_open() -> None:
    """Without a day on which it closed there is none to name."""
    with pytest.raises(Refused, match=r"^already open: Rebuild slide 2$"):
        NEW["action"].reopen(DAY)
    with pytest.raises(Refused, match=r"^already active: priya-nair$"):
        in_state("relationship", "active").begin(DAY)


def test_finishing_keeps_what_shows_it() -> None:
    """The evidence that was there stays, unless there is better."""
    known = dataclasses.replace(NEW["action"], evidence="a draft")
    done = known.finish(DAY)
    assert ("a draft", "done", DAY, None) == (
        done.evidence,
        done.state,
        done.closed_on,
        done.closed_why,
    )
    assert "the wiki" == known.finish(DAY, "the wiki").evidence


def test_dropping_keeps_why_and_reopening_forgets_it() -> None:
    """Why it was given up is kept for as long as it is."""
    dropped = NEW["action"].drop(DAY, "no use")
    assert ("no use", DAY) == (dropped.closed_why, dropped.closed_on)
    assert NEW["action"] == dropped.reopen(LATER)


def test_postponing_keeps_where_it_was() -> None:
    """Each move is kept: the day it had, the day it gets, when and why."""
    first = dataclasses.replace(NEW["action"], due=DAY)
    twice = first.postpone(LATER, DAY, "busy").postpone(DAY, LATER)
    expected = (
        DayMove(was=DAY, now=LATER, on=DAY, why="busy"),
        DayMove(was=LATER, now=DAY, on=LATER),
    )
    assert (DAY, expected) == (twice.due, twice.moves)
    assert (DayMove(was=None, now=LATER, on=DAY),) == NEW["action"].postpone(LATER, DAY).moves
    moved = NEW["meeting"].postpone(NEW_AT, "busy")
    assert (NEW_AT, (MomentMove(was=AT, now=NEW_AT, why="busy"),)) == (moved.at, moved.moves)
    assert (None, None) == (moved.closed_on, moved.closed_why)


def test_logging_a_meeting_again_adds_to_it() -> None:
    """What was held stays held on its day, with what is added."""
    held = NEW["meeting"].hold(DAY, notes="Said much")
    again = held.hold(LATER, decisions=("Lead with the number",))
    assert ("held", DAY) == (again.state, again.closed_on)
    assert ("Said much", ("Lead with the number",)) == (again.notes, again.decisions)


def test_a_meeting_that_took_place_after_all() -> None:
    """One called off or missed can still be logged, and was then called off by nobody."""
    cancelled = NEW["meeting"].cancel(DAY, "them", "ill")
    assert ("them", "ill") == (cancelled.cancelled_by, cancelled.closed_why)
    held = cancelled.hold(LATER)
    assert ("held", LATER, None, None) == (
        held.state,
        held.closed_on,
        held.closed_why,
        held.cancelled_by,
    )
    assert NEW["meeting"] == cancelled.reopen(LATER)


def test_a_topic_that_comes_back_forgets_its_meeting() -> None:
    """It is open as before, but what was concluded stays known."""
    discussed = NEW["topic"].discuss(DAY, "priya-mentor-002", "Two numbers")
    assert ("priya-mentor-002", "Two numbers") == (discussed.meeting, discussed.conclusion)
    again = discussed.reopen(LATER)
    assert (None, "Two numbers", True) == (again.meeting, again.conclusion, again.is_open)
    kept = dataclasses.replace(NEW["topic"], conclusion="One number").discuss(DAY, None)
    assert "One number" == kept.conclusion


def test_a_goal_is_looked_at_while_it_is_open() -> None:
    """Check-ins are added to active and paused goals; closed ones say what they allow."""
    checkin = Checkin(on=DAY, value=3.0)
    for state in ("active", "paused"):
        assert (checkin, checkin) == in_state("goal", state).check_in(checkin).check_in(
            checkin
        ).checkins
    for state in ("achieved", "dropped"):
        with pytest.raises(Refused, match=f"can't check in on what is {state}") as caught:
            in_state("goal", state).check_in(checkin)
        assert f"what is {state} allows: reopen" == caught.value.hint


def test_a_relationship_keeps_its_first_day() -> None:
    """It starts on the day it starts, unless another was agreed; it closes as something."""
    began = NEW["relationship"].begin(DAY)
    assert ("active", DAY) == (began.state, began.start)
    agreed = dataclasses.replace(NEW["relationship"], start=LATER).begin(DAY)
    assert LATER == agreed.start
    closed = began.close(LATER, "faded", "no time")
    assert ("closed", "faded", LATER, "no time") == (
        closed.state,
        closed.closed_as,
        closed.closed_on,
        closed.closed_why,
    )
    with pytest.raises(Refused) as caught:
        closed.begin(LATER)
    assert "what is closed allows: renew" == caught.value.hint


@pytest.mark.parametrize(
    ("due", "state", "late"),
    [
        (DAY - dt.timedelta(days=1), "open", True),
        (DAY, "open", False),  # its own day is not over
        (LATER, "open", False),
        (None, "open", False),
        (DAY - dt.timedelta(days=1), "done", False),
        (DAY - dt.timedelta(days=1), "dropped", False),
    ],
)
def test_a_promise_is_late_from_the_day_after(due: dt.date | None, state: str, late: bool) -> None:  # noqa: FBT001  # it is the expected value
    """Only an open one, and only once its whole day has passed."""
    action = dataclasses.replace(NEW["action"], due=due, state=state)
    assert late == action.is_late(DAY)
