"""The Mentor Action Plan: all that one relationship is to bring, on a page. (P031)

It is computed from the relationship, its goals, skills, promises and meetings, so it is
never out of date.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Container
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass
from devjournal.pages.cited import withheld
from devjournal.pages.growth import (
    GoalProgress,
    SkillProgress,
    build_goal_progress,
    build_skill_progress,
)
from devjournal.practice.readiness import SponsorReadiness, sponsor_readiness
from devjournal.practice.settle import FILL_IN, command
from devjournal.views.plan.header import (
    Agreed,
    Direction,
    Measured,
    Outcome,
    build_agreement,
    build_direction,
    build_measures,
    build_outcomes,
)
from devjournal.views.plan.meetings import Meetings, build_meetings
from devjournal.views.plan.served import Served, build_served
from devjournal.views.promises import Promises, build_promises
from devjournal.views.purpose import Purpose, build_purpose

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.relationship import Relationship


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """Something that a plan has and this one does not yet, and the command that adds it."""

    what: Literal["purpose", "goals", "agreement"]
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan of one relationship, with the records it comes from.

    `promises` are open ones, and those done since the last meeting. `readiness` is advice on
    looking for a sponsor; None where I am the giver. `lacks` is told on my own page alone.
    """

    reader: str
    relationship: str
    me: str
    who: str
    label: str
    relationship_kind: str
    my_role: str
    today: dt.date
    direction: Direction | None
    purpose: Purpose | None
    outcomes: tuple[Outcome, ...]
    served: tuple[Served, ...]
    meetings: Meetings | None
    agreement: tuple[Agreed, ...]
    measures: tuple[Measured, ...]
    goals: tuple[GoalProgress, ...]
    skills: tuple[SkillProgress, ...]
    promises: Promises
    readiness: SponsorReadiness | None
    lacks: tuple[Lack, ...] = ()
    withheld: int = 0


def build_plan(
    journal: Journal, relationship: str, today: dt.date, *, reader: str = "self"
) -> Plan:
    """Return the plan of a relationship, as `reader` may see it.

    For a reader whom the relationship does not reach there is none: all of it is withheld.
    """
    shared = frozenset(journal.for_reader(relationship, today).all("goal"))
    whole = _build(journal, relationship, today, shared)
    if reader == "self":
        return dataclasses.replace(whole, lacks=_lacks(whole))
    theirs = journal.for_reader(reader, today)
    is_seen = relationship in theirs.all("relationship")
    own = shared if reader == relationship else frozenset()
    shown = _build(theirs, relationship, today, own) if is_seen else _nothing(theirs, today)
    return dataclasses.replace(shown, withheld=withheld(whole, shown))


def _nothing(journal: Journal, today: dt.date) -> Plan:
    """The plan for a reader who may not know that these two people work together."""
    return Plan(
        reader=journal.reader,
        relationship="",
        me=_me(journal),
        who="",
        label="",
        relationship_kind="",
        my_role="",
        today=today,
        direction=None,
        purpose=None,
        outcomes=(),
        served=(),
        meetings=None,
        agreement=(),
        measures=(),
        goals=(),
        skills=(),
        promises=Promises(mine=(), theirs=()),
        readiness=None,
    )


def _build(journal: Journal, relationship: str, today: dt.date, shared: Container[str]) -> Plan:
    bound: Stored[Relationship] = journal.all("relationship")[relationship]
    record = bound.record
    goals = _goals(journal, bound, shared)
    return Plan(
        reader=journal.reader,
        relationship=relationship,
        me=_me(journal),
        who=journal.name_of(record.person),
        label=record.label,
        relationship_kind=record.kind,
        my_role=record.my_role,
        today=today,
        direction=build_direction(journal, record, today),
        purpose=build_purpose(journal, bound),
        outcomes=build_outcomes(record),
        served=build_served(journal, record),
        meetings=build_meetings(journal, bound, today),
        agreement=build_agreement(record),
        measures=build_measures(bound),
        goals=goals,
        skills=_skills(journal, bound, goals),
        promises=build_promises(journal, relationship, today),
        readiness=None if record.my_role == "giving" else sponsor_readiness(journal),
    )


def _me(journal: Journal) -> str:
    return journal.profile.record.name if journal.profile else "me"


def _goals(
    journal: Journal, bound: Stored[Relationship], shared: Container[str]
) -> tuple[GoalProgress, ...]:
    """The goals worked on in it, those that build the skill it is about, and shared ones.

    What is bound to another relationship, or was given up, is none of them.
    """
    ask = bound.record.ask
    asked = ask.skill if ask else None
    found = [
        goal
        for goal in journal.goals
        if goal.record.state != "dropped"
        and goal.record.relationship in (None, bound.id)
        and (goal.record.relationship or goal.id in shared or _builds(goal.record.skill, asked))
    ]
    found.sort(key=lambda one: (not one.is_open, one.record.due or dt.date.max, one.id))
    return tuple(map(build_goal_progress, found))


def _builds(skill: str | None, asked: str | None) -> bool:
    return skill is not None and skill == asked


def _skills(
    journal: Journal, bound: Stored[Relationship], goals: tuple[GoalProgress, ...]
) -> tuple[SkillProgress, ...]:
    """The skills that it was asked for and its goals build, the heaviest gap first. (P086)"""
    chosen = {one.goal.id for one in goals}
    named = {goal.record.skill for goal in journal.goals if goal.id in chosen}
    if bound.record.ask:
        named.add(bound.record.ask.skill)
    shown = [build_skill_progress(journal, one) for one in journal.skills if one.id in named]
    return tuple(sorted(shown, key=_by_gap))


def _by_gap(one: SkillProgress) -> tuple[int, str]:
    return -(one.skill.record.importance or 0) * (one.gap or 0), one.skill.id


def _lacks(plan: Plan) -> tuple[Lack, ...]:
    who = plan.relationship
    purpose = f'{command("set", who)} purpose="{FILL_IN}"'
    goal = command("goal", "add", FILL_IN, "--relationship", who)
    lacks = (
        (plan.purpose is None, Lack(what="purpose", command=purpose)),
        (not plan.goals, Lack(what="goals", command=goal)),
        (not plan.agreement, Lack(what="agreement", command=command("agree", who))),
    )
    return tuple(lack for is_missing, lack in lacks if is_missing)
