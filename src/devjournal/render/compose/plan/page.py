"""The page of a plan: why and where to first, then goals and skills, then who does what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.dates import show_day
from devjournal.pages.growth import goal_gauge, skill_gauge
from devjournal.pages.phrases import flat, moved, plain_day, withheld_note
from devjournal.render.compose.plan.header import compose_header
from devjournal.render.compose.plan.people import compose_agreement, compose_promises
from devjournal.render.compose.plan.readiness import compose_readiness
from devjournal.render.document import (
    Block,
    CheckItem,
    Checklist,
    Document,
    Heading,
    Item,
    Line,
    ListBlock,
    Note,
    Paragraph,
    Span,
    line,
)
from devjournal.render.drawings import Progress

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.models.goal import Milestone
    from devjournal.views.plan import Plan
    from devjournal.views.plan.plan import Lack

_KINDS = {"mentor": "Mentor", "coach": "Coaching", "sponsor": "Sponsor", "partner": "Partner"}
_LACKS = {
    "purpose": "It has no purpose yet.",
    "goals": "It has no goal yet.",
    "agreement": "Nothing is agreed on yet.",
}


def compose_plan(plan: Plan) -> Document:
    """Return the plan's page; one for a reader ends with how much it withholds."""
    if not plan.relationship:
        words = Paragraph(line(f"There is nothing here for {plan.reader}."))
        return Document((words, withheld_note(plan.withheld)), title=line(plan.me))
    blocks: list[Block] = [
        *compose_header(plan),
        *_outcomes(plan),
        *_goals(plan),
        *_skills(plan),
        *compose_promises(plan),
        *compose_agreement(plan),
        *compose_readiness(plan),
        *map(_lack, plan.lacks),
    ]
    if plan.reader != "self":
        blocks += [Heading(line("This page")), withheld_note(plan.withheld)]
    return Document(tuple(blocks), title=_title(plan), subtitle=_subtitle(plan))


def _title(plan: Plan) -> Line:
    names = " and ".join(map(flat, filter(None, (plan.me, plan.who))))
    return line(f"{_KINDS.get(plan.relationship_kind, '')} Action Plan · {names}".lstrip())


def _subtitle(plan: Plan) -> Line:
    whose = f"{plan.who or 'the other side'} is the {plan.label}" if plan.label else ""
    if plan.relationship_kind == "partner":
        whose = "partners, equal on both sides"
    return line(" · ".join(filter(None, (flat(whose), f"as of {show_day(plan.today)}"))))


def _outcomes(plan: Plan) -> list[Block]:
    """Return what is to come of it, for both of us and for the business."""
    both = Span(" (agreed)", "dim")
    items = [
        Item(line(flat(one.text), *((both,) if one.is_shared else ()))) for one in plan.outcomes
    ]
    for served in plan.served:
        way = moved(served.baseline, served.target, served.unit)
        measure = " ".join(filter(None, (served.kpi and flat(served.kpi), way)))
        told = Span(f": {measure}" if measure else "", "dim")
        items.append(Item(line(Span("Serves ", "label"), flat(served.title), told)))
    return [Heading(line("What is to come of it")), ListBlock(tuple(items))] if items else []


def _goals(plan: Plan) -> list[Block]:
    """Return each goal's bar with its steps beneath it."""
    blocks: list[Block] = [Heading(line("Goals"))] if plan.goals else []
    for goal in plan.goals:
        blocks.append(Progress((goal_gauge(goal, plan.today),)))
        if goal.goal.record.milestones:
            steps = tuple(_step(step, plan.today) for step in goal.goal.record.milestones)
            blocks.append(Checklist(steps))
    return blocks


def _step(step: Milestone, today: dt.date) -> CheckItem:
    if step.done_on:
        when = Span(f"done {plain_day(step.done_on, today)}", "dim")
        return CheckItem(done=True, text=line(flat(step.title), " · ", when))
    if step.due is None:
        return CheckItem(done=False, text=line(flat(step.title)))
    due = Span(f"due {plain_day(step.due, today)}", "late" if step.due < today else "date")
    return CheckItem(done=False, text=line(flat(step.title), " · ", due))


def _skills(plan: Plan) -> list[Block]:
    gauges = tuple(skill_gauge(skill, plan.today) for skill in plan.skills)
    return [Heading(line("Skills")), Progress(gauges)] if gauges else []


def _lack(lack: Lack) -> Note:
    return Note(line(f"{_LACKS[lack.what]}  ", Span(lack.command, "command")), "warn")
