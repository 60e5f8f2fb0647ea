from __future__ import annotations

from devjournal.changes.lives import MADE, Life, lives, stateful_classes
from devjournal.changes.verbs import COMMANDS
from devjournal.cli.table import ROWS

LAST = {("meeting", "held"), ("opportunity", "delivered")}
"""What happened stays so."""


def test_every_state_is_in_the_table() -> None:
    """Each state of each kind has one row, in the order of a record's life."""
    told = [(life.kind, life.state) for life in lives()]
    states = [(kind, state) for kind, one in stateful_classes().items() for state in one.STATES]
    assert states == told


def test_every_state_is_reached_and_left_by_a_command() -> None:
    """No record gets into a state, or out of one, by editing its file alone."""
    assert [] == [life for life in lives() if not life.reached]
    assert LAST == {(life.kind, life.state) for life in lives() if not life.left}


def test_a_record_is_made_in_its_first_state_at_least() -> None:
    """Every kind with states has a command that makes one."""
    firsts = {kind: one.STATES[0] for kind, one in stateful_classes().items()}
    assert {} == {kind: state for kind, state in firsts.items() if state not in MADE[kind]}


def test_the_commands_are_there() -> None:
    """Those that make records are commands of the program, as those that move them are."""
    words = [words for kind in (*MADE.values(), *COMMANDS.values()) for words in kind.values()]
    assert set() == {one.replace(",", "").split()[0] for one in words} - set(ROWS)


def test_a_move_within_a_state_neither_reaches_nor_leaves_it() -> None:
    """A postponed action was open and is open."""
    (found,) = (life for life in lives() if (life.kind, life.state) == ("action", "open"))
    assert Life("action", "open", found.is_open, ("action", "reopen"), ("done", "drop")) == found
    assert found.is_open
