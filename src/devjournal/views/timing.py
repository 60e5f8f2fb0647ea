"""Fitting wishes for time into a meeting's minutes, so that they add up exactly."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.frozen import dataclass

_LEAST = 5
"""The fewest minutes that a topic is worth starting with."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How many minutes a part wants (None: a fair share); `fixed` ones are on every agenda."""

    minutes: int | None
    fixed: bool


def fit(wishes: Sequence[Wish], total: int) -> list[int]:
    """Return the minutes of each wish; they add up to `total`, if there is any wish.

    Topics get what they asked for while it lasts, earlier ones first, and 0 where nothing
    is left; what is over is shared by those that asked for nothing special. The fixed parts
    shrink when a meeting is too short for them and one topic.
    """
    fixed = [wish.minutes or 0 for wish in wishes if wish.fixed]
    free = [wish.minutes for wish in wishes if not wish.fixed]
    room_wanted = min(free[0] or _LEAST, (total + 1) // 2) if free else 0
    fixed = _shrink(fixed, max(0, total - room_wanted))
    topics = _share(free, total - sum(fixed))
    if not free and fixed:
        fixed[-1] += total - sum(fixed)
    fixed_times, topic_times = iter(fixed), iter(topics)
    return [next(fixed_times) if wish.fixed else next(topic_times) for wish in wishes]


def _shrink(minutes: list[int], limit: int) -> list[int]:
    """Return the minutes in proportion, none above what it was, adding up to at most `limit`."""
    wanted = sum(minutes)
    if wanted <= limit:
        return minutes
    return [minute * limit // wanted for minute in minutes]


def _share(wishes: list[int | None], room: int) -> list[int]:
    """Return the minutes of topics that share `room`; they add up to it if there is any."""
    given: list[int] = []
    for wish in wishes:
        least = wish or _LEAST
        left = room - sum(given)
        given.append(least if least <= left else left if not any(given) else 0)
    over = room - sum(given)
    takers = [i for i, wish in enumerate(wishes) if wish is None and given[i]]
    takers = takers or [i for i, minutes in enumerate(given) if minutes]
    for turn in range(over if takers else 0):
        given[takers[turn % len(takers)]] += 1
    return given
