"""The growth of those I help, skill by skill, as I keep it where I give. (P099)"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from devjournal.frozen import dataclass
from devjournal.journal.stored import Ref
from devjournal.views.skill_way import Level

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.relationship import Relationship
    from devjournal.models.relationship_parts import Growth


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirGrowth:
    """A skill of somebody I help: the level before, or the first, and the latest."""

    ref: Ref
    who: str
    skill: str
    baseline: int
    level: int
    levels: tuple[Level, ...]


def build_their_growth(
    journal: Journal, bounds: Iterable[Stored[Relationship]], period: Period | None = None
) -> tuple[TheirGrowth, ...]:
    """Return each skill that was looked at in a period, or ever, with those I give to."""
    return tuple(
        _growth(journal, bound, during, before)
        for bound in bounds
        if bound.record.my_role == "giving"
        for steps in _by_skill(bound.record)
        if (during := [one for one in steps if period is None or one.on in period])
        for before in [[one for one in steps if one.on < during[0].on]]
    )


def _by_skill(record: Relationship) -> list[list[Growth]]:
    found: dict[str, list[Growth]] = {}
    for step in sorted(record.growth, key=lambda one: one.on):
        found.setdefault(step.skill, []).append(step)
    return list(found.values())


def _growth(
    journal: Journal, bound: Stored[Relationship], during: list[Growth], before: list[Growth]
) -> TheirGrowth:
    skill = journal.get(("skill", during[0].skill))
    return TheirGrowth(
        ref=Ref("relationship", bound.id, "growth"),
        who=journal.name_of(bound.record.person),
        skill=skill.record.name if skill else during[0].skill,
        baseline=(before[-1] if before else during[0]).level,
        level=during[-1].level,
        levels=tuple(_level(journal, step) for step in during),
    )


def _level(journal: Journal, step: Growth) -> Level:
    other = step.by if step.by != "me" else None
    return Level(
        on=step.on,
        level=step.level,
        by=journal.name_of(other) if other else None,
        evidence=step.evidence,
    )
