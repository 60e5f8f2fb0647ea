"""The profile: whose journal it is, and the journal's own settings (`journal.toml`)."""

import datetime as dt
from typing import Any, ClassVar, Literal

from devjournal.models.base import Record, Table, field, required


class Role(Table):
    """A role that you hold or held."""

    title: str = required("What it is called.", "all", min_length=1)
    organisation: str | None = field("Where it is.", "all")
    level: str | None = field("Its level or grade there.", "all")
    since: dt.date | None = field("The first day in it.", "all")
    until: dt.date | None = field("The last day in it; unset while it is the present one.", "all")


class Profile(Record):
    """Whose journal this is, where they want to go, and the journal's settings."""

    # Practice: aspiration P078, direction P004, target_role P102 P107, can_offer P067, roles P107.

    TITLE: ClassVar[str] = "name"

    schema: int = required("The version of the files' format: 1.", "all", ge=1)
    name: str = required("Your name, as it stands on a page that you share.", "all", min_length=1)
    aspiration: str | None = field(
        "Where you want to go, in your own words; the head of every plan.", "relationships"
    )
    direction: Literal["up", "across", "deeper", "out"] | None = field(
        "The direction of the next step."
    )
    target_role: str | None = field("The role you are growing towards.", "relationships")
    can_offer: tuple[str, ...] = field(
        "What you can give to others: skills, time, connections.", "relationships"
    )
    manager: str | None = field("The person you report to.", link="person")
    review_starts: str | None = field("The day a review cycle begins, as MM-DD.")
    review_months: int | None = field("The length of a review cycle in months.", ge=1, le=12)
    timezone: str | None = field(
        "The time zone of your days and meetings, such as Europe/Dublin. Unset: the machine's."
    )
    roles: tuple[Role, ...] = field("The roles you hold and held.")
    # Nobody changes the empty tables that stand for unset ones.
    settings: dict[str, Any] = field("This journal's settings.")
    alias: dict[str, str] = field("Your own short names for whole commands.")

    def present_roles(self, today: dt.date) -> tuple[Role, ...]:
        """The roles held on a day."""
        first, last = dt.date.min, dt.date.max
        return tuple(r for r in self.roles if (r.since or first) <= today <= (r.until or last))
