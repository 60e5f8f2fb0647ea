"""Whether a meeting is prepared, a sponsor has something to vouch for, a request can be answered.

"Will you be my mentor?" has no end and no subject; "three meetings on this, before spring"
can be answered in a minute. (P084-P093)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from devjournal.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref
    from devjournal.models.meetings import Topic
    from devjournal.models.people import Ask

_ON_EVERY_AGENDA = ("feedback", "offer", "personal")
_IMPORTANT = 4


class Readiness(NamedTuple):
    """What a meeting's open topics hold; `giving` where I am the giver. (P059)

    A meeting is ready with at least one question and one topic. Where I give, the questions
    are theirs to bring: something to talk about is enough.
    """

    has_question: bool
    has_topic: bool
    giving: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether there is a question and a topic; where I give, either."""
        both = self.has_question and self.has_topic
        return both or (self.giving and (self.has_question or self.has_topic))

    @property
    def found(self) -> str:
        """What there is, in words."""
        there = ((self.has_question, "a question"), (self.has_topic, "a topic"))
        return " and ".join(words for is_there, words in there if is_there)

    @property
    def missing(self) -> str | None:
        """What is missing, in words; None if nothing is."""
        if self.is_ready:
            return None
        if self.has_topic:
            return "no question yet"
        only_topic = self.giving or self.has_question
        return "no topic yet" if only_topic else "no question and no topic yet"


def counts_as_topic(topic: Topic) -> bool:
    """Whether a topic was raised for its own sake, and does not stand on every agenda anyway."""
    return topic.kind not in _ON_EVERY_AGENDA


def readiness(topics: Iterable[Topic], *, giving: bool = False) -> Readiness:
    """Return what open topics hold; what stands on every agenda anyway counts as neither."""
    counted = [topic for topic in topics if topic.is_open and counts_as_topic(topic)]
    questions = sum(topic.is_question for topic in counted)
    return Readiness(has_question=questions > 0, has_topic=len(counted) > questions, giving=giving)


class Foundation(NamedTuple):
    """A skill that sponsorship rests on: at its target or above, and shown to others or not."""

    ref: Ref
    name: str
    level: int | None
    target: int
    is_solid: bool
    is_shown: bool


class SponsorReadiness(NamedTuple):
    """The foundations, the most important first: counts with a denominator, no score. (P105)"""

    foundations: tuple[Foundation, ...]

    @property
    def solid(self) -> int:
        """How many are at their target."""
        return sum(one.is_solid for one in self.foundations)

    @property
    def shown(self) -> int:
        """How many others have seen: somebody else rated them, or a win shows them."""
        return sum(one.is_shown for one in self.foundations)

    @property
    def is_ready(self) -> bool:
        """Whether all are solid and shown."""
        return self.solid == self.shown == len(self.foundations)


def sponsor_readiness(journal: Journal) -> SponsorReadiness | None:
    """Return how the skills stand that aim at a level; None if none does. (P007, P102)

    Mentors first, then sponsors: once what matters most is solid, and others have seen it.
    It is advice, and never blocks anything. The skills of importance 4 and 5 are the
    foundations; where none is so important, all are.
    """
    aimed = [one for one in journal.skills if one.record.target is not None]
    important = [one for one in aimed if (one.record.importance or 0) >= _IMPORTANT]
    chosen = sorted(important or aimed, key=lambda one: (-(one.record.importance or 0), one.id))
    if not chosen:
        return None
    won = {win.record.skill for win in journal.entries_of("win")}
    found = []
    for one in chosen:
        skill, target = one.record, one.record.target or 0
        is_solid = skill.level is not None and skill.level >= target
        by_others = any(r.by not in (None, "me") and r.evidence for r in skill.ratings)
        is_shown = by_others or one.id in won
        found.append(Foundation(one.ref, skill.name, skill.level, target, is_solid, is_shown))
    return SponsorReadiness(tuple(found))


class Need(NamedTuple):
    """A part that a request can't do without: its field, what it says, and its flag."""

    field: str
    words: str
    flag: str


NEEDS: tuple[Need, ...] = (
    Need("skill", "what you want to learn", "--skill"),
    Need("self_level", "where you stand in it (1 to 5)", "--level"),
    Need("evidence", "what you saw them do", "--evidence"),
    Need("time_frame", "by when", "--time-frame"),
    Need("meetings", "how many meetings", "--meetings"),
    Need("focus", "what the meetings are about", "--focus"),
)
"""In the order in which somebody thinks of them. (P085, P087, P088, P089)"""

_LABELS = re.compile(r"\bmentor(?:s|ed|ing|ship|ships)?\b", re.IGNORECASE)


def missing(ask: Ask) -> tuple[Need, ...]:
    """Return what a request does not say yet. (P084)"""
    return tuple(need for need in NEEDS if not getattr(ask, need.field))


def require_specific(ask: Ask) -> None:
    """Raise Refused for an open-ended request; it says all that is missing. (P084, P088)"""
    if lacking := missing(ask):
        words = ", ".join(need.words for need in lacking)
        reason = f"an open-ended request is hard to answer; this one does not say yet: {words}"
        hint = f"add {', '.join(need.flag for need in lacking)}"
        raise Refused(reason, hint=hint)


def labels_in(ask: Ask) -> tuple[str, ...]:
    """Return the words of a request that name the relationship instead of the help. (P093)"""
    texts = (ask.skill, ask.evidence, ask.time_frame, ask.focus, *ask.outcomes)
    found = (word.casefold() for text in texts for word in _LABELS.findall(text or ""))
    return tuple(dict.fromkeys(found))
