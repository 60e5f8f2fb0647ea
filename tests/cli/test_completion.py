from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from devjournal.cli.completion import candidates, complete, shortened
from devjournal.cli.program import build, function_of
from devjournal.cli.run import Run
from devjournal.cli.table import ROWS
from devjournal.store.files import locked
from tests.runner import JOURNALS, Runner

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def maya(tmp_path: Path) -> Runner:
    """Return the example journal."""
    return Runner(tmp_path, journal=JOURNALS["maya"])


def tab(runner: Runner, *words: str, of: str = "zsh") -> dict[str, str]:
    """Return what is offered for the last word, each with what it is."""
    runner.environ["_DEVJOURNAL_COMPLETE"] = of
    ran = runner(*words)
    del runner.environ["_DEVJOURNAL_COMPLETE"]
    assert (0, "") == (ran.code, ran.err)
    lines = (line.partition("\t") for line in ran.out.splitlines())
    return {value: about for value, _, about in lines}


OFFERED = {
    ("to",): {"today": "Show what needs you now", "topic": "Bring something to the next meeting"},
    ("goal", "ac"): {"achieve": "Mark a goal achieved"},
    ("done", "kw"): {"kwdf-cost-to-serve-draft-for-priya": "Cost-to-serve draft for Priya"},
    ("prep", "pri"): {"priya-mentor": "Priya Nair", "priya-first-round": "Priya Nair, closed"},
    ("prep", "misa"): {"misaki-partner": "美咲 Tanaka"},
    ("win", "Won", "--credit", "dana"): {"dana-osei": "Dana Osei"},
    ("win", "Won", "--num"): {"--number": "The numbers that moved"},
    ("win", "Won", "--scale", ""): {"team": "", "org": "", "company": ""},
    ("win", "Won", "--scale=c"): {"--scale=company": ""},
    ("action", "Ask", "--due", "tom"): {"tomorrow": "Thu 15 Oct 2026"},
    ("win", "Won", "--on", "y"): {"yesterday": "Tue 13 Oct 2026"},
    ("set", "lead-the-readout", "du"): {"due=": "The day it is due"},
    ("set", "lead-the-readout", "due=tom"): {"due=tomorrow": "Thu 15 Oct 2026"},
    ("set", "lead-the-readout", "builds=cr"): {"builds=credibility": ""},
    ("set", "me", "settings.week_starts=m"): {"settings.week_starts=mon": ""},
    ("config", "set", "week"): {"week_starts=": "The day a week starts on"},
    ("config", "set", "clock="): {"clock=24h": "", "clock=12h": ""},
    ("config", "unset", "cl"): {"clock": "How a time is shown"},
    ("goal", "achieve", "lead"): {"lead-the-readout": "Lead the readout"},
    ("relationship", "resume", ""): {},  # none is paused
    ("objective", "close", "cut", "--as", "m"): {"met": "", "missed": ""},
    ("review", "--period", "2026-"): {
        "2026-Q4": "Thu 1 Oct 2026 to Thu 31 Dec 2026",
        "2026-H2": "Wed 1 Jul 2026 to Thu 31 Dec 2026",
    },
    ("review", "--for", "e"): {"exec": ""},
    ("review", "--format", "h"): {"html": ""},
    ("review", "--output", ""): {"*files": ""},
    ("review", "--template", "o"): {"one-pager": ""},
    ("export", "template", "w"): {"weekly-mail": ""},
    ("list", "actions", "--sort", "d"): {"due": ""},
    ("list", "sk"): {"skills": ""},
    ("help", "d"): {"dates": ""},
    ("completion", ""): {"bash": "", "zsh": "", "fish": ""},
    ("--color", "al"): {"always": ""},
    ("--color", "never", "today", "--color=au"): {"--color=auto": ""},
    ("--journal", ""): {"*files": ""},
    ("done", "kwdf-cost-to-serve-draft-for-priya", "kw"): {},  # it is named already
    ("note", "Seen", "--", "--"): {},
    ("nosuch", ""): {},
}


@pytest.mark.parametrize("words", OFFERED, ids=" ".join)
def test_what_may_come_next_is_offered(maya: Runner, words: tuple[str, ...]) -> None:
    """Commands, flags, records, people, fields, choices and days, each with what it is."""
    assert OFFERED[words] == tab(maya, *words)


def test_a_name_of_the_users_own_is_offered(maya: Runner) -> None:
    """It stands among the commands, and what it stands for completes as that does."""
    profile = maya.root / "journal.toml"
    profile.write_text(profile.read_text() + '\n[alias]\nyay = "win Won"\n', encoding="utf-8")
    assert {"yay": "win Won"} == tab(maya, "ya")
    assert "company" in tab(maya, "yay", "--scale", "")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("devjournal pre", ["prep"]),
        ("dj prep misa", ["misaki-partner"]),
        ('devjournal topic misaki "What is it?" --ki', ["--kind"]),
        ('devjournal prep "misa', ["misaki-partner"]),
        ("devjournal note Priya\\'s --", None),
        ("devjournal topic misaki 'What", []),
    ],
)
def test_a_line_of_bash_is_read_as_bash_reads_it(
    maya: Runner, line: str, offered: list[str] | None
) -> None:
    """Bash gives the line and not its words: quotes in it, closed or not, are understood."""
    found = [*tab(maya, line, of="bash")]
    assert found if offered is None else offered == found


@pytest.mark.slow
def test_every_flag_and_argument_of_every_command_completes(maya: Runner) -> None:
    """None of them fails, whatever it takes; a flag that many have is tried once."""
    tried: set[str] = set()
    for row in ROWS.values():
        for verb in row.verbs or (None,):
            command = [row.name, *([verb] if verb else [])]
            flags = {one.opts[0] for one in build(command[-1], function_of(row, verb)).params}
            flags = {flag for flag in flags if flag.startswith("--")} - tried
            tried |= flags
            for words in ([], ["me"], *([flag] for flag in sorted(flags))):
                run = Run(maya.system())
                run.flags.journal = str(maya.root)
                assert all(value for value, _ in candidates(run, [*command, *words, ""]))


HOSTILE = (
    "$(touch x)",
    "`id`",
    'it\'s [/x] a:b "c" \\ %F{red}',
    "\x1b]0;x\x07\u202e",
    "議題 テスト",
)


def test_only_what_is_safe_to_type_and_to_show_is_offered(tmp_path: Path) -> None:
    """Ids with other signs are left out; of titles only letters, digits and blanks are left."""
    journal = Runner(tmp_path)
    for title in HOSTILE:
        journal.ok("action", "--due", "fri", "--", title)
    (journal.root / "actions" / "$(id).toml").write_text('title = "x"\nowner = "me"\n', "utf-8")
    (journal.root / "people").mkdir(exist_ok=True)
    (journal.root / "people" / "美咲.toml").write_text('name = "美咲"\n', encoding="utf-8")
    found = tab(journal, "done", "") | tab(journal, "meet", "")
    assert len(HOSTILE) == len(found)
    assert all(re.fullmatch("[a-z0-9-]+", value) for value in found)
    assert all(re.fullmatch(r"[\w ._,’…-]*", about) for about in found.values())
    assert "議題 テスト" in found.values()


def test_what_a_candidate_is_takes_one_short_line() -> None:
    """The first sentence, cut by columns: a Japanese letter has two."""
    assert "The day it is due" == shortened("The day it is due. Unset: none.")
    assert 24 == shortened("議" * 60).count("議")


def test_where_something_is_wrong_the_commands_are_left(tmp_path: Path) -> None:
    """Without a journal, and with a broken one: no word of it, and the choices are still there."""
    bare = Runner(tmp_path / "bare")
    (bare.root / "journal.toml").write_text("schema = ", encoding="utf-8")
    for wrong in ([], ["--journal", str(tmp_path / "none")]):
        assert "prep" in tab(bare, *wrong, "")
        assert {} == tab(bare, *wrong, "prep", "")
        assert {"company": ""} == tab(bare, *wrong, "win", "Won", "--scale", "c")
        assert "prep" in tab(bare, *wrong, "--version", "")


def test_nothing_is_written_and_no_writer_is_waited_for(
    maya: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program writes, what there is is offered at once."""

    def files() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in maya.root.rglob("*")}

    maya.ok("note", "So that there is a lock")
    before = files()
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("it waited"))
    with locked(maya.root, wait=0):
        assert tab(maya, "done", "kw")
    assert before == files()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_printed_and_its_place_told(maya: Runner, shell: str) -> None:
    """The script alone goes to stdout, and where to put it to stderr; no file is made."""
    ran = maya.ok("completion", shell)
    assert ran.out.startswith(("# devjournal:", "#compdef devjournal dj"))
    assert "put it in ~/" in ran.said


def test_another_shell_is_refused(maya: Runner) -> None:
    """With those that there are."""
    ran = maya("completion", "tcsh")
    assert 2 == ran.code
    assert "bash, zsh, fish" in ran.said


def test_a_line_that_is_none_says_nothing(maya: Runner) -> None:
    """Whatever a shell gives, the prompt stays as it is."""
    assert 0 == complete([], maya.system(environ={"_DEVJOURNAL_COMPLETE": "bash"}))
