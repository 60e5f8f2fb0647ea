from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.models.topic import Topic
from devjournal.views.agenda import Agenda, Step, build_agenda
from tests.builders import (
    TODAY,
    action,
    bound,
    checkin,
    day,
    goal,
    held,
    journal_of,
    meeting,
    moment,
    person,
    profile,
    stored,
    topic,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.views.agenda_slots import Slot

MET = held("priya-mentor-001", "09-17 15:00")
COMING = meeting("priya-mentor-002", "10-15 15:00")
PRIYA = (person(), bound(), MET, COMING)


def agenda_of(*records: Stored[Any], reader: str = "self", today: dt.date = TODAY) -> Agenda:
    """Return the agenda with Priya, from these records and the two meetings with her."""
    given_ids = {one.ref for one in records}
    usual = [one for one in PRIYA if one.ref not in given_ids]
    return build_agenda(journal_of(*usual, *records), "priya-mentor", today, reader=reader)


def part(agenda: Agenda, name: str) -> list[Slot]:
    """Return the slots of one part."""
    return [slot for slot in agenda.slots if slot.part == name]


KINDS = ("project", "challenge", "lesson", "question", "concern", "feedback", "offer", "personal")
TOPICS = st.lists(
    st.builds(
        Topic,
        text=st.just("Something"),
        relationship=st.just("priya-mentor"),
        kind=st.none() | st.sampled_from(KINDS),
        deep_dive=st.sampled_from([None, True]),
        minutes=st.none() | st.integers(0, 90),
        raised_on=st.none() | st.dates(dt.date(2026, 7, 1), TODAY),
    ),
    max_size=12,
)


def stored_topics(topics: list[Topic]) -> list[Stored[Any]]:
    """Return topics with ids."""
    return [stored("topic", f"bcd{chr(98 + n)}-topic-{n}", one) for n, one in enumerate(topics)]


# What always holds


@given(TOPICS, st.integers(0, 240), st.sampled_from(["mentor", "coach", "sponsor", "partner"]))
def test_an_agenda_adds_up(topics: list[Topic], minutes: int, kind: str) -> None:
    """The parts follow each other without a gap and fill exactly the meeting's minutes."""
    agenda = agenda_of(
        *stored_topics(topics),
        bound(kind=kind),
        meeting("priya-mentor-002", "10-15 15:00", minutes=minutes),
        action("kwdf-draft", "10-14", relationship="priya-mentor"),
    )
    assert (minutes or 45) == agenda.minutes == agenda.planned
    starts = [sum(slot.minutes for slot in agenda.slots[:n]) for n in range(len(agenda.slots))]
    assert starts == [slot.start for slot in agenda.slots]


@given(TOPICS, st.integers(1, 120))
def test_p066_no_open_topic_is_ever_lost(topics: list[Topic], minutes: int) -> None:
    """Each open topic stands on the agenda once, in the plan or among what waits."""
    agenda = agenda_of(
        *stored_topics(topics), meeting("priya-mentor-002", "10-15 15:00", minutes=minutes)
    )
    shown = [slot.ref.id for slot in (*agenda.slots, *agenda.if_time) if slot.ref]
    assert sorted(one.id for one in stored_topics(topics)) == sorted(shown)


def test_building_it_twice_gives_the_same() -> None:
    """An agenda is computed from the journal and changes nothing in it."""
    journal = journal_of(*PRIYA, topic("vnpl-forecast", raised_on=day("09-10")))
    first = build_agenda(journal, "priya-mentor", TODAY)
    assert first == build_agenda(journal, "priya-mentor", TODAY)


# Topics


def test_a_carried_topic_says_since_when() -> None:
    """A topic raised before the last meeting and not discussed there was carried from it."""
    agenda = agenda_of(
        topic("vnpl-forecast", raised_on=day("09-10")), topic("krtz-new", raised_on=day("10-01"))
    )
    carried = {slot.text: slot.carried_from for slot in part(agenda, "topic")}
    assert {"Forecast": day("09-17"), "New": None} == carried


def test_a_topic_carried_twice_names_the_first_meeting() -> None:
    """It says since when it waits, not since when it last did."""
    agenda = agenda_of(
        held("priya-mentor-000", "08-17 15:00"), topic("vnpl-forecast", raised_on=day("08-10"))
    )
    assert [day("08-17")] == [slot.carried_from for slot in part(agenda, "topic")]


@pytest.mark.parametrize("kind", ["feedback", "offer"])
def test_questions_for_feedback_and_offers_are_carried_too(kind: str) -> None:
    """They say since when they wait, like any other topic."""
    agenda = agenda_of(topic("vnpl-this", kind=kind, raised_on=day("09-10")))
    assert [day("09-17")] == [slot.carried_from for slot in part(agenda, kind)]


def test_a_topic_without_a_day_is_carried_since_it_was_made() -> None:
    """A topic of a hand-made file counts from `created`; one without any day is new."""
    agenda = agenda_of(topic("vnpl-made", created=day("09-10")), topic("krtz-bare"))
    carried = {slot.text: slot.carried_from for slot in part(agenda, "topic")}
    assert {"Made": day("09-17"), "Bare": None} == carried


def test_a_topic_raised_in_a_meeting_was_not_carried_from_it() -> None:
    """What came up on the day of the last meeting is new."""
    agenda = agenda_of(topic("krtz-new", raised_on=day("09-17")))
    assert [None] == [slot.carried_from for slot in part(agenda, "topic")]


def test_postponing_the_meeting_loses_nothing() -> None:
    """The same topics stand on the agenda of the moved meeting."""
    topics = (topic("vnpl-forecast", raised_on=day("09-10")), topic("krtz-new"))
    moved = dataclasses.replace(COMING, record=COMING.record.postpone(moment("10-22 15:00")))
    before, after = agenda_of(*topics), agenda_of(*topics, moved)
    assert before.slots == after.slots
    assert moment("10-22 15:00") == after.at


@pytest.mark.parametrize("state", ["cancelled", "missed"])
def test_a_meeting_that_did_not_happen_loses_nothing(state: str) -> None:
    """Topics stay open, and were not carried from a meeting that was not held."""
    gone = meeting("priya-mentor-002", "10-01 15:00", state=state)
    agenda = agenda_of(gone, topic("krtz-new", raised_on=day("09-20")))
    assert ["New"] == [slot.text for slot in part(agenda, "topic")]
    assert part(agenda, "topic")[0].carried_from is None


def test_an_extra_meeting_loses_nothing() -> None:
    """What was not discussed in an unplanned meeting is carried from it to the planned one."""
    agenda = agenda_of(
        held("priya-mentor-003", "10-12 11:00"), topic("vnpl-forecast", raised_on=day("10-05"))
    )
    assert "priya-mentor-002" == agenda.meeting
    assert [day("10-12")] == [slot.carried_from for slot in part(agenda, "topic")]


def test_topics_that_are_settled_or_of_others_are_not_shown() -> None:
    """Only what is open, and with this person, is talked about."""
    agenda = agenda_of(
        topic("vnpl-discussed", state="discussed"),
        topic("krtz-dropped", state="dropped"),
        topic("hsrm-of-zoe", relationship="zoe-coach"),
    )
    assert ["open", "room", "feedback", "close"] == [slot.part for slot in agenda.slots]


def test_p060_deep_dives_come_first() -> None:
    """A deep dive stands before older topics, with fifteen minutes unless it says."""
    agenda = agenda_of(
        topic("vnpl-old", raised_on=day("09-01"), minutes=10),
        topic("krtz-deep", raised_on=day("10-13"), deep_dive=True),
    )
    assert [("deep_dive", "Deep"), ("topic", "Old")] == [
        (slot.part, slot.text) for slot in agenda.slots if slot.part in ("deep_dive", "topic")
    ]
    assert part(agenda, "deep_dive")[0].minutes >= 15


def test_topics_come_in_the_order_they_were_raised() -> None:
    """The one that waits longest comes first."""
    agenda = agenda_of(
        topic("bcdf-later", raised_on=day("10-02")),
        topic("ghjk-first", raised_on=day("10-01")),
        topic("lmnp-undated"),
    )
    assert ["First", "Later", "Undated"] == [slot.text for slot in part(agenda, "topic")]


def test_p063_what_finds_no_room_is_told_apart() -> None:
    """A topic that does not fit stands below the plan."""
    agenda = agenda_of(
        topic("bcdf-long", raised_on=day("10-01"), minutes=31),
        topic("ghjk-next", raised_on=day("10-02"), minutes=30),
    )
    assert ["Long"] == [slot.text for slot in part(agenda, "topic")]
    assert ["Next"] == [slot.text for slot in agenda.if_time]


def test_topics_bear_the_letters_to_type() -> None:
    """Each topic has the shortest form of its id."""
    agenda = agenda_of(topic("vnpl-one"), topic("vnpr-two"))
    assert ["vnpl", "vnpr"] == [slot.short for slot in part(agenda, "topic")]


# The parts on every agenda


def test_p061_p062_the_opening_takes_up_the_personal_thread() -> None:
    """It asks for what they told me last time, in the first five minutes."""
    opening = agenda_of(person(personal="Her marathon")).slots[0]
    assert "open" == opening.part
    assert (0, 5) == (opening.start, opening.minutes)
    assert "Her marathon: ask how it went" == opening.text
    assert agenda_of().slots[0].text.startswith("How are you")


def test_p074_what_both_promised_is_looked_at() -> None:
    """The second part is the promises of both sides; without any there is none."""
    agenda = agenda_of(
        action("kwdf-draft", "10-14", relationship="priya-mentor"),
        action("bxhq-intro", "10-10", "them", relationship="priya-mentor"),
    )
    assert "promised" == agenda.slots[1].part
    assert 1 == len(agenda.promises.mine)
    assert 4 == agenda.promises.theirs[0].days_late
    assert [] == part(agenda_of(), "promised")


def test_p064_feedback_is_asked_for_on_every_agenda() -> None:
    """My own question takes the place of the usual one."""
    assert 1 == len(part(agenda_of(), "feedback"))
    asked = agenda_of(topic("gdsc-what-should-i-cut", kind="feedback"))
    assert ["What should i cut"] == [slot.text for slot in part(asked, "feedback")]


def test_p067_what_i_can_offer_stands_on_the_agenda() -> None:
    """An offer I noted, else the first thing I can offer, else nothing."""
    can = profile(can_offer=("What customers say",))
    noted = topic("hsrm-rerun-her-model", kind="offer")
    assert ["What customers say"] == [slot.text for slot in part(agenda_of(can), "offer")]
    assert ["Rerun her model"] == [slot.text for slot in part(agenda_of(can, noted), "offer")]
    assert [] == part(agenda_of(), "offer")


def test_p069_p070_p072_the_close_asks_for_date_actions_and_thanks() -> None:
    """The last five minutes settle what comes next."""
    close = agenda_of().slots[-1]
    assert ("close", 40, 5) == (close.part, close.start, close.minutes)
    assert "next date · actions · thanks" == close.text


def test_p073_the_focus_of_last_time_heads_the_agenda() -> None:
    """What the last meeting said this one is to be about, with the place it is from."""
    agenda = agenda_of(held("priya-mentor-001", "09-17 15:00", next_focus="Rehearse"))
    assert "Rehearse" == agenda.focus
    assert ("meeting", "priya-mentor-001", "next_focus") == agenda.focus_ref
    assert (None, None) == (agenda_of().focus, agenda_of().focus_ref)


def test_a_goal_gone_quiet_is_brought_up() -> None:
    """A goal of ours that nobody looked at for over a month is asked after."""
    quiet = goal("quiet", checkin("09-01"), relationship="priya-mentor")
    looked_at = goal("looked-at", checkin("10-01"), relationship="priya-mentor")
    alone = goal("alone", checkin("09-01"))
    reached = goal("reached", checkin("09-01"), relationship="priya-mentor", state="achieved")
    never = goal("never", created=day("08-01"), relationship="priya-mentor")
    agenda = agenda_of(quiet, looked_at, alone, reached, never)
    assert [
        "Never: no check-in since 2026-08-01",
        "Quiet: no check-in since 2026-09-01",
    ] == [slot.text for slot in part(agenda, "goal")]


@pytest.mark.parametrize(
    ("kind", "my_role", "words"),
    [
        ("mentor", "receiving", "Your experience"),
        ("coach", "receiving", "What do I want to have found out"),
        ("sponsor", "receiving", "Where is the next room"),
        ("partner", "equal", "The project"),
        ("mentor", "giving", "What is on your mind?"),
        ("coach", "giving", "What is on your mind?"),
    ],
)
def test_p034_templates_differ_by_kind_and_role(kind: str, my_role: str, words: str) -> None:
    """A coach's agenda asks, a mentor's wants experience, a sponsor's the next room."""
    agenda = agenda_of(bound(kind=kind, my_role=my_role))
    assert part(agenda, "room")[0].text.startswith(words)


def test_p041_a_sponsor_hears_what_i_delivered() -> None:
    """Deliver, loyalty, adding value: my duties stand before the topics."""
    duties = part(agenda_of(bound(kind="sponsor"), topic("vnpl-this")), "duties")
    assert ["What I delivered · what you can count on · where I add value"] == [
        slot.text for slot in duties
    ]
    assert [] == part(agenda_of(), "duties")


# The meeting


def test_p053_p055_the_length_is_the_meetings_own() -> None:
    """The meeting's minutes, else the agreed ones, else 45."""
    long = meeting("priya-mentor-002", "10-15 15:00", minutes=60)
    agreed = bound(minutes=30)
    assert 60 == agenda_of(long, agreed).minutes
    assert 30 == agenda_of(agreed).minutes
    assert 45 == agenda_of().minutes


def test_p089_the_head_says_which_meeting_it_is() -> None:
    """Whom I meet, as what, when, by which channel, and the count of those agreed on."""
    agenda = agenda_of(bound(meetings_agreed=3, channel="video"))
    assert ("Priya Nair", "mentor", "Robin Vale") == (agenda.who, agenda.label, agenda.me)
    assert ("priya-mentor-002", 2, 3) == (agenda.meeting, agenda.number, agenda.of)
    assert ("video", moment("10-15 15:00")) == (agenda.channel, agenda.at)


def test_the_next_meeting_goes_before_one_that_waits_to_be_logged() -> None:
    """A planned meeting that has passed does not stand in the way of the one to come."""
    agenda = agenda_of(meeting("priya-mentor-003", "09-24 15:00"))
    assert "priya-mentor-002" == agenda.meeting


def test_without_a_planned_meeting_the_agenda_is_made_all_the_same() -> None:
    """What I want to talk about has its place before there is a day."""
    agenda = build_agenda(
        journal_of(person(), bound(meetings_agreed=3), MET, topic("vnpl-this")),
        "priya-mentor",
        TODAY,
    )
    assert (None, None, 2, 3) == (agenda.meeting, agenda.at, agenda.number, agenda.of)
    assert ["This"] == [slot.text for slot in part(agenda, "topic")]


# Ready, and the next step

QUESTION = topic("krtz-how", kind="question")


def test_p059_a_question_and_a_topic_make_it_ready() -> None:
    """Nothing is left to do before the meeting."""
    agenda = agenda_of(QUESTION, topic("vnpl-this"))
    assert agenda.readiness.is_ready
    assert agenda.next_step is None


def test_what_is_missing_comes_with_its_command() -> None:
    """An agenda that is not ready says how to add a topic, by a name that means this person."""
    agenda = agenda_of(topic("vnpl-this"))
    assert not agenda.readiness.is_ready
    assert Step(lacks="topics", command='devjournal topic priya "...?"') == agenda.next_step


def test_p069_a_ready_agenda_without_a_day_says_how_to_plan_it() -> None:
    """The next step is the meeting itself."""
    journal = journal_of(person(), bound(), QUESTION, topic("vnpl-this"))
    expected = Step(lacks="day", command='devjournal meet "Priya Nair" --next "..."')
    assert expected == build_agenda(journal, "priya-mentor", TODAY).next_step


def test_a_meeting_that_has_passed_is_to_be_logged() -> None:
    """What is over can't be prepared; it says how to log it."""
    agenda = agenda_of(today=day("10-16"))
    assert Step(lacks="log", command="devjournal log priya") == agenda.next_step


def test_on_its_day_a_meeting_is_still_prepared() -> None:
    """It may be later today."""
    step = agenda_of(today=day("10-15")).next_step
    assert step is not None
    assert "topics" == step.lacks


# The other side's copy

SECRETS = (
    topic("bcdf-concern", kind="concern"),
    topic("ghjk-personal", kind="personal"),
    topic("lmnp-hidden", visibility="private"),
    person(personal="Her marathon"),
)


def test_p033_the_other_side_gets_a_copy_without_what_is_mine() -> None:
    """Concerns, personal topics, hidden ones and the thread I keep stay with me."""
    agenda = agenda_of(QUESTION, *SECRETS, reader="priya-mentor")
    assert "priya-mentor" == agenda.reader
    assert ["How"] == [slot.text for slot in part(agenda, "topic")]
    assert agenda.slots[0].text.startswith("How are you")
    assert agenda.minutes == agenda.planned
    assert 4 == agenda.withheld


def test_the_copy_has_no_step_for_me() -> None:
    """What I have yet to do is no business of theirs."""
    assert agenda_of(reader="priya-mentor").next_step is None


def test_nothing_is_withheld_from_me() -> None:
    """My own agenda has all of it."""
    agenda = agenda_of(QUESTION, *SECRETS)
    assert 4 == len(part(agenda, "topic"))
    assert 0 == agenda.withheld


def test_the_copy_keeps_the_zone_of_the_profile() -> None:
    """The time of the meeting is the same on both pages."""
    dublin = profile(timezone="Europe/Dublin")
    mine, theirs = agenda_of(dublin), agenda_of(dublin, reader="priya-mentor")
    assert mine.at == theirs.at
    assert theirs.at is not None
    assert 16 == theirs.at.hour


@pytest.mark.parametrize("reader", ["manager", "exec", "zoe-coach"])
def test_whom_it_does_not_concern_gets_nothing(reader: str) -> None:
    """A reader whom the relationship does not reach learns neither who nor when."""
    agenda = agenda_of(QUESTION, reader=reader)
    assert ("", "", "", None) == (agenda.who, agenda.relationship, agenda.label, agenda.at)
    assert () == agenda.slots
    assert agenda.withheld > 0
