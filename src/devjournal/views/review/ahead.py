"""What has no evidence, and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from devjournal.frozen import dataclass
from devjournal.journal.stored import Ref, Stored

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal

Kind = Literal["objective", "goal", "skill"]

_IMPORTANT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that matters, without a win, rating or check-in in the period.

    `last` is the day of its latest evidence before; None if there never was any.
    """

    ref: Ref
    kind: Kind
    title: str
    last: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
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

    Those longest without it come first. What began after the period is no gap in it, and
    what is `quiet` is left in peace.
    """
    evidence = _evidence(journal)
    until = min(period.last, today)
    gaps = []
    for kind, stored in _that_matter(journal):
        days = evidence.get(stored.ref, [])
        before = [day for day in days if day <= until]
        has_begun = before or not days
        if has_begun and stored.ref not in quiet and not any(day in period for day in before):
            last = max(before, default=None)
            gaps.append(Gap(ref=stored.ref, kind=kind, title=stored.record.headline, last=last))
    return tuple(sorted(gaps, key=lambda gap: (gap.last or dt.date.min, gap.ref)))


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


def _evidence(journal: Journal) -> dict[Ref, list[dt.date]]:
    """Return the days of the wins, ratings and check-ins that speak for each record.

    What speaks for a goal speaks for its objective too.
    """
    found: dict[Ref, list[dt.date]] = {}

    def add(kind: Kind, id_: str | None, on: dt.date) -> None:
        if id_:
            found.setdefault(Ref(kind, id_), []).append(on)

    for skill in journal.skills:
        for rating in skill.record.ratings:
            add("skill", skill.id, rating.on)
    for goal in journal.goals:
        for checkin in goal.record.checkins:
            add("goal", goal.id, checkin.on)
            add("objective", goal.record.objective, checkin.on)
    for win in journal.entries_of("win"):
        served = journal.get(("goal", win.record.goal)) if win.record.goal else None
        add("skill", win.record.skill, win.record.on)
        add("goal", win.record.goal, win.record.on)
        add("objective", win.record.objective, win.record.on)
        add("objective", served.record.objective if served else None, win.record.on)
    return found


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
