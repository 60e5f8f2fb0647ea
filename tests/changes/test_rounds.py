from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.draft import Draft
from devjournal.changes.rounds import become, renew, word_for
from devjournal.errors import Refused, UsageError
from tests.builders import NOW, bound, day, held, journal_of, meeting, person

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Relationship

MET = (held("priya-mentor-001", "09-01 15:00"), held("priya-mentor-002", "10-01 15:00"))


def draft_of(*stored: Stored[Any]) -> Draft:
    """Return a draft on a journal of these records."""
    return Draft(journal_of(person(), *stored), NOW, lambda _: "k")


def now_in(draft: Draft, id_: str = "priya-mentor") -> Relationship:
    """Return a relationship as it is to be."""
    record: Relationship = draft.journal.all("relationship")[id_].record
    return record


def test_p089_a_new_round_counts_on_from_the_meetings_held() -> None:
    """Three more after two held are five in all, so that the third is 3 of 5."""
    known = bound(meetings_agreed=2)
    draft = draft_of(known, *MET)
    renew(draft, known, meetings_agreed=3, purpose="the budget")
    assert (5, "the budget") == (now_in(draft).meetings_agreed, now_in(draft).purpose)


def test_terms_that_are_used_up_end() -> None:
    """A last day, a review and a number of meetings that are past would end the new round."""
    known = bound(meetings_agreed=2, end=day("10-14"), review_on=day("10-01"), state="closed")
    draft = draft_of(known, *MET)
    renew(draft, known)
    record = now_in(draft)
    assert ("active", None, None, None) == (
        record.state,
        record.meetings_agreed,
        record.end,
        record.review_on,
    )


def test_terms_that_run_on_stay() -> None:
    """What is to come is as it was agreed, unless it is told anew."""
    known = bound(meetings_agreed=3, end=day("12-01"), review_on=day("11-01"))
    draft = draft_of(known, *MET)
    renew(draft, known, review_on=day("11-20"))
    record = now_in(draft)
    assert (3, day("12-01"), day("11-20")) == (
        record.meetings_agreed,
        record.end,
        record.review_on,
    )


def test_p077_a_mentor_becomes_a_sponsor_on_the_same_thread() -> None:
    """The old one is completed and says what came of it; the new one goes on from there."""
    known = bound(objectives=("cut",), origin="i_asked", meetings_agreed=3, end=day("12-01"))
    draft = draft_of(known, meeting("priya-mentor-001", "11-01 15:00"))
    ref, planned = become(draft, known, "sponsor", close=True)
    old, new = now_in(draft), now_in(draft, ref.id)
    assert ("closed", "completed", "sponsor") == (old.state, old.closed_as, old.became)
    assert ("active", "financial acumen", ("cut",), "i_asked", NOW.date()) == (
        new.state,
        new.purpose,
        new.objectives,
        new.origin,
        new.start,
    )
    assert (None, None) == (new.meetings_agreed, new.end)
    assert ("priya-mentor-001",) == planned


def test_p021_p077_p080_both_go_on() -> None:
    """A sponsor does not replace a mentor: somebody may be both."""
    known = bound()
    draft = draft_of(known, meeting("priya-mentor-001", "11-01 15:00"))
    ref, planned = become(draft, known, "sponsor", purpose="a seat")
    assert ("active", "sponsor", ()) == (now_in(draft).state, now_in(draft).became, planned)
    assert "a seat" == now_in(draft, ref.id).purpose


def test_what_is_over_can_become_something_later() -> None:
    """A mentor of years ago stays closed as it was, and a candidate sponsor is taken up."""
    known = bound(state="closed", closed_as="faded", closed_on=day("01-05"))
    waiting = bound("priya-sponsor", kind="sponsor", state="candidate", purpose=None)
    draft = draft_of(known, waiting)
    ref, _ = become(draft, known, "sponsor")
    old = now_in(draft)
    assert ("faded", day("01-05"), "sponsor") == (old.closed_as, old.closed_on, old.became)
    assert (waiting.ref, "active") == (ref, now_in(draft, ref.id).state)


@pytest.mark.parametrize("state", ["candidate", "asked", "later", "declined"])
def test_what_never_began_becomes_nothing(state: str) -> None:
    """There is no thread to keep."""
    with pytest.raises(Refused, match=state):
        become(draft_of(bound(state=state)), bound(state=state), "sponsor")


def test_nobody_becomes_what_they_are() -> None:
    """Neither the same again, nor what runs beside it already."""
    with pytest.raises(UsageError, match="already"):
        become(draft_of(bound()), bound(), "mentor")
    sponsor = bound("priya-sponsor", kind="sponsor")
    with pytest.raises(Refused, match="priya-sponsor"):
        become(draft_of(bound(), sponsor), bound(), "sponsor")


def test_p044_a_partnership_needs_a_project() -> None:
    """Also where somebody becomes one."""
    with pytest.raises(Refused, match="project"):
        become(draft_of(bound()), bound(), "partner")
    ref, _ = become(draft_of(bound()), bound(), "partner", project="the desk")
    assert "priya-partner" == ref.id


def test_p108_whom_i_give_to_stays_on_their_side() -> None:
    """A mentee whom I come to sponsor is my protege."""
    mentee = bound("priya-mentee", my_role="giving")
    assert "protege" == word_for(mentee.record, "sponsor")
    assert "partner" == word_for(mentee.record, "partner")
    assert "sponsor" == word_for(bound().record, "sponsor")
    draft = draft_of(mentee)
    ref, _ = become(draft, mentee, "protege")
    assert "giving" == now_in(draft, ref.id).my_role
