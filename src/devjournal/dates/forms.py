"""The forms in which a day, a moment and a period can be written, each with an example.

For whoever asks what to write: `days.py`, `moments.py` and `periods.py` are the grammar, and
a test holds the two together.
"""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """One form, by an example, and what it means."""

    written: str
    means: str


DAYS: tuple[Form, ...] = (
    Form("2026-11-19", "that day"),
    Form("19-nov", "the coming one; where a flag looks back, the last one"),
    Form("fri", "the coming Friday, never today; where a flag looks back, the last one"),
    Form("next-fri", "Friday of next week"),
    Form("last-thu", "the last Thursday before today"),
    Form("3d", "in three days; where a flag looks back, three days ago"),
    Form("-2d", "two days ago"),
    Form("2w", "in two weeks"),
    Form("1m", "in a month, or that month's last day"),
    Form("today", "this day"),
    Form("tomorrow", "the day after"),
    Form("yesterday", "the day before"),
    Form("eow", "the last day of this week"),
    Form("eom", "the last day of this month"),
    Form("eoq", "the last day of this quarter"),
    Form("next", "the next meeting with them, planned or expected"),
)

MOMENTS: tuple[Form, ...] = (
    Form("15-oct 15:00", "any day, and a time by the 24-hour clock"),
    Form("2026-11-19T15:00", "as it stands in a file"),
)

PERIODS: tuple[Form, ...] = (
    Form("2026-Q4", "a quarter"),
    Form("2026-H1", "a half"),
    Form("2026", "a year"),
    Form("last-quarter", "the quarter before this one"),
    Form("this-quarter", "the quarter that today is in"),
    Form("cycle", "your review cycle, by review_starts and review_months of the profile"),
)

REFUSED = "12/01"
"""A day that could be read two ways."""
