from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.journal.names import short_ids
from devjournal.journal.stored import Ref
from devjournal.models.base import by_name
from devjournal.models.people import Check
from devjournal.models.profile import PutOff, Settings
from devjournal.practice.counts import TEMPLATES
from devjournal.practice.nudges import _WHY, Nudge, nudges, still_processing
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
    number,
    opportunity,
    person,
    profile,
    topic,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

Records = tuple["Stored[Any]", ...]

NUMBER = number("calls", 4, 3)
BOUND = (person(), bound())
COUNTED: Any = {"tags": ("good-mentee",), "measure": TEMPLATES["good-mentee"].measure}
MET_TWICE = (*BOUND, held("m-1", "09-01 15:00"), held("m-2", "10-01 15:00"))
ALL_MET = (person(), bound(meetings_agreed=1), held("m-1", "09-17 15:00"))
LOOKED_AT = (person(), held("m-1", "07-01 15:00"))
COMING = meeting("m-9", "10-20 15:00")


def delivered(outcome: str, on: str = "10-06") -> Stored[Any]:
    """Return a review that was delivered."""
    return opportunity("the-review", state="delivered", outcome=outcome, on=day(on))


SANK = delivered("sank")
STINGS = entry("setback", "bdfg-sank", "10-10", opportunity="the-review", goal="speak-up")


def rested(until: str, state: str = "processing") -> Stored[Any]:
    """Return a setback of that review, whose rest ended on a day."""
    fields = {"state": state, "processing_until": day(until), "opportunity": "the-review"}
    return entry("setback", "bdfg-sank", "10-06", **fields)


TALK = 'devjournal topic priya "What do I make of it: The review" --kind concern'
SET = 'devjournal set kw so_what="..."'


KINDS = by_name(PutOff)["nudge"].choices


def told(*stored: Stored[Any], most: int = 3, now: dt.datetime = NOW) -> dict[str, Nudge]:
    """Return the nudges of a journal of these records by their sort."""
    journal = journal_of(*stored)
    return {nudge.kind: nudge for nudge in nudges(journal, now, short_ids(journal), most=most)}


@pytest.mark.parametrize(
    ("stored", "kind", "about", "words", "command"),
    [
        (
            *(ALL_MET, "last_meeting", "Priya Nair", "the one meeting held: close or renew?"),
            "devjournal relationship close priya-mentor --as completed",
        ),
        (
            *((*BOUND, SANK, COMING), "outcome", "The review"),
            *("it did not go well: talk it over with your mentor", TALK),
        ),
        (
            *((*BOUND, delivered("mixed"), COMING), "outcome", "The review"),
            *("it went partly well: talk it over with your mentor", TALK),
        ),
        (
            *(
                (*BOUND, SANK),
                "outcome",
                "The review",
                "it did not go well: talk it over with your mentor",
            ),
            'devjournal meet "Priya Nair" --next "DAY TIME"',
        ),
        (
            (goal("write", checkin("07-01")), goal("speak-up", checkin("08-01", 3), baseline=0)),
            *("goal", "Write", "no check-in for 105 days"),
            "devjournal goal checkin write --health on_track",
        ),
        (
            (goal("speak-up", baseline=0, target=10, created=day("08-01")),),
            *("goal", "Speak up", "no check-in yet"),
            'devjournal goal checkin speak-up --value "NUMBER"',
        ),
        (
            (goal("be-good", created=day("08-01"), baseline=0, target=100, **COUNTED),),
            *("goal", "Be good", "no check-in yet", "devjournal goal checkin be-good"),
        ),
        (
            *(MET_TWICE, "feedback", "Priya Nair", "2 meetings, no feedback asked for yet"),
            'devjournal topic priya "What should I do differently?" --kind feedback',
        ),
        (
            *((bound(kind="sponsor"), *LOOKED_AT), "check", "Priya Nair"),
            "how is it going? not checked for 105 days",
            "devjournal relationship check priya",
        ),
        (
            *((win("kwdf-fixed-it", "10-01"),), "win", "Fixed it"),
            *("no number and nothing on what it meant yet", SET),
        ),
        (
            *((win("kwdf-fixed-it", "10-01", so_what="Fewer"),), "win", "Fixed it"),
            *("no number yet", "devjournal edit kw"),
        ),
        (
            *((win("kwdf-fixed-it", "10-01", numbers=(NUMBER,)),), "win", "Fixed it"),
            *("nothing on what it meant yet", SET),
        ),
    ],
)
def test_p010_p011_p021_p042_p064_p075_p089_a_nudge_is_settled_by_its_command(
    stored: Records, kind: str, about: str, words: str, command: str
) -> None:
    """Each says what it is about and what would be good, the one longest waiting first."""
    assert (about, words, command) == each(told(*stored)[kind], "about words command")


def heard(**fields: Any) -> Stored[Any]:
    """Return some feedback."""
    return entry("feedback", "bdfg-x", "09-01", **fields)


PEACE: dict[str, list[Records]] = {
    "last_meeting": [(*ALL_MET, meeting("m-2", "11-17 15:00"))],
    "outcome": [
        (*BOUND, delivered("swam"), COMING),
        (*BOUND, SANK, held("m-1", "10-07 15:00")),
        (*BOUND, SANK, topic("kwtz-why", raised_on=day("10-06"))),
        (person(), bound(kind="sponsor"), SANK),
        (person(), bound(my_role="giving"), SANK),
        (person(), bound(state="paused"), SANK),
        (*BOUND, delivered("sank", "07-15")),
        (*BOUND, SANK, STINGS),
        (*BOUND, SANK, rested("10-13")),
        (*BOUND, SANK, rested("10-07")),
    ],
    "goal": [
        (goal("speak-up", checkin("09-15", 3), baseline=0),),
        (goal("speak-up", checkin("07-01")), STINGS),
    ],
    "feedback": [
        MET_TWICE[:3],
        (*MET_TWICE, topic("bdfg-what", kind="feedback")),
        (*MET_TWICE, topic("bdfg-what", kind="feedback", state="discussed")),
        (*MET_TWICE, heard(given_by="priya-nair")),
        (*MET_TWICE, heard(relationship="priya-mentor")),
    ],
    "check": [(bound(checks=(Check(on=day("10-01"), trust=4),)), *LOOKED_AT)],
    "win": [
        (win("kwdf-fixed-it", "06-01"),),
        (win("kwdf-fixed-it", "10-01", so_what="Fewer", numbers=(NUMBER,)),),
        (win("kwdf-fixed-it", "10-01", opportunity="the-review"), STINGS),
    ],
}


@pytest.mark.parametrize(("kind", "stored"), [(kind, one) for kind in PEACE for one in PEACE[kind]])
def test_p018_p021_p064_nobody_is_nudged_about_what_is_settled_old_or_stings(
    kind: str, stored: Records
) -> None:
    """Who planned, talked, asked or heard since is left in peace, and so is what still hurts.

    A setback whose rest is over asks for its debrief; nothing else is said of it for a week.
    Only a mentor of mine, whom I meet, hears of what went badly.
    """
    assert kind not in told(*stored)


OTHERS = topic("kwtz-why", relationship="tom-mentor", raised_on=day("10-07"))


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        ("outcome", (*BOUND, SANK, held("m-1", "10-06 09:00"))),
        ("outcome", (*BOUND, SANK, topic("kwtz-why", raised_on=day("10-05")))),
        ("outcome", (*BOUND, SANK, OTHERS)),
        ("outcome", (*BOUND, SANK, rested("10-06"))),
        ("outcome", (*BOUND, SANK, rested("10-12", "debriefed"))),
        ("goal", (goal("speak-up", checkin("09-14", 3), baseline=0),)),
        ("feedback", (*MET_TWICE, heard(relationship="priya-mentor", given_by="me"))),
    ],
)
def test_p021_p064_what_came_before_or_from_me_settles_nothing(kind: str, stored: Records) -> None:
    """A meeting of that very day, a topic from before or of others, what I told them.

    Nor does a setback that was debriefed alone, or whose rest was over a while ago.
    """
    assert kind in told(*stored)


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
    assert ["last_meeting", "goal", "feedback", "win"] == list(told(*everything, most=4))
    days = [told(*everything, now=NOW + dt.timedelta(days=days)) for days in range(4)]
    assert [3, 3, 3, 3] == [len(found) for found in days]
    seen = [kind for found in days for kind in found]
    assert dict.fromkeys(("last_meeting", "goal", "feedback", "win"), 3) == Counter(seen)
    assert all(list(found) == [kind for kind in KINDS if kind in found] for found in days)


def test_a_nudge_says_why() -> None:
    """Each sort has its reason."""
    assert all(one.why for one in told(*ALL_MET, goal("write", checkin("07-01"))).values())
    assert set(KINDS) == set(_WHY)


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({}, ["last_meeting", "goal"]),
        ({"nudges_off": ("goal", "win")}, ["last_meeting"]),
        ({"nudges_later": (PutOff(nudge="goal", until=day("10-15")),)}, ["last_meeting"]),
        ({"nudges_later": (PutOff(nudge="goal", until=day("10-14")),)}, ["last_meeting", "goal"]),
    ],
    ids=["none", "off", "put off", "its day has come"],
)
def test_a_nudge_can_be_put_off_or_turned_off(settings: dict[str, Any], found: list[str]) -> None:
    """By its sort, in the journal's settings: for good, or until a day."""
    me = profile(settings=Settings(**settings))
    assert found == list(told(me, *ALL_MET, goal("write", checkin("07-01"))))


ENDED: dict[str, Any] = {"state": "closed", "closed_as": "completed", "closed_on": day("06-14")}


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({}, True),
        ({"wrote_on": day("06-20")}, True),
        ({"wrote_on": day("09-01")}, False),
        ({"closed_on": day("07-17")}, False),
        ({"closed_on": day("2025-10-01")}, False),
        ({"closed_as": "faded"}, False),
        ({"state": "active", "closed_on": None, "closed_as": None}, False),
    ],
    ids=["a season ago", "farewell", "hello", "lately", "long ago", "faded", "open"],
)
def test_p103_who_helped_me_hears_from_me_some_months_later(
    fields: dict[str, Any], *, is_told: bool
) -> None:
    """Once, between three months and a year after the end, unless we meet as something else."""
    ended = bound(**{**ENDED, **fields})
    assert is_told == ("hello" in told(person(), ended))
    assert "hello" not in told(person(), ended, bound("priya-sponsor", kind="sponsor"))


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
    until_day = day(until) if until else None
    stung = entry("setback", "bdfg-sank", "10-10", state=state, processing_until=until_day)
    assert is_quiet == (SETBACK in still_processing(journal_of(stung), TODAY))


def test_p018_what_belongs_to_a_setback_is_quiet_with_it() -> None:
    """Its goal, its opportunity, the next try, and what reflects on it or came of it rest too."""
    journal = journal_of(
        goal("speak-up"),
        goal("other"),
        opportunity("the-review"),
        opportunity("small-review", retry_of="the-review"),
        opportunity("other"),
        STINGS,
        entry("reflection", "ghjk-why", "10-11", about="bdfg-sank"),
        win("lmnp-still", "10-10", opportunity="the-review"),
        win("qrst-other", "10-10"),
    )
    entries = {Ref("entry", id_) for id_ in ("ghjk-why", "lmnp-still")}
    tries = {Ref("opportunity", id_) for id_ in ("the-review", "small-review")}
    assert {SETBACK, Ref("goal", "speak-up"), *tries, *entries} == still_processing(journal, TODAY)


def test_p032_a_failure_is_talked_over_with_the_mentor_whom_i_meet_next() -> None:
    """One with a meeting planned goes before the others; who supervises me is never named."""
    boss = (person("ada-byrne", supervises_me=True), bound("ada-mentor", "ada-byrne"))
    other = (person("ben-cole"), bound("ben-mentor", "ben-cole"))
    assert "outcome" not in told(*boss, SANK)
    assert TALK == told(*boss, *other, *BOUND, COMING, SANK)["outcome"].command


def test_p018_the_goals_that_an_opportunity_prepared_rest_with_it() -> None:
    """Nothing nags about what led to what still stings."""
    sank = opportunity("the-review", state="delivered", outcome="sank", prep_goals=("speak-up",))
    stings = entry("setback", "bdfg-sank", "10-10", opportunity="the-review")
    assert Ref("goal", "speak-up") in still_processing(journal_of(sank, stings), TODAY)
