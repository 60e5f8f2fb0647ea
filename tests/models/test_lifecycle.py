"""The lives of records: the states there are, the moves between them, and those refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from devjournal.cli.table import ROWS
from devjournal.errors import Refused
from devjournal.models.base import Stateful, by_name, life_of, replace
from devjournal.models.entries import Setback
from devjournal.models.growth import Checkin, Goal, Objective, Opportunity
from devjournal.models.lifecycle import MOVES, OPEN, Move, moves_from, moves_of
from devjournal.models.links import links_of
from devjournal.models.meetings import Action, DayMove, Meeting, MomentMove, Topic
from devjournal.models.people import Ask, Relationship
from devjournal.models.registry import every_class

DAY = dt.date(2026, 10, 15)
LATER = dt.date(2026, 11, 19)
AT = dt.datetime(2026, 10, 15, 15, tzinfo=dt.UTC)
NEW_AT = dt.datetime(2026, 11, 19, 15, tzinfo=dt.UTC)

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


def states_of(name: str) -> tuple[str, ...]:
    """Return the states of a kind; the first is the one a new record is in."""
    return by_name(STATEFUL[name])["state"].choices


@pytest.mark.parametrize("name", STATEFUL)
def test_every_state_is_reached_and_can_be_brought_to_an_end(name: str) -> None:
    """From the first state the moves lead to every other, and from each open one to a last."""
    states, moves = states_of(name), moves_of(name)
    reached, ended = {states[0]}, set(states) - set(OPEN[name])
    for _ in states:
        reached |= {move.end for move in moves if reached & set(move.starts)}
        ended |= {start for move in moves if move.end in ended for start in move.starts}
    assert set(states) == reached == ended
    assert set(states) == {*states, *OPEN[name], *(s for m in moves for s in (*m.starts, m.end))}
    assert states[0] in OPEN[name]
    assert states[0] in {move.end for move in MOVES if move.kind == name and not move.starts}
    stay = {state for state in states if all(m.end == state for m in moves_from(name, state))}
    assert stay == {"meeting": {"held"}, "opportunity": {"delivered"}}.get(name, set()), "happened"


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
    for state in set(states_of(move.kind)) - set(move.starts):
        record = in_state(move.kind, state)
        with pytest.raises(Refused) as caught:
            made(record, move.verb)
        allowed = [one.command for one in moves_from(move.kind, state)]
        expected = f"what is {state} allows: {', '.join(allowed)}"
        assert (expected if allowed else f"{state} is its last state") == caught.value.hint
        assert record.headline in caught.value.message
        if state != move.end:
            assert (
                f"{move.name} is not for what is {state}: {record.headline}" == caught.value.message
            )


@pytest.mark.parametrize("words", sorted({move.command for move in MOVES}))
def test_the_commands_are_there(words: str) -> None:
    """What the table names is a command of the program, or the verb of a noun."""
    name, *rest = words.replace(",", "").split()
    assert not ROWS[name].verbs or rest[0] in ROWS[name].verbs


@each_move
def test_a_second_time_says_when_the_first_was(move: Move) -> None:
    """Whoever does what is done learns that, and on which day if the record was closed."""
    once = made(in_state(move.kind, move.starts[0]), move.verb)
    if once.state not in move.starts:
        with pytest.raises(Refused) as caught:
            made(once, move.verb)
        since = "" if once.is_open else " on Thu 15 Oct 2026"
        assert f"already {once.state}{since}: {once.headline}" == caught.value.message


@pytest.mark.parametrize(
    ("name", "state", "verb", "told", "after"),
    [
        ("action", "open", "finish", {}, {"evidence": "known", "closed_why": None}),
        ("action", "open", "finish", {"evidence": "the wiki"}, {"evidence": "the wiki"}),
        ("action", "open", "finish", {"evidence": None}, {"evidence": "known"}),
        ("action", "open", "drop", {"why": "no use"}, {"closed_why": "no use"}),
        ("action", "dropped", "reopen", {}, {"closed_why": None, "closed_on": None}),
        ("meeting", "planned", "cancel", {"cancelled_by": "me"}, {"cancelled_by": "me"}),
        ("meeting", "cancelled", "hold", {}, {"cancelled_by": None, "closed_why": None}),
        ("meeting", "cancelled", "reopen", {}, {"cancelled_by": None, "closed_on": None}),
        ("topic", "open", "discuss", {"meeting": "m"}, {"meeting": "m", "conclusion": "known"}),
        ("topic", "open", "discuss", {}, {"meeting": None, "conclusion": "known"}),
        ("topic", "discussed", "reopen", {}, {"meeting": None, "conclusion": "known"}),
        ("opportunity", "idea", "propose", {}, {"proposed_on": DAY}),
        ("opportunity", "declined", "reopen", {}, {"proposed_on": None, "accepted_on": None}),
        ("relationship", "asked", "start", {}, {"start": LATER}),
        ("relationship", "active", "close", {"closed_as": "faded"}, {"closed_as": "faded"}),
        ("relationship", "closed", "renew", {}, {"closed_as": None}),
    ],
)
def test_what_a_move_keeps_sets_and_forgets(
    name: str, state: str, verb: str, told: dict[str, Any], after: dict[str, Any]
) -> None:
    """What was known stays unless there is better, and what an end said goes with the end."""
    known: dict[str, dict[str, Any]] = {
        "action": {"evidence": "known"},
        "meeting": {"cancelled_by": "them"},
        "topic": {"conclusion": "known", "meeting": "priya-mentor-001"},
        "opportunity": {"proposed_on": LATER, "accepted_on": LATER},
        "relationship": {"start": LATER, "closed_as": "completed"},
    }
    before = replace(in_state(name, state), closed_why="no time", **known[name])
    moved = before.move(verb, DAY, **told)
    assert after == {field: getattr(moved, field) for field in after}


def test_a_relationship_starts_on_the_day_it_starts() -> None:
    """Unless another was agreed before."""
    assert DAY == NEW["relationship"].move("start", DAY).start


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


def test_a_value_alone_takes_no_health_back() -> None:
    """How a goal looks is what was said last, also where later check-ins only measure."""
    said = Checkin(on=DAY, health="at_risk")
    measured = Checkin(on=DAY + dt.timedelta(days=7), value=Decimal(8))
    goal = Goal(title="T", checkins=(said, measured))
    assert (measured, said) == (goal.latest, goal.judged)
    assert Goal(title="T", checkins=(measured,)).judged is None


def test_a_goal_is_looked_at_while_it_is_open() -> None:
    """Check-ins are added to active and paused goals; closed ones say what they allow."""
    checkin = Checkin(on=DAY, value=Decimal(3))
    for state in ("active", "paused"):
        assert (checkin, checkin) == in_state("goal", state).check_in(checkin).check_in(
            checkin
        ).checkins
    for state in ("achieved", "dropped"):
        with pytest.raises(Refused, match=f"can't check in on what is {state}") as caught:
            in_state("goal", state).check_in(checkin)
        assert f"what is {state} allows: reopen ID" == caught.value.hint
