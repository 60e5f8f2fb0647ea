"""What needs me now, the most pressing first, each with the one command that settles it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from devjournal.dates import next_on_rhythm
from devjournal.frozen import dataclass
from devjournal.practice.meetings import is_over, number_of, planned_meetings
from devjournal.practice.readiness import readiness
from devjournal.practice.settle import FILL_IN, command, plan_command, who_word

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.action import Action
    from devjournal.models.meeting import Meeting
    from devjournal.models.relationship import Relationship

SOON = 2
"""A meeting this many days off, or fewer, wants to be prepared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that needs me.

    - `log`: a meeting is over and was not logged. `prep`: one is near and not prepared;
      `missing` says what. Both have `at`, `number` and `of`.
    - `mine`, `theirs`: a promise of mine is due or late, one of theirs is late; `short` is
      its short id, `title` and `due` are its own.
    - `ask`: somebody said "later", and the day, `due`, has come.
    - `plan`: we meet, and the next meeting has no day.
    """

    kind: Literal["log", "prep", "mine", "theirs", "ask", "plan"]
    ref: Ref
    command: str
    who: str | None = None
    label: str | None = None
    at: dt.datetime | None = None
    number: int | None = None
    of: int | None = None
    missing: str | None = None
    short: str | None = None
    title: str | None = None
    due: dt.date | None = None


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
        *_to_plan(journal, planned, now),
    )


def _to_log(journal: Journal, planned: list[Stored[Meeting]], now: dt.datetime) -> Iterator[Need]:
    for meeting in planned:
        if is_over(journal, meeting, now):
            yield _meeting_need(journal, meeting, now, "log")


def _to_prepare(
    journal: Journal, planned: list[Stored[Meeting]], now: dt.datetime
) -> Iterator[Need]:
    """Near meetings without a question or a topic. (P059)"""
    last = now.date() + dt.timedelta(days=SOON)
    for meeting in planned:
        if is_over(journal, meeting, now) or journal.day_of(meeting.record.at) > last:
            continue
        id_ = meeting.record.relationship
        topics = (t.record for t in journal.topics if t.is_open)
        bound = journal.get(("relationship", id_))
        missing = readiness(
            (topic for topic in topics if topic.relationship == id_),
            giving=bound is not None and bound.record.my_role == "giving",
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
    number, of = number_of(journal, meeting)
    relationship = meeting.record.relationship
    bound = journal.get(("relationship", relationship))
    word = who_word(journal, relationship, now) if bound else relationship
    return Need(
        kind=kind,
        ref=meeting.ref,
        command=command(kind, word),
        who=journal.person_in(relationship),
        label=bound.record.label if bound else None,
        at=journal.moment(meeting.record.at),
        number=number,
        of=of,
        missing=missing,
    )


def _promises(
    journal: Journal, planned: list[Stored[Meeting]], today: dt.date, shorts: Mapping[str, str]
) -> Iterator[Need]:
    """My promises due by tomorrow, and theirs that are late. (P074)

    A late one of theirs waits for a meeting that is near: it stands on that agenda.
    """
    near = {
        meeting.record.relationship
        for meeting in planned
        if today <= journal.day_of(meeting.record.at) <= today + dt.timedelta(days=SOON)
    }
    still_open = [action for action in journal.actions if action.is_open]
    still_open.sort(key=lambda action: (action.record.due or dt.date.max, action.id))
    mine = [a for a in still_open if a.record.owner == "me" and _is_due(a.record, today)]
    theirs = [
        action
        for action in still_open
        if action.record.owner == "them"
        and action.record.is_late(today)
        and action.record.relationship not in near
    ]
    for action in (*mine, *theirs):
        yield _promise(journal, action, shorts)


def _is_due(action: Action, today: dt.date) -> bool:
    return action.due is not None and action.due <= today + dt.timedelta(days=1)


def _promise(journal: Journal, action: Stored[Action], shorts: Mapping[str, str]) -> Need:
    record = action.record
    short = shorts[action.id]
    return Need(
        kind="mine" if record.owner == "me" else "theirs",
        ref=action.ref,
        command=command("done", short),
        who=journal.person_in(record.relationship) if record.relationship else None,
        short=short,
        title=record.title,
        due=record.due,
    )


def _to_ask_again(journal: Journal, today: dt.date) -> Iterator[Need]:
    """Who said "later", once that day has come. (P091)"""
    for bound in journal.relationships:
        ask = bound.record.ask
        if bound.record.state not in ("asked", "later") or ask is None:
            continue
        if ask.follow_up_on is not None and ask.follow_up_on <= today:
            yield Need(
                kind="ask",
                ref=bound.ref,
                command=_ask_again(bound),
                who=journal.name_of(bound.record.person),
                label=bound.record.label,
                due=ask.follow_up_on,
            )


def _ask_again(bound: Stored[Relationship]) -> str:
    """Whoever was asked already has an answer to give."""
    if bound.record.state == "asked":
        return command("ask", "answer", bound.id, FILL_IN)
    return command("ask", "sent", bound.id)


def _to_plan(journal: Journal, planned: list[Stored[Meeting]], now: dt.datetime) -> Iterator[Need]:
    """Who is met, and has no next meeting, unless all meetings agreed on were held. (P069)"""
    have_one = {meeting.record.relationship for meeting in planned}
    for bound in journal.relationships:
        if bound.record.state != "active" or bound.id in have_one:
            continue
        held = journal.held_with(bound.id)
        agreed = bound.record.meetings_agreed
        if agreed and len(held) >= agreed:
            continue
        last = journal.day_of(held[-1].record.at) if held else None
        yield Need(
            kind="plan",
            ref=bound.ref,
            command=plan_command(journal, bound.id, _expected(bound.record, last, now.date())),
            who=journal.name_of(bound.record.person),
            label=bound.record.label,
        )


def _expected(bound: Relationship, last: dt.date | None, today: dt.date) -> str:
    """Return the day on which the rhythm would have them meet, if that is to come. (P055)"""
    if last is None or last > today or bound.cadence is None:
        return FILL_IN
    expected = next_on_rhythm(last, bound.cadence)
    return expected.isoformat() if expected > today else FILL_IN
