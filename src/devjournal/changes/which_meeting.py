"""Which meeting a log is about.

A planned meeting is due once its day has begun. The latest due one is taken, of whichever
relationship with the person has one; where more than one answer is right, the answers are
given, and somebody must choose.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from devjournal.dates import short_day
from devjournal.errors import Ambiguous, UsageError
from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Meeting

How = Literal["due", "again", "early", "moved", "extra"]

_NEAR = dt.timedelta(days=7)
"""How far a planned meeting may lie from the day it was held to be taken for moved."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The meeting to log: a stored one, or, with `meeting` None, a new one.

    `at` is when it was held, where that is not when it was planned. `waiting` are other
    meetings that are due and not logged.
    """

    how: How
    relationship: str
    meeting: Stored[Meeting] | None
    at: dt.datetime | None = None
    waiting: tuple[Stored[Meeting], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """More than one answer is right; each option says what it is in words."""

    words: str
    options: tuple[tuple[str, Taken], ...]


def choose(
    journal: Journal,
    relationships: Sequence[str],
    now: dt.datetime,
    *,
    on: dt.date | None = None,
    extra: bool = False,
    moved: bool = False,
) -> Taken | Question:
    """Return the meeting that a log is about, or the question which it is.

    `on` is the day it was held; `extra` says that nobody planned it, `moved` that it was
    planned for another day. Raises UsageError for a day to come and where these do not go
    together, Ambiguous where a day has several.
    """
    if on is not None and on > now.date():
        raise UsageError(f"{on.isoformat()} is to come", hint="log a meeting once it was held")
    if moved and (extra or on is None):
        raise UsageError(
            "--moved goes with --on, and not with --extra",
            hint="--moved --on DAY: a planned meeting was held on that day instead",
        )
    if extra:
        return _new(journal, relationships[0], now, on)
    if on is not None:
        found = _on_day(journal, relationships, on, now)
        return _moved_to(on, found) if moved else found
    due = sorted(
        (m for m in _meetings(journal, relationships, "planned") if _day(journal, m) <= now.date()),
        key=lambda meeting: journal.moment(meeting.record.at),
    )
    if due and not _logged_after(journal, due[-1]):
        latest = due[-1]
        return Taken("due", latest.record.relationship, latest, waiting=tuple(due[:-1]))
    return _ask(journal, relationships, due, now)


def _meetings(
    journal: Journal, relationships: Sequence[str], state: str
) -> Iterator[Stored[Meeting]]:
    for relationship in relationships:
        yield from (m for m in journal.meetings_with(relationship) if m.record.state == state)


def _day(journal: Journal, meeting: Stored[Meeting]) -> dt.date:
    return journal.day_of(meeting.record.at)


def _logged_after(journal: Journal, due: Stored[Meeting]) -> bool:
    at = journal.moment(due.record.at)
    held = _meetings(journal, [due.record.relationship], "held")
    return any(journal.moment(meeting.record.at) > at for meeting in held)


def _new(journal: Journal, relationship: str, now: dt.datetime, on: dt.date | None) -> Taken:
    """A meeting that nobody planned: now, or on a day at the usual time."""
    from devjournal.changes.rhythm import usual_time

    if on is None or on == now.date():
        return Taken("extra", relationship, None, now.replace(second=0, microsecond=0))
    time = usual_time(journal, relationship) or dt.time(12)
    at = journal.moment(dt.datetime.combine(on, time, journal.zone))
    return Taken("extra", relationship, None, at)


def _moved_to(on: dt.date, found: Taken | Question) -> Taken:
    """Return the planned meeting that was held on a day instead."""
    options = found.options if isinstance(found, Question) else (("", found),)
    taken = next((taken for _, taken in options if taken.meeting is not None), None)
    if taken is None:
        raise UsageError(
            f"no meeting was planned within {_NEAR.days} days of {on.isoformat()}",
            hint="--extra for one that nobody planned",
        )
    return taken


def _of_day(
    journal: Journal, relationships: Sequence[str], on: dt.date, states: Sequence[str]
) -> list[Stored[Meeting]]:
    return [
        meeting
        for state in states
        for meeting in _meetings(journal, relationships, state)
        if _day(journal, meeting) == on
    ]


def _on_day(
    journal: Journal, relationships: Sequence[str], on: dt.date, now: dt.datetime
) -> Taken | Question:
    there = _of_day(journal, relationships, on, ("planned", "held"))
    there = there or _of_day(journal, relationships, on, ("cancelled", "missed"))
    if len(there) == 1:
        how: How = "again" if there[0].record.state == "held" else "due"
        return Taken(how, there[0].record.relationship, there[0])
    if there:
        raise Ambiguous(
            f"there are {len(there)} meetings on {on.isoformat()}; nothing was changed",
            candidates=tuple(f"meetings/{meeting.id}" for meeting in there),
            hint=f"name the relationship: {', '.join(m.record.relationship for m in there)}",
        )
    new = _new(journal, relationships[0], now, on)
    near = [
        meeting
        for meeting in _meetings(journal, relationships, "planned")
        if abs(_day(journal, meeting) - on) <= _NEAR
    ]
    if not near:
        return new
    closest = min(near, key=lambda meeting: abs(_day(journal, meeting) - on))
    time = journal.moment(closest.record.at).timetz()
    at = journal.moment(dt.datetime.combine(on, time.replace(tzinfo=None), journal.zone))
    moved = Taken("moved", closest.record.relationship, closest, at)
    today = now.date()
    day, planned = short_day(on, today), short_day(_day(journal, closest), today)
    return Question(
        f"nothing was planned for {day}",
        (
            (f"{closest.id}, planned for {planned}, held on {day} instead", moved),
            ("an extra meeting", new),
        ),
    )


def _ask(
    journal: Journal,
    relationships: Sequence[str],
    due: Sequence[Stored[Meeting]],
    now: dt.datetime,
) -> Question:
    """No meeting is due, or a later one is logged already: say what could be meant."""
    options: list[tuple[str, Taken]] = [
        (
            f"{m.id}, due since {short_day(_day(journal, m), now.date())}",
            Taken("due", m.record.relationship, m),
        )
        for m in reversed(due)
    ]
    coming = [
        m for m in _meetings(journal, relationships, "planned") if _day(journal, m) > now.date()
    ]
    if coming:
        first = min(coming, key=lambda meeting: journal.moment(meeting.record.at))
        early = Taken(
            "early", first.record.relationship, first, now.replace(second=0, microsecond=0)
        )
        planned = short_day(_day(journal, first), now.date())
        options.append((f"{first.id}, planned for {planned}, held early", early))
    held = list(_meetings(journal, relationships, "held"))
    if held:
        last = max(held, key=lambda meeting: journal.moment(meeting.record.at))
        day = short_day(_day(journal, last), now.date())
        options.append(
            (f"add to {last.id} of {day}", Taken("again", last.record.relationship, last))
        )
    options.append(("an extra meeting, today", _new(journal, relationships[0], now, None)))
    words = "a later meeting is logged already" if due else "no meeting is due"
    return Question(words, tuple(options))
