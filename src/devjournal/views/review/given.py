"""What I gave those I help, besides time: my word for them, and what I told them. (P094, P099)

Entries that others made for me and those that I made for others are of one kind; `me` in
`by` and `given_by` tells them apart.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref

ME = "me"
"""Who I am in the fields that hold a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VouchedFor:
    """I spent my name or network on somebody; `whom` is a name."""

    ref: Ref
    on: dt.date
    text: str
    whom: str | None
    act: str | None
    via: str | None
    risk_taken: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What I told somebody, in my words where I kept them; `to` is a name."""

    ref: Ref
    on: dt.date
    text: str
    verbatim: str | None
    to: str | None
    intent: Literal["reinforce", "redirect"] | None


def build_vouched_for(journal: Journal, period: Period) -> tuple[VouchedFor, ...]:
    """Return whom I put in a word for in a period, in the order of days."""
    return tuple(
        VouchedFor(
            ref=stored.ref,
            on=stored.record.on,
            text=stored.record.text,
            whom=_person_in(journal, stored.record.relationship),
            act=stored.record.act,
            via=stored.record.via,
            risk_taken=stored.record.risk_taken,
        )
        for stored in journal.entries_of("vouched")
        if stored.record.on in period and stored.record.by == ME
    )


def build_told(journal: Journal, period: Period) -> tuple[Told, ...]:
    """Return the feedback that I gave in a period, in the order of days."""
    return tuple(
        Told(
            ref=stored.ref,
            on=stored.record.on,
            text=stored.record.text,
            verbatim=stored.record.verbatim,
            to=_person_in(journal, stored.record.relationship),
            intent=stored.record.intent,
        )
        for stored in journal.entries_of("feedback")
        if stored.record.on in period and stored.record.given_by == ME
    )


def _person_in(journal: Journal, relationship: str | None) -> str | None:
    return journal.person_in(relationship) if relationship else None
