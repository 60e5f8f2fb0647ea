"""A relationship: what a person and I are to each other, why, how often and until when."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from devjournal.frozen import dataclass
from devjournal.models.base import StatefulRecord
from devjournal.models.fields import (
    Cadence,
    Count,
    Minutes,
    ObjectiveLink,
    PersonLink,
)
from devjournal.models.relationship_parts import Agreement, Ask, Check, Growth, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship(StatefulRecord):
    """What a person and I are to each other. (P024)"""

    TITLE: ClassVar[str] = "person"
    STATES: ClassVar[tuple[str, ...]] = (
        "candidate",
        "asked",
        "later",
        "declined",
        "active",
        "paused",
        "closed",
    )
    OPEN: ClassVar[tuple[str, ...]] = ("candidate", "asked", "later", "active", "paused")
    MOVES: ClassVar[Mapping[str, tuple[tuple[str, ...], str]]] = {
        "ask": (("candidate", "later"), "asked"),
        "put off": (("asked",), "later"),
        "decline": (("asked",), "declined"),
        "start": (("candidate", "asked", "later", "declined"), "active"),
        "pause": (("active",), "paused"),
        "resume": (("paused",), "active"),
        "renew": (("active", "paused", "closed"), "active"),
        "close": (("active", "paused"), "closed"),
    }

    person: PersonLink
    """Who it is with."""

    kind: Literal["mentor", "coach", "sponsor", "partner"]
    """What the giving side is: mentor, coach, sponsor or partner. (P024)"""

    my_role: Literal["receiving", "giving", "equal"]
    """Which side I am on. (P025, P043, P094)"""

    state: Literal["candidate", "asked", "later", "declined", "active", "paused", "closed"] = (
        "candidate"
    )
    """Where it is in its life."""

    purpose: str | None = None
    """Why we work together; needed before it starts. (P030)"""

    purpose_kind: Literal["skill", "onboarding", "project", "advancement", "culture"] | None = None
    """What sort of purpose it is. (P051)"""

    outcomes: tuple[str, ...] = ()
    """What I want to come of it. (P101)"""

    objectives: tuple[ObjectiveLink, ...] = ()
    """The objectives of the business that it serves. (P101)"""

    origin: Literal["i_asked", "chosen_by_them", "programme"] | None = None
    """How it began. (P050, P082)"""

    cadence: Cadence | None = None
    """How often we meet. (P053, P055)"""

    weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] | None = None
    """The usual day."""

    time: dt.time | None = None
    """The usual time."""

    minutes: Minutes | None = None
    """The usual length of a meeting in minutes. (P053, P055)"""

    channel: str | None = None
    """How we meet: video, phone, in person. (P056)"""

    link: str | None = None
    """Where the call is."""

    meetings_agreed: Count | None = None
    """How many meetings we agreed on. (P089)"""

    start: dt.date | None = None
    """First day."""

    end: dt.date | None = None
    """The last day, agreed beforehand. (P038)"""

    review_on: dt.date | None = None
    """Day on which we look at how it goes. (P075)"""

    project: str | None = None
    """What partners build together. (P044)"""

    became: Literal["mentor", "coach", "sponsor", "partner"] | None = None
    """What it turned into. (P077)"""

    giving_stage: Literal["identify", "develop", "advocate"] | None = None
    """Where I stand with somebody I help. (P108)"""

    closed_as: Literal["completed", "faded", "ended"] | None = None
    """How it closed."""

    ask: Ask | None = None
    """The request that I made, or mean to make."""

    agreement: Agreement | None = None
    """What we agreed on."""

    checks: tuple[Check, ...] = ()
    """My private looks at it."""

    measures: tuple[Measure, ...] = ()
    """The few measures that we are held to."""

    growth: tuple[Growth, ...] = ()
    """Their growth, where I give; private."""

    @property
    def label(self) -> str:
        """What the other person is to me: mentor, or mentee where I am the giver."""
        return THEIR_WORD.get(self.kind, self.kind) if self.my_role == "giving" else self.kind

    def begin(self, on: dt.date) -> Relationship:
        """Start it; raises Refused from a state that can't."""
        return self._moved("start", on=on, start=self.start or on)

    def request(self, on: dt.date) -> Relationship:
        """Say that I asked; an earlier "later" is over. Raises Refused from a state that can't.

        (P088)
        """
        ask = self._asked(sent_on=on, answer=None, follow_up_on=None)
        return self._moved("ask", on=on, ask=ask)

    def put_off(self, on: dt.date, until: dt.date) -> Relationship:
        """Keep their "later", and the day to come back to them. (P091)"""
        return self._moved("put off", on=on, ask=self._asked(answer="later", follow_up_on=until))

    def decline(
        self, on: dt.date, referred_to: str | None = None, why: str | None = None
    ) -> Relationship:
        """Keep their "no", and whom they recommended instead. (P092)"""
        ask = self._asked(answer="no", follow_up_on=None, referred_to=referred_to)
        return self._moved("decline", on=on, why=why, ask=ask)

    def pause(self, on: dt.date) -> Relationship:
        """Let it rest; raises Refused unless it is active."""
        return self._moved("pause", on=on)

    def resume(self, on: dt.date) -> Relationship:
        """Go on with it; raises Refused unless it is paused."""
        return self._moved("resume", on=on)

    def renew(self, on: dt.date, **terms: Any) -> Relationship:
        """Begin another round, on new terms; what had closed it is over. (P089)"""
        return self._moved("renew", on=on, closed_as=None, **terms)

    def close(self, on: dt.date, closed_as: str, why: str | None = None) -> Relationship:
        """End it as completed, faded or ended; raises Refused from a state that can't."""
        return self._moved("close", on=on, why=why, closed_as=closed_as)

    def _asked(self, **changes: Any) -> Ask:
        """Return the request with changes; one that was never drafted begins now."""
        return dataclasses.replace(self.ask or Ask(), **changes)


THEIR_WORD: Mapping[str, str] = {"mentor": "mentee", "coach": "coachee", "sponsor": "protege"}
"""What I call the other side where I am the giver."""
