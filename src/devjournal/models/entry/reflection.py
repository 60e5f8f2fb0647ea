"""A reflection."""

from __future__ import annotations

from typing import Literal

from devjournal.frozen import dataclass
from devjournal.models.entry.base import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection(Entry):
    """A look back at an entry, or at myself; private. (P109)"""

    kind: Literal["reflection"]
    """Always reflection."""
