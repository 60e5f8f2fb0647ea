"""A lesson."""

from __future__ import annotations

from typing import Literal

from devjournal.frozen import dataclass
from devjournal.models.entry.base import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(Entry):
    """What I learnt; private."""

    kind: Literal["lesson"]
    """Always lesson."""
