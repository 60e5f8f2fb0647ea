"""The agenda of a meeting: a timed plan, computed from the journal each time.

Nothing is copied, so nothing that was carried over can be lost: a topic is on the agenda
for as long as it is open. (P059-P073)
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from devjournal.journal.names import fold, short_ids
from devjournal.journal.stored import Ref, Stored
from devjournal.practice.readiness import Readiness, readiness
from devjournal.views.agenda_template import DEFAULT_MINUTES, QUIET_AFTER, Template, template_for
from devjournal.views.cited import withheld
from devjournal.views.meeting_number import number_of
from devjournal.views.promises import Promises, build_promises
from devjournal.views.timing import Wish, fit

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.records.meeting import Meeting
    from devjournal.records.relationship import Relationship
    from devjournal.records.skill import Skill
    from devjournal.records.topic import Topic

Part = Literal[
    "open", "promised", "duties", "deep_dive", "topic", "goal", "room", "feedback", "offer", "close"
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One part of the meeting: when it starts, how long it is (minutes), what it is about.

    `carried_from` is the day of the first meeting that a topic was carried over from.
    """

    part: Part
    start: int
    minutes: int
    text: str
    short: str | None = None
    kind: str | None = None
    carried_from: dt.date | None = None
    ref: Ref | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why they meet: the skill's level at first and its target, and the objective served."""

    text: str
    baseline: int | None
    target: int | None
    objective: str | None
    refs: tuple[Ref, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A meeting with one person: whom, when, why, and the plan of its minutes.

    `at` is None while no meeting is planned. `if_time` are topics that did not fit.
    """

    relationship: str
    who: str
    me: str
    label: str
    meeting: str | None
    number: int
    of: int | None
    at: dt.datetime | None
    minutes: int
    channel: str | None
    purpose: Purpose | None
    focus: str | None
    focus_ref: Ref | None
    promises: Promises
    slots: tuple[Slot, ...]
    if_time: tuple[Slot, ...]
    readiness: Readiness
    reader: str
    withheld: int = 0

    @property
    def planned(self) -> int:
        """The minutes that are planned."""
        return sum(slot.minutes for slot in self.slots)


def build_agenda(
    journal: Journal, relationship: str, today: dt.date, *, reader: str = "self"
) -> Agenda:
    """Return the agenda of the next meeting of a relationship, as `reader` may see it."""
    whole = _build(journal, relationship, today)
    if reader == "self":
        return whole
    shown = _build(journal.for_reader(reader, today), relationship, today)
    return dataclasses.replace(shown, withheld=withheld(whole, shown))


def _build(journal: Journal, relationship: str, today: dt.date) -> Agenda:
    bound: Stored[Relationship] = journal.all("relationship")[relationship]
    meeting = journal.next_meeting(relationship)
    held = journal.held_with(relationship)
    number, of = number_of(journal, meeting) if meeting else (len(held) + 1, None)
    last = held[-1] if held else None
    topics = _open_topics(journal, relationship)
    promises = build_promises(journal, relationship, today)
    minutes = _minutes(meeting, bound.record)
    slots, if_time = _plan(journal, bound, topics, promises, minutes, today)
    profile = journal.profile
    return Agenda(
        relationship=relationship,
        who=journal.name_of(bound.record.person),
        me=profile.record.name if profile else "me",
        label=bound.record.label,
        meeting=meeting.id if meeting else None,
        number=number,
        of=of if meeting else bound.record.meetings_agreed,
        at=journal.moment(meeting.record.at) if meeting else None,
        minutes=minutes,
        channel=(meeting.record.channel if meeting else None) or bound.record.channel,
        purpose=_purpose(journal, bound),
        focus=last.record.next_focus if last else None,
        focus_ref=Ref("meeting", last.id, "next_focus")
        if last and last.record.next_focus
        else None,
        promises=promises,
        slots=slots,
        if_time=if_time,
        readiness=readiness(topic.record for topic in topics),
        reader=journal.reader,
    )


def _minutes(meeting: Stored[Meeting] | None, bound: Relationship) -> int:
    agreed = meeting.record.minutes if meeting else None
    return agreed or bound.minutes or DEFAULT_MINUTES


def _open_topics(journal: Journal, relationship: str) -> list[Stored[Topic]]:
    """The open topics of a relationship: deep dives first, then by the day they were raised."""
    found = [
        t for t in journal.topics if t.record.relationship == relationship and t.record.is_open
    ]
    return sorted(found, key=lambda t: (not t.record.deep_dive, _raised(t.record), t.id))


def _raised(topic: Topic) -> dt.date:
    return topic.raised_on or topic.created or dt.date.max


def _purpose(journal: Journal, bound: Stored[Relationship]) -> Purpose | None:
    record = bound.record
    if not record.purpose:
        return None
    skill = _skill_meant(journal, bound)
    objective = next(
        (found for id_ in record.objectives if (found := journal.get(("objective", id_)))), None
    )
    named = [bound.ref, *(one.ref for one in (skill, objective) if one)]
    return Purpose(
        text=record.purpose,
        baseline=skill.record.baseline if skill else None,
        target=skill.record.target if skill else None,
        objective=objective.record.title if objective else None,
        refs=tuple(named),
    )


def _skill_meant(journal: Journal, bound: Stored[Relationship]) -> Stored[Skill] | None:
    """The skill that a relationship is about: asked for, worked on, or named like its purpose."""
    ask = bound.record.ask
    named = [ask.skill] if ask and ask.skill else []
    named += [
        g.record.skill
        for g in journal.goals
        if g.record.relationship == bound.id and g.record.skill
    ]
    purpose = fold(bound.record.purpose or "")
    named += [skill.id for skill in journal.skills if fold(skill.record.name) == purpose]
    return next((found for id_ in named if (found := journal.get(("skill", id_)))), None)


def _plan(
    journal: Journal,
    bound: Stored[Relationship],
    topics: Sequence[Stored[Topic]],
    promises: Promises,
    minutes: int,
    today: dt.date,
) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    """Return the slots that fill the meeting's minutes, and the topics that found no room."""
    plan = template_for(bound.record)
    shorts = short_ids(journal)
    before = [_opening(journal, bound, plan)]
    if promises.total:
        before.append(_slot("promised", "", plan.promised))
    if plan.duties:
        before.append(_slot("duties", plan.duties, 3))
    middle = [_topic_slot(journal, topic, shorts) for topic in topics if _is_agenda_topic(topic)]
    middle += _quiet_goals(journal, bound.id, today)
    after = [*_feedback(topics, plan, shorts), *_offers(journal, topics, plan, shorts)]
    after.append(_slot("close", plan.close, plan.closing))
    wished = [Wish(slot.minutes or None, fixed=False) for slot in middle] or [
        Wish(None, fixed=False)
    ]
    middle = middle or [_slot("room", plan.room, 0)]
    fixed = [Wish(slot.minutes, fixed=True) for slot in (*before, *after)]
    times = fit([*fixed[: len(before)], *wished, *fixed[len(before) :]], minutes)
    return _timed([*before, *middle, *after], times)


def _timed(
    slots: Sequence[Slot], times: Sequence[int]
) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    timed: list[Slot] = []
    left: list[Slot] = []
    start = 0
    for slot, minutes in zip(slots, times, strict=True):
        placed = dataclasses.replace(slot, start=start, minutes=minutes)
        (timed if minutes else left).append(placed)
        start += minutes
    return tuple(timed), tuple(left)


def _slot(part: Part, text: str, minutes: int, ref: Ref | None = None) -> Slot:
    return Slot(part=part, text=text, start=0, minutes=minutes, ref=ref)


def _opening(journal: Journal, bound: Stored[Relationship], plan: Template) -> Slot:
    person = journal.get(("person", bound.record.person))
    thread = person.record.personal if person else None
    if person and thread:
        return _slot(
            "open", f"{thread}: ask how it went", plan.opening, Ref("person", person.id, "personal")
        )
    return _slot("open", plan.opener, plan.opening)


def _is_agenda_topic(topic: Stored[Topic]) -> bool:
    return topic.record.kind not in ("feedback", "offer")


def _topic_slot(journal: Journal, topic: Stored[Topic], shorts: dict[str, str]) -> Slot:
    record = topic.record
    raised = record.raised_on or record.created
    days = [journal.day_of(held.record.at) for held in journal.held_with(record.relationship)]
    carried = [day for day in days if raised is not None and day >= raised and day != raised]
    return Slot(
        part="deep_dive" if record.deep_dive else "topic",
        start=0,
        minutes=record.minutes or (15 if record.deep_dive else 0),
        text=record.text,
        short=shorts.get(topic.id),
        kind=record.kind,
        carried_from=carried[0] if carried else None,
        ref=topic.ref,
    )


def _quiet_goals(journal: Journal, relationship: str, today: dt.date) -> list[Slot]:
    """Goals of the relationship that nobody looked at for a while."""
    quiet = []
    for goal in journal.goals:
        latest = goal.record.latest
        since = latest.on if latest else goal.record.created
        bound = goal.record.relationship == relationship and goal.record.state == "active"
        if bound and since is not None and (today - since).days > QUIET_AFTER:
            words = f"{goal.record.title}: no check-in since {since.isoformat()}"
            quiet.append(_slot("goal", words, 0, goal.ref))
    return quiet


def _feedback(
    topics: Sequence[Stored[Topic]], plan: Template, shorts: dict[str, str]
) -> list[Slot]:
    """A question for feedback stands on every agenda. (P064)"""
    asked = [t for t in topics if t.record.kind == "feedback"]
    if not asked:
        return [_slot("feedback", plan.feedback_question, plan.feedback)]
    return [
        dataclasses.replace(
            _slot("feedback", t.record.text, t.record.minutes or plan.feedback, t.ref),
            short=shorts.get(t.id),
        )
        for t in asked
    ]


def _offers(
    journal: Journal, topics: Sequence[Stored[Topic]], plan: Template, shorts: dict[str, str]
) -> list[Slot]:
    """What I can give back. (P067)"""
    offers = [t for t in topics if t.record.kind == "offer"]
    if offers:
        return [
            dataclasses.replace(
                _slot("offer", t.record.text, t.record.minutes or plan.offer, t.ref),
                short=shorts.get(t.id),
            )
            for t in offers
        ]
    profile = journal.profile
    can_offer = profile.record.can_offer if profile else ()
    if not can_offer:
        return []
    return [_slot("offer", can_offer[0], plan.offer, Ref("profile", "journal", "can_offer"))]
