from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.runner import Runner


def test_it_goes_and_undo_brings_it_back(loop: Runner) -> None:
    """Byte for byte, in one step of the history."""
    before = loop.files()
    ran = loop.ok("delete", "kwdf")
    assert "deleted action kwdf" in ran.said
    assert 3 == loop("show", "kwdf").code
    assert "deleted kwdf" in loop.ok("history", "--limit", "1").out
    loop.ok("undo")
    assert before == loop.files()


def test_what_others_link_to_is_refused(loop: Runner) -> None:
    """Exit 7, the records that link to it with their fields, and nothing is written."""
    before = loop.files()
    ran = loop("delete", "cut-cost")
    assert 7 == ran.code
    assert "goals/lead-the-readout: objective" in ran.said
    assert "--with-links" in ran.err
    assert before == loop.files()
    assert {"error", "hint", "exit_code"} <= loop("delete", "cut-cost", "--json").json.keys()


def test_with_links_they_go_too(loop: Runner) -> None:
    """Each record that loses its link is told; one undo brings all of it back."""
    before = loop.files()
    ran = loop.ok("delete", "cut-cost", "--with-links")
    assert "objective cleared" in ran.said
    assert "deleted objective cut-cost" in ran.said
    assert "objective" not in loop.file("goals/lead-the-readout.toml")
    loop.ok("check")
    loop.ok("undo")
    assert before == loop.files()


def test_what_is_nothing_without_it_keeps_it(loop: Runner) -> None:
    """A relationship with meetings is not deleted: it is closed. (exit 7)"""
    before = loop.files()
    ran = loop("delete", "relationships/priya-mentor", "--with-links")
    assert 7 == ran.code
    assert "meetings/priya-mentor-001: relationship" in ran.said
    assert "close what is over" in ran.said
    assert before == loop.files()


def test_json_tells_each_change(loop: Runner) -> None:
    """What is deleted, and what changes as it loses a link."""
    changes = loop.ok("delete", "cut-cost", "--with-links", "--json").json["changes"]
    assert {"kind": "objective", "id": "cut-cost", "change": "deleted"} in changes
    assert {"kind": "goal", "id": "lead-the-readout", "change": "changed"} in changes


def test_what_is_not_there_and_what_cannot_go(loop: Runner) -> None:
    """Not found is 3, the profile is 7, a file that can't be read anywhere is 4."""
    assert 3 == loop("delete", "nothing-such").code
    assert 7 == loop("delete", "me").code
    (loop.root / "goals" / "broken.toml").write_text("title = ", encoding="utf-8")
    assert 4 == loop("delete", "kwdf").code
