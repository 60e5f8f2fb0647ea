from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.runner import Runner

if TYPE_CHECKING:
    from pathlib import Path


# Before and after


@pytest.mark.parametrize(
    "arguments",
    [
        ["--json", "prep", "priya"],
        ["prep", "--json", "priya"],
        ["prep", "priya", "--json"],
        ["--json", "list", "goals"],
        ["list", "goals", "--json"],
        ["--json"],
        ["today", "--json"],
    ],
)
def test_json_stands_before_and_after(loop: Runner, arguments: list[str]) -> None:
    """One document, wherever the flag stands."""
    assert 1 == loop.ok(*arguments).json["schema_version"]


def test_journal_stands_before_and_after(loop: Runner, tmp_path: Path) -> None:
    """The folder it names is used, also before the verb of a noun."""
    other = Runner(tmp_path / "other")
    there = str(other.root)
    loop.ok("--journal", there, "goal", "add", "One")
    loop.ok("goal", "--journal", there, "add", "Two")
    loop.ok("goal", "add", "Three", "--journal", there)
    assert {"one", "two", "three"} == {path.stem for path in (other.root / "goals").iterdir()}


def test_journal_beats_the_environment_and_the_folder(loop: Runner, tmp_path: Path) -> None:
    """What is said last wins; `~` and folders from here are understood."""
    other = Runner(tmp_path / "other")
    loop.environ["DEVJOURNAL_DIR"] = str(tmp_path / "nowhere")
    assert 3 == loop("today").code
    assert str(other.root) in loop.ok("where", "--journal", "../other/journal").out.replace(
        "journal/../", ""
    )


@pytest.mark.parametrize(
    "arguments", [["--color", "always", "today"], ["today", "--color", "always"]]
)
def test_color_stands_before_and_after(loop: Runner, arguments: list[str]) -> None:
    """It beats a terminal that is none."""
    assert "\x1b[" in loop.ok(*arguments).out
    assert "\x1b[" not in loop.ok("today", "--color", "never").out
    assert "\x1b[" not in loop.ok("today").out


@pytest.mark.parametrize("arguments", [["--no-input", "prep"], ["prep", "--no-input"]])
def test_no_input_stands_before_and_after(loop: Runner, arguments: list[str]) -> None:
    """Nothing is asked, though somebody is there to answer."""
    ran = loop(*arguments, answers="priya\n")
    assert 2 == ran.code
    assert "missing argument 'WHO'" in ran.err


# Where they are only words


def test_after_two_dashes_they_are_words(loop: Runner) -> None:
    """A title may read like a flag."""
    ran = loop.ok("topic", "priya", "--", "--json")
    assert ("", "--json") == (ran.out, loop.newest("topics")["text"])


def test_a_wrong_usage_with_such_a_word_is_told_in_words(loop: Runner) -> None:
    """What stands after the dashes asks for nothing, also where the rest is not understood."""
    ran = loop("prep", "priya", "--", "--json")
    assert (2, "") == (ran.code, ran.out)


def test_as_another_flags_value_they_are_words(loop: Runner) -> None:
    """What stands behind a flag that takes a value is that value."""
    ran = loop.ok("action", "Read it", "--note", "--json")
    assert ("", "--json") == (ran.out, loop.newest("actions")["note"])
    ran = loop.ok("action", "Read it", "--note", "--journal")
    assert "--journal" == loop.newest("actions")["note"]


def test_a_failure_with_such_a_value_is_told_in_words(loop: Runner) -> None:
    """Nobody asked for JSON."""
    ran = loop("action", "Read it", "--note", "--json", "--due", "12/01")
    assert (2, "") == (ran.code, ran.out)


def test_a_wrong_common_value_is_refused(loop: Runner) -> None:
    """It says which there are."""
    ran = loop("today", "--color", "red")
    assert 2 == ran.code
    assert "none of auto, always, never" in ran.err


# What is missing


def test_on_a_terminal_missing_arguments_are_asked_for(loop: Runner) -> None:
    """One question for each, in the words of the help, on stderr."""
    loop.ok("person", "add", "Ines Ferrar")
    loop.ok("relationship", "start", "Ines", "--as", "mentor", "--purpose", "rosters")
    ran = loop.ok("topic", answers="priya\nHow do you choose?\n")
    assert "With whom: What to talk about: " in ran.err
    assert "How do you choose?" == loop.newest("topics")["text"]


def test_a_missing_option_is_asked_for(loop: Runner) -> None:
    """A flag that a command can't do without is a question too."""
    ran = loop.ok("postpone", "kw", answers="20-oct\n")
    assert "The new day, or moment: " in ran.err


def test_what_was_said_stays_said(loop: Runner) -> None:
    """Flags are kept while the rest is asked for."""
    loop.ok("topic", "priya", "--minutes", "15", "--deep-dive", answers="How?\n")
    assert (15, True, "How?") == tuple(
        loop.newest("topics")[name] for name in ("minutes", "deep_dive", "text")
    )


def test_an_answer_may_read_like_a_flag(loop: Runner) -> None:
    """It is taken as it was typed."""
    loop.ok("topic", "priya", answers="--json\n")
    assert "--json" == loop.newest("topics")["text"]
    loop.ok("topic", "priya", "--", answers="--help\n")
    assert "--help" == loop.newest("topics")["text"]


def test_an_empty_answer_is_asked_again(loop: Runner) -> None:
    """Enter alone is no answer."""
    ran = loop.ok("topic", "priya", answers="\n  \nHow?\n")
    assert 3 == ran.err.count("What to talk about: ")
