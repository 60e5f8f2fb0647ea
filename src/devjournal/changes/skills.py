"""Naming skills, and rating them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.errors import Refused
from devjournal.journal.names import fold
from devjournal.models.growth import Rating, Skill

if TYPE_CHECKING:
    from devjournal.changes.draft import Draft
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored

STARTER: tuple[str, ...] = (
    "leadership",
    "financial acumen",
    "communication",
    "technology",
    "innovation",
    "operational excellence",
)
"""The skills to begin from. (P106)"""


def add_skill(draft: Draft, name: str, rating: Rating | None = None, **facts: Any) -> Ref:
    """Draft a skill with its first rating, the baseline that a target needs (P006).

    Raises Refused for a name that is there already, whatever its case and accents.
    """
    known = skill_called(draft.journal, name)
    if known:
        raise Refused(
            f"there is a skill {known.id} already",
            hint=f"rate it: devjournal skill rate {known.id} 3",
        )
    ratings = (rating,) if rating else ()
    return draft.add("skill", Skill(name=name, ratings=ratings, **facts))


def add_starters(draft: Draft) -> None:
    """Draft every skill of the starter list that is not there yet."""
    for name in STARTER:
        if skill_called(draft.journal, name) is None:
            draft.add("skill", Skill(name=name))


def rate_skill(draft: Draft, stored: Stored[Skill], rating: Rating) -> None:
    """Draft a rating of a skill."""
    draft.change(stored, stored.record.rate(rating))


def skill_called(journal: Journal, name: str) -> Stored[Skill] | None:
    """Return the skill of that name, whatever its case and accents; None if there is none."""
    fitting = (one for one in journal.skills if fold(one.record.name) == fold(name))
    return next(fitting, None)
