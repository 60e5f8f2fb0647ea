"""Stages stood on, who opened the door, and what I gave back. (P001, P015, P017, P110)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass
from devjournal.views.review.given import ME

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.opportunity import Opportunity


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """An opportunity that was delivered: what was expected of it, and what came of it."""

    ref: Ref
    on: dt.date
    title: str
    type: str | None
    scale: str | None
    exposure: str | None
    sponsor: str | None
    objective: str | None
    expected: str | None
    result: str | None
    outcome: Literal["swam", "mixed", "sank"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """Somebody spent their name or network on me; `by` is a name."""

    ref: Ref
    on: dt.date
    text: str
    by: str | None
    act: str | None
    via: str | None
    risk_taken: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gave:
    """What I gave to somebody; `who` is a name."""

    ref: Ref
    on: dt.date
    text: str
    who: str | None
    what: str | None


def build_chances(journal: Journal, period: Period, quiet: frozenset[Ref]) -> tuple[Chance, ...]:
    """Return what was delivered in a period, in the order of days, but for what is `quiet`."""
    found = [
        _chance(journal, chance, on)
        for chance in journal.opportunities
        if chance.record.state == "delivered" and chance.ref not in quiet
        if (on := chance.record.on or chance.record.closed_on) and on in period
    ]
    return tuple(sorted(found, key=lambda chance: (chance.on, chance.ref)))


def _chance(journal: Journal, stored: Stored[Opportunity], on: dt.date) -> Chance:
    chance = stored.record
    served = journal.get(("objective", chance.objective)) if chance.objective else None
    return Chance(
        ref=stored.ref,
        on=on,
        title=chance.title,
        type=chance.type,
        scale=chance.scale,
        exposure=chance.exposure,
        sponsor=journal.name_of(chance.sponsor) if chance.sponsor else None,
        objective=served.record.title if served else None,
        expected=chance.expected_result,
        result=chance.result,
        outcome=chance.outcome,
    )


def build_vouched(journal: Journal, period: Period) -> tuple[Vouched, ...]:
    """Return who put in a word for me in a period, in the order of days."""
    return tuple(
        Vouched(
            ref=stored.ref,
            on=stored.record.on,
            text=stored.record.text,
            by=journal.name_of(stored.record.by) if stored.record.by else None,
            act=stored.record.act,
            via=stored.record.via,
            risk_taken=stored.record.risk_taken,
        )
        for stored in journal.entries_of("vouched")
        if stored.record.on in period and stored.record.by != ME
    )


def build_gave(journal: Journal, period: Period) -> tuple[Gave, ...]:
    """Return what I gave back in a period, in the order of days."""
    return tuple(
        Gave(
            ref=stored.ref,
            on=stored.record.on,
            text=stored.record.text,
            who=journal.name_of(stored.record.who) if stored.record.who else None,
            what=stored.record.what,
        )
        for stored in journal.entries_of("gave")
        if stored.record.on in period
    )
