"""Why two people meet: the purpose they told, the skill it is about, the objective it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.frozen import dataclass
from devjournal.journal.names import fold

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.relationship import Relationship
    from devjournal.models.skill import Skill


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why they meet: the skill's level at first and its target, and the objective served."""

    text: str
    baseline: int | None
    target: int | None
    objective: str | None
    refs: tuple[Ref, ...]


def build_purpose(journal: Journal, bound: Stored[Relationship]) -> Purpose | None:
    """Return the purpose of a relationship; None if it has none."""
    record = bound.record
    if not record.purpose:
        return None
    # What they learn of me is kept as their growth; my own level would say nothing of it.
    skill = _skill_meant(journal, bound) if record.my_role != "giving" else None
    objective = next(
        (found for id_ in record.objectives if (found := journal.get(("objective", id_)))), None
    )
    named = [bound.ref, *(one.ref for one in (skill, objective) if one)]
    return Purpose(
        text=record.purpose,
        baseline=skill.record.baseline if skill else None,
        target=skill.record.target if skill else None,
        objective=objective.record.title if objective else None,
        refs=tuple(named),
    )


def _skill_meant(journal: Journal, bound: Stored[Relationship]) -> Stored[Skill] | None:
    """The skill that a relationship is about: asked for, worked on, or named like its purpose."""
    ask = bound.record.ask
    named = [ask.skill] if ask and ask.skill else []
    named += [
        g.record.skill
        for g in journal.goals
        if g.record.relationship == bound.id and g.record.skill
    ]
    purpose = fold(bound.record.purpose or "")
    named += [skill.id for skill in journal.skills if fold(skill.record.name) == purpose]
    return next((found for id_ in named if (found := journal.get(("skill", id_)))), None)
