"""Where I have furthest to go in what matters most, and who could help. (P086, P087)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.frozen import dataclass
from devjournal.practice.settle import FILL_IN, NAME, command
from devjournal.views.who_could_help import Helper, find_helpers

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.skill import Skill

_MEETING = ("active", "paused")
_TO_ASK = (None, "candidate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A skill below its target; levels and importance are 1 to 5.

    `weight` is importance × gap; `next_step` the command that brings somebody to it.
    """

    ref: Ref
    name: str
    importance: int
    level: int
    target: int
    gap: int
    weight: int
    helpers: tuple[Helper, ...]
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unranked:
    """A skill that can't be ranked yet: which of level, target and importance are missing."""

    ref: Ref
    name: str
    missing: tuple[str, ...]
    next_step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillGaps:
    """The gaps, the heaviest first; `reached` are the skills at their target or above.

    `next_step` is what to do where there is no skill at all.
    """

    gaps: tuple[Gap, ...]
    unranked: tuple[Unranked, ...]
    reached: tuple[Ref, ...]
    next_step: str | None


def build_skill_gaps(journal: Journal) -> SkillGaps:
    """Return all skills: ranked by importance × gap, not to be ranked yet, or reached."""
    gaps: list[Gap] = []
    unranked: list[Unranked] = []
    reached: list[Ref] = []
    for skill in journal.skills:
        importance, level, target = skill.record.importance, skill.record.level, skill.record.target
        if level is not None and target is not None and level >= target:
            reached.append(skill.ref)
        elif importance is None or level is None or target is None:
            unranked.append(_unranked(skill))
        else:
            gaps.append(_gap(journal, skill, importance, level, target))
    return SkillGaps(
        gaps=tuple(sorted(gaps, key=lambda one: (-one.weight, -one.importance, one.ref.id))),
        unranked=tuple(unranked),
        reached=tuple(reached),
        next_step=None if journal.skills else command("skill", "add", "--starter"),
    )


def _gap(journal: Journal, skill: Stored[Skill], importance: int, level: int, target: int) -> Gap:
    helpers = find_helpers(journal, skill)
    return Gap(
        ref=skill.ref,
        name=skill.record.name,
        importance=importance,
        level=level,
        target=target,
        gap=target - level,
        weight=importance * (target - level),
        helpers=helpers,
        next_step=_step(skill, helpers),
    )


def _step(skill: Stored[Skill], helpers: tuple[Helper, ...]) -> str:
    """Return what brings somebody to a skill: a topic, a request, or somebody to begin with."""
    if not helpers:
        return command("person", "add", NAME, "--seen", f"{skill.record.name}: {FILL_IN}")
    met = next((one for one in helpers if one.relationship and one.state in _MEETING), None)
    if met and met.relationship:
        return command("topic", met.relationship, FILL_IN)
    to_ask = next((one for one in helpers if one.state in _TO_ASK), None)
    if to_ask:
        return command("ask", "draft", to_ask.name)
    return command("show", helpers[0].relationship or helpers[0].name)


def _unranked(skill: Stored[Skill]) -> Unranked:
    """A level comes before a target: it is the baseline. (P006)"""
    record = skill.record
    missing = [name for name in ("level", "target", "importance") if getattr(record, name) is None]
    if "level" in missing:
        step = command("skill", "rate", skill.id, FILL_IN)
    else:
        step = command("set", skill.id, *(f"{name}={FILL_IN}" for name in missing))
    return Unranked(ref=skill.ref, name=record.name, missing=tuple(missing), next_step=step)
