"""What two people are about: why they meet, and what both promised since they last met."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from devjournal.journal.names import fold, short_ids
from devjournal.pages.phrases import ARROW, flat
from devjournal.practice.counts import days_late
from devjournal.render.document import Line, Span, line

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.growth import Objective, Skill
    from devjournal.models.meetings import Action
    from devjournal.models.people import Relationship


class Promise(NamedTuple):
    """An action item between two people, with its short id and how many days it is late."""

    action: Stored[Action]
    short: str
    days_late: int

    @property
    def is_done(self) -> bool:
        """Whether it was kept."""
        return self.action.record.state == "done"


class Promises(NamedTuple):
    """What I promised beside what they promised: open ones, and those done since last time."""

    mine: tuple[Promise, ...] = ()
    theirs: tuple[Promise, ...] = ()

    @property
    def total(self) -> int:
        """How many there are on both sides."""
        return len(self.mine) + len(self.theirs)


def build_promises(journal: Journal, relationship: str, today: dt.date) -> Promises:
    """Return the promises that the next meeting of a relationship looks at. (P074, P100)"""
    held = journal.held_with(relationship)
    since = journal.day_of(held[-1].record.at) if held else dt.date.min
    shorts = short_ids(journal)
    promises = [
        Promise(action, shorts.get(action.id, action.id), days_late(action.record, today))
        for action in journal.where("action", relationship=relationship)
        if _counts(action.record, since)
    ]
    promises.sort(key=lambda one: (one.action.record.due or dt.date.max, one.action.id))
    return Promises(
        mine=tuple(one for one in promises if one.action.record.owner == "me"),
        theirs=tuple(one for one in promises if one.action.record.owner == "them"),
    )


def _counts(action: Action, since: dt.date) -> bool:
    if action.state == "done":
        return action.closed_on is not None and action.closed_on >= since
    return action.is_open


class Purpose(NamedTuple):
    """Why they meet, in their words; the skill it is about, and the objective it serves."""

    text: str
    skill: Stored[Skill] | None
    objective: Stored[Objective] | None


def build_purpose(journal: Journal, relationship: Stored[Relationship]) -> Purpose | None:
    """Return the purpose of a relationship; None if it has none."""
    record = relationship.record
    if not record.purpose:
        return None
    # What they learn of me is kept as their growth; my own level would say nothing of it.
    skill = _skill_meant(journal, relationship) if record.my_role != "giving" else None
    named = (journal.get(("objective", id_)) for id_ in record.objectives)
    return Purpose(record.purpose, skill, next(filter(None, named), None))


def _skill_meant(journal: Journal, relationship: Stored[Relationship]) -> Stored[Skill] | None:
    """Return the skill that was asked for, is worked on, or is named like the purpose."""
    record = relationship.record
    named = [record.ask.skill] if record.ask and record.ask.skill else []
    named += [
        goal.record.skill
        for goal in journal.goals
        if goal.record.relationship == relationship.id and goal.record.skill
    ]
    purpose = fold(record.purpose or "")
    named += [skill.id for skill in journal.skills if fold(skill.record.name) == purpose]
    return next((found for id_ in named if (found := journal.get(("skill", id_)))), None)


def purpose_line(purpose: Purpose) -> Line:
    """Return 'financial acumen 2 → 4, for "Cut cost to serve by 8%"'."""
    skill = purpose.skill.record if purpose.skill else None
    is_known = skill is not None and skill.baseline and skill.target
    levels = f" {skill.baseline}{ARROW}{skill.target}" if skill and is_known else ""
    objective = purpose.objective
    serves = f', for "{flat(objective.record.title)}"' if objective else ""
    return line(flat(purpose.text), Span(levels, "number"), serves)


def first_name(name: str, unknown: str = "") -> str:
    """Return the first word of a name, which is how people call each other."""
    return next(iter(name.split()), unknown or name)
