from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.draft import Draft
from devjournal.changes.sharing import linked_relationship, share, unshare
from devjournal.errors import Refused
from tests.builders import (
    NOW,
    bound,
    entry,
    goal,
    journal_of,
    meeting,
    objective,
    person,
    profile,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

PEOPLE = (person(), bound(), person("tomas-heaney"), bound("tomas-sponsor", "tomas-heaney"))
LESSON = entry("lesson", "kwtz-count-first", "10-01")


def shared(stored: Stored[Any], *readers: str) -> Any:
    """Return what a record's visibility says once it is shared with readers."""
    draft = Draft(journal_of(*PEOPLE, objective(), stored), NOW, lambda _: "k")
    share(draft, stored, readers)
    return draft.journal.all(stored.kind)[stored.id].record.visibility


def test_sharing_names_the_reader() -> None:
    """What is private by its kind is seen by those it is shared with, and by nobody else."""
    assert ("priya-mentor", "manager") == shared(LESSON, "priya-mentor", "manager")


def test_sharing_once_more_adds_a_reader() -> None:
    """Who was named before is still named; a reader stands there once."""
    before = entry("lesson", "kwtz-count-first", "10-01", visibility=("priya-mentor",))
    assert ("priya-mentor", "manager") == shared(before, "manager", "priya-mentor")


def test_whoever_saw_it_by_default_still_does() -> None:
    """A list of readers replaces the default, so those of the default are put on it."""
    before = goal(objective="cut-cost")
    assert ("manager", "tomas-sponsor") == shared(before, "tomas-sponsor")


@pytest.mark.parametrize("visibility", [None, "shared"])
def test_what_they_see_already_is_left_as_it_is(visibility: str | None) -> None:
    """A win reaches every reader: to share it with one must not take it from the others."""
    before = win("kwtz-it-went-well", "10-01", visibility=visibility)
    assert visibility == shared(before, "priya-mentor", "exec")


def test_sharing_what_is_private_begins_anew() -> None:
    """After `private`, only who is named sees it."""
    before = win("kwtz-it-went-well", "10-01", visibility="private")
    assert ("exec",) == shared(before, "exec")


def test_of_a_meeting_the_notes_are_shared() -> None:
    """A meeting reaches the other side by itself; its notes only once they are shared."""
    before = meeting("priya-mentor-001", "10-01 15:00", notes="x")
    assert ("priya-mentor",) == shared(before, "priya-mentor")


def test_unsharing_makes_it_private() -> None:
    """What was seen by everybody is seen by nobody."""
    before = win("kwtz-it-went-well", "10-01")
    draft = Draft(journal_of(before), NOW, lambda _: "k")
    unshare(draft, before)
    after = draft.journal.all("entry")[before.id].record
    assert "private" == after.visibility


def test_the_profile_is_not_shared() -> None:
    """Every page bears the name; the rest of the profile has its readers in the table."""
    with pytest.raises(Refused):
        shared(profile(), "manager")
    with pytest.raises(Refused):
        unshare(Draft(journal_of(), NOW, lambda _: "k"), profile())


def test_the_relationship_that_a_record_belongs_to() -> None:
    """A relationship is its own; a record names its own; what has none has none."""
    assert "priya-mentor" == linked_relationship(bound())
    assert "priya-mentor" == linked_relationship(goal(relationship="priya-mentor"))
    assert linked_relationship(LESSON) is None
    assert linked_relationship(person()) is None
