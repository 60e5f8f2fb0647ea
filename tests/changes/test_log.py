"""Logging a meeting: its page, what it changes, and its mistakes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.log import Reading, blank_page, log_meeting
from devjournal.changes.meetings import Taken
from devjournal.changes.operation import Changes
from devjournal.dates.grammar import Anchors, parse_day, parse_moment
from devjournal.errors import Ambiguous
from devjournal.journal.stored import Ref, Stored
from devjournal.logpage.marks import PageError
from devjournal.logpage.meeting_log import Item, MeetingLog, NewAction
from devjournal.logpage.page import parse
from tests.builders import (
    action,
    bound,
    day,
    each,
    held,
    journal_of,
    meeting,
    moment,
    person,
    profile,
    topic,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


NOW = moment("10-15 16:30")
PLANNED = meeting("priya-mentor-002", "10-15 15:00")
LAST = held("priya-mentor-001", "09-17 15:00")
DUE = Taken("priya-mentor", PLANNED)


def read_day(text: str, *, after: dt.date | None = None, look: Any = "forward") -> dt.date:
    """Return a day against the clock of these tests."""
    return parse_day(text, NOW.date(), look=look, anchors=Anchors(next=after))


def read_moment(text: str, *, time: dt.time | None = None) -> dt.datetime:
    """Return a moment."""
    return parse_moment(text, NOW.date(), zone=dt.UTC, default_time=time)


def read_goal(text: str) -> str:
    """Return the whole id of the only goal, which is called lead."""
    if text != "lead":
        raise Ambiguous(f"{text!r} could be two", candidates=("a", "b"))
    return "lead-the-readout"


READING = Reading(read_day, read_moment, read_goal)


class Logged:
    """What a log made of a journal."""

    def __init__(self, happened: MeetingLog, *stored: Stored[Any], taken: Taken = DUE) -> None:
        """Log what happened in the meeting that was taken."""
        given = {one.ref for one in stored}
        usual = [one for one in (person(), bound(), PLANNED, LAST) if one.ref not in given]
        changes = Changes(journal_of(*usual, *stored), NOW, lambda _: "k")
        self.id = log_meeting(changes, taken, happened, READING)
        self.journal = changes.journal
        self.meeting: Any = changes.journal.all("meeting")[self.id].record
        self.changes = changes.operation("x").changes
        self.refs = [change.ref for change in self.changes]

    def new(self, kind: str) -> list[Any]:
        """Return the new records of a kind."""
        return [c.after for c in self.changes if c.kind == kind and c.before is None]


def noted(**fields: Any) -> MeetingLog:
    """Return what happened, with a note unless it says otherwise."""
    return MeetingLog(**{"notes": "Lead with the number", **fields})


# The meeting


def test_an_extra_one_leaves_the_planned_one_alone() -> None:
    """A new meeting is held, as long as they are; the planned one stays planned."""
    logged = Logged(
        noted(),
        bound(minutes=30),
        taken=Taken("priya-mentor", None, moment("10-12 11:00")),
    )
    assert "priya-mentor-003" == logged.id
    assert ("held", 30, moment("10-12 11:00")) == each(logged.meeting, "state minutes at")
    assert PLANNED == logged.journal.all("meeting")["priya-mentor-002"]


def test_logging_again_adds() -> None:
    """Notes and decisions are added to, words stand once, what was not said stays."""
    before = held(
        "priya-mentor-002",
        "10-15 15:00",
        notes="First.",
        decisions=("One",),
        received=("advice",),
        self_check=("honest",),
        talk_share=60,
        next_focus="Rehearse",
        closed_on=day("10-15"),
    )
    again = Taken("priya-mentor", before)
    fields = {"decisions": ("Two",), "received": ("question", "advice"), "value_me": 4}
    logged = Logged(MeetingLog(notes="Second.", fields=fields), before, taken=again)
    assert "First.\n\nSecond." == logged.meeting.notes
    assert ("One", "Two") == logged.meeting.decisions
    assert ("advice", "question") == logged.meeting.received
    assert (("honest",), 60, 4, "Rehearse") == each(
        logged.meeting, "self_check talk_share value_me next_focus"
    )


# Topics and promises

KNOWN = topic("vnpl-q4-forecast", raised_on=day("09-10"))


@pytest.mark.parametrize(
    ("said", "after"),
    [
        (
            {"ticked": True, "conclusion": "Ask Finance"},
            ("discussed", "priya-mentor-002", day("10-15"), "Ask Finance"),
        ),
        ({"conclusion": "Half of it"}, ("open", None, None, "Half of it")),
        ({}, ("open", None, None, None)),
    ],
)
def test_a_topic_that_was_ticked_was_discussed_in_it(
    said: dict[str, Any], after: tuple[Any, ...]
) -> None:
    """On the day of the meeting; one that was not stays open, and a conclusion alone is kept."""
    line = Item(id=KNOWN.id, text="Other words", **said)
    logged = Logged(noted(topics=(line,)), KNOWN)
    assert after == each(
        logged.journal.all("topic")[KNOWN.id].record, "state meeting closed_on conclusion"
    )
    assert bool(said) == (KNOWN.ref in logged.refs)


def test_a_line_without_an_id_is_a_new_topic() -> None:
    """Raised in the meeting; ticked, it was discussed there at once."""
    lines = (Item(text="For next time"), Item(text="Out of the blue", ticked=True))
    later, settled = Logged(noted(topics=lines)).new("topic")
    assert ("open", day("10-15"), "priya-mentor") == each(later, "state raised_on relationship")
    assert ("discussed", "priya-mentor-002") == (settled.state, settled.meeting)


def test_promises_that_were_ticked_are_done() -> None:
    """On the day of the meeting; one that is done already is left alone."""
    mine, theirs = action("kwdf-draft"), action("bxhq-intro", owner="them")
    done = action("mflc-old", state="done", closed_on=day("10-01"))
    ticked = tuple(Item(id=one.id, text="", ticked=True) for one in (mine, done))
    happened = noted(i_promised=ticked, they_promised=(Item(id=theirs.id, text=""),))
    closed = {
        one.id: one.record.closed_on for one in Logged(happened, mine, theirs, done).journal.actions
    }
    assert {mine.id: day("10-15"), theirs.id: None, done.id: day("10-01")} == closed


def test_p070_p074_new_promises_know_where_they_come_from() -> None:
    """Who promised, in which meeting, for which goal, by when."""
    logged = Logged(
        noted(
            mine=(NewAction(title="Rebuild", goal="lead", due="fri"),),
            theirs=(NewAction(title="Send it", kind="resource", due="22-oct"),),
        )
    )
    mine, theirs = logged.new("action")
    assert ("me", "lead-the-readout", day("10-16"), "priya-mentor-002", "priya-mentor") == each(
        mine, "owner goal due meeting relationship"
    )
    assert ("them", "resource", day("10-22")) == (theirs.owner, theirs.kind, theirs.due)


# What comes next


def test_p069_next_is_planned_and_promises_are_due_then() -> None:
    """A day of the week at the usual time; `due:next` and no day mean that meeting."""
    logged = Logged(
        noted(
            fields={"next_when": "19-nov"},
            mine=(NewAction(title="One", due="next"), NewAction(title="Two")),
        ),
        bound(time=dt.time(15)),
    )
    assert [day("11-19"), day("11-19")] == [one.due for one in logged.new("action")]
    (planned,) = logged.new("meeting")
    assert ("planned", moment("11-19 15:00")) == (planned.state, planned.at)
    assert Ref("meeting", "priya-mentor-003") == logged.refs[-1]


@pytest.mark.parametrize(
    ("when", "stored", "due"),
    [
        ("19-nov 15:00", meeting("priya-mentor-000", "10-01 15:00"), "11-19"),
        (None, bound(cadence="monthly"), "11-15"),
    ],
    ids=["a forgotten one", "the rhythm"],
)
def test_promises_are_due_at_the_next(when: str | None, stored: Stored[Any], due: str) -> None:
    """Not at a forgotten meeting, which keeps its day; without a plan, when the rhythm expects."""
    fields = {"next_when": when} if when else {}
    logged = Logged(noted(fields=fields, mine=(NewAction(title="x"),)), stored)
    assert stored == logged.journal.all(stored.kind)[stored.id]
    assert [day(due)] == [one.due for one in logged.new("action")]


def test_all_mistakes_of_a_page_are_told_at_once() -> None:
    """Each with its line; a next meeting that is not understood makes `due:next` none."""
    happened = MeetingLog(
        topics=(Item(id="zzzz-gone", text="", ticked=True, line=4),),
        i_promised=(Item(id="zzzz-gone", text="", ticked=True, line=8),),
        mine=(
            NewAction(title="a", due="12/01", line=15),
            NewAction(title="d", kind="resource", line=18),
            NewAction(title="e", due="next", line=19),
        ),
        fields={"next_when": "some day", "thanked_on": "whenever"},
        lines={"next_when": 25, "thanked_on": 30},
    )
    with pytest.raises(PageError) as wrong:
        Logged(happened)
    assert [4, 8, 15, 18, 25, 30] == [mistake.line for mistake in wrong.value.mistakes]


# The page

PRIYA = (person(), bound(meetings_agreed=3), held("priya-mentor-001", "09-17 15:00"), PLANNED)


def test_p074_the_page_has_the_agendas_topics_and_the_promises_of_both_sides() -> None:
    """Deep dives first, then those that wait longest; what is settled or of others is not there.

    An untouched page says nothing: nothing can be logged by opening and closing it.
    """
    stored = (
        topic("vnpl-forecast", raised_on=day("09-10")),
        topic("gdsc-new", created=day("10-12")),
        topic("krtz-deep", raised_on=day("10-14"), deep_dive=True),
        topic("bcdf-settled", state="discussed"),
        topic("ghjk-of-zoe", relationship="zoe-coach"),
        action("kwdf-draft", relationship="priya-mentor"),
        action("bxhq-intro", owner="them", relationship="priya-mentor"),
        action("mflc-done", relationship="priya-mentor", state="done"),
        action("plgx-alone"),
    )
    happened = parse(blank_page(journal_of(*PRIYA, *stored), DUE))
    assert ["krtz-deep", "vnpl-forecast", "gdsc-new"] == [line.id for line in happened.topics]
    assert ["kwdf-draft"] == [line.id for line in happened.i_promised]
    assert ["bxhq-intro"] == [line.id for line in happened.they_promised]
    assert not happened.says_anything


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (DUE, "meeting 2 of 3 · Thu 15 Oct 2026 16:00"),
        (
            Taken("priya-mentor", PLANNED, moment("10-14 12:00")),
            "meeting 2 of 3 · Wed 14 Oct 2026 13:00",
        ),
        (Taken("priya-mentor", None, moment("10-14 12:00")), "Wed 14 Oct 2026 13:00"),
    ],
    ids=["due", "held early", "extra"],
)
def test_the_title_says_which_meeting_it_is(taken: Taken, words: str) -> None:
    """Person, kind, number and the moment at which it was held, in the profile's zone."""
    journal = journal_of(*PRIYA, profile(timezone="Europe/Dublin"))
    assert blank_page(journal, taken).startswith(f"# Priya Nair · mentor · {words}\n")
