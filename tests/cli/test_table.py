from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from devjournal.cli.program import Root
from devjournal.cli.run import Run
from devjournal.cli.system import System
from devjournal.cli.table import PANELS, ROWS
from tests.runner import CLOCK, FILES, Runner
from tests.terminal import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
WIDE = 80
COMMON = {"--journal", "--json", "--color", "--linear", "--no-input", "--help"}
MAKES_A_JOURNAL = {"init", "demo"}
IS_SECRET = {"backup", "restore"}
"""Asks for a passphrase, and takes seconds for it: tests/cli/test_backup.py runs them."""
SERVES = {"mcp"}
"""Goes on until its stdin ends, the process's own: tests/exchange runs it as one."""
NOT_RUN = MAKES_A_JOURNAL | SERVES | IS_SECRET
AFTER_A_MEETING = {"log", "missed"}
CLOCKS = (CLOCK, "2026-10-22T15:30", "2028-02-29T00:01")
"""The day of the example journal, one soon after it, and one more than a year later."""
BEFORE = {
    ("undo",): (("done", "kwdf"),),
    ("redo",): (("done", "kwdf"), ("undo",)),
    ("relationship", "resume"): (("relationship", "pause", "misaki"),),
    ("ask", "answer"): (("ask", "sent", "dermot"),),
    ("setback", "retry"): (("setback", "rebuild", "cgnw", "--approach", "Ask first"),),
}
"""What is done first, so that an example has something to do."""


def commands() -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, and of every verb of a noun."""
    root = Root()
    with root.make_context("devjournal", [], resilient_parsing=True) as ctx:
        for row in ROWS.values():
            if not row.verbs:
                yield (row.name,)
                continue
            noun = root.get_command(ctx, row.name)
            yield from ((row.name, verb) for verb in noun.list_commands(ctx))


COMMANDS = tuple(commands())
NOUNS = tuple((name,) for name, row in ROWS.items() if row.verbs)
each_command = pytest.mark.parametrize("words", COMMANDS, ids=" ".join)


def built(words: tuple[str, ...]) -> Any:
    """Return a command as Typer has it."""
    command: Any = Root()
    with command.make_context("devjournal", [], resilient_parsing=True) as ctx:
        for word in words:
            command = command.get_command(ctx, word)
    return command


def example_of(words: tuple[str, ...]) -> list[str]:
    """Return the arguments of the one example in a command's help."""
    _, _, line = (built(words).epilog or "").partition("Example:\n")
    return shlex.split(line.replace("\\\n", " ").strip())


@each_command
def test_a_command_says_what_it_does_and_what_its_parameters_mean(words: tuple[str, ...]) -> None:
    """Each command has help of a sentence, and so has each argument and flag."""
    command = built(words)
    assert command.help
    assert command.help.partition("\n\n")[0].endswith(".")
    assert [] == [one.name for one in command.params if not one.help]


@pytest.mark.parametrize("words", [(), *NOUNS, *COMMANDS], ids=" ".join)
def test_every_help_shows_the_common_options(words: tuple[str, ...], runner: Runner) -> None:
    """Those that work everywhere, and a command's example; `-h` is as good as `--help`."""
    shown = runner.ok(*words, "--help").out
    assert set() == {option for option in COMMON if option not in shown}
    assert "--debug" not in shown
    assert 1 == shown.count("Example:\n")
    assert shown == runner.ok(*words, "-h").out


@pytest.mark.parametrize("words", [(), *NOUNS, *COMMANDS], ids=" ".join)
def test_an_example_fits_a_terminal_and_pastes_as_one_command(
    words: tuple[str, ...], runner: Runner
) -> None:
    """No line of it is broken by a terminal, none within a word; a noun has that of a verb."""
    runner.environ["COLUMNS"] = str(WIDE)
    *_, shown = runner.ok(*words, "--help").out.partition("Example:\n")
    lines = shown.rstrip("\n").split("\n")
    assert max(map(len, lines)) < WIDE
    assert [False, *[True] * (len(lines) - 1)] == [one.startswith("      ") for one in lines]
    pasted = shlex.split(shown.replace("\\\n", " "))
    assert ["devjournal", *(words or ("demo",))] == pasted[: len(words or ("demo",)) + 1]


@each_command
def test_the_example_parses(words: tuple[str, ...], runner: Runner) -> None:
    """What help shows is the command itself with flags and arguments that it has."""
    program, *arguments = example_of(words)
    assert "devjournal" == program
    assert words == tuple(arguments[: len(words)])
    command = built(words)
    system = System({}, sys.stdin, sys.stdout, sys.stderr, runner.root, str)
    parent = typer.Context(Root(), obj=Run(system))
    assert command.make_context(words[-1], arguments[len(words) :], parent=parent)


@pytest.mark.parametrize(
    "words",
    [one for one in COMMANDS if one[0] not in NOT_RUN],
    ids=" ".join,
)
@pytest.mark.parametrize("clock", CLOCKS)
def test_the_example_runs_on_the_example_journal_whatever_the_day(
    words: tuple[str, ...], clock: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever types the example on examples/maya sees it work, on that day and long after."""
    monkeypatch.chdir(tmp_path)  # where it may write a file
    if words[0] in AFTER_A_MEETING and clock == CLOCKS[0]:
        clock = "2026-10-15T16:30"
    runner = Runner(tmp_path, journal=ROOT / "examples" / "maya", clock=clock)
    runner.environ["EDITOR"] = "true"
    for name, text in FILES.items() if words[0] == "import" else ():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for arguments in BEFORE.get(words, ()):
        runner.ok(*arguments)
    runner.ok(*example_of(words)[1:])


def test_the_panels_show_every_command_with_its_summary(runner: Runner) -> None:
    """The root's help is the table: each panel, and each command's line in it."""
    shown = " ".join(runner.ok("--help").out.split())
    for panel, rows in PANELS.items():
        assert panel in shown
        assert [] == [row.name for row in rows if f"{row.name} {row.summary}" not in shown]


def test_a_summary_stands_in_the_table_alone() -> None:
    """What a command does in a line is said once: no command's help begins with it again."""
    summaries = {f"{row.summary}." for row in ROWS.values()}
    starts = {words: built(words).help.partition("\n\n")[0] for words in COMMANDS}
    assert {} == {words: start for words, start in starts.items() if start in summaries}


@pytest.mark.parametrize(
    ("typed", "meant"), [("gaol", "goal"), ("wins", "win"), ("metting", "meeting")]
)
def test_an_unknown_command_names_the_nearest(typed: str, meant: str, runner: Runner) -> None:
    """A misspelt command is 2, and says what may be meant."""
    ran = runner(typed)
    assert 2 == ran.code
    assert meant in ran.err


def test_a_noun_lists_its_verbs(runner: Runner) -> None:
    """In the order of a record's life, each with what it does."""
    out = runner.ok("goal", "--help").out
    assert 0 < out.index("\n  add ") < out.index("\n  checkin ")


def test_without_a_command_it_is_today(runner: Runner) -> None:
    """The dashboard is what one sees first."""
    assert runner.ok().out == runner.ok("today").out


@pytest.mark.parametrize(
    ("arguments", "number"), [(["--help"], 0), (["prep", "--help"], 1), (["where"], 1)]
)
def test_only_the_module_of_the_command_that_runs_is_imported(
    runner: Runner, arguments: list[str], number: int
) -> None:
    """`--help` reads nothing but the table."""
    script = (
        "import sys; from devjournal.cli.app import execute;"
        "from devjournal.cli.system import real_system;"
        f"execute({arguments!r}, real_system());"
        "print(sum(n.startswith('devjournal.cli.commands.') for n in sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(SOURCE), "HOME": "/nowhere", **runner.environ},
        cwd=runner.root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(number) == ran.stderr.strip()


def test_a_noun_says_where_its_list_is(runner: Runner) -> None:
    """Whoever looks for it behind the noun is told the command that works."""
    ran = runner("goal", "list")
    assert (2, True) == (ran.code, "devjournal list goal" in ran.err)
    assert 0 == runner("list", "goal").code
    assert "devjournal show x" in runner("skill", "show", "x").err
