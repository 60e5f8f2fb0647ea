from __future__ import annotations

import pytest

from devjournal.changes.verbs import COMMANDS, ways_on
from devjournal.cli.table import ROWS
from devjournal.models.base import Stateful
from devjournal.models.kinds import KINDS, class_for
from tests.builders import action, person

STATEFUL = {
    kind.name: record_class
    for kind in KINDS.values()
    for variant in kind.classes
    if issubclass(record_class := class_for(kind.name, variant), Stateful)
}


def test_every_move_has_its_command() -> None:
    """Each verb of each kind is in the table, and nothing else is."""
    moves = {(kind, verb) for kind, one in STATEFUL.items() for verb in one.MOVES}
    told = {(kind, verb) for kind, verbs in COMMANDS.items() for verb in verbs}
    assert moves == told


@pytest.mark.parametrize(
    "words", sorted({words for verbs in COMMANDS.values() for words in verbs.values()})
)
def test_the_commands_are_there(words: str) -> None:
    """What the table names is a command of the program, or the verb of a noun."""
    name, *rest = words.replace(",", "").split()
    row = ROWS[name]
    assert not row.verbs or rest[0] in row.verbs


def test_ways_on_are_those_of_the_state() -> None:
    """A record tells the commands for the state it is in; one without states has none."""
    assert ("devjournal reopen",) == ways_on(action("kwtz-x", state="dropped"))
    assert () == ways_on(person())
