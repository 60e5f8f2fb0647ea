"""The commands that add an action and that move what is there, from done to missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

DRAFT = "actions/kwdf-cost-to-serve-draft-for-priya.toml"
FORECAST = "topics/vnpl-q4-forecast.toml"
COMING = "meetings/priya-mentor-002.toml"


def days(fields: dict[str, Any], *names: str) -> list[str]:
    """Return some fields of a file as text."""
    return [str(fields.get(name)) for name in names]


# action


def test_p070_p074_an_action_is_due_at_the_next_meeting(loop: Runner) -> None:
    """Mine unless I say it is theirs."""
    ran = loop.ok("action", "Rebuild slide 2", "--for", "priya", "--goal", "lead")
    assert (
        "✓ action bcdf · Rebuild slide 2 · mine · due Thu 15 Oct 2026 (tomorrow)"
        " · goal Lead the readout\n"
    ) == ran.err
    loop.ok("action", "Send notes", "--for", "priya", "--theirs", "--due", "fri")
    theirs = loop.file("actions/ghjk-send-notes.toml")
    assert ["them", "2026-10-16"] == days(theirs, "owner", "due")


def test_an_action_needs_no_other_side(loop: Runner) -> None:
    """Something that I do for myself has no day unless I give one."""
    loop.ok("action", "Read the annual report")
    assert ["None", "None"] == days(
        loop.file("actions/bcdf-read-the-annual-report.toml"), "due", "relationship"
    )


def test_due_next_is_the_next_meeting(loop: Runner) -> None:
    """The word means what the relationship says."""
    loop.ok("action", "x", "--for", "priya", "--due", "next")
    assert ["2026-10-15"] == days(loop.newest("actions"), "due")
    assert 2 == loop("action", "x", "--due", "next").code


# done, reopen, drop


def test_done_keeps_the_day_and_the_evidence(loop: Runner) -> None:
    """And undoes nothing else in the file."""
    ran = loop.ok("done", "kw", "--evidence", "wiki/cost", "--on", "yesterday")
    assert ran.err.startswith("✓ action kwdf done · Cost-to-serve draft for Priya · mine")
    assert ["done", "2026-10-13", "wiki/cost"] == days(
        loop.file(DRAFT), "state", "closed_on", "evidence"
    )


def test_a_topic_is_done_by_being_discussed(loop: Runner) -> None:
    """Outside a meeting, with what came of it."""
    loop.ok("done", "vn", "--evidence", "Answered by mail")
    assert ["discussed", "Answered by mail"] == days(loop.file(FORECAST), "state", "conclusion")


def test_reopen_brings_it_back_as_it_was(loop: Runner) -> None:
    """Done and reopened, the file is what it was."""
    before = loop.files()
    loop.ok("done", "kw")
    loop.ok("reopen", "kwdf")
    assert before == loop.files()


def test_drop_keeps_why_for_me(loop: Runner) -> None:
    """The record stays in the journal; the reason is never shown to others."""
    loop.ok("drop", "vn", "--why", "settled by mail")
    assert ["dropped", "settled by mail"] == days(loop.file(FORECAST), "state", "closed_why")
    assert "settled" not in loop.ok("prep", "priya", "--share").out


# postpone


def test_an_action_is_put_off(loop: Runner) -> None:
    """Its old day and why are kept."""
    loop.ok("postpone", "kw", "--to", "20-oct", "--why", "quarter end")
    action = loop.file(DRAFT)
    assert ["2026-10-20"] == days(action, "due")
    assert ["2026-10-14", "2026-10-20", "2026-10-14", "quarter end"] == days(
        action["moves"][0], "was", "now", "on", "why"
    )


@pytest.mark.parametrize("who", ["priya", "Priya Nair", "priya-mentor", "priya-mentor-002"])
def test_a_meeting_is_put_off_by_name_or_id(loop: Runner, who: str) -> None:
    """A WHO stands for the next meeting; a day alone keeps the time."""
    ran = loop.ok("postpone", who, "--to", "22-oct")
    assert "✓ next: priya-mentor-002, moved to Thu 22 Oct 15:00, meeting 2 of 3\n" == ran.err


def test_to_next_is_the_next_meeting(loop: Runner) -> None:
    """An action waits until then."""
    loop.ok("postpone", "kw", "--to", "next")
    assert ["2026-10-15"] == days(loop.file(DRAFT), "due")


def test_an_ambiguous_prefix_is_no_name(loop: Runner) -> None:
    """Two actions that begin alike are listed; nobody called so is looked for."""
    loop.environ["DEVJOURNAL_TODAY"] = "2026-10-14T09:00"
    loop.ok("action", "One more")
    ran = loop("postpone", "b", "--to", "fri")
    assert 3 == ran.code
    assert "actions/bcdf-one-more" in ran.err
    assert "actions/bxhq-intro-to-dana" in ran.err


# cancel, missed


def test_cancel_keeps_the_topics(loop: Runner) -> None:
    """By whom and why; it can be planned again."""
    loop.ok("cancel", "priya", "--theirs", "--why", "quarter end")
    assert ["cancelled", "them", "quarter end"] == days(
        loop.file(COMING), "state", "cancelled_by", "closed_why"
    )
    assert "Q4 forecast" in loop.ok("prep", "priya").out
    ran = loop.ok("reopen", "priya-mentor-002")
    assert "✓ next: priya-mentor-002, Thu 15 Oct 15:00, meeting 2 of 3\n" == ran.err


def test_missed_is_for_what_should_have_been(loop: Runner) -> None:
    """A meeting to come is called off or moved instead: exit 7."""
    ran = loop("missed", "priya")
    assert 7 == ran.code
    assert "still to come" in ran.err
    loop.environ["DEVJOURNAL_TODAY"] = "2026-10-15T16:30"
    loop.ok("missed", "priya", "--why", "I was on call")
    assert ["missed", "I was on call"] == days(loop.file(COMING), "state", "closed_why")


def test_missed_takes_the_one_that_was_missed(loop: Runner) -> None:
    """Not the one that is to come."""
    loop.ok("meeting", "add", "priya", "--at", "2026-10-01 15:00")
    loop.ok("missed", "priya")
    assert "missed" == loop.file("meetings/priya-mentor-003.toml")["state"]
    assert "state" not in loop.file(COMING)


def test_cancel_takes_the_one_to_come(loop: Runner) -> None:
    """Not one that waits to be logged."""
    loop.ok("meeting", "add", "priya", "--at", "2026-10-01 15:00")
    loop.ok("cancel", "priya")
    assert "cancelled" == loop.file(COMING)["state"]
