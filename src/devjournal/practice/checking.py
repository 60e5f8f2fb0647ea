"""When a relationship wants a look at how it goes: once a quarter. (P042, P075)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.relationship import Relationship

CHECK_DAYS = 92
"""A relationship that was not looked at for a quarter wants a look."""


def longest_unchecked(
    journal: Journal, today: dt.date
) -> tuple[Stored[Relationship], dt.date] | None:
    """Return whom I meet and looked at longest ago, and since when; None if all is fresh.

    One that was never looked at counts from its first meeting.
    """
    running = (bound for bound in journal.relationships if bound.record.state == "active")
    looks = [(since, bound) for bound in running if (since := _since(journal, bound))]
    stale = [one for one in looks if (today - one[0]).days >= CHECK_DAYS]
    if not stale:
        return None
    since, bound = min(stale, key=lambda one: (one[0], one[1].id))
    return bound, since


def _since(journal: Journal, bound: Stored[Relationship]) -> dt.date | None:
    """Return the day of the last look, else of the first meeting held."""
    held = journal.held_with(bound.id)
    if not held:
        return None
    first = journal.day_of(held[0].record.at)
    return max((check.on for check in bound.record.checks), default=first)
