from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)
COMMANDS = ("win", "feedback", "lesson", "vouched", "gave", "resource", "note")
each_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def runner(runner: Runner) -> Runner:
    """Return a journal with a mentor, an objective, a goal, a skill and a meeting."""
    mentor = ("--as", "mentor", "--purpose", "financial acumen")
    runner.ok("meet", "Priya Nair", *mentor, "--next", "15-oct 15:00")
    runner.ok("objective", "add", "Cut cost")
    runner.ok("goal", "add", "Lead the readout")
    runner.ok("skill", "add", "financial acumen")
    return runner


def test_p001_p003_who_vouched_for_me_belongs_to_our_relationship(runner: Runner) -> None:
    """With one open relationship the link is filled in; with a stranger there is none."""
    runner.ok(
        *("vouched", "Sent my page on", "--by", "priya", "--act", "introduction"),
        *("--via", "network", "--risk", "her name"),
    )
    assert {
        "by": "priya-nair",
        "relationship": "priya-mentor",
        "act": "introduction",
        "via": "network",
        "risk_taken": "her name",
    }.items() <= runner.newest("entries").items()
    runner.ok("vouched", "Said my name", "--by", "Somebody New")
    assert {"by": "Somebody New"}.items() <= runner.newest("entries").items()
    assert "relationship" not in runner.newest("entries")


def test_json_is_one_document_on_stdout(runner: Runner) -> None:
    """With --json the echo is data: what was done, and each record that changed."""
    ran = runner.ok("note", "x", "--json")
    assert ("operation", 1) == (ran.json["kind"], ran.json["schema_version"])
    assert [{"kind": "entry", "id": "bcdf-x", "change": "new"}] == ran.json["changes"]
    assert "" == ran.err


@each_command
@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("[/x] [red]", "[/x] [red]"),
        (":smile:", ":smile:"),
        ("\x1b]52;c;eA==\x07", r"\x1b]52;c;eA==\x07"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
    ],
)
def test_hostile_text_is_kept_as_it_is_and_shown_safely(
    command: str, hostile: str, shown: str, runner: Runner
) -> None:
    """The file holds what was said letter for letter; the screen shows it without acting."""
    ran = runner.ok(command, f"a {hostile} b")
    assert f"a {hostile} b" == runner.newest("entries")["text"]
    assert shown in ran.err
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.err)


@each_command
def test_hostile_text_in_an_error_is_shown_safely(command: str, runner: Runner) -> None:
    """An error repeats what was typed without letting it act."""
    ran = runner(command, "x", "--relationship", "\x1b[31m[/x]")
    assert 3 == ran.code
    assert r"\x1b[31m[/x]" in ran.err
    assert "\x1b" not in ran.err
