"""The profile: whose journal it is, and the journal's own settings (`journal.toml`)."""

import contextlib
import datetime as dt
from typing import ClassVar, Literal

from devjournal.dates import WEEKDAY_CHOICES, zone_called
from devjournal.dates.grammar import weekday_called
from devjournal.dates.periods import parse_month_day, require_even
from devjournal.errors import UsageError
from devjournal.models.base import Record, Table, field, required


class Role(Table):
    """A role that you hold or held."""

    title: str = required("What it is called.", "all", min_length=1)
    organisation: str | None = field("Where it is.", "all")
    level: str | None = field("Its level or grade there.", "all")
    since: dt.date | None = field("The first day in it.", "all")
    until: dt.date | None = field(
        "The last day in it; unset while it is the present one.", "all", least="since"
    )


Nudged = Literal["last_meeting", "outcome", "goal", "feedback", "win", "check", "hello"]
"""What `today` may nudge about."""

Opened = Literal[
    "profile",
    "person",
    "relationship",
    "skill",
    "objective",
    "goal",
    "topic",
    "meeting",
    "action",
    "opportunity",
    "win",
    "feedback",
    "lesson",
    "setback",
    "vouched",
    "gave",
    "resource",
    "assessment",
    "reflection",
    "note",
]
"""What an assistant may see records of: every kind, and every kind of entry."""


class PutOff(Table):
    """What `today` does not nudge about for now."""

    nudge: Nudged = required("What it would be about.")
    until: dt.date = required("The day on which it may come again.")


class FormerManager(Table):
    """Somebody you reported to: what they were shown does not reach the next one."""

    until: dt.date = required("The last day you reported to them.")
    person: str | None = field("Who it was.", link="person or name")


class Settings(Table):
    """How this journal is kept."""

    week_starts: str | None = field(
        f"The day a week starts on: {', '.join(WEEKDAY_CHOICES)}. Unset: mon.",
        sense=weekday_called,
        json_schema_extra={"enum": [*WEEKDAY_CHOICES, None]},
    )
    dates: Literal["words", "iso"] | None = field(
        "How a day is shown: words (Thu 19 Nov 2026) or iso (2026-11-19). Unset: words."
    )
    clock: Literal["24h", "12h"] | None = field(
        "How a time is shown: 24h (15:00) or 12h (3:00 pm). Unset: 24h."
    )
    paper: Literal["a4", "us-letter"] | None = field(
        "The paper that a PDF is laid out for: a4 or us-letter. Unset: a4."
    )
    nudges_off: tuple[Nudged, ...] = field("What `today` never nudges about.")
    nudges_later: tuple[PutOff, ...] = field("What `today` nudges about again from a day on.")
    assistant_sees: tuple[Opened, ...] = field(
        "The kinds of records that an assistant may read. Unset: none but what is shared with it."
    )

    @property
    def week_start(self) -> int:
        """The day a week starts on, 0 for Monday, which it is unless the settings tell another."""
        with contextlib.suppress(UsageError):
            return WEEKDAY_CHOICES.index(weekday_called(self.week_starts or ""))
        return 0


class OwnSettings(Settings):
    """Settings of yours, for every journal, in a file that no journal brings.

    What runs a program and how a terminal is used stand here alone: a journal may be received.
    """

    color: Literal["auto", "always", "never"] | None = field(
        "Whether colour is used: auto, always or never. Unset: auto."
    )
    never_ask: bool | None = field("Whether nothing is ever asked, as with --no-input.")
    editor: str | None = field("The editor, where neither VISUAL nor EDITOR names one.")
    alias: dict[str, str] = field("Your own short names, where the journal has none of that name.")


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
    review_starts: str | None = field(
        "The day a review cycle begins, as MM-DD.", sense=parse_month_day
    )
    review_months: int | None = field(
        "The length of a review cycle in months: 1, 2, 3, 4, 6 or 12.",
        sense=require_even,
        ge=1,
        le=12,
    )
    timezone: str | None = field(
        "The time zone of your days and meetings, such as Europe/Dublin. Unset: the machine's.",
        sense=zone_called,
    )
    roles: tuple[Role, ...] = field("The roles you hold and held.")
    former_managers: tuple[FormerManager, ...] = field(
        "The managers you had before; `set me manager=` and a change of employer keep this."
    )
    settings: Settings | None = field("This journal's settings.")
    # Nobody changes the empty table that stands for an unset one.
    alias: dict[str, str] = field(
        'Your own short names: with w = "win --tag desk", devjournal w runs that.'
    )

    def present_roles(self, today: dt.date) -> tuple[Role, ...]:
        """The roles held on a day."""
        first, last = dt.date.min, dt.date.max
        return tuple(r for r in self.roles if (r.since or first) <= today <= (r.until or last))
