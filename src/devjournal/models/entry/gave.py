"""Gave: what I did for somebody else."""

from __future__ import annotations

from typing import Literal

from devjournal.frozen import dataclass
from devjournal.models.entry.base import Entry
from devjournal.models.fields import PersonOrName


@dataclass(frozen=True, slots=True, kw_only=True)
class Gave(Entry):
    """What I gave. (P023, P026, P110)"""

    kind: Literal["gave"]
    """Always gave."""

    who: PersonOrName | None = None
    """To whom."""

    what: str | None = None
    """What it was: time, a review, an introduction."""
