"""What is counted of good practice, each count once, and meetings as they count.

Kept: `fell_due` says which promises count, and `count_kept` counts a side's. Held:
`held_in`. Late: `days_late`. Quiet: `last_look` and `is_quiet` of a goal, `longest_unchecked`
of a relationship. `follow_through` is how I kept my part. Counts have their denominators,
and none is ever made one composite score. (P095, P105)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from devjournal.dates import Period, days_on_rhythm
from devjournal.journal.journal import fell_due as fell_due_by

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.growth import Goal
    from devjournal.models.meetings import Action, Meeting, Topic
    from devjournal.models.people import Relationship

QUIET_DAYS = 30
"""A goal without a check-in for this many days has gone quiet."""

CHECK_DAYS = 92
"""A relationship that nobody checked on for a quarter wants a check."""

DEFAULT_MINUTES = 45
"""The length of a meeting that nobody set. (P055)"""

_ONE_DAY = dt.timedelta(days=1)


def fell_due(action: Action, period: Period, today: dt.date) -> bool:
    """Whether a promise was kept in a period, or fell due in it before today; no dropped one is."""
    return fell_due_by(action, period, today - _ONE_DAY)


def count_kept(actions: Iterable[Stored[Action]], owner: Literal["me", "them"]) -> tuple[int, int]:
    """Return how many of these promises one side kept, and how many it made."""
    states = [action.record.state for action in actions if action.record.owner == owner]
    return states.count("done"), len(states)


def days_late(action: Action, today: dt.date) -> int:
    """Return by how many days an open promise is late; 0 on its day, and without one."""
    return (today - action.due).days if action.due and action.is_late(today) else 0


def held_in(journal: Journal, relationship: str, period: Period) -> list[Stored[Meeting]]:
    """Return the meetings of a relationship that were held in a period."""
    return [m for m in journal.held_with(relationship) if journal.day_of(m.record.at) in period]


def last_look(goal: Goal) -> dt.date:
    """Return the day on which a goal was last looked at: its check-in, else its making."""
    return goal.latest.on if goal.latest else goal.created or dt.date.min


def is_quiet(goal: Goal, today: dt.date) -> bool:
    """Whether an active goal has had no check-in for a month."""
    return goal.state == "active" and (today - last_look(goal)).days >= QUIET_DAYS


def longest_unchecked(
    journal: Journal, today: dt.date
) -> tuple[Stored[Relationship], dt.date] | None:
    """Return the active relationship that waits longest for a check, and since when. (P042, P075)

    One that was never checked counts from its first meeting; None if none waits a quarter.
    """
    found = []
    for one in journal.relationships:
        held = journal.held_with(one.id) if one.record.state == "active" else ()
        if held:
            first = journal.day_of(held[0].record.at)
            since = max((check.on for check in one.record.checks), default=first)
            found.append((since, one.id, one))
    since, _, stale = min(found, default=(today, "", None))
    return (stale, since) if stale and (today - since).days >= CHECK_DAYS else None


class FollowThrough(NamedTuple):
    """Promises kept of those that fell due, meetings held of those agreed, thanks, gifts."""

    kept: int
    promised: int
    held: int
    agreed: int
    thanked: int
    gave: int


def follow_through(
    journal: Journal, among: Container[str], since: dt.date, today: dt.date
) -> FollowThrough:
    """Count what I did in the relationships `among`, from `since` to `today`, both included."""
    period = Period(label="", first=since, last=today)
    promises = [
        action
        for action in journal.actions
        if action.record.relationship in among and fell_due(action.record, period, today)
    ]
    kept, promised = count_kept(promises, "me")
    meetings = [
        meeting.record
        for meeting in journal.meetings
        if meeting.record.relationship in among and journal.day_of(meeting.record.at) in period
    ]
    held = [meeting for meeting in meetings if meeting.state == "held"]
    failed = sum(one.state == "missed" or one.cancelled_by == "me" for one in meetings)
    thanked = sum(meeting.thanked_on is not None for meeting in held)
    given = (entry.record for entry in journal.entries_of("gave"))
    gave = sum(one.relationship in among and one.on in period for one in given)
    return FollowThrough(kept, promised, len(held), len(held) + failed, thanked, gave)


def number_of(journal: Journal, meeting: Stored[Meeting]) -> tuple[int, int | None]:
    """Return a meeting's number among those held, which ids don't tell, and of how many. (P089)"""
    at = journal.moment(meeting.record.at)
    held = journal.held_with(meeting.record.relationship)
    before = sum(one.id != meeting.id and journal.moment(one.record.at) <= at for one in held)
    found = journal.get(("relationship", meeting.record.relationship))
    return before + 1, found.record.meetings_agreed if found else None


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
    """Return a relationship's open topics: concerns (P066), deep dives (P060), then as raised."""

    def turn(stored: Stored[Topic]) -> tuple[bool, bool, dt.date, str]:
        topic = stored.record
        raised = topic.raised_on or topic.created or dt.date.max
        return topic.kind != "concern", not topic.deep_dive, raised, stored.id

    still_open = (topic for topic in journal.topics if topic.is_open)
    found = [topic for topic in still_open if topic.record.relationship == relationship]
    return sorted(found, key=turn)
