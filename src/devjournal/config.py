"""Each setting once, and which value wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

WEEKDAYS: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week as settings and relationships name them."""

SETTINGS: Mapping[str, tuple[str, ...]] = {"week_starts": WEEKDAYS}
"""Every setting and what it may be; unset, or anything else, it is the first."""


def week_start(settings: Mapping[str, Any]) -> int:
    """Return the day a week starts on, 0 for Monday."""
    value = settings.get("week_starts")
    return WEEKDAYS.index(value) if value in WEEKDAYS else 0
