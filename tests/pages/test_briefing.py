"""What an agenda knows of the person, of what holds between us, and of what comes up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.people import Agreement
from devjournal.pages.agenda import build_agenda, compose_agenda
from devjournal.render.terminal import render_terminal
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
    opportunity,
    person,
    topic,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

MET = held("priya-mentor-001", "09-17 15:00", next_focus="The draft")
COMING = meeting("priya-mentor-002", "10-15 15:00")
US: dict[str, Any] = {"relationship": "priya-mentor"}
MONTHLY: dict[str, Any] = {"cadence": "monthly", "weekday": "thu"}
READOUT = opportunity(
    "the-readout",
    state="accepted",
    on=day("11-24"),
    stakeholders=("priya-nair", "Port Operations"),
    decision_makers=("grainne-walsh",),
    exposure="Eleven people who decide",
    prep_goals=("lead",),
    visibility="shared",
)
LEAD = goal("lead", checkin("10-09", 17, health="at_risk"), baseline=0, target=25, **US)


def page(*records: Stored[Any], reader: str = "self") -> str:
    """Return the agenda with Priya from these records, with one blank between two words."""
    usual = [person(), bound(), MET, COMING]
    given_ids = {one.ref for one in records}
    journal = journal_of(*(one for one in usual if one.ref not in given_ids), *records)
    agenda = build_agenda(journal, "priya-mentor", TODAY, reader=reader)
    return " ".join(render_terminal(compose_agenda(agenda, TODAY), 400).split())


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ([person(priorities=("Cash", "No surprises"))], "Cares about Cash · No surprises"),
        ([person(vocabulary=("run rate", "accrual"))], "Says “run rate” · “accrual”"),
        ([bound(link="https://meet.example/p")], "Video Camera on, nothing else open · https"),
        ([bound(purpose_kind="skill")], "Purpose financial acumen (skill)"),
        ([bound(end=day("12-18"))], "Until Fri 18 Dec (in 65 days)"),
        (
            [bound(my_role="giving", giving_stage="advocate")],
            "Stage advocate: in which room do I say their name next?",
        ),
        (
            [bound(kind="coach"), person(credential="Certified, 2019", paid=True)],
            "Coach Certified, 2019 · paid",
        ),
        ([bound(kind="coach")], "no last day yet: devjournal set priya-mentor end=2027-04-14"),
        ([bound(kind="partner", project="The pilot")], "Project The pilot"),
    ],
    ids=[
        "priorities",
        "words",
        "link",
        "purpose",
        "end",
        "stage",
        "credential",
        "no-end",
        "project",
    ],
)
def test_p013_p036_p038_p043_p051_p056_p108_what_i_know_is_told_to_me_alone(
    records: list[Stored[Any]], told: str
) -> None:
    """What they care about and say, how to join, and what holds between us; no word to them."""
    assert told in page(*records)
    assert told not in page(*records, reader="priya-mentor")
    assert told not in page()


@pytest.mark.parametrize(
    ("channel", "is_told"),
    [("Video", True), ("a video call", True), ("phone", False), ("in person", False)],
)
def test_p056_only_a_video_meeting_wants_the_camera_on(channel: str, *, is_told: bool) -> None:
    """On the other side's copy, too, which has no link."""
    bound_so = bound(channel=channel, link="https://meet.example/p")
    for reader in ("self", "priya-mentor"):
        assert is_told == ("Camera on, nothing else open" in page(bound_so, reader=reader))
    assert "https://meet.example/p" in page(bound_so)
    assert "https" not in page(bound_so, reader="priya-mentor")


def test_p043_each_partner_sees_what_both_put_in() -> None:
    """What was done and given for the project, with the latest; on both copies."""
    records = (
        bound(kind="partner", project="The pilot"),
        action("kwdf-count-the-calls", **US, state="done", closed_on=day("09-01")),
        action("bxgt-build-it", owner="them", **US, state="done", closed_on=day("09-02")),
        action("ghjk-measure-it", owner="them", **US),
        entry("gave", "mnpq-thirty-calls", "09-20", **US),
        entry("gave", "rstv-a-cake", "09-21", who="priya-nair"),
    )
    told = "2, latest “Thirty calls” · Priya 1, latest “Build it”"
    assert f"Put in me {told}" in page(*records)
    assert f"Put in Robin {told}" in page(*records, reader="priya-mentor")


def test_p045_what_they_recommended_stays_until_it_is_read() -> None:
    """By its title, its author and the letters to type; the other side types nothing."""
    book = {"title": "Bridges", "author": "O. Prendeville", **US}
    unread = entry("resource", "vkmt-one-chapter", "09-17", **book)
    read = entry("resource", "bcdf-another", "09-17", read_on=day("09-20"), title="Read", **US)
    assert "To read vkmt Bridges, O. Prendeville 0:00" in page(unread, read)
    assert "To read Bridges, O. Prendeville 0:00" in page(unread, read, reader="priya-mentor")
    more = [
        entry("resource", f"ghj{one}-part-{one}", f"09-1{at}", **US)
        for at, one in enumerate("klmn")
    ]
    assert "Part n · ghjm Part m · ghjl Part l · 1 more 0:00" in page(*more)


def test_p008_p022_what_comes_up_says_who_decides_and_how_it_is_prepared() -> None:
    """Six weeks before its day who sees it, and the goals that prepare it, are told as well."""
    decided = (
        "Coming up • The readout, Tue 24 Nov (in 41 days)"
        " decided by: Grainne Walsh · touches: Priya Nair, Port Operations"
    )
    near = f"{decided} seen by: Eleven people who decide prepared by: Lead 68% at risk"
    people = person("grainne-walsh")
    assert page(READOUT, LEAD, people).endswith(near)
    soon = meeting("priya-mentor-002", "10-12 15:00")
    assert page(READOUT, LEAD, people, soon).endswith(decided)
    # Who is no reader's to know is left out.
    theirs = page(READOUT, LEAD, people, reader="priya-mentor")
    assert "touches: Priya Nair, Port Operations seen by" in theirs
    assert "Grainne" not in theirs


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"sponsor": "priya-nair"}, True),
        ({"decision_makers": ("priya-nair",)}, True),
        ({"stakeholders": ("priya-nair",)}, True),
        ({"prep_goals": ("lead",)}, True),
        ({"prep_goals": ("gone",)}, False),
        ({"sponsor": "zoe"}, False),
        ({"sponsor": "priya-nair", "state": "declined"}, False),
        ({"sponsor": "priya-nair", "on": day("10-13")}, False),
        ({"sponsor": "priya-nair", "retry_of": "sank"}, False),
    ],
)
def test_p008_an_opportunity_is_brought_up_with_whom_it_concerns(
    fields: dict[str, Any], *, is_told: bool
) -> None:
    """Who opens, decides or bears it, or prepares it with me; not after it, nor what rests."""
    stings = entry("setback", "bcdf-sank", "10-12", opportunity="sank")
    chance = opportunity("storm-desk", **fields)
    assert is_told == ("Coming up • Storm desk" in page(chance, LEAD, stings))


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ([COMING], "next date ·"),
        ([bound(**MONTHLY)], "next date (Thu 19 Nov) · actions"),
        ([bound(cadence="monthly")], "next date ·"),  # 15 November is a Sunday
        (
            [bound(**MONTHLY), meeting("priya-mentor-003", "11-12 15:00")],
            "next date (Thu 12 Nov) · actions",
        ),
        ([bound(meetings_agreed=3)], "next date ·"),
        ([bound(meetings_agreed=2)], "close or renew · what came of it · thanks"),
        ([bound(**MONTHLY, end=day("11-19"))], "next date (Thu 19 Nov)"),
        ([bound(**MONTHLY, end=day("11-18"))], "close or renew ·"),
        ([bound(**MONTHLY, review_on=day("11-19"))], "Close next date"),
        (
            [bound(**MONTHLY, review_on=day("11-18"))],
            "how it is going, for each of us · next date (Thu 19 Nov) ·",
        ),
    ],
)
def test_p069_p075_p089_a_meeting_closes_with_the_next_day_or_the_end(
    records: list[Stored[Any]], words: str
) -> None:
    """Close or renew at the last one, a look at the relationship at the last before its day."""
    assert words in page(*records)


def test_p052_p073_a_first_meeting_has_the_terms_a_later_one_its_focus() -> None:
    """Each has its minutes; the command to write the agreement stands there until there is one."""
    later = page()
    assert "0:00 5 Open" in later
    assert "0:05 5 Focus The draft" in later
    assert "Together" not in later
    planned = meeting("priya-mentor-001", "10-15 15:00")
    first = page(planned, meeting("priya-mentor-002", "11-19 15:00"))
    terms = (
        "0:05 5 Together How we work together: why, how and when, each one's part,"
        " what stays between us"
    )
    assert f"{terms} devjournal agree priya-mentor" in first
    agreed = bound(agreement=Agreement(how="In her office"))
    assert f"{terms} 0:10" in page(planned, agreed)
    assert f"{terms} 0:10" in page(planned, reader="priya-mentor")


def test_p028_p063_a_topic_is_told_by_its_kind_and_its_focus() -> None:
    """A deep dive is called one, whatever its kind."""
    kinds = ("project", "challenge", "lesson", "question", "concern")
    topics = [
        topic(f"bcd{letter}-the-draft", kind=kind, focus="career", minutes=5)
        for letter, kind in zip("fghjk", kinds, strict=True)
    ]
    hour = meeting("priya-mentor-002", "10-15 15:00", minutes=60)
    text = page(*topics, topic("krtz-how", kind="question", deep_dive=True, minutes=5), hour)
    for label in ("Project bcdf", "Challenge bcdg", "Lesson bcdh", "Question bcdj", "Concern bcdk"):
        assert f" {label} The draft (career)" in text
    assert "Deep dive krtz How" in text


def test_p068_a_question_that_yes_answers_has_an_open_wording_on_my_page() -> None:
    """Beneath it, while it is open; the other side is offered none."""
    asked = topic("krtz-ask", text="Should I apply for Cork?", kind="question")
    told = "Should I apply for Cork? more open: What speaks for ..., and what against?"
    assert told in page(asked)
    assert "more open" not in page(asked, reader="priya-mentor")
    assert "more open" not in page(topic("krtz-ask", text="Can I help with it?", kind="offer"))


def test_what_was_said_last_time_comes_back_to_me_alone() -> None:
    """What the topics of the meeting before came to, and what I noted, a line each."""
    noted = held("priya-mentor-001", "09-17 15:00", notes="She waited.\n\nThen she asked.")
    asked = topic("bcdf-why", text="Why?", state="discussed", meeting=MET.id, conclusion="So that.")
    told = page(noted, asked)
    assert told.endswith("Last time, 17 Sep • Why? So that. • She waited. • Then she asked.")
    assert "Last time" not in page(noted, asked, reader="priya-mentor")
    assert "Last time" not in page(MET)
