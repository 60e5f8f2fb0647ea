"""When and why a record left its open states, as a line of the echo says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.dates import show_day
from devjournal.render.document import Line, Span, line

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.models.base import Record


def compose_closing(before: Record | None, after: Record, today: dt.date) -> list[Line]:
    """Return the day of the closing if it is another than today, and why, as far as new."""
    told = []
    day = getattr(after, "closed_on", None)
    if day not in (None, today, getattr(before, "closed_on", None)):
        told.append(line("on ", Span(show_day(day), "date")))
    why = getattr(after, "closed_why", None)
    if why and why != getattr(before, "closed_why", None):
        told.append(line(Span("why", "label"), f" {why}"))
    return told
