"""The parts of a meeting and how its minutes are shared among them. (P059-P073)

Nothing is copied, so nothing that was carried over can be lost: a topic has a slot for as
long as it is open, and what finds no room is kept for the time that may be left.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Literal

from devjournal.dates import short_day
from devjournal.journal.names import short_ids
from devjournal.journal.stored import Ref, Stored
from devjournal.models.ids import address_in
from devjournal.namedtuples import NamedTuple
from devjournal.pages.phrases import flat, plain_day
from devjournal.practice.counts import following_day, minutes_with, open_topics, promises_between
from devjournal.practice.nudges import last_checkin
from devjournal.practice.readiness import Readiness, TopicPart, open_wording, part_of, readiness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.models.entries import Feedback, Setback
    from devjournal.models.meetings import Meeting, Topic
    from devjournal.models.people import Relationship

Part = (
    TopicPart
    | Literal["open", "terms", "focus", "promised", "duties", "retry", "goal", "room", "close"]
)
"""What a slot is for."""

_MINUTES: Mapping[Part, int] = {
    **dict.fromkeys(("open", "terms", "focus", "promised", "close"), 5),
    "duties": 3,
    "deep_dive": 15,
    "feedback": 4,
    "offer": 1,
}
"""How long a part takes that asks for no time of its own; topics and goals share the rest."""

_SHORT = 20
"""A first sentence of fewer letters says little without the next."""

_LEAST = 5
"""The fewest minutes that a topic is worth starting with."""


class Slot(NamedTuple):
    """One part of a meeting: when it starts, how long it is (minutes), and what it is about.

    A topic says itself what it is about, with its short id and the day of the first meeting
    that it was carried over from; on my own page one that a yes or a no answers has an
    `open_wording`. Other parts have `words`, from the record or field `ref`.
    """

    part: Part
    minutes: int
    words: str = ""
    ref: Ref | None = None
    topic: Stored[Topic] | None = None
    short: str | None = None
    carried_from: dt.date | None = None
    open_wording: str | None = None
    start: int = 0


_SINCE = "How are you, and what was good since we last met?"
_NOT_MET = "How are you, and what has been good lately?"


class Template(NamedTuple):
    """The words of the parts that stand on every agenda of a kind. (P034, P041)"""

    opener: str = _SINCE
    feedback_question: str = "What is one thing I should do differently?"
    room: str = "Room for what comes up"
    close: str = "next date · actions · thanks"
    duties: str = ""


_RECEIVING: Mapping[str, Template] = {
    "mentor": Template(room="Your experience: what would you do in my place?"),
    "coach": Template(
        opener="How am I today?",
        feedback_question="What did you notice in how I told it?",
        room="What do I want to be clear about by the end?",
        close="what I try · by when · next date",
    ),
    "sponsor": Template(
        duties="What I delivered · what you can count on · where I add value",
        feedback_question="What would make it easier to put my name forward?",
        room="Where is the next room I should be in?",
    ),
    "partner": Template(
        opener="How is each of us?",
        feedback_question="What should each of us do more of?",
        room="The project: what is next, and who takes it?",
        close="who does what · by when · next date",
    ),
}

_GIVING = Template(
    opener="How are you, and what do you want from today?",
    feedback_question="My feedback to you, and yours to me",
    room="What is on your mind?",
    close="your next step · by when · next date",
)


_TERMS = "How we work together: why, how and when, each one's part, what stays between us"
_LAST = "close or renew · what came of it · thanks"
_ONE_MORE_LOOK = "how it is going, for each of us"
_FRIDAY = 4

_FOR_THEM: Mapping[str, str] = {
    "How am I today?": "How is {me} today?",
    "What is one thing I should do differently?": "What is one thing {me} should do differently?",
    "Your experience: what would you do in my place?": "Your experience: what would you do in"
    " {me}'s place?",
    "What did you notice in how I told it?": "What did you notice in how {me} told it?",
    "What do I want to be clear about by the end?": "What does {me} want to be clear about"
    " by the end?",
    "what I try · by when · next date": "what {me} tries · by when · next date",
    "What I delivered · what you can count on · where I add value": "What {me} delivered · what"
    " you can count on · where {me} adds value",
    "What would make it easier to put my name forward?": "What would make it easier to put {me}'s"
    " name forward?",
    "Where is the next room I should be in?": "Where is the next room {me} should be in?",
    "My feedback to you, and yours to me": "{me}'s feedback to you, and yours to {me}",
}
"""What stands instead on the other side's copy, where "I" would be who reads it."""


def _template(journal: Journal, record: Relationship) -> Template:
    plan = _GIVING if record.my_role == "giving" else _RECEIVING[record.kind]
    if journal.reader == "self":
        return plan
    me = _me(journal)
    return Template(*(_FOR_THEM.get(words, words).replace("{me}", me) for words in plan))


def _me(journal: Journal) -> str:
    return address_in(journal.me or "me")


def _slot(part: Part, words: str = "", ref: Ref | None = None) -> Slot:
    return Slot(part, _MINUTES.get(part, 0), words, ref)


class MeetingPlan(NamedTuple):
    """The parts of a meeting, those that found no time, and whether it is ready.

    With `enough` minutes every topic would find time.
    """

    slots: tuple[Slot, ...]
    if_time: tuple[Slot, ...]
    readiness: Readiness
    enough: int


def plan_meeting(
    journal: Journal,
    relationship: Stored[Relationship],
    meeting: Stored[Meeting] | None,
    today: dt.date,
    quiet: Iterable[Ref] = (),
    revisit: Iterable[Ref] = (),
) -> MeetingPlan:
    """Return the plan of the minutes of a meeting.

    `quiet` are goals that nobody looked at, `revisit` feedback and setbacks to come back to.
    """
    record = relationship.record
    plan = _template(journal, record)
    before = _first_parts(journal, relationship, plan)
    of_topics = _topic_slots(journal, relationship, open_topics(journal, relationship.id))
    back = [one for one in map(journal.get, revisit) if one]
    middle = _middle(of_topics, [_retry(journal, one) for one in back if _is(one, "setback")])
    middle += _quiet_goals(journal, relationship.id, today, quiet)
    middle = middle or [_slot("room", plan.room)]
    # Feedback (P064) and what I can give back (P067) have their place on every agenda.
    ask = _slot("feedback", plan.feedback_question)
    for one in (one for one in back if _is(one, "feedback")):
        ask = _asked_again(journal, record, one, today)
    after = [slot for slot in of_topics if slot.part == "feedback"] or [ask]
    offers = [slot for slot in of_topics if slot.part == "offer"]
    profile = journal.profile
    if not offers and profile and profile.record.can_offer:
        ref = Ref("profile", "journal", "can_offer")
        offers = [_slot("offer", profile.record.can_offer[0], ref)]
    after += [*offers, _slot("close", _closing(journal, relationship, meeting, plan, today))]
    fixed = [slot.minutes for slot in (*before, *after)]
    wishes = [slot.minutes or None for slot in middle]
    concerns = [one for one in middle if one.topic and _is(one.topic, "concern")]
    total = minutes_with(journal, relationship.id, meeting)
    times, shared = fit(fixed, wishes, total, kept=len(concerns))
    at, start = len(before), 0
    timed: list[Slot] = []
    left: list[Slot] = []
    spent = [*times[:at], *shared, *times[at:]]
    for slot, takes in zip((*before, *middle, *after), spent, strict=True):
        (timed if takes else left).append(slot._replace(start=start, minutes=takes))
        start += takes
    there, waiting = ([slot.topic.record for slot in of if slot.topic] for of in (timed, left))
    enough = sum(fixed) + sum(wish or _LEAST for wish in wishes)
    ready = readiness(there, waiting, giving=record.my_role == "giving")
    return MeetingPlan(tuple(timed), tuple(left), ready, enough)


def placed_as(
    mine: Sequence[Slot], theirs: Sequence[Slot], room: Slot
) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    """Return the other side's parts at the times of my own page, and those that have none there.

    What they are not shown leaves its minutes as `room`: the plan is one for both sides.
    """
    left = {_key(slot): slot for slot in theirs}
    placed = []
    for slot in mine:
        found = left.pop(_key(slot), None) or left.pop((slot.part, None), room)
        placed.append(found._replace(start=slot.start, minutes=slot.minutes))
    later = (slot for slot in left.values() if slot.topic or slot.part in _BY_REF)
    return tuple(placed), tuple(slot._replace(start=0, minutes=0) for slot in later)


_BY_REF = ("goal", "retry")
"""The parts of which there may be several, each about another record."""


def _key(slot: Slot) -> tuple[str, Ref | None]:
    """Return what makes a part the same on two pages: its topic or goal, else what it is for."""
    return slot.part, slot.topic.ref if slot.topic else slot.ref if slot.part in _BY_REF else None


def room_for(journal: Journal, relationship: Stored[Relationship]) -> Slot:
    """Return a part that nothing is planned for."""
    return _slot("room", _template(journal, relationship.record).room)


def _first_parts(
    journal: Journal, relationship: Stored[Relationship], plan: Template
) -> list[Slot]:
    """Return what every topic waits for: how we are, how we work, and what last time left."""
    record = relationship.record
    # The personal thread of last time, if I kept one, is the opener. (P061, P062)
    person = journal.get(("person", record.person))
    held = journal.held_with(relationship.id)
    opener = _slot("open", _NOT_MET if plan.opener == _SINCE and not held else plan.opener)
    if person and person.record.personal:
        thread = Ref("person", person.id, "personal")
        opener = opener._replace(words=f"{person.record.personal}: ask how it went", ref=thread)
    parts = [opener]
    if not held:
        parts.append(_slot("terms", _TERMS))  # (P052)
    elif held[-1].record.next_focus:  # (P073)
        ref = Ref("meeting", held[-1].id, "next_focus")
        parts.append(_slot("focus", held[-1].record.next_focus, ref))
    parts += [_slot("promised")] if promises_between(journal, relationship.id) else []
    return [*parts, _slot("duties", plan.duties)] if plan.duties else parts


def _closing(
    journal: Journal,
    relationship: Stored[Relationship],
    meeting: Stored[Meeting] | None,
    plan: Template,
    today: dt.date,
) -> str:
    """Return how a meeting ends: with the next day, a look back, or the end. (P069, P075, P089)"""
    record = relationship.record
    held = len(journal.held_with(relationship.id))
    day = journal.day_of(meeting.record.at) if meeting else today
    following = following_day(journal, relationship, day) if meeting else None
    if (record.meetings_agreed and held + 1 >= record.meetings_agreed) or (
        record.end and (following or day) > record.end
    ):
        return _LAST
    words = plan.close
    if following and following.weekday() <= max(day.weekday(), _FRIDAY):
        words = words.replace("next date", f"next date ({short_day(following, today)})")
    is_looked_at = record.review_on and (following or day) > record.review_on
    return f"{_ONE_MORE_LOOK} · {words}" if is_looked_at else words


def _topic_slots(
    journal: Journal, relationship: Stored[Relationship], topics: Sequence[Stored[Topic]]
) -> list[Slot]:
    """Return a slot for each topic, with the minutes that it asks for (0: a fair share)."""
    shorts = short_ids(journal)
    held = [journal.day_of(one.record.at) for one in journal.held_with(relationship.id)]
    slots = []
    for topic in topics:
        record = topic.record
        part = part_of(record)
        raised = record.raised_on or record.created
        carried = next((day for day in held if raised is not None and day > raised), None)
        minutes = record.minutes or _MINUTES.get(part, 0)
        slot = Slot(part, minutes, topic=topic, short=shorts.get(topic.id), carried_from=carried)
        if journal.reader == "self" and record.kind not in ("offer", "personal"):
            slot = slot._replace(open_wording=open_wording(record.text))
        slots.append(slot)
    return slots


def _is(entry: Stored[Any], kind: str) -> bool:
    return bool(entry.record.kind == kind)


def _middle(topics: Sequence[Slot], retries: Sequence[Slot]) -> list[Slot]:
    """Return what is talked about: concerns go before what is tried again, other topics after."""
    slots = [slot for slot in topics if slot.part not in ("feedback", "offer")]
    concerns = sum(slot.topic is not None and _is(slot.topic, "concern") for slot in slots)
    return [*slots[:concerns], *retries, *slots[concerns:]]


def _retry(journal: Journal, setback: Stored[Setback]) -> Slot:
    """Return the other try at what went wrong, with the new approach. (P019, P020)"""
    tries = [one for one in journal.retries_of(setback) if one.is_open]
    what = tries[0].record.title if tries else setback.record.text
    return _slot("retry", f"{flat(what)}: {flat(setback.record.new_approach or '')}", setback.ref)


def _asked_again(
    journal: Journal, bound: Relationship, stored: Stored[Feedback], today: dt.date
) -> Slot:
    """Return 'On 17 Sep you told me “Cut it.” What do you see now?', of their first words.

    Where I give, my own feedback goes before it. (P064, P099, P109)
    """
    feedback, me = stored.record, "me" if journal.reader == "self" else _me(journal)
    first, *more = re.split(r"(?<=[.!?…])\s", flat(feedback.verbatim or ""))
    exact = f"{first} {more[0]}" if more and len(first) < _SHORT else first
    told = f"“{exact}”" if exact else f"this: {flat(feedback.text).rstrip('.')}."
    again = f"On {plain_day(feedback.on, today)} you told {me} {told} What do you see now?"
    own = f"{_template(journal, bound).feedback_question}. " if bound.my_role == "giving" else ""
    return _slot("feedback", f"{own}{again}", stored.ref)


def _quiet_goals(
    journal: Journal, relationship: str, today: dt.date, quiet: Iterable[Ref]
) -> Iterator[Slot]:
    for goal in filter(None, map(journal.get, quiet)):
        if goal.record.relationship == relationship:
            words = f"{goal.record.title}: {last_checkin(goal.record, today)}"
            yield _slot("goal", words, goal.ref)


def fit(
    fixed: list[int], topics: Sequence[int | None], total: int, *, kept: int = 0
) -> tuple[list[int], list[int]]:
    """Return the minutes of the fixed parts and of the topics; all add up to `total`.

    Topics get what they asked for while it lasts, earlier ones first, and 0 where nothing is
    left; what is over is shared by those that asked for nothing special (None). The fixed
    parts shrink when a meeting is too short for them and one topic. The first `kept` topics
    all have time: where there is too little they share it, and nobody else has any. (P066)
    """
    first = sum(wish or _LEAST for wish in topics[: kept or 1])
    wanted = min(first, (total + 1) // 2)
    room, asked = max(0, total - wanted), sum(fixed)
    times = [minutes * room // asked for minutes in fixed] if asked > room else list(fixed)
    left = total - sum(times)
    shared: list[int] = []
    for at, wish in enumerate(topics):
        least, room = wish or _LEAST, left - sum(shared)
        if at < kept and first > left:
            least = min(least, -(-room // (kept - at)))
        has_room = least <= room or not any(shared)
        shared.append(min(least, room) if has_room else 0)
    takers = [at for at, wish in enumerate(topics) if wish is None and shared[at]]
    takers = takers or [at for at, minutes in enumerate(shared) if minutes]
    for turn in range(left - sum(shared) if takers else 0):
        shared[takers[turn % len(takers)]] += 1
    if not topics and times:
        times[-1] += left
    return times, shared
