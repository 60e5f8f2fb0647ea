"""An assessment: a dated look at where I stand."""

from __future__ import annotations

from typing import Literal

from devjournal.frozen import dataclass
from devjournal.models.entry.base import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Entry):
    """Where I stand, on one page; private. (P005)"""

    kind: Literal["assessment"]
    """Always assessment."""

    accomplishments: tuple[str, ...] = ()
    """What I have done."""

    impact: tuple[str, ...] = ()
    """What it changed."""

    improve: tuple[str, ...] = ()
    """What I need to improve."""
