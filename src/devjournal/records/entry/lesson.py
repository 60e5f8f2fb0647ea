"""A lesson."""

from __future__ import annotations

import dataclasses
from typing import Literal

from devjournal.records.entry.base import Entry


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(Entry):
    """What I learnt; private."""

    kind: Literal["lesson"]
    """Always lesson."""
