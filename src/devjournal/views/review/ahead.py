"""What has no evidence, and what comes next."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any, Literal

from devjournal.dates import Period
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Ref, Stored

_IMPORTANT = 4


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that matters, without a win, rating or check-in in the period.

    `last` is the day of its latest evidence before; None if there never was any.
    """

    ref: Ref
    kind: Literal["objective", "goal", "skill"]
    title: str
    last: dt.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A goal that falls due, or an opportunity that is planned; `on` is its day."""

    ref: Ref
    kind: Literal["goal", "opportunity"]
    title: str
    on: dt.date | None
    state: str


def build_gaps(
    journal: Journal, period: Period, today: dt.date, quiet: frozenset[Ref]
) -> tuple[Gap, ...]:
    """Return open objectives and goals, and skills of importance 4 or 5, without evidence.

    Those longest without it come first; what is `quiet` is left in peace.
    """
    until = min(period.last, today)
    gaps = []
    for kind, stored in _that_matter(journal):
        days = [day for day in _evidence(journal, kind, stored) if day <= until]
        if stored.ref in quiet or any(day in period for day in days):
            continue
        title: str = stored.record.headline
        gaps.append(Gap(ref=stored.ref, kind=kind, title=title, last=max(days, default=None)))
    return tuple(sorted(gaps, key=lambda gap: (gap.last or dt.date.min, gap.ref)))


Kind = Literal["objective", "goal", "skill"]


def _that_matter(journal: Journal) -> Iterator[tuple[Kind, Stored[Any]]]:
    for objective in journal.objectives:
        if objective.record.is_open:
            yield "objective", objective
    for goal in journal.goals:
        if goal.record.state == "active":
            yield "goal", goal
    for skill in journal.skills:
        if (skill.record.importance or 0) >= _IMPORTANT:
            yield "skill", skill


def _evidence(journal: Journal, kind: Kind, stored: Stored[Any]) -> Iterator[dt.date]:
    """Yield the day of every win, rating and check-in that speaks for a record."""
    named = {stored.id}
    if kind == "goal":
        yield from (checkin.on for checkin in stored.record.checkins)
    elif kind == "skill":
        yield from (rating.on for rating in stored.record.ratings)
    else:
        goals = [goal for goal in journal.goals if goal.record.objective == stored.id]
        for goal in goals:
            yield from (win.record.on for win in journal.entries_of("win") if win.record.goal == goal.id)
    for win in journal.entries_of("win"):
        if getattr(win.record, kind) in named:
            yield win.record.on


def build_next(journal: Journal) -> tuple[Next, ...]:
    """Return the goals that fall due and the opportunities still open, in the order of days."""
    goals = [
        Next(ref=goal.ref, kind="goal", title=goal.record.title, on=goal.record.due, state="due")
        for goal in journal.goals
        if goal.record.state == "active" and goal.record.due is not None
    ]
    chances = [
        Next(
            ref=chance.ref,
            kind="opportunity",
            title=chance.record.title,
            on=chance.record.on,
            state=chance.record.state,
        )
        for chance in journal.opportunities
        if chance.record.is_open
    ]
    return tuple(sorted([*goals, *chances], key=lambda one: (one.on or dt.date.max, one.ref)))
