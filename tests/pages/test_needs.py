"""What needs me: which things, from when on, in which order, and what settles each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.journal.names import short_ids
from devjournal.models.base import replace
from devjournal.models.people import Ask
from devjournal.pages.agenda import build_agenda
from devjournal.pages.needs import Need, build_needs
from tests.builders import (
    NOW,
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
    typed,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

PRIYA = (person(), bound(meetings_agreed=3))
REACHED: dict[str, Any] = {"baseline": typed(0), "target": typed(5)}
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
    assert ("log", "m-2", 2, 3) == (
        need.kind,
        *(need.matter.about.id, need.matter.number, need.matter.of),
    )
    assert ("Priya Nair", "mentor", "devjournal log priya") == (
        need.matter.who,
        need.matter.label,
        need.command,
    )


@pytest.mark.parametrize(("clock", "kind"), [("15:44", "prep"), ("15:45", "log")])
def test_a_meeting_is_to_be_logged_once_it_is_over(clock: str, kind: str) -> None:
    """On its own day a meeting is to be prepared until it ends, and then to be logged."""
    now = dt.datetime.combine(day("10-14"), dt.time.fromisoformat(clock), dt.UTC)
    assert [kind] == kinds(*PRIYA, meeting("m-1", "10-14 15:00", minutes=45), now=now)


@pytest.mark.parametrize(("on", "found"), [("10-16", ["prep"]), ("10-17", [])])
def test_p059_a_meeting_within_two_days_wants_preparing(on: str, found: list[str]) -> None:
    """A near meeting that is not prepared needs me; one that is further off does not yet."""
    assert found == kinds(*PRIYA, meeting("m-1", f"{on} 15:00"))


def test_p059_what_is_missing_is_said() -> None:
    """The need says what is missing, and the same command as the agenda does.

    With a question and a topic of theirs there is no need.
    """
    near = (*PRIYA, meeting("m-1", "10-15 15:00"))
    other = topic("bdfg-how", "dana-coach", text="How?")
    (need,) = needs(*near, TOPIC, other)
    agenda = build_agenda(journal_of(*near, TOPIC, other), "priya-mentor", TODAY)
    assert agenda.next_step
    assert ("no question yet", agenda.next_step.command) == (need.missing, need.command)
    (need,) = needs(*near, QUESTION)
    assert "no topic yet" == need.missing
    assert () == needs(*near, TOPIC, QUESTION)


@pytest.mark.parametrize(
    ("due", "found"), [("10-13", ["mine"]), ("10-14", ["mine"]), ("10-15", ["mine"]), ("10-16", [])]
)
def test_my_promise_needs_me_from_the_day_before(due: str, found: list[str]) -> None:
    """What I promised needs me when it is late, due today, or due tomorrow."""
    assert found == kinds(action("kwdf-draft", due))


def test_my_promise_is_settled_by_its_short_id() -> None:
    """A promise is named by the letters that are enough; one that is closed needs nobody."""
    found = needs(
        action("kwdf-draft", "10-14"),
        action("kwzz-slides", "10-13"),
        action("bcdf-done", "10-13", state="done"),
    )
    assert ["kwz", "kwd"] == [need.matter.short for need in found]
    assert "devjournal done kwz" == found[0].command


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
        ("later", "10-14", ["devjournal ask sent priya-mentor"]),
        ("asked", "10-14", ['devjournal ask answer priya-mentor "yes, no or later"']),
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
    assert found == [need.command for need in needs(person(), bound(state=state, ask=ask))]


@pytest.mark.parametrize(
    ("fields", "when"),
    [({"cadence": "monthly"}, "2026-10-30"), ({}, '"DAY"'), ({"cadence": "weekly"}, "2026-10-21")],
    ids=["rhythm", "no rhythm", "rhythm passed"],
)
def test_p069_a_relationship_without_a_next_meeting_needs_one(
    fields: dict[str, Any], when: str
) -> None:
    """The next day to come by the rhythm is offered; where there is no rhythm, none is made up."""
    (need,) = needs(person(), bound(**fields), held("m-1", "09-30 15:00"))
    assert ("plan", f'devjournal meet "Priya Nair" --next {when}') == (need.kind, need.command)


def test_a_person_in_two_relationships_is_met_as_one_of_them() -> None:
    """The command says which relationship is meant, where a name alone would not."""
    found = needs(person(), bound(), bound("priya-sponsor", kind="sponsor"))
    assert [
        'devjournal meet "Priya Nair" --as mentor --next "DAY TIME"',
        'devjournal meet "Priya Nair" --as sponsor --next "DAY TIME"',
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
    """A broken file of a relationship hides neither its meetings nor the rest; it comes first."""
    (need,) = needs(meeting("m-1", "10-12 15:00"))
    assert ("log", "priya-mentor") == (need.kind, need.matter.who)
    assert "devjournal check" == need.command


@pytest.mark.parametrize(
    ("stored", "command"),
    [
        (
            opportunity("talk", state="accepted", on=day("10-13")),
            'devjournal opportunity deliver talk --outcome "swam, mixed or sank"',
        ),
        (
            opportunity("talk", state="accepted", on=day("10-15")),
            'devjournal set talk expected_result="..."',
        ),
        (opportunity("talk", state="accepted", on=day("10-15"), expected_result="A yes"), None),
        (action("kwzf-draft", None), 'devjournal postpone kw --to "DAY"'),
        (goal("speak-up", due=day("10-13")), 'devjournal set speak-up due="DAY"'),
        (
            goal(
                "speak-up",
                checkin("10-01", 5),
                baseline=typed(0),
                target=typed(5),
                due=day("10-13"),
            ),
            "devjournal goal achieve speak-up",
        ),
        (goal("speak-up", due=day("10-14")), None),
        (goal("speak-up", due=day("10-13"), state="paused"), None),
        (goal("speak-up", due=day("10-13"), state="achieved"), None),
        (bound(purpose="x", review_on=day("10-14")), "devjournal relationship check priya"),
        (
            bound(purpose="x", end=day("10-14")),
            'devjournal relationship close priya-mentor --as "completed, faded or ended"',
        ),
        (
            entry("setback", "kwzf-sank", "10-01", processing_until=day("10-12")),
            "devjournal setback debrief kw",
        ),
        (
            opportunity("talk", state="proposed", on=day("10-13")),
            "devjournal opportunity decline talk",
        ),
        (
            opportunity("talk", state="proposed", on=day("10-16")),
            "devjournal opportunity accept talk",
        ),
        (opportunity("talk", on=day("10-13")), "devjournal opportunity decline talk"),
        (opportunity("talk", on=day("10-17")), None),
        (opportunity("talk", state="declined", on=day("10-13")), None),
        (opportunity("talk", state="accepted", on=day("10-30")), None),
        (entry("setback", "kwzf-sank", "10-01", processing_until=day("10-20")), None),
        (entry("setback", "kwzf-sank", "08-01", processing_until=day("09-01")), None),
        (bound(purpose="x", review_on=day("10-20"), end=day("11-20")), None),
    ],
)
def test_a_day_that_has_come_needs_me(stored: Any, command: str | None) -> None:
    """With the command that settles it; before its day, and long after a rest, nothing does."""
    journal = journal_of(person(), stored)
    found = build_needs(journal, NOW, short_ids(journal))
    assert ([command] if command else []) == [n.command for n in found if n.kind == "day"]


def test_a_request_waits_only_so_long() -> None:
    """One that is worded goes out within a week, and is answered within two."""
    whole = Ask(
        skill="planning",
        self_level=2,
        evidence="Rosters.",
        meetings=2,
        time_frame="by spring",
        focus="storm days",
    )
    states = {
        "a": {"state": "candidate", "created": day("10-01")},
        "b": {"state": "candidate", "created": day("10-13")},
        "c": {"state": "asked", "ask": replace(whole, sent_on=day("09-01"))},
        "d": {"state": "asked", "ask": replace(whole, sent_on=day("10-10"))},
    }
    asked = (bound(id_, **{"ask": whole, **facts}) for id_, facts in states.items())  # type: ignore[arg-type]  # each fact is its own
    journal = journal_of(person(), *asked)
    assert ["devjournal ask sent a", 'devjournal ask answer c "yes, no or later"'] == [
        need.command for need in build_needs(journal, NOW, short_ids(journal))
    ]


def test_p018_what_is_for_a_goal_that_rests_waits_unless_somebody_else_does() -> None:
    """The goal of a setback is not late while it stings, nor what I set out to do for it alone."""
    for_it: dict[str, Any] = {"goal": "speak-up"}
    late = (
        goal("speak-up", due=day("10-01")),
        action("kwdf-mine", "10-01", **for_it),
        action("bxhq-no-day", **for_it),
    )
    theirs = action("tzdf-promised", "10-01", goal="speak-up", relationship="priya-mentor")
    stings = entry("setback", "gcdf-sank", "10-10", goal="speak-up")
    assert ["mine", "mine", "day", "day"] == kinds(*late, theirs)
    assert ["tzdf-promised"] == [one.matter.about.id for one in needs(*late, theirs, stings)]


ROOM = Ask(evidence="The pilot.", focus="the board", time_frame="by spring")
NO = bound("bo-mentor", "bo-li", state="declined", ask=Ask(referred_to="priya-nair"))


@pytest.mark.parametrize(
    ("stored", "created", "found"),
    [
        ((NO, bound(state="candidate", ask=replace(ROOM, skill="law", meetings=2))), "10-14",
         'devjournal ask draft priya-mentor --level "LEVEL 1-5"'),
        ((NO, bound(state="candidate", kind="sponsor", ask=Ask(focus="x"))), "10-14",
         'devjournal ask draft priya-mentor --evidence "..." --time-frame "..."'),
        ((bound(state="candidate", ask=Ask(skill="law")),), "10-01",
         'devjournal ask draft priya-mentor --level "LEVEL 1-5" --evidence "..." --time-frame "..."'
         ' --meetings "NUMBER" --focus "..."'),
        ((bound(state="candidate", ask=Ask(skill="law")),), "10-13", None),
        ((bound(state="candidate"),), "10-01", None),
        ((bound(state="candidate", kind="sponsor", ask=ROOM),), "10-01",
         "devjournal ask sent priya-mentor"),
        ((NO, bound(state="active", ask=Ask())), "10-01", None),
    ],
    ids=["referred to", "a sponsor", "begun", "begun lately", "only thought of", "whole", "yes"],
)  # fmt: skip
def test_p092_a_request_that_is_not_whole_waits_to_be_worded(
    stored: tuple[Stored[Any], ...], created: str, found: str | None
) -> None:
    """Whom somebody recommended needs me at once, a draft after a week; all that lacks is named."""
    *others, last = stored
    made = last.with_record(replace(last.record, created=day(created)))
    people = (person(), person("bo-li"))
    asked = [one.command for one in needs(*people, *others, made) if one.kind == "day"]
    assert ([found] if found else []) == asked


@pytest.mark.parametrize(("end", "expected"), [("10-15", ["plan"]), ("10-14", ["day"])])
def test_what_has_ended_is_not_planned_on(end: str, expected: list[str]) -> None:
    """On its last day it is to close or renew, and no next meeting is asked for."""
    assert expected == kinds(person(), bound(end=day(end)))
