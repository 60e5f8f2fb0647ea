"""Progress over months: goals, skills, activity, promises and meetings, each as it moved."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from devjournal.frozen import dataclass
from devjournal.pages.cited import withheld
from devjournal.pages.growth import (
    GoalProgress,
    SkillProgress,
    TheirGrowth,
    build_goal_progress,
    build_skill_progress,
    build_their_growth,
)
from devjournal.practice.settle import FILL_IN, command
from devjournal.views.progress.activity import Week, build_activity
from devjournal.views.progress.months import months_until, period_of
from devjournal.views.progress.owed import Owed, build_owed
from devjournal.views.progress.rhythm import Rhythm, build_rhythms
from devjournal.views.review.kept import build_commitments

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What moved in a run of months, each with the record it comes from.

    `activity` is for me alone: what a reader sees of it would tell them nothing. `next_step`
    is the command to begin with, where there is nothing to show.
    """

    reader: str
    reader_name: str | None
    me: str | None
    months: tuple[dt.date, ...]
    period: Period
    today: dt.date
    goals: tuple[GoalProgress, ...]
    skills: tuple[SkillProgress, ...]
    their_growth: tuple[TheirGrowth, ...]
    activity: tuple[Week, ...]
    owed: Owed | None
    rhythms: tuple[Rhythm, ...]
    next_step: str | None = None
    withheld: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show at all."""
        moved = (self.goals, self.skills, self.their_growth, self.activity, self.rhythms)
        return not (any(moved) or self.owed)


def build_progress(
    journal: Journal, today: dt.date, *, months: int = 12, reader: str = "self"
) -> Progress:
    """Return the progress of the last `months` months as `reader` may see it.

    A reader is self, manager, exec, or the id of a relationship.
    """
    whole = _build(journal, today, months)
    if reader == "self":
        step = command("goal", "add", FILL_IN) if whole.is_empty else None
        return dataclasses.replace(whole, next_step=step)
    shown = _build(journal.for_reader(reader, today), today, months)
    return dataclasses.replace(shown, withheld=withheld(whole, shown))


def _build(journal: Journal, today: dt.date, number: int) -> Progress:
    months = months_until(today, number)
    period = period_of(months, today)
    profile = journal.profile.record if journal.profile else None
    bound = journal.get(("relationship", journal.reader))
    return Progress(
        reader=journal.reader,
        reader_name=journal.name_of(bound.record.person) if bound else None,
        me=profile.name if profile else None,
        months=months,
        period=period,
        today=today,
        goals=_goals(journal, period),
        skills=_skills(journal, period),
        their_growth=build_their_growth(journal, journal.relationships, period),
        activity=build_activity(journal, today) if journal.reader == "self" else (),
        owed=build_owed(journal, today, build_commitments(journal, period, today)),
        rhythms=build_rhythms(journal, months, period),
    )


_ORDER = ("active", "paused", "achieved", "dropped")


def _goals(journal: Journal, period: Period) -> tuple[GoalProgress, ...]:
    """The open goals and those that closed in the period, the one due first in front."""
    shown = [
        build_goal_progress(goal, period.first)
        for goal in journal.goals
        if goal.is_open or (goal.record.closed_on or dt.date.min) in period
    ]
    shown.sort(key=_by_state)
    return tuple(shown)


def _skills(journal: Journal, period: Period) -> tuple[SkillProgress, ...]:
    """Every skill with a level or a target, the most important first."""
    shown = [
        build_skill_progress(journal, skill, period.first)
        for skill in journal.skills
        if skill.record.ratings or skill.record.target
    ]
    return tuple(sorted(shown, key=_by_importance))


def _by_state(one: GoalProgress) -> tuple[int, dt.date, str]:
    goal = one.goal.record
    return _ORDER.index(goal.state), goal.due or dt.date.max, one.goal.id


def _by_importance(one: SkillProgress) -> tuple[int, str]:
    return -(one.skill.record.importance or 0), one.skill.id
