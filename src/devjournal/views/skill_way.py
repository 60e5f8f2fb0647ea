"""The way of a skill: its levels, when they were reached and by whose word. (P006, P086, P102)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.skill import Rating, Skill


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level, 1 to 5, on a day; `by` is a name, None where I rated myself or nobody is named."""

    on: dt.date
    level: int
    by: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillWay:
    """A skill: from its first level to the latest, and to the one I want, 1 to 5.

    `gap` is how far that is, 0 where it is reached. `levels` are in the order of days;
    `owners` are who answers for it.
    """

    ref: Ref
    name: str
    importance: int | None
    baseline: int | None
    level: int | None
    target: int | None
    gap: int | None
    levels: tuple[Level, ...]
    owners: tuple[str, ...]


def build_skill_way(
    journal: Journal, stored: Stored[Skill], since: dt.date | None = None
) -> SkillWay:
    """Return a skill's way; with `since`, from the level it had on the day before."""
    skill = stored.record
    level, target = skill.level, skill.target
    levels = [_level(journal, one) for one in sorted(skill.ratings, key=lambda one: one.on)]
    before = [one for one in levels if since and one.on < since]
    return SkillWay(
        ref=stored.ref,
        name=skill.name,
        importance=skill.importance,
        baseline=skill.baseline,
        level=level,
        target=target,
        gap=max(target - level, 0) if target is not None and level is not None else None,
        levels=tuple(levels[max(len(before) - 1, 0) :]),
        owners=tuple(journal.name_of(one) for one in skill.owners),
    )


def _level(journal: Journal, rating: Rating) -> Level:
    other = rating.by if rating.by != "me" else None
    return Level(
        on=rating.on,
        level=rating.level,
        by=journal.name_of(other) if other else None,
        evidence=rating.evidence,
    )
