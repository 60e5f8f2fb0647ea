"""A relationship through its life, from a request to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.relationships import (
    SIDES,
    accept,
    agree,
    become,
    decline,
    meet,
    purpose_of,
    renew,
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


def test_somebody_known_is_taken_up() -> None:
    """The person and the relationship get what is new; what was not given unsets nothing."""
    changes = changes_of(person(), bound(purpose="acumen", channel="video"))
    told: dict[str, Any] = {"minutes": 60, "purpose": None, "objectives": ()}
    meet(changes, "priya nair", "mentor", about_them={"title": "CFO", "email": None}, **told)
    assert ["priya-nair"] == list(changes.journal.all("person"))
    assert ["priya-mentor"] == list(changes.journal.all("relationship"))
    assert (60, "acumen", "video") == each(now_in(changes), "minutes purpose channel")
    assert "CFO" == changes.journal.all("person")["priya-nair"].record.title


@pytest.mark.parametrize("state", ["candidate", "asked", "later", "declined", "closed"])
def test_p090_who_was_asked_is_begun_with(state: str) -> None:
    """A candidate becomes active; a closed relationship stays as it ended, and another begins."""
    changes = changes_of(person(), bound(state=state))
    meet(changes, "Priya Nair", "mentor", purpose="once more")
    states = [one.record.state for one in changes.journal.relationships]
    assert (["closed", "active"] if state == "closed" else ["active"]) == states


def test_p052_an_agreement_changes_only_what_is_told() -> None:
    """It is of the day on which it was last changed; saying the same again changes nothing.

    Where nothing runs there is nothing to agree on.
    """
    before = Agreement(how="video", when="Thursdays", agreed_on=day("09-01"))
    changes = changes_of(person(), known := bound(agreement=before))
    agree(changes, known, how="video")
    assert () == changes.operation("x").changes
    agree(changes, known, how="phone")
    assert Agreement(how="phone", when="Thursdays", agreed_on=TODAY) == now_in(changes).agreement
    with pytest.raises(Refused, match="nothing to agree on"):
        agree(changes, bound(state="closed"), how="video")


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


def test_nobody_becomes_what_they_are() -> None:
    """What runs beside it already is refused."""
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


def test_p092_somebody_known_is_linked_and_stays_what_they_are() -> None:
    """Who is my mentor already is no candidate; who was introduced by another stays so."""
    known, ida = asking(), person("ida-roth", introduced_by="bo-li")
    has = bound("ida-mentor", "ida-roth")
    changes = changes_of(person(), known, ida, has)
    assert has.ref == decline(changes, known, "ida", None)
    assert [known.ref] == [change.ref for change in changes.operation("x").changes]


def test_p092_only_who_was_asked_says_no() -> None:
    """Any other state refuses, and nobody is drafted before that."""
    changes = changes_of(person(), known := asking("candidate"))
    with pytest.raises(Refused):
        decline(changes, known, "Ida Roth", None)
    assert () == changes.operation("x").changes


def test_p092_nobody_recommends_themselves() -> None:
    """Who said no is not whom they recommend."""
    with pytest.raises(UsageError, match="said no"):
        decline(changes_of(person(), asking()), asking(), "Priya Nair", None)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({}, ("monthly", 45, 3, ("I can refuse",))),
        ({"cadence": "weekly", "minutes": 30}, ("weekly", 30, 3, ("I can refuse",))),
        ({"meetings_agreed": 5, "outcomes": ("x",)}, ("monthly", 45, 5, ("x",))),
    ],
)
def test_p090_a_yes_starts_it_as_any_other(own: dict[str, Any], expected: tuple[Any, ...]) -> None:
    """The usual rhythm, unless it has its own; the meetings and outcomes are those asked for."""
    known = asking(ask=Ask(focus="letters", meetings=3, outcomes=("I can refuse",)), **own)
    accept(changes := changes_of(person(), known), known, None, None)
    assert expected == each(now_in(changes), "cadence minutes meetings_agreed outcomes")
