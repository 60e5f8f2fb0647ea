"""How I came to my meetings, by my own word, and what they were worth. (P065, P075)"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.namedtuples import NamedTuple

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal

_SELF_CHECKS = ("prepared", "honest", "present", "consistent")
_WORTH_IT = 4


class Came(NamedTuple):
    """How I came to the meetings held, and in how many of those judged it was worth 4 or 5.

    `checks` are of all that were held, `worth` to me and to them of those that tell it.
    """

    held: int
    checks: tuple[tuple[str, int], ...]
    worth: tuple[tuple[int, int], ...]


def how_i_came(journal: Journal, period: Period) -> Came | None:
    """Return how I judged my meetings of a period; None if nothing is told. (P065, P075)"""
    meetings = [one.record for one in journal.where("meeting", state="held")]
    held = [one for one in meetings if journal.day_of(one.at) in period]
    checks = [(word, sum(word in one.self_check for one in held)) for word in _SELF_CHECKS]
    worth = []
    for name in ("value_me", "value_them"):
        told = [value for one in held if (value := getattr(one, name)) is not None]
        worth.append((sum(value >= _WORTH_IT for value in told), len(told)))
    is_told = any(number for _, number in (*checks, *worth))
    return Came(len(held), tuple(checks), tuple(worth)) if is_told else None
