"""What needs me now, in the order of urgency, each with the command that settles it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from devjournal.dates import in_days
from devjournal.journal.stored import Ref
from devjournal.models.people import Ask
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.pages.slots import plan_meeting
from devjournal.practice.counts import (
    all_held,
    asks_for_review,
    is_over,
    number_of,
    planned_meetings,
)
from devjournal.practice.nudges import asks_for_debrief, still_processing
from devjournal.practice.readiness import missing, settle_readiness
from devjournal.practice.settle import ENDING, OUTCOME, draft_command, plan_command, who_word
from devjournal.shell import ANSWER, DAY, command, set_command

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Action, Meeting

SOON = dt.timedelta(days=2)
"""A meeting this far off, or nearer, wants to be prepared."""

_WEEK = dt.timedelta(days=7)
_PATIENCE = dt.timedelta(days=14)


class Matter(NamedTuple):
    """A meeting (its moment, its number and, if near, how to prep it) or another record."""

    about: Stored[Any]
    who: str | None = None
    label: str | None = None
    short: str | None = None
    at: dt.datetime | None = None
    number: int | None = None
    of: int | None = None
    prep: str | None = None

    @property
    def day(self) -> dt.date:
        """The day of a meeting or an opportunity, or the day that a promise is due."""
        name = "on" if self.about.kind == "opportunity" else "due"
        day: dt.date | None = getattr(self.about.record, name, None)
        return self.at.date() if self.at else day or dt.date.max


class Need(NamedTuple):
    """One thing that needs me, and the command that settles it.

    `log`: a meeting is over and not logged yet. `prep`: one is near, and `missing` says what
    it lacks. `mine`, `theirs`: a promise of mine is due or late, one of theirs is late. `ask`:
    somebody said "later", and the day has come. `plan`: the next meeting has no day. `day`: a
    day of the record has come, or it waits for one, as `missing` says.
    """

    kind: Literal["log", "prep", "mine", "theirs", "ask", "plan", "day"]
    matter: Matter
    command: str
    missing: str | None = None


def build_needs(journal: Journal, now: dt.datetime, shorts: Mapping[str, str]) -> tuple[Need, ...]:
    """Return all that needs me at a moment, in the order of urgency."""
    planned, resting = planned_meetings(journal), still_processing(journal, now.date())
    actions = [one for one in journal.actions if one.is_open and not _rests(one.record, resting)]
    return (
        *_meetings(journal, planned, now),
        *_promises(journal, planned, now.date(), shorts, actions),
        *_requests(journal, now.date()),
        *_to_plan(journal, planned, now.date()),
        *_chances(journal, now.date(), resting),
        *_loose(journal, now.date(), shorts, actions),
        *_late_goals(journal, now.date(), resting),
        *_terms(journal, now),
    )


def _rests(action: Action, resting: Collection[Ref]) -> bool:
    """Whether it is for a goal that rests, and nobody else waits for it. (P018)"""
    return action.relationship is None and Ref("goal", action.goal or "") in resting


def _meetings(journal: Journal, planned: list[Stored[Meeting]], now: dt.datetime) -> Iterator[Need]:
    """Yield meetings to be logged, then near ones without a question or a topic. (P059)"""
    over = [one for one in planned if is_over(journal, one, now)]
    soon = [one for one in planned if journal.day_of(one.record.at) <= now.date() + SOON]
    for meeting in (*over, *(one for one in soon if one not in over)):
        id_ = meeting.record.relationship
        relationship = journal.get(("relationship", id_))
        word = who_word(journal, id_, now) if relationship else id_
        if meeting in over:
            day = journal.day_of(meeting.record.at)
            has_later = any(journal.day_of(m.record.at) >= day for m in journal.held_with(id_))
            which = ("--on", day.isoformat()) if has_later else ()
            settle = command("log", word, *which) if relationship else command("check")
            yield Need("log", matter_of(journal, meeting), settle)
        elif relationship:
            plan = plan_meeting(journal, relationship, meeting, now.date())
            if lacks := plan.readiness.missing:
                settle = settle_readiness(plan.readiness, word, meeting.id, plan.enough)
                yield Need("prep", matter_of(journal, meeting), settle, lacks)


def _promises(
    journal: Journal,
    planned: list[Stored[Meeting]],
    today: dt.date,
    shorts: Mapping[str, str],
    actions: list[Stored[Action]],
) -> Iterator[Need]:
    """Yield mine due by tomorrow, and theirs that are late unless we meet soon. (P074)"""
    days = [(one.record.relationship, journal.day_of(one.record.at)) for one in planned]
    near = {relationship for relationship, day in days if today <= day <= today + SOON}
    tomorrow = today + dt.timedelta(days=1)
    still_open = [one for one in actions if one.record.due]
    still_open.sort(key=lambda one: (one.record.owner, one.record.due or dt.date.max, one.id))
    for one in still_open:
        record, short = one.record, shorts[one.id]
        settled = matter_of(journal, one, short), command("done", short)
        if record.owner == "me" and (record.due or today) <= tomorrow:
            yield Need("mine", *settled)
        if record.owner == "them" and record.is_late(today) and record.relationship not in near:
            bound = journal.get(("relationship", record.relationship or ""))
            may_be_reminded = bound is not None and bound.is_open and record.visibility is None
            remind = command("remind", str(record.relationship))
            yield Need("theirs", settled[0], remind if may_be_reminded else settled[1])


def _to_plan(journal: Journal, planned: list[Stored[Meeting]], today: dt.date) -> Iterator[Need]:
    """Yield who is to be met again, with the day that the rhythm says. (P055, P069)"""
    have_one = {meeting.record.relationship for meeting in planned}
    for relationship in journal.relationships:
        record = relationship.record
        has_ended = record.end is not None and record.end <= today
        if record.state != "active" or has_ended or relationship.id in have_one:
            continue
        if not all_held(journal, relationship):
            settle = plan_command(journal, relationship.id, today)
            yield Need("plan", matter_of(journal, relationship), settle)


def _chances(journal: Journal, today: dt.date, resting: Collection[Ref]) -> Iterator[Need]:
    """Yield opportunities near their day, and after it."""
    for one in (one for one in journal.opportunities if one.is_open):
        on = one.record.on
        if on is None or one.ref in resting or on > today + SOON:
            continue
        passed = on < today
        words = "its day has passed without a yes" if passed else f"it is {in_days(on, today)}"
        settle = command("opportunity", "decline" if passed else "accept", one.id)
        if one.record.state == "accepted" and passed:
            settle = command("opportunity", "deliver", one.id, "--outcome", OUTCOME)
            words = "how did it go?"
        elif one.record.state == "accepted" and one.record.expected_result:
            continue  # all is said, and it stands under what comes next
        elif one.record.state == "accepted":
            words += "; what is to come of it?"
            settle = set_command(one.id, "expected_result")
        elif not passed:
            words += "; is it yours?"
        yield Need("day", Matter(one), settle, words)


def _late_goals(journal: Journal, today: dt.date, resting: Collection[Ref]) -> Iterator[Need]:
    """Yield goals whose day has passed."""
    for one in journal.where("goal", closed=False, state="active"):
        if (one.record.due or today) < today and one.ref not in resting:
            settle = set_command(one.id, "due", DAY)
            words = "its day has passed; is it achieved, or when will it be?"
            if one.record.progress == 1:
                settle, words = (
                    command("goal", "achieve", one.id),
                    "its aim is reached; is that it?",
                )
            yield Need("day", Matter(one), settle, words)


def _loose(
    journal: Journal, today: dt.date, shorts: Mapping[str, str], actions: list[Stored[Action]]
) -> Iterator[Need]:
    """Yield setbacks whose rest was over a short while ago, and promises of mine without a day."""
    for setback in journal.entries_of("setback", closed=False):
        if asks_for_debrief(setback.record, today):
            how = command("setback", "debrief", shorts[setback.id])
            yield Need("day", Matter(setback), how, "its rest is over; what do you make of it?")
    for action in actions:
        if action.record.owner == "me" and action.record.due is None:
            how = command("postpone", shorts[action.id], "--to", DAY)
            yield Need("day", Matter(action), how, "no day yet")


def _requests(journal: Journal, today: dt.date) -> Iterator[Need]:
    """Yield requests to be worded, sent, answered, or made again on a day. (P084, P091, P092)"""
    asks = [(one, one.record.ask) for one in journal.relationships]
    referred = {ask.referred_to: one for one, ask in asks if ask and ask.referred_to}
    for one, ask in asks:
        record, matter = one.record, matter_of(journal, one)
        is_new = (record.created or today) > today - _WEEK
        answer, sent = command("ask", "answer", one.id, ANSWER), command("ask", "sent", one.id)
        again = ask.follow_up_on if ask and record.state in ("asked", "later") else None
        since = ask.sent_on if ask and record.state == "asked" else None
        if again and again <= today:  # whoever was asked already has an answer to give
            yield Need("ask", matter, sent if record.state == "later" else answer)
        elif since and since <= today - _PATIENCE and not again:
            words = f"asked {say.plain_day(since, today)}, no answer yet"
            yield Need("day", matter, answer, words)
        if record.state != "candidate":
            continue
        lacking = missing(ask or Ask(), record.kind)
        if lacking and (by := referred.get(record.person)):
            words = f"recommended by {journal.name_of(by.record.person)}; word the request"
            yield Need("day", matter, draft_command(one, lacking), words)
        elif ask and not is_new:
            words = "the request is not complete yet" if lacking else "the request is not sent yet"
            yield Need("day", matter, draft_command(one, lacking) if lacking else sent, words)


def _terms(journal: Journal, now: dt.datetime) -> Iterator[Need]:
    """Yield relationships whose last day, or whose review day, has come."""
    for one in journal.where("relationship", state="active"):
        record, today = one.record, now.date()
        if record.end and record.end <= today:
            how = command("relationship", "close", one.id, "--as", ENDING)
            yield Need(
                "day", matter_of(journal, one), how, "its last day has come: close or renew?"
            )
            continue
        if asks_for_review(record, today):
            how = command("relationship", "check", who_word(journal, one.id, now))
            yield Need("day", matter_of(journal, one), how, "its review day has come")


def matter_of(journal: Journal, about: Stored[Any], short: str | None = None) -> Matter:
    """Return a meeting, a promise or a relationship with whom it is; `short` is its short id."""
    record = about.record
    if about.kind == "relationship":
        return Matter(about, journal.name_of(record.person), record.label)
    who = journal.person_in(record.relationship) if record.relationship else None
    if about.kind == "action":
        return Matter(about, who, short=short)
    relationship = journal.get(("relationship", record.relationship))
    label = relationship.record.label if relationship else None
    at, (number, of) = journal.moment(record.at), number_of(journal, about)
    return Matter(about, who, label, at=at, number=number, of=of)
