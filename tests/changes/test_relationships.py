"""A relationship through its life, from a request to its end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.relationships import (
    SIDES,
    accept,
    agree,
    become,
    decline,
    draft_ask,
    meet,
    purpose_of,
    put_off,
    renew,
    start_relationship,
    word_for,
)
from devjournal.errors import Refused, UsageError
from devjournal.models.people import Agreement, Ask, Relationship
from tests.builders import (
    NOW,
    bound,
    changes_of,
    day,
    each,
    held,
    journal_of,
    meeting,
    moment,
    person,
    skill,
)

if TYPE_CHECKING:
    from devjournal.changes.operation import Changes
    from devjournal.journal.stored import Stored

TODAY = NOW.date()


def now_in(changes: Changes, id_: str = "priya-mentor") -> Any:
    """Return a relationship as it is to be."""
    return changes.journal.all("relationship")[id_].record


@pytest.mark.parametrize("word", SIDES)
def test_p024_p025_p043_p094_a_word_says_the_kind_and_my_side(word: str) -> None:
    """Four kinds, from both sides, each called what the record then says it is."""
    role, kind = SIDES[word]
    assert word == Relationship(person="x", kind=kind, my_role=role).label


def test_p055_the_rhythm_is_monthly_and_45_minutes_unless_told() -> None:
    """The defaults of practice."""
    changes = changes_of()
    meet(changes, "Priya Nair", "mentor", purpose="acumen")
    meet(changes, "Zoe Lang", "coach", purpose="acumen", cadence="weekly", minutes=30)
    assert [("monthly", 45), ("weekly", 30)] == [
        each(one.record, "cadence minutes") for one in changes.journal.relationships
    ]


def test_somebody_known_is_taken_up() -> None:
    """The person and the relationship get what is new; what was not given unsets nothing."""
    changes = changes_of(person(), bound(purpose="acumen", channel="video"))
    told: dict[str, Any] = {"minutes": 60, "purpose": None, "objectives": ()}
    meet(changes, "priya nair", "mentor", about_them={"title": "CFO", "email": None}, **told)
    assert ["priya-nair"] == list(changes.journal.all("person"))
    assert ["priya-mentor"] == list(changes.journal.all("relationship"))
    assert (60, "acumen", "video") == each(now_in(changes), "minutes purpose channel")
    assert "CFO" == changes.journal.all("person")["priya-nair"].record.title


def test_saying_what_is_known_changes_nothing() -> None:
    """Neither the person nor the relationship is written."""
    changes = changes_of(person(title="CFO"), bound(purpose="acumen"))
    meet(changes, "Priya Nair", "mentor", purpose="acumen", about_them={"title": "CFO"})
    assert () == changes.operation("x").changes


@pytest.mark.parametrize("state", ["candidate", "asked", "later", "declined", "closed"])
def test_p090_who_was_asked_is_begun_with(state: str) -> None:
    """A candidate becomes active; a closed relationship stays as it ended, and another begins."""
    changes = changes_of(person(), bound(state=state))
    meet(changes, "Priya Nair", "mentor", purpose="once more")
    states = [one.record.state for one in changes.journal.relationships]
    assert (["closed", "active"] if state == "closed" else ["active"]) == states


@pytest.mark.parametrize("state", ["active", "paused", "closed"])
def test_what_runs_or_is_over_does_not_start(state: str) -> None:
    """An active, paused or closed relationship refuses to start, and says what it allows."""
    known = bound(state=state)
    changes = changes_of(person(), known)
    with pytest.raises(Refused) as refused:
        start_relationship(changes, "Priya Nair", "mentor", known)
    assert "allows" in (refused.value.hint or "")
    assert () == changes.operation("x").changes


def test_p052_an_agreement_changes_only_what_is_told() -> None:
    """It is of the day on which it was last changed; saying the same again changes nothing."""
    before = Agreement(how="video", when="Thursdays", agreed_on=day("09-01"))
    changes = changes_of(person(), known := bound(agreement=before))
    agree(changes, known, how="video")
    assert () == changes.operation("x").changes
    agree(changes, known, how="phone", outcomes=("a",))
    expected = Agreement(how="phone", when="Thursdays", outcomes=("a",), agreed_on=TODAY)
    assert expected == now_in(changes).agreement


@pytest.mark.parametrize(("state", "way"), [("candidate", "start"), ("closed", "renew")])
def test_nothing_is_agreed_where_nothing_runs(state: str, way: str) -> None:
    """The refusal names how it begins."""
    with pytest.raises(Refused) as refused:
        agree(changes_of(person()), bound(state=state), how="video")
    assert f"devjournal relationship {way} priya-mentor" in (refused.value.hint or "")


MET = (held("priya-mentor-001", "09-01 15:00"), held("priya-mentor-002", "10-01 15:00"))


@pytest.mark.parametrize(
    ("terms", "agreed", "purpose"),
    [({"meetings_agreed": 3, "purpose": "the budget"}, 5, "the budget"), ({}, None, "first")],
)
def test_p089_a_new_round_counts_on_from_the_meetings_held(
    terms: dict[str, Any], agreed: int | None, purpose: str
) -> None:
    """Three more after two held are five; a last day, a review and a number that are past end."""
    used_up: dict[str, Any] = {"meetings_agreed": 2, "end": day("10-14"), "review_on": day("10-01")}
    known = bound(state="closed", purpose="first", **used_up)
    changes = changes_of(known, *MET)
    renew(changes, known, **terms)
    assert ("active", agreed, None, None, purpose) == each(
        now_in(changes), "state meetings_agreed end review_on purpose"
    )


@pytest.mark.parametrize("close", [True, False])
def test_p021_p077_p080_a_mentor_becomes_a_sponsor_on_the_same_thread(*, close: bool) -> None:
    """The new one goes on from the old one, which says so, and is completed or goes on beside."""
    known = bound(objectives=("cut",), origin="i_asked", meetings_agreed=3, end=day("12-01"))
    changes = changes_of(known, meeting("priya-mentor-001", "11-01 15:00"))
    ref, planned = become(changes, known, "sponsor", close=close)
    ended = ("closed", "completed") if close else ("active", None)
    assert (*ended, "sponsor") == each(now_in(changes), "state closed_as became")
    assert ("active", "financial acumen", ("cut",), "i_asked", TODAY, None, None) == each(
        now_in(changes, ref.id), "state purpose objectives origin start meetings_agreed end"
    )
    assert (("priya-mentor-001",) if close else ()) == planned


def test_nobody_becomes_what_they_are() -> None:
    """Neither the same again, nor what runs beside it already."""
    with pytest.raises(UsageError, match="already"):
        become(changes_of(bound()), bound(), "mentor")
    sponsor = bound("priya-sponsor", kind="sponsor")
    with pytest.raises(Refused, match="priya-sponsor"):
        become(changes_of(bound(), sponsor), bound(), "sponsor")


def test_p108_whom_i_give_to_stays_on_their_side() -> None:
    """A mentee whom I come to sponsor is my protege."""
    mentee = bound("priya-mentee", my_role="giving")
    assert ["protege", "partner"] == [
        word_for(mentee.record, one) for one in ("sponsor", "partner")
    ]
    assert "sponsor" == word_for(bound().record, "sponsor")
    changes = changes_of(mentee)
    ref, _ = become(changes, mentee, "protege")
    assert "giving" == now_in(changes, ref.id).my_role


# A request

ASKED: dict[str, Any] = {
    "skill": "acumen",
    "self_level": 2,
    "evidence": "One number",
    "time_frame": "before spring",
    "meetings": 3,
    "focus": "the pages",
    "outcomes": ("I read them",),
}


def asking(state: str = "asked", **fields: Any) -> Stored[Any]:
    """Return a relationship that is being asked for."""
    return bound(**{"state": state, "purpose": None, "ask": Ask(**ASKED), **fields})


@pytest.mark.parametrize("state", ["candidate", "later"])
def test_a_draft_is_worded_anew_and_the_rest_stays(state: str) -> None:
    """What is told replaces what was said."""
    changes = changes_of(person(), asking(state))
    draft_ask(changes, "Priya Nair", "mentor", {"meetings": 2}, purpose="numbers")
    assert "numbers" == now_in(changes).purpose
    assert Ask(**{**ASKED, "meetings": 2}) == now_in(changes).ask


def test_p091_asking_again_ends_the_later() -> None:
    """The earlier answer and its day are over, and today asks for nothing any more."""
    changes = changes_of(person(), asking("asked"))
    put_off(changes, changes.journal.all("relationship")["priya-mentor"], day("11-01"))
    assert "later" == now_in(changes).state
    assert ("later", day("11-01")) == each(now_in(changes).ask, "answer follow_up_on")
    changes.move(changes.journal.all("relationship")["priya-mentor"], "ask", day("10-14"))
    assert "asked" == now_in(changes).state
    assert (None, None) == each(now_in(changes).ask, "answer follow_up_on")


def test_p090_p089_a_yes_starts_it_on_what_was_asked() -> None:
    """With the meetings asked for, the skill as its purpose, and the first meeting."""
    known = asking()
    changes = changes_of(person(), known, skill("acumen"))
    accept(changes, known, None, moment("10-22 15:00"))
    assert ("active", "acumen", 3, TODAY) == each(
        now_in(changes), "state purpose meetings_agreed start"
    )
    assert "yes" == now_in(changes).ask.answer
    (first,) = changes.journal.meetings
    assert dt.datetime(2026, 10, 22, 15, tzinfo=dt.UTC) == first.record.at


@pytest.mark.parametrize(
    ("fields", "purpose"),
    [
        ({"purpose": "x", "ask": Ask(skill="clear-writing")}, "x"),
        ({"ask": Ask(skill="clear-writing", focus="letters")}, "clear writing"),
        ({"ask": Ask(skill="rosters", focus="y")}, "rosters"),
        ({"ask": Ask(focus="letters")}, "letters"),
        ({"ask": None}, None),
    ],
)
def test_p030_the_purpose_is_the_first_that_is_there(
    fields: dict[str, Any], purpose: str | None
) -> None:
    """Its own, else the skill by its name, else the focus; without any a yes is refused."""
    known = asking(**fields)
    journal = journal_of(person(), known, skill("clear-writing"))
    assert purpose == purpose_of(journal, known.record)
    if purpose is None:
        with pytest.raises(Refused, match="purpose"):
            accept(changes_of(person(), known), known, None, None)


def test_p092_a_no_leads_to_whom_they_recommend() -> None:
    """They become a candidate with the same request, but for what I saw somebody else do."""
    known = asking(purpose="numbers")
    changes = changes_of(person(), known)
    ref = decline(changes, known, "Ida Roth", "busy")
    assert ("declined", "busy") == each(now_in(changes), "state closed_why")
    assert ("no", "ida-roth") == each(now_in(changes).ask, "answer referred_to")
    assert ref
    new = now_in(changes, ref.id)
    assert ("ida-roth", "candidate", "numbers") == each(new, "person state purpose")
    assert Ask(**{**ASKED, "evidence": None}) == new.ask
    assert "priya-nair" == changes.journal.all("person")["ida-roth"].record.introduced_by


def test_p092_somebody_known_is_linked_and_stays_what_they_are() -> None:
    """Who is my mentor already is no candidate; who was introduced by another stays so."""
    known, ida = asking(), person("ida-roth", introduced_by="bo-li")
    has = bound("ida-mentor", "ida-roth")
    changes = changes_of(person(), known, ida, has)
    assert has.ref == decline(changes, known, "ida", None)
    assert [known.ref] == [change.ref for change in changes.operation("x").changes]


@pytest.mark.parametrize("state", ["candidate", "later", "active", "closed"])
def test_only_who_was_asked_says_no_or_later(state: str) -> None:
    """Any other state refuses, and nobody is drafted before that."""
    known = asking(state)
    changes = changes_of(person(), known)
    with pytest.raises(Refused):
        decline(changes, known, "Ida Roth", None)
    with pytest.raises(Refused):
        put_off(changes, known, day("11-01"))
    assert () == changes.operation("x").changes


def test_p092_nobody_recommends_themselves() -> None:
    """Who said no is not whom they recommend."""
    with pytest.raises(UsageError, match="said no"):
        decline(changes_of(person(), asking()), asking(), "Priya Nair", None)
