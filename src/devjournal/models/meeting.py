"""A meeting: planned, then held and logged, or cancelled, or missed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from devjournal.frozen import dataclass
from devjournal.models.base import StatefulRecord, Table
from devjournal.models.fields import FiveScale, Minutes, Percent, RelationshipLink

Received = Literal["listened", "experience", "advice", "question", "resource", "introduction"]
SelfCheck = Literal["prepared", "honest", "present", "consistent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentMove(Table):
    """A meeting that moved."""

    was: dt.datetime
    """When it was to be."""

    now: dt.datetime
    """When it is to be instead."""

    why: str | None = None
    """Why; private."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(StatefulRecord):
    """One meeting of a relationship."""

    TITLE: ClassVar[str] = "relationship"
    STATES: ClassVar[tuple[str, ...]] = ("planned", "held", "cancelled", "missed")
    OPEN: ClassVar[tuple[str, ...]] = ("planned",)
    MOVES: ClassVar[Mapping[str, tuple[tuple[str, ...], str]]] = {
        "hold": (("planned", "cancelled", "missed"), "held"),
        "cancel": (("planned",), "cancelled"),
        "miss": (("planned",), "missed"),
        "postpone": (("planned",), "planned"),
        "reopen": (("cancelled", "missed"), "planned"),
    }

    relationship: RelationshipLink
    """With whom."""

    at: dt.datetime
    """When it begins, with its offset."""

    kind: Literal["session", "one_to_one", "debrief"] | None = None
    """What it is; a usual one-to-one with my manager is kept apart. (P083)"""

    minutes: Minutes | None = None
    """How long, in minutes. (P053)"""

    developmental_minutes: Minutes | None = None
    """How many of them were about my growth. (P083)"""

    channel: str | None = None
    """How we met: video, phone, in person. (P056)"""

    state: Literal["planned", "held", "cancelled", "missed"] = "planned"
    """Where it is in its life."""

    notes: str | None = None
    """What was said; private."""

    decisions: tuple[str, ...] = ()
    """What we decided."""

    received: tuple[Received, ...] = ()
    """What I was given. (P027, P049)"""

    self_check: tuple[SelfCheck, ...] = ()
    """What I was, honestly; private. (P065)"""

    talk_share: Percent | None = None
    """Their part of the talking, in percent; private, never a rule. (P037)"""

    value_me: FiveScale | None = None
    """What it was worth to me; private. (P075)"""

    value_them: FiveScale | None = None
    """What it seemed worth to them; private. (P075)"""

    next_focus: str | None = None
    """What the next meeting is to be about. (P073)"""

    thanked_on: dt.date | None = None
    """Day on which I thanked them. (P072)"""

    cancelled_by: Literal["me", "them"] | None = None
    """Who cancelled it."""

    moves: tuple[MomentMove, ...] = ()
    """When it was moved, and from where."""

    def hold(self, on: dt.date, **facts: Any) -> Meeting:
        """Mark it held and record what was logged; on one already held, add to it."""
        if self.state == "held":
            return dataclasses.replace(self, **facts)
        return self._moved("hold", on=on, cancelled_by=None, **facts)

    def postpone(self, at: dt.datetime, why: str | None = None) -> Meeting:
        """Move it to another moment, and keep when it was to be."""
        move = MomentMove(was=self.at, now=at, why=why)
        return self._moved("postpone", on=at.date(), at=at, moves=(*self.moves, move))

    def cancel(self, on: dt.date, by: str | None, why: str | None = None) -> Meeting:
        """Call it off; `by` is me or them."""
        return self._moved("cancel", on=on, why=why, cancelled_by=by)

    def miss(self, on: dt.date, why: str | None = None) -> Meeting:
        """Record that it did not happen."""
        return self._moved("miss", on=on, why=why)

    def reopen(self, on: dt.date) -> Meeting:
        """Plan it again."""
        return self._moved("reopen", on=on, cancelled_by=None)
