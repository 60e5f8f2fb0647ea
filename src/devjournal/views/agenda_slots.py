"""The parts of a meeting and how its minutes are shared among them.

A topic has a slot for as long as it is open; what finds no room is kept aside, never
dropped. (P059-P073)
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass
from devjournal.journal.names import short_ids
from devjournal.journal.stored import Ref, Stored
from devjournal.practice.meetings import open_topics
from devjournal.views.agenda_template import QUIET_AFTER, Template, template_for
from devjournal.views.timing import Wish, fit

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.models.relationship import Relationship
    from devjournal.models.topic import Topic

Part = Literal[
    "open", "promised", "duties", "deep_dive", "topic", "goal", "room", "feedback", "offer", "close"
]
"""What a slot is for."""

_DEEP = 15
"""Minutes of a deep dive that asked for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One part of the meeting: when it starts, how long it is (minutes), what it is about.

    `carried_from` is the day of the first meeting that a topic was carried over from.
    """

    part: Part
    start: int = 0
    minutes: int
    text: str
    short: str | None = None
    kind: str | None = None
    carried_from: dt.date | None = None
    ref: Ref | None = None


class Plan:
    """The slots of one meeting, while they are being gathered."""

    def __init__(self, journal: Journal, bound: Stored[Relationship], today: dt.date) -> None:
        """Take the relationship whose meeting it is."""
        self._journal = journal
        self._bound = bound
        self._today = today
        self._template = template_for(bound.record)
        self._shorts = short_ids(journal)
        self._held = [journal.day_of(held.record.at) for held in journal.held_with(bound.id)]
        self.topics = open_topics(journal, bound.id)

    def slots(self, minutes: int, promises: int) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
        """Return the slots that add up to `minutes`, and those that found no room.

        `promises` is how many promises the meeting looks at.
        """
        before, middle, after = self._before(promises), self._middle(), self._after()
        wishes = [Wish(slot.minutes, fixed=True) for slot in before]
        wishes += [Wish(slot.minutes or None, fixed=False) for slot in middle]
        wishes += [Wish(slot.minutes, fixed=True) for slot in after]
        return _timed([*before, *middle, *after], fit(wishes, minutes))

    def _before(self, promises: int) -> list[Slot]:
        plan = self._template
        slots = [self._opening()]
        if promises:
            slots.append(_slot("promised", "", plan.promised))
        if plan.duties:
            slots.append(_slot("duties", plan.duties, plan.delivered))
        return slots

    def _middle(self) -> list[Slot]:
        slots = [
            self._of_topic(topic, "deep_dive", topic.record.minutes or _DEEP)
            if topic.record.deep_dive
            else self._of_topic(topic, "topic", topic.record.minutes or 0)
            for topic in self.topics
            if topic.record.kind not in ("feedback", "offer")
        ]
        slots += self._quiet_goals()
        return slots or [_slot("room", self._template.room, 0)]

    def _after(self) -> list[Slot]:
        plan = self._template
        close = _slot("close", plan.close, plan.closing)
        return [*self._feedback(plan), *self._offers(plan), close]

    def _opening(self) -> Slot:
        """The personal thread of last time, if I kept one. (P061, P062)"""
        plan = self._template
        person = self._journal.get(("person", self._bound.record.person))
        thread = person.record.personal if person else None
        if person and thread:
            ref = Ref("person", person.id, "personal")
            return _slot("open", f"{thread}: ask how it went", plan.opening, ref)
        return _slot("open", plan.opener, plan.opening)

    def _quiet_goals(self) -> Iterable[Slot]:
        """Goals of the relationship that nobody looked at for a while."""
        for goal in self._journal.goals:
            latest = goal.record.latest
            since = latest.on if latest else goal.record.created
            is_ours = goal.record.relationship == self._bound.id and goal.record.state == "active"
            if is_ours and since is not None and (self._today - since).days > QUIET_AFTER:
                words = f"{goal.record.title}: no check-in since {since.isoformat()}"
                yield _slot("goal", words, 0, goal.ref)

    def _feedback(self, plan: Template) -> list[Slot]:
        """A question for feedback stands on every agenda. (P064)"""
        asked = self._of_kind("feedback", plan.feedback)
        return asked or [_slot("feedback", plan.feedback_question, plan.feedback)]

    def _offers(self, plan: Template) -> list[Slot]:
        """What I can give back. (P067)"""
        offers = self._of_kind("offer", plan.offer)
        profile = self._journal.profile
        if offers or not (profile and profile.record.can_offer):
            return offers
        ref = Ref("profile", "journal", "can_offer")
        return [_slot("offer", profile.record.can_offer[0], plan.offer, ref)]

    def _of_kind(self, kind: Literal["feedback", "offer"], minutes: int) -> list[Slot]:
        return [
            self._of_topic(topic, kind, topic.record.minutes or minutes)
            for topic in self.topics
            if topic.record.kind == kind
        ]

    def _of_topic(self, topic: Stored[Topic], part: Part, minutes: int) -> Slot:
        raised = topic.record.raised_on or topic.record.created
        carried = (day for day in self._held if raised is not None and day > raised)
        return Slot(
            part=part,
            minutes=minutes,
            text=topic.record.text,
            short=self._shorts.get(topic.id),
            kind=topic.record.kind,
            carried_from=next(carried, None),
            ref=topic.ref,
        )


def _slot(part: Part, text: str, minutes: int, ref: Ref | None = None) -> Slot:
    return Slot(part=part, text=text, minutes=minutes, ref=ref)


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
