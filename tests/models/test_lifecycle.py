"""The lives of records: the states there are, the moves between them, and those refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from devjournal.cli.table import ROWS
from devjournal.errors import Refused
from devjournal.models.base import Stateful, by_name, life_of, replace, states_of
from devjournal.models.entries import Setback
from devjournal.models.growth import Checkin, Goal, Objective, Opportunity
from devjournal.models.lifecycle import (
    MOVES,
    OPEN,
    Move,
    commands_from,
    commands_to,
    move_of,
    moves_from,
    moves_of,
)
from devjournal.models.links import links_of
from devjournal.models.meetings import Action, DayMove, Meeting, MomentMove, Topic
from devjournal.models.people import Ask, Relationship
from devjournal.models.registry import every_class

DAY = dt.date(2026, 10, 15)
LATER = dt.date(2026, 11, 19)
AT = dt.datetime(2026, 10, 15, 15, tzinfo=dt.UTC)
NEW_AT = dt.datetime(2026, 11, 19, 15, tzinfo=dt.UTC)

LAST = {("meeting", "held"), ("opportunity", "delivered")}
"""What happened stays so."""

STATEFUL: dict[str, Any] = {life_of(one): one for one in every_class() if issubclass(one, Stateful)}

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

TOLD: dict[tuple[str, str], dict[str, Any]] = {
    ("action", "finish"): {"evidence": "the wiki"},
    ("action", "postpone"): {"due": LATER, "why": "busy"},
    ("meeting", "hold"): {"notes": "Said much"},
    ("meeting", "cancel"): {"cancelled_by": "them", "why": "ill"},
    ("meeting", "postpone"): {"at": NEW_AT, "why": "busy"},
    ("opportunity", "deliver"): {"outcome": "swam", "result": "They signed"},
    ("relationship", "put off"): {"follow_up_on": LATER},
    ("relationship", "decline"): {"referred_to": "dana-osei"},
    ("relationship", "renew"): {"meetings_agreed": 6},
    ("relationship", "close"): {"closed_as": "completed", "why": "done"},
    ("setback", "debrief"): {"feedback": "Too many slides"},
    ("setback", "rebuild"): {"new_approach": "One number", "gap_skills": ("storytelling",)},
    ("topic", "discuss"): {"meeting": "priya-mentor-002", "conclusion": "Two numbers"},
}
"""What is told with a move, where it is told more than why."""

EVERY_MOVE = [move for kind in OPEN for move in moves_of(kind)]
each_move = pytest.mark.parametrize(
    "move", EVERY_MOVE, ids=[f"{move.kind}-{move.verb}" for move in EVERY_MOVE]
)


def made(record: Any, verb: str, on: dt.date = DAY) -> Any:
    """Return a record after a move, with what is told with it."""
    told = TOLD.get((life_of(type(record)), verb), {"why": "no use"})
    return record.move(verb, on, **told)


def in_state(name: str, state: str) -> Any:
    """Return a record of a kind in a state, closed on a day if that state is no open one."""
    record = NEW[name]
    is_open = state in OPEN[name]
    return replace(record, state=state, closed_on=None if is_open else DAY)


@pytest.mark.parametrize("name", STATEFUL)
def test_every_state_is_reached_and_left_by_a_row(name: str) -> None:
    """From the first state the moves lead to every other; no row speaks of a state that isn't."""
    states = states_of(STATEFUL[name])
    reached = {states[0]}
    for _ in states:
        reached |= {move.end for move in moves_of(name) if reached & set(move.starts)}
    assert set(states) == reached
    for move in moves_of(name):
        assert {*move.starts, move.end} <= set(states), move
    assert set(OPEN[name]) <= set(states)
    assert states[0] in OPEN[name]
    assert states[0] == by_name(STATEFUL[name])["state"].default


@pytest.mark.parametrize("name", STATEFUL)
def test_every_open_state_can_be_left(name: str) -> None:
    """What wants attention can always be brought to an end."""
    ends = set(states_of(STATEFUL[name])) - set(OPEN[name])
    for _ in states_of(STATEFUL[name]):
        ends |= {start for move in moves_of(name) if move.end in ends for start in move.starts}
    assert set(OPEN[name]) <= ends


def test_every_row_is_of_a_kind_and_sets_its_fields() -> None:
    """The kinds of the table are those that have states, and its fields are theirs."""
    assert set(STATEFUL) == set(OPEN) == {move.kind for move in MOVES}
    for move in EVERY_MOVE:
        cls = STATEFUL[move.kind]
        asked = {path[0] for path in links_of(cls)} | set(by_name(cls)) | set(by_name(Ask))
        assert {*move.sets, *move.clears, *move.day} <= {*asked, "why"}, move


@each_move
def test_a_move_reaches_its_state(move: Move) -> None:
    """From each state of its row a verb leads to the row's end, and the old record stays."""
    for start in move.starts:
        before = in_state(move.kind, start)
        after = made(before, move.verb)
        assert (move.end, start) == (after.state, before.state)
        assert (move.end in OPEN[move.kind]) == after.is_open
        assert (None if after.is_open else DAY) == after.closed_on
        if after.is_open:
            assert after.closed_why is None


@each_move
def test_a_move_that_there_is_not_is_refused_and_says_which_there_are(move: Move) -> None:
    """Each state outside of a verb's row refuses it, and names the commands it allows."""
    for state in set(states_of(STATEFUL[move.kind])) - set(move.starts):
        record = in_state(move.kind, state)
        with pytest.raises(Refused) as caught:
            made(record, move.verb)
        allowed = [one.command for one in moves_from(move.kind, state)]
        expected = f"what is {state} allows: {', '.join(allowed)}"
        assert (expected if allowed else f"{state} is its last state") == caught.value.hint
        assert record.headline in caught.value.message
        if state != move.end:
            assert f"can't {move.verb} what is {state}: {record.headline}" == caught.value.message


def test_every_state_is_reached_and_left_by_a_command() -> None:
    """No record gets into a state, or out of one, by editing its file alone."""
    states = [(kind, state) for kind, one in STATEFUL.items() for state in states_of(one)]
    assert [] == [one for one in states if not commands_to(*one)]
    assert LAST == {one for one in states if not commands_from(*one)}
    for kind, one in STATEFUL.items():
        assert any(move.end == states_of(one)[0] for move in MOVES if move.kind == kind)


def test_a_move_within_a_state_neither_reaches_nor_leaves_it() -> None:
    """A postponed action was open and is open."""
    assert ("action", "reopen") == commands_to("action", "open")
    assert ("done", "drop") == commands_from("action", "open")


@pytest.mark.parametrize("words", sorted({move.command for move in MOVES}))
def test_the_commands_are_there(words: str) -> None:
    """What the table names is a command of the program, or the verb of a noun."""
    name, *rest = words.replace(",", "").split()
    assert not ROWS[name].verbs or rest[0] in ROWS[name].verbs


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
    state = move_of(name, verb).starts[0]
    once = made(in_state(name, state), verb)
    with pytest.raises(Refused) as caught:
        made(once, verb)
    assert words == caught.value.message


def test_an_open_record_taken_up_again_says_that_it_is_open() -> None:
    """Without a day on which it closed there is none to name."""
    with pytest.raises(Refused, match=r"^already open: Rebuild slide 2$"):
        NEW["action"].move("reopen", DAY)
    with pytest.raises(Refused, match=r"^already active: priya-nair$"):
        in_state("relationship", "active").move("start", DAY)


def test_finishing_keeps_what_shows_it() -> None:
    """The evidence that was there stays, unless there is better."""
    known = replace(NEW["action"], evidence="a draft")
    done = known.move("finish", DAY)
    assert ("a draft", "done", DAY, None) == (
        done.evidence,
        done.state,
        done.closed_on,
        done.closed_why,
    )
    assert "the wiki" == known.move("finish", DAY, evidence="the wiki").evidence


def test_dropping_keeps_why_and_reopening_forgets_it() -> None:
    """Why it was given up is kept for as long as it is."""
    dropped = NEW["action"].move("drop", DAY, why="no use")
    assert ("no use", DAY) == (dropped.closed_why, dropped.closed_on)
    assert NEW["action"] == dropped.move("reopen", LATER)


def test_postponing_keeps_where_it_was() -> None:
    """Each move is kept: the day it had, the day it gets, when and why."""
    first = replace(NEW["action"], due=DAY)
    twice = first.move("postpone", DAY, due=LATER, why="busy").move("postpone", LATER, due=DAY)
    expected = (
        DayMove(was=DAY, now=LATER, on=DAY, why="busy"),
        DayMove(was=LATER, now=DAY, on=LATER),
    )
    assert (DAY, expected) == (twice.due, twice.moves)
    assert (DayMove(was=None, now=LATER, on=DAY),) == NEW["action"].move(
        "postpone", DAY, due=LATER
    ).moves
    moved = NEW["meeting"].move("postpone", DAY, at=NEW_AT, why="busy")
    assert (NEW_AT, (MomentMove(was=AT, now=NEW_AT, why="busy"),)) == (moved.at, moved.moves)
    assert (None, None) == (moved.closed_on, moved.closed_why)


def test_a_meeting_that_took_place_after_all() -> None:
    """One called off or missed can still be logged, and was then called off by nobody."""
    cancelled = NEW["meeting"].move("cancel", DAY, cancelled_by="them", why="ill")
    assert ("them", "ill") == (cancelled.cancelled_by, cancelled.closed_why)
    held = cancelled.move("hold", LATER)
    assert ("held", LATER, None, None) == (
        held.state,
        held.closed_on,
        held.closed_why,
        held.cancelled_by,
    )
    assert NEW["meeting"] == cancelled.move("reopen", LATER)


def test_a_topic_that_comes_back_forgets_its_meeting() -> None:
    """It is open as before, but what was concluded stays known."""
    discussed = made(NEW["topic"], "discuss")
    assert ("priya-mentor-002", "Two numbers") == (discussed.meeting, discussed.conclusion)
    again = discussed.move("reopen", LATER)
    assert (None, "Two numbers", True) == (again.meeting, again.conclusion, again.is_open)
    kept = replace(NEW["topic"], conclusion="One number").move("discuss", DAY)
    assert "One number" == kept.conclusion


def test_a_value_alone_takes_no_health_back() -> None:
    """How a goal looks is what was said last, also where later check-ins only measure."""
    said = Checkin(on=DAY, health="at_risk")
    measured = Checkin(on=DAY + dt.timedelta(days=7), value=8.0)
    goal = Goal(title="T", checkins=(said, measured))
    assert (measured, said) == (goal.latest, goal.judged)
    assert Goal(title="T", checkins=(measured,)).judged is None


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
    began = NEW["relationship"].move("start", DAY)
    assert ("active", DAY) == (began.state, began.start)
    agreed = replace(NEW["relationship"], start=LATER).move("start", DAY)
    assert LATER == agreed.start
    closed = began.move("close", LATER, closed_as="faded", why="no time")
    assert ("closed", "faded", LATER, "no time") == (
        closed.state,
        closed.closed_as,
        closed.closed_on,
        closed.closed_why,
    )
    with pytest.raises(Refused) as caught:
        closed.move("start", LATER)
    assert "what is closed allows: relationship renew" == caught.value.hint


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
    action = replace(NEW["action"], due=due, state=state)
    assert late == action.is_late(DAY)
