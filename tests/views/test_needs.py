from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from devjournal.journal.names import short_ids
from devjournal.journal.stored import Ref, Stored
from devjournal.models.relationship_parts import Ask
from devjournal.views.needs import Need, build_needs
from tests.builders import NOW, action, bound, day, held, journal_of, meeting, person, topic

PRIYA = (person(), bound(meetings_agreed=3))
QUESTION = topic("bdfg-how-do-you-choose", text="How do you choose?")
TOPIC = topic("ghjk-q4-forecast")


def needs(*stored: Stored[Any], now: dt.datetime = NOW) -> tuple[Need, ...]:
    """Return what needs me in a journal of these records."""
    journal = journal_of(*stored)
    return build_needs(journal, now, short_ids(journal))


def kinds(*stored: Stored[Any], now: dt.datetime = NOW) -> list[str]:
    """Return the sorts of what needs me, in order."""
    return [need.kind for need in needs(*stored, now=now)]


def test_a_meeting_that_is_over_asks_how_it_went() -> None:
    """A meeting whose time has passed waits to be logged, by the shortest WHO."""
    (need,) = needs(*PRIYA, held("m-1", "09-17 15:00"), meeting("m-2", "10-12 15:00"))
    assert ("log", Ref("meeting", "m-2"), 2, 3) == (need.kind, need.ref, need.number, need.of)
    assert ("Priya Nair", "mentor", "devjournal log priya") == (need.who, need.label, need.command)


@pytest.mark.parametrize(("clock", "kind"), [("15:44", "prep"), ("15:45", "log")])
def test_a_meeting_is_to_be_logged_once_it_is_over(clock: str, kind: str) -> None:
    """On its own day a meeting is to be prepared until it ends, and then to be logged."""
    now = dt.datetime.combine(day("10-14"), dt.time.fromisoformat(clock), dt.UTC)
    assert [kind] == kinds(*PRIYA, meeting("m-1", "10-14 15:00", minutes=45), now=now)


@pytest.mark.parametrize(("on", "found"), [("10-16", ["prep"]), ("10-17", [])])
def test_p059_a_meeting_within_two_days_wants_a_question_and_a_topic(
    on: str, found: list[str]
) -> None:
    """A near meeting that is not prepared needs me; one that is further off does not yet."""
    assert found == kinds(*PRIYA, meeting("m-1", f"{on} 15:00"))


def test_p059_what_is_missing_is_said() -> None:
    """The line says what is missing: a question, a topic; with both, the meeting is ready."""
    near = (*PRIYA, meeting("m-1", "10-15 15:00"))
    (need,) = needs(*near, TOPIC)
    assert ("no question yet", "devjournal prep priya") == (need.missing, need.command)
    (need,) = needs(*near, QUESTION)
    assert "no topic yet" == need.missing
    assert () == needs(*near, TOPIC, QUESTION)


def test_topics_for_others_prepare_nothing() -> None:
    """A question for somebody else does not make this meeting ready."""
    other = topic("bdfg-how", "dana-coach", text="How?")
    (need,) = needs(*PRIYA, meeting("m-1", "10-15 15:00"), TOPIC, other)
    assert "no question yet" == need.missing


@pytest.mark.parametrize(
    ("due", "found"), [("10-13", ["mine"]), ("10-14", ["mine"]), ("10-15", ["mine"]), ("10-16", [])]
)
def test_my_promise_needs_me_from_the_day_before(due: str, found: list[str]) -> None:
    """What I promised needs me when it is late, due today, or due tomorrow."""
    assert found == kinds(action("kwdf-draft", due))


def test_my_promise_is_settled_by_its_short_id() -> None:
    """A promise is named by the letters that are enough, and done by them."""
    first, second = needs(action("kwdf-draft", "10-14"), action("kwzz-slides", "10-13"))
    assert (("kwz", "Slides"), ("kwd", "Draft")) == (
        (first.short, first.title),
        (second.short, second.title),
    )
    assert "devjournal done kwz" == first.command


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_a_promise_that_is_closed_needs_nobody(state: str) -> None:
    """What was done or dropped is off the page."""
    assert [] == kinds(action("kwdf-draft", "10-13", state=state))


@pytest.mark.parametrize(("due", "found"), [("10-13", ["theirs"]), ("10-14", [])])
def test_p074_their_promise_needs_me_once_it_is_late(due: str, found: list[str]) -> None:
    """What they promised has all of its day."""
    assert found == kinds(action("bxhq-intro", due, "them"))


def test_p074_their_late_promise_waits_for_the_meeting_that_is_near() -> None:
    """With a meeting within two days, it stands on that agenda and not here."""
    intro = action("bxhq-intro", "10-10", "them", relationship="priya-mentor")
    ready = (*PRIYA, TOPIC, QUESTION, intro)
    assert [] == kinds(*ready, meeting("m-1", "10-16 15:00"))
    assert ["theirs"] == kinds(*ready, meeting("m-1", "10-17 15:00"))


@pytest.mark.parametrize(
    ("state", "on", "found"),
    [
        ("later", "10-14", ["ask"]),
        ("later", "10-15", []),
        ("later", None, []),
        ("declined", "10-01", []),
    ],
)
def test_p091_who_said_later_comes_back_on_the_day(
    state: str, on: str | None, found: list[str]
) -> None:
    """A request that was put off comes back on the day that was named."""
    ask = Ask(answer="later", follow_up_on=day(on) if on else None)
    assert found == kinds(person(), bound(state=state, ask=ask))


def test_p069_a_relationship_without_a_next_meeting_needs_one() -> None:
    """The next day by the rhythm is offered, from the last time they met."""
    (need,) = needs(person(), bound(cadence="monthly"), held("m-1", "09-30 15:00"))
    assert "plan" == need.kind
    assert 'devjournal meet "Priya Nair" --next 2026-10-30' == need.command


@pytest.mark.parametrize(
    ("fields", "last"),
    [({}, "09-30"), ({"cadence": "weekly"}, "09-30")],
    ids=["no rhythm", "rhythm passed"],
)
def test_no_day_is_made_up(fields: dict[str, Any], last: str) -> None:
    """Where the rhythm names no day to come, the user is to say it."""
    (need,) = needs(person(), bound(**fields), held("m-1", f"{last} 15:00"))
    assert 'devjournal meet "Priya Nair" --next "..."' == need.command


def test_a_person_in_two_relationships_is_met_as_one_of_them() -> None:
    """The command says which relationship is meant, where a name alone would not."""
    found = needs(person(), bound(), bound("priya-sponsor", kind="sponsor"))
    assert [
        'devjournal meet "Priya Nair" --as mentor --next "..."',
        'devjournal meet "Priya Nair" --as sponsor --next "..."',
    ] == [need.command for need in found]


@pytest.mark.parametrize(
    "stored",
    [
        (bound(state="paused"),),
        (bound(meetings_agreed=1), held("m-1", "09-17 15:00")),
        (bound(), meeting("m-1", "11-17 15:00")),
    ],
    ids=["paused", "all held", "planned"],
)
def test_no_next_meeting_is_asked_for_where_none_is_due(stored: tuple[Stored[Any], ...]) -> None:
    """A paused relationship, one at its end, and one with a day need no planning."""
    assert [] == kinds(person(), *stored)


def test_needs_stand_in_the_order_of_urgency() -> None:
    """What is over comes first, then what is near, promises, and what has no day at all."""
    found = kinds(
        *PRIYA,
        meeting("m-1", "10-12 15:00"),
        person("dana-osei"),
        bound("dana-coach", "dana-osei", kind="coach"),
        meeting("d-1", "10-15 10:00", "dana-coach"),
        person("bo-li"),
        bound("bo-partner", "bo-li", kind="partner"),
        person("kim-oh"),
        bound("kim-sponsor", "kim-oh", state="later", ask=Ask(follow_up_on=day("10-01"))),
        action("kwdf-draft", "10-14"),
        action("bxhq-intro", "10-10", "them"),
    )
    assert ["log", "prep", "mine", "theirs", "ask", "plan"] == found


def test_a_meeting_whose_relationship_cannot_be_read_still_needs_me() -> None:
    """A broken file of a relationship hides neither its meetings nor the rest."""
    (need,) = needs(meeting("m-1", "10-12 15:00"))
    assert ("log", "priya-mentor", "devjournal log priya-mentor") == (
        need.kind,
        need.who,
        need.command,
    )
