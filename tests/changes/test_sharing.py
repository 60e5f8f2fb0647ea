"""Records shared with more readers, by their own word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.sharing import linked_relationship, share
from tests.builders import bound, changes_of, entry, goal, objective, person, win

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

PEOPLE = (
    person(),
    bound(),
    person("tomas-heaney"),
    bound("tomas-sponsor", "tomas-heaney"),
    bound("old-mentor", state="closed"),
    bound("no-mentor", state="declined"),
)
WHO_SAW = ("manager", "exec", "priya-mentor", "tomas-sponsor")
LESSON = entry("lesson", "kwtz-count-first", "10-01")


@pytest.mark.parametrize(
    ("stored", "readers", "visibility"),
    [
        (LESSON, ("priya-mentor", "manager"), ("priya-mentor", "manager")),
        (goal(objective="cut-cost"), ("tomas-sponsor",), ("manager", "tomas-sponsor")),
        (win("kwtz-it", "10-01"), ("priya-mentor", "exec"), None),
        (win("kwtz-it", "10-01"), ("wren-mentee",), (*WHO_SAW, "wren-mentee")),
        (LESSON, ("old-mentor",), ("old-mentor",)),
        (win("kwtz-it", "10-01", visibility="shared"), ("priya-mentor", "exec"), "shared"),
    ],
)
def test_sharing_names_the_reader(
    stored: Stored[Any], readers: tuple[str, ...], visibility: Any
) -> None:
    """Whoever saw it by default still does, but for who declined or whose relationship is closed.

    What all of them see already is left as it is; somebody of old is named where I name them.
    """
    mentee = bound("wren-mentee", my_role="giving")
    changes = changes_of(*PEOPLE, mentee, objective(), stored)
    share(changes, stored, readers)
    assert visibility == changes.journal.all(stored.kind)[stored.id].record.visibility


def test_the_relationship_that_a_record_belongs_to() -> None:
    """A relationship is its own; a record names its own; what has none has none."""
    assert "priya-mentor" == linked_relationship(bound())
    assert "priya-mentor" == linked_relationship(goal(relationship="priya-mentor"))
    assert linked_relationship(person()) is None
