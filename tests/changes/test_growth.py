"""Goals, skills, and the way back from a setback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.growth import (
    STARTER,
    add_skill,
    add_starters,
    look_back,
    retry_anew,
    retry_with,
)
from devjournal.changes.operation import Changes
from devjournal.errors import Refused, UsageError
from tests.builders import NOW, changes_of, each, entry, opportunity, skill

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def test_p106_the_starter_list_adds_what_is_not_there_yet() -> None:
    """The six skills to begin from are added once; one that is there stays as it is."""
    changes = changes_of(skill("financial-acumen", ("10-01", 3)))
    add_starters(changes)
    added = [change.id for change in changes.operation("x").changes]
    assert 6 == len(STARTER)
    assert 5 == len(added)
    assert "financial-acumen" not in added
    again = Changes(changes.journal, NOW, lambda _: "k")
    add_starters(again)
    assert () == again.operation("x").changes


@pytest.mark.parametrize("name", ["financial acumen", "Financial Acumen", "Fínancial acumen"])
def test_a_skill_is_there_once(name: str) -> None:
    """A second skill of the same name is refused, whatever its case and accents."""
    with pytest.raises(Refused) as refused:
        add_skill(changes_of(skill("financial-acumen")), name)
    assert "devjournal skill rate financial-acumen" in (refused.value.hint or "")


def setback(state: str = "rebuilding", **fields: Any) -> Stored[Any]:
    """Return a setback on the review that sank."""
    told = {"opportunity": "the-review", "state": state, **fields}
    return entry("setback", "bdfg-sank", "10-06", **told)


@pytest.mark.parametrize(
    ("scale", "smaller"), [("company", "org"), ("org", "team"), ("team", "team"), (None, None)]
)
def test_p020_a_retry_is_one_scale_smaller(scale: str | None, smaller: str | None) -> None:
    """Of the type of what sank and for its objective, unless told otherwise."""
    sank = opportunity("the-review", scale=scale, type="project", objective="cut-cost")
    changes = changes_of(sank, setback())
    ref = retry_anew(changes, setback(), "Small room", objective="other")
    made = changes.journal.all("opportunity")[ref.id].record
    assert (smaller, "project", "other", "the-review") == each(
        made, "scale type objective retry_of"
    )
    assert "retrying" == changes.journal.all("entry")["bdfg-sank"].record.state


def test_p020_a_retry_of_what_is_not_there_says_nothing_of_it() -> None:
    """A link to nothing is not handed on."""
    changes = changes_of(setback())
    ref = retry_anew(changes, setback(), "Small room")
    assert changes.journal.all("opportunity")[ref.id].record.retry_of is None


def test_p020_a_retry_never_leads_back_to_itself() -> None:
    """What sank as a retry of an earlier one is not tried again by that one."""
    first = opportunity("the-idea")
    sank = opportunity("the-review", retry_of="the-idea")
    with pytest.raises(UsageError, match="the-idea"):
        retry_with(changes_of(first, sank, setback()), setback(), first)


def test_p020_a_circle_in_the_files_ends() -> None:
    """Two that say they retry each other keep no third from being linked."""
    one = opportunity("the-review", retry_of="two")
    two = opportunity("two", retry_of="the-review")
    third = opportunity("third")
    changes = changes_of(one, two, third, setback())
    retry_with(changes, setback(), third)
    assert "the-review" == changes.journal.all("opportunity")["third"].record.retry_of


def test_p019_what_was_known_already_is_kept() -> None:
    """Feedback goes below what there is, a skill is named once, an approach replaces nothing."""
    known = setback("debriefed", feedback="Too long", gap_skills=("acumen",))
    changes = changes_of(known)
    told = {"new_approach": "One number", "gap_skills": ("acumen", "craft")}
    look_back(changes, known, "rebuild", "  Nobody saw it ", **told)
    record = changes.journal.all("entry")["bdfg-sank"].record
    assert ("Too long\nNobody saw it", ("acumen", "craft"), "One number") == each(
        record, "feedback gap_skills new_approach"
    )
    with pytest.raises(Refused):
        look_back(changes, setback("closed"), "rebuild", None)
