"""The profile: whose journal it is, and the journal's own settings (`journal.toml`)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from devjournal.frozen import dataclass
from devjournal.models.base import Record, Table
from devjournal.models.fields import Interval, PersonLink, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Table):
    """A role that I hold or held."""

    title: Words
    """What it is called."""

    organisation: str | None = None
    """Where."""

    level: str | None = None
    """Its level or grade there."""

    since: dt.date | None = None
    """First day in it."""

    until: dt.date | None = None
    """Last day in it; unset while it is the present one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Record):
    """Whose journal this is, where they want to go, and the journal's settings."""

    TITLE: ClassVar[str] = "name"

    schema: Annotated[int, Interval(ge=1)]
    """Version of the files' format: 1."""

    name: Words
    """My name, as it stands on a page that I share."""

    aspiration: str | None = None
    """Where I want to go, in my own words; the head of every plan. (P078)"""

    direction: Literal["up", "across", "deeper", "out"] | None = None
    """The direction of the next step. (P004)"""

    target_role: str | None = None
    """The role that I am growing towards. (P102, P107)"""

    can_offer: tuple[str, ...] = ()
    """What I can give to others: skills, time, connections. (P067)"""

    manager: PersonLink | None = None
    """The person I report to."""

    review_starts: str | None = None
    """Day on which a review cycle begins, as MM-DD."""

    review_months: Annotated[int, Interval(ge=1, le=12)] | None = None
    """Length of a review cycle in months."""

    timezone: str | None = None
    """Time zone of my days and meetings, such as Europe/Dublin. Unset: the machine's."""

    roles: tuple[Role, ...] = ()
    """The roles I hold and held. (P107)"""

    settings: dict[str, Any] = dataclasses.field(default_factory=dict)
    """This journal's settings."""

    alias: dict[str, str] = dataclasses.field(default_factory=dict)
    """Short words of my own for whole commands."""

    def present_roles(self, today: dt.date) -> tuple[Role, ...]:
        """The roles held on a day."""
        return tuple(
            role
            for role in self.roles
            if (role.since is None or role.since <= today)
            and (role.until is None or role.until >= today)
        )
