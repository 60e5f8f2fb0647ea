"""Days, moments and periods as people write them, and words for them.

The grammar is closed: prose is never searched for dates, and what could be read two ways
is refused. Today is always an argument.
"""

from __future__ import annotations

from devjournal.dates.calendar import (
    MONTHS,
    WEEKDAYS,
    Cadence,
    add_months,
    days_on_rhythm,
    in_days,
    late,
    next_on_rhythm,
    short_day,
    short_moment,
    show_day,
    show_moment,
)
from devjournal.dates.days import DAY_FORMS, NO_ANCHORS, REFUSED_DAY, Anchors, Form, Look, parse_day
from devjournal.dates.moments import MOMENT_FORMS, parse_clock, parse_moment, parse_time
from devjournal.dates.periods import PERIOD_FORMS, Period, parse_period, span

__all__ = [
    "DAY_FORMS",
    "MOMENT_FORMS",
    "MONTHS",
    "NO_ANCHORS",
    "PERIOD_FORMS",
    "REFUSED_DAY",
    "WEEKDAYS",
    "Anchors",
    "Cadence",
    "Form",
    "Look",
    "Period",
    "add_months",
    "days_on_rhythm",
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
