"""Today's dashboard as a page: what needs me with its command, then what is near."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from devjournal.dates import in_days, late, short_day, short_moment, show_day
from devjournal.pages.phrases import letters_of, plain_day
from devjournal.render.document import (
    Block,
    Column,
    Document,
    Line,
    Note,
    Paragraph,
    Span,
    Table,
    join,
    line,
)
from devjournal.render.drawings import Gauge, Progress

if TYPE_CHECKING:
    from devjournal.practice.nudges import Nudge
    from devjournal.views import today as view
    from devjournal.views.needs import Need

_MOST_GOALS = 5
_MOST_SKILLS = 4
_WEEK = 7
_HEALTH = {"at_risk": "at risk", "off_track": "off track"}

# Nothing plain stands in a first column: its style only says that the rows are not set in.
_NEEDS = (Column(style="label"), Column(wrap=True), Column(style="command", fold=True))
_COMING = (Column(style="label"), Column(style="date"), Column(wrap=True))

Row = tuple[Line, ...]


def compose_today(today: view.Today) -> Document:
    """Return the page of a dashboard; where something is still empty, with the next step."""
    blocks: list[Block] = []
    if today.needs:
        blocks.append(Table(_NEEDS, _needs(today), head=False))
    blocks += map(_nudge, today.nudges)
    if coming := _coming(today):
        blocks.append(Table(_COMING, coming, head=False))
    if gauges := (*_goals(today), *_skills(today)):
        blocks.append(Progress(gauges))
    if step := today.next_step:
        blocks.append(Paragraph(line(step.words, "  ", Span(step.command, "command"))))
    return Document(blocks=tuple(blocks), title=_title(today))


def _title(today: view.Today) -> Line:
    number = len(today.needs)
    needs = {0: "nothing needs you", 1: "1 thing needs you"}.get(
        number, f"{number} things need you"
    )
    return line(f"{show_day(today.now)} · {needs}")


def _needs(today: view.Today) -> tuple[Row, ...]:
    return tuple(
        (
            line(Span("! ", "warn"), *_label(need, today.now.date())),
            _WORDS[need.kind](need, today.now.date()),
            line(need.command),
        )
        for need in today.needs
    )


def _label(need: Need, today: dt.date) -> Line:
    """Return what a need is known by: a short id, a moment, or what they are to me."""
    if need.short:
        return letters_of(need.ref.id, need.short)
    if need.at:
        return line(Span(_when(need.at, today), "date"))
    return line(Span(need.label or "", "date"))


def _when(at: dt.datetime, today: dt.date) -> str:
    """Return "Thu 15:00" within the week to come, else the day."""
    days = (at.date() - today).days
    clock = f"{at.hour:02}:{at.minute:02}"
    if days == 0:
        return f"today {clock}"
    return f"{short_day(at, today)[:3]} {clock}" if 0 < days < _WEEK else plain_day(at, today)


def _meeting(need: Need, _today: dt.date) -> Line:
    asked = need.missing or "how did it go?"
    return line(f"{_with(need.who, need.label, need.number, need.of)}: {asked}")


def _with(who: str | None, label: str | None, number: int | None, of: int | None) -> str:
    """Return "Priya Nair (mentor, 2 of 3)"."""
    counted = f"{number} of {of}" if of and number and number <= of else f"meeting {number}"
    return f"{who} ({label}, {counted})" if label else f"{who} ({counted})"


def _promise(need: Need, today: dt.date) -> Line:
    due = need.due or today
    whose = f" ({need.who})" if need.kind == "theirs" and need.who else ""
    passed = Span(late(due, today), "late")
    return line(f"{need.title}{whose}, ", passed if passed.text else f"due {in_days(due, today)}")


def _ask(need: Need, today: dt.date) -> Line:
    since = f", as of {plain_day(need.due, today)}" if need.due else ""
    return line(f"{need.who} said later: ask again{since}")


def _plan(need: Need, _today: dt.date) -> Line:
    return line(f"{need.who}: no next meeting yet")


_WORDS: Mapping[str, Callable[[Need, dt.date], Line]] = {
    "log": _meeting,
    "prep": _meeting,
    "mine": _promise,
    "theirs": _promise,
    "ask": _ask,
    "plan": _plan,
}


def _nudge(nudge: Nudge) -> Note:
    return Note(line(f"{nudge.about}: {nudge.words}  ", Span(nudge.command, "command")))


def _coming(today: view.Today) -> tuple[Row, ...]:
    """Return meetings and promises to come in the order of days, as one list."""
    day = today.now.date()
    dated = [
        (
            one.at.date(),
            short_moment(one.at, day),
            line(_with(one.who, one.label, one.number, one.of)),
        )
        for one in today.meetings
    ]
    dated += [(one.due, short_day(one.due, day), _action(one)) for one in today.actions]
    dated.sort(key=lambda one: one[0])
    head = Span("Next  ", "label")
    return tuple(
        (() if n else line(head), line(when), what) for n, (_, when, what) in enumerate(dated)
    )


def _action(action: view.ActionLine) -> Line:
    theirs = f" ({action.who})" if action.owner == "them" and action.who else ""
    return line(*letters_of(action.ref.id, action.short), f" {action.title}{theirs}")


def _goals(today: view.Today) -> tuple[Gauge, ...]:
    shown = today.goals[:_MOST_GOALS]
    gauges = [
        Gauge(
            line(Span(goal.ref.id, "id")), goal.progress, _how_far(goal, today.now.date()), "Goals"
        )
        for goal in shown
    ]
    return (*gauges, *_more(len(today.goals) - len(shown), "goals", "Goals"))


def _how_far(goal: view.GoalLine, today: dt.date) -> Line:
    far = Span(f"{goal.progress:.0%}", "number") if goal.progress is not None else ""
    passed = late(goal.due, today) if goal.due else ""
    due = f"due {short_day(goal.due, today)}" if goal.due and not far else ""
    words = [
        line(far),
        line(Span(passed, "late")) if passed else line(due),
        line(Span(_HEALTH.get(goal.health or "", ""), "warn")),
    ]
    return join(", ", words)


def _skills(today: view.Today) -> tuple[Gauge, ...]:
    shown = today.skills[:_MOST_SKILLS]
    gauges = [Gauge(line(skill.name), None, _levels(skill), "Skills") for skill in shown]
    return (*gauges, *_more(len(today.skills) - len(shown), "skills", "Skills"))


def _levels(skill: view.SkillLine) -> Line:
    grown = f"{skill.baseline} → " if skill.baseline != skill.level else ""
    return line(Span(f"{grown}{skill.level}", "number"), f" of {skill.target}")


def _more(number: int, plural: str, group: str) -> tuple[Gauge, ...]:
    if number <= 0:
        return ()
    told = line(f"{number} more: ", Span(f"devjournal list {plural}", "command"))
    return (Gauge(told, None, (), group),)
