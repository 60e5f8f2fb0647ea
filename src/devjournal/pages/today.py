"""Today: what needs me now with its command, what comes next, how goals and skills stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import in_days, late, short_day, short_moment, show_day
from devjournal.journal.names import short_ids
from devjournal.namedtuples import NamedTuple
from devjournal.pages import growth
from devjournal.pages import phrases as say
from devjournal.pages.needs import SOON, Matter, Need, build_needs, matter_of
from devjournal.practice.counts import (
    is_over,
    numbered,
    percent,
    planned_meetings,
)
from devjournal.practice.nudges import Nudge, nudges
from devjournal.practice.settle import who_word
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line
from devjournal.shell import FILL_IN, command, set_command

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Meeting

_WEEK = dt.timedelta(days=7)
_BEGUN = ("active", "paused", "closed")
_MEETINGS = 3
_GOALS = 5
_SKILLS = 4


class Today(NamedTuple):
    """The dashboard at a moment.

    `coming` are the next meetings, and the promises and opportunities of the week, that need
    nothing yet.
    Goals are the active ones, the one due first in front; skills those that were rated and aim
    at a level, the most important in front. `next_step` is a beginner's, who may take the
    `other_step` instead. `nudges_off` are the sorts of nudges that I turned off.
    """

    now: dt.datetime
    needs: tuple[Need, ...]
    nudges: tuple[Nudge, ...]
    coming: tuple[Matter, ...]
    goals: tuple[growth.GoalProgress, ...]
    skills: tuple[growth.SkillProgress, ...]
    next_step: say.Missing | None
    other_step: say.Missing | None
    nudges_off: tuple[str, ...]


def build_today(journal: Journal, now: dt.datetime) -> Today:
    """Return what needs me at a moment (aware, in the journal's zone), and what is near."""
    today, shorts = now.date(), short_ids(journal)
    needs = build_needs(journal, now, shorts)
    named = {need.matter.about.ref for need in needs}
    meetings = (one for one in planned_meetings(journal) if not is_over(journal, one, now))
    coming = [_coming(journal, one, now) for one in meetings if one.ref not in named][:_MEETINGS]
    coming += [
        matter_of(journal, action, shorts[action.id])
        for action in journal.actions
        if action.is_open and today <= (action.record.due or dt.date.min) <= today + _WEEK
        if action.ref not in named
    ]
    coming += [
        Matter(one)
        for one in journal.where("opportunity", state="accepted")
        if today <= (one.record.on or dt.date.min) <= today + _WEEK and one.ref not in named
    ]
    goals = [goal for goal in journal.goals if goal.is_open and goal.record.state == "active"]
    goals.sort(key=lambda goal: (goal.record.due or dt.date.max, goal.id))
    skills = [skill for skill in journal.skills if skill.record.target and skill.record.ratings]
    skills.sort(key=lambda skill: (-(skill.record.importance or 0), skill.id))
    steps = _first_steps(journal, {need.matter.about.id for need in needs})
    return Today(
        now=now,
        needs=needs,
        nudges=nudges(journal, now, shorts),
        coming=tuple(sorted(coming, key=lambda one: (one.day, one.at is None, one.about.id))),
        goals=tuple(growth.build_goal_progress(journal, one, now.date()) for one in goals),
        skills=tuple(growth.build_skill_progress(journal, skill) for skill in skills),
        next_step=steps[0] if steps else None,
        other_step=steps[1] if steps[1:] else None,
        nudges_off=journal.settings.nudges_off,
    )


def _coming(journal: Journal, meeting: Stored[Meeting], now: dt.datetime) -> Matter:
    matter, id_ = matter_of(journal, meeting), meeting.record.relationship
    if matter.label is None or matter.day > now.date() + SOON:
        return matter
    return matter._replace(prep=command("prep", who_word(journal, id_, now)))


def _first_steps(journal: Journal, needed: Collection[str]) -> Sequence[say.Missing]:
    if not any(one.record.state in _BEGUN for one in journal.relationships):
        from devjournal.practice.first_steps import first_steps

        if steps := first_steps(journal, needed):
            return [say.Missing(*one) for one in steps]
    add = command("goal", "add", FILL_IN)
    return () if journal.goals else [say.Missing("No goal yet. What do you want to reach?", add)]


def compose_today(today: Today, *, why: bool = False) -> Document:
    """Return the page of a dashboard; `why`: with the reason of each nudge, and how to end it."""
    day = today.now.date()
    blocks: list[Block] = []
    if today.needs:
        about = doc.Column(style="label"), doc.Column(wrap=True), doc.Column(style="date")
        columns: tuple[doc.Column, ...] = (*about, doc.Column(style="command", beneath=True))
        needs = tuple(_need(need, day) for need in today.needs)
        blocks.append(doc.Table(columns, needs, head=False))
    blocks += [_nudge(nudge, today.nudges_off, why=why) for nudge in today.nudges]
    if today.coming:
        what = doc.Column(style="date"), doc.Column(wrap=True)
        columns = (*what, doc.Column(style="command", beneath=True))
        next_ = tuple((*_next(one, day), line(one.prep or "")) for one in today.coming)
        blocks += say.section("Next", doc.Table(columns, next_, head=False))
    goals = [_goal(goal, day) for goal in today.goals]
    skills = []
    for skill in (one.skill.record for one in today.skills):
        level = growth.level_words(skill.baseline, skill.level, skill.target)
        skills.append(doc.Gauge(line(say.flat(skill.name)), None, line(Span(level, "number"))))
    for gauges, title, most in ((goals, "Goals", _GOALS), (skills, "Skills", _SKILLS)):
        if len(gauges) > most:
            more = line(f"{len(gauges) - most} more")
            every = say.to_type(command("list", title.lower()))
            gauges[most:] = [doc.Gauge(more, None, every)]
        blocks += say.gauge_section(title, gauges)
    steps = [say.step_note(*step) for step in (today.next_step, today.other_step) if step]
    blocks += say.section("To begin with", *steps) if blocks else steps
    number = len(today.needs)
    figure = f"{say.count(number, 'thing')} need{'s' if number == 1 else ''} you"
    quiet = "nothing needs you" if today.next_step is None else "one next step"
    told = line(Span(figure, "warn") if number else quiet)
    return Document(tuple(blocks), title=line(show_day(today.now)), figure=told)


def _nudge(nudge: Nudge, off: tuple[str, ...], *, why: bool) -> Block:
    words, settle = line(f"{say.flat(nudge.about)}: {nudge.words}"), say.to_type(nudge.command)
    if not why:
        return doc.Note(words, "info", (settle,))
    later = command("today", "--later", nudge.kind)
    never = set_command("me", "settings.nudges_off", ",".join((*off, nudge.kind)))
    ends = (("not before tomorrow: ", later), ("never again: ", never))
    told = (line(before, Span(how, "command")) for before, how in ends)
    return doc.Note(words, "info", (settle, line(f"why: {nudge.why}"), *told))


def _need(need: Need, today: dt.date) -> tuple[Line, ...]:
    matter = need.matter
    label, what, due = line(Span(matter.label or "", "date")), line(), line()
    match need.kind:
        case "log" | "prep":
            label = line(Span(_when(matter.at, today) if matter.at else "", "date"))
            what = line(f"{_meeting(matter)}: {need.missing or 'how did it go?'}")
        case "mine" | "theirs":
            label = say.letters_of(matter.about.id, matter.short)
            what = _promise(matter)
            passed = late(matter.day, today)
            due = line(Span(passed, "late") if passed else f"due {in_days(matter.day, today)}")
        case "ask":
            day = say.plain_day(matter.about.record.ask.follow_up_on, today)
            what = line(f"{matter.who} said later: ask again, as of {day}")
        case "day":
            label = say.letters_of(matter.about.id, matter.short) if matter.short else label
            named = matter.who or say.flat(matter.about.record.headline)
            what = line(f"{named}: {need.missing}")
        case "plan":
            what = line(f"{matter.who}: no next meeting yet")
    return line(Span("! ", "warn"), *label), what, due, line(need.command)


def _when(at: dt.datetime, today: dt.date) -> str:
    """Return "Thu 15:00" within the week to come, else the day."""
    clock = f"{at.hour:02}:{at.minute:02}"
    if at.date() == today:
        return f"today {clock}"
    is_near = today < at.date() < today + _WEEK
    return f"{short_day(at, today)[:3]} {clock}" if is_near else say.plain_day(at, today)


def _meeting(matter: Matter) -> str:
    """Return "Priya Nair (mentor, 2 of 3)"."""
    counted = numbered(matter.number or 0, matter.of)
    within = counted.removeprefix("meeting ") if " of " in counted else counted
    facts = ", ".join(filter(None, (matter.label, within)))
    return f"{matter.who} ({facts})"


def _promise(matter: Matter) -> Line:
    """Return "Intro to Dana (Priya Nair)"; of my own promises just the title."""
    action = matter.about.record
    is_theirs = action.owner == "them" and matter.who
    return line(say.flat(action.title), f" ({matter.who})" if is_theirs else "")


def _next(matter: Matter, today: dt.date) -> tuple[Line, Line]:
    if matter.at:
        return line(short_moment(matter.at, today)), line(_meeting(matter))
    if matter.about.kind == "opportunity":
        return line(short_day(matter.day, today)), line(say.flat(matter.about.record.title))
    words = join(" ", [say.letters_of(matter.about.id, matter.short), _promise(matter)])
    return line(short_day(matter.day, today)), words


def _goal(standing: growth.GoalProgress, today: dt.date) -> doc.Gauge:
    goal, progress = standing.goal.record, standing.progress
    passed = late(goal.due, today) if goal.due else ""
    due = f"due {short_day(goal.due, today)}" if goal.due and progress is None else ""
    facts = (
        line(Span(f"{percent(progress)}%" if progress is not None else "", "number")),
        growth.health_words(goal.judged.health if goal.judged else None),
        line(Span(passed, "late") if passed else due),
    )
    title, health = line(say.flat(goal.title)), growth.health_style(goal)
    return doc.Gauge(title, progress, join(say.DOT, facts), health=health)
