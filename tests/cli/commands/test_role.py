from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

MAYA = Path(__file__).resolve().parents[3] / "examples" / "maya"
THERE = ("--organisation", "Pinwheel Parcels")


@pytest.fixture
def maya(runner: Runner) -> Runner:
    """Return the program on a copy of the example journal."""
    shutil.rmtree(runner.root)
    shutil.copytree(MAYA, runner.root)
    return runner


def roles(runner: Runner) -> list[dict[str, Any]]:
    """Return the roles in the profile."""
    found: list[dict[str, Any]] = runner.file("journal.toml")["roles"]
    return found


def test_at_the_same_employer_only_the_role_changes(maya: Runner) -> None:
    """The present one ends the day before; one file is written, and its comments stay."""
    before = maya.files()
    ran = maya.ok("role", "change", "Team Lead", "--level", "S4", "--on", "12-oct")
    after = maya.files()
    assert ["journal.toml"] == [path for path in after if before[path] != after[path]]
    assert after["journal.toml"].startswith(before["journal.toml"][:40])
    assert ["2024-02-04", "2026-10-11"] == [str(one["until"]) for one in roles(maya)[:-1]]
    assert {"title", "organisation", "level", "since"} == roles(maya)[-1].keys()
    assert "aoife-mcgrath" == maya.file("journal.toml")["manager"]
    assert "role Team Lead, organisation Saltmarsh Ferries" in ran.said
    maya.ok("undo")
    assert before == maya.files()


def test_another_employer_is_one_commit_that_tells_all_p033(maya: Runner) -> None:
    """Each thing that it closes, keeps, clears and unshares is counted; undo takes it back."""
    before = maya.files()
    ran = maya.ok("role", "change", "Team Lead", *THERE, "--close", "priya-mentor")
    for told in (
        "closed 1 relationship: priya-mentor",
        "still planned: 1 meeting: priya-mentor-002",
        "dropped 3 objectives: answer-80",
        "no longer supervising you: 1 person: aoife-mcgrath",
        "no longer your manager: 1 person: aoife-mcgrath devjournal set me manager=NAME",
        "unshared from manager and exec: 4 records:",
        "shown to a manager by their kind: 3 goals and opportunities:",
        "wins and their evidence stay: 9",
    ):
        assert told in ran.said
    assert "manager" not in maya.file("journal.toml")
    assert ["priya-mentor", "tomas-sponsor"] == maya.file("goals/lead-the-readout.toml")[
        "visibility"
    ]
    assert "supervises_me" not in maya.file("people/aoife-mcgrath.toml")
    maya.ok("check")
    maya.ok("undo")
    assert before == maya.files()


def test_objectives_can_be_kept(maya: Runner) -> None:
    """They are told, and how to close them one by one."""
    ran = maya.ok("role", "change", "Team Lead", *THERE, "--keep-objectives")
    assert "kept 3 objectives:" in ran.said
    assert "state" not in maya.file("objectives/cut-cost-to-serve-by-8.toml")


def programme(maya: Runner) -> None:
    """Make two relationships such as an employer brings about."""
    maya.ok(
        "relationship",
        "start",
        "Ines Ferrar",
        "--as",
        "mentor",
        "--purpose",
        "x",
        "--origin",
        "programme",
    )
    maya.ok("relationship", "start", "Aoife McGrath", "--as", "coach", "--purpose", "y")


def test_on_a_terminal_each_is_asked_about(maya: Runner) -> None:
    """Enter keeps it; what is kept is told with the command that closes it."""
    programme(maya)
    ran = maya.ok("role", "change", "Team Lead", *THERE, answers="\nyes\n")
    assert 2 == ran.said.count("Close ")
    assert "closed 1 relationship: ines-mentor" in ran.said
    assert "kept 1 relationship: aoife-coach devjournal relationship close ID" in ran.said
    after = maya.file("relationships/ines-mentor.toml")
    assert ("closed", "ended") == (after["state"], after["closed_as"])


def test_without_a_terminal_all_is_kept(maya: Runner) -> None:
    """Unless --close names it; an answer that is none writes nothing."""
    programme(maya)
    before = maya.files()
    assert 130 == maya("role", "change", "Team Lead", *THERE, answers="maybe\n").code
    assert before == maya.files()
    assert (
        "kept 2 relationships: aoife-coach, ines-mentor"
        in maya.ok("role", "change", "Team Lead", *THERE).said
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["Lead", "--on", "tomorrow"], 2),
        (["Lead", "--on", "2024-02-05"], 2),
        ([""], 2),
        (["Lead", "--organisation", " "], 2),
        (["Lead", "--close", "priya-mentor"], 2),
        (["Lead", "--keep-objectives"], 2),
        (["Lead", *THERE, "--close", "nobody"], 3),
        (["Lead", *THERE, "--close", "colm-mentor"], 7),
    ],
)
def test_what_cannot_be_is_refused(maya: Runner, arguments: list[str], code: int) -> None:
    """And nothing is written."""
    before = maya.files()
    assert code == maya("role", "change", *arguments).code
    assert before == maya.files()


def test_the_first_role(runner: Runner) -> None:
    """A journal without one has no employer to change from."""
    ran = runner.ok("role", "change", "Analyst", *THERE)
    assert "wins" not in ran.err
    assert ["Analyst"] == [one["title"] for one in roles(runner)]


def test_json_is_the_operation(maya: Runner) -> None:
    """One document, with each change in it."""
    told = maya.ok("role", "change", "Team Lead", *THERE, "--json").json
    assert "changed role to Team Lead" == told["words"]
    assert 9 == len(told["changes"])
