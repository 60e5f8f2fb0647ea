"""A skill: where I stand in it, where I want to be, and how I know."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import ClassVar

from devjournal.frozen import dataclass
from devjournal.models.base import Record, Table
from devjournal.models.fields import FiveScale, PersonOrName, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Table):
    """Where I stood on a day, who says so, and what showed it."""

    on: dt.date
    """Day of the rating."""

    level: FiveScale
    """1 (new to it) to 5 (others learn it from me)."""

    by: PersonOrName | None = None
    """Who rated it; unset: me."""

    evidence: str | None = None
    """What showed it. (P087)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill(Record):
    """A skill that I build. (P086, P106)"""

    TITLE: ClassVar[str] = "name"

    name: Words
    """What it is called."""

    importance: FiveScale | None = None
    """How much it matters for where I want to go. (P086)"""

    target: FiveScale | None = None
    """The level that I want to reach. (P006)"""

    owners: tuple[PersonOrName, ...] = ()
    """Who answers for it in my succession plan. (P102)"""

    ratings: tuple[Rating, ...] = ()
    """Where I stood, day by day."""

    @property
    def baseline(self) -> int | None:
        """The first level that was rated."""
        return min(self.ratings, key=_day).level if self.ratings else None

    @property
    def level(self) -> int | None:
        """The latest level that was rated."""
        return max(reversed(self.ratings), key=_day).level if self.ratings else None

    def rate(self, rating: Rating) -> Skill:
        """Add a rating."""
        return dataclasses.replace(self, ratings=(*self.ratings, rating))


def _day(rating: Rating) -> dt.date:
    return rating.on
