from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.draft import Draft
from devjournal.changes.setbacks import rebuild, retry_anew, retry_with
from devjournal.errors import Refused, UsageError
from tests.builders import NOW, entry, journal_of, opportunity

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def setback(state: str = "rebuilding", **fields: Any) -> Stored[Any]:
    """Return a setback on the review that sank."""
    told = {"opportunity": "the-review", "state": state, **fields}
    return entry("setback", "bdfg-sank", "10-06", **told)


def draft_of(*stored: Stored[Any]) -> Draft:
    """Return a draft on a journal of these records."""
    return Draft(journal_of(*stored), NOW, lambda _: "k")


@pytest.mark.parametrize(
    ("scale", "smaller"), [("company", "org"), ("org", "team"), ("team", "team"), (None, None)]
)
def test_p020_a_retry_is_one_scale_smaller(scale: str | None, smaller: str | None) -> None:
    """Of the type of what sank and for its objective, unless told otherwise."""
    sank = opportunity("the-review", scale=scale, type="project", objective="cut-cost")
    draft = draft_of(sank, setback())
    ref = retry_anew(draft, setback(), "Small room", objective="other")
    made = draft.journal.all("opportunity")[ref.id].record
    assert (smaller, "project", "other", "the-review") == (
        made.scale,
        made.type,
        made.objective,
        made.retry_of,
    )
    assert "retrying" == draft.journal.all("entry")["bdfg-sank"].record.state


def test_p020_a_retry_of_what_is_not_there_says_nothing_of_it() -> None:
    """A link to nothing is not handed on."""
    draft = draft_of(setback())
    ref = retry_anew(draft, setback(), "Small room")
    assert draft.journal.all("opportunity")[ref.id].record.retry_of is None


def test_p020_a_retry_never_leads_back_to_itself() -> None:
    """What sank as a retry of an earlier one is not tried again by that one."""
    first = opportunity("the-idea")
    sank = opportunity("the-review", retry_of="the-idea")
    with pytest.raises(UsageError, match="the-idea"):
        retry_with(draft_of(first, sank, setback()), setback(), first)


def test_p020_a_circle_in_the_files_ends() -> None:
    """Two that say they retry each other keep no third from being linked."""
    one = opportunity("the-review", retry_of="two")
    two = opportunity("two", retry_of="the-review")
    third = opportunity("third")
    draft = draft_of(one, two, third, setback())
    retry_with(draft, setback(), third)
    assert "the-review" == draft.journal.all("opportunity")["third"].record.retry_of


def test_p019_what_was_known_already_is_kept() -> None:
    """Feedback goes below what there is, a skill is named once, an approach replaces nothing."""
    known = setback("debriefed", feedback="Too long", gap_skills=("acumen",))
    draft = draft_of(known)
    rebuild(draft, known, "One number", ("acumen", "craft"), "  Nobody saw it ")
    record = draft.journal.all("entry")["bdfg-sank"].record
    assert ("Too long\nNobody saw it", ("acumen", "craft"), "One number") == (
        record.feedback,
        record.gap_skills,
        record.new_approach,
    )
    with pytest.raises(Refused):
        rebuild(draft, setback("closed"), "x", (), None)
