from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

import devjournal
from devjournal.cli import app
from devjournal.cli.run import Run
from devjournal.errors import DevjournalError
from tests.runner import Runner
from tests.terminal import SOURCE

HOSTILE = "\x1b]52;c;ZXZpbA==\x07\x9b2J\u202e"
VISIBLE = r"\x1b]52;c;ZXZpbA==\x07\x9b2J\u202e"


# Words that go wrong


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["prep", "priya", "and more"], "unexpected extra argument"),
        (["prep", "priya", "--frmat", "json"], "no such option: --frmat"),
        (["progress", "--months", "ten"], "invalid value for '--months': 'ten'"),
        (["prep"], "missing argument 'WHO'"),
        (["postpone", "kw"], "missing option '--to'"),
        (["postpone", "kw", "--to"], "option '--to' requires an argument"),
    ],
)
def test_a_wrong_usage_says_what_and_where_help_is(
    runner: Runner, arguments: list[str], words: str
) -> None:
    """Exit 2, one sentence, and the help of that very command."""
    ran = runner(*arguments)
    assert (2, "") == (ran.code, ran.out)
    assert words in ran.err
    assert f"see devjournal {arguments[0]} --help" in ran.err


def test_an_unknown_name_lists_the_near_ones(runner: Runner) -> None:
    """Exit 3, and the people who may have been meant."""
    runner.ok("person", "add", "Priya Nair")
    runner.ok("person", "add", "Pria Nayar")
    ran = runner("prep", "Prya")
    assert 3 == ran.code
    assert "nobody here is called 'Prya'" in ran.err
    assert {"Priya Nair", "Pria Nayar"} == {
        name for name in ("Priya Nair", "Pria Nayar", "Robin Vale") if name in ran.err
    }


def test_a_prefix_of_several_lists_them_and_changes_nothing(tmp_path: Path) -> None:
    """Exit 3, the candidates by folder and id, and every file as it was."""
    runner = Runner(tmp_path, letters="b")
    runner.ok("action", "Rebuild slide 2")
    runner.ok("action", "Rebuild slide 3")
    before = runner.files()
    ran = runner("done", "b", "--json")
    assert 3 == ran.code
    assert "'b' could be any of 2; nothing was changed" in ran.err
    candidates = ["actions/bbbb-rebuild-slide-2", "actions/bcbb-rebuild-slide-3"]
    assert candidates == ran.json["candidates"]
    assert all(f"\n  {one}" in ran.err for one in candidates)
    assert before == runner.files()


@pytest.mark.parametrize("arguments", [["prep", "priya"], [], ["done", "kw"], ["check"]])
def test_without_a_journal_it_says_how_to_make_one(
    runner: Runner, tmp_path: Path, arguments: list[str]
) -> None:
    """Exit 3, whatever was asked for."""
    (tmp_path / "nowhere").mkdir()
    out, err = io.StringIO(), io.StringIO()
    system = runner.system(stdout=out, stderr=err, cwd=tmp_path / "nowhere")
    assert 3 == app.execute(arguments, system)
    assert "there is no journal here\n  to make one: devjournal init\n" == err.getvalue()


# JSON on failure


@pytest.mark.parametrize("arguments", [["--json", "prep", "prya"], ["prep", "prya", "--json"]])
def test_json_on_failure_is_one_document(loop: Runner, arguments: list[str]) -> None:
    """Stdout holds the error as data, stderr as words."""
    ran = loop(*arguments)
    assert 3 == ran.code
    assert {
        "schema_version": 1,
        "kind": "error",
        "error": "nobody here is called 'prya'",
        "hint": "near: Priya Nair",
        "exit_code": 3,
        "candidates": [],
    } == ran.json
    assert "nobody here is called 'prya'" in ran.err


@pytest.mark.parametrize("arguments", [["prap", "--json"], ["prep", "--json"], ["--json", "--x"]])
def test_json_is_understood_where_the_rest_is_not(loop: Runner, arguments: list[str]) -> None:
    """Wrong usage is one document too."""
    ran = loop(*arguments)
    assert (2, 2) == (ran.code, ran.json["exit_code"])


# What nobody meant to happen


def fail(*_: object) -> NoReturn:
    """Fail as only a mistake of the program does."""
    raise RuntimeError(f"broken {HOSTILE}")


def test_a_mistake_of_the_program_shows_no_traceback(
    loop: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 1, a sentence, and how to see more."""
    monkeypatch.setattr(Run, "journal", property(fail))
    ran = loop("prep", "priya")
    assert 1 == ran.code
    assert f"this should not have happened: RuntimeError: broken {VISIBLE}" in ran.err
    assert "Traceback" not in ran.err
    assert "--debug" in ran.err


@pytest.mark.parametrize("arguments", [["--debug", "prep", "x"], ["prep", "x", "--debug"]])
def test_debug_shows_all_of_it(
    loop: Runner, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """The traceback is shown, its text as harmless as all other, and the sentence after it."""
    monkeypatch.setattr(Run, "journal", property(fail))
    ran = loop(*arguments)
    assert 1 == ran.code
    assert "Traceback (most recent call last)" in ran.err
    assert f"RuntimeError: broken {VISIBLE}\nthis should not have happened" in ran.err
    assert HOSTILE not in ran.err


def test_a_value_that_reads_debug_is_a_value(loop: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """After `--`, or behind another flag, it asks for nothing."""
    monkeypatch.setattr(Run, "journal", property(fail))
    assert 1 == loop("topic", "priya", "--", "--debug").code
    assert 1 == loop("topic", "priya", "x", "--kind", "--debug").code


def test_every_error_has_its_own_exit_code() -> None:
    """The tree of errors is the table of exits."""

    def codes(error: type[DevjournalError]) -> dict[str, int]:
        below = [codes(one) for one in error.__subclasses__()]
        return {error.__name__: error.exit_code} | {k: v for one in below for k, v in one.items()}

    assert {
        "DevjournalError": 1,
        "UsageError": 2,
        "NotFound": 3,
        "Ambiguous": 3,
        "BadFile": 4,
        "Conflict": 5,
        "DiskError": 6,
        "Refused": 7,
        "Interrupted": 130,
    }.items() <= codes(DevjournalError).items()


class Interrupted(io.StringIO):
    """A terminal on which somebody presses Ctrl-C instead of answering."""

    def isatty(self) -> bool:
        """Say that somebody sits there."""
        return True

    def readline(self, *_: object) -> NoReturn:
        """Be interrupted."""
        raise KeyboardInterrupt

    read = readline


def test_ctrl_c_at_a_question_is_130(loop: Runner) -> None:
    """Nothing was written, and the next line of the terminal begins fresh."""
    before = loop.files()
    err = Interrupted()
    system = loop.system(stdin=Interrupted(), stderr=err)
    assert 130 == app.execute(["topic", "priya"], system)
    assert err.getvalue().endswith(": \n✗ interrupted\n")
    assert before == loop.files()


def test_ctrl_c_while_a_page_is_read_is_130(loop: Runner) -> None:
    """It ends without a traceback, and without a draft of half a page."""
    before = loop.files()
    err = io.StringIO()
    system = loop.system(stdin=Interrupted(), stderr=err)
    assert 130 == app.execute(["log", "priya", "-", "--extra"], system)
    assert "interrupted\n" == err.getvalue()
    assert before == loop.files()


def test_the_end_of_input_at_a_question_is_130(loop: Runner) -> None:
    """Ctrl-D is no answer."""
    ran = loop("topic", "priya", answers="")
    assert 130 == ran.code
    assert ran.err.endswith("\n✗ nobody answered\n")


class Closed(io.StringIO):
    """A pipe whose reader has gone."""

    def write(self, _: str) -> NoReturn:
        """Fail as such a pipe does."""
        raise BrokenPipeError


@pytest.mark.parametrize(
    "arguments", [["prep", "priya"], ["prep", "priya", "--json"], ["--version"], ["schema"]]
)
def test_a_reader_that_has_gone_is_no_error(loop: Runner, arguments: list[str]) -> None:
    """Nothing is said about it."""
    err = io.StringIO()
    assert 141 == app.execute(arguments, loop.system(stdout=Closed(), stderr=err))
    assert "" == err.getvalue()


# Streams


def in_ascii() -> io.TextIOWrapper:
    """Return a stream that carries ASCII only."""
    return io.TextIOWrapper(io.BytesIO(), encoding="ascii")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["prep", "priya"],
        ["prep", "priya", "--format", "markdown"],
        ["prep", "priya", "--json"],
        ["review", "--format", "markdown"],
        ["schema", "goal"],
        ["topic", "priya", "Größe →"],
        ["prep", "Zoë"],
    ],
)
def test_a_stream_that_carries_little_is_no_crash(loop: Runner, arguments: list[str]) -> None:
    """What can't be carried becomes an escape or a plainer sign."""
    system = loop.system(stdout=in_ascii(), stderr=in_ascii())
    expected = 3 if "Zoë" in arguments else 0
    assert expected == app.execute(arguments, system)


def test_talk_and_data_do_not_mix(loop: Runner) -> None:
    """A page is on stdout alone, the echo of a change on stderr alone."""
    page, change = loop.ok("prep", "priya"), loop.ok("done", "kw")
    assert ("", "") == (page.err, change.out)
    assert page.out
    assert change.err


def test_version_reads_no_journal(runner: Runner, tmp_path: Path) -> None:
    """It is told wherever one stands."""
    out = io.StringIO()
    assert 0 == app.execute(["--version"], runner.system(stdout=out, cwd=tmp_path))
    assert f"devjournal {devjournal.__version__}\n" == out.getvalue()


# The real process


@pytest.fixture
def command(loop: Runner, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the words that run the program on the loop in a process of its own."""
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    monkeypatch.setenv("DEVJOURNAL_TODAY", "2026-10-14T09:00")
    return [sys.executable, "-m", "devjournal", "--journal", str(loop.root)]


def test_a_pipe_that_closes_early_is_quiet(command: list[str]) -> None:
    """As in `devjournal schema | head -1`: no word on stderr."""
    process = subprocess.Popen([*command, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr
    assert b"" == process.stderr.read()
    process.stderr.close()
    process.wait()


def test_the_exit_code_reaches_the_shell(command: list[str]) -> None:
    """And the words reach stderr."""
    ran = subprocess.run([*command, "prep", "prya"], capture_output=True, text=True, check=False)
    assert (3, "") == (ran.returncode, ran.stdout)
    assert "nobody here is called 'prya'" in ran.stderr


def test_a_command_in_a_hint_is_never_broken(runner: Runner) -> None:
    """On a terminal it goes beneath its words; in a pipe each line stays whole."""
    runner.environ["COLUMNS"] = "40"
    told = runner("review", "--period", "cycle", answers="").err.splitlines()
    assert "    devjournal set me review_starts=01-01 review_months=12" == told[-1]
    told = runner("review", "--period", "cycle").err.splitlines()
    assert "  set both: devjournal set me review_starts=01-01 review_months=12" == told[-1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device there")
@pytest.mark.parametrize("arguments", [["prep", "priya"], ["prep", "priya", "--json"], ["--help"]])
def test_a_full_disk_behind_stdout_is_6(command: list[str], arguments: list[str]) -> None:
    """What could not be printed is no success, however late that is found out."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [*command, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (6, "No space left on device\n") == (ran.returncode, ran.stderr)


def test_the_collector_is_off_before_anything_large_is_imported(command: list[str]) -> None:
    """And nothing is taken down at the end: neither Typer nor the exit is paid for twice."""
    script = (
        "import atexit, gc, os, sys\n"
        "from devjournal.cli import app\n"
        "loaded = 'typer' in sys.modules, 'rich' in sys.modules\n"
        "atexit.register(print, 'taken down')\n"
        "end = os._exit\n"
        "os._exit = lambda code: (print(loaded, gc.isenabled(), flush=True), end(code))\n"
        f"sys.argv = {['devjournal', *command[3:], 'prep', 'prya']!r}\n"
        "app.main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (3, "(False, False) False\n") == (ran.returncode, ran.stdout)
