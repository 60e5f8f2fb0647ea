"""The lives of records: one table of the moves that take a record from state to state.

A row says which kind a move is for, the states it leaves, the state it reaches, and the
command behind it; a row that leaves no state makes a new record. What a move sets besides
the state stands in `day` and `clears`, and for the few moves that do more, in the method
`moving` of the kind's class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Move(NamedTuple):
    """One move: its verb, its kind, the states it leaves, the state it reaches, its command.

    `words` say what the command does, `sets` are the fields that may be given with it. `day`
    is the field that takes the day of the move, `clears` are the fields that it unsets.
    """

    verb: str
    kind: str
    starts: tuple[str, ...]
    end: str
    command: str
    words: str
    sets: tuple[str, ...] = ()
    day: str = ""
    clears: tuple[str, ...] = ()


def _move(
    verb: str,
    starts: str,
    end: str,
    command: str,
    words: str,
    sets: str = "",
    *,
    day: str = "",
    clears: str = "",
) -> Move:
    """Return a row of the table, its lists written as words, still without its kind."""
    parts = (tuple(sets.split()), day, tuple(clears.split()))
    return Move(verb, "", tuple(starts.split()), end, command, words, *parts)


_LIVES: Mapping[str, tuple[str, tuple[Move, ...]]] = {
    "relationship": (
        "candidate asked later active paused",
        (
            _move("add", "", "candidate", "ask draft", "Draft a request"),
            _move("meet", "", "active", "meet --as", "Start a relationship"),
            _move("ask", "candidate later", "asked", "ask sent", "Record that you asked"),
            _move(
                *("put off", "asked", "later", "ask answer later --on", 'Record a "later"'),
                "follow_up_on",
            ),
            _move(
                *("decline", "asked", "declined", "ask answer no", 'Record a "no"'),
                "referred_to why",
            ),
            _move(
                *("start", "candidate asked later declined", "active", "relationship start"),
                "Start a relationship",
                "start",
            ),
            _move("pause", "active", "paused", "relationship pause", "Pause a relationship"),
            _move("resume", "paused", "active", "relationship resume", "Resume a relationship"),
            _move(
                *("renew", "active paused closed", "active", "relationship renew"),
                "Start another round of meetings",
                clears="closed_as",
            ),
            _move(
                *("close", "active paused", "closed", "relationship close --as"),
                "Close a relationship",
                "closed_as why",
            ),
        ),
    ),
    "objective": (
        "open",
        (
            _move("add", "", "open", "objective add", "Add an objective"),
            _move("meet", "open", "met", "objective close --as met", "Mark it met", "why"),
            _move("miss", "open", "missed", "objective close --as missed", "Mark it missed", "why"),
            _move("drop", "open", "dropped", "drop", "Drop an objective", "why"),
            _move("reopen", "met missed dropped", "open", "reopen", "Reopen an objective"),
        ),
    ),
    "goal": (
        "active paused",
        (
            _move("add", "", "active", "goal add", "Add a goal"),
            _move("pause", "active", "paused", "goal pause", "Pause a goal"),
            _move("resume", "paused", "active", "goal resume", "Resume a goal"),
            _move("achieve", "active paused", "achieved", "goal achieve", "Mark a goal achieved"),
            _move("drop", "active paused", "dropped", "drop", "Drop a goal", "why"),
            _move("reopen", "achieved dropped", "active", "reopen", "Reopen a goal"),
        ),
    ),
    "topic": (
        "open",
        (
            _move("add", "", "open", "topic", "Add a topic"),
            _move(
                *("discuss", "open", "discussed", "log, or done", "Mark a topic discussed"),
                "meeting conclusion",
                clears="meeting",
            ),
            _move("drop", "open", "dropped", "drop", "Drop a topic", "why"),
            _move(
                *("reopen", "discussed dropped", "open", "reopen", "Reopen a topic"),
                clears="meeting",
            ),
        ),
    ),
    "meeting": (
        "planned",
        (
            _move("add", "", "planned", "meet --next", "Plan a meeting"),
            _move("log", "", "held", "log --extra", "Log a meeting that was not planned"),
            _move(
                *("hold", "planned cancelled missed", "held", "log", "Log a meeting"),
                clears="cancelled_by",
            ),
            _move(
                *("cancel", "planned", "cancelled", "cancel", "Cancel a meeting"),
                "cancelled_by why",
            ),
            _move("miss", "planned", "missed", "missed", "Record a missed meeting", "why"),
            _move("postpone", "planned", "planned", "postpone --to", "Move a meeting", "at why"),
            _move(
                *("reopen", "cancelled missed", "planned", "reopen", "Plan a meeting again"),
                clears="cancelled_by",
            ),
        ),
    ),
    "action": (
        "open",
        (
            _move("add", "", "open", "action", "Add an action item"),
            _move("finish", "open", "done", "done", "Mark an action item done", "evidence"),
            _move("drop", "open", "dropped", "drop", "Drop an action item", "why"),
            _move("postpone", "open", "open", "postpone --to", "Move the due day", "due why"),
            _move("reopen", "done dropped", "open", "reopen", "Reopen an action item"),
        ),
    ),
    "opportunity": (
        "idea proposed accepted",
        (
            _move("add", "", "idea", "opportunity add", "Add an opportunity"),
            _move(
                *("propose", "idea", "proposed", "opportunity propose", "Record a proposal"),
                day="proposed_on",
            ),
            _move(
                *("accept", "idea proposed", "accepted", "opportunity accept"),
                "Accept an opportunity",
                "expected_result",
                day="accepted_on",
            ),
            _move(
                *("decline", "idea proposed accepted", "declined", "opportunity decline"),
                "Decline an opportunity",
                "why",
            ),
            _move(
                *("deliver", "accepted", "delivered", "opportunity deliver --outcome"),
                "Record how it went",
                "outcome result",
                day="on",
            ),
            _move(
                *("reopen", "declined", "idea", "reopen", "Reopen an opportunity"),
                clears="proposed_on accepted_on",
            ),
        ),
    ),
    "setback": (
        "processing debriefed rebuilding retrying",
        (
            _move("add", "", "processing", "setback add", "Record a setback"),
            _move(
                *("debrief", "processing", "debriefed", "setback debrief", "Record the debrief"),
                "feedback",
            ),
            _move(
                *("rebuild", "processing debriefed", "rebuilding", "setback rebuild --approach"),
                "Change the approach",
                "new_approach gap_skills",
            ),
            _move("retry", "rebuilding", "retrying", "setback retry", "Try again"),
            _move(
                *("close", "processing debriefed rebuilding retrying", "closed", "setback close"),
                "Close a setback",
                "why",
            ),
            _move("reopen", "closed", "debriefed", "reopen", "Reopen a setback"),
        ),
    ),
}
"""Kind to its open states, in which a record still wants attention, and its moves."""

OPEN: Mapping[str, tuple[str, ...]] = {
    kind: tuple(states.split()) for kind, (states, _) in _LIVES.items()
}
"""Kind to the states in which a record still wants attention."""

MOVES: tuple[Move, ...] = tuple(
    move._replace(kind=kind) for kind, (_, moves) in _LIVES.items() for move in moves
)
"""Every move, kind by kind, in the order of a record's life."""


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


def _commands(moves: Iterator[Move]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(move.command for move in moves))
