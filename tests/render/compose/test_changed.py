from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.models.base import replace
from devjournal.models.growth import Milestone
from devjournal.models.people import Agreement
from devjournal.render.compose.changed import compose_changed
from devjournal.render.document import text_of
from tests.builders import TODAY, action, bound, checkin, day, goal

if TYPE_CHECKING:
    from devjournal.models.base import Record


def told(before: Record | None, after: Record) -> list[str]:
    """Return the changes in words."""
    return [text_of(part) for part in compose_changed(before, after, TODAY)]


def with_(record: Any, **fields: Any) -> Any:
    """Return a record with fields replaced."""
    return replace(record, **fields)


def test_a_new_record_tells_all_but_its_headline() -> None:
    """What was understood of a new record is told, its title and its making are not."""
    record = goal(commitment=9, stretch=True, created=TODAY).record
    assert ["commitment 9", "stretch yes"] == told(None, record)


def test_a_field_that_differs_is_told_as_it_is_now() -> None:
    """Set, changed and cleared fields are told; what stays and what a move writes is not."""
    before = action("kwtz-a", "10-14", note="x", evidence="y").record
    after = with_(before, note=None, due=day("10-16"), state="done", closed_on=TODAY)
    assert ["due Fri 16 Oct 2026 (in 2 days)", "note cleared"] == told(before, after)


def test_of_a_list_of_tables_what_was_added_is_told() -> None:
    """A check-in is told alone, not with all that came before it."""
    before = goal("x", checkin("10-01", 3)).record
    after = with_(before, checkins=(*before.checkins, checkin("10-14", 4, health="at_risk")))
    assert ["checkin Wed 14 Oct 2026, value 4, health at_risk"] == told(before, after)


def test_of_a_table_the_fields_that_differ_are_told() -> None:
    """One field of an agreement is told without the others."""
    before = bound(agreement=Agreement(how="video", when="Thursdays")).record
    after = with_(before, agreement=Agreement(how="phone", when="Thursdays"))
    assert ["agreement how phone"] == told(before, after)


def test_a_long_text_is_cut() -> None:
    """The echo of a change is a line, not a page."""
    before = action("kwtz-a").record
    (part,) = told(before, with_(before, note="x" * 500))
    assert len("note ") + 60 == len(part)


def test_of_a_table_that_was_there_what_differs_is_told_with_its_title() -> None:
    """A milestone that is done is told by its title and its day, not with what it was before."""
    steps = (Milestone(title="Draft", due=day("10-20")), Milestone(title="Dry run"))
    before = goal(milestones=steps).record
    assert ["milestone Draft, done on Wed 14 Oct 2026"] == told(
        before, before.finish_milestone(0, TODAY)
    )
    more = before.add_milestone(Milestone(title="Sent", due=day("10-20")))
    assert ["milestone Sent, due Tue 20 Oct 2026"] == told(before, more)
