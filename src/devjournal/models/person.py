"""A person: somebody I learn from, give to, work with or report to."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from devjournal.frozen import dataclass
from devjournal.models.base import Record, Table
from devjournal.models.fields import PersonOrName, SkillOrName, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen(Table):
    """A moment at which I saw this person's skill: the evidence behind a request. (P087)"""

    skill: SkillOrName
    """The skill that I saw."""

    where: str | None = None
    """Where, or what they did."""

    on: dt.date | None = None
    """Day on which I saw it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody in my journal."""

    TITLE: ClassVar[str] = "name"

    name: Words
    """Their name, as they write it."""

    title: str | None = None
    """Their role."""

    organisation: str | None = None
    """Where they work; inside or outside mine follows from it. (P057)"""

    same_team: bool | None = None
    """Whether they are in my own team. (P057)"""

    email: str | None = None
    """Their address."""

    seniority: Literal["junior", "peer", "senior", "exec"] | None = None
    """Beside me; descriptive, never a rule. (P079)"""

    domains: tuple[str, ...] = ()
    """What they know deeply. (P029, P087)"""

    seen: tuple[Seen, ...] = ()
    """Where I saw their skill. (P087)"""

    supervises_me: bool | None = None
    """Whether I report to them. (P032)"""

    paid: bool | None = None
    """Whether they are paid for it, as most coaches are. (P038)"""

    credential: str | None = None
    """A coach's certificate. (P036)"""

    priorities: tuple[str, ...] = ()
    """What matters to them now. (P013)"""

    vocabulary: tuple[str, ...] = ()
    """The words they use for it. (P013)"""

    personal: str | None = None
    """The last personal thread, to open the next meeting with; private. (P061)"""

    introduced_by: PersonOrName | None = None
    """Who brought us together. (P058)"""

    potential: tuple[Literal["mentor", "coach", "sponsor", "partner"], ...] = ()
    """What they might become to me; private. (P058)"""
