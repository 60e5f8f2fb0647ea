"""A relationship through its life."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from devjournal.changes.operation import Changes
from devjournal.changes.relationships import (
    agree,
    become,
    mark_thanked,
    renew,
    start_relationship,
    word_for,
)
from devjournal.errors import Refused, UsageError
from devjournal.models.people import Agreement
from tests.builders import NOW, bound, changes_of, day, each, held, journal_of, meeting, person

if TYPE_CHECKING:
    from devjournal.models.people import Relationship


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
    agreed = changes.journal.all("relationship")["priya-mentor"].record.agreement
    expected = Agreement(how="phone", when="Thursdays", outcomes=("a",), agreed_on=NOW.date())
    assert expected == agreed


@pytest.mark.parametrize(("state", "way"), [("candidate", "start"), ("closed", "renew")])
def test_nothing_is_agreed_where_nothing_runs(state: str, way: str) -> None:
    """The refusal names how it begins."""
    with pytest.raises(Refused) as refused:
        agree(changes_of(person()), bound(state=state), how="video")
    assert f"devjournal relationship {way} priya-mentor" in (refused.value.hint or "")


MET = (held("priya-mentor-001", "09-01 15:00"), held("priya-mentor-002", "10-01 15:00"))


def now_in(changes: Changes, id_: str = "priya-mentor") -> Relationship:
    """Return a relationship as it is to be."""
    record: Relationship = changes.journal.all("relationship")[id_].record
    return record


def test_p089_a_new_round_counts_on_from_the_meetings_held() -> None:
    """Three more after two held are five in all, so that the third is 3 of 5."""
    known = bound(meetings_agreed=2)
    changes = changes_of(known, *MET)
    renew(changes, known, meetings_agreed=3, purpose="the budget")
    assert (5, "the budget") == (now_in(changes).meetings_agreed, now_in(changes).purpose)


def test_terms_that_are_used_up_end() -> None:
    """A last day, a review and a number of meetings that are past would end the new round."""
    known = bound(meetings_agreed=2, end=day("10-14"), review_on=day("10-01"), state="closed")
    changes = changes_of(known, *MET)
    renew(changes, known)
    record = now_in(changes)
    assert ("active", None, None, None) == each(record, "state meetings_agreed end review_on")


def test_p077_a_mentor_becomes_a_sponsor_on_the_same_thread() -> None:
    """The old one is completed and says what came of it; the new one goes on from there."""
    known = bound(objectives=("cut",), origin="i_asked", meetings_agreed=3, end=day("12-01"))
    changes = changes_of(known, meeting("priya-mentor-001", "11-01 15:00"))
    ref, planned = become(changes, known, "sponsor", close=True)
    old, new = now_in(changes), now_in(changes, ref.id)
    assert ("closed", "completed", "sponsor") == (old.state, old.closed_as, old.became)
    assert ("active", "financial acumen", ("cut",), "i_asked", NOW.date()) == each(
        new, "state purpose objectives origin start"
    )
    assert (None, None) == (new.meetings_agreed, new.end)
    assert ("priya-mentor-001",) == planned


def test_p021_p077_p080_both_go_on() -> None:
    """A sponsor does not replace a mentor: somebody may be both."""
    known = bound()
    changes = changes_of(known, meeting("priya-mentor-001", "11-01 15:00"))
    ref, planned = become(changes, known, "sponsor", purpose="a seat")
    assert ("active", "sponsor", ()) == (now_in(changes).state, now_in(changes).became, planned)
    assert "a seat" == now_in(changes, ref.id).purpose


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
    assert "protege" == word_for(mentee.record, "sponsor")
    assert "partner" == word_for(mentee.record, "partner")
    assert "sponsor" == word_for(bound().record, "sponsor")
    changes = changes_of(mentee)
    ref, _ = become(changes, mentee, "protege")
    assert "giving" == now_in(changes, ref.id).my_role


def test_p072_the_day_of_the_first_thanks_is_kept() -> None:
    """A meeting is thanked for today, unless it was before."""
    new = held("priya-mentor-001", "09-01 15:00")
    old = held("priya-mentor-002", "10-01 15:00", thanked_on=day("10-02"))
    changes = Changes(journal_of(person(), bound(), new, old), NOW, lambda _: "k")
    mark_thanked(changes, new)
    mark_thanked(changes, old)
    (change,) = changes.operation("x").changes
    assert ("priya-mentor-001", NOW.date()) == (change.id, change.after.thanked_on)  # type: ignore[union-attr]  # it is a meeting
