"""A reflection."""

from __future__ import annotations

import dataclasses
from typing import Literal

from devjournal.records.entry.base import Entry


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reflection(Entry):
    """A look back at an entry, or at myself; private. (P109)"""

    kind: Literal["reflection"]
    """Always reflection."""
