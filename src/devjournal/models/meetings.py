"""Meetings, the topics that are brought to them, and the promises that are made there."""

import datetime as dt
from typing import Any, ClassVar, Literal

from devjournal.models.base import MoveInput, Stateful, Table, field, required

TopicKind = Literal[
    "project", "challenge", "lesson", "question", "concern", "feedback", "offer", "personal"
]


class MomentMove(Table):
    """A meeting that was moved."""

    was: dt.datetime = required("When it was planned for.")
    now: dt.datetime = required("When it is planned for now.")
    why: str | None = field("Why; for you alone.")


class Meeting(Stateful):
    """One meeting of a relationship."""

    # Practice: kind P083, minutes P053, developmental_minutes P083, channel P056, received P027
    # P049, self_check P065, talk_share P037, value_me P075, value_them P075, next_focus P073,
    # thanked_on P072.

    TITLE: ClassVar[str] = "relationship"

    relationship: str = required("The relationship it belongs to.", "all", link="relationship")
    at: dt.datetime = required("When it begins, with its offset.", "all")
    kind: Literal["session", "one_to_one", "debrief"] | None = field(
        "What sort of meeting it is.", key="kind"
    )
    minutes: int | None = field(
        *("How long it was, in minutes.", "all"),
        key="minutes",
        low=1,
        least="developmental_minutes",
        ge=0,
        le=1440,
    )
    developmental_minutes: int | None = field(
        "How many of the minutes were about your growth.",
        key="developmental_minutes",
        ge=0,
        le=1440,
    )
    channel: str | None = field("How you met: video, phone, in person.", "all", key="channel")
    state: Literal["planned", "held", "cancelled", "missed"] = field("The state it is in.", "all")
    notes: str | None = field("What was said; private unless you share it.", "shared")
    decisions: tuple[str, ...] = field("What you decided.", "all", key="decision")
    received: tuple[
        Literal["listened", "experience", "advice", "question", "resource", "introduction"], ...
    ] = field("What you were given.", key="received")
    self_check: tuple[Literal["prepared", "honest", "present", "consistent"], ...] = field(
        "How you showed up, honestly; for you alone.", key="self_check"
    )
    talk_share: int | None = field(
        "Their part of the talking, in percent; for you alone.", key="talk_share", ge=0, le=100
    )
    value_me: int | None = field(
        "What it was worth to you, 1 to 5; for you alone.", key="value_me", ge=1, le=5
    )
    value_them: int | None = field(
        "What it seemed worth to them, 1 to 5; for you alone.", key="value_them", ge=1, le=5
    )
    next_focus: str | None = field("What the next meeting should focus on.", "all", key="focus")
    thanked_on: dt.date | None = field("The day you thanked them.", key="thanks", past=True)
    cancelled_by: Literal["me", "them"] | None = field("Who cancelled it.")
    moves: tuple[MomentMove, ...] = field("When it was moved, and from where.")

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

    text: str = required("What to talk about.", "all", min_length=1)
    relationship: str = required("The relationship it is for.", "all", link="relationship")
    kind: TopicKind | None = field("What it is.", "all")
    focus: Literal["career", "professional", "technical"] | None = field("What it is about.", "all")
    deep_dive: bool | None = field(
        "Whether it needs most of the meeting.", "all", flag="--deep-dive"
    )
    minutes: int | None = field("How long it needs, in minutes.", "all", low=1, ge=0, le=1440)
    raised_on: dt.date | None = field("The day it was raised.", "all", past=True)
    meeting: str | None = field("The meeting in which it was discussed.", "all", link="meeting")
    conclusion: str | None = field("What came of it.", "all")
    state: Literal["open", "discussed", "dropped"] = field("The state it is in.", "all")

    @property
    def is_question(self) -> bool:
        """Whether it asks something. (P059)"""
        return self.kind == "question" or (self.kind is None and self.text.rstrip().endswith("?"))


class DayMove(Table):
    """A due day that was moved."""

    was: dt.date | None = field("The day it was due.")
    now: dt.date = required("The day it is due instead.")
    on: dt.date | None = field("The day it was moved.", past=True)
    why: str | None = field("Why; for you alone.")


class Action(Stateful):
    """An action item: what you promised, or what they did."""

    # Practice: owner P074, kind P071, due P070.

    title: str = required("What needs to be done.", "all", min_length=1)
    owner: Literal["me", "them"] = required("Who promised it.", "all")
    kind: Literal["task", "resource", "introduction"] | None = field("What it is.")
    due: dt.date | None = field("The day it is due; late only from the day after.", "all")
    relationship: str | None = field(
        "Whom it was promised to, or by.", "all", link="relationship", flag="--for WHO"
    )
    meeting: str | None = field("The meeting in which it was promised.", link="meeting")
    goal: str | None = field("The goal it serves.", link="goal")
    topic: str | None = field("The topic it came from.", link="topic")
    evidence: str | None = field("What shows that it was done.")
    note: str | None = field("A note; for you alone.")
    state: Literal["open", "done", "dropped"] = field("The state it is in.", "all")
    moves: tuple[DayMove, ...] = field("When its day was moved, and from where.")

    def is_late(self, today: dt.date) -> bool:
        """Whether it is open and its day has passed."""
        return self.is_open and self.due is not None and self.due < today

    @property
    def was_late(self) -> bool:
        """Whether it was done after its day."""
        on = self.closed_on if self.state == "done" else None
        return on is not None and self.due is not None and self.due < on

    def moving(self, given: MoveInput) -> dict[str, Any]:
        """Keep under `moves` the day that a postponed action had."""
        if given.verb != "postpone":
            return given.changes
        move = DayMove(was=self.due, now=given.changes["due"], on=given.on, why=given.why)
        return {**given.changes, "moves": (*self.moves, move)}
