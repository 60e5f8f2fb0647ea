"""How often a relationship meets, how far that is, and when next. (P055, P089, P096)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import Cadence, next_on_rhythm
from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.relationship import Relationship


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """The rhythm that was agreed on, `held` of `agreed` meetings, and the next one.

    `at` is None while none is planned; `expected` is then the day that the rhythm says. `refs`
    are the meetings held and the next one.
    """

    cadence: Cadence | None
    weekday: str | None
    time: dt.time | None
    minutes: int | None
    channel: str | None
    held: int
    agreed: int | None
    at: dt.datetime | None
    expected: dt.date | None
    review_on: dt.date | None
    refs: tuple[Ref, ...]


def build_meetings(journal: Journal, bound: Stored[Relationship], today: dt.date) -> Meetings:
    """Return the meetings of a relationship, as they stand on a day."""
    record = bound.record
    held = journal.held_with(bound.id)
    coming = journal.next_meeting(bound.id, today)
    last = journal.day_of(held[-1].record.at) if held else None
    expected = next_on_rhythm(last, record.cadence) if last and record.cadence else None
    return Meetings(
        cadence=record.cadence,
        weekday=record.weekday,
        time=record.time,
        minutes=record.minutes,
        channel=record.channel,
        held=len(held),
        agreed=record.meetings_agreed,
        at=journal.moment(coming.record.at) if coming else None,
        expected=expected if bound.is_open and not coming else None,
        review_on=record.review_on,
        refs=tuple(one.ref for one in (*held, *([coming] if coming else []))),
    )
