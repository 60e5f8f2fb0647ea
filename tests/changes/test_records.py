"""Records added and set; the profile of a new journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.records import (
    add_entry,
    set_fields,
)
from devjournal.models.people import Agreement, Ask
from tests.builders import (
    TODAY,
    action,
    bound,
    changes_of,
    day,
    person,
    win,
)

if TYPE_CHECKING:
    from devjournal.changes.operation import Changes
    from devjournal.journal.stored import Stored

PRIYA = (person(), bound())


def only_new(changes: Changes) -> Any:
    """Return the one record that a draft adds."""
    (change,) = changes.operation("x").changes
    assert change.before is None
    return change.after


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ((), None),
        (PRIYA, "priya-mentor"),
        ((*PRIYA, bound("priya-sponsor", kind="sponsor")), None),
        ((*PRIYA, bound("priya-first", state="closed")), "priya-mentor"),
        ((person(), bound(state="closed")), None),
    ],
)
def test_the_relationship_of_a_person_is_filled_in_where_only_one_is_open(
    records: tuple[Stored[Any], ...], expected: str | None
) -> None:
    """With exactly one open relationship there is no doubt; with none or several, no guess."""
    changes = changes_of(*records)
    add_entry(changes, "vouched", who_field="by", text="x", on=TODAY, by="priya-nair")
    assert expected == only_new(changes).relationship


def after_setting(stored: Stored[Any], name: str, value: Any) -> Any:
    """Return a record once a field is set; a dot in its name parts a table from its field."""
    changes = changes_of(stored)
    set_fields(changes, stored, {tuple(name.split(".")): value})
    return changes.journal.all(stored.kind)[stored.id].record


WIN = win("kwtz-it-went-well", "10-01", note="x", credit=("priya-nair",))
DONE = action("kwtz-x", state="done", closed_on=day("10-01"))


@pytest.mark.parametrize(
    ("stored", "name", "value", "field", "after"),
    [
        (WIN, "so_what", "less work", "so_what", "less work"),
        (WIN, "note", None, "note", None),
        (WIN, "credit", None, "credit", ()),
        (bound(), "agreement.how", "video", "agreement", Agreement(how="video")),
        (bound(ask=Ask(skill="x", focus="y")), "ask.skill", None, "ask", Ask(focus="y")),
        (bound(ask=Ask(skill="x")), "ask.skill", None, "ask", None),
        (DONE, "closed_why", "late", "closed_why", "late"),
    ],
)
def test_fields_are_set_and_cleared(
    stored: Stored[Any], name: str, value: Any, field: str, after: Any
) -> None:
    """None leaves a field as if it had never been set; a table comes and goes with its fields.

    The reason of a closed record may be put right.
    """
    assert after == getattr(after_setting(stored, name, value), field)
