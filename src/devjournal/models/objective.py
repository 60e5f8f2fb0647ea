"""An objective: what the business wants, by a number that can be checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal

from devjournal.frozen import dataclass
from devjournal.models.base import StatefulRecord
from devjournal.models.fields import PersonOrName, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(StatefulRecord):
    """An objective of the business that my work serves. (P009)"""

    STATES: ClassVar[tuple[str, ...]] = ("open", "met", "missed", "dropped")
    OPEN: ClassVar[tuple[str, ...]] = ("open",)
    MOVES: ClassVar[Mapping[str, tuple[tuple[str, ...], str]]] = {
        "meet": (("open",), "met"),
        "miss": (("open",), "missed"),
        "drop": (("open",), "dropped"),
        "reopen": (("met", "missed", "dropped"), "open"),
    }

    title: Words
    """What the business wants."""

    kpi: str | None = None
    """The number that shows it. (P009)"""

    unit: str | None = None
    """The unit of that number."""

    baseline: float | None = None
    """Where the number stood."""

    target: float | None = None
    """Where it is to be."""

    owner: PersonOrName | None = None
    """Who answers for it."""

    period: str | None = None
    """When: 2026, 2026-H1 or 2026-Q4."""

    state: Literal["open", "met", "missed", "dropped"] = "open"
    """Where it is in its life."""

    def meet(self, on: dt.date, why: str | None = None) -> Objective:
        """Call it met; raises Refused from a state that can't."""
        return self._moved("meet", on=on, why=why)

    def miss(self, on: dt.date, why: str | None = None) -> Objective:
        """Call it missed; raises Refused from a state that can't."""
        return self._moved("miss", on=on, why=why)

    def reopen(self, on: dt.date) -> Objective:
        """Take it up again."""
        return self._moved("reopen", on=on)

    def drop(self, on: dt.date, why: str | None = None) -> Objective:
        """Give it up."""
        return self._moved("drop", on=on, why=why)
