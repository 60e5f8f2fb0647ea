"""The meetings of a relationship: the next one, and which one a log is about.

A planned meeting is due once its day has begun. The latest due one is taken, of whichever
relationship with the person has one; where more than one answer is right, the answers are
given, and somebody must choose.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.dates import short_day, show_day, show_moment
from devjournal.errors import Ambiguous, UsageError
from devjournal.models.base import replace
from devjournal.models.meetings import Meeting
from devjournal.namedtuples import NamedTuple
from devjournal.practice.counts import expected_next

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.changes.operation import Changes
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored

_NEAR = dt.timedelta(days=7)
"""How far a planned meeting may lie from the day it was held to be taken for moved."""


def plan_next(changes: Changes, relationship: str, at: dt.datetime, **facts: Any) -> str:
    """Plan the next meeting, or move the one that is to come; UsageError for the past."""
    require_to_come(at, changes.now)
    journal = changes.journal
    for planned in journal.meetings_with(relationship):
        was = journal.moment(planned.record.at)
        if planned.record.state == "planned" and was >= changes.now:
            record = replace(planned.record, **facts)
            moved = record if was == at else record.move("postpone", changes.today, at=at)
            changes.update(planned, moved)
            return planned.id
    return add_meeting(changes, relationship, at, **facts)


def require_to_come(at: dt.datetime, now: dt.datetime) -> None:
    """Raise UsageError for a next meeting that would be in the past."""
    if at < now:
        raise UsageError(f"{show_moment(at)} has passed", hint="the next meeting is to come")


def add_meeting(changes: Changes, relationship: str, at: dt.datetime, **facts: Any) -> str:
    """Add one more meeting of a relationship, as long as its meetings are; return its id."""
    record = changes.journal.all("relationship")[relationship].record
    usual = {"minutes": record.minutes or None, "channel": record.channel}
    new = Meeting(relationship=relationship, at=at, **{**usual, **facts})
    return changes.add("meeting", new).id


def next_day(journal: Journal, relationship: str, today: dt.date) -> dt.date | None:
    """Return the day of the next meeting: the planned one, else the one that the rhythm expects."""
    planned = journal.next_meeting(relationship, today)
    if planned and journal.day_of(planned.record.at) >= today:
        return journal.day_of(planned.record.at)
    return expected_next(journal, relationship, today)


def usual_time(journal: Journal, relationship: str) -> dt.time | None:
    """Return the time of day they meet: the agreed one, else that of the last one planned.

    When one was held instead, or without a plan, is no usual time unless there is no other.
    """
    agreed: dt.time | None = journal.all("relationship")[relationship].record.time
    met = [one.record for one in journal.meetings_with(relationship)]
    planned = [one for one in met if one.moves or one.created != journal.day_of(one.at)]
    for last in (planned or met)[-1:]:
        at = last.moves[-1].was if last.moves and last.state == "held" else last.at
        return agreed or journal.moment(at).time()
    return agreed


class Taken(NamedTuple):
    """The meeting to log (None: a new one), `at` if not as planned; `waiting` are due, too."""

    relationship: str
    meeting: Stored[Meeting] | None
    at: dt.datetime | None = None
    waiting: tuple[Stored[Meeting], ...] = ()


class Question(NamedTuple):
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

    `on` is the day it was held; `extra` says that nobody planned it, `moved` that the nearest
    planned for another day was held then. Raises UsageError for a day to come and where these
    do not go together, Ambiguous where a day has several.
    """
    if on is not None and on > now.date():
        raise UsageError(f"{show_day(on)} is to come", hint="log a meeting once it was held")
    if moved and (extra or on is None):
        hint = "--moved --on DAY: a planned meeting was held on that day instead"
        raise UsageError("--moved goes with --on, and not with --extra", hint=hint)
    choice = _Choice(journal, relationships, now.replace(second=0, microsecond=0))
    if extra:
        return choice.unplanned(on)
    if on is None:
        return choice.latest_due()
    return choice.moved_to(on) if moved else choice.on_day(on)


class _Choice(NamedTuple):
    """What there is to choose from: the meetings of some relationships, at a moment."""

    journal: Journal
    relationships: Sequence[str]
    now: dt.datetime

    def meetings(self, *states: str) -> list[Stored[Meeting]]:
        found = (m for one in self.relationships for m in self.journal.meetings_with(one))
        fitting = (meeting for meeting in found if meeting.record.state in states)
        return sorted(fitting, key=lambda meeting: self.journal.moment(meeting.record.at))

    def day(self, meeting: Stored[Meeting]) -> dt.date:
        return self.journal.day_of(meeting.record.at)

    def show(self, meeting: Stored[Meeting]) -> str:
        return short_day(self.day(meeting), self.now.date())

    def unplanned(self, on: dt.date | None = None) -> Taken:
        relationship = self.relationships[0]
        if on is None or on == self.now.date():
            return Taken(relationship, None, self.now)
        time = usual_time(self.journal, relationship) or dt.time(12)
        return Taken(relationship, None, self.at(on, time))

    def at(self, on: dt.date, time: dt.time) -> dt.datetime:
        return self.journal.moment(dt.datetime.combine(on, time, self.journal.zone))

    def latest_due(self) -> Taken | Question:
        due = [m for m in self.meetings("planned") if self.day(m) <= self.now.date()]
        if due:
            at, relationship = self.journal.moment(due[-1].record.at), due[-1].record.relationship
            held = self.journal.held_with(relationship)
            if not held or self.journal.moment(held[-1].record.at) <= at:
                return Taken(relationship, due[-1], waiting=tuple(due[:-1]))
        return self._ask(due)

    def on_day(self, on: dt.date) -> Taken | Question:
        there = [m for m in self.meetings("planned", "held") if self.day(m) == on]
        there = there or [m for m in self.meetings("cancelled", "missed") if self.day(m) == on]
        if len(there) == 1:
            return Taken(there[0].record.relationship, there[0])
        if there:
            raise Ambiguous(
                f"there are {len(there)} meetings on {show_day(on)}; nothing was changed",
                candidates=tuple(f"meetings/{meeting.id}" for meeting in there),
                hint=f"name the relationship: {', '.join(m.record.relationship for m in there)}",
            )
        closest = self.nearest(on)
        if closest is None or abs(self.day(closest) - on) > _NEAR:
            waiting = [m for m in self.meetings("planned") if self.day(m) < on]
            return self.unplanned(on)._replace(waiting=tuple(waiting))
        day = short_day(on, self.now.date())
        instead = f"{closest.id}, planned for {self.show(closest)}, held on {day} instead"
        extra = ("an extra meeting", self.unplanned(on))
        return Question(
            f"nothing was planned for {day}", ((instead, self.held_on(on, closest)), extra)
        )

    def moved_to(self, on: dt.date) -> Taken:
        """Return the nearest planned one as held on another day; UsageError if there is none."""
        closest = self.nearest(on)
        if closest is None:
            hint = "--extra for one that nobody planned"
            raise UsageError("no meeting is planned that could have been moved", hint=hint)
        if self.day(closest) == on:
            message = f"{closest.id} was planned for {show_day(on)}"
            raise UsageError(message, hint="leave --moved out")
        return self.held_on(on, closest)

    def nearest(self, on: dt.date) -> Stored[Meeting] | None:
        planned = self.meetings("planned")
        return min(planned, key=lambda meeting: abs(self.day(meeting) - on), default=None)

    def held_on(self, on: dt.date, meeting: Stored[Meeting]) -> Taken:
        """Return a planned one as held on a day at its own time, or now if that is to come."""
        at = self.at(on, self.journal.moment(meeting.record.at).time())
        return Taken(meeting.record.relationship, meeting, min(at, self.now))

    def _ask(self, due: Sequence[Stored[Meeting]]) -> Question:
        options = [
            (f"{m.id}, due since {self.show(m)}", Taken(m.record.relationship, m))
            for m in reversed(due)
        ]
        coming = [m for m in self.meetings("planned") if self.day(m) > self.now.date()]
        for first in coming[:1]:
            early = self.held_on(self.now.date(), first)
            options.append((f"{first.id}, planned for {self.show(first)}, held early", early))
        for last in self.meetings("held")[-1:]:
            again = Taken(last.record.relationship, last)
            options.append((f"add to {last.id} of {self.show(last)}", again))
        options.append(("an extra meeting, today", self.unplanned()))
        words = "a later meeting is logged already" if due else "no meeting is due"
        return Question(words, tuple(options))
