"""The agenda: what stands on it, whether it is ready, and the other side's copy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.base import replace
from devjournal.models.people import Ask
from devjournal.pages.agenda import (
    Agenda,
    Step,
    build_agenda,
    build_promises,
    build_purpose,
    compose_agenda,
    purpose_line,
)
from devjournal.render.document import text_of
from devjournal.render.markdown import render_markdown
from tests.builders import (
    TODAY,
    action,
    bound,
    checkin,
    day,
    entry,
    goal,
    held,
    journal_of,
    meeting,
    moment,
    opportunity,
    person,
    profile,
    skill,
    topic,
)

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.journal.stored import Stored
    from devjournal.pages.slots import Slot

MET = held("priya-mentor-001", "09-17 15:00")
COMING = meeting("priya-mentor-002", "10-15 15:00")
PRIYA = (person(), bound(), MET, COMING)
READY = (topic("krtz-how", kind="question"), topic("vnpl-forecast", raised_on=day("09-10")))


def agenda_of(*records: Stored[Any], reader: str = "self", today: dt.date = TODAY) -> Agenda:
    """Return the agenda with Priya, from these records and the two meetings with her."""
    given_ids = {one.ref for one in records}
    usual = [one for one in PRIYA if one.ref not in given_ids]
    return build_agenda(journal_of(*usual, *records), "priya-mentor", today, reader=reader)


def page(*records: Stored[Any], reader: str = "self", today: dt.date = TODAY) -> str:
    """Return that agenda's words, as Markdown has them."""
    agenda = agenda_of(*records, reader=reader, today=today)
    return render_markdown(compose_agenda(agenda, today)).replace("**", "")


def part(agenda: Agenda, name: str) -> list[Slot]:
    """Return the slots of one part."""
    return [slot for slot in agenda.slots if slot.part == name]


def texts(agenda: Agenda, name: str) -> list[str]:
    """Return what the slots of one part are about."""
    return [slot.topic.record.text if slot.topic else slot.words for slot in part(agenda, name)]


def ours(id_: str, due: str | None = None, owner: str = "me", **fields: Any) -> Stored[Any]:
    """Return an action between Priya and me."""
    return action(id_, due, owner, relationship="priya-mentor", **fields)


# Topics


def test_a_carried_topic_says_since_when() -> None:
    """A topic was carried from the first meeting after it was raised, by `created` if unsaid.

    What came up on the day of a meeting, or bears no day, is new.
    """
    agenda = agenda_of(
        held("priya-mentor-000", "08-17 15:00"),
        topic("bcdf-twice", raised_on=day("08-10")),
        topic("ghjk-once", raised_on=day("09-10")),
        topic("lmnp-made", created=day("09-10")),
        topic("qrst-new", raised_on=day("09-17")),
        topic("vwxz-bare"),
        topic("bcdg-cut", kind="feedback", raised_on=day("09-10")),
    )
    carried = {slot.topic.id[5:]: slot.carried_from for slot in agenda.slots if slot.topic}
    since = {"twice": day("08-17"), "once": day("09-17"), "made": day("09-17"), "cut": day("09-17")}
    assert {**since, "new": None, "bare": None} == carried
    assert "Forecast (carried from 17 Sep)" in page(*READY)


@pytest.mark.parametrize("state", ["cancelled", "missed"])
def test_a_meeting_that_did_not_happen_loses_nothing(state: str) -> None:
    """Topics stay open, and were not carried from a meeting that was not held."""
    gone = meeting("priya-mentor-002", "10-01 15:00", state=state)
    (slot,) = part(agenda_of(gone, topic("krtz-new", raised_on=day("09-20"))), "topic")
    assert slot.carried_from is None


def test_topics_that_are_settled_or_of_others_are_not_shown() -> None:
    """Only what is open, and with this person, is talked about."""
    agenda = agenda_of(
        topic("vnpl-discussed", state="discussed"),
        topic("krtz-dropped", state="dropped"),
        topic("hsrm-of-zoe", relationship="zoe-coach"),
    )
    assert ["open", "room", "feedback", "close"] == [slot.part for slot in agenda.slots]


def test_p060_p066_concerns_and_deep_dives_come_first_then_what_waits_longest() -> None:
    """A deep dive has fifteen minutes unless it says; each topic has its letters to type."""
    worry = topic("vwxz-worry", raised_on=day("10-13"), kind="concern", minutes=5)
    agenda = agenda_of(
        topic("bcdf-later", raised_on=day("10-02"), minutes=5),
        topic("bcdg-first", raised_on=day("10-01"), minutes=5),
        topic("lmnp-undated", minutes=5),
        topic("krtz-deep", raised_on=day("10-13"), deep_dive=True),
        worry,
        meeting("priya-mentor-002", "10-15 15:00", minutes=60),
    )
    order = ["open", "topic", "deep_dive", "topic", "topic", "topic", "feedback", "close"]
    assert order == [slot.part for slot in agenda.slots]
    assert ["Worry", "First", "Later", "Undated"] == texts(agenda, "topic")
    assert ["vw", "bcdg", "bcdf", "lm"] == [slot.short for slot in part(agenda, "topic")]
    assert part(agenda, "deep_dive")[0].minutes >= 15


def test_p063_what_finds_no_room_is_told_apart() -> None:
    """A topic that does not fit, and promises in a very short meeting, stand below the plan."""
    long = topic("bcdf-long", raised_on=day("10-01"), minutes=31)
    text = page(long, topic("ghjk-next", raised_on=day("10-02"), minutes=30))
    assert "- Topic `ghjk` Next" in text.partition("## If there is time")[2].replace("  ", " ")
    short = meeting("priya-mentor-002", "10-15 15:00", minutes=3)
    text = page(short, ours("bxhq-intro", "10-13"), *READY)
    assert "`bxhq` Intro" in text.partition("If there is time")[2]


# The parts on every agenda


def test_p064_feedback_is_asked_for_on_every_agenda() -> None:
    """My own question takes the place of the usual one."""
    assert ["What is one thing I should do differently?"] == texts(agenda_of(), "feedback")
    asked = agenda_of(topic("gdsc-what-should-i-cut", kind="feedback"))
    assert ["What should i cut"] == texts(asked, "feedback")


def test_p067_what_i_can_offer_stands_on_the_agenda() -> None:
    """An offer I noted, else the first thing I can offer, else nothing."""
    can = profile(can_offer=("What customers say",))
    noted = topic("hsrm-rerun-her-model", kind="offer")
    assert ["What customers say"] == texts(agenda_of(can), "offer")
    assert ["Rerun her model"] == texts(agenda_of(can, noted), "offer")
    assert [] == texts(agenda_of(), "offer")


def test_a_goal_gone_quiet_is_brought_up() -> None:
    """A goal of ours that nobody looked at for over a month is asked after."""
    agenda = agenda_of(
        goal("quiet", checkin("09-01"), relationship="priya-mentor"),
        goal("looked-at", checkin("10-01"), relationship="priya-mentor"),
        goal("alone", checkin("09-01")),
        goal("reached", checkin("09-01"), relationship="priya-mentor", state="achieved"),
        goal("never", created=day("08-01"), relationship="priya-mentor"),
    )
    assert [
        "Never: no check-in yet",
        "Quiet: no check-in for 43 days",
    ] == texts(agenda, "goal")


def test_p018_a_goal_that_still_stings_is_not_asked_after() -> None:
    """The agenda and the dashboard call the same goals quiet, on the other side's copy, too."""
    ours = {"relationship": "priya-mentor", "created": day("08-01")}
    goals = (goal("never", **ours), goal("stings", **ours))
    rests = entry("setback", "bcdf-sank", "10-12", goal="stings")
    for reader in ("self", "priya-mentor"):
        agenda = agenda_of(*goals, rests, reader=reader)
        assert ["Never: no check-in yet"] == texts(agenda, "goal")


@pytest.mark.parametrize(("clock", "lacks"), [("15:44", "topics"), ("15:45", "log")])
def test_a_meeting_that_is_over_is_to_be_logged(clock: str, lacks: str) -> None:
    """By the clock, as on the dashboard; until then it is to be prepared."""
    now = moment(f"10-15 {clock}")
    found = build_agenda(journal_of(*PRIYA), "priya-mentor", now.date(), now=now)
    assert found.next_step
    assert lacks == found.next_step.lacks


def test_promises_that_were_done_late_say_so() -> None:
    """Of those that the meeting looks at."""
    ours: dict[str, Any] = {"relationship": "priya-mentor"}
    done = {"state": "done", "closed_on": day("10-10"), **ours}
    text = page(action("kwdf-draft", "10-01", **done), action("xqvz-more", "10-20", **ours))
    assert "me 0 of 2 in time, 1 late, 1 open" in text


def test_what_finds_no_time_leaves_a_meeting_unready() -> None:
    """A question beneath the plan is none yet; with the minutes that it asks for it is."""
    long = topic("krtz-forecast", minutes=40, raised_on=day("09-01"))
    records = (long, topic("vnpl-how", kind="question", minutes=10))
    agenda = agenda_of(*records)
    assert ["vnpl-how"] == [slot.topic.id for slot in agenda.if_time if slot.topic]
    step = "devjournal set priya-mentor-002 minutes=64"
    assert ("no time for the question", Step("topics", step)) == (
        agenda.readiness.missing,
        agenda.next_step,
    )
    longer = COMING.with_record(replace(COMING.record, minutes=64))
    assert agenda_of(*records, longer).readiness.is_ready


def test_a_part_that_nobody_brought_is_no_topic() -> None:
    """Where nothing was brought the time is called unplanned; a question is called one."""
    empty = page()
    assert "Unplanned" in empty
    assert "Topic" not in empty
    assert "Question" in page(topic("krtz-how", kind="question"))


@pytest.mark.parametrize(
    ("kind", "my_role", "words"),
    [
        ("mentor", "receiving", "Your experience"),
        ("coach", "receiving", "What do I want to be clear about"),
        ("sponsor", "receiving", "Where is the next room"),
        ("partner", "equal", "The project"),
        ("mentor", "giving", "What is on your mind?"),
        ("coach", "giving", "What is on your mind?"),
    ],
)
def test_p034_templates_differ_by_kind_and_role(kind: str, my_role: str, words: str) -> None:
    """A coach's agenda asks, a mentor's wants experience; a sponsor hears what I delivered."""
    agenda = agenda_of(bound(kind=kind, my_role=my_role))
    assert texts(agenda, "room")[0].startswith(words)
    duties = ["What I delivered · what you can count on · where I add value"]
    assert (duties if kind == "sponsor" else []) == texts(agenda, "duties")


# Promises and purpose


def test_p074_promises_are_open_ones_and_those_kept_since_last_time() -> None:
    """Both sides', by their days; dropped ones, others' and those kept before are not shown."""
    journal = journal_of(
        *PRIYA,
        ours("bcdf-some-day"),
        ours("bcdg-today", "10-14"),
        ours("lmnp-yesterday", "10-13"),
        ours("qrst-kept", "10-01", state="done", closed_on=day("09-17")),
        ours("vwxz-before", state="done", closed_on=day("09-16")),
        ours("ghjk-gone", state="dropped"),
        ours("mnpq-intro", "10-10", "them"),
        action("ghjl-alone", "10-14"),
        action("ghjm-other", "10-14", relationship="zoe-coach"),
    )
    promises = build_promises(journal, "priya-mentor", TODAY)
    assert [("kept", 0), ("yesterday", 1), ("today", 0), ("some-day", 0)] == [
        (one.action.id[5:], one.days_late) for one in promises.mine
    ]
    assert [True, False, False, False] == [one.is_done for one in promises.mine]
    assert [("mnpq-intro", "mn", 4)] == [
        (one.action.id, one.short, one.days_late) for one in promises.theirs
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"purpose": "Financial Acumen"}, "financial-acumen"),
        ({"ask": Ask(skill="financial-acumen")}, "financial-acumen"),
        ({"ask": Ask(skill="negotiation")}, None),
        ({"ask": Ask(skill="financial-acumen"), "my_role": "giving"}, None),
    ],
    ids=["named like it", "asked for", "not there", "where I give, my level says nothing"],
)
def test_the_skill_that_a_relationship_is_about(fields: dict[str, Any], found: str | None) -> None:
    """It is asked for, or the purpose is called like it."""
    priya = bound(**{"purpose": "To read a budget", **fields})
    about = skill("financial-acumen", ("06-15", 2), target=4)
    purpose = build_purpose(journal_of(priya, about), priya)
    assert purpose is not None
    assert found == (purpose.skill.id if purpose.skill else None)


@pytest.mark.parametrize(
    ("purpose", "told"),
    [
        ("financial acumen", "financial acumen 2 → 4"),
        ("Say it: Financial Acumen", "Say it: Financial Acumen 2 → 4"),
        ("My own briefings", "My own briefings: financial acumen 2 → 4"),
    ],
)
def test_the_levels_of_a_purpose_stand_behind_the_name_of_their_skill(
    purpose: str, told: str
) -> None:
    """Its name is added where the purpose is another, as after a renewal."""
    priya = bound(purpose=purpose, ask=Ask(skill="financial-acumen"))
    about = skill("financial-acumen", ("06-15", 2), target=4)
    found = build_purpose(journal_of(priya, about), priya)
    assert found is not None
    assert told == text_of(purpose_line(found))


@pytest.mark.parametrize(
    ("met", "opener"),
    [
        ((), "How are you, and what has been good lately?"),
        ((held("m-1", "09-17 15:00"),), "How are you, and what was good since we last met?"),
    ],
)
def test_a_first_meeting_opens_without_a_last_one(met: tuple[Any, ...], opener: str) -> None:
    """Nobody asks what happened since two people met who never did."""
    journal = journal_of(person(), bound(), COMING, *met)
    assert opener == build_agenda(journal, "priya-mentor", TODAY).slots[0].words


@pytest.mark.parametrize(
    ("state", "asked"), [("active", True), ("paused", True), ("later", False), ("declined", False)]
)
def test_p052_terms_lead_to_what_can_be_agreed(state: str, asked: bool) -> None:  # noqa: FBT001  # a case
    """A first meeting names the command for the terms, unless what has not begun refuses it."""
    journal = journal_of(person(), bound(state=state), COMING)
    agenda = build_agenda(journal, "priya-mentor", TODAY)
    shown = render_markdown(compose_agenda(agenda, TODAY))
    assert asked == ("devjournal agree priya-mentor" in shown)


# The meeting


def test_p053_p055_the_length_is_the_meetings_own() -> None:
    """The meeting's minutes, else the agreed ones, else 45."""
    long = meeting("priya-mentor-002", "10-15 15:00", minutes=60)
    agreed = bound(minutes=30)
    assert [60, 30, 45] == [
        agenda_of(long, agreed).minutes,
        agenda_of(agreed).minutes,
        agenda_of().minutes,
    ]


def test_the_next_meeting_goes_before_one_that_waits_to_be_logged() -> None:
    """A planned meeting that has passed does not stand in the way of the one to come."""
    agenda = agenda_of(meeting("priya-mentor-003", "09-24 15:00"))
    assert moment("10-15 15:00") == agenda.at


# Ready, and the next step


@pytest.mark.parametrize(
    ("records", "today", "step", "words"),
    [
        (
            READY[1:],
            "10-15",
            Step("topics", 'devjournal topic priya "...?"'),
            "Not ready: no question yet, 45 of 45 minutes.",
        ),
        (READY, "10-16", Step("log", "devjournal log priya"), "It is not logged yet."),
        (
            (*READY, meeting("priya-mentor-002", "10-15 15:00", state="cancelled")),
            "10-14",
            Step("day", 'devjournal meet "Priya Nair" --next "DAY"'),
            "It has no day yet.",
        ),
    ],
    ids=["topics, also on its day", "log", "day"],
)
def test_what_is_missing_comes_with_its_command(
    records: tuple[Stored[Any], ...], today: str, step: Step, words: str
) -> None:
    """An agenda that is not ready says what to do, by a name that means this person."""
    assert step == agenda_of(*records, today=day(today)).next_step
    text = page(*records, today=day(today))
    assert words in text
    assert f"`{step.command}`" in text


# The other side's copy

SECRETS = (
    topic("bcdf-concern", kind="concern"),
    topic("ghjk-personal", kind="personal"),
    topic("lmnp-hidden", visibility="private"),
    person(personal="Her marathon"),
)


def test_p033_the_other_side_gets_a_copy_without_what_is_mine() -> None:
    """Concerns, personal topics, hidden ones, the thread I keep and my next step stay with me."""
    agenda = agenda_of(READY[0], *SECRETS, reader="priya-mentor")
    assert ["How"] == texts(agenda, "question")
    assert agenda.slots[0].words.startswith("How are you")
    assert agenda.minutes == sum(slot.minutes for slot in agenda.slots)
    assert (4, None) == (agenda.withheld, agenda.next_step)
    assert 0 == agenda_of(READY[0], *SECRETS).withheld


def test_the_copy_keeps_the_zone_of_the_profile() -> None:
    """The time of the meeting is the same on both pages."""
    dublin = profile(timezone="Europe/Dublin")
    mine, theirs = agenda_of(dublin), agenda_of(dublin, reader="priya-mentor")
    assert theirs.at is not None
    assert (mine.at, 16) == (theirs.at, theirs.at.hour)


@pytest.mark.parametrize("reader", ["manager", "exec", "zoe-coach"])
def test_whom_it_does_not_concern_gets_an_empty_page(reader: str) -> None:
    """A reader whom the relationship does not reach learns neither who nor when."""
    agenda = agenda_of(*READY, reader=reader)
    assert ("", None, None, ()) == (agenda.who, agenda.relationship, agenda.at, agenda.slots)
    assert agenda.withheld > 0
    text = page(*READY, reader=reader)
    assert f"There is nothing here for {reader}." in text
    assert not [word for word in ("Priya", "Oct") if word in text]


def test_the_other_sides_copy_is_one_to_hand_over() -> None:
    """No word of readiness, nor of how late they are; the day that was agreed on, and my own."""
    theirs = action("bxgt-intro", "10-10", "them", relationship="priya-mentor")
    mine = action("kwdf-draft", "10-10", relationship="priya-mentor")
    shared = page(READY[0], theirs, mine, reader="priya-mentor")
    assert "Priya: Intro, due 10 Oct" in shared
    assert "Robin: Draft, 4 days late" in shared
    assert not [word for word in ("Ready", "minutes.", "ithheld") if word in shared]
    assert "Intro, 4 days late" in page(READY[0], theirs, mine)


@pytest.mark.parametrize("minutes", [5, 25, 120])
def test_the_copy_has_the_times_of_my_own_page(minutes: int) -> None:
    """Each part begins when it does for me; what they are not shown leaves its time unplanned."""
    records = (
        topic("bcdf-deep", deep_dive=True, minutes=minutes, raised_on=day("10-01")),
        topic("ghjk-worry", kind="concern", minutes=8, raised_on=day("10-02")),
        topic("kkkk-last", raised_on=day("10-03")),
    )
    mine, theirs = (agenda_of(*records, reader=one) for one in ("self", "priya-mentor"))
    assert [one[-1] for one in mine.slots] == [one[-1] for one in theirs.slots]
    times = {one.topic.id: one.minutes for one in (*mine.slots, *mine.if_time) if one.topic}
    del times["ghjk-worry"]
    again = {one.topic.id: one.minutes for one in (*theirs.slots, *theirs.if_time) if one.topic}
    assert times == again
    assert (8, []) == (sum(one.minutes for one in part(theirs, "room")), part(mine, "room"))


@pytest.mark.parametrize("my_role", ["receiving", "giving"])
@pytest.mark.parametrize("kind", ["mentor", "coach", "sponsor", "partner"])
def test_no_word_of_the_copy_is_said_from_my_side(kind: str, my_role: str) -> None:
    """What the program words itself says no "I", which would be who reads it, but my name."""
    role = "equal" if kind == "partner" else my_role
    theirs = agenda_of(bound(kind=kind, my_role=role), reader="priya-mentor")
    said = " ".join(slot.words for slot in theirs.slots)
    assert not {"I", "me", "my", "My"} & {*re.findall(r"\w+", said)}
    assert ("Robin" in said) == (kind != "partner")


STUNG = entry(
    "feedback",
    "kwtz-cut-it",
    "09-17",
    given_by="priya-nair",
    verbatim="Cut what you can't defend.\nThen cut more.",
    intent="redirect",
)
ASKED_AGAIN = "On 17 Sep you told me “Cut what you can't defend.” What do you see now?"


@pytest.mark.parametrize(
    ("told", "reader", "question"),
    [
        ((STUNG,), "self", ASKED_AGAIN),
        ((STUNG,), "priya-mentor", "What is one thing Robin should do differently?"),
        ((STUNG, topic("xgrb-where", kind="feedback")), "self", "Where"),
        (
            (STUNG.with_record(replace(STUNG.record, visibility=("priya-mentor",))),),
            "priya-mentor",
            ASKED_AGAIN.replace("told me", "told Robin"),
        ),
        (
            (STUNG.with_record(replace(STUNG.record, verbatim="Cut it. Then more. And more.")),),
            "self",
            "On 17 Sep you told me “Cut it. Then more.” What do you see now?",
        ),
        (
            (STUNG.with_record(replace(STUNG.record, verbatim=None)),),
            "self",
            "On 17 Sep you told me this: Cut it. What do you see now?",
        ),
    ],
)
def test_p109_feedback_is_asked_again_in_the_words_that_stung(
    told: tuple[Stored[Any], ...], reader: str, question: str
) -> None:
    """The question goes back to what they said; a topic of mine goes before, and it is private."""
    (slot,) = (one for one in agenda_of(*told, reader=reader).slots if one.part == "feedback")
    assert question == (slot.topic.record.text if slot.topic else slot.words)


def test_p020_the_new_approach_is_on_the_agenda_of_the_retry() -> None:
    """What I do differently stands beside what I try it on; for me alone unless I share it."""
    setback = entry(
        *("setback", "fghj-sank", "09-10"),
        state="retrying",
        new_approach="One number\nfirst",
        opportunity="the-review",
    )
    records = (setback, opportunity("try-it-small", retry_of="the-review"))
    assert "Retry · Try it small: One number first" in page(*records)
    assert "Retry" not in page(*records, reader="priya-mentor")
