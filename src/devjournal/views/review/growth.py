"""Growth in skills: from where to where in a period, and what showed it. (P006, P086)"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models import skill as record
    from devjournal.views.review.wins import Win


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A level on a day; `by` is a name, None where I rated myself or nobody is named."""

    on: dt.date
    level: int
    by: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A skill that was rated in the period.

    `baseline` is the level when the period began, else its first; levels are 1 to 5.
    `refs` are the skill and the wins that show it.
    """

    name: str
    baseline: int
    level: int
    target: int | None
    ratings: tuple[Rating, ...]
    wins: tuple[Ref, ...]
    refs: tuple[Ref, ...]


def build_growth(journal: Journal, period: Period, wins: Sequence[Win]) -> tuple[Growth, ...]:
    """Return every skill that was rated in a period, the most important first."""
    skills = sorted(journal.skills, key=lambda one: (-(one.record.importance or 0), one.id))
    found = (_growth(journal, skill, period, wins) for skill in skills)
    return tuple(growth for growth in found if growth)


def _growth(
    journal: Journal, skill: Stored[record.Skill], period: Period, wins: Sequence[Win]
) -> Growth | None:
    ratings = sorted(skill.record.ratings, key=lambda rating: rating.on)
    during = [rating for rating in ratings if rating.on in period]
    if not during:
        return None
    before = [rating for rating in ratings if rating.on < period.first]
    showing = tuple(win.ref for win in wins if win.skill == skill.id)
    return Growth(
        name=skill.record.name,
        baseline=(before[-1] if before else during[0]).level,
        level=during[-1].level,
        target=skill.record.target,
        ratings=tuple(_rating(journal, rating) for rating in during),
        wins=showing,
        refs=(skill.ref, *showing),
    )


def _rating(journal: Journal, rating: record.Rating) -> Rating:
    other = rating.by if rating.by != "me" else None
    return Rating(
        on=rating.on,
        level=rating.level,
        by=journal.name_of(other) if other else None,
        evidence=rating.evidence,
    )
