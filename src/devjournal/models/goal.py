"""A goal: what I want to reach, how I will know, and how it goes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from devjournal.errors import Refused
from devjournal.frozen import dataclass
from devjournal.models.base import StatefulRecord, Table
from devjournal.models.fields import (
    FiveScale,
    Interval,
    ObjectiveLink,
    RelationshipLink,
    SkillLink,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Table):
    """A step on the way."""

    title: Words
    """What is done then."""

    due: dt.date | None = None
    """By when."""

    done_on: dt.date | None = None
    """Day on which it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkin(Table):
    """How it went by a day. (P097)"""

    on: dt.date
    """Day of the check-in."""

    value: float | None = None
    """Where the measure stood, in the goal's unit."""

    health: Literal["on_track", "at_risk", "off_track"] | None = None
    """How it looks."""

    confidence: FiveScale | None = None
    """How sure I am; private. (P047)"""

    behaviour: str | None = None
    """What I did differently, that others could see; private. (P097)"""

    note: str | None = None
    """A word on it; private."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(StatefulRecord):
    """What I want to reach."""

    STATES: ClassVar[tuple[str, ...]] = ("active", "paused", "achieved", "dropped")
    OPEN: ClassVar[tuple[str, ...]] = ("active", "paused")
    MOVES: ClassVar[Mapping[str, tuple[tuple[str, ...], str]]] = {
        "pause": (("active",), "paused"),
        "resume": (("paused",), "active"),
        "achieve": (("active", "paused"), "achieved"),
        "drop": (("active", "paused"), "dropped"),
        "reopen": (("achieved", "dropped"), "active"),
    }

    title: Words
    """What I want to reach."""

    why: str | None = None
    """Why it matters to me."""

    builds: Literal["skill", "visibility", "credibility", "confidence", "relationship"] | None = (
        None
    )
    """What it builds. (P002)"""

    skill: SkillLink | None = None
    """The skill that it builds."""

    relationship: RelationshipLink | None = None
    """The relationship that it is worked on in; nobody else then sees it."""

    objective: ObjectiveLink | None = None
    """The objective of the business that it serves. (P009)"""

    measure: str | None = None
    """What is counted; a coach's goal has one. (P035)"""

    unit: str | None = None
    """The unit of the measure."""

    baseline: float | None = None
    """Where the measure stood; asked for before a target. (P006)"""

    target: float | None = None
    """Where it is to be."""

    due: dt.date | None = None
    """By when; a coach's goal has a day. (P035)"""

    commitment: Annotated[int, Interval(ge=1, le=10)] | None = None
    """How much I want it, 1 to 10."""

    stretch: bool | None = None
    """Whether it is a stretch. (P047)"""

    state: Literal["active", "paused", "achieved", "dropped"] = "active"
    """Where it is in its life."""

    milestones: tuple[Milestone, ...] = ()
    """The steps on the way."""

    checkins: tuple[Checkin, ...] = ()
    """How it went, day by day."""

    @property
    def value(self) -> float | None:
        """Where the measure stands now: the latest check-in's value, else the baseline."""
        measured = [checkin for checkin in self.checkins if checkin.value is not None]
        return max(reversed(measured), key=_day).value if measured else self.baseline

    @property
    def progress(self) -> float | None:
        """The part of the way that is done, 0 to 1; None if it can't be told.

        By the measure, if baseline, target and value are known; else by milestones.
        """
        if self.state == "achieved":
            return 1.0
        if self.baseline is not None and self.target is not None and self.value is not None:
            way = self.target - self.baseline
            return max(0.0, min(1.0, (self.value - self.baseline) / way)) if way else None
        if self.milestones:
            done = sum(milestone.done_on is not None for milestone in self.milestones)
            return done / len(self.milestones)
        return None

    @property
    def latest(self) -> Checkin | None:
        """The latest check-in."""
        return max(reversed(self.checkins), key=_day) if self.checkins else None

    def check_in(self, checkin: Checkin) -> Goal:
        """Add a check-in; raises Refused on a goal that is closed."""
        self._require_open("check in on")
        return dataclasses.replace(self, checkins=(*self.checkins, checkin))

    def add_milestone(self, milestone: Milestone) -> Goal:
        """Add a step; raises Refused on a goal that is closed, and for a step that is there."""
        self._require_open("add a milestone to")
        if any(one.title == milestone.title for one in self.milestones):
            raise Refused(f"there is a milestone {milestone.title!r} already: {self.title}")
        return dataclasses.replace(self, milestones=(*self.milestones, milestone))

    def finish_milestone(self, number: int, on: dt.date) -> Goal:
        """Mark a step done, counted from 0; raises Refused on a closed goal, or a second time."""
        self._require_open("mark a milestone of")
        step = self.milestones[number]
        if step.done_on:
            raise Refused(f"already done on {step.done_on.isoformat()}: {step.title}")
        done = dataclasses.replace(step, done_on=on)
        before, after = self.milestones[:number], self.milestones[number + 1 :]
        return dataclasses.replace(self, milestones=(*before, done, *after))

    def pause(self, on: dt.date) -> Goal:
        """Let it rest; raises Refused from a state that can't."""
        return self._moved("pause", on=on)

    def resume(self, on: dt.date) -> Goal:
        """Go on with it; raises Refused unless it is paused."""
        return self._moved("resume", on=on)

    def achieve(self, on: dt.date) -> Goal:
        """Call it reached."""
        return self._moved("achieve", on=on)

    def drop(self, on: dt.date, why: str | None = None) -> Goal:
        """Give it up."""
        return self._moved("drop", on=on, why=why)

    def reopen(self, on: dt.date) -> Goal:
        """Take it up again."""
        return self._moved("reopen", on=on)

    def _require_open(self, doing: str) -> None:
        if not self.is_open:
            raise Refused(
                f"can't {doing} what is {self.state}: {self.title}", hint=self._moves_there_are()
            )


def _day(checkin: Checkin) -> dt.date:
    return checkin.on
