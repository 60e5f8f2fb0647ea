from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.journal.names import short_ids
from devjournal.practice.nudges import Nudge, nudges
from devjournal.records.entry.win import Number
from tests.builders import (
    NOW,
    bound,
    checkin,
    day,
    entry,
    goal,
    held,
    journal_of,
    meeting,
    person,
    topic,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

NUMBER = Number(metric="calls", before=4, after=3)
MET_TWICE = (person(), bound(), held("m-1", "09-01 15:00"), held("m-2", "10-01 15:00"))


def told(*stored: Stored[Any], most: int = 3) -> dict[str, Nudge]:
    """Return the nudges of a journal of these records by their sort."""
    journal = journal_of(*stored)
    return {nudge.kind: nudge for nudge in nudges(journal, NOW, short_ids(journal), most=most)}


def test_p089_the_last_meeting_agreed_asks_to_close_or_renew() -> None:
    """Once all meetings agreed on were held, it is time to close or renew, by one command."""
    found = told(person(), bound(meetings_agreed=1), held("m-1", "09-17 15:00"))
    nudge = found["last_meeting"]
    assert ("Priya Nair", "all 1 meetings held: close or renew?") == (nudge.about, nudge.words)
    assert "devjournal relationship close priya-mentor --as completed" == nudge.command


def test_an_extra_meeting_that_is_planned_is_an_answer() -> None:
    """Whoever planned a meeting beyond those agreed on need not be asked."""
    found = told(
        person(),
        bound(meetings_agreed=1),
        held("m-1", "09-17 15:00"),
        meeting("m-2", "11-17 15:00"),
    )
    assert "last_meeting" not in found


@pytest.mark.parametrize(("last", "is_quiet"), [("09-14", True), ("09-15", False)])
def test_a_goal_without_a_checkin_for_thirty_days_has_gone_quiet(
    last: str, *, is_quiet: bool
) -> None:
    """From the thirtieth day on, a goal asks how it goes; not before."""
    assert is_quiet == ("goal" in told(goal("speak-up", checkin(last, 3), baseline=0)))


def test_the_goal_looked_at_longest_ago_is_named() -> None:
    """Of several quiet goals one is named: the one that was looked at longest ago."""
    nudge = told(
        goal("speak-up", checkin("08-01", 3), baseline=0), goal("write", checkin("07-01"))
    )["goal"]
    assert "no check-in for 105 days" == nudge.words
    assert "devjournal goal checkin write --health on_track" == nudge.command


def test_a_goal_that_is_counted_asks_for_its_value() -> None:
    """A goal with a measure is settled by a value; it was never looked at since it was made."""
    nudge = told(goal("speak-up", baseline=0, target=10, created=day("08-01")))["goal"]
    assert "no check-in yet" == nudge.words
    assert 'devjournal goal checkin speak-up --value "..."' == nudge.command


def test_a_paused_goal_is_let_be() -> None:
    """What I paused on purpose is no lapse."""
    assert {} == told(goal("speak-up", checkin("07-01"), state="paused"))


def test_p018_a_goal_of_a_setback_being_processed_is_let_be() -> None:
    """Nothing nags about the goal of a setback that still stings."""
    quiet = goal("speak-up", checkin("07-01"))
    assert "goal" in told(quiet)
    assert {} == told(quiet, entry("setback", "bdfg-sank", "10-10", goal="speak-up"))


def test_p064_feedback_is_asked_for_from_the_second_meeting_on() -> None:
    """After two meetings without a word of feedback, a question to ask is offered."""
    nudge = told(*MET_TWICE)["feedback"]
    assert "2 meetings, and never asked for feedback" == nudge.words
    assert 'devjournal topic priya "What should I do differently?" --kind feedback' == nudge.command
    assert {} == told(*MET_TWICE[:3])


@pytest.mark.parametrize(
    "known",
    [
        topic("bdfg-what-to-cut", kind="feedback"),
        topic("bdfg-what-to-cut", kind="feedback", state="discussed"),
        entry("feedback", "bdfg-cut-more", "09-01", given_by="priya-nair"),
        entry("feedback", "bdfg-cut-more", "09-01", relationship="priya-mentor"),
    ],
)
def test_p064_feedback_that_was_asked_for_or_given_is_enough(known: Stored[Any]) -> None:
    """Whoever asked once, or was told something, is not nudged."""
    assert {} == told(*MET_TWICE, known)


def test_where_i_give_i_am_not_to_ask() -> None:
    """Feedback is asked of those I learn from."""
    mentee = bound("jonas-mentee", "jonas-berg", my_role="giving")
    meetings = [held(f"j-{n}", f"0{n}-01 15:00", "jonas-mentee") for n in (7, 8, 9)]
    assert {} == told(person("jonas-berg"), mentee, *meetings)


@pytest.mark.parametrize(
    ("fields", "words", "command"),
    [
        ({}, "no number and no so-what yet", 'devjournal set kw so_what="..."'),
        ({"so_what": "Fewer calls"}, "no number yet", "devjournal show kw"),
        ({"numbers": (NUMBER,)}, "no so-what yet", 'devjournal set kw so_what="..."'),
    ],
)
def test_p010_p011_a_win_says_what_it_meant(
    fields: dict[str, Any], words: str, command: str
) -> None:
    """A win without a number, or without what it meant, is worth another minute."""
    nudge = told(win("kwdf-fixed-it", "10-01", **fields))["win"]
    assert (words, command) == (nudge.words, nudge.command)


@pytest.mark.parametrize(
    ("on", "fields"),
    [
        ("06-01", {}),
        ("10-01", {"so_what": "Fewer calls", "numbers": (NUMBER,)}),
        ("10-01", {"opportunity": "the-review"}),
    ],
)
def test_p018_a_win_that_is_told_or_long_ago_or_hurts_is_let_be(
    on: str, fields: dict[str, Any]
) -> None:
    """No nudge on a win that says all, is over 90 days old, or came of what still stings."""
    setback = entry("setback", "bdfg-sank", "10-10", opportunity="the-review")
    assert {} == told(win("kwdf-fixed-it", on, **fields), setback)


def test_nudges_are_three_at_most() -> None:
    """However much could be said, three things are."""
    everything = (
        *MET_TWICE,
        person("dana-osei"),
        bound("dana-coach", "dana-osei", kind="coach", meetings_agreed=1),
        held("d-1", "09-01 15:00", "dana-coach"),
        goal("speak-up", checkin("07-01")),
        win("kwdf-fixed-it", "10-01"),
    )
    assert ["last_meeting", "goal", "feedback"] == list(told(*everything))
    assert ["last_meeting", "goal", "feedback", "win"] == list(told(*everything, most=4))


def test_the_latest_bare_win_is_named() -> None:
    """Of several wins that say too little, the latest is still fresh enough to be told."""
    found = told(win("kwdf-older", "09-01"), win("bxhq-newer", "10-01"))
    assert "Newer" == found["win"].about
