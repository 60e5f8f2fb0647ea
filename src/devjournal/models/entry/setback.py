"""A setback: what went wrong, and the way back in four stages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal

from devjournal.frozen import dataclass
from devjournal.models.base import Stateful
from devjournal.models.entry.base import Entry
from devjournal.models.fields import SkillOrName


@dataclass(frozen=True, slots=True, kw_only=True)
class Setback(Entry, Stateful):
    """What went wrong, taken through processing, debrief, rebuilding and a retry; private."""

    STATES: ClassVar[tuple[str, ...]] = (
        "processing",
        "debriefed",
        "rebuilding",
        "retrying",
        "closed",
    )
    OPEN: ClassVar[tuple[str, ...]] = ("processing", "debriefed", "rebuilding", "retrying")
    MOVES: ClassVar[Mapping[str, tuple[tuple[str, ...], str]]] = {
        "debrief": (("processing",), "debriefed"),
        "rebuild": (("processing", "debriefed"), "rebuilding"),
        "retry": (("rebuilding",), "retrying"),
        "close": (("processing", "debriefed", "rebuilding", "retrying"), "closed"),
        "reopen": (("closed",), "debriefed"),
    }

    kind: Literal["setback"]
    """Always setback."""

    state: Literal["processing", "debriefed", "rebuilding", "retrying", "closed"] = "processing"
    """Which stage it is in. (P018, P019, P020)"""

    processing_until: dt.date | None = None
    """Until this day nothing nags about it. (P018)"""

    feedback: str | None = None
    """What I was told about it. (P019)"""

    gap_skills: tuple[SkillOrName, ...] = ()
    """The skills that were missing. (P019)"""

    new_approach: str | None = None
    """What I do differently next time. (P019)"""

    closed_on: dt.date | None = None
    """Day on which it was closed."""

    closed_why: str | None = None
    """Why it was closed; never shown to anybody else."""

    def debrief(self, on: dt.date, feedback: str | None = None) -> Setback:
        """Look back at it with somebody, once the sting is over. (P018)"""
        return self._moved("debrief", on=on, feedback=feedback or self.feedback)

    def rebuild(
        self, on: dt.date, new_approach: str | None = None, gap_skills: tuple[str, ...] = ()
    ) -> Setback:
        """Change the approach, and name the skills that were missing. (P019)"""
        skills = tuple(dict.fromkeys((*self.gap_skills, *gap_skills)))
        approach = new_approach or self.new_approach
        return self._moved("rebuild", on=on, new_approach=approach, gap_skills=skills)

    def retry(self, on: dt.date) -> Setback:
        """Try again, at a smaller scale first. (P020)"""
        return self._moved("retry", on=on)

    def close(self, on: dt.date, why: str | None = None) -> Setback:
        """Leave it behind."""
        return self._moved("close", on=on, why=why)

    def reopen(self, on: dt.date) -> Setback:
        """Come back to it, as debriefed."""
        return self._moved("reopen", on=on)
