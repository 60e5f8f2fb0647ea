"""Logging a meeting: what happened becomes changes, all of them or none.

The same facts come from the page, from stdin and from flags. Logging a meeting again adds
to what is there. (P069-P075)
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Protocol

from devjournal.changes.actions import add_action
from devjournal.changes.meet import add_meeting, plan_next
from devjournal.changes.placed import Placed
from devjournal.changes.rhythm import next_day, usual_time
from devjournal.errors import NotFound, UsageError
from devjournal.models.base import replace
from devjournal.models.meetings import Topic

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from devjournal.changes.draft import Draft
    from devjournal.changes.which_meeting import Taken
    from devjournal.journal.stored import Stored
    from devjournal.logpage.happened import Happened, NewAction, Recorded, TopicLine
    from devjournal.models.meetings import Meeting

_ACTION_KINDS = ("task", "resource", "introduction")


class Reading(Protocol):
    """How words of a page become days, moments and ids; each raises a DevjournalError."""

    def day(self, text: str, *, after: dt.date | None = None) -> dt.date:
        """Return a day to come; `after` is what `next` means."""

    def past_day(self, text: str) -> dt.date:
        """Return a day that is not to come."""

    def moment(self, text: str, *, time: dt.time | None = None) -> dt.datetime:
        """Return a moment; `time` is that of a day written alone."""

    def goal(self, text: str) -> str:
        """Return the whole id of a goal."""


def log_meeting(draft: Draft, taken: Taken, happened: Happened, reading: Reading) -> str:
    """Draft all that happened in the meeting that was taken; return the meeting's id.

    Raises PageError naming the line of whatever can't be used, or, for what came from a
    flag, the error itself, which names the flag.
    """
    placed = Placed()
    meeting = _meeting(draft, taken)
    day = draft.journal.day_of(taken.at or meeting.record.at)
    record = happened.record
    thanks = placed("--thanks", record.lines.get("thanked_on"), reading.past_day, record.thanked_on)
    draft.change(meeting, _held(meeting, taken, happened, thanks, draft.today))
    _keep_personal(draft, taken.relationship, record)
    _topics(draft, meeting.id, taken.relationship, happened.topics, day, placed)
    for promise in happened.promises:
        if promise.done:
            placed("--done", promise.line, lambda line: _finish(draft, line.id, day), promise)
    _next(draft, taken, meeting.id, happened, reading, placed)
    placed.finish()
    return meeting.id


def _next(
    draft: Draft,
    taken: Taken,
    meeting: str,
    happened: Happened,
    reading: Reading,
    placed: Placed,
) -> None:
    """Draft the next meeting, and what each side does before it. (P069, P070)"""
    line = happened.lines.get("next_when")
    time = usual_time(draft.journal, taken.relationship)
    at = placed("--next", line, lambda text: reading.moment(text, time=time), happened.next_when)
    expected = next_day(draft.journal, taken.relationship, draft.today)
    if at is not None:
        expected = draft.journal.day_of(at)
    elif happened.next_when:
        expected = expected or draft.today  # told and not understood: that is one mistake, not two
    add = _adding(draft, taken.relationship, meeting, expected, reading)
    for flag, owner, new_ones in (
        ("--mine", "me", happened.mine),
        ("--theirs", "them", happened.theirs),
    ):
        for new in new_ones:
            placed(flag, new.line, functools.partial(add, owner), new)
    placed("--next", line, lambda at: plan_next(draft, taken.relationship, at), at)


def _meeting(draft: Draft, taken: Taken) -> Stored[Meeting]:
    if taken.meeting is not None:
        return taken.meeting
    id_ = add_meeting(draft, taken.relationship, taken.at or draft.now)
    found: Stored[Meeting] = draft.journal.all("meeting")[id_]
    return found


def _held(
    meeting: Stored[Meeting],
    taken: Taken,
    happened: Happened,
    thanked: dt.date | None,
    today: dt.date,
) -> Meeting:
    """Return the meeting as held, with what was logged added to what is there."""
    before = meeting.record
    if taken.meeting is not None and taken.at is not None and before.state == "planned":
        before = before.move("postpone", today, at=taken.at)
    told = happened.record
    facts: dict[str, Any] = {
        "notes": "\n\n".join(filter(None, (before.notes, happened.notes))) or None,
        "decisions": (*before.decisions, *told.decisions),
        "received": _union(before.received, told.received),
        "self_check": _union(before.self_check, told.self_check),
        "next_focus": happened.next_focus or before.next_focus,
        "thanked_on": thanked or before.thanked_on,
    }
    for field in _PLAIN:
        value = getattr(told, field)
        facts[field] = getattr(before, field) if value is None else value
    if before.state == "held":
        return replace(before, **facts)
    return before.move("hold", today, **facts)


_PLAIN = (
    *("talk_share", "value_me", "value_them", "minutes", "developmental_minutes"),
    *("channel", "kind"),
)


def _union(before: Iterable[str], after: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *after)))


def _keep_personal(draft: Draft, relationship: str, told: Recorded) -> None:
    """Keep the personal thread with the person, to open the next meeting with. (P061)"""
    bound = draft.journal.all("relationship")[relationship].record
    person = draft.journal.get(("person", bound.person))
    if told.personal and person:
        draft.change(person, replace(person.record, personal=told.personal))


def _topics(
    draft: Draft,
    meeting: str,
    relationship: str,
    lines: Iterable[TopicLine],
    day: dt.date,
    placed: Placed,
) -> None:
    for line in lines:
        if line.id is None:
            _new_topic(draft, meeting, relationship, line, day)
        elif line.discussed or line.conclusion:
            placed(
                "--discussed", line.line, lambda line: _known_topic(draft, meeting, line, day), line
            )


def _new_topic(
    draft: Draft, meeting: str, relationship: str, line: TopicLine, day: dt.date
) -> None:
    topic = Topic(
        text=line.text, relationship=relationship, raised_on=day, conclusion=line.conclusion
    )
    draft.add("topic", topic.move("discuss", day, meeting=meeting) if line.discussed else topic)


def _known_topic(draft: Draft, meeting: str, line: TopicLine, day: dt.date) -> None:
    stored = draft.journal.all("topic").get(line.id or "")
    if stored is None:
        raise NotFound(f"there is no topic {line.id!r}", hint="a new topic has no {id}")
    record: Topic = stored.record
    if line.discussed and not (record.state == "discussed" and record.meeting == meeting):
        record = record.move("discuss", day, meeting=meeting, conclusion=line.conclusion)
    elif line.conclusion:
        record = replace(record, conclusion=line.conclusion)
    draft.change(stored, record)


def _finish(draft: Draft, id_: str, day: dt.date) -> None:
    stored = draft.journal.all("action").get(id_)
    if stored is None:
        raise NotFound(f"there is no action {id_!r}", hint="leave the line out; it changes nothing")
    if stored.record.state != "done":
        draft.change(stored, stored.record.move("finish", day))


def _adding(
    draft: Draft, relationship: str, meeting: str, expected: dt.date | None, reading: Reading
) -> Callable[[str, NewAction], None]:
    def add(owner: str, new: NewAction) -> None:
        if new.kind is not None and new.kind not in _ACTION_KINDS:
            raise UsageError(
                f"kind:{new.kind} is no kind", hint=f"one of {', '.join(_ACTION_KINDS)}"
            )
        add_action(
            draft,
            title=new.title,
            owner=owner,
            kind=new.kind,
            due=reading.day(new.due, after=expected) if new.due else None,
            expected=expected,
            relationship=relationship,
            meeting=meeting,
            goal=reading.goal(new.goal) if new.goal else None,
        )

    return add
