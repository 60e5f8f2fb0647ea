"""Days and texts as they stand on a line of a page."""

from __future__ import annotations

import datetime as dt
import re

from devjournal.dates import short_day

_BLANKS = re.compile(r"(?:[ \t]|\r?\n)+")


def plain_day(day: dt.date, today: dt.date) -> str:
    """Return "19 Nov", with the year only when it is not this year."""
    return short_day(day, today).partition(" ")[2]


def flat(text: str) -> str:
    """Return a text of several lines as one; what else counts as a blank is left to be seen."""
    return _BLANKS.sub(" ", text).strip(" ")
