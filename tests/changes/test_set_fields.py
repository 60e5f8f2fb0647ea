from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.draft import Draft
from devjournal.changes.set_fields import Path, set_fields
from devjournal.errors import Refused
from devjournal.models.people import Agreement, Ask
from tests.builders import (
    NOW,
    action,
    bound,
    day,
    goal,
    journal_of,
    meeting,
    objective,
    opportunity,
    person,
    profile,
    topic,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def after(stored: Stored[Any], values: dict[Path, Any]) -> Any:
    """Return a record once values are set in it."""
    draft = Draft(journal_of(stored), NOW, lambda _: "k")
    set_fields(draft, stored, values)
    return draft.journal.all(stored.kind)[stored.id].record


def test_fields_are_set_and_cleared() -> None:
    """A value takes the field's place; None leaves it as if it had never been set."""
    before = win("kwtz-it-went-well", "10-01", note="x", credit=("priya-nair",))
    record = after(before, {("so_what",): "less work", ("note",): None, ("credit",): None})
    assert ("less work", None, ()) == (record.so_what, record.note, record.credit)


def test_a_field_of_a_table_is_set_and_a_table_left_empty_goes() -> None:
    """`agreement.how` makes the table where there is none; clearing its last field drops it."""
    made = after(bound(), {("agreement", "how"): "video"})
    assert Agreement(how="video") == made.agreement
    kept = bound(ask=Ask(skill="x", focus="y"))
    assert Ask(focus="y") == after(kept, {("ask", "skill"): None}).ask
    assert after(bound(ask=Ask(skill="x")), {("ask", "skill"): None}).ask is None


@pytest.mark.parametrize(
    ("stored", "command"),
    [
        (action("kwtz-send-it"), "devjournal done · devjournal drop · devjournal postpone --to"),
        (action("kwtz-send-it", state="done"), "devjournal reopen"),
        (topic("kwtz-ask-it"), "devjournal log, or done · devjournal drop"),
        (meeting("priya-mentor-001", "10-15 15:00"), "devjournal log · devjournal cancel"),
        (bound(), "devjournal relationship pause · devjournal relationship renew"),
        (bound(state="candidate"), "devjournal ask sent · devjournal relationship start"),
        (goal(), "devjournal goal pause · devjournal goal achieve"),
        (objective(), "devjournal objective close --as met"),
        (opportunity("talk"), "devjournal opportunity propose · devjournal opportunity accept"),
    ],
)
def test_a_state_is_refused_with_the_commands_that_move_it(
    stored: Stored[Any], command: str
) -> None:
    """Nothing skips a move: the refusal names the commands for the state a record is in."""
    with pytest.raises(Refused) as refused:
        after(stored, {("state",): "closed"})
    assert (refused.value.hint or "").startswith(command)


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        (person(), "name"),
        (win("kwtz-x", "10-01"), "text"),
        (win("kwtz-x", "10-01"), "on"),
        (goal(), "title"),
        (meeting("priya-mentor-001", "10-15 15:00"), "at"),
    ],
)
def test_what_a_record_needs_can_not_be_cleared(stored: Stored[Any], name: str) -> None:
    """A required field keeps a value."""
    with pytest.raises(Refused, match=name):
        after(stored, {(name,): None})


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        (win("kwtz-x", "10-01"), "kind"),
        (profile(), "schema"),
        (action("kwtz-x"), "closed_on"),
        (goal(), "closed_why"),
        (bound(), "closed_as"),
    ],
)
def test_what_makes_a_record_what_it_is_can_not_be_set(stored: Stored[Any], name: str) -> None:
    """An entry's kind, the format's version and the closing of an open record are refused."""
    with pytest.raises(Refused, match=name):
        after(stored, {(name,): "x"})


def test_why_it_was_closed_can_be_told_afterwards() -> None:
    """The reason of a closed record may be put right."""
    done = action("kwtz-x", state="done", closed_on=day("10-01"))
    assert "late" == after(done, {("closed_why",): "late"}).closed_why


def test_p006_the_rules_of_practice_hold_for_set_too() -> None:
    """A target without a baseline is refused here as everywhere."""
    with pytest.raises(Refused, match="baseline"):
        after(goal(), {("target",): 5.0})
