from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.errors import Refused
from devjournal.operations.draft import Draft
from devjournal.operations.relationships import close_relationship, start_relationship
from tests.builders import NOW, bound, held, journal_of, meeting, person

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
    with pytest.raises(Refused, match="P030"):
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
