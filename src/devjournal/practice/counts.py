"""What is counted of good practice, each count once, and meetings as they count.

Kept: `fell_due` of `journal` says which promises count, and `count_kept` beside it counts a
side's. Held: `held_in`. Late: `days_late`. Quiet: `last_look` and `is_quiet` of a goal,
`longest_unchecked` of a relationship. `follow_through` is how I kept my part. Counts have their
denominators, and none is ever made one composite score. (P095, P105)

Some goals the journal itself counts: to be a good mentee, or a good mentor (P095). A goal made
from such a template bears its name as a tag; that and the measure are how it is known again,
and a check-in then counts what the journal holds since the goal was set.
"""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from devjournal.dates import WEEKDAY_CHOICES, Period, days_on_rhythm, number_of_day
from devjournal.journal.journal import Promised, count_kept, fell_due
from devjournal.models.base import replace
from devjournal.models.growth import Checkin
from devjournal.namedtuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.growth import Goal
    from devjournal.models.meetings import Action, Meeting, Topic
    from devjournal.models.people import Relationship

QUIET_DAYS = 30
"""A goal without a check-in for this many days has gone quiet."""

CHECK_DAYS = 92
"""A relationship that nobody checked on for a quarter wants a check."""

DEFAULT_MINUTES = 45
"""The length of a meeting that nobody set. (P055)"""


def days_late(action: Action, today: dt.date) -> int:
    """Return by how many days a promise is late, or was done late; 0 by its day, and without."""
    until = action.closed_on if action.was_late else today if action.is_late(today) else None
    return (until - action.due).days if until and action.due else 0


def held_in(journal: Journal, relationship: str, period: Period) -> list[Stored[Meeting]]:
    """Return the meetings of a relationship that were held in a period."""
    return [m for m in journal.held_with(relationship) if journal.day_of(m.record.at) in period]


def last_look(goal: Goal) -> dt.date:
    """Return the day on which a goal was last looked at: its check-in, else its making."""
    return goal.latest.on if goal.latest else goal.created or dt.date.min


def is_quiet(goal: Goal, today: dt.date) -> bool:
    """Whether an active goal has had no check-in for a month."""
    return goal.state == "active" and (today - last_look(goal)).days >= QUIET_DAYS


def longest_unchecked(
    journal: Journal, today: dt.date
) -> tuple[Stored[Relationship], dt.date] | None:
    """Return the active relationship that waits longest for a check, and since when. (P042, P075)

    One that was never checked counts from its first meeting, and one whose review day asks for
    a check already does not count; None if none waits a quarter.
    """
    found = []
    for one in journal.relationships:
        held = journal.held_with(one.id) if one.record.state == "active" else ()
        if held and not asks_for_review(one.record, today):
            first = journal.day_of(held[0].record.at)
            since = max((check.on for check in one.record.checks), default=first)
            found.append((since, one.id, one))
    since, _, stale = min(found, default=(today, "", None))
    return (stale, since) if stale and (today - since).days >= CHECK_DAYS else None


def asks_for_review(record: Relationship, today: dt.date) -> bool:
    """Whether the review day of a relationship has come, and nobody checked on it since."""
    day = record.review_on
    return bool(day and day <= today and all(check.on < day for check in record.checks))


class FollowThrough(NamedTuple):
    """Promises kept in time, and late, of those that fell due; meetings held of those agreed.

    Beside them how often I said thanks, and how much I gave.
    """

    kept: int
    late: int
    promised: int
    held: int
    agreed: int
    thanked: int
    gave: int


def percent(part: float) -> int:
    """Return a part in whole percent: 100 only once all is done, and 0 only until it is begun."""
    return min(max(round(100 * part), 1), 99) if 0 < part < 1 else round(100 * part)


def follow_through(
    journal: Journal,
    among: Iterable[str],
    period: Period,
    today: dt.date,
    owner: Literal["me", "them"] = "me",
) -> FollowThrough:
    """Count what one side did in the relationships `among` in a period.

    A meeting counts against who cancelled it; one that was missed counts against me.
    """
    bound = set(among)
    promises = [
        one
        for id_ in bound
        for one in journal.where("action", relationship=id_, owner=owner)
        if fell_due(one.record, period, today)
    ]
    meetings = [
        one.record
        for id_ in bound
        for one in journal.where("meeting", relationship=id_)
        if journal.day_of(one.record.at) in period
    ]
    held = [meeting for meeting in meetings if meeting.state == "held"]
    failed = sum(
        one.cancelled_by == owner or (one.state == "missed" and owner == "me") for one in meetings
    )
    thanked = sum(meeting.thanked_on is not None for meeting in held)
    given = {one.id: one for id_ in bound for one in gifts(journal, id_, owner)}
    gave = sum(one.record.on in period for one in given.values())
    kept = count_kept(promises, owner)
    return FollowThrough(*kept, len(held), len(held) + failed, thanked, gave)


def gifts(journal: Journal, relationship: str, owner: Literal["me", "them"]) -> list[Stored[Any]]:
    """Return what one side gave the other, in the order of days. (P026, P094, P110)

    Of mine what I gave, and where I put in a word; of theirs where they did, and resources.
    What names no relationship counts by whom it is for, or from.
    """
    bound = journal.get(("relationship", relationship))
    person: str = bound.record.person if bound else ""
    linked = journal.where("entry", relationship=relationship)
    mine = owner == "me"
    named = journal.where("entry", who=person) if mine else journal.where("entry", by=person)
    loose = (one for one in named if person and not one.record.relationship)
    kind = "gave" if mine else "resource"
    found = [
        one
        for one in (*linked, *loose)
        if one.record.kind == kind
        or (one.record.kind == "vouched" and (one.record.by == "me") == mine)
    ]
    return sorted(found, key=lambda one: (one.record.on, one.id))


class Step(NamedTuple):
    """A milestone that is reached once `counted` of the follow-through comes to `number`."""

    title: str
    counted: str
    number: int


class Template(NamedTuple):
    """A goal ready to be set: in which role it counts what I do, its words and its steps."""

    role: Literal["receiving", "giving"]
    title: str
    why: str
    measure: str
    steps: tuple[Step, ...]


class Counted(NamedTuple):
    """What the journal tells of such a goal: percent kept, the same in counts, steps reached."""

    value: Decimal | None
    words: str
    reached: frozenset[str]


_COUNTED = "promises kept: "
"""How the note of a check-in begins that was counted; later the same day may count otherwise."""

_KEPT = Step("Keep five promises", "kept", 5)
_HELD = Step("Hold three meetings as agreed", "held", 3)

TEMPLATES: Mapping[str, Template] = {
    "good-mentee": Template(
        *("receiving", "Be a good mentee"),
        "They give me their time, and I want to use it well.",
        "promises to those I learn from that I kept, of all that fell due",
        (_KEPT, _HELD, Step("Say thanks after three meetings", "thanked", 3)),
    ),
    "good-mentor": Template(
        *("giving", "Be a good mentor"),
        "They should be able to count on me.",
        "promises to those I help that I kept, of all that fell due",
        (_KEPT, _HELD, Step("Give three things of use", "gave", 3)),
    ),
}
"""The templates by name."""


def count_so_far(
    journal: Journal,
    name: str,
    relationship: str | None,
    today: dt.date,
    *,
    since: dt.date = dt.date.min,
) -> Counted:
    """Return what the journal tells of a template's goal, from a day on up to today."""
    template = TEMPLATES[name]
    ours = (one.id for one in journal.relationships if one.record.my_role == template.role)
    period = Period(label="", first=since, last=today)
    found = follow_through(journal, [relationship] if relationship else ours, period, today)
    reached = (step.title for step in template.steps if getattr(found, step.counted) >= step.number)
    value = Decimal(percent(found.kept / found.promised)) if found.promised else None
    promised = Promised(found.kept, found.late, found.promised)
    learns = template.role == "receiving"
    parts = (
        (found.promised, f"{_COUNTED}{promised.words}"),
        (found.agreed, f"{found.held} of {found.agreed} meetings held"),
        (found.held and learns, f"thanks said after {found.thanked} of {found.held}"),
        (not learns, f"gave {found.gave}"),
    )
    words = "; ".join(words for counts, words in parts if counts)
    return Counted(value, words or "nothing to count yet", frozenset(reached))


def template_of(goal: Goal) -> str | None:
    """Return the template that a goal was made from; None if it is no template's."""
    name = next((tag for tag in goal.tags if tag in TEMPLATES), None)
    return name if name and goal.measure == TEMPLATES[name].measure else None


def count_goal(journal: Journal, goal: Goal, on: dt.date) -> Counted | None:
    """Return what the journal tells of a goal up to `on`; None if it is no template's."""
    name = template_of(goal)
    if name is None:
        return None
    return count_so_far(journal, name, goal.relationship, on, since=goal.created or dt.date.min)


def other_value(journal: Journal, goal: Goal) -> tuple[str | int, ...]:
    """Return where a goal that the journal counts has a value that was never its count, if any."""
    checkins = enumerate(goal.checkins if template_of(goal) else ())
    of_hand = ((at, one) for at, one in checkins if not (one.note or "").startswith(_COUNTED))
    counted = ((at, one.value, count_goal(journal, goal, one.on)) for at, one in of_hand)
    wrong = (at for at, value, now in counted if now and value not in (None, now.value))
    return next((("checkins", at, "value") for at in wrong), ())


def with_steps_reached(goal: Goal, reached: frozenset[str], on: dt.date) -> Goal:
    """Return a goal with its open steps of these titles done."""
    steps = tuple(
        replace(step, done_on=on) if step.title in reached and not step.done_on else step
        for step in goal.milestones
    )
    return replace(goal, milestones=steps)


def as_counted(journal: Journal, stored: Stored[Goal], on: dt.date) -> Stored[Goal]:
    """Return a goal as a check-in would leave it if the journal counts it, any other as it is.

    What is closed stays as it was counted last, and so it does for a reader, who is not shown
    all that counts.
    """
    goal = stored.record
    counted = count_goal(journal, goal, on) if goal.is_open and journal.reader == "self" else None
    if counted is None:
        return stored
    if counted.value not in (None, goal.value):
        checkin = Checkin(on=on, value=counted.value, note=counted.words)
        goal = replace(goal, checkins=(*goal.checkins, checkin))
    return stored.with_record(with_steps_reached(goal, counted.reached, on))


def numbered(number: int, of: int | None) -> str:
    """Return "meeting 2 of 3"; of one more than was agreed, both numbers: "meeting 4, 3 agreed"."""
    if not of:  # 0, by hand, is no number that was agreed
        return f"meeting {number}"
    return f"meeting {number} of {of}" if number <= of else f"meeting {number}, {of} agreed"


def held_of(held: int, whole: int | None, word: str) -> str:
    """Return "2 of 3 held"; of more than are `word`, both numbers: "4 held, 3 agreed"."""
    if whole is None:
        return f"{held or 'none'} held"
    return (
        f"{held} of {whole} held"
        if 0 < whole >= held
        else f"{held or 'none'} held, {whole or 'none'} {word}"
    )


def number_of(journal: Journal, meeting: Stored[Meeting]) -> tuple[int, int | None]:
    """Return a meeting's number among those held, which ids don't tell, and of how many. (P089)"""
    at = journal.moment(meeting.record.at)
    held = journal.held_with(meeting.record.relationship)
    before = sum(one.id != meeting.id and journal.moment(one.record.at) <= at for one in held)
    found = journal.get(("relationship", meeting.record.relationship))
    return before + 1, found.record.meetings_agreed if found else None


def minutes_with(
    journal: Journal, relationship: str, meeting: Stored[Meeting] | None = None
) -> int:
    """Return how long a meeting takes: as it says, else as the relationship usually does."""
    found = journal.get(("relationship", relationship))
    own = meeting.record.minutes if meeting else None
    return own or (found.record.minutes if found else None) or DEFAULT_MINUTES


def is_over(journal: Journal, meeting: Stored[Meeting], now: dt.datetime) -> bool:
    """Whether a meeting's time has passed."""
    minutes = minutes_with(journal, meeting.record.relationship, meeting)
    return journal.moment(meeting.record.at) + dt.timedelta(minutes=minutes) <= now


def planned_meetings(journal: Journal) -> list[Stored[Meeting]]:
    """Return every meeting that is still planned, in the order of time."""
    planned = [meeting for meeting in journal.meetings if meeting.is_open]
    return sorted(planned, key=lambda meeting: journal.moment(meeting.record.at))


def expected_days(
    journal: Journal, stored: Stored[Relationship], until: dt.date
) -> tuple[dt.date, ...]:
    """Return the days on which the rhythm expects a meeting, up to and with `until`. (P096)

    It counts from the first meeting held, else a step after the start, to the end that was
    agreed or the day it closed; no more meetings than were agreed. Where no day says when it
    stopped (a pause; a reader is not told) nothing is expected after the last meeting.
    """
    record = stored.record
    met = [journal.day_of(one.record.at) for one in journal.meetings_with(stored.id)]
    held = [journal.day_of(one.record.at) for one in journal.held_with(stored.id)]
    first = held[0] if held else record.start if record.state == "active" else None
    if record.cadence is None or first is None:
        return ()
    has_stopped = record.state == "paused" or journal.reader != "self"
    ends = [until, record.end, record.closed_on, max(met) if met and has_stopped else None]
    last = min(day for day in ends if day)
    steps = on_rhythm(record, [first])
    days = [*([first] if held else []), *itertools.takewhile(lambda day: day <= last, steps)]
    return tuple(day for day in days if day <= last)[: record.meetings_agreed or None]


def all_held(journal: Journal, stored: Stored[Relationship]) -> bool:
    """Whether as many meetings were held as were agreed on. (P089)"""
    agreed = stored.record.meetings_agreed
    return bool(agreed) and len(journal.held_with(stored.id)) >= (agreed or 0)


def expected_next(journal: Journal, relationship: str, today: dt.date) -> dt.date | None:
    """Return the first day to come on which the rhythm has them meet again. (P055)

    None where a meeting to come is planned, or none is to be expected: before the first one,
    without a rhythm, in a pause, once all that were agreed on are held, and after the end.
    """
    stored = journal.all("relationship")[relationship]
    record = stored.record
    held = [journal.day_of(one.record.at) for one in journal.held_with(stored.id)]
    planned = journal.next_meeting(stored.id, today)
    is_planned = planned is not None and journal.day_of(planned.record.at) >= today
    is_over = not stored.is_open or record.state == "paused" or all_held(journal, stored)
    if is_planned or is_over or not held or record.cadence is None:
        return None
    day = next((day for day in on_rhythm(record, held) if day > today), None)
    return None if day and record.end and day > record.end else day


def following_day(journal: Journal, stored: Stored[Relationship], day: dt.date) -> dt.date | None:
    """Return the day of the meeting after one on `day`: as planned, else by the rhythm. (P069)"""
    met = [(journal.day_of(one.record.at), one) for one in journal.meetings_with(stored.id)]
    planned = (on for on, one in met if one.is_open and on > day)
    held = [on for on, one in met if one.record.state == "held" and on < day]
    return next(planned, None) or next(on_rhythm(stored.record, [*held, day]), None)


def on_rhythm(record: Relationship, days: Sequence[dt.date]) -> Iterator[dt.date]:
    """Yield the days on which those meet again who met on `days`; none without a rhythm."""
    if record.cadence is None:
        return iter(())
    weekday = WEEKDAY_CHOICES.index(record.weekday) if record.weekday else None
    number = number_of_day(days, weekday)
    return days_on_rhythm(days[-1], record.cadence, weekday, number=number)


def promises_between(journal: Journal, relationship: str) -> list[Stored[Action]]:
    """Return the promises that the next meeting looks at: open ones, and those done since. (P074)

    Since the last meeting, that is; they are in the order of their days.
    """
    held = journal.held_with(relationship)
    since = journal.day_of(held[-1].record.at) if held else dt.date.min
    found = [
        one
        for one in journal.where("action", relationship=relationship)
        if one.is_open
        or (one.record.state == "done" and (one.record.closed_on or dt.date.min) >= since)
    ]
    return sorted(found, key=lambda one: (one.record.due or dt.date.max, one.id))


def open_topics(journal: Journal, relationship: str) -> list[Stored[Topic]]:
    """Return a relationship's open topics: concerns (P066), deep dives (P060), then as raised."""

    def turn(stored: Stored[Topic]) -> tuple[bool, bool, dt.date, str]:
        topic = stored.record
        raised = topic.raised_on or topic.created or dt.date.max
        return topic.kind != "concern", not topic.deep_dive, raised, stored.id

    return sorted(journal.where("topic", closed=False, relationship=relationship), key=turn)
