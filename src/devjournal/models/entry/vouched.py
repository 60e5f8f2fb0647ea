"""Vouched: somebody spent their name or their network on me."""

from __future__ import annotations

from typing import Literal

from devjournal.frozen import dataclass
from devjournal.models.entry.base import Entry
from devjournal.models.fields import PersonOrName


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched(Entry):
    """Who put me in which room, and how. (P001, P003, P046)"""

    kind: Literal["vouched"]
    """Always vouched."""

    by: PersonOrName | None = None
    """Who did it; me, where I did it for the one in its relationship. (P094)"""

    act: (
        Literal[
            "visibility", "introduction", "opportunity", "recommendation", "placement", "promotion"
        ]
        | None
    ) = None
    """What they did. (P003, P040, P048)"""

    via: Literal["network", "status"] | None = None
    """What they spent. (P046)"""

    risk_taken: str | None = None
    """What they risked. (P040)"""
