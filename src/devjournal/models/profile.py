"""The profile: whose journal it is, and the journal's own settings (`journal.toml`)."""

import datetime as dt
from typing import Any, ClassVar, Literal

from devjournal.models.base import Record, Table, field


class Role(Table):
    """A role that you hold or held."""

    title: str = field("What it is called.", readers="all", min_length=1)
    organisation: str | None = field("Where it is.", default=None, readers="all")
    level: str | None = field("Its level or grade there.", default=None, readers="all")
    since: dt.date | None = field("The first day in it.", default=None, readers="all")
    until: dt.date | None = field(
        "The last day in it; unset while it is the present one.", default=None, readers="all"
    )


class Profile(Record):
    """Whose journal this is, where they want to go, and the journal's settings."""

    # Practice: aspiration P078, direction P004, target_role P102 P107, can_offer P067, roles P107.

    TITLE: ClassVar[str] = "name"

    schema: int = field("The version of the files' format: 1.", readers="all", ge=1)
    name: str = field(
        "Your name, as it stands on a page that you share.", readers="all", min_length=1
    )
    aspiration: str | None = field(
        "Where you want to go, in your own words; the head of every plan.",
        default=None,
        readers="relationships",
    )
    direction: Literal["up", "across", "deeper", "out"] | None = field(
        "The direction of the next step.", default=None
    )
    target_role: str | None = field(
        "The role you are growing towards.", default=None, readers="relationships"
    )
    can_offer: tuple[str, ...] = field(
        "What you can give to others: skills, time, connections.",
        default=(),
        readers="relationships",
    )
    manager: str | None = field("The person you report to.", default=None, link="person")
    review_starts: str | None = field("The day a review cycle begins, as MM-DD.", default=None)
    review_months: int | None = field(
        "The length of a review cycle in months.", default=None, ge=1, le=12
    )
    timezone: str | None = field(
        "The time zone of your days and meetings, such as Europe/Dublin. Unset: the machine's.",
        default=None,
    )
    roles: tuple[Role, ...] = field("The roles you hold and held.", default=())
    # Nobody changes the empty tables that stand for unset ones.
    settings: dict[str, Any] = field("This journal's settings.", default={})
    alias: dict[str, str] = field("Your own short names for whole commands.", default={})

    def present_roles(self, today: dt.date) -> tuple[Role, ...]:
        """The roles held on a day."""
        return tuple(
            role
            for role in self.roles
            if (role.since is None or role.since <= today)
            and (role.until is None or role.until >= today)
        )
