"""Logging a meeting, or adding to its log: the page to fill in, and the changes. (P069-P075)"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, TypeVar

from devjournal.changes.meetings import add_meeting, next_day, plan_next, usual_time
from devjournal.changes.records import add_action
from devjournal.dates import show_moment
from devjournal.errors import NotFound, Refused, UsageError
from devjournal.logpage.marks import Mistake, PageError
from devjournal.logpage.meeting_log import Item, MeetingLog
from devjournal.logpage.page import write
from devjournal.models.base import by_name, replace
from devjournal.models.meetings import Action, Meeting, Topic
from devjournal.namedtuples import NamedTuple
from devjournal.practice.counts import number_of, numbered, open_topics

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from devjournal.changes.meetings import Taken
    from devjournal.changes.operation import Changes
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.logpage.meeting_log import NewAction

T = TypeVar("T")

MOST_NEW = 300
"""How many topics and promises one meeting may bring: each becomes a file of its own."""


class Reading(NamedTuple):
    """How words of a page become days, moments and ids of goals; each raises a DevjournalError.

    `day` takes the keywords `after`, which is what `next` means, and `look`, which is "back"
    for a day that has passed; `moment` takes `time`, that of a day written alone.
    """

    day: Callable[..., dt.date]
    moment: Callable[..., dt.datetime]
    goal: Callable[[str], str]


def blank_page(journal: Journal, taken: Taken) -> str:
    """Return the page to fill in for the meeting that was taken, as Markdown."""
    promises = [a for a in journal.where("action", relationship=taken.relationship) if a.is_open]
    mine, theirs = (
        tuple(Item(id=a.id, text=a.record.title) for a in promises if a.record.owner == owner)
        for owner in ("me", "them")
    )
    open_ones = open_topics(journal, taken.relationship)
    topics = tuple(Item(id=topic.id, text=topic.record.text) for topic in open_ones)
    log = MeetingLog(topics=topics, i_promised=mine, they_promised=theirs)
    record = journal.all("relationship")[taken.relationship].record
    heading = [journal.name_of(record.person), record.label]
    if taken.meeting is not None:
        heading.append(numbered(*number_of(journal, taken.meeting)))
    at = taken.at or (taken.meeting.record.at if taken.meeting else None)
    return write(log, heading=[*heading, show_moment(journal.moment(at))] if at else heading)


def log_meeting(changes: Changes, taken: Taken, log: MeetingLog, reading: Reading) -> str:
    """Change all that happened in a meeting; return its id. Raises PageError, or a flag's error."""
    topics = (one for one in log.topics if one.id is None)
    new: list[Item | NewAction] = [*topics, *log.mine, *log.theirs]
    if len(new) > MOST_NEW:
        reason = f"a meeting takes at most {MOST_NEW} new topics and promises, not {len(new)}"
        if (at := new[MOST_NEW].line) is None:
            raise UsageError(reason, hint="leave out what is none")
        raise PageError([Mistake(at, reason, "leave out what is none")])
    id_ = taken.meeting.id if taken.meeting else None
    id_ = id_ or add_meeting(changes, taken.relationship, taken.at or changes.now)
    meeting = changes.journal.all("meeting")[id_]
    day = changes.journal.day_of(taken.at or meeting.record.at)
    logging = _Logging(changes, taken, id_, day, log, reading, [])
    logging.hold(meeting)
    logging.keep_personal()
    logging.discuss()
    for item in log.promises:
        if item.ticked:
            logging.attempt("--done", item.line, logging.finish, item.id)
    logging.plan()
    if logging.mistakes:
        raise PageError(logging.mistakes)
    return id_


class _Logging(NamedTuple):
    """One log of one meeting: what it says, what it changes, and what is wrong with it."""

    changes: Changes
    taken: Taken
    meeting: str
    day: dt.date
    log: MeetingLog
    reading: Reading
    mistakes: list[Mistake]

    def attempt(self, flag: str, line: int | None, act: Callable[[Any], T], value: Any) -> T | None:
        """Return what `act` makes of a value, None if there is none or it is a page's mistake."""
        if value is None:
            return None
        try:
            return act(value)
        except (UsageError, NotFound, Refused) as error:
            if line is None:
                error.message = f"{flag}: {error.message}"
                raise
            self.mistakes.append(Mistake(line, error.message, error.hint))
            return None

    def hold(self, meeting: Stored[Meeting]) -> None:
        record, today, log = meeting.record, self.changes.today, self.log
        if self.taken.meeting and self.taken.at is not None and record.state == "planned":
            record = record.move("postpone", today, at=self.taken.at)
        values = {name: one for name, one in log.fields.items() if name in by_name(Meeting)}
        thanked = values.pop("thanked_on", None)
        line = log.lines.get("thanked_on")
        if thanked := self.attempt("--thanks", line, self._past_day, thanked):
            values["thanked_on"] = thanked
        for name, value in values.items():
            if isinstance(value, tuple):
                both = (*getattr(record, name), *value)
                values[name] = both if name == "decisions" else tuple(dict.fromkeys(both))
        if log.notes:
            values["notes"] = "\n\n".join(filter(None, (record.notes, log.notes)))
        is_held = record.state == "held"
        held = replace(record, **values) if is_held else record.move("hold", today, **values)
        self.changes.update(meeting, held)

    def _past_day(self, text: str) -> dt.date:
        day = self.reading.day(text, look="back")
        if day > self.changes.today:
            raise UsageError(f"{text!r} is to come", hint="it is the day on which it happened")
        return day

    def keep_personal(self) -> None:
        """Keep the personal thread with the person, to open the next meeting with. (P061)"""
        journal = self.changes.journal
        person = journal.all("relationship")[self.taken.relationship].record.person
        stored = journal.get(("person", person))
        if stored and "personal" in self.log.fields:
            self.changes.set(stored, personal=self.log.fields["personal"])

    def discuss(self) -> None:
        for item in self.log.topics:
            if item.id is None:
                new = Topic(text=item.text, relationship=self.taken.relationship)
                new = replace(new, raised_on=self.day, conclusion=item.conclusion)
                raised = new.move("discuss", self.day, meeting=self.meeting)
                self.changes.add("topic", raised if item.ticked else new)
            elif item.ticked or item.conclusion:
                self.attempt("--discussed", item.line, self._known_topic, item)

    def _known_topic(self, item: Item) -> None:
        stored = self._known("topic", item.id, "a new topic has no {id}")
        was = (stored.record.state, stored.record.meeting)
        if item.ticked and was != ("discussed", self.meeting):
            said = {"meeting": self.meeting, "conclusion": item.conclusion}
            self.changes.move(stored, "discuss", self.day, **said)
        elif item.conclusion:
            self.changes.set(stored, conclusion=item.conclusion)

    def finish(self, id_: str) -> None:
        stored = self._known("action", id_, "leave the line out; it changes nothing")
        if stored.record.state != "done":
            self.changes.move(stored, "finish", self.day)

    def _known(self, kind: str, id_: str | None, hint: str) -> Stored[Any]:
        stored = self.changes.journal.all(kind).get(id_ or "")
        if stored is None:
            raise NotFound(f"there is no {kind} {id_!r}", hint=hint)
        return stored

    def plan(self) -> None:
        """Plan the next meeting, and add what each side does before it. (P069, P070)"""
        changes, relationship = self.changes, self.taken.relationship
        when, line = self.log.fields.get("next_when"), self.log.lines.get("next_when")
        time = usual_time(changes.journal, relationship)
        at = self.attempt("--next", line, functools.partial(self.reading.moment, time=time), when)
        expected = next_day(changes.journal, relationship, changes.today)
        if at is not None:
            expected = changes.journal.day_of(at)
        elif when:
            # It was given and not understood: that is one mistake, not two.
            expected = expected or changes.today
        for flag, owner, promised in (
            ("--mine", "me", self.log.mine),
            ("--theirs", "them", self.log.theirs),
        ):
            add = functools.partial(self._add_action, owner, expected)
            for action in promised:
                self.attempt(flag, action.line, add, action)
        self.attempt("--next", line, functools.partial(plan_next, changes, relationship), at)

    def _add_action(self, owner: str, expected: dt.date | None, new: NewAction) -> None:
        kinds = by_name(Action)["kind"].choices
        if new.kind is not None and new.kind not in kinds:
            raise UsageError(f"kind:{new.kind} is not a kind", hint=f"one of {', '.join(kinds)}")
        add_action(
            self.changes,
            title=new.title,
            owner=owner,
            kind=new.kind,
            due=self.reading.day(new.due, after=expected) if new.due else None,
            expected=expected,
            relationship=self.taken.relationship,
            meeting=self.meeting,
            goal=self.reading.goal(new.goal) if new.goal else None,
        )
