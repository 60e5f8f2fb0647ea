"""What I grow towards: skills, objectives of the business, goals and opportunities."""

import datetime as dt
from decimal import Decimal
from typing import ClassVar, Literal, Self

from devjournal.dates import show_day
from devjournal.dates.periods import require_period
from devjournal.errors import Refused
from devjournal.models.base import Record, Stateful, Table, field, replace, required


class Rating(Table):
    """Where you stood in a skill on a day, who says so, and what showed it."""

    # Practice: evidence P087.

    on: dt.date = required("The day of the rating.", "all", past=True)
    level: int = required("1 (new to it) to 5 (others learn it from you).", "all", ge=1, le=5)
    by: str | None = field("Who rated it (you): a person, or a name.", "all", link="person or name")
    evidence: str | None = field("What showed it.", "all")


class Skill(Record):
    """A skill that you build."""

    # Practice: importance P086, target P006, owners P102.

    TITLE: ClassVar[str] = "name"

    name: str = required("The name of the skill.", "all", min_length=1)
    importance: int | None = field(
        "How much it matters for where you want to go, 1 to 5.", "all", ge=1, le=5
    )
    target: int | None = field("The level you want to reach, 1 to 5.", "all", ge=1, le=5)
    owners: tuple[str, ...] = field("Who answers for it after you.", "all", link="person or name")
    ratings: tuple[Rating, ...] = field("Where you stood, day by day.")

    @property
    def baseline(self) -> int | None:
        """The first level that was rated."""
        return min(self.ratings, key=_day).level if self.ratings else None

    @property
    def level(self) -> int | None:
        """The latest level that was rated."""
        return max(reversed(self.ratings), key=_day).level if self.ratings else None

    def rate(self, rating: Rating) -> Self:
        """Add a rating."""
        return replace(self, ratings=(*self.ratings, rating))


class Objective(Stateful):
    """An objective of the business that your work serves."""

    # Practice: kpi P009.

    title: str = required("What the business wants.", "all", min_length=1)
    kpi: str | None = field("The number that shows it.", "all")
    unit: str | None = field("The unit of that number.", "all")
    baseline: Decimal | None = field("The value it started from.", "all")
    target: Decimal | None = field("The value to reach.", "all")
    owner: str | None = field(
        "Who answers for it: a person, or a name.", "all", link="person or name"
    )
    period: str | None = field(
        "When: 2026, 2026-H1 or 2026-Q4.", "all", flag="--period PERIOD", sense=require_period
    )
    state: Literal["open", "met", "missed", "dropped"] = field("The state it is in.", "all")


class Milestone(Table):
    """A step towards a goal."""

    title: str = required("What the step is.", min_length=1)
    due: dt.date | None = field("By when.")
    done_on: dt.date | None = field("The day it was done.", past=True)


class Checkin(Table):
    """How a goal went by a day."""

    # Practice: confidence P047, behaviour P097.

    on: dt.date = required("The day of the check-in.", "all", past=True)
    value: Decimal | None = field("Where the measure stands, in the goal's unit.", "all")
    health: Literal["on_track", "at_risk", "off_track"] | None = field("How it is going.", "all")
    confidence: int | None = field("How sure you are, 1 to 5; for you alone.", ge=1, le=5)
    behaviour: str | None = field("What you did that others could see; for you alone.")
    note: str | None = field("A note; for you alone.")


class Goal(Stateful):
    """What you want to reach."""

    # Practice: builds P002, objective P009, measure P035, baseline P006, due P035, stretch P047,
    # checkins P097.

    title: str = required("What you want to reach.", "all", min_length=1)
    why: str | None = field("Why it matters to you.")
    builds: Literal["skill", "visibility", "credibility", "confidence", "relationship"] | None = (
        field("What it builds.")
    )
    skill: str | None = field("The skill it builds.", "all", link="skill")
    relationship: str | None = field(
        "The relationship you work on it in; nobody else then sees it.", "all", link="relationship"
    )
    objective: str | None = field(
        "The objective of the business it serves.", "all", link="objective"
    )
    measure: str | None = field("What is counted.", "all")
    unit: str | None = field("The unit of the measure.", "all")
    baseline: Decimal | None = field("The value it started from.", "all")
    target: Decimal | None = field("The value to reach; needs a baseline.", "all")
    due: dt.date | None = field("The day it is due.", "all")
    commitment: int | None = field("How much you want it, 1 to 10.", ge=1, le=10)
    stretch: bool | None = field("Whether it is a stretch.", flag="--stretch")
    state: Literal["active", "paused", "achieved", "dropped"] = field("The state it is in.", "all")
    milestones: tuple[Milestone, ...] = field(
        'A step towards it, as in "First draft due:1m".', flag="--milestone STEP"
    )
    checkins: tuple[Checkin, ...] = field("How it went, day by day.")

    @property
    def value(self) -> Decimal | None:
        """Where the measure stands now: the latest check-in's value, else the baseline."""
        measured = [checkin for checkin in self.checkins if checkin.value is not None]
        return max(reversed(measured), key=_day).value if measured else self.baseline

    @property
    def progress(self) -> float | None:
        """How much is done, 0 to 1, by the measure or else by milestones; None if neither tells.

        Of a goal that was achieved all is done where neither tells.
        """
        if self.baseline is not None and self.target is not None and self.value is not None:
            whole = self.target - self.baseline
            if whole:
                return max(0.0, min(1.0, float((self.value - self.baseline) / whole)))
        elif self.milestones:
            done = sum(milestone.done_on is not None for milestone in self.milestones)
            return done / len(self.milestones)
        return 1.0 if self.state == "achieved" else None

    @property
    def latest(self) -> Checkin | None:
        """The latest check-in."""
        return max(reversed(self.checkins), key=_day) if self.checkins else None

    @property
    def judged(self) -> Checkin | None:
        """The latest check-in that says how it looks: a value alone takes no word back."""
        judged = [checkin for checkin in reversed(self.checkins) if checkin.health]
        return max(judged, key=_day) if judged else None

    def check_in(self, checkin: Checkin) -> Self:
        """Add a check-in; raises Refused on a goal that is closed."""
        self._require_open("check in on")
        return replace(self, checkins=(*self.checkins, checkin))

    def add_milestone(self, milestone: Milestone) -> Self:
        """Add a step; raises Refused on a goal that is closed, and for a step that is there."""
        self._require_open("add a milestone to")
        if any(one.title == milestone.title for one in self.milestones):
            raise Refused(f"there is a milestone {milestone.title!r} already: {self.title}")
        return replace(self, milestones=(*self.milestones, milestone))

    def finish_milestone(self, number: int, on: dt.date) -> Self:
        """Mark a step done, counted from 0; raises Refused on a closed goal, or a second time."""
        self._require_open("mark a milestone of")
        step = self.milestones[number]
        if step.done_on:
            raise Refused(f"already done on {show_day(step.done_on)}: {step.title}")
        before, after = self.milestones[:number], self.milestones[number + 1 :]
        return replace(self, milestones=(*before, replace(step, done_on=on), *after))

    def _require_open(self, doing: str) -> None:
        if not self.is_open:
            hint = self.moves_hint()
            message = f"can't {doing} what is {self.state}: {self.title}"
            raise Refused(message, hint=hint, record=self)


class Opportunity(Stateful):
    """A chance to be seen doing something that matters."""

    # Practice: type P012, purpose P039, scale P016, stretch P047, stakeholders P008,
    # decision_makers P003 P008, exposure P008, objective P009 P014, expected_result P015,
    # prep_goals P022, retry_of P020, outcome P017.

    title: str = required("What it is.", "all", min_length=1)
    type: Literal["presentation", "project", "role", "promotion", "introduction"] | None = field(
        "What sort of opportunity it is.", "all"
    )
    purpose: Literal["growth", "advancement", "succession"] | None = field("What it is for.", "all")
    scale: Literal["team", "org", "company"] | None = field("How far it reaches.", "all")
    stretch: bool | None = field("Whether it is a risk for you.", "all", flag="--stretch")
    sponsor: str | None = field(
        "Who opened the door: a person, or a name.", "all", link="person or name"
    )
    stakeholders: tuple[str, ...] = field("Who is affected by it.", "all", link="person or name")
    decision_makers: tuple[str, ...] = field("Who decides.", "all", link="person or name")
    exposure: str | None = field("Who will see you do it.", "all")
    objective: str | None = field(
        "The objective of the business it serves.", "all", link="objective"
    )
    expected_result: str | None = field("The result you expect, stated before it starts.", "all")
    result: str | None = field("What it brought.", "all")
    prep_goals: tuple[str, ...] = field("A goal that prepares you for it.", "all", link="goal")
    retry_of: str | None = field(
        "The opportunity that did not go well, which this one tries again.",
        "all",
        link="opportunity",
    )
    proposed_on: dt.date | None = field("The day it was proposed.", "all", past=True)
    accepted_on: dt.date | None = field(
        "The day it was accepted.", "all", past=True, least="proposed_on"
    )
    on: dt.date | None = field("The day it happens, or happened.", "all")
    outcome: Literal["swam", "mixed", "sank"] | None = field(
        "How it went: well (swam), partly well (mixed) or not well (sank).", "all"
    )
    state: Literal["idea", "proposed", "accepted", "delivered", "declined"] = field(
        "The state it is in.", "all"
    )


def _day(dated: Rating | Checkin) -> dt.date:
    return dated.on
