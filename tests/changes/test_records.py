"""Records added, set, shared; the profile of a new journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.records import (
    add_action,
    add_entry,
    linked_relationship,
    new_profile,
    set_fields,
    share,
    unshare,
)
from devjournal.errors import Refused, UsageError
from devjournal.models.people import Agreement, Ask
from tests.builders import (
    TODAY,
    action,
    bound,
    changes_of,
    day,
    each,
    entry,
    goal,
    meeting,
    objective,
    opportunity,
    person,
    profile,
    topic,
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
    ("due", "expected", "is_due"),
    [(None, "10-15", "10-15"), ("10-20", "10-15", "10-20"), (None, None, None)],
)
def test_p070_it_is_due_at_the_next_meeting(
    due: str | None, expected: str | None, is_due: str | None
) -> None:
    """Unless it says when."""
    days = [day(one) if one else None for one in (due, expected, is_due)]
    changes = changes_of(*PRIYA)
    add_action(changes, due=days[0], expected=days[1], title="Rebuild slide 2", owner="me")
    assert days[2] == only_new(changes).due


@pytest.mark.parametrize("kind", ["win", "feedback", "lesson", "vouched", "gave", "note"])
def test_an_entry_is_added_with_its_kind_and_its_id_from_its_text(kind: str) -> None:
    """Each kind of entry becomes one new record whose id tells what it says."""
    changes = changes_of()
    ref = add_entry(changes, kind, text="It went well", on=TODAY)
    assert ("entry", "kkkk-it-went-well") == (ref.kind, ref.id)
    assert (kind, TODAY) == each(only_new(changes), "kind created")


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
    add_entry(changes, "vouched", with_person="by", text="x", on=TODAY, by="priya-nair")
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


@pytest.mark.parametrize(
    ("stored", "command"),
    [
        (action("kwtz-send-it"), "devjournal done · devjournal drop · devjournal postpone --to"),
        (action("kwtz-send-it", state="done"), "devjournal reopen"),
        (topic("kwtz-ask-it"), "devjournal log, or done · devjournal drop"),
        (bound(state="candidate"), "devjournal ask sent · devjournal relationship start"),
        (opportunity("talk"), "devjournal opportunity propose · devjournal opportunity accept"),
    ],
)
def test_a_state_is_refused_with_the_commands_that_move_it(
    stored: Stored[Any], command: str
) -> None:
    """Nothing skips a move: the refusal names the commands for the state a record is in."""
    with pytest.raises(Refused) as refused:
        after_setting(stored, "state", "closed")
    assert (refused.value.hint or "").startswith(command)


@pytest.mark.parametrize(
    ("stored", "name", "value", "why"),
    [
        (person(), "name", None, "name can't be cleared"),
        (WIN, "on", None, "on can't be cleared"),
        (meeting("priya-mentor-001", "10-15 15:00"), "at", None, "at can't be cleared"),
        (WIN, "kind", "x", "kind of"),
        (profile(), "schema", "x", "schema of"),
        (action("kwtz-x"), "closed_on", "x", "is open: it has no closed_on"),
        (goal(), "closed_why", "x", "is active: it has no closed_why"),
        (bound(), "closed_as", "x", "is active: it has no closed_as"),
        (goal(), "target", 5.0, "baseline"),
    ],
)
def test_what_a_record_needs_is_not_set(
    stored: Stored[Any], name: str, value: Any, why: str
) -> None:
    """A required field, what makes a record what it is, and the closing of an open one stay.

    The rules of practice hold for `set` too (P006).
    """
    with pytest.raises(Refused, match=why):
        after_setting(stored, name, value)


PEOPLE = (person(), bound(), person("tomas-heaney"), bound("tomas-sponsor", "tomas-heaney"))
LESSON = entry("lesson", "kwtz-count-first", "10-01")


@pytest.mark.parametrize(
    ("stored", "readers", "visibility"),
    [
        (LESSON, ("priya-mentor", "manager"), ("priya-mentor", "manager")),
        (goal(objective="cut-cost"), ("tomas-sponsor",), ("manager", "tomas-sponsor")),
        (win("kwtz-it", "10-01"), ("priya-mentor", "exec"), None),
        (win("kwtz-it", "10-01", visibility="shared"), ("priya-mentor", "exec"), "shared"),
    ],
)
def test_sharing_names_the_reader(
    stored: Stored[Any], readers: tuple[str, ...], visibility: Any
) -> None:
    """Whoever saw it by default still does; what all of them see already is left as it is."""
    changes = changes_of(*PEOPLE, objective(), stored)
    share(changes, stored, readers)
    assert visibility == changes.journal.all(stored.kind)[stored.id].record.visibility


def test_the_profile_is_not_shared() -> None:
    """Every page bears the name; the rest of the profile has its readers in the table."""
    with pytest.raises(Refused):
        share(changes_of(), profile(), ["manager"])
    with pytest.raises(Refused):
        unshare(changes_of(), profile())


@pytest.mark.parametrize(
    ("stored", "relationship"),
    [
        (bound(), "priya-mentor"),
        (goal(relationship="priya-mentor"), "priya-mentor"),
        (LESSON, None),
        (person(), None),
    ],
)
def test_the_relationship_that_a_record_belongs_to(
    stored: Stored[Any], relationship: str | None
) -> None:
    """A relationship is its own; a record names its own; what has none has none."""
    assert relationship == linked_relationship(stored)


@pytest.mark.parametrize("zone", ["Europe/Dublim", "../../etc/passwd", "", "/etc/localtime"])
def test_a_time_zone_that_is_none_is_refused(zone: str) -> None:
    """It says what would do."""
    with pytest.raises(UsageError, match="there is no such time zone") as refused:
        new_profile("Robin Vale", role=None, aspiration=None, timezone=zone, today=TODAY)
    assert "such as Europe/Dublin" == refused.value.hint
