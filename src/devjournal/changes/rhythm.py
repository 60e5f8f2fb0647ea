"""When two people meet: the usual time, and the day of the next meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.dates import next_on_rhythm

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.journal.journal import Journal


def next_day(journal: Journal, relationship: str, today: dt.date) -> dt.date | None:
    """Return the day of the next meeting: the planned one, else the one that the rhythm expects.

    None if neither is known; an expected day that has passed counts as today.
    """
    planned = journal.next_meeting(relationship, today)
    if planned and journal.day_of(planned.record.at) >= today:
        return journal.day_of(planned.record.at)
    cadence = journal.all("relationship")[relationship].record.cadence
    held = journal.held_with(relationship)
    if not (held and cadence):
        return None
    return max(next_on_rhythm(journal.day_of(held[-1].record.at), cadence), today)


def usual_time(journal: Journal, relationship: str) -> dt.time | None:
    """Return the time of day they meet: the agreed one, else that of the last meeting."""
    agreed: dt.time | None = journal.all("relationship")[relationship].record.time
    if agreed:
        return agreed
    meetings = journal.meetings_with(relationship)
    return journal.moment(meetings[-1].record.at).time() if meetings else None
