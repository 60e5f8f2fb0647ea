"""Whether the foundations are there that a sponsor can vouch for: advice, never a gate.

Mentors first, then sponsors: once what matters most is solid, and others have seen it.
(P007, P102)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.skill import Skill

_IMPORTANT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Foundation:
    """A skill that the way on rests on: at its target or above, and shown to others or not."""

    ref: Ref
    name: str
    level: int | None
    target: int
    is_solid: bool
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SponsorReadiness:
    """The foundations, the most important first: counts with a denominator, no score. (P105)"""

    foundations: tuple[Foundation, ...]

    @property
    def solid(self) -> int:
        """How many are at their target."""
        return sum(one.is_solid for one in self.foundations)

    @property
    def shown(self) -> int:
        """How many others have seen: somebody else rated them, or a win shows them."""
        return sum(one.is_shown for one in self.foundations)

    @property
    def is_ready(self) -> bool:
        """Whether all are solid and shown."""
        return self.solid == self.shown == len(self.foundations)


def sponsor_readiness(journal: Journal) -> SponsorReadiness | None:
    """Return how the skills stand that aim at a level; None if none does.

    Those of importance 4 and 5 are the foundations; where none is so important, all are.
    """
    aimed = [one for one in journal.skills if one.record.target is not None]
    important = [one for one in aimed if (one.record.importance or 0) >= _IMPORTANT]
    chosen = sorted(important or aimed, key=lambda one: (-(one.record.importance or 0), one.id))
    if not chosen:
        return None
    won = {win.record.skill for win in journal.entries_of("win")}
    return SponsorReadiness(foundations=tuple(_foundation(one, won) for one in chosen))


def _foundation(stored: Stored[Skill], won: set[str | None]) -> Foundation:
    skill = stored.record
    target = skill.target or 0
    by_others = any(rating.by not in (None, "me") and rating.evidence for rating in skill.ratings)
    return Foundation(
        ref=stored.ref,
        name=skill.name,
        level=skill.level,
        target=target,
        is_solid=skill.level is not None and skill.level >= target,
        is_shown=by_others or stored.id in won,
    )
