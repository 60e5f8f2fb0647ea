"""The way of a goal: where it began, stands and goes, its check-ins and its steps. (P006, P097)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.goal import Goal

Health = Literal["on_track", "at_risk", "off_track"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where the measure stood on a day; `on` is None for the baseline, which has no day."""

    on: dt.date | None
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A milestone."""

    title: str
    due: dt.date | None
    done_on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalWay:
    """A goal: `value` went from `baseline` and goes to `target`, in `unit`.

    `progress` is 0 to 1. `points` are the values on the way, in the order of days; `on` is
    the day of the latest check-in, which says the `health`.
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
    on: dt.date | None
    state: Literal["active", "paused", "achieved", "dropped"]
    due: dt.date | None
    closed_on: dt.date | None
    points: tuple[Point, ...]
    steps: tuple[Step, ...]


def build_goal_way(stored: Stored[Goal], since: dt.date | None = None) -> GoalWay:
    """Return a goal's way; with `since`, from where it stood on the day before."""
    goal = stored.record
    latest = goal.latest
    return GoalWay(
        ref=stored.ref,
        title=goal.title,
        measure=goal.measure,
        unit=goal.unit,
        baseline=goal.baseline,
        value=goal.value,
        target=goal.target,
        progress=goal.progress,
        health=latest.health if latest else None,
        on=latest.on if latest else None,
        state=goal.state,
        due=goal.due,
        closed_on=goal.closed_on,
        points=points_of(goal, since),
        steps=tuple(
            Step(title=one.title, due=one.due, done_on=one.done_on) for one in goal.milestones
        ),
    )


def points_of(goal: Goal, since: dt.date | None = None) -> tuple[Point, ...]:
    """Return the baseline and each measured check-in; `since` a day, from the one before it."""
    start = [] if goal.baseline is None else [Point(on=None, value=goal.baseline)]
    checkins = sorted(goal.checkins, key=lambda one: one.on)
    points = start + [
        Point(on=one.on, value=one.value) for one in checkins if one.value is not None
    ]
    before = [one for one in points if since and (one.on is None or one.on < since)]
    return tuple(points[max(len(before) - 1, 0) :])
