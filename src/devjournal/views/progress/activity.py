"""The activity of the last year: how much was written, held and done, week by week."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from devjournal.config import week_start
from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal

WEEKS = 52
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week, by its first day.

    Counted are entries, topics, check-ins and ratings that I wrote; meetings that were held;
    actions and milestones that got done, on both sides.
    """

    first: dt.date
    written: int
    held: int
    done: int


def build_activity(journal: Journal, today: dt.date) -> tuple[Week, ...]:
    """Return the last 52 weeks, this one last; nothing if nothing happened in them."""
    settings = journal.profile.record.settings if journal.profile else {}
    begins = today - dt.timedelta(days=(today.weekday() - week_start(settings)) % 7)
    first = begins - _WEEK * (WEEKS - 1)
    counts = [
        Counter((day - first).days // 7 for day in days if first <= day <= today)
        for days in (_written(journal), _held(journal), _done(journal))
    ]
    if not any(counts):
        return ()
    written, held, done = counts
    return tuple(
        Week(first=first + _WEEK * n, written=written[n], held=held[n], done=done[n])
        for n in range(WEEKS)
    )


def _written(journal: Journal) -> Iterator[dt.date]:
    yield from (one.record.on for one in journal.entries)
    yield from (one.record.raised_on for one in journal.topics if one.record.raised_on)
    yield from (checkin.on for one in journal.goals for checkin in one.record.checkins)
    yield from (rating.on for one in journal.skills for rating in one.record.ratings)


def _held(journal: Journal) -> Iterator[dt.date]:
    meetings = (one.record for one in journal.meetings if one.record.state == "held")
    return (journal.day_of(meeting.at) for meeting in meetings)


def _done(journal: Journal) -> Iterator[dt.date]:
    actions = (one.record for one in journal.actions if one.record.state == "done")
    yield from (action.closed_on for action in actions if action.closed_on)
    steps = (step for one in journal.goals for step in one.record.milestones)
    yield from (step.done_on for step in steps if step.done_on)
