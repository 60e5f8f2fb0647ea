"""A note."""

from __future__ import annotations

import dataclasses
from typing import Literal

from devjournal.records.entry.base import Entry


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Note(Entry):
    """A note to myself; private."""

    kind: Literal["note"]
    """Always note."""
