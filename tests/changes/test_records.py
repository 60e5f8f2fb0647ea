"""Records added, set, moved and shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.operation import Changes
from devjournal.changes.records import (
    Path,
    add_action,
    add_entry,
    drop,
    linked_relationship,
    new_profile,
    reopen,
    set_fields,
    share,
    unshare,
)
from devjournal.errors import Refused, UsageError
from devjournal.models.people import Agreement, Ask
from tests.builders import (
    NOW,
    TODAY,
    action,
    bound,
    changes_of,
    day,
    entry,
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


def added(**facts: Any) -> Any:
    """Return the action that these facts make."""
    changes = Changes(journal_of(person(), bound()), NOW, lambda _: "k")
    usual = {"due": None, "expected": None, "title": "Rebuild slide 2", "owner": "me"}
    ref = add_action(changes, **{**usual, **facts})
    return changes.journal.all("action")[ref.id].record


def test_p070_it_is_due_at_the_next_meeting() -> None:
    """Unless it says when."""
    assert day("10-15") == added(expected=day("10-15")).due
    assert day("10-20") == added(due=day("10-20"), expected=day("10-15")).due
    assert added().due is None


PRIYA = (person(), bound())


def only_new(changes: Changes) -> Any:
    """Return the one record that a draft adds."""
    (change,) = changes.operation("x").changes
    assert change.before is None
    return change.after


@pytest.mark.parametrize("kind", ["win", "feedback", "lesson", "vouched", "gave", "note"])
def test_an_entry_is_added_with_its_kind_and_its_id_from_its_text(kind: str) -> None:
    """Each kind of entry becomes one new record whose id tells what it says."""
    changes = changes_of()
    ref = add_entry(changes, kind, text="It went well", on=TODAY)
    assert ("entry", "kkkk-it-went-well") == (ref.kind, ref.id)
    assert (kind, TODAY) == (only_new(changes).kind, only_new(changes).created)


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


def after_setting(stored: Stored[Any], values: dict[Path, Any]) -> Any:
    """Return a record once values are set in it."""
    changes = Changes(journal_of(stored), NOW, lambda _: "k")
    set_fields(changes, stored, values)
    return changes.journal.all(stored.kind)[stored.id].record


def test_fields_are_set_and_cleared() -> None:
    """A value takes the field's place; None leaves it as if it had never been set."""
    before = win("kwtz-it-went-well", "10-01", note="x", credit=("priya-nair",))
    record = after_setting(before, {("so_what",): "less work", ("note",): None, ("credit",): None})
    assert ("less work", None, ()) == (record.so_what, record.note, record.credit)


def test_a_field_of_a_table_is_set_and_a_table_left_empty_goes() -> None:
    """`agreement.how` makes the table where there is none; clearing its last field drops it."""
    made = after_setting(bound(), {("agreement", "how"): "video"})
    assert Agreement(how="video") == made.agreement
    kept = bound(ask=Ask(skill="x", focus="y"))
    assert Ask(focus="y") == after_setting(kept, {("ask", "skill"): None}).ask
    assert after_setting(bound(ask=Ask(skill="x")), {("ask", "skill"): None}).ask is None


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
        after_setting(stored, {("state",): "closed"})
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
        after_setting(stored, {(name,): None})


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
        after_setting(stored, {(name,): "x"})


def test_why_it_was_closed_can_be_told_afterwards() -> None:
    """The reason of a closed record may be put right."""
    done = action("kwtz-x", state="done", closed_on=day("10-01"))
    assert "late" == after_setting(done, {("closed_why",): "late"}).closed_why


def test_p006_the_rules_of_practice_hold_for_set_too() -> None:
    """A target without a baseline is refused here as everywhere."""
    with pytest.raises(Refused, match="baseline"):
        after_setting(goal(), {("target",): 5.0})


def moved(changes: Changes) -> Any:
    """Return the one record that a draft changes, as it is then."""
    (change,) = changes.operation("x").changes
    return change.after


@pytest.mark.parametrize(
    "closed",
    [
        action("kwdf-draft", state="done", closed_on=TODAY),
        topic("vnpl-forecast", state="dropped", closed_on=TODAY, closed_why="old"),
        goal("lead", state="dropped", closed_on=TODAY),
        objective("cut", state="met", closed_on=TODAY),
        meeting("priya-mentor-001", "10-12 15:00", state="missed", closed_on=TODAY),
    ],
    ids=lambda stored: str(stored.kind),
)
def test_what_was_closed_opens_again(closed: Stored[Any]) -> None:
    """It is as it was before: no day and no reason of its end stay."""
    changes = changes_of(closed)
    reopen(changes, closed)
    assert moved(changes).is_open
    assert (None, None) == (moved(changes).closed_on, moved(changes).closed_why)


@pytest.mark.parametrize("move", [reopen, lambda changes, stored: drop(changes, stored, None)])
def test_what_has_no_states_does_not_move(move: Any) -> None:
    """A person is neither dropped nor taken up again."""
    with pytest.raises(Refused, match="a person has no states"):
        move(changes_of(), person())


PEOPLE = (person(), bound(), person("tomas-heaney"), bound("tomas-sponsor", "tomas-heaney"))
LESSON = entry("lesson", "kwtz-count-first", "10-01")


def shared(stored: Stored[Any], *readers: str) -> Any:
    """Return what a record's visibility says once it is shared with readers."""
    changes = Changes(journal_of(*PEOPLE, objective(), stored), NOW, lambda _: "k")
    share(changes, stored, readers)
    return changes.journal.all(stored.kind)[stored.id].record.visibility


def test_sharing_names_the_reader() -> None:
    """What is private by its kind is seen by those it is shared with, and by nobody else."""
    assert ("priya-mentor", "manager") == shared(LESSON, "priya-mentor", "manager")


def test_whoever_saw_it_by_default_still_does() -> None:
    """A list of readers replaces the default, so those of the default are put on it."""
    before = goal(objective="cut-cost")
    assert ("manager", "tomas-sponsor") == shared(before, "tomas-sponsor")


@pytest.mark.parametrize("visibility", [None, "shared"])
def test_what_they_see_already_is_left_as_it_is(visibility: str | None) -> None:
    """A win reaches every reader: to share it with one must not take it from the others."""
    before = win("kwtz-it-went-well", "10-01", visibility=visibility)
    assert visibility == shared(before, "priya-mentor", "exec")


def test_the_profile_is_not_shared() -> None:
    """Every page bears the name; the rest of the profile has its readers in the table."""
    with pytest.raises(Refused):
        shared(profile(), "manager")
    with pytest.raises(Refused):
        unshare(Changes(journal_of(), NOW, lambda _: "k"), profile())


def test_the_relationship_that_a_record_belongs_to() -> None:
    """A relationship is its own; a record names its own; what has none has none."""
    assert "priya-mentor" == linked_relationship(bound())
    assert "priya-mentor" == linked_relationship(goal(relationship="priya-mentor"))
    assert linked_relationship(LESSON) is None
    assert linked_relationship(person()) is None


@pytest.mark.parametrize("zone", ["Europe/Dublim", "../../etc/passwd", "", "/etc/localtime"])
def test_a_time_zone_that_is_none_is_refused(zone: str) -> None:
    """It says what would do."""
    with pytest.raises(UsageError, match="there is no such time zone") as refused:
        new_profile("Robin Vale", role=None, aspiration=None, timezone=zone, today=TODAY)
    assert "such as Europe/Dublin" == refused.value.hint
