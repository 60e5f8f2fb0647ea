"""Short names of one's own for commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner


NAMES = """
[alias]
w = "win --tag desk"
done = "win"
add = "win"
odd = "win 'x"
no = "nothing"
"""


@pytest.fixture
def named(runner: Runner) -> Runner:
    """Return a program whose journal has short names."""
    file = runner.root / "journal.toml"
    file.write_text(file.read_text(encoding="utf-8") + NAMES, encoding="utf-8")
    return runner


def test_a_short_name_is_its_command(named: Runner) -> None:
    """What stands behind it goes on, common options before it too; one of many words is meant."""
    named.ok("w", "Shipped it")
    assert '"desk"' in named.ok("show", "bcdf", "--json").out
    assert "Led it" in named.ok("--json", "w", "Led it", "--tag", "team").out
    assert "win" in named.ok("add", "In a word that is meant otherwise").err


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("done", "missing"),  # a command stays what it is
        ("odd", "alias odd of journal.toml"),
        ("no", "nothing"),
        ("ww", "no such command 'ww'"),
    ],
)
def test_what_is_no_short_name(named: Runner, word: str, told: str) -> None:
    """No name hides a command, and one that leads nowhere says so."""
    ran = named(word)
    assert (2, True) == (ran.code, told in ran.err), ran


def test_without_a_journal_an_unknown_command_is_told(runner: Runner) -> None:
    """Looking for a short name needs no journal."""
    (runner.root / "journal.toml").unlink()
    assert "no such command 'w'" in runner("w").err
