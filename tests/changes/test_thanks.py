from __future__ import annotations

from devjournal.changes.draft import Draft
from devjournal.changes.thanks import mark_thanked
from tests.builders import NOW, bound, day, held, journal_of, person


def test_p072_the_day_of_the_first_thanks_is_kept() -> None:
    """A meeting is thanked for today, unless it was before."""
    new = held("priya-mentor-001", "09-01 15:00")
    old = held("priya-mentor-002", "10-01 15:00", thanked_on=day("10-02"))
    draft = Draft(journal_of(person(), bound(), new, old), NOW, lambda _: "k")
    mark_thanked(draft, new)
    mark_thanked(draft, old)
    (change,) = draft.operation("x").changes
    assert ("priya-mentor-001", NOW.date()) == (change.id, change.after.thanked_on)  # type: ignore[union-attr]  # it is a meeting
