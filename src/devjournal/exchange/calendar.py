"""What of a journal stands in a calendar: meetings, the rhythm ahead, and days that are set.

It is for me alone, and calendars are often seen by others: what is marked private, or belongs
to a relationship or a person that is, is left out. Notes, topics, and why something was closed
are in none of it.

Each event has a UID of its record's, so that a calendar that takes a later export changes what
it has. What is expected by the rhythm alone bears the UID of the meeting that will be planned
next, and becomes that; in a series it bears the UID of the rhythm. What was called off stands in
it as cancelled while its day is still to come. (P054)
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from devjournal.changes.meetings import usual_time
from devjournal.changes.origins import meeting_ids
from devjournal.dates import ONE_DAY, Cadence, add_months, month_end
from devjournal.dates.periods import parse_period
from devjournal.errors import Refused, UsageError
from devjournal.exchange.uids import Uids
from devjournal.models.ids import meeting_id
from devjournal.namedtuples import NamedTuple
from devjournal.pages.phrases import flat
from devjournal.practice.counts import minutes_with, on_rhythm
from devjournal.shell import command, set_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.growth import Goal
    from devjournal.models.meetings import Action, Meeting
    from devjournal.models.people import Relationship

MONTHS_AHEAD = 12
"""So far ahead the rhythm goes on; a later export carries it further."""

_RECENT = dt.timedelta(days=92)
_DAY, _NINE = 24 * 60, 9 * 60

Status = Literal["confirmed", "tentative", "done", "cancelled"]


class Alarm(NamedTuple):
    """A reminder, so many minutes before the beginning; of a day that is its first minute."""

    minutes: int
    words: str


class Series(NamedTuple):
    """How an event comes again up to a day: each so many weeks, or on the nth weekday of a month.

    `number` is that n, -1 for the last, and 0 for weeks. It does not come on days `without`.
    """

    every: int
    number: int
    until: dt.date
    without: tuple[dt.date, ...] = ()


class Event(NamedTuple):
    """One event: a moment in the journal's zone with its `end`, or a whole day.

    An `is_todo` is something to do by that day. `closed_on` is the day on which it was done.
    """

    uid: str
    kind: str
    title: str
    start: dt.date
    end: dt.datetime | None = None
    status: Status = "confirmed"
    details: tuple[str, ...] = ()
    place: str | None = None
    alarms: tuple[Alarm, ...] = ()
    series: Series | None = None
    is_todo: bool = False
    closed_on: dt.date | None = None


class Calendar(NamedTuple):
    """The events, in the order of time, and the name of the zone that their moments are in.

    It is None where only the machine knows the zone: moments are then of use in UTC alone.
    `private` events were left out.
    """

    zone: str | None
    events: tuple[Event, ...]
    private: int = 0


def build_calendar(
    journal: Journal, now: dt.datetime, about: str | None = None, *, todos: bool = False
) -> Calendar:
    """Return what stands in my calendar, of one relationship or of all.

    With `todos`, promises, goals and their steps are things to do and no events. Raises Refused
    for one relationship that is private, or is with somebody who is.
    """
    if about is not None:
        bound = journal.all("relationship")[about]
        for one in (bound, journal.get(("person", bound.record.person))):
            if one and _is_private(one):
                hint = f"to let it in: {set_command(one.id, 'visibility', '')}"
                raise Refused(f"{one.id} is private, and no calendar has what is", hint=hint)
    told = [*_Collected(journal, now, about, todos=todos).events()]
    every = [*_Collected(journal, now, about, todos=todos, private=True).events()]
    events = sorted(told, key=lambda one: (one.start.isoformat(), one.uid))
    shown = tuple(_quiet_if_over(one, now.date()) for one in events)
    return Calendar(zone_name(journal), shown, len(every) - len(told))


def zone_name(journal: Journal) -> str | None:
    """Return the name of the journal's zone; None for the machine's, and for UTC by any name."""
    name = getattr(journal.zone, "key", None)
    return None if name in (None, "UTC", "Etc/UTC", "Zulu", "Etc/Zulu", "Universal") else str(name)


def meeting_event(
    journal: Journal, meeting: Stored[Meeting], uid: str, title: str, details: Sequence[str] = ()
) -> Event:
    """Return the event of a planned or cancelled meeting; a `journal` may be a reader's."""
    record = meeting.record
    bound = journal.get(("relationship", record.relationship))
    start = journal.moment(record.at)
    usual = bound.record if bound else None
    places = (usual and usual.link, record.channel, usual and usual.channel)
    is_off = record.state == "cancelled"
    return Event(
        uid=uid,
        kind="meeting",
        title=title,
        start=start,
        end=_after(start, minutes_with(journal, record.relationship, meeting)),
        status="cancelled" if is_off else "confirmed",
        details=tuple(details),
        place=next(filter(None, places), None),
        alarms=() if is_off else (Alarm(_DAY, "Prepare"), Alarm(15, "Begins soon")),
    )


def _after(start: dt.datetime, minutes: int) -> dt.datetime:
    """Return the moment so many minutes later, whatever clocks do meanwhile."""
    return (start.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(start.tzinfo)


def _quiet_if_over(event: Event, today: dt.date) -> Event:
    start = event.start.date() if isinstance(event.start, dt.datetime) else event.start
    return event if start >= today else event._replace(alarms=())


class _Collected:
    """The events of what is not private; those that are, too, if so told."""

    def __init__(
        self,
        journal: Journal,
        now: dt.datetime,
        about: str | None,
        *,
        todos: bool,
        private: bool = False,
    ) -> None:
        self.journal = journal
        self.today = now.date()
        self.about = about
        self.todos = todos
        self.private = private
        self.uids = Uids(journal)
        self.bonds = {
            one.id: one
            for one in journal.relationships
            if about in (None, one.id)
            and self._may_show(one)
            and self._may_show(journal.get(("person", one.record.person)))
        }

    def _may_show(self, stored: Stored[Any] | None) -> bool:
        return self.private or not _is_private(stored)

    def events(self) -> Iterator[Event]:
        """Yield every event."""
        for bound in self.bonds.values():
            yield from self._meetings(bound)
            yield from self._rhythm(bound)
            yield from self._days_of(bound)
        for action in self._mine(self.journal.actions):
            if action.record.owner == "me":
                yield from self._promise(action)
        for goal in self._mine(self.journal.goals):
            yield from self._goal(goal)
        if self.about is None:
            yield from self._opportunities()
            yield from self._review_cycle()

    def _mine(self, records: Sequence[Stored[Any]]) -> Iterator[Stored[Any]]:
        """Yield those that are not private, and belong to what is asked for."""
        loose = (None,) if self.about is None else ()
        for one in records:
            if one.record.relationship in (*loose, *self.bonds) and self._may_show(one):
                yield one

    def _meetings(self, bound: Stored[Relationship]) -> Iterator[Event]:
        name = self.journal.name_of(bound.record.person)
        prepare = f"Prepare: {command('prep', bound.id)}"
        for one in self.journal.meetings_with(bound.id):
            is_ahead = self.journal.day_of(one.record.at) >= self.today
            if one.is_open or (one.record.state == "cancelled" and is_ahead):
                details = (prepare,) if one.is_open else ()
                uid, title = self.uids.of("meeting", one.id), f"Meeting with {flat(name)}"
                yield meeting_event(self.journal, one, uid, title, details)

    def _rhythm(self, bound: Stored[Relationship]) -> Iterator[Event]:
        """Yield what the rhythm expects for a year: a series where all programs read it alike."""
        record, state = bound.record, bound.record.state
        stopped = state == "closed" and (record.closed_on or dt.date.min) > self.today - _RECENT
        if not (record.is_running or stopped):
            return
        last = add_months(self.today, MONTHS_AHEAD)
        days, skipped = days_ahead(self.journal, bound, self.today, last)
        if not days:
            return
        time = usual_time(self.journal, bound.id)
        first = self._expected(bound, days[0], time)
        if not _is_regular(record) or (time and zone_name(self.journal) is None):
            taken = meeting_ids(self.journal, bound.id)
            for day in days:
                taken.add(id_ := meeting_id(bound.id, taken))
                event = self._expected(bound, day, time)
                yield event._replace(uid=self.uids.expected(bound, id_))
        elif state == "active":
            yield first._replace(series=_series_of(days, skipped))
        else:
            yield first

    def _expected(self, bound: Stored[Relationship], day: dt.date, time: dt.time | None) -> Event:
        """Return a day of the rhythm; of one that has stopped it is cancelled."""
        journal, record = self.journal, bound.record
        is_on = record.state == "active"
        start = day if time is None else journal.moment(dt.datetime.combine(day, time))
        end = (
            _after(start, minutes_with(journal, bound.id))
            if isinstance(start, dt.datetime)
            else None
        )
        words = (
            f"By your rhythm, {record.cadence}; not planned yet.",
            f"Prepare: {command('prep', bound.id)}",
        )
        return Event(
            uid=self.uids.of("rhythm", bound.id),
            kind="rhythm",
            title=f"Meeting with {flat(journal.name_of(record.person))}",
            start=start,
            end=end,
            status="tentative" if is_on else "cancelled",
            details=words if is_on else (),
            place=record.link or record.channel,
            alarms=(Alarm(_DAY, "Plan the meeting, and prepare"),) if is_on else (),
        )

    def _day(
        self, names: tuple[str, ...], title: str, day: dt.date, *, before: int, **more: Any
    ) -> Iterator[Event]:
        """Yield the event of a day that is set; what is closed only while it matters.

        `names` are its kind, its record and the rest of what it is known by. It reminds at nine
        in the morning, so many days `before`.
        """
        event = Event(self.uids.of(*names), names[0], title, day, **more)
        event = event._replace(is_todo=event.is_todo and self.todos)
        if event.status == "confirmed":
            yield event._replace(alarms=(Alarm(before * _DAY - _NINE, title),), closed_on=None)
        elif day >= self.today or (
            event.is_todo and (event.closed_on or dt.date.min) > self.today - _RECENT
        ):
            yield event

    def _days_of(self, bound: Stored[Relationship]) -> Iterator[Event]:
        record = bound.record
        name = flat(self.journal.name_of(record.person))
        if record.review_on and record.is_running:
            words = f"Review how it goes with {name}"
            yield from self._day(("review", bound.id), words, record.review_on, before=1)
        again = record.ask.follow_up_on if record.ask else None
        if again and record.state == "later":
            yield from self._day(("ask", bound.id), f"Ask {name} again", again, before=0)

    def _promise(self, action: Stored[Action]) -> Iterator[Event]:
        record = action.record
        if record.due:
            bound = record.relationship
            whom = f" (for {flat(self.journal.person_in(bound))})" if bound else ""
            yield from self._day(
                ("promise", action.id),
                f"Due: {flat(record.title)}{whom}",
                record.due,
                before=1,
                status=_STATUS[record.state],
                is_todo=True,
                closed_on=record.closed_on,
            )

    def _goal(self, goal: Stored[Goal]) -> Iterator[Event]:
        record = goal.record
        closed: dict[str, Any] = {"status": _STATUS[record.state], "closed_on": record.closed_on}
        if record.due:
            words = f"Goal due: {flat(record.title)}"
            names: tuple[str, ...] = ("goal", goal.id)
            yield from self._day(names, words, record.due, before=7, is_todo=True, **closed)
        alike: Counter[str] = Counter()
        for step in record.milestones:
            alike[step.title] += 1
            if step.due:
                nth = [str(alike[step.title])] if alike[step.title] > 1 else []
                names = ("step", goal.id, step.title, *nth)
                words = f"Step due: {flat(step.title)} ({flat(record.title)})"
                done = {"status": "done", "closed_on": step.done_on} if step.done_on else closed
                yield from self._day(names, words, step.due, before=1, is_todo=True, **done)

    def _opportunities(self) -> Iterator[Event]:
        for one in self.journal.opportunities:
            if one.record.on and one.record.state in ("accepted", "declined"):
                status: Status = "confirmed" if one.record.state == "accepted" else "cancelled"
                if self._may_show(one):
                    day, title = one.record.on, flat(one.record.title)
                    names = ("opportunity", one.id)
                    yield from self._day(names, title, day, before=7, status=status)

    def _review_cycle(self) -> Iterator[Event]:
        me = self.journal.profile
        if me and me.record.review_starts and me.record.review_months:
            starts, months = me.record.review_starts, me.record.review_months
            try:
                cycle = parse_period("cycle", self.today, starts=starts, months=months)
            except UsageError:  # `check` tells
                return
            yield from self._day(("cycle",), "Your review cycle ends", cycle.last, before=14)


_STATUS: Mapping[str, Status] = {
    **dict.fromkeys(("open", "active", "paused"), "confirmed"),
    **dict.fromkeys(("done", "achieved"), "done"),
    "dropped": "cancelled",
}


def _is_private(stored: Stored[Any] | None) -> bool:
    return stored is not None and stored.record.visibility == "private"


def days_ahead(
    journal: Journal, stored: Stored[Relationship], today: dt.date, last: dt.date
) -> tuple[list[dt.date], list[dt.date]]:
    """Return the days to come on which the rhythm has them meet, and those between that it skips.

    It counts from the next meeting that is planned, else from the last, to the end that was
    agreed and to no more meetings than were; days near a later planned meeting are skipped.
    Whether the rhythm has stopped meanwhile is not asked.
    """
    record = stored.record
    met = [(journal.day_of(one.record.at), one) for one in journal.meetings_with(stored.id)]
    held = [day for day, one in met if one.record.state == "held"]
    planned = [day for day, one in met if one.is_open and day >= today]
    agreed = record.meetings_agreed
    left = max(agreed - len(held) - len(planned), 0) if agreed else None
    last = min(last, record.end or last)
    free: list[dt.date] = []
    skipped: list[dt.date] = []
    begin = [*held, *planned[:1]]
    for day in on_rhythm(record, begin) if begin and record.cadence else ():
        if day > last or len(free) == left:
            break
        if day > today:
            half = _HALF[record.cadence or "weekly"]
            is_near = any(abs(day - other) <= ONE_DAY * half for other in planned[1:])
            (skipped if is_near else free).append(day)
    return free, [day for day in skipped if free and free[0] < day < free[-1]]


_HALF: Mapping[Cadence, int] = {"weekly": 3, "fortnightly": 7, "monthly": 15, "quarterly": 45}
"""So many days from a planned meeting, a day of the rhythm stands for that meeting."""


def _is_regular(record: Relationship) -> bool:
    """Whether every program reads the rhythm alike as a series.

    On the 29th to 31st each means another day, and of quarters some read months.
    """
    return record.cadence in _WEEKS or (record.cadence == "monthly" and record.weekday is not None)


_WEEKS: Mapping[Cadence | None, int] = {"weekly": 1, "fortnightly": 2}


def _series_of(shown: Sequence[dt.date], skipped: Sequence[dt.date]) -> Series | None:
    """Return how the days of a regular rhythm come again; None for a single one."""
    if not shown[1:]:
        return None
    days = sorted([*shown, *skipped])
    weeks, rest = divmod((days[1] - days[0]).days, 7)
    if {after - day for day, after in itertools.pairwise(days)} == {ONE_DAY * 7 * weeks} and (
        not rest and weeks <= 2
    ):
        return Series(weeks, 0, days[-1], tuple(skipped))
    numbers = {(day.day - 1) // 7 + 1 for day in days}
    is_last = all(day + ONE_DAY * 7 > month_end(day) for day in days)
    return Series(1, -1 if is_last else numbers.pop(), days[-1], tuple(skipped))
