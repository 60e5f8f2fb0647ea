"""What stands at the head of a plan: where I want to go, and what we agreed on. (P078, P107)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, get_args

from devjournal.frozen import dataclass
from devjournal.journal.stored import Ref

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.profile import Profile
    from devjournal.models.relationship import Relationship


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Where I want to go: the aspiration, and from the present role to the next. (P078, P107)"""

    aspiration: str | None
    role: str | None
    target_role: str | None
    refs: tuple[Ref, ...]


def build_direction(journal: Journal, bound: Relationship, today: dt.date) -> Direction | None:
    """Return my direction; None where it is theirs that counts, or none is told."""
    profile = journal.profile.record if journal.profile else None
    if profile is None or bound.my_role == "giving":
        return None
    if not (profile.aspiration or profile.target_role):
        return None
    told = [name for name in ("aspiration", "target_role") if getattr(profile, name)]
    return Direction(
        aspiration=profile.aspiration,
        role=_role(profile, today),
        target_role=profile.target_role,
        refs=tuple(Ref("profile", "journal", name) for name in told),
    )


def _role(profile: Profile, today: dt.date) -> str | None:
    present = profile.present_roles(today)
    if not present:
        return None
    role = present[-1]
    return f"{role.title}, {role.organisation}" if role.organisation else role.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Something that is to come of it; `is_shared` if both sides agreed on it."""

    text: str
    is_shared: bool


def build_outcomes(bound: Relationship) -> tuple[Outcome, ...]:
    """Return what I want to come of a relationship, then what both sides agreed on besides."""
    agreed = bound.agreement.outcomes if bound.agreement else ()
    mine = [Outcome(text=text, is_shared=text in agreed) for text in bound.outcomes]
    return (
        *mine,
        *(Outcome(text=text, is_shared=True) for text in agreed if text not in bound.outcomes),
    )


Part = Literal[
    "how", "when", "my_part", "their_part", "mutual_resource", "confidentiality", "agreed_on"
]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One part of the agreement: a text, or the day it was made. (P052)"""

    part: Part
    text: str | dt.date


def build_agreement(bound: Relationship) -> tuple[Agreed, ...]:
    """Return the parts of the agreement that are told, in their order."""
    told: list[tuple[Part, Any]] = [(part, getattr(bound.agreement, part, None)) for part in PARTS]
    return tuple(Agreed(part=part, text=text) for part, text in told if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure that both sides agreed to be held to. (P104)"""

    name: str
    target: float
    ref: Ref


def build_measures(bound: Stored[Relationship]) -> tuple[Measured, ...]:
    """Return the measures of a relationship."""
    ref = Ref(bound.kind, bound.id, "measures")
    return tuple(
        Measured(name=one.name, target=one.target, ref=ref) for one in bound.record.measures
    )
