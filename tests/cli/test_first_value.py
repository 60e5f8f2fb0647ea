"""First value in two minutes: four commands from nothing to the first agenda."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

from devjournal.cli import app
from devjournal.cli.run import System
from tests.runner import Ran
from tests.terminal import Terminal, ended

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEET = (
    *("meet", "Priya Nair", "--as", "mentor", "--purpose", "financial acumen"),
    *("--next", "15-oct 15:00"),
)
TOPIC = ("topic", "priya", "How do you choose the number that leads?")


class Newcomer:
    """Somebody who has the program and no journal yet, in an empty folder."""

    def __init__(self, folder: Path) -> None:
        """Begin with nothing."""
        self.root = folder / "journal"
        self.text = ""
        self._folder = folder
        folder.mkdir()

    def __call__(self, *arguments: str) -> Ran:
        """Run a command, and keep what it showed."""
        out, err = io.StringIO(), io.StringIO()
        environ = {
            "DEVJOURNAL_TODAY": "2026-10-14T09:00",
            "DEVJOURNAL_DIR": str(self.root),
            "TZ": "Europe/Dublin",
            "COLUMNS": "80",
        }
        system = System(
            environ, io.StringIO(), out, err, self._folder, lambda alphabet: alphabet[0]
        )
        ran = Ran(app.execute(list(arguments), system), out.getvalue(), err.getvalue())
        words = (f'"{word}"' if " " in word else word for word in arguments)
        # However long the path is, and wherever it made the line break.
        shown = re.sub(rf"\s+{re.escape(str(self.root))}", " JOURNAL", ran.out + ran.err)
        self.text += " ".join(["$ devjournal", *words]) + f"\n{shown}\n"
        return ran


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    """Return somebody with nothing."""
    return Newcomer(tmp_path / "home")


def test_each_view_on_the_way_names_the_one_next_step(newcomer: Newcomer) -> None:
    """Nowhere does one stand without knowing what to type."""
    assert "devjournal init" in newcomer().err
    assert "devjournal meet" in newcomer("init", "--name", "Robin Vale").err
    assert 'devjournal meet "NAME" --as mentor' in newcomer().out
    assert 'devjournal meet "priya" --as mentor' in newcomer("prep", "priya").err
    newcomer(*MEET)
    assert "devjournal prep priya" in newcomer().out
    assert 'devjournal topic priya "..."' in newcomer("prep", "priya").out
    newcomer(*TOPIC)
    assert 'devjournal topic priya "..."' in newcomer("prep", "priya").out
    newcomer("topic", "priya", "Q4 forecast")
    assert newcomer("prep", "priya").out.endswith(
        "Ready: a question and a topic, 45 of 45 minutes.\n"
    )


def test_four_commands_lead_to_the_first_agenda(
    newcomer: Newcomer, snapshot_file: Callable[[str, str], None]
) -> None:
    """init, meet, topic, prep: the whole of it at 80 columns, with the views in between."""
    newcomer()
    newcomer("init", "--name", "Robin Vale", "--role", "Support", "--aspiration", "Lead a team")
    newcomer()
    newcomer(*MEET)
    newcomer()
    newcomer("prep", "priya")
    newcomer(*TOPIC, "--deep-dive", "--minutes", "15")
    ran = newcomer("prep", "priya")
    assert 0 == ran.code
    assert "How do you choose the number that leads?" in ran.out
    snapshot_file(newcomer.text, "first_value.txt")


def test_init_asks_three_questions_on_a_terminal(terminal: Terminal, tmp_path: Path) -> None:
    """A name, a role, where one wants to go; Enter skips the last two."""
    terminal.root = tmp_path / "new"
    child = terminal("init")
    child.expect_exact("Your name: ")
    child.sendline("Robin Vale")
    child.expect_exact("Your role today (Enter to skip): ")
    child.sendline("")
    child.expect_exact("Where do you want to go (Enter to skip): ")
    child.sendline("Lead a team")
    child.expect_exact("a journal for Robin Vale in")
    assert 0 == ended(child)
    text = (terminal.root / "journal.toml").read_text()
    assert 'name = "Robin Vale"' in text
    assert 'aspiration = "Lead a team"' in text
    assert "roles" not in text
    child = terminal("meet", "Priya Nair")
    child.expect_exact("What are they to you")
    child.sendline("mentor")
    child.expect_exact("Why you work together: ")
    child.sendline("financial acumen")
    child.expect_exact("relationship priya-mentor")
    assert 0 == ended(child)


def test_answers_and_flags_make_the_same_file(terminal: Terminal, newcomer: Newcomer) -> None:
    """However it is told, journal.toml is the same."""
    newcomer("init", "--name", "Robin Vale", "--role", "Support", "--timezone", "Europe/Dublin")
    terminal.root = newcomer.root.parent / "asked"
    child = terminal("init", "--timezone", "Europe/Dublin")
    for answer in ("Robin Vale", "Support", ""):
        child.expect_exact(": ")
        child.sendline(answer)
    assert 0 == ended(child)
    made = [root / "journal.toml" for root in (newcomer.root, terminal.root)]
    assert made[0].read_bytes() == made[1].read_bytes()
