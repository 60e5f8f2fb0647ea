"""The work of a review: objectives with their goals and wins, and stages stood on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from devjournal.pages.growth import health_words, trail
from devjournal.pages.phrases import changed, cite, figure, flat, moved, plain_day, with_unit
from devjournal.render.document import (
    Block,
    Heading,
    Item,
    Line,
    ListBlock,
    Paragraph,
    Span,
    join,
    line,
    text_of,
)
from devjournal.render.drawings import Gauge, Progress

if TYPE_CHECKING:
    from devjournal.views.review.chances import Chance
    from devjournal.views.review.chapters import Chapter, GoalPart, ObjectiveLine
    from devjournal.views.review.wins import Number, Win

_DOT = " · "
_FROM_AND_TO = 2
_SERVED = {"team": "the team", "customer": "customers", "stakeholder": "stakeholders"}
_SCALE = {"team": "in the team", "org": "across the organisation", "company": "across the company"}


def compose_chapter(chapter: Chapter, today: dt.date) -> list[Block]:
    """Return an objective's section: its number, its own wins, then each goal's."""
    if chapter.objective is None:
        return _without_objective(chapter, today)
    return [
        Heading(line(chapter.objective.title)),
        Paragraph(_objective(chapter.objective, today)),
        *_wins(chapter.wins, today),
        *_goals(chapter.goals, today),
    ]


def _without_objective(chapter: Chapter, today: dt.date) -> list[Block]:
    blocks: list[Block] = []
    if chapter.goals:
        blocks += [Heading(line("Goals of my own")), *_goals(chapter.goals, today)]
    if chapter.wins:
        blocks += [Heading(line("Other work")), *_wins(chapter.wins, today)]
    return blocks


def _objective(objective: ObjectiveLine, today: dt.date) -> Line:
    way = moved(objective.baseline, objective.target, objective.unit)
    closed = f" {plain_day(objective.closed_on, today)}" if objective.closed_on else ""
    facts = [
        line(" ".join(filter(None, (objective.kpi, way)))),
        line(objective.period or ""),
        line(f"owner {objective.owner}" if objective.owner else ""),
        line(f"{objective.state}{closed}" if objective.state != "open" else ""),
    ]
    return line(*join(_DOT, facts), *cite(objective.ref))


def _goals(goals: Sequence[GoalPart], today: dt.date) -> list[Block]:
    blocks: list[Block] = []
    for goal in goals:
        blocks.append(Heading(line(Span("Goal · ", "dim"), goal.title), 2))
        blocks.append(Progress((_gauge(goal, today),)))
        blocks += _wins(goal.wins, today)
    return blocks


def _gauge(goal: GoalPart, today: dt.date) -> Gauge:
    """Return a goal's bar; of more than two values on the way, the way beneath it."""
    if len(goal.points) <= _FROM_AND_TO:
        return Gauge((), goal.progress, _standing(goal, today))
    values = tuple(point.value for point in goal.points)
    words = trail(goal.points, today)
    return Gauge((), goal.progress, _standing(goal, today), trail=values, trail_words=words)


def _standing(goal: GoalPart, today: dt.date) -> Line:
    """Return "68% · 0 → 17 of 25 · on track on 9 Oct · due 10 Dec", and what is counted."""
    facts = [
        line(Span(f"{goal.progress:.0%}" if goal.progress is not None else "", "number")),
        line(_value(goal)),
        line(_health(goal, today)),
        line(f"due {plain_day(goal.due, today)}" if goal.due and not goal.closed_on else ""),
        line(Span(goal.measure or "", "dim")),
    ]
    return line(*(join(_DOT, facts) or line(goal.state)), *cite(goal.ref))


def _value(goal: GoalPart) -> str:
    """Return "0 → 17 of 25", or where less is the aim, "9 → 7, target 3"."""
    if goal.value is None:
        return ""
    if goal.target is None:
        return moved(goal.baseline, goal.value, goal.unit)
    way = moved(goal.baseline, goal.value, None)
    target = with_unit(figure(goal.target), goal.unit)
    is_less = goal.baseline is not None and goal.target < goal.baseline
    return f"{way}, target {target}" if is_less else f"{way} of {target}"


def _health(goal: GoalPart, today: dt.date) -> str:
    if goal.closed_on:
        return f"{goal.state} {plain_day(goal.closed_on, today)}"
    seen = (
        f"{text_of(health_words(goal.health))} on {plain_day(goal.on, today)}"
        if goal.health and goal.on
        else ""
    )
    return ", ".join(filter(None, ("" if goal.state == "active" else goal.state, seen)))


def _wins(wins: Sequence[Win], today: dt.date) -> list[Block]:
    return [ListBlock(tuple(_win(win, today) for win in wins))] if wins else []


def _win(win: Win, today: dt.date) -> Item:
    headline = Span(flat(win.business_line or win.text), "strong")
    head = line(Span(plain_day(win.on, today), "date"), _DOT, headline, *cite(win.ref, "win"))
    said = [line(flat(text)) for text in (win.text if win.business_line else "", win.so_what or "")]
    lines = [*said, *map(_number, win.numbers), _around(win)]
    return Item(head, tuple(filter(None, lines)))


def _number(number: Number) -> Line:
    way = moved(number.before, number.after, number.unit)
    change = changed(number.before, number.after, number.unit, number.change)
    told = line(f"{number.metric}: ", Span(way, "number"))
    if not change:
        return told
    if number.is_better is None:
        return line(*told, f" ({change})")
    verdict = Span("better", "good") if number.is_better else Span("worse", "bad")
    return line(*told, f" ({change}, ", verdict, ")")


def _around(win: Win) -> Line:
    """Return whom a win served, who helped, and what shows it."""
    served = f"for {_SERVED[win.served]}" if win.served else ""
    reach = "" if win.served == win.scale else _SCALE.get(win.scale or "", "")
    facts = [
        ", ".join(filter(None, (served, reach))),
        f"with {', '.join(win.credit)}" if win.credit else "",
        f"evidence: {flat(win.evidence)}" if win.evidence else "",
    ]
    return line(Span(_DOT.join(filter(None, facts)), "dim"))


def compose_chances(chances: Sequence[Chance], today: dt.date) -> list[Block]:
    """Return the stages stood on, each with what was expected and what came of it."""
    if not chances:
        return []
    return [
        Heading(line("Opportunities")),
        ListBlock(tuple(_chance(chance, today) for chance in chances)),
    ]


def _chance(chance: Chance, today: dt.date) -> Item:
    kind = join(", ", [line(chance.type or ""), line(_SCALE.get(chance.scale or "", ""))])
    outcome = Span(chance.outcome or "", "good" if chance.outcome == "swam" else "warn")
    facts = join(
        _DOT,
        [
            line(Span(plain_day(chance.on, today), "date")),
            line(Span(chance.title, "strong")),
            kind,
            line(outcome),
        ],
    )
    subs = [
        ("expected", chance.expected),
        ("result", chance.result),
        ("objective", chance.objective),
        ("seen by", chance.exposure),
        ("door opened by", chance.sponsor),
    ]
    told = (line(Span(f"{label}: ", "label"), flat(text)) for label, text in subs if text)
    return Item(line(*facts, *cite(chance.ref, "")), tuple(told))
