"""Goals and skills on their way, as gauges: from where, where now, to where, and how it went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from devjournal.dates import late
from devjournal.render.compose.figures import figure, with_unit
from devjournal.render.compose.lines import flat, plain_day
from devjournal.render.document import Line, Span, join, line
from devjournal.render.drawings import Gauge

if TYPE_CHECKING:
    from devjournal.views.goal_way import GoalWay, Point
    from devjournal.views.skill_way import Level, SkillWay
    from devjournal.views.their_growth import TheirGrowth

_DOT = " · "
_ARROW = " → "
_MOST_POINTS = 8
HEALTH = {"on_track": "on track", "at_risk": "at risk", "off_track": "off track"}


def goal_gauge(goal: GoalWay, today: dt.date, *, cited: Line = ()) -> Gauge:
    """Return a goal's bar with its words, and beneath it how the measure moved."""
    is_way = len(goal.points) > 1
    measure = Span(f"{_DOT}{flat(goal.measure)}" if goal.measure else "", "dim")
    return Gauge(
        line(Span(flat(goal.title), "strong"), measure),
        goal.progress,
        line(*_standing(goal, today), *cited),
        trail=tuple(point.value for point in goal.points) if is_way else (),
        trail_words=trail(goal.points, today) if is_way else (),
    )


def _standing(goal: GoalWay, today: dt.date) -> Line:
    """Return "68% · 17 of 25, from 0 · on track · due 24 Nov", as far as it is known."""
    facts = [
        line(Span(f"{goal.progress:.0%}" if goal.progress is not None else "", "number")),
        line(measured(goal.baseline, goal.value, goal.target, goal.unit)),
        _health(goal, today),
        _due(goal, today),
        line(_steps(goal)),
    ]
    return join(_DOT, facts) or line(goal.state)


def measured(
    baseline: float | None, value: float | None, target: float | None, unit: str | None
) -> str:
    """Return "17 of 25 slides, from 0"; where less is the aim, "7, target 3, from 9". (P006)"""
    if value is None:
        return f"target {with_unit(figure(target), unit)}" if target is not None else ""
    now = figure(value, like=target)
    since = f", from {with_unit(figure(baseline), _short(unit))}" if baseline is not None else ""
    if target is None:
        return f"{with_unit(now, unit)}{since}"
    aim = with_unit(figure(target), unit)
    is_less = baseline is not None and target < baseline
    return f"{now}, target {aim}{since}" if is_less else f"{now} of {aim}{since}"


def _short(unit: str | None) -> str | None:
    """A sign is said each time, a word once."""
    return unit if unit == "%" else None


def _steps(goal: GoalWay) -> str:
    done = sum(step.done_on is not None for step in goal.steps)
    word = "milestone" if len(goal.steps) == 1 else "milestones"
    return f"{done} of {len(goal.steps)} {word}" if goal.steps else ""


def _health(goal: GoalWay, today: dt.date) -> Line:
    if goal.closed_on:
        state = Span(goal.state, "good" if goal.state == "achieved" else "plain")
        return line(state, f" {plain_day(goal.closed_on, today)}")
    said = HEALTH.get(goal.health or "", "")
    health = Span(said, "plain" if goal.health == "on_track" else "warn")
    paused = line(goal.state) if goal.state == "paused" else ()
    return join(", ", [paused, line(health)])


def _due(goal: GoalWay, today: dt.date) -> Line:
    if goal.due is None or goal.closed_on:
        return ()
    passed = late(goal.due, today)
    due = Span(f"due {plain_day(goal.due, today)}", "date")
    return line(due, ", ", Span(passed, "late")) if passed else line(due)


def trail(points: Sequence[Point], today: dt.date) -> Line:
    """Return "0 → 5 → 9 · 17 Sep to 9 Oct"; of a long way its latest part."""
    shown = points[-_MOST_POINTS:]
    values = _ARROW.join(figure(point.value) for point in shown)
    more = "… → " if len(shown) < len(points) else ""
    return line(f"{more}{values}{_DOT}", Span(_days(shown, today), "date"))


def _days(points: Sequence[Point], today: dt.date) -> str:
    days = [point.on for point in points if point.on]
    first, last = plain_day(days[0], today), plain_day(days[-1], today)
    return first if first == last else f"{first} to {last}"


def skill_gauge(skill: SkillWay, today: dt.date, *, cited: Line = ()) -> Gauge:
    """Return a skill's bar, "2 → 3 of 4, 1 to go", and beneath it by whose word."""
    is_way = len(skill.levels) > 1
    facts = [
        line(Span(levels(skill.baseline, skill.level, skill.target), "number"), _to_go(skill)),
        line() if is_way or not skill.levels else _level(skill.levels[0], today),
        line(f"owner {', '.join(map(flat, skill.owners))}" if skill.owners else ""),
    ]
    return Gauge(
        line(Span(flat(skill.name), "strong")),
        _share(skill),
        line(*join(_DOT, facts), *cited),
        trail=tuple(float(one.level) for one in skill.levels) if is_way else (),
        trail_words=join(_ARROW, [_rated(one, today) for one in skill.levels]) if is_way else (),
    )


def growth_gauge(growth: TheirGrowth, today: dt.date) -> Gauge:
    """Return how a skill of somebody I help grew: they have no target that is mine to set."""
    is_way = len(growth.levels) > 1
    facts = [
        line(Span(levels(growth.baseline, growth.level, None), "number")),
        line() if is_way else _level(growth.levels[0], today),
    ]
    return Gauge(
        line(Span(flat(growth.who), "strong"), f": {flat(growth.skill)}"),
        None,
        line(*join(_DOT, facts)),
        trail=tuple(float(one.level) for one in growth.levels) if is_way else (),
        trail_words=join(_ARROW, [_rated(one, today) for one in growth.levels]) if is_way else (),
    )


def levels(baseline: int | None, level: int | None, target: int | None) -> str:
    """Return "2 → 3 of 4", "2 of 4", or "no level yet, target 4"."""
    if level is None:
        return f"no level yet, target {target}" if target else "no level yet"
    grown = f"{baseline}{_ARROW}{level}" if baseline not in (None, level) else str(level)
    return f"{grown} of {target}" if target else grown


def _to_go(skill: SkillWay) -> str:
    if skill.gap is None:
        return ""
    return f", {skill.gap} to go" if skill.gap else ", reached"


def _share(skill: SkillWay) -> float | None:
    """Return the part of the way from the first level to the target, as of a goal."""
    if skill.level is None or skill.baseline is None or skill.target is None:
        return None
    if not skill.gap:
        return 1.0
    way = skill.target - skill.baseline
    return max(skill.level - skill.baseline, 0) / way if way > 0 else 0.0


def _rated(one: Level, today: dt.date) -> Line:
    by = f" by {flat(one.by)}" if one.by else ""
    return line(str(one.level), " on ", Span(plain_day(one.on, today), "date"), by)


def _level(one: Level, today: dt.date) -> Line:
    by = f" by {flat(one.by)}" if one.by else ""
    return line("rated ", Span(plain_day(one.on, today), "date"), by)
