"""Work by what it serves: each objective with its goals and wins, then all other work."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass
from devjournal.pages.growth import Point, points_of

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models import goal as record
    from devjournal.models.objective import Objective
    from devjournal.views.review.wins import Win

Health = Literal["on_track", "at_risk", "off_track"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalPart:
    """A goal as it stood when the period ended, or stands today, and its wins.

    `value` goes from `baseline` to `target`, in `unit`; `progress` is 0 to 1. `on` is the
    day of the check-in that says so, and `points` are the values on the way.
    """

    ref: Ref
    title: str
    measure: str | None
    unit: str | None
    baseline: float | None
    value: float | None
    target: float | None
    progress: float | None
    health: Health | None
    state: Literal["active", "paused", "achieved", "dropped"]
    on: dt.date | None
    due: dt.date | None
    closed_on: dt.date | None
    points: tuple[Point, ...]
    wins: tuple[Win, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveLine:
    """What the business wants, by its number. (P009)"""

    ref: Ref
    title: str
    kpi: str | None
    unit: str | None
    baseline: float | None
    target: float | None
    owner: str | None
    period: str | None
    state: Literal["open", "met", "missed", "dropped"]
    closed_on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The work for one objective (None: for none); `wins` belong to none of its goals."""

    objective: ObjectiveLine | None
    goals: tuple[GoalPart, ...]
    wins: tuple[Win, ...]


def build_chapters(
    journal: Journal, period: Period, today: dt.date, wins: Sequence[Win]
) -> tuple[Chapter, ...]:
    """Return a chapter for each objective that was worked on, the one with most wins first.

    Goals and wins that serve no objective come last, in a chapter of their own.
    """
    goals = [goal for goal in journal.goals if _belongs(goal, period, today, wins)]
    chapters = [
        _chapter(journal, objective, period, today, wins, goals)
        for objective in (*journal.objectives, None)
    ]
    worked_on = [chapter for chapter in chapters if chapter.goals or chapter.wins]
    return tuple(sorted(worked_on, key=lambda one: (one.objective is None, -_count(one))))


def _count(chapter: Chapter) -> int:
    return len(chapter.wins) + sum(len(goal.wins) for goal in chapter.goals)


def _belongs(
    goal: Stored[record.Goal], period: Period, today: dt.date, wins: Sequence[Win]
) -> bool:
    """Whether a goal was alive in a period, as far as its dated records say."""
    closed_on = goal.record.closed_on
    if closed_on is not None and closed_on < period.first:
        return False
    begun = any(checkin.on <= period.last for checkin in goal.record.checkins)
    ended = closed_on is not None and closed_on in period
    is_now = goal.record.is_open and today <= period.last
    return begun or ended or is_now or any(win.goal == goal.id for win in wins)


def _chapter(
    journal: Journal,
    objective: Stored[Objective] | None,
    period: Period,
    today: dt.date,
    wins: Sequence[Win],
    goals: Sequence[Stored[record.Goal]],
) -> Chapter:
    id_ = objective.id if objective else None
    here = [win for win in wins if win.objective == id_]
    until = min(period.last, today)
    parts = tuple(
        _goal(goal, until, tuple(win for win in here if win.goal == goal.id))
        for goal in goals
        if _objective_of(journal, goal.record) == id_
    )
    placed = {win.ref for part in parts for win in part.wins}
    return Chapter(
        objective=_objective(journal, objective) if objective else None,
        goals=parts,
        wins=tuple(win for win in here if win.ref not in placed),
    )


def _objective_of(journal: Journal, goal: record.Goal) -> str | None:
    known = goal.objective and journal.get(("objective", goal.objective))
    return goal.objective if known else None


def _objective(journal: Journal, stored: Stored[Objective]) -> ObjectiveLine:
    objective = stored.record
    return ObjectiveLine(
        ref=stored.ref,
        title=objective.title,
        kpi=objective.kpi,
        unit=objective.unit,
        baseline=objective.baseline,
        target=objective.target,
        owner=journal.name_of(objective.owner) if objective.owner else None,
        period=objective.period,
        state=objective.state,
        closed_on=objective.closed_on,
    )


def _goal(stored: Stored[record.Goal], until: dt.date, wins: tuple[Win, ...]) -> GoalPart:
    goal = as_of(stored.record, until)
    latest = goal.latest
    return GoalPart(
        ref=stored.ref,
        title=goal.title,
        measure=goal.measure,
        unit=goal.unit,
        baseline=goal.baseline,
        value=goal.value,
        target=goal.target,
        progress=goal.progress,
        health=latest.health if latest else None,
        state=goal.state,
        on=latest.on if latest else None,
        due=goal.due,
        closed_on=goal.closed_on,
        points=points_of(goal),
        wins=wins,
    )


def as_of(goal: record.Goal, day: dt.date) -> record.Goal:
    """Return a goal as it stood on a day: what came later is not yet there."""
    checkins = tuple(checkin for checkin in goal.checkins if checkin.on <= day)
    milestones = tuple(
        step
        if step.done_on is None or step.done_on <= day
        else dataclasses.replace(step, done_on=None)
        for step in goal.milestones
    )
    was = dataclasses.replace(goal, checkins=checkins, milestones=milestones)
    if goal.closed_on is None or goal.closed_on <= day:
        return was
    return dataclasses.replace(was, state="active", closed_on=None)
