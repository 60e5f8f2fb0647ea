from __future__ import annotations

from typing import Any

import pytest

from devjournal.changes.actions import add_action
from devjournal.changes.draft import Draft
from devjournal.errors import Refused
from tests.builders import NOW, bound, day, journal_of, person


def added(**facts: Any) -> Any:
    """Return the action that these facts make."""
    draft = Draft(journal_of(person(), bound()), NOW, lambda _: "k")
    usual = {"due": None, "expected": None, "title": "Rebuild slide 2", "owner": "me"}
    ref = add_action(draft, **{**usual, **facts})
    return draft.journal.all("action")[ref.id].record


def test_p070_it_is_due_at_the_next_meeting() -> None:
    """Unless it says when."""
    assert day("10-15") == added(expected=day("10-15")).due
    assert day("10-20") == added(due=day("10-20"), expected=day("10-15")).due
    assert added().due is None


@pytest.mark.parametrize("kind", ["resource", "introduction"])
def test_p071_a_resource_needs_a_day_of_its_own(kind: str) -> None:
    """The next meeting is no exact date for what they said they would send."""
    with pytest.raises(Refused, match="due day"):
        added(kind=kind, expected=day("10-15"))
    assert day("10-20") == added(kind=kind, due=day("10-20")).due


def test_p074_both_sides_are_held_to_what_they_said() -> None:
    """An action has its owner, me or them."""
    assert ["me", "them"] == [added(owner=owner).owner for owner in ("me", "them")]
