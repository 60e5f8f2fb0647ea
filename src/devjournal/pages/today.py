"""Today: what needs me now with its command, what comes next, how goals and skills stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from devjournal.dates import in_days, late, short_day, short_moment, show_day
from devjournal.journal.names import short_ids
from devjournal.pages.growth import health_style, health_words, level_words
from devjournal.pages.needs import Need, build_needs
from devjournal.pages.phrases import DOT, count, flat, letters_of, plain_day
from devjournal.practice.meetings import is_over, number_of, planned_meetings
from devjournal.practice.nudges import Nudge, nudges
from devjournal.practice.settle import FILL_IN, NAME, command
from devjournal.render.document import (
    Block,
    Column,
    Document,
    Gauge,
    Heading,
    Line,
    Note,
    Progress,
    Span,
    Table,
    join,
    line,
)

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.action import Action
    from devjournal.models.goal import Goal
    from devjournal.models.meeting import Meeting
    from devjournal.models.skill import Skill

_MEETINGS = 3
_GOALS = 5
_SKILLS = 4
_WEEK = dt.timedelta(days=7)


class MeetingToCome(NamedTuple):
    """A meeting with whom, when, and its number of those agreed on."""

    meeting: Stored[Meeting]
    who: str
    label: str | None
    at: dt.datetime
    number: int
    of: int | None


class ActionToCome(NamedTuple):
    """A promise that falls due within a week: its short id, and with whom."""

    action: Stored[Action]
    short: str
    who: str | None


class GoalStanding(NamedTuple):
    """An active goal; `progress` is 0 to 1, None where it can't be told."""

    goal: Stored[Goal]
    progress: float | None
    health: str | None


class SkillStanding(NamedTuple):
    """A skill that I build, with its first level and its latest, 1 to 5."""

    skill: Stored[Skill]
    baseline: int
    level: int


class Step(NamedTuple):
    """The next step where something is still empty: what is missing, and the command."""

    words: str
    command: str


class Today(NamedTuple):
    """What stands on the dashboard at a moment.

    `meetings` and `actions` are those to come that need nothing yet, in the order of days.
    """

    now: dt.datetime
    needs: tuple[Need, ...]
    nudges: tuple[Nudge, ...]
    meetings: tuple[MeetingToCome, ...]
    actions: tuple[ActionToCome, ...]
    goals: tuple[GoalStanding, ...]
    skills: tuple[SkillStanding, ...]
    next_step: Step | None


def build_today(journal: Journal, now: dt.datetime) -> Today:
    """Return what needs me at a moment (aware, in the journal's zone), and what is near."""
    shorts = short_ids(journal)
    needs = build_needs(journal, now, shorts)
    named = frozenset(need.about.ref for need in needs)
    return Today(
        now=now,
        needs=needs,
        nudges=nudges(journal, now, shorts),
        meetings=_meetings(journal, now, named),
        actions=_actions(journal, now.date(), shorts, named),
        goals=_goals(journal),
        skills=_skills(journal),
        next_step=_next_step(journal),
    )


def _meetings(
    journal: Journal, now: dt.datetime, named: frozenset[Ref]
) -> tuple[MeetingToCome, ...]:
    coming = [
        meeting
        for meeting in planned_meetings(journal)
        if meeting.ref not in named and not is_over(journal, meeting, now)
    ]
    found = []
    for meeting in coming[:_MEETINGS]:
        id_ = meeting.record.relationship
        relationship = journal.get(("relationship", id_))
        label = relationship.record.label if relationship else None
        at = journal.moment(meeting.record.at)
        who = journal.person_in(id_)
        found.append(MeetingToCome(meeting, who, label, at, *number_of(journal, meeting)))
    return tuple(found)


def _actions(
    journal: Journal, today: dt.date, shorts: Mapping[str, str], named: frozenset[Ref]
) -> tuple[ActionToCome, ...]:
    coming = [
        action
        for action in journal.actions
        if action.is_open
        and action.record.due is not None
        and today <= action.record.due <= today + _WEEK
        and action.ref not in named
    ]
    coming.sort(key=lambda action: (action.record.due, action.ref))
    return tuple(
        ActionToCome(
            action,
            shorts[action.id],
            journal.person_in(with_) if (with_ := action.record.relationship) else None,
        )
        for action in coming
    )


def _goals(journal: Journal) -> tuple[GoalStanding, ...]:
    """Return the active goals, the one due first in front."""
    active = [goal for goal in journal.goals if goal.is_open and goal.record.state == "active"]
    active.sort(key=lambda goal: (goal.record.due or dt.date.max, goal.id))
    return tuple(
        GoalStanding(
            goal,
            goal.record.progress,
            goal.record.latest.health if goal.record.latest else None,
        )
        for goal in active
    )


def _skills(journal: Journal) -> tuple[SkillStanding, ...]:
    """Return the skills that were rated and aim at a level, the most important in front."""
    aimed = [skill for skill in journal.skills if skill.record.target is not None]
    aimed.sort(key=lambda skill: (-(skill.record.importance or 0), skill.id))
    return tuple(
        SkillStanding(skill, skill.record.baseline, skill.record.level)
        for skill in aimed
        if skill.record.baseline is not None and skill.record.level is not None
    )


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
    Column(style="label"),
    Column(wrap=True),
    Column(style="date"),
    Column(style="command", beneath=True),
)
_COMING = (Column(style="date"), Column(wrap=True))


def compose_today(today: Today) -> Document:
    """Return the page of a dashboard; where something is still empty, with the next step."""
    day = today.now.date()
    blocks: list[Block] = []
    if today.needs:
        blocks.append(Table(_NEEDS, tuple(_need(need, day) for need in today.needs), head=False))
    blocks += map(_nudge, today.nudges)
    if coming := _coming(today, day):
        blocks += [Heading(line("Next")), Table(_COMING, coming, head=False)]
    if today.goals:
        goals = [_goal(goal, day) for goal in today.goals[:_GOALS]]
        more = _more(len(today.goals) - _GOALS, "goals")
        blocks += [Heading(line("Goals")), Progress((*goals, *more))]
    if today.skills:
        skills = map(_skill, today.skills[:_SKILLS])
        more = _more(len(today.skills) - _SKILLS, "skills")
        blocks += [Heading(line("Skills")), Progress((*skills, *more))]
    if today.next_step:
        blocks.append(Note(line(today.next_step.words), sub=_command(today.next_step.command)))
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
    return (
        line(Span("! ", "warn"), *_label(need, today)),
        _what(need, today),
        _due(need, today),
        line(need.command),
    )


def _label(need: Need, today: dt.date) -> Line:
    """Return what a need is known by: a short id, a moment, or what they are to me."""
    if need.short:
        return letters_of(need.about.id, need.short)
    if need.at:
        return line(Span(_when(need.at, today), "date"))
    return line(Span(need.label or "", "date"))


def _when(at: dt.datetime, today: dt.date) -> str:
    """Return "Thu 15:00" within the week to come, else the day."""
    clock = f"{at.hour:02}:{at.minute:02}"
    if at.date() == today:
        return f"today {clock}"
    is_near = today < at.date() < today + _WEEK
    return f"{short_day(at, today)[:3]} {clock}" if is_near else plain_day(at, today)


def _what(need: Need, today: dt.date) -> Line:
    record = need.about.record
    match need.kind:
        case "log" | "prep":
            asked = need.missing or "how did it go?"
            return line(f"{_with(need.who, need.label, need.number, need.of)}: {asked}")
        case "mine":
            return line(flat(record.title))
        case "theirs":
            return line(flat(record.title), f" ({need.who})" if need.who else "")
        case "ask":
            day = plain_day(record.ask.follow_up_on, today)
            return line(f"{need.who} said later: ask again, as of {day}")
        case "plan":
            return line(f"{need.who}: no next meeting yet")


def _with(who: str | None, label: str | None, number: int | None, of: int | None) -> str:
    """Return "Priya Nair (mentor, 2 of 3)"."""
    counted = f"{number} of {of}" if of and number and number <= of else f"meeting {number}"
    return f"{who} ({label}, {counted})" if label else f"{who} ({counted})"


def _due(need: Need, today: dt.date) -> Line:
    if need.kind not in ("mine", "theirs"):
        return ()
    due = need.about.record.due or today
    passed = late(due, today)
    return line(Span(passed, "late") if passed else f"due {in_days(due, today)}")


def _nudge(nudge: Nudge) -> Note:
    return Note(line(f"{flat(nudge.about)}: {nudge.words}"), sub=_command(nudge.command))


def _coming(today: Today, day: dt.date) -> tuple[tuple[Line, ...], ...]:
    """Return meetings and promises to come in the order of days, as one list."""
    dated: list[tuple[dt.date, str, Line]] = []
    for meeting in today.meetings:
        words = line(_with(meeting.who, meeting.label, meeting.number, meeting.of))
        dated.append((meeting.at.date(), short_moment(meeting.at, day), words))
    for action in today.actions:
        record = action.action.record
        due = record.due or day
        theirs = f" ({action.who})" if record.owner == "them" and action.who else ""
        letters = letters_of(action.action.id, action.short)
        words = line(*letters, f" {flat(record.title)}{theirs}")
        dated.append((due, short_day(due, day), words))
    dated.sort(key=lambda one: one[0])
    return tuple((line(when), what) for _, when, what in dated)


def _goal(standing: GoalStanding, today: dt.date) -> Gauge:
    goal, progress = standing.goal.record, standing.progress
    passed = late(goal.due, today) if goal.due else ""
    due = f"due {short_day(goal.due, today)}" if goal.due and progress is None else ""
    facts = [
        line(Span(f"{progress:.0%}" if progress is not None else "", "number")),
        health_words(standing.health),
        line(Span(passed, "late") if passed else due),
    ]
    return Gauge(line(flat(goal.title)), progress, join(DOT, facts), health=health_style(goal))


def _skill(standing: SkillStanding) -> Gauge:
    skill = standing.skill.record
    words = level_words(standing.baseline, standing.level, None)
    return Gauge(line(flat(skill.name)), None, line(Span(words, "number"), f" of {skill.target}"))


def _more(number: int, plural: str) -> tuple[Gauge, ...]:
    if number <= 0:
        return ()
    words = line(Span(f"devjournal list {plural}", "command"))
    return (Gauge(line(f"{number} more"), None, words),)
