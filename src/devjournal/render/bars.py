"""Bars, trajectories and strips as characters, for every format that is made of text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS = "▁▂▃▄▅▆▇█"
NOTHING = "·"
"""The cell of a strip that stands for 0."""


def bar(ratio: float, width: int) -> tuple[str, str]:
    """Return the full and the empty part of a bar `width` characters long, in half steps.

    `ratio` is held between 0 and 1. A bar is full only at 1 and empty only at 0, so that
    99% does not look finished, nor 1% like nothing. Rich's own bar leaves the empty part
    out where there is no colour, and 0% would not show at all.
    """
    halves = round(min(max(ratio, 0), 1) * width * 2)
    if 0 < ratio < 1:
        halves = min(max(halves, 1), width * 2 - 1)
    full, half = divmod(halves, 2)
    return "━" * full + "╸" * half, "─" * (width - full - half)


def spark(values: Sequence[float]) -> str:
    """Return one character per value, the lowest at the bottom and the highest at the top.

    Values that are all equal stand in the middle: nothing has changed.
    """
    if not values:
        return ""
    # Halved, as the distance between two floats may be too large for a float.
    low, height = min(values) / 2, max(values) / 2 - min(values) / 2
    if not height:
        return _STEPS[3] * len(values)
    top = len(_STEPS) - 1
    return "".join(_STEPS[round((value / 2 - low) / height * top)] for value in values)


def cells(values: Sequence[float | None], top: float) -> str:
    """Return one character per value, on a scale from 0 to `top`.

    A dot is 0, a space no value (None), and anything above 0 is at least the lowest step.
    """
    return "".join(" " if value is None else _step(value, top) for value in values)


def _step(value: float, top: float) -> str:
    if value <= 0 or top <= 0:
        return NOTHING
    last = len(_STEPS) - 1
    return _STEPS[max(math.ceil(min(value / top, 1) * (last + 1)) - 1, 0)]
