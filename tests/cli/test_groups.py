from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.terminal import SOURCE

if TYPE_CHECKING:
    from tests.runner import Runner


def test_a_noun_lists_its_verbs(runner: Runner) -> None:
    """In the order of a record's life, each with what it does."""
    out = runner.ok("goal", "--help").out
    assert 0 < out.index("\n  add ") < out.index("\n  checkin ")


def test_without_a_command_it_is_today(runner: Runner) -> None:
    """The dashboard is what one sees first."""
    assert runner.ok().out == runner.ok("today").out


@pytest.mark.parametrize(
    ("arguments", "module"),
    [(["--help"], None), (["prep", "--help"], "loop"), (["where"], "journal")],
)
def test_only_the_module_of_the_command_that_runs_is_imported(
    runner: Runner, arguments: list[str], module: str | None
) -> None:
    """`--help` reads nothing but the table."""
    script = (
        "import sys; from devjournal.cli.app import execute;"
        "from devjournal.cli.run import real_system;"
        f"execute({arguments!r}, real_system());"
        "print([n for n in sys.modules if n.startswith('devjournal.cli.commands.')],"
        "file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(SOURCE), "HOME": "/nowhere", **runner.environ},
        cwd=runner.root,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = [f"devjournal.cli.commands.{module}"] if module else []
    assert str(expected) == ran.stderr.strip()


def test_a_noun_says_where_its_list_is(runner: Runner) -> None:
    """Whoever looks for it behind the noun is told the command that works."""
    ran = runner("goal", "list")
    assert (2, True) == (ran.code, "devjournal list goal" in ran.err)
    assert 0 == runner("list", "goal").code
    assert "devjournal show ID" in runner("skill", "show", "x").err
