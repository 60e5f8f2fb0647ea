from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.journal.names import short_ids
from devjournal.journal.stored import Ref
from devjournal.models.entries import Number
from devjournal.models.people import Check
from devjournal.practice.nudges import Nudge, nudges, still_processing
from tests.builders import (
    NOW,
    TODAY,
    bound,
    checkin,
    day,
    each,
    entry,
    goal,
    held,
    journal_of,
    meeting,
    opportunity,
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


SANK = opportunity("the-review", state="delivered", outcome="sank", on=day("10-06"))
BOUND = (person(), bound())


@pytest.mark.parametrize(
    ("outcome", "words"), [("sank", "it sank"), ("mixed", "it went so-so"), ("swam", None)]
)
def test_p021_a_hard_outcome_wants_to_be_talked_over(outcome: str, words: str | None) -> None:
    """After what sank or was mixed, the mentor's next meeting gets a topic, for us alone."""
    chance = opportunity("the-review", state="delivered", outcome=outcome, on=day("10-06"))
    found = told(*BOUND, chance, meeting("m-1", "10-20 15:00"))
    if words is None:
        assert "outcome" not in found
        return
    nudge = found["outcome"]
    assert ("The review", f"{words}: talk it over with your mentor") == (nudge.about, nudge.words)
    question = '"What do I make of it: The review"'
    assert f"devjournal topic priya {question} --kind concern" == nudge.command
    assert chance.ref == nudge.ref


def test_p021_without_a_planned_meeting_one_is_planned_first() -> None:
    """There has to be a meeting to talk it over in."""
    command = 'devjournal meet "Priya Nair" --next "..."'
    assert command == told(*BOUND, SANK)["outcome"].command


@pytest.mark.parametrize(
    ("since", "is_settled"),
    [
        (held("m-1", "10-07 15:00"), True),
        (held("m-1", "10-06 09:00"), False),
        (topic("kwtz-why", raised_on=day("10-06")), True),
        (topic("kwtz-why", raised_on=day("10-05")), False),
        (topic("kwtz-why", relationship="tom-mentor", raised_on=day("10-07")), False),
    ],
)
def test_p021_a_meeting_or_a_topic_since_settles_it(
    since: Stored[Any], *, is_settled: bool
) -> None:
    """Whoever talked with the mentor after it, or is about to, is left in peace."""
    assert is_settled == ("outcome" not in told(*BOUND, SANK, since))


@pytest.mark.parametrize(
    "around",
    [
        (person(), bound(kind="sponsor"), SANK),
        (person(), bound(my_role="giving"), SANK),
        (person(), bound(state="paused"), SANK),
        (*BOUND, opportunity("old", state="delivered", outcome="sank", on=day("07-15"))),
        (*BOUND, SANK, entry("setback", "bdfg-sank", "10-06", opportunity="the-review")),
    ],
)
def test_p018_p021_nobody_is_nudged_without_a_mentor_or_while_it_stings(
    around: tuple[Stored[Any], ...],
) -> None:
    """A sponsor is no mentor; what is old or still being processed is left alone."""
    assert "outcome" not in told(*around)


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


def test_p042_p075_who_was_not_looked_at_for_a_quarter_comes_up() -> None:
    """With how long it is, and the command that asks; a look answers it."""
    met = (person(), held("m-1", "07-01 15:00"))
    nudge = told(bound(kind="sponsor"), *met)["check"]
    assert ("Priya Nair", "how is it going? not checked for 105 days") == each(nudge, "about words")
    assert "devjournal relationship check priya" == nudge.command
    looked_at = bound(kind="sponsor", checks=(Check(on=day("10-01"), trust=4),))
    assert "check" not in told(looked_at, *met)


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


def test_p064_what_i_told_them_is_no_feedback_that_i_heard() -> None:
    """Feedback that I gave in a relationship leaves mine still to be asked for."""
    mine = entry("feedback", "bdfg-cut-more", "09-01", relationship="priya-mentor", given_by="me")
    assert "feedback" in told(*MET_TWICE, mine)


SETBACK = Ref("entry", "bdfg-sank")


@pytest.mark.parametrize(
    ("state", "until", "is_quiet"),
    [
        ("processing", "10-20", True),
        ("processing", "10-14", True),
        ("processing", "10-13", False),
        ("processing", None, True),
        ("debriefed", "10-20", False),
    ],
)
def test_p018_a_setback_is_quiet_until_its_day(
    state: str, until: str | None, *, is_quiet: bool
) -> None:
    """Nothing nags about a setback through its last day; without a day, until its debrief."""
    processing_until = day(until) if until else None
    journal = journal_of(
        entry("setback", "bdfg-sank", "10-10", state=state, processing_until=processing_until)
    )
    assert is_quiet == (SETBACK in still_processing(journal, TODAY))


def test_p018_what_belongs_to_a_setback_is_quiet_with_it() -> None:
    """Its goal, its opportunity, the next try, and what reflects on it or came of it rest too."""
    journal = journal_of(
        goal("speak-up"),
        goal("other"),
        opportunity("the-review"),
        opportunity("small-review", retry_of="the-review"),
        opportunity("other"),
        entry("setback", "bdfg-sank", "10-10", goal="speak-up", opportunity="the-review"),
        entry("reflection", "ghjk-why", "10-11", about="bdfg-sank"),
        win("lmnp-still", "10-10", opportunity="the-review"),
        win("qrst-other", "10-10"),
    )
    expected = {
        SETBACK,
        Ref("goal", "speak-up"),
        Ref("opportunity", "the-review"),
        Ref("opportunity", "small-review"),
        Ref("entry", "ghjk-why"),
        Ref("entry", "lmnp-still"),
    }
    assert expected == still_processing(journal, TODAY)
