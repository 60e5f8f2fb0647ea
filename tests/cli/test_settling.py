"""Each command that the dashboard names does what it says: the line is gone afterwards."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

FILLED = {"--next": "20-oct 15:00", "--value": "9", "--purpose": "to learn", "add": "Speak up"}
LEFT = ("...", "DAY", "NUMBER", "LEVEL 1-5", "NAME")


def settle(runner: Runner, command: str) -> None:
    """Run a command as it stands on the page, with what only the user knows filled in."""
    program, *words = shlex.split(command)
    assert "devjournal" == program
    filled = [
        FILLED.get(before, word.replace("...", "said").replace("NAME", "Nora Bright"))
        if any(one in word for one in LEFT)
        else word
        for before, word in zip(("", *words), words, strict=False)
    ]
    runner.ok(*filled)


def lines(runner: Runner, part: str) -> list[dict[str, Any]]:
    """Return the needs or the nudges of today."""
    found: list[dict[str, Any]] = runner.ok("today", "--json").json[part]
    return found


@pytest.mark.parametrize(
    ("kind", "before"),
    [
        ("mine", [("action", "Draft the case", "--due", "today")]),
        ("plan", []),
        ("log", [("meet", "Priya Nair", "--next", "today 10:00")]),
    ],
)
def test_a_need_is_settled_by_its_command(
    runner: Runner, kind: str, before: list[tuple[str, ...]]
) -> None:
    """Run as it stands on the page, the command takes the line off the page."""
    runner.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "financial acumen")
    for words in before:
        runner.ok(*words)
    runner.environ["DEVJOURNAL_TODAY"] = "2026-10-15T09:00"
    (need,) = [one for one in lines(runner, "needs") if one["kind"] == kind]
    settle(runner, need["command"] + (" --note said" if kind == "log" else ""))
    assert kind not in [one["kind"] for one in lines(runner, "needs")]


@pytest.mark.parametrize(
    ("kind", "before"),
    [
        ("goal", [("goal", "add", "Speak up", "--baseline", "0", "--target", "12")]),
        ("goal", [("goal", "add", "Speak up")]),
        ("win", [("win", "Fixed it", "--number", "calls: 4 -> 3")]),
    ],
)
def test_a_nudge_is_settled_by_its_command(
    runner: Runner, kind: str, before: list[tuple[str, ...]]
) -> None:
    """What is nudged about is settled by the command beside it, too."""
    for words in before:
        runner.ok(*words)
    runner.environ["DEVJOURNAL_TODAY"] = "2026-11-20T09:00"
    (nudge,) = [one for one in lines(runner, "nudges") if one["kind"] == kind]
    settle(runner, nudge["command"])
    assert kind not in [one["kind"] for one in lines(runner, "nudges")]


def test_a_relationship_at_its_end_is_closed_by_its_command(runner: Runner) -> None:
    """After the last meeting agreed on, one command closes; feedback is asked for by another."""
    runner.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "to learn", "--meetings", "2")
    for day in ("2026-10-01", "2026-10-08"):
        runner.ok("log", "priya", "--on", day, "--extra", "--note", "good")
    nudges = {one["kind"]: one["command"] for one in lines(runner, "nudges")}
    settle(runner, nudges["feedback"])
    settle(runner, nudges["last_meeting"])
    assert [] == lines(runner, "nudges")


def test_p091_who_said_later_is_asked_again_by_its_command(runner: Runner) -> None:
    """A request that was put off and comes back is settled by asking again."""
    files = {
        "people/bo-li.toml": 'name = "Bo Li"\n',
        "relationships/bo-sponsor.toml": (
            'person = "bo-li"\nkind = "sponsor"\nmy_role = "receiving"\nstate = "later"\n'
            'purpose = "a seat in the round"\n[ask]\nfollow_up_on = 2026-10-14\n'
        ),
    }
    for path, text in files.items():
        (runner.root / path).parent.mkdir()
        (runner.root / path).write_text(text, encoding="utf-8")
    (need,) = lines(runner, "needs")
    assert "ask" == need["kind"]
    settle(runner, need["command"])
    assert "asked" == runner.file("relationships/bo-sponsor.toml")["state"]
    assert [] == lines(runner, "needs")


def test_the_next_steps_lead_to_a_filled_page(runner: Runner) -> None:
    """From an empty journal, each next step can be taken as it stands, until there is none."""
    for step in ("other_step", "next_step"):
        settle(runner, runner.ok("today", "--json").json[step]["command"])
    assert runner.ok("today", "--json").json["next_step"] is None


def test_a_late_promise_of_theirs_is_reminded_of(runner: Runner) -> None:
    """The dashboard drafts a kind reminder; that they kept it is told by its letters."""
    runner.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "financial acumen")
    runner.ok("action", "Intro", "--theirs", "--for", "priya", "--due", "today")
    runner.environ["DEVJOURNAL_TODAY"] = "2026-10-15T09:00"
    (need,) = [one for one in lines(runner, "needs") if one["kind"] == "theirs"]
    assert "devjournal remind priya-mentor" == need["command"]
    assert "Intro" in runner.ok("remind", "priya-mentor").out
