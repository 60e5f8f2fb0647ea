"""People, and what each of them and I are to each other."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Literal

from devjournal.models.base import MoveInput, Record, Stateful, Table, field, replace, required

Kind = Literal["mentor", "coach", "sponsor", "partner"]
"""What the giving side of a relationship is."""


class Seen(Table):
    """A moment when you saw this person's skill: the evidence behind a request."""

    skill: str = required("The skill that you saw.", link="skill or name")
    where: str | None = field("Where it was, or what they did.")
    on: dt.date | None = field("The day you saw it.", past=True)


class Person(Record):
    """Somebody in your journal."""

    # Practice: organisation P057, same_team P057, seniority P079, domains P029 P087, seen P087,
    # supervises_me P032, paid P038, credential P036, priorities P013, vocabulary P013, personal
    # P061, introduced_by P058, potential P058.

    TITLE: ClassVar[str] = "name"

    name: str = required("Their name, as they write it.", "all", min_length=1)
    address: str | None = field(
        "How to address them, where their name does not tell: Priya, or Dr. Okafor.", "all"
    )
    title: str | None = field("Their role.")
    organisation: str | None = field("Where they work.")
    same_team: bool | None = field(
        "Whether they are on your team.", flag="--same-team/--other-team"
    )
    email: str | None = field("Their email address.")
    seniority: Literal["junior", "peer", "senior", "exec"] | None = field(
        "Their level compared with yours."
    )
    domains: tuple[str, ...] = field("What they know well.")
    seen: tuple[Seen, ...] = field(
        'Where you saw a skill of theirs, as in "forecasting: the all-hands".', flag="--seen SKILL"
    )
    supervises_me: bool | None = field("Whether you report to them.", flag="--supervises-me")
    paid: bool | None = field("Whether they are paid for it, as most coaches are.", flag="--paid")
    credential: str | None = field("A coach's certificate.")
    priorities: tuple[str, ...] = field("What matters to them now.", flag="--priority")
    vocabulary: tuple[str, ...] = field("The words they use for it.", flag="--word")
    personal: str | None = field(
        "The last personal thread, to open the next meeting with; for you alone.", key="personal"
    )
    introduced_by: str | None = field("Who brought you together.", link="person or name")
    potential: tuple[Kind, ...] = field("What they might become to you; for you alone.")


class Ask(Table):
    """A specific request, and what came of it."""

    # Practice: skill P085, self_level P085, evidence P087, time_frame P085, meetings P088 P089,
    # focus P088, outcomes P088, answer P090 P091 P092, follow_up_on P091, referred_to P092.

    skill: str | None = field("The skill you want to learn.", "all", link="skill or name")
    self_level: int | None = field(
        "Where you see yourself in it, 1 to 5.", flag="--level", ge=1, le=5
    )
    evidence: str | None = field("What you saw them do; for a sponsor, a result of yours.")
    time_frame: str | None = field("By when, or for how long.")
    meetings: int | None = field("How many meetings you ask for.", low=1, ge=0, le=1000)
    focus: str | None = field("What the meetings are about.")
    outcomes: tuple[str, ...] = field("What you want to be able to do afterwards.")
    sent_on: dt.date | None = field("The day you asked.", past=True)
    answer: Literal["yes", "no", "later"] | None = field("What they said.")
    follow_up_on: dt.date | None = field("The day to come back to them.", least="sent_on")
    referred_to: str | None = field("Whom they recommended instead.", link="person or name")


class Agreement(Table):
    """What both sides agreed on."""

    how: str | None = field("How you communicate.", "all")
    when: str | None = field("When, and how quickly you answer.", "all")
    my_part: str | None = field("What you do.", "all")
    their_part: str | None = field("What they do.", "all")
    mutual_resource: str | None = field("How you are a resource for each other.", "all")
    outcomes: tuple[str, ...] = field("What you both want to come of it.", "all")
    confidentiality: str | None = field("What stays between you.", "all")
    agreed_on: dt.date | None = field("The day you agreed.", "all", past=True)


class Check(Table):
    """Your private check on how a relationship is going."""

    # Practice: trust P042.

    on: dt.date = required("The day of the check.", past=True)
    fit: int | None = field("How well you fit, 1 to 5.", ge=1, le=5)
    trust: int | None = field("How much you trust each other, 1 to 5.", ge=1, le=5)
    value: int | None = field("What it is worth to you, 1 to 5.", ge=1, le=5)
    note: str | None = field("A note; for you alone.")


class Measure(Table):
    """A measure that both of you agreed to be held to."""

    name: str = required("What is counted.", min_length=1)
    target: Decimal = required("The value to reach.")
    value: Decimal | None = field("Where it stands, as you counted it.")
    on: dt.date | None = field("The day you counted it.", past=True)
    was: Decimal | None = field("Where it stood at the count before.")


class Growth(Table):
    """A step in their growth, where you are the giver."""

    skill: str = required("The skill that grew.", link="skill or name")
    on: dt.date = required("The day you saw it.", past=True)
    level: int = required("Where they stand now, 1 to 5.", ge=1, le=5)
    by: str | None = field("Who judged it.", link="person or name")
    evidence: str | None = field("What showed it.")


class Relationship(Stateful):
    """What a person and you are to each other."""

    # Practice: kind P024, my_role P025 P043 P094, purpose P030, purpose_kind P051, outcomes P101,
    # objectives P101, origin P050 P082, cadence P053 P055, minutes P053 P055, channel P056,
    # meetings_agreed P089, end P038, review_on P075, project P044, became P077, giving_stage P108,
    # agreement P052, checks P042 P075, measures P104, growth P099.

    TITLE: ClassVar[str] = "person"

    person: str = required("The person it is with.", "all", link="person")
    kind: Kind = required("What the giving side is.", "all")
    my_role: Literal["receiving", "giving", "equal"] = required("Which side you are on.", "all")
    state: Literal["candidate", "asked", "later", "declined", "active", "paused", "closed"] = field(
        "The state it is in."
    )
    purpose: str | None = field("Why you work together; needed before it starts.", "all")
    purpose_kind: Literal["skill", "onboarding", "project", "advancement", "culture"] | None = (
        field("What sort of purpose it is.")
    )
    outcomes: tuple[str, ...] = field("What you want to come of it.", "all")
    objectives: tuple[str, ...] = field(
        "An objective of the business that it serves.", "all", link="objective"
    )
    origin: Literal["i_asked", "chosen_by_them", "programme"] | None = field("How it began.")
    cadence: Literal["weekly", "fortnightly", "monthly", "quarterly"] | None = field(
        "How often you meet.", "all"
    )
    weekday: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] | None = field(
        "The usual day.", "all"
    )
    time: dt.time | None = field("The usual time.", "all")
    minutes: int | None = field(
        *("The usual length of a meeting in minutes.", "all"),
        flag="--minutes MINUTES",
        low=1,
        ge=0,
        le=1440,
    )
    channel: str | None = field("How you meet: video, phone, in person.", "all")
    link: str | None = field("The link to the call.")
    meetings_agreed: int | None = field(
        "How many meetings you agreed on.", "all", flag="--meetings", low=1, ge=0, le=1000
    )
    start: dt.date | None = field("The first day.")
    end: dt.date | None = field("The last day, agreed in advance.", least="start")
    review_on: dt.date | None = field("The day to review how it is going.", "all", least="start")
    project: str | None = field("What partners build together.")
    became: Kind | None = field("What it turned into.")
    giving_stage: Literal["identify", "develop", "advocate"] | None = field(
        "How far you are with somebody you help."
    )
    closed_as: Literal["completed", "faded", "ended"] | None = field("How it ended.", flag="--as")
    ask: Ask | None = field("The request that you made, or mean to make.")
    agreement: Agreement | None = field("What you agreed on.")
    checks: tuple[Check, ...] = field("Your private checks on how it is going.")
    measures: tuple[Measure, ...] = field("The few measures that you both agreed to be held to.")
    growth: tuple[Growth, ...] = field("Their growth, where you are the giver; for you alone.")
    wrote_on: dt.date | None = field(
        "The day you last wrote to them to say farewell, or hello later on.", past=True
    )
    # When a relationship ended is not its other side's to read, unlike that of other records.
    closed_on: dt.date | None = field("The day it was closed.", past=True)

    @property
    def label(self) -> str:
        """What the other person is to me: mentor, or mentee where I am the giver."""
        return THEIR_WORD.get(self.kind, self.kind) if self.my_role == "giving" else self.kind

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended: a pause is no end."""
        return self.state in ("active", "paused")

    def moving(self, given: MoveInput) -> dict[str, Any]:
        """Keep the first day at a start; keep in the request what was asked and answered."""
        if given.verb == "start":
            return {"start": self.start or given.on, **given.changes}
        asked: Mapping[str, Mapping[str, Any]] = {
            "ask": {"sent_on": given.on, "answer": None, "follow_up_on": None},
            "put off": {"answer": "later"},
            "decline": {"answer": "no", "follow_up_on": None},
        }
        if given.verb not in asked:
            return given.changes
        return {"ask": replace(self.ask or Ask(), **asked[given.verb], **given.changes)}


THEIR_WORD: Mapping[str, str] = {"mentor": "mentee", "coach": "coachee", "sponsor": "protege"}
"""What I call the other side where I am the giver."""
