"""Today: what needs me now, what comes next, and how goals and skills stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass
from devjournal.journal.names import short_ids
from devjournal.practice.meetings import is_over, number_of, planned_meetings
from devjournal.practice.nudges import Nudge, nudges
from devjournal.practice.settle import FILL_IN, NAME, command
from devjournal.views.needs import Need, build_needs

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.goal import Goal
    from devjournal.models.skill import Skill

_MEETINGS = 3
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting to come: with whom, when, and its number of those agreed on."""

    ref: Ref
    who: str
    label: str | None
    at: dt.datetime
    number: int
    of: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """A promise that falls due within a week."""

    ref: Ref
    short: str
    title: str
    owner: Literal["me", "them"]
    who: str | None
    due: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """An active goal; `progress` is 0 to 1, None where it can't be told."""

    ref: Ref
    title: str
    progress: float | None
    health: Literal["on_track", "at_risk", "off_track"] | None
    due: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLine:
    """A skill that I build: its first level, its latest, and the one I want, 1 to 5."""

    ref: Ref
    name: str
    baseline: int
    level: int
    target: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The one next step where something is still empty: what is missing, and the command."""

    words: str
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What stands on the dashboard at a moment.

    `meetings` and `actions` are those to come that need nothing yet, in the order of days.
    """

    now: dt.datetime
    needs: tuple[Need, ...]
    nudges: tuple[Nudge, ...]
    meetings: tuple[MeetingLine, ...]
    actions: tuple[ActionLine, ...]
    goals: tuple[GoalLine, ...]
    skills: tuple[SkillLine, ...]
    next_step: Step | None


def build_today(journal: Journal, now: dt.datetime) -> Today:
    """Return what needs me at a moment (aware, in the journal's zone), and what is near."""
    shorts = short_ids(journal)
    needs = build_needs(journal, now, shorts)
    named = frozenset(need.ref for need in needs)
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


def _meetings(journal: Journal, now: dt.datetime, named: frozenset[Ref]) -> tuple[MeetingLine, ...]:
    coming = [
        meeting
        for meeting in planned_meetings(journal)
        if meeting.ref not in named and not is_over(journal, meeting, now)
    ]
    lines = []
    for meeting in coming[:_MEETINGS]:
        number, of = number_of(journal, meeting)
        relationship = meeting.record.relationship
        bound = journal.get(("relationship", relationship))
        line = MeetingLine(
            ref=meeting.ref,
            who=journal.person_in(relationship),
            label=bound.record.label if bound else None,
            at=journal.moment(meeting.record.at),
            number=number,
            of=of,
        )
        lines.append(line)
    return tuple(lines)


def _actions(
    journal: Journal, today: dt.date, shorts: Mapping[str, str], named: frozenset[Ref]
) -> tuple[ActionLine, ...]:
    lines = [
        ActionLine(
            ref=action.ref,
            short=shorts[action.id],
            title=action.record.title,
            owner=action.record.owner,
            who=journal.person_in(bound) if (bound := action.record.relationship) else None,
            due=due,
        )
        for action in journal.actions
        if action.is_open
        and (due := action.record.due) is not None
        and today <= due <= today + _WEEK
        and action.ref not in named
    ]
    return tuple(sorted(lines, key=lambda line: (line.due, line.ref)))


def _goals(journal: Journal) -> tuple[GoalLine, ...]:
    """The active goals, the one due first in front."""
    active = [goal for goal in journal.goals if goal.is_open and goal.record.state == "active"]
    active.sort(key=lambda goal: (goal.record.due or dt.date.max, goal.id))
    return tuple(_goal(goal) for goal in active)


def _goal(goal: Stored[Goal]) -> GoalLine:
    record = goal.record
    return GoalLine(
        ref=goal.ref,
        title=record.title,
        progress=record.progress,
        health=record.latest.health if record.latest else None,
        due=record.due,
    )


def _skills(journal: Journal) -> tuple[SkillLine, ...]:
    """The skills that were rated and aim at a level, the most important in front."""
    aimed = [skill for skill in journal.skills if skill.record.target is not None]
    aimed.sort(key=lambda skill: (-(skill.record.importance or 0), skill.id))
    return tuple(line for skill in aimed if (line := _skill(skill)))


def _skill(skill: Stored[Skill]) -> SkillLine | None:
    baseline, level = skill.record.baseline, skill.record.level
    if baseline is None or level is None:
        return None
    return SkillLine(
        ref=skill.ref,
        name=skill.record.name,
        baseline=baseline,
        level=level,
        target=skill.record.target,
    )


def _next_step(journal: Journal) -> Step | None:
    if not journal.relationships:
        return Step(
            words="Nobody here yet. Begin with the person you learn from:",
            command=command("meet", NAME, "--as", "mentor", "--purpose", FILL_IN),
        )
    if not journal.goals:
        return Step(
            words="No goal yet. What do you want to reach?",
            command=command("goal", "add", FILL_IN),
        )
    return None
