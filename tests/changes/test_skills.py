from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.draft import Draft
from devjournal.changes.skills import STARTER, add_skill, add_starters, rate_skill
from devjournal.errors import Refused
from devjournal.models.growth import Rating
from tests.builders import NOW, TODAY, journal_of, skill

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def draft_of(*stored: Stored[Any]) -> Draft:
    """Return a draft on a journal of these records."""
    return Draft(journal_of(*stored), NOW, lambda _: "k")


def test_p106_the_starter_list_adds_what_is_not_there_yet() -> None:
    """The six skills to begin from are added once; one that is there stays as it is."""
    draft = draft_of(skill("financial-acumen", ("10-01", 3)))
    add_starters(draft)
    added = [change.id for change in draft.operation("x").changes]
    assert 6 == len(STARTER)
    assert 5 == len(added)
    assert "financial-acumen" not in added
    again = Draft(draft.journal, NOW, lambda _: "k")
    add_starters(again)
    assert () == again.operation("x").changes


@pytest.mark.parametrize("name", ["financial acumen", "Financial Acumen", "Fínancial acumen"])
def test_a_skill_is_there_once(name: str) -> None:
    """A second skill of the same name is refused, whatever its case and accents."""
    with pytest.raises(Refused) as refused:
        add_skill(draft_of(skill("financial-acumen")), name)
    assert "devjournal skill rate financial-acumen" in (refused.value.hint or "")


def test_p006_a_target_needs_a_level() -> None:
    """A target without a first rating is refused; with one it is the baseline."""
    with pytest.raises(Refused, match="level to start from"):
        add_skill(draft_of(), "forecasting", target=4)
    draft = draft_of()
    add_skill(draft, "forecasting", Rating(on=TODAY, level=2), target=4)
    assert 2 == draft.journal.all("skill")["forecasting"].record.baseline


def test_a_rating_is_added_and_the_latest_one_counts() -> None:
    """Ratings are kept; of two on one day the one given last is the level."""
    stored = skill("forecasting", ("09-01", 1))
    draft = draft_of(stored)
    rate_skill(draft, stored, Rating(on=TODAY, level=2))
    rate_skill(draft, draft.journal.all("skill")["forecasting"], Rating(on=TODAY, level=3))
    rated = draft.journal.all("skill")["forecasting"].record
    assert (3, 3) == (len(rated.ratings), rated.level)
