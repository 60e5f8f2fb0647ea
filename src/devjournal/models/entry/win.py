"""A win: what I achieved, in business words and numbers."""

from __future__ import annotations

from typing import Literal

from devjournal.frozen import dataclass
from devjournal.models.base import Table
from devjournal.models.entry.base import Entry
from devjournal.models.fields import PersonOrName, Scale, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Table):
    """A number that moved. (P011)"""

    metric: Words
    """What was measured."""

    before: float | None = None
    """Where it stood."""

    after: float | None = None
    """Where it stands now."""

    unit: str | None = None
    """Its unit."""

    lower_is_better: bool | None = None
    """Whether a fall is good; unset: the change is shown without a verdict."""

    @property
    def change(self) -> float | None:
        """The change as a part of where it stood; None if that can't be told."""
        if self.before is None or self.after is None or self.before == 0:
            return None
        return (self.after - self.before) / abs(self.before)

    @property
    def is_better(self) -> bool | None:
        """Whether it got better; None without a verdict, or without a change."""
        if self.lower_is_better is None or not self.change:
            return None
        return (self.change < 0) == self.lower_is_better


@dataclass(frozen=True, slots=True, kw_only=True)
class Win(Entry):
    """What I achieved. (P010, P011)"""

    kind: Literal["win"]
    """Always win."""

    so_what: str | None = None
    """What it means for the business. (P010)"""

    business_line: str | None = None
    """The win as a leader of the business would say it. (P011)"""

    served: Literal["team", "customer", "stakeholder"] | None = None
    """Whom it served. (P023)"""

    scale: Scale | None = None
    """How far it reached. (P016)"""

    credit: tuple[PersonOrName, ...] = ()
    """Who helped. (P103)"""

    evidence: str | None = None
    """What shows it."""

    note: str | None = None
    """A word on it; private."""

    numbers: tuple[Number, ...] = ()
    """The numbers that moved. (P011)"""
