"""Feedback: what somebody told me about my work, in their own words."""

from __future__ import annotations

from typing import Literal

from devjournal.frozen import dataclass
from devjournal.models.entry.base import Entry
from devjournal.models.fields import PersonOrName


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Entry):
    """What somebody told me; private. (P064, P109)"""

    kind: Literal["feedback"]
    """Always feedback."""

    given_by: PersonOrName | None = None
    """Who said it; me, where I said it to the one in its relationship. (P099)"""

    situation: str | None = None
    """Where and when it was."""

    behaviour: str | None = None
    """What I did."""

    impact: str | None = None
    """What it caused."""

    verbatim: str | None = None
    """The exact words, even where they sting. (P109)"""

    intent: Literal["reinforce", "redirect"] | None = None
    """Whether to go on so, or to change. (P109)"""
