"""An action item: what one side promised the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal

from devjournal.frozen import dataclass
from devjournal.models.base import StatefulRecord, Table
from devjournal.models.fields import GoalLink, MeetingLink, RelationshipLink, TopicLink, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMove(Table):
    """A due day that moved."""

    was: dt.date | None = None
    """The day it was to be done by."""

    now: dt.date
    """The day it is to be done by instead."""

    on: dt.date | None = None
    """Day on which it was moved."""

    why: str | None = None
    """Why; private."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(StatefulRecord):
    """What I promised, or what they did. (P070, P071, P074)"""

    STATES: ClassVar[tuple[str, ...]] = ("open", "done", "dropped")
    OPEN: ClassVar[tuple[str, ...]] = ("open",)
    MOVES: ClassVar[Mapping[str, tuple[tuple[str, ...], str]]] = {
        "finish": (("open",), "done"),
        "drop": (("open",), "dropped"),
        "postpone": (("open",), "open"),
        "reopen": (("done", "dropped"), "open"),
    }

    title: Words
    """What is to be done."""

    owner: Literal["me", "them"]
    """Who promised it. (P074)"""

    kind: Literal["task", "resource", "introduction"] | None = None
    """What it is; a promised resource has a day. (P071)"""

    due: dt.date | None = None
    """The day it is to be done by; overdue only from the day after. (P070)"""

    relationship: RelationshipLink | None = None
    """Between whom and me."""

    meeting: MeetingLink | None = None
    """The meeting in which it was promised."""

    goal: GoalLink | None = None
    """The goal that it serves."""

    topic: TopicLink | None = None
    """The topic that it came from."""

    evidence: str | None = None
    """What shows that it was done."""

    note: str | None = None
    """A word on it; private."""

    state: Literal["open", "done", "dropped"] = "open"
    """Where it is in its life."""

    moves: tuple[DayMove, ...] = ()
    """When its day was moved, and from where."""

    def is_late(self, today: dt.date) -> bool:
        """Whether it is open and its day has passed."""
        return self.is_open and self.due is not None and self.due < today

    def finish(self, on: dt.date, evidence: str | None = None) -> Action:
        """Mark it done; raises Refused if it is not open."""
        return self._moved("finish", on=on, evidence=evidence or self.evidence)

    def postpone(self, to: dt.date, on: dt.date, why: str | None = None) -> Action:
        """Move its day, and keep the one it had."""
        move = DayMove(was=self.due, now=to, on=on, why=why)
        return self._moved("postpone", on=on, due=to, moves=(*self.moves, move))

    def drop(self, on: dt.date, why: str | None = None) -> Action:
        """Give it up."""
        return self._moved("drop", on=on, why=why)

    def reopen(self, on: dt.date) -> Action:
        """Take it up again."""
        return self._moved("reopen", on=on)
