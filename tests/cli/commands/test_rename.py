from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

GOAL = "goals/lead-the-readout.toml"
COMMENTED = """\
# The one that matters this year.
title = "Lead the readout"   # in those words
relationship = "priya-mentor"
colour = "teal"

# how it goes
[[checkins]]
on = 2026-10-01
note = "slow"
"""


def test_the_file_goes_with_it_byte_for_byte(runner: Runner) -> None:
    """Comments, order and unknown keys stay; one undo gives the old name back. (exit 0)"""
    runner.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "financial acumen")
    (runner.root / "goals").mkdir()
    (runner.root / GOAL).write_text(COMMENTED, encoding="utf-8")
    runner.ok("action", "Rebuild slide 2", "--goal", "lead-the-readout")
    before = runner.files()
    ran = runner.ok("rename", "lead-the-readout", "readout")
    assert "goal lead-the-readout → readout" in ran.said
    assert "links to it follow in 1 record" in ran.said
    after = runner.files()
    assert before[GOAL] == after["goals/readout.toml"]
    assert GOAL not in after
    assert "readout" == runner.newest("actions")["goal"]
    assert "renamed lead-the-readout to readout" in runner.ok("history", "--limit", "1").out
    runner.ok("undo")
    assert before == runner.files()
    runner.ok("redo")
    assert after == runner.files()


def test_a_linking_file_keeps_its_comments(runner: Runner) -> None:
    """Only the link itself changes in a file that holds it."""
    runner.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "financial acumen")
    (runner.root / "goals").mkdir()
    (runner.root / GOAL).write_text(COMMENTED, encoding="utf-8")
    runner.ok("rename", "priya-mentor", "priya")
    text = (runner.root / GOAL).read_text(encoding="utf-8")
    assert COMMENTED.replace("priya-mentor", "priya") == text


def test_a_relationships_meetings_go_with_it(loop: Runner) -> None:
    """Each is told by its old id and its new one; nothing names the old one any more."""
    before = loop.files()
    ran = loop.ok("rename", "priya-mentor", "priya")
    for line in (
        "relationship priya-mentor → priya",
        "meeting priya-mentor-001 → priya-001",
        "meeting priya-mentor-002 → priya-002",
    ):
        assert line in ran.said
    after = loop.files()
    assert [] == [
        path for path, data in after.items() if b"priya-mentor" in data or "mentor" in path
    ]
    assert len(before) == len(after)
    loop.ok("check")
    loop.ok("undo")
    assert before == loop.files()


@pytest.mark.parametrize(
    ("new", "code"), [("me", 2), ("🚀", 2), ("../..", 2), ("cut-cost", 0), ("taken", 7)]
)
def test_what_cannot_be_its_id_is_refused(loop: Runner, new: str, code: int) -> None:
    """Misuse is 2, a taken id 7, and nothing is written; another kind's id is free."""
    loop.ok("goal", "add", "Taken")
    before = loop.files()
    assert code == loop("rename", "lead-the-readout", new).code
    assert (code == 0) == (before != loop.files())


def test_an_id_whose_file_cannot_be_read_is_taken(loop: Runner) -> None:
    """The file is not written over; while it can't be read, no record is renamed. (exit 4)"""
    (loop.root / "goals" / "broken.toml").write_text("title = ", encoding="utf-8")
    before = loop.files()
    ran = loop("rename", "lead-the-readout", "broken")
    assert (4, True) == (ran.code, "goals/broken.toml" in ran.err)
    assert before == loop.files()


def test_letters_stay(loop: Runner) -> None:
    """A lettered record is found by the same letters afterwards."""
    loop.ok("rename", "kwdf", "Draft for Priya")
    assert (loop.root / "actions" / "kwdf-draft-for-priya.toml").exists()
    loop.ok("show", "kwdf")


def test_without_a_new_id_it_follows_the_title(loop: Runner) -> None:
    """After a change of title the id can be brought after it; once more changes nothing."""
    loop.ok("set", "lead-the-readout", "title=Own the readout")
    loop.ok("rename", "lead-the-readout")
    assert "Own the readout" == loop.file("goals/own-the-readout.toml")["title"]
    before = loop.files()
    assert "no change" in loop.ok("rename", "own-the-readout").said
    assert before == loop.files()


def test_a_dry_run_writes_nothing(loop: Runner) -> None:
    """It says what it would do."""
    before = loop.files()
    assert (
        "would: goal lead-the-readout → x"
        in loop.ok("rename", "lead-the-readout", "x", "--dry-run").said
    )
    assert before == loop.files()


def test_json_tells_the_old_id_too(loop: Runner) -> None:
    """Each change by its kind, its id, and what it was called."""
    told = loop.ok("rename", "lead-the-readout", "x", "--json").json
    assert {
        "kind": "goal",
        "id": "x",
        "change": "renamed",
        "was": "lead-the-readout",
    } in told["changes"]
    assert {"renamed", "changed"} >= {one["change"] for one in told["changes"]}


def test_the_profile_is_not_renamed(loop: Runner) -> None:
    """journal.toml is found by its name. (exit 7)"""
    assert 7 == loop("rename", "me", "x").code


def test_a_file_named_by_hand_is_brought_in_form(loop: Runner) -> None:
    """A file that a person named in their own way can be given the program's form."""
    path = loop.root / "goals" / "Lead The Readout.toml"
    (loop.root / GOAL).rename(path)
    loop.ok("rename", "goals/Lead The Readout")
    assert (loop.root / GOAL).exists()
    assert not path.exists()
