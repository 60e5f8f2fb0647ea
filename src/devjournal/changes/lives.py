"""Every state of every kind, with the commands that reach it and leave it: one table.

What a record allows stands in its own MOVES, and the words of each move in `verbs.COMMANDS`;
here the two meet, and with them the commands that make a record in the first place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from devjournal.changes.verbs import COMMANDS
from devjournal.models.base import Stateful
from devjournal.models.kinds import KINDS, class_for

MADE: Mapping[str, Mapping[str, str]] = {
    "relationship": {"candidate": "ask draft", "active": "meet --as"},
    "objective": {"open": "objective add"},
    "goal": {"active": "goal add"},
    "topic": {"open": "topic"},
    "meeting": {"planned": "meet --next", "held": "log --extra"},
    "action": {"open": "action"},
    "opportunity": {"idea": "opportunity add"},
    "entry": {"processing": "setback add"},
}
"""Kind to state to the command that makes a record in that state."""


class Life(NamedTuple):
    """One state: whether it still wants attention, and the commands that reach and leave it."""

    kind: str
    state: str
    is_open: bool
    reached: tuple[str, ...]
    left: tuple[str, ...]


def stateful_classes() -> Mapping[str, type[Stateful]]:
    """Return the class of each kind that has states; of entries only setbacks have."""
    return {
        kind.name: found
        for kind in KINDS.values()
        for variant in kind.classes
        if issubclass(found := class_for(kind.name, variant), Stateful)
    }


def lives() -> tuple[Life, ...]:
    """Return every state, kind by kind, in the order of a record's life."""
    return tuple(
        _life(kind, record_class, state)
        for kind, record_class in stateful_classes().items()
        for state in record_class.STATES
    )


def _life(kind: str, record_class: type[Stateful], state: str) -> Life:
    words = COMMANDS[kind]
    made = MADE[kind].get(state)
    moves = record_class.MOVES.items()
    reached = [words[verb] for verb, (starts, end) in moves if state == end and {*starts} - {end}]
    left = [words[verb] for verb, (starts, end) in moves if state in starts and state != end]
    return Life(
        kind=kind,
        state=state,
        is_open=state in record_class.OPEN,
        reached=tuple(dict.fromkeys([made, *reached] if made else reached)),
        left=tuple(dict.fromkeys(left)),
    )
