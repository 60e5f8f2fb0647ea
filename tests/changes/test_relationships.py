from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.draft import Draft
from devjournal.changes.relationships import (
    agree,
    close_relationship,
    look_at,
    pause_relationship,
    start_relationship,
)
from devjournal.errors import Refused
from devjournal.models.people import Agreement, Check
from tests.builders import NOW, bound, day, held, journal_of, meeting, person

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def draft_of(*stored: Stored[Any]) -> Draft:
    """Return a draft on a journal of these records."""
    return Draft(journal_of(*stored), NOW, lambda _: "k")


def test_a_new_person_and_relationship_start_together() -> None:
    """Starting with somebody new makes the person and an active relationship, and no meeting."""
    draft = draft_of()
    start_relationship(draft, "Ines Ferrar", "sponsor", None, purpose="a seat")
    assert ["person", "relationship"] == [one.kind for one in draft.operation("x").changes]
    assert "active" == draft.journal.all("relationship")["ines-sponsor"].record.state


@pytest.mark.parametrize("state", ["candidate", "asked", "later", "declined"])
def test_what_was_not_begun_yet_is_activated(state: str) -> None:
    """A candidate, and one that was asked, put off or declined, becomes active as it is."""
    known = bound(state=state)
    draft = draft_of(person(), known)
    start_relationship(draft, "Priya Nair", "mentor", known, minutes=30)
    record = draft.journal.all("relationship")["priya-mentor"].record
    assert ("active", 30, NOW.date()) == (record.state, record.minutes, record.start)
    assert 1 == len(draft.operation("x").changes)


@pytest.mark.parametrize("state", ["active", "paused", "closed"])
def test_what_runs_or_is_over_does_not_start(state: str) -> None:
    """An active, paused or closed relationship refuses to start, and says what it allows."""
    known = bound(state=state)
    draft = draft_of(person(), known)
    with pytest.raises(Refused) as refused:
        start_relationship(draft, "Priya Nair", "mentor", known)
    assert "allows" in (refused.value.hint or "")
    assert () == draft.operation("x").changes


def test_p030_a_start_needs_a_purpose() -> None:
    """Without a purpose a relationship does not start."""
    with pytest.raises(Refused, match="purpose"):
        start_relationship(draft_of(), "Ines Ferrar", "sponsor", None)


def test_closing_names_the_meetings_that_are_still_planned() -> None:
    """A closed relationship keeps its day and reason; planned meetings are named, not lost."""
    known = bound()
    planned, past = (
        meeting("priya-mentor-002", "10-15 15:00"),
        held("priya-mentor-001", "09-01 15:00"),
    )
    draft = draft_of(person(), known, planned, past)
    assert ("priya-mentor-002",) == close_relationship(draft, known, "completed", "as agreed")
    record = draft.journal.all("relationship")["priya-mentor"].record
    assert ("closed", "completed", NOW.date(), "as agreed") == (
        record.state,
        record.closed_as,
        record.closed_on,
        record.closed_why,
    )


@pytest.mark.parametrize("state", ["candidate", "closed"])
def test_what_never_ran_or_is_over_does_not_close(state: str) -> None:
    """A candidate or a closed relationship refuses to close."""
    known = bound(state=state)
    with pytest.raises(Refused):
        close_relationship(draft_of(person(), known), known, "ended", None)


def test_pausing_names_the_meetings_that_are_still_planned() -> None:
    """A paused relationship keeps its meetings, and says so; only an active one pauses."""
    known = bound()
    draft = draft_of(person(), known, meeting("priya-mentor-002", "10-15 15:00"))
    assert ("priya-mentor-002",) == pause_relationship(draft, known)
    assert "paused" == draft.journal.all("relationship")["priya-mentor"].record.state
    with pytest.raises(Refused):
        pause_relationship(draft, bound(state="candidate"))


def test_p042_p075_looks_stand_beside_each_other() -> None:
    """A new look leaves the earlier ones as they were."""
    first = Check(on=day("07-01"), trust=3)
    draft = draft_of(person(), known := bound(checks=(first,)))
    look_at(draft, known, Check(on=day("10-14"), trust=4))
    checks = draft.journal.all("relationship")["priya-mentor"].record.checks
    assert [3, 4] == [check.trust for check in checks]


def test_p052_an_agreement_changes_only_what_is_told() -> None:
    """It is of the day on which it was last changed; saying the same again changes nothing."""
    before = Agreement(how="video", when="Thursdays", agreed_on=day("09-01"))
    draft = draft_of(person(), known := bound(agreement=before))
    agree(draft, known, how="video")
    assert () == draft.operation("x").changes
    agree(draft, known, how="phone", outcomes=("a",))
    agreed = draft.journal.all("relationship")["priya-mentor"].record.agreement
    expected = Agreement(how="phone", when="Thursdays", outcomes=("a",), agreed_on=NOW.date())
    assert expected == agreed


@pytest.mark.parametrize(("state", "way"), [("candidate", "start"), ("closed", "renew")])
def test_nothing_is_agreed_where_nothing_runs(state: str, way: str) -> None:
    """The refusal names how it begins."""
    with pytest.raises(Refused) as refused:
        agree(draft_of(person()), bound(state=state), how="video")
    assert f"devjournal relationship {way} priya-mentor" in (refused.value.hint or "")
