"""Meetings, the topics that are brought to them, and the promises that are made there."""

import datetime as dt
from typing import Any, ClassVar, Literal

from devjournal.models.base import MoveInput, Stateful, Table, field

TopicKind = Literal[
    "project", "challenge", "lesson", "question", "concern", "feedback", "offer", "personal"
]


class MomentMove(Table):
    """A meeting that was moved."""

    was: dt.datetime = field("When it was planned for.")
    now: dt.datetime = field("When it is planned for now.")
    why: str | None = field("Why; for you alone.", default=None)


class Meeting(Stateful):
    """One meeting of a relationship."""

    # Practice: kind P083, minutes P053, developmental_minutes P083, channel P056, received P027
    # P049, self_check P065, talk_share P037, value_me P075, value_them P075, next_focus P073,
    # thanked_on P072.

    TITLE: ClassVar[str] = "relationship"

    relationship: str = field("The relationship it belongs to.", readers="all", link="relationship")
    at: dt.datetime = field("When it begins, with its offset.", readers="all")
    kind: Literal["session", "one_to_one", "debrief"] | None = field(
        "What sort of meeting it is.", default=None, key="kind"
    )
    minutes: int | None = field(
        "How long it was, in minutes.", default=None, readers="all", key="minutes", ge=0, le=1440
    )
    developmental_minutes: int | None = field(
        "How many of the minutes were about your growth.",
        default=None,
        key="developmental_minutes",
        ge=0,
        le=1440,
    )
    channel: str | None = field(
        "How you met: video, phone, in person.", default=None, readers="all", key="channel"
    )
    state: Literal["planned", "held", "cancelled", "missed"] = field(
        "The state it is in.", default="planned", readers="all"
    )
    notes: str | None = field(
        "What was said; private unless you share it.", default=None, readers="shared"
    )
    decisions: tuple[str, ...] = field(
        "What you decided.", default=(), readers="all", key="decision"
    )
    received: tuple[
        Literal["listened", "experience", "advice", "question", "resource", "introduction"], ...
    ] = field("What you were given.", default=(), key="received")
    self_check: tuple[Literal["prepared", "honest", "present", "consistent"], ...] = field(
        "How you showed up, honestly; for you alone.", default=(), key="self_check"
    )
    talk_share: int | None = field(
        "Their part of the talking, in percent; for you alone.",
        default=None,
        key="talk_share",
        ge=0,
        le=100,
    )
    value_me: int | None = field(
        "What it was worth to you, 1 to 5; for you alone.", default=None, key="value_me", ge=1, le=5
    )
    value_them: int | None = field(
        "What it seemed worth to them, 1 to 5; for you alone.",
        default=None,
        key="value_them",
        ge=1,
        le=5,
    )
    next_focus: str | None = field(
        "What the next meeting should focus on.", default=None, readers="all", key="focus"
    )
    thanked_on: dt.date | None = field(
        "The day you thanked them.", default=None, key="thanks", past=True
    )
    cancelled_by: Literal["me", "them"] | None = field("Who cancelled it.", default=None)
    moves: tuple[MomentMove, ...] = field("When it was moved, and from where.", default=())

    def moving(self, given: MoveInput) -> dict[str, Any]:
        """Keep under `moves` when a postponed meeting was to be."""
        if given.verb != "postpone":
            return given.changes
        move = MomentMove(was=self.at, now=given.changes["at"], why=given.why)
        return {**given.changes, "moves": (*self.moves, move)}


class Topic(Stateful):
    """Something to bring to a meeting; it stays open until it was discussed."""

    # Practice: text P068, kind P063 P066 P067, focus P028, deep_dive P060, minutes P060.

    TITLE: ClassVar[str] = "text"

    text: str = field("What to talk about.", readers="all", min_length=1)
    relationship: str = field("The relationship it is for.", readers="all", link="relationship")
    kind: TopicKind | None = field("What it is.", default=None, readers="all")
    focus: Literal["career", "professional", "technical"] | None = field(
        "What it is about.", default=None, readers="all"
    )
    deep_dive: bool | None = field(
        "Whether it needs most of the meeting.", default=None, readers="all", flag="--deep-dive"
    )
    minutes: int | None = field(
        "How long it needs, in minutes.", default=None, readers="all", ge=0, le=1440
    )
    raised_on: dt.date | None = field(
        "The day it was raised.", default=None, readers="all", past=True
    )
    meeting: str | None = field(
        "The meeting in which it was discussed.", default=None, readers="all", link="meeting"
    )
    conclusion: str | None = field("What came of it.", default=None, readers="all")
    state: Literal["open", "discussed", "dropped"] = field(
        "The state it is in.", default="open", readers="all"
    )

    @property
    def is_question(self) -> bool:
        """Whether it asks something. (P059)"""
        return self.kind == "question" or (self.kind is None and self.text.rstrip().endswith("?"))


class DayMove(Table):
    """A due day that was moved."""

    was: dt.date | None = field("The day it was due.", default=None)
    now: dt.date = field("The day it is due instead.")
    on: dt.date | None = field("The day it was moved.", default=None)
    why: str | None = field("Why; for you alone.", default=None)


class Action(Stateful):
    """An action item: what you promised, or what they did."""

    # Practice: owner P074, kind P071, due P070.

    title: str = field("What needs to be done.", readers="all", min_length=1)
    owner: Literal["me", "them"] = field("Who promised it.", readers="all")
    kind: Literal["task", "resource", "introduction"] | None = field("What it is.", default=None)
    due: dt.date | None = field(
        "The day it is due; late only from the day after.", default=None, readers="all"
    )
    relationship: str | None = field(
        "Whom it was promised to, or by.",
        default=None,
        readers="all",
        link="relationship",
        flag="--for WHO",
    )
    meeting: str | None = field(
        "The meeting in which it was promised.", default=None, link="meeting"
    )
    goal: str | None = field("The goal it serves.", default=None, link="goal")
    topic: str | None = field("The topic it came from.", default=None, link="topic")
    evidence: str | None = field("What shows that it was done.", default=None)
    note: str | None = field("A note; for you alone.", default=None)
    state: Literal["open", "done", "dropped"] = field(
        "The state it is in.", default="open", readers="all"
    )
    moves: tuple[DayMove, ...] = field("When its day was moved, and from where.", default=())

    def is_late(self, today: dt.date) -> bool:
        """Whether it is open and its day has passed."""
        return self.is_open and self.due is not None and self.due < today

    def moving(self, given: MoveInput) -> dict[str, Any]:
        """Keep under `moves` the day that a postponed action had."""
        if given.verb != "postpone":
            return given.changes
        move = DayMove(was=self.due, now=given.changes["due"], on=given.on, why=given.why)
        return {**given.changes, "moves": (*self.moves, move)}
