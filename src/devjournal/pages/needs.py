"""What needs me now, the most pressing first, each with the one command that settles it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from devjournal.dates import next_on_rhythm
from devjournal.practice.meetings import is_over, number_of, planned_meetings
from devjournal.practice.readiness import readiness
from devjournal.practice.settle import FILL_IN, command, plan_command, who_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Action, Meeting
    from devjournal.models.people import Relationship

SOON = 2
"""A meeting this many days off, or fewer, wants to be prepared."""


class Matter(NamedTuple):
    """A meeting, a promise or a relationship, with whom it is and what they are to me.

    A promise has its short id; a meeting has its moment in the journal's zone, and its number
    of those agreed on.
    """

    about: Stored[Any]
    who: str | None = None
    label: str | None = None
    short: str | None = None
    at: dt.datetime | None = None
    number: int | None = None
    of: int | None = None

    @property
    def day(self) -> dt.date:
        """The day of a meeting, or the day that a promise is due."""
        due: dt.date | None = getattr(self.about.record, "due", None)
        return self.at.date() if self.at else due or dt.date.max


class Need(NamedTuple):
    """One thing that needs me, and the command that settles it.

    - `log`: a meeting is over and not logged yet. `prep`: one is near and not prepared;
      `missing` says what.
    - `mine`, `theirs`: a promise of mine is due or late, one of theirs is late.
    - `ask`: somebody said "later", and the day has come.
    - `plan`: we meet, and the next meeting has no day.
    """

    kind: Literal["log", "prep", "mine", "theirs", "ask", "plan"]
    matter: Matter
    command: str
    missing: str | None = None


def meeting_matter(journal: Journal, meeting: Stored[Meeting]) -> Matter:
    """Return a meeting with all that a line about it says."""
    id_ = meeting.record.relationship
    relationship = journal.get(("relationship", id_))
    number, of = number_of(journal, meeting)
    return Matter(
        meeting,
        who=journal.person_in(id_),
        label=relationship.record.label if relationship else None,
        at=journal.moment(meeting.record.at),
        number=number,
        of=of,
    )


def promise_matter(journal: Journal, action: Stored[Action], shorts: Mapping[str, str]) -> Matter:
    """Return a promise with all that a line about it says."""
    relationship = action.record.relationship
    who = journal.person_in(relationship) if relationship else None
    return Matter(action, who=who, short=shorts[action.id])


def build_needs(journal: Journal, now: dt.datetime, shorts: Mapping[str, str]) -> tuple[Need, ...]:
    """Return all that needs me at a moment, in the order of urgency.

    `shorts` are the short ids of lettered records.
    """
    planned = planned_meetings(journal)
    return (
        *_to_log(journal, planned, now),
        *_to_prepare(journal, planned, now),
        *_promises(journal, planned, now.date(), shorts),
        *_to_ask_again(journal, now.date()),
        *_to_plan(journal, planned, now.date()),
    )


def _to_log(journal: Journal, planned: list[Stored[Meeting]], now: dt.datetime) -> Iterator[Need]:
    for meeting in planned:
        if is_over(journal, meeting, now):
            yield _meeting_need(journal, meeting, now, "log")


def _to_prepare(
    journal: Journal, planned: list[Stored[Meeting]], now: dt.datetime
) -> Iterator[Need]:
    """Yield near meetings without a question or a topic. (P059)"""
    last = now.date() + dt.timedelta(days=SOON)
    for meeting in planned:
        if is_over(journal, meeting, now) or journal.day_of(meeting.record.at) > last:
            continue
        id_ = meeting.record.relationship
        topics = (topic.record for topic in journal.topics if topic.is_open)
        relationship = journal.get(("relationship", id_))
        missing = readiness(
            (topic for topic in topics if topic.relationship == id_),
            giving=relationship is not None and relationship.record.my_role == "giving",
        ).missing
        if missing:
            yield _meeting_need(journal, meeting, now, "prep", missing)


def _meeting_need(
    journal: Journal,
    meeting: Stored[Meeting],
    now: dt.datetime,
    kind: Literal["log", "prep"],
    missing: str | None = None,
) -> Need:
    id_ = meeting.record.relationship
    word = who_word(journal, id_, now) if journal.get(("relationship", id_)) else id_
    return Need(kind, meeting_matter(journal, meeting), command(kind, word), missing)


def _promises(
    journal: Journal, planned: list[Stored[Meeting]], today: dt.date, shorts: Mapping[str, str]
) -> Iterator[Need]:
    """Yield my promises due by tomorrow, and theirs that are late. (P074)

    A late one of theirs waits for a meeting that is near: it stands on that agenda.
    """
    near = {
        meeting.record.relationship
        for meeting in planned
        if today <= journal.day_of(meeting.record.at) <= today + dt.timedelta(days=SOON)
    }
    still_open = [action for action in journal.actions if action.is_open]
    still_open.sort(key=lambda action: (action.record.due or dt.date.max, action.id))
    mine = [one for one in still_open if one.record.owner == "me" and _is_due(one.record, today)]
    theirs = [
        one
        for one in still_open
        if one.record.owner == "them"
        and one.record.is_late(today)
        and one.record.relationship not in near
    ]
    for action in (*mine, *theirs):
        kind: Literal["mine", "theirs"] = "mine" if action.record.owner == "me" else "theirs"
        matter = promise_matter(journal, action, shorts)
        yield Need(kind, matter, command("done", shorts[action.id]))


def _is_due(action: Action, today: dt.date) -> bool:
    return action.due is not None and action.due <= today + dt.timedelta(days=1)


def _to_ask_again(journal: Journal, today: dt.date) -> Iterator[Need]:
    """Yield who said "later", once that day has come. (P091)"""
    for relationship in journal.relationships:
        ask = relationship.record.ask
        if relationship.record.state not in ("asked", "later") or ask is None:
            continue
        if ask.follow_up_on is not None and ask.follow_up_on <= today:
            # Whoever was asked already has an answer to give.
            asked = relationship.record.state == "asked"
            words = ("answer", relationship.id, FILL_IN) if asked else ("sent", relationship.id)
            yield _relationship_need(journal, relationship, "ask", command("ask", *words))


def _to_plan(journal: Journal, planned: list[Stored[Meeting]], today: dt.date) -> Iterator[Need]:
    """Yield who is met and has no next meeting, unless all meetings agreed on were held. (P069)"""
    have_one = {meeting.record.relationship for meeting in planned}
    for relationship in journal.relationships:
        if relationship.record.state != "active" or relationship.id in have_one:
            continue
        held = journal.held_with(relationship.id)
        agreed = relationship.record.meetings_agreed
        if agreed and len(held) >= agreed:
            continue
        last = journal.day_of(held[-1].record.at) if held else None
        when = _expected(relationship.record, last, today)
        settle = plan_command(journal, relationship.id, when)
        yield _relationship_need(journal, relationship, "plan", settle)


def _relationship_need(
    journal: Journal, relationship: Stored[Relationship], kind: Literal["ask", "plan"], settle: str
) -> Need:
    record = relationship.record
    matter = Matter(relationship, journal.name_of(record.person), record.label)
    return Need(kind, matter, settle)


def _expected(relationship: Relationship, last: dt.date | None, today: dt.date) -> str:
    """Return the day on which the rhythm would have them meet, if that is to come. (P055)"""
    if last is None or last > today or relationship.cadence is None:
        return FILL_IN
    expected = next_on_rhythm(last, relationship.cadence)
    return expected.isoformat() if expected > today else FILL_IN
