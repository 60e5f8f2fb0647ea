"""A resource: something to read, watch or listen to."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from devjournal.frozen import dataclass
from devjournal.models.entry.base import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(Entry):
    """Something to learn from. (P027, P045)"""

    kind: Literal["resource"]
    """Always resource."""

    title: str | None = None
    """What it is called."""

    author: str | None = None
    """Who made it."""

    source: str | None = None
    """Where it appeared."""

    link: str | None = None
    """Where it is."""

    read_on: dt.date | None = None
    """Day on which I read it."""
