"""An opportunity: a stage to stand on, from the idea to what came of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal

from devjournal.frozen import dataclass
from devjournal.models.base import StatefulRecord
from devjournal.models.fields import (
    GoalLink,
    ObjectiveLink,
    OpportunityLink,
    PersonOrName,
    Scale,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity(StatefulRecord):
    """A chance to be seen doing something that matters. (P003, P008, P039)"""

    STATES: ClassVar[tuple[str, ...]] = ("idea", "proposed", "accepted", "delivered", "declined")
    OPEN: ClassVar[tuple[str, ...]] = ("idea", "proposed", "accepted")
    MOVES: ClassVar[Mapping[str, tuple[tuple[str, ...], str]]] = {
        "propose": (("idea",), "proposed"),
        "accept": (("idea", "proposed"), "accepted"),
        "decline": (("idea", "proposed", "accepted"), "declined"),
        "deliver": (("accepted",), "delivered"),
        "reopen": (("declined",), "idea"),
    }

    title: Words
    """What it is."""

    type: Literal["presentation", "project", "role", "promotion", "introduction"] | None = None
    """What sort of stage it is. (P012)"""

    purpose: Literal["growth", "advancement", "succession"] | None = None
    """What it is for. (P039)"""

    scale: Scale | None = None
    """How far it reaches. (P016)"""

    stretch: bool | None = None
    """Whether it is a risk for me. (P047)"""

    sponsor: PersonOrName | None = None
    """Who opened the door."""

    stakeholders: tuple[PersonOrName, ...] = ()
    """Who is touched by it. (P008)"""

    decision_makers: tuple[PersonOrName, ...] = ()
    """Who decides. (P003, P008)"""

    exposure: str | None = None
    """Who will see me do it. (P008)"""

    objective: ObjectiveLink | None = None
    """The objective that it serves; without one it may be busywork. (P009, P014)"""

    expected_result: str | None = None
    """What it is to bring, said before it starts. (P015)"""

    result: str | None = None
    """What it brought."""

    prep_goals: tuple[GoalLink, ...] = ()
    """The goals that prepare me for it. (P022)"""

    retry_of: OpportunityLink | None = None
    """The one that sank, which this tries again at a smaller scale. (P020)"""

    proposed_on: dt.date | None = None
    """Day on which it was proposed."""

    accepted_on: dt.date | None = None
    """Day on which it was accepted."""

    on: dt.date | None = None
    """Day on which it happens, or happened."""

    outcome: Literal["swam", "mixed", "sank"] | None = None
    """How it went. (P017)"""

    state: Literal["idea", "proposed", "accepted", "delivered", "declined"] = "idea"
    """Where it is in its life."""

    def propose(self, on: dt.date) -> Opportunity:
        """Say that it was proposed; raises Refused from a state that can't."""
        return self._moved("propose", on=on, proposed_on=on)

    def accept(self, on: dt.date) -> Opportunity:
        """Take it on; raises Refused from a state that can't."""
        return self._moved("accept", on=on, accepted_on=on)

    def decline(self, on: dt.date, why: str | None = None) -> Opportunity:
        """Let it go, whoever said no; raises Refused from a state that can't."""
        return self._moved("decline", on=on, why=why)

    def deliver(self, on: dt.date, outcome: str, result: str | None = None) -> Opportunity:
        """Say how it went: swam, mixed or sank (P017), and what it brought.

        `on` is the day on which it happened. Raises Refused unless it was accepted.
        """
        result = result or self.result
        delivered = self._moved("deliver", on=on, outcome=outcome, result=result)
        return dataclasses.replace(delivered, on=on)

    def reopen(self, on: dt.date) -> Opportunity:
        """Make one that was declined an idea again."""
        return self._moved("reopen", on=on, proposed_on=None, accepted_on=None)
