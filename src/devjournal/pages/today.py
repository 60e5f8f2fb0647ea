"""Today: what needs me now with its command, what comes next, how goals and skills stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from devjournal.dates import in_days, late, short_day, short_moment, show_day
from devjournal.journal.names import short_ids
from devjournal.pages.growth import (
    GoalProgress,
    SkillProgress,
    build_goal_progress,
    build_skill_progress,
    health_style,
    health_words,
    level_words,
)
from devjournal.pages.needs import Matter, Need, build_needs, meeting_matter, promise_matter
from devjournal.pages.phrases import DOT, count, flat, letters_of, plain_day
from devjournal.practice.meetings import is_over, planned_meetings
from devjournal.practice.nudges import Nudge, nudges
from devjournal.practice.settle import FILL_IN, NAME, command
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref

_MEETINGS = 3
_GOALS = 5
_SKILLS = 4
_WEEK = dt.timedelta(days=7)


class Step(NamedTuple):
    """The next step where something is still empty: what is missing, and the command."""

    words: str
    command: str


class Today(NamedTuple):
    """The dashboard at a moment.

    `coming` are the next meetings, and the promises due within a week, that need nothing yet.
    Goals are the active ones, the one due first in front; skills those that were rated and aim
    at a level, the most important in front.
    """

    now: dt.datetime
    needs: tuple[Need, ...]
    nudges: tuple[Nudge, ...]
    coming: tuple[Matter, ...]
    goals: tuple[GoalProgress, ...]
    skills: tuple[SkillProgress, ...]
    next_step: Step | None


def build_today(journal: Journal, now: dt.datetime) -> Today:
    """Return what needs me at a moment (aware, in the journal's zone), and what is near."""
    shorts = short_ids(journal)
    needs = build_needs(journal, now, shorts)
    goals = [goal for goal in journal.goals if goal.is_open and goal.record.state == "active"]
    goals.sort(key=lambda goal: (goal.record.due or dt.date.max, goal.id))
    skills = [skill for skill in journal.skills if skill.record.target and skill.record.ratings]
    skills.sort(key=lambda skill: (-(skill.record.importance or 0), skill.id))
    return Today(
        now=now,
        needs=needs,
        nudges=nudges(journal, now, shorts),
        coming=_coming(journal, now, shorts, frozenset(need.matter.about.ref for need in needs)),
        goals=tuple(map(build_goal_progress, goals)),
        skills=tuple(build_skill_progress(journal, skill) for skill in skills),
        next_step=_next_step(journal),
    )


def _coming(
    journal: Journal, now: dt.datetime, shorts: Mapping[str, str], named: frozenset[Ref]
) -> tuple[Matter, ...]:
    today = now.date()
    meetings = [
        meeting
        for meeting in planned_meetings(journal)
        if meeting.ref not in named and not is_over(journal, meeting, now)
    ]
    promises = [
        action
        for action in journal.actions
        if action.is_open
        and action.record.due is not None
        and today <= action.record.due <= today + _WEEK
        and action.ref not in named
    ]
    matters = [
        *(meeting_matter(journal, meeting) for meeting in meetings[:_MEETINGS]),
        *(promise_matter(journal, action, shorts) for action in promises),
    ]
    return tuple(sorted(matters, key=lambda one: (one.day, one.at is None, one.about.id)))


def _next_step(journal: Journal) -> Step | None:
    if not journal.relationships:
        return Step(
            "Nobody here yet. Begin with the person you learn from:",
            command("meet", NAME, "--as", "mentor", "--purpose", FILL_IN),
        )
    if not journal.goals:
        return Step("No goal yet. What do you want to reach?", command("goal", "add", FILL_IN))
    return None


_NEEDS = (
    doc.Column(style="label"),
    doc.Column(wrap=True),
    doc.Column(style="date"),
    doc.Column(style="command", beneath=True),
)
_COMING = (doc.Column(style="date"), doc.Column(wrap=True))


def compose_today(today: Today) -> Document:
    """Return the page of a dashboard; where something is still empty, with the next step."""
    day = today.now.date()
    blocks: list[Block] = []
    if today.needs:
        blocks.append(
            doc.Table(_NEEDS, tuple(_need(need, day) for need in today.needs), head=False)
        )
    blocks += map(_nudge, today.nudges)
    if today.coming:
        rows = tuple(_next(matter, day) for matter in today.coming)
        blocks += [doc.Heading(line("Next")), doc.Table(_COMING, rows, head=False)]
    if today.goals:
        goals = [_goal(goal, day) for goal in today.goals[:_GOALS]]
        more = _more(len(today.goals) - _GOALS, "goals")
        blocks += [doc.Heading(line("Goals")), doc.Progress((*goals, *more))]
    if today.skills:
        skills = map(_skill, today.skills[:_SKILLS])
        more = _more(len(today.skills) - _SKILLS, "skills")
        blocks += [doc.Heading(line("Skills")), doc.Progress((*skills, *more))]
    if today.next_step:
        blocks.append(doc.Note(line(today.next_step.words), sub=_command(today.next_step.command)))
    number = len(today.needs)
    figure = f"{count(number, 'thing')} need{'s' if number == 1 else ''} you"
    return Document(
        blocks=tuple(blocks),
        title=line(show_day(today.now)),
        figure=line(Span(figure, "warn") if number else "nothing needs you"),
    )


def _command(text: str) -> tuple[Line, ...]:
    return (line(Span(text, "command")),)


def _need(need: Need, today: dt.date) -> tuple[Line, ...]:
    """Return a row: what it is known by, what it is, how pressing, and what settles it."""
    matter = need.matter
    label = line(Span(_when(matter.at, today) if matter.at else matter.label or "", "date"))
    if matter.short:
        label = letters_of(matter.about.id, matter.short)
    due: Line = ()
    if need.kind in ("mine", "theirs"):
        passed = late(matter.day, today)
        due = line(Span(passed, "late") if passed else f"due {in_days(matter.day, today)}")
    return line(Span("! ", "warn"), *label), _what(need, today), due, line(need.command)


def _when(at: dt.datetime, today: dt.date) -> str:
    """Return "Thu 15:00" within the week to come, else the day."""
    clock = f"{at.hour:02}:{at.minute:02}"
    if at.date() == today:
        return f"today {clock}"
    is_near = today < at.date() < today + _WEEK
    return f"{short_day(at, today)[:3]} {clock}" if is_near else plain_day(at, today)


def _what(need: Need, today: dt.date) -> Line:
    who = need.matter.who
    match need.kind:
        case "log" | "prep":
            return line(f"{_meeting(need.matter)}: {need.missing or 'how did it go?'}")
        case "mine" | "theirs":
            return _promise(need.matter)
        case "ask":
            day = plain_day(need.matter.about.record.ask.follow_up_on, today)
            return line(f"{who} said later: ask again, as of {day}")
        case "plan":
            return line(f"{who}: no next meeting yet")


def _meeting(matter: Matter) -> str:
    """Return "Priya Nair (mentor, 2 of 3)"."""
    number, of = matter.number, matter.of
    counted = f"{number} of {of}" if of and number and number <= of else f"meeting {number}"
    facts = ", ".join(filter(None, (matter.label, counted)))
    return f"{matter.who} ({facts})"


def _promise(matter: Matter) -> Line:
    """Return "Intro to Dana (Priya Nair)"; of my own promises just the title."""
    action = matter.about.record
    is_theirs = action.owner == "them" and matter.who
    return line(flat(action.title), f" ({matter.who})" if is_theirs else "")


def _nudge(nudge: Nudge) -> doc.Note:
    return doc.Note(line(f"{flat(nudge.about)}: {nudge.words}"), sub=_command(nudge.command))


def _next(matter: Matter, today: dt.date) -> tuple[Line, Line]:
    if matter.at:
        return line(short_moment(matter.at, today)), line(_meeting(matter))
    words = join(" ", [letters_of(matter.about.id, matter.short), _promise(matter)])
    return line(short_day(matter.day, today)), words


def _goal(standing: GoalProgress, today: dt.date) -> doc.Gauge:
    goal, progress = standing.goal.record, standing.progress
    passed = late(goal.due, today) if goal.due else ""
    due = f"due {short_day(goal.due, today)}" if goal.due and progress is None else ""
    facts = [
        line(Span(f"{progress:.0%}" if progress is not None else "", "number")),
        health_words(goal.latest.health if goal.latest else None),
        line(Span(passed, "late") if passed else due),
    ]
    return doc.Gauge(line(flat(goal.title)), progress, join(DOT, facts), health=health_style(goal))


def _skill(standing: SkillProgress) -> doc.Gauge:
    skill = standing.skill.record
    words = level_words(skill.baseline, standing.level, None)
    return doc.Gauge(
        line(flat(skill.name)), None, line(Span(words, "number"), f" of {skill.target}")
    )


def _more(number: int, plural: str) -> tuple[doc.Gauge, ...]:
    if number <= 0:
        return ()
    words = line(Span(f"devjournal list {plural}", "command"))
    return (doc.Gauge(line(f"{number} more"), None, words),)
