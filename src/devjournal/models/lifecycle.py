"""The lives of records: one table of the moves that take a record from state to state.

A row says which kind a move is for, the states it leaves, the state it reaches, and the
command behind it; a row that leaves no state makes a new record. What a move sets besides
the state stands at its end: a field alone may be given with the move, `accepted_on=day` takes
the day of the move, and `meeting=unset` is cleared. The few moves that do more have it in the
method `moving` of their class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Move(NamedTuple):
    """One move: its verb, its kind, the states it leaves, the state it reaches, its command.

    `words` say what the command does, `sets` are the fields that may be given with it, `day`
    are those that take its day, `clears` those that it unsets.
    """

    verb: str
    kind: str
    starts: tuple[str, ...]
    end: str
    command: str
    words: str
    sets: tuple[str, ...]
    day: tuple[str, ...]
    clears: tuple[str, ...]


Row = tuple[str, str, str, str, str, str]

_RELATIONSHIP: tuple[Row, ...] = (
    ("add", "", "candidate", "ask draft", "Draft a request", ""),
    ("meet", "", "active", "meet --as", "Start a relationship", ""),
    ("ask", "candidate later", "asked", "ask sent", "Record that you asked", ""),
    ("put off", "asked", "later", "ask answer later --on", 'Record a "later"', "follow_up_on"),
    ("decline", "asked", "declined", "ask answer no", 'Record a "no"', "referred_to why"),
    (
        *("start", "candidate asked later declined", "active", "relationship start"),
        *("Start a relationship", "start"),
    ),
    ("pause", "active", "paused", "relationship pause", "Pause a relationship", ""),
    ("resume", "paused", "active", "relationship resume", "Resume a relationship", ""),
    (
        *("renew", "active paused closed", "active", "relationship renew"),
        *("Start another round of meetings", "closed_as=unset"),
    ),
    (
        *("close", "active paused", "closed", "relationship close --as"),
        *("Close a relationship", "closed_as why"),
    ),
)

_OBJECTIVE: tuple[Row, ...] = (
    ("add", "", "open", "objective add", "Add an objective", ""),
    ("meet", "open", "met", "objective close --as met", "Mark an objective met", "why"),
    ("miss", "open", "missed", "objective close --as missed", "Mark an objective missed", "why"),
    ("drop", "open", "dropped", "drop", "Drop an objective", "why"),
    ("reopen", "met missed dropped", "open", "reopen", "Reopen an objective", ""),
)

_GOAL: tuple[Row, ...] = (
    ("add", "", "active", "goal add", "Add a goal", ""),
    ("pause", "active", "paused", "goal pause", "Pause a goal", ""),
    ("resume", "paused", "active", "goal resume", "Resume a goal", ""),
    ("achieve", "active paused", "achieved", "goal achieve", "Mark a goal achieved", ""),
    ("drop", "active paused", "dropped", "drop", "Drop a goal", "why"),
    ("reopen", "achieved dropped", "active", "reopen", "Reopen a goal", ""),
)

_TOPIC: tuple[Row, ...] = (
    ("add", "", "open", "topic", "Add a topic", ""),
    (
        *("discuss", "open", "discussed", "log, or done", "Mark a topic discussed"),
        "meeting=unset meeting conclusion",
    ),
    ("drop", "open", "dropped", "drop", "Drop a topic", "why"),
    ("reopen", "discussed dropped", "open", "reopen", "Reopen a topic", "meeting=unset"),
)

_MEETING: tuple[Row, ...] = (
    ("add", "", "planned", "meet --next", "Plan a meeting", ""),
    ("log", "", "held", "log --extra", "Log a meeting that was not planned", ""),
    ("hold", "planned cancelled missed", "held", "log", "Log a meeting", "cancelled_by=unset"),
    ("cancel", "planned", "cancelled", "cancel", "Cancel a meeting", "cancelled_by why"),
    ("miss", "planned", "missed", "missed", "Record a missed meeting", "why"),
    ("postpone", "planned", "planned", "postpone --to", "Move a meeting", "at why"),
    (
        *("reopen", "cancelled missed", "planned", "reopen", "Plan a meeting again"),
        "cancelled_by=unset",
    ),
)

_ACTION: tuple[Row, ...] = (
    ("add", "", "open", "action", "Add an action item", ""),
    ("finish", "open", "done", "done", "Mark an action item done", "evidence"),
    ("drop", "open", "dropped", "drop", "Drop an action item", "why"),
    ("postpone", "open", "open", "postpone --to", "Move the due day", "due why"),
    ("reopen", "done dropped", "open", "reopen", "Reopen an action item", ""),
)

_OPPORTUNITY: tuple[Row, ...] = (
    ("add", "", "idea", "opportunity add", "Add an opportunity", ""),
    (
        *("propose", "idea", "proposed", "opportunity propose"),
        *("Record a proposal", "proposed_on=day"),
    ),
    (
        *("accept", "idea proposed", "accepted", "opportunity accept", "Accept an opportunity"),
        "accepted_on=day expected_result",
    ),
    (
        *("decline", "idea proposed accepted", "declined", "opportunity decline"),
        *("Decline an opportunity", "why"),
    ),
    (
        *("deliver", "accepted", "delivered", "opportunity deliver --outcome"),
        *("Record how it went", "on=day outcome result"),
    ),
    (
        *("reopen", "declined", "idea", "reopen", "Reopen an opportunity"),
        "proposed_on=unset accepted_on=unset",
    ),
)

_SETBACK: tuple[Row, ...] = (
    ("add", "", "processing", "setback add", "Record a setback", ""),
    ("debrief", "processing", "debriefed", "setback debrief", "Record the debrief", "feedback"),
    (
        *("rebuild", "processing debriefed", "rebuilding", "setback rebuild --approach"),
        *("Change the approach", "new_approach gap_skills"),
    ),
    ("retry", "rebuilding", "retrying", "setback retry", "Try again", ""),
    (
        *("close", "processing debriefed rebuilding retrying", "closed", "setback close"),
        *("Close a setback", "why"),
    ),
    ("reopen", "closed", "debriefed", "reopen", "Reopen a setback", ""),
)

_LIVES: Mapping[str, tuple[str, tuple[Row, ...]]] = {
    "relationship": ("candidate asked later active paused", _RELATIONSHIP),
    "objective": ("open", _OBJECTIVE),
    "goal": ("active paused", _GOAL),
    "topic": ("open", _TOPIC),
    "meeting": ("planned", _MEETING),
    "action": ("open", _ACTION),
    "opportunity": ("idea proposed accepted", _OPPORTUNITY),
    "setback": ("processing debriefed rebuilding retrying", _SETBACK),
}
"""Kind to its open states and its moves, in the order of a record's life."""

OPEN: Mapping[str, tuple[str, ...]] = {
    kind: tuple(states.split()) for kind, (states, _) in _LIVES.items()
}
"""Kind to the states in which a record still wants attention."""


def _move(kind: str, row: Row) -> Move:
    verb, starts, end, command, words, sets = row
    parts = [part.partition("=") for part in sets.split()]

    def named(how: str) -> tuple[str, ...]:
        return tuple(name for name, _, value in parts if value == how)

    fields = (named(""), named("day"), named("unset"))
    return Move(verb, kind, tuple(starts.split()), end, command, words, *fields)


MOVES: tuple[Move, ...] = tuple(_move(kind, row) for kind in _LIVES for row in _LIVES[kind][1])
"""Every move, kind by kind."""


def moves_of(kind: str) -> tuple[Move, ...]:
    """Return the moves of a kind; those that make a new record are not among them."""
    return tuple(move for move in MOVES if move.kind == kind and move.starts)


def moves_from(kind: str, state: str) -> tuple[Move, ...]:
    """Return the moves of a kind that can leave a state."""
    return tuple(move for move in moves_of(kind) if state in move.starts)


def move_of(kind: str, verb: str) -> Move:
    """Return one move of a kind; KeyError if it has no such move."""
    return {move.verb: move for move in moves_of(kind)}[verb]


def kinds_that(*verbs: str) -> tuple[str, ...]:
    """Return the kinds that have a move of one of these verbs."""
    return tuple(kind for kind in OPEN if any(move.verb in verbs for move in moves_of(kind)))


def commands_to(kind: str, state: str) -> tuple[str, ...]:
    """Return the commands that bring a record of a kind to a state, from another or anew."""
    moves = (move for move in MOVES if move.kind == kind and move.end == state)
    return _commands(move for move in moves if move.starts != (state,))


def commands_from(kind: str, state: str) -> tuple[str, ...]:
    """Return the commands that take a record of a kind out of a state."""
    return _commands(move for move in moves_from(kind, state) if move.end != state)


def _commands(moves: Iterable[Move]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(move.command for move in moves))
