"""Days, moments and periods as people write them, and words for them.

The grammar is closed: prose is never searched for dates, and what could be read two ways
is refused. Today is always an argument.
"""

from __future__ import annotations

from devjournal.dates.days import NO_ANCHORS, Anchors, Look, parse_day
from devjournal.dates.moments import parse_clock, parse_moment, parse_time
from devjournal.dates.periods import Period, parse_period, span
from devjournal.dates.steps import Cadence, add_months, next_on_rhythm
from devjournal.dates.words import (
    in_days,
    late,
    short_day,
    short_moment,
    show_day,
    show_moment,
)

__all__ = [
    "NO_ANCHORS",
    "Anchors",
    "Cadence",
    "Look",
    "Period",
    "add_months",
    "in_days",
    "late",
    "next_on_rhythm",
    "parse_clock",
    "parse_day",
    "parse_moment",
    "parse_period",
    "parse_time",
    "short_day",
    "short_moment",
    "show_day",
    "show_moment",
    "span",
]
