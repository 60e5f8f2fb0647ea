"""The tables inside a relationship: the request, the agreement, checks, measures, growth."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from devjournal.frozen import dataclass
from devjournal.models.base import Table
from devjournal.models.fields import (
    Count,
    FiveScale,
    PersonOrName,
    SkillOrName,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Table):
    """A specific request, and what came of it. (P084, P085, P088)"""

    skill: SkillOrName | None = None
    """The skill I want to learn. (P085)"""

    self_level: FiveScale | None = None
    """Where I see myself in it. (P085)"""

    evidence: str | None = None
    """What I saw them do. (P087)"""

    time_frame: str | None = None
    """By when, or for how long. (P085)"""

    meetings: Count | None = None
    """How many meetings I ask for. (P088, P089)"""

    focus: str | None = None
    """What the meetings are about. (P088)"""

    outcomes: tuple[str, ...] = ()
    """What I want to be able to do afterwards. (P088)"""

    sent_on: dt.date | None = None
    """Day on which I asked."""

    answer: Literal["yes", "no", "later"] | None = None
    """What they said. (P090, P091, P092)"""

    follow_up_on: dt.date | None = None
    """Day on which to come back to them. (P091)"""

    referred_to: PersonOrName | None = None
    """Whom they recommended instead. (P092)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Table):
    """What both sides agreed on. (P052)"""

    how: str | None = None
    """How we communicate."""

    when: str | None = None
    """When, and how quickly we answer."""

    my_part: str | None = None
    """What I do."""

    their_part: str | None = None
    """What they do."""

    mutual_resource: str | None = None
    """How we are a resource for each other."""

    outcomes: tuple[str, ...] = ()
    """What we both want to come of it."""

    confidentiality: str | None = None
    """What stays between us."""

    agreed_on: dt.date | None = None
    """Day on which we agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Table):
    """My private look at how it goes. (P042, P075)"""

    on: dt.date
    """Day of the look."""

    fit: FiveScale | None = None
    """How well we fit."""

    trust: FiveScale | None = None
    """How much we trust each other. (P042)"""

    value: FiveScale | None = None
    """What it is worth to me."""

    note: str | None = None
    """A word on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Table):
    """A measure both of us agreed to be held to. (P104)"""

    name: Words
    """What is counted."""

    target: float
    """How much of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth(Table):
    """A step in their growth, where I am the giver. (P099)"""

    skill: SkillOrName
    """The skill that grew."""

    on: dt.date
    """Day on which I saw it."""

    level: FiveScale
    """Where they stand now."""

    by: PersonOrName | None = None
    """Who judged it."""

    evidence: str | None = None
    """What showed it."""
