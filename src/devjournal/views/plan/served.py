"""The objectives of the business that a relationship serves, by their numbers. (P009, P101)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref
    from devjournal.models.relationship import Relationship


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """An objective: its measure is to go from `baseline` to `target`, in `unit`."""

    ref: Ref
    title: str
    kpi: str | None
    unit: str | None
    baseline: float | None
    target: float | None


def build_served(journal: Journal, bound: Relationship) -> tuple[Served, ...]:
    """Return the objectives that a relationship names, in its order."""
    named = (journal.get(("objective", id_)) for id_ in bound.objectives)
    return tuple(
        Served(
            ref=one.ref,
            title=one.record.title,
            kpi=one.record.kpi,
            unit=one.record.unit,
            baseline=one.record.baseline,
            target=one.record.target,
        )
        for one in named
        if one
    )
