"""Meetings as they count: which one it is, how long it takes, when it is expected, its topics."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import days_on_rhythm

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Meeting, Topic
    from devjournal.models.people import Relationship

DEFAULT_MINUTES = 45
"""The length of a meeting that nobody set. (P055)"""


def number_of(journal: Journal, meeting: Stored[Meeting]) -> tuple[int, int | None]:
    """Return a meeting's number, counted by those held before it, and how many were agreed.

    "2 of 3" counts meetings held, never ids. (P089)
    """
    relationship = meeting.record.relationship
    at = journal.moment(meeting.record.at)
    before = [
        held
        for held in journal.held_with(relationship)
        if held.id != meeting.id and journal.moment(held.record.at) <= at
    ]
    found = journal.get(("relationship", relationship))
    return len(before) + 1, found.record.meetings_agreed if found else None


def minutes_with(
    journal: Journal, relationship: str, meeting: Stored[Meeting] | None = None
) -> int:
    """Return how long a meeting takes: as it says, else as the relationship usually does."""
    found = journal.get(("relationship", relationship))
    own = meeting.record.minutes if meeting else None
    return own or (found.record.minutes if found else None) or DEFAULT_MINUTES


def is_over(journal: Journal, meeting: Stored[Meeting], now: dt.datetime) -> bool:
    """Whether a meeting's time has passed."""
    minutes = minutes_with(journal, meeting.record.relationship, meeting)
    return journal.moment(meeting.record.at) + dt.timedelta(minutes=minutes) <= now


def planned_meetings(journal: Journal) -> list[Stored[Meeting]]:
    """Return every meeting that is still planned, in the order of time."""
    planned = [meeting for meeting in journal.meetings if meeting.is_open]
    return sorted(planned, key=lambda meeting: journal.moment(meeting.record.at))


def expected_days(
    journal: Journal, stored: Stored[Relationship], until: dt.date
) -> tuple[dt.date, ...]:
    """Return the days on which the rhythm expects a meeting, up to and with `until`. (P096)

    It counts from the first meeting held, else a step after the start, to the end that was
    agreed or the day it closed; no more meetings than were agreed. Where no day says when it
    stopped (a pause; a reader is not told) nothing is expected after the last meeting.
    """
    record = stored.record
    met = [journal.day_of(one.record.at) for one in journal.meetings_with(stored.id)]
    held = [journal.day_of(one.record.at) for one in journal.held_with(stored.id)]
    first = held[0] if held else record.start if record.state == "active" else None
    if record.cadence is None or first is None:
        return ()
    has_stopped = record.state == "paused" or journal.reader != "self"
    ends = [until, record.end, record.closed_on, max(met) if met and has_stopped else None]
    days = days_on_rhythm(first, record.cadence, min(day for day in ends if day))
    return tuple(days if held else days[1:])[: record.meetings_agreed]


def open_topics(journal: Journal, relationship: str) -> list[Stored[Topic]]:
    """Return the open topics of a relationship in the order in which they are talked about.

    Concerns come first (P066), then deep dives (P060), then the others as they were raised.
    """
    still_open = (topic for topic in journal.topics if topic.is_open)
    found = [topic for topic in still_open if topic.record.relationship == relationship]
    return sorted(found, key=_turn_of)


def _turn_of(stored: Stored[Topic]) -> tuple[bool, bool, dt.date, str]:
    topic = stored.record
    raised = topic.raised_on or topic.created or dt.date.max
    return topic.kind != "concern", not topic.deep_dive, raised, stored.id
