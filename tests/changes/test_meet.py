from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from devjournal.changes.draft import Draft
from devjournal.changes.meet import meet, plan_next, role_and_kind
from devjournal.errors import Refused, UsageError
from devjournal.journal.stored import Ref, Stored
from tests.builders import NOW, bound, held, journal_of, meeting, moment, person


def draft_of(*stored: Stored[Any]) -> Draft:
    """Return a draft on a journal of these records."""
    return Draft(journal_of(*stored), NOW, lambda _: "k")


def made(draft: Draft) -> dict[Ref, Any]:
    """Return the records of a draft by what they are called."""
    return {change.ref: change.after for change in draft.operation("x").changes}


@pytest.mark.parametrize(
    ("word", "role", "kind"),
    [
        ("mentor", "receiving", "mentor"),
        ("coach", "receiving", "coach"),
        ("sponsor", "receiving", "sponsor"),
        ("partner", "equal", "partner"),
        ("mentee", "giving", "mentor"),
        ("coachee", "giving", "coach"),
        ("protege", "giving", "sponsor"),
    ],
)
def test_p024_p025_p043_p094_a_word_says_the_kind_and_my_side(
    word: str, role: str, kind: str
) -> None:
    """Four kinds, from both sides."""
    assert (role, kind) == role_and_kind(word)


def test_a_word_that_is_none_is_refused() -> None:
    """Nothing is guessed."""
    with pytest.raises(KeyError):
        role_and_kind("friend")


def test_meeting_somebody_makes_all_three() -> None:
    """The person, the relationship and its first meeting, in one operation."""
    draft = draft_of()
    at = moment("10-15 15:00")
    meet(draft, "Priya Nair", "mentor", at=at, purpose="acumen", about_them={"title": "CFO"})
    records = made(draft)
    assert [
        Ref("person", "priya-nair"),
        Ref("relationship", "priya-mentor"),
        Ref("meeting", "priya-mentor-001"),
    ] == list(records)
    someone, priya, first = records.values()
    assert ("Priya Nair", "CFO") == (someone.name, someone.title)
    assert ("active", NOW.date(), "acumen") == (priya.state, priya.start, priya.purpose)
    assert ("priya-mentor", at, 45) == (first.relationship, first.at, first.minutes)


def test_p055_the_rhythm_is_monthly_and_45_minutes_unless_told() -> None:
    """The defaults of practice."""
    draft = draft_of()
    meet(draft, "Priya Nair", "mentor", purpose="acumen")
    meet(draft, "Zoe Lang", "coach", purpose="acumen", cadence="weekly", minutes=30)
    rhythms = [(one.record.cadence, one.record.minutes) for one in draft.journal.relationships]
    assert [("monthly", 45), ("weekly", 30)] == rhythms


def test_p030_without_a_purpose_nothing_starts() -> None:
    """A relationship needs to know why."""
    with pytest.raises(Refused, match="purpose"):
        meet(draft_of(), "Priya Nair", "mentor")


def test_p044_a_partner_needs_a_project() -> None:
    """Equals work on something."""
    with pytest.raises(Refused, match="project"):
        meet(draft_of(), "Bo Li", "partner", purpose="acumen")
    draft = draft_of()
    meet(draft, "Bo Li", "partner", purpose="acumen", project="The pilot")
    assert "bo-partner" in draft.journal.all("relationship")


def test_somebody_known_is_taken_up() -> None:
    """The person and the relationship that are there get what is new, and nothing twice."""
    draft = draft_of(person(), bound())
    meet(draft, "priya nair", "mentor", minutes=60, about_them={"title": "CFO"})
    assert ["priya-nair"] == list(draft.journal.all("person"))
    assert ["priya-mentor"] == list(draft.journal.all("relationship"))
    assert 60 == draft.journal.all("relationship")["priya-mentor"].record.minutes
    assert "CFO" == draft.journal.all("person")["priya-nair"].record.title


def test_saying_what_is_known_changes_nothing() -> None:
    """Flags that were not given unset nothing."""
    draft = draft_of(person(title="CFO"), bound(purpose="acumen"))
    meet(draft, "Priya Nair", "mentor", purpose=None, objectives=(), about_them={"title": None})
    assert {} == made(draft)


def test_p021_p077_a_second_kind_of_relationship_stands_beside_the_first() -> None:
    """A mentor can become a sponsor and stay a mentor."""
    draft = draft_of(person(), bound())
    meet(draft, "Priya Nair", "sponsor", purpose="the next role")
    assert ["priya-mentor", "priya-sponsor"] == list(draft.journal.all("relationship"))


@pytest.mark.parametrize("state", ["candidate", "asked", "later", "declined"])
def test_p090_who_was_asked_is_begun_with(state: str) -> None:
    """A candidate becomes active; there is no second relationship."""
    draft = draft_of(person(), bound(state=state))
    meet(draft, "Priya Nair", "mentor")
    assert ["active"] == [one.record.state for one in draft.journal.relationships]


def test_what_was_closed_begins_anew() -> None:
    """A closed relationship stays in the journal as it ended."""
    draft = draft_of(person(), bound(state="closed"))
    meet(draft, "Priya Nair", "mentor", purpose="once more")
    states = {one.id: one.record.state for one in draft.journal.relationships}
    assert {"priya-mentor": "closed", "priya-nair-mentor": "active"} == states


def test_what_is_paused_is_resumed_first() -> None:
    """It says which moves there are."""
    with pytest.raises(Refused, match="paused") as refused:
        meet(draft_of(person(), bound(state="paused")), "Priya Nair", "mentor")
    assert "resume" in str(refused.value.hint)


# The next meeting


def test_the_planned_meeting_moves() -> None:
    """Planning the next meeting moves the one that is planned already, and keeps when it was."""
    draft = draft_of(bound(), meeting("priya-mentor-001", "10-15 15:00"))
    assert "priya-mentor-001" == plan_next(draft, "priya-mentor", moment("10-22 15:00"))
    (record,) = made(draft).values()
    assert moment("10-22 15:00") == record.at
    assert [(moment("10-15 15:00"), moment("10-22 15:00"))] == [
        (m.was, m.now) for m in record.moves
    ]


def test_planning_it_where_it_stands_changes_nothing() -> None:
    """The same moment, told in another zone, is no move."""
    draft = draft_of(bound(), meeting("priya-mentor-001", "10-15 15:00"))
    there = moment("10-15 15:00").astimezone(dt.timezone(dt.timedelta(hours=2)))
    plan_next(draft, "priya-mentor", there)
    assert {} == made(draft)


def test_one_that_waits_to_be_logged_does_not_move() -> None:
    """A meeting that was held and not logged yet keeps its day; the next one is new."""
    draft = draft_of(bound(), meeting("priya-mentor-001", "10-14 08:00"))
    assert "priya-mentor-002" == plan_next(draft, "priya-mentor", moment("10-22 15:00"))
    assert [Ref("meeting", "priya-mentor-002")] == list(made(draft))


def test_p053_p056_a_new_meeting_is_as_long_as_they_are() -> None:
    """Length and channel are those that were agreed on."""
    draft = draft_of(bound(minutes=30, channel="video"), held("priya-mentor-001", "09-17 15:00"))
    plan_next(draft, "priya-mentor", moment("10-22 15:00"))
    (record,) = made(draft).values()
    assert (30, "video") == (record.minutes, record.channel)


def test_the_next_meeting_is_to_come() -> None:
    """A moment that has passed is refused with what it was."""
    with pytest.raises(UsageError, match="Wed 14 Oct 2026 08:59 has passed"):
        plan_next(draft_of(bound()), "priya-mentor", moment("10-14 08:59"))
