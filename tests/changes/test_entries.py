from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.draft import Draft
from devjournal.changes.entries import add_entry, only_open_with
from tests.builders import NOW, TODAY, bound, journal_of, person

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

PRIYA = (person(), bound())


def draft_of(*stored: Stored[Any]) -> Draft:
    """Return a draft on a journal of these records that always draws the letter k."""
    return Draft(journal_of(*stored), NOW, lambda _: "k")


def only_new(draft: Draft) -> Any:
    """Return the one record that a draft adds."""
    (change,) = draft.operation("x").changes
    assert change.before is None
    return change.after


@pytest.mark.parametrize("kind", ["win", "feedback", "lesson", "vouched", "gave", "note"])
def test_an_entry_is_added_with_its_kind_and_its_id_from_its_text(kind: str) -> None:
    """Each kind of entry becomes one new record whose id tells what it says."""
    draft = draft_of()
    ref = add_entry(draft, kind, text="It went well", on=TODAY)
    assert ("entry", "kkkk-it-went-well") == (ref.kind, ref.id)
    assert (kind, TODAY) == (only_new(draft).kind, only_new(draft).created)


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
    draft = draft_of(*records)
    add_entry(draft, "vouched", with_person="by", text="x", on=TODAY, by="priya-nair")
    assert expected == only_new(draft).relationship


def test_a_relationship_that_was_given_stays() -> None:
    """What was said wins over what could be filled in."""
    draft = draft_of(*PRIYA, person("tomas-heaney"), bound("tomas-sponsor", "tomas-heaney"))
    add_entry(
        draft,
        "vouched",
        with_person="by",
        text="x",
        on=TODAY,
        by="priya-nair",
        relationship="tomas-sponsor",
    )
    assert "tomas-sponsor" == only_new(draft).relationship


def test_nobody_has_no_relationship() -> None:
    """Without a person there is nothing to fill in."""
    assert only_open_with(journal_of(*PRIYA), None) is None
