"""Whether a meeting is prepared: at least one question and one topic. (P059)

Where I give, the questions are theirs to bring: something to talk about is enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from devjournal.models.topic import Topic

_ON_EVERY_AGENDA = ("feedback", "offer", "personal")


@dataclass(frozen=True, slots=True)
class Readiness:
    """What a meeting's open topics hold; `giving` where I am the giver."""

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
        if self.giving:
            return "no topic yet"
        if self.has_topic:
            return "no question yet"
        return "no topic yet" if self.has_question else "no question and no topic yet"


def counts_as_topic(topic: Topic) -> bool:
    """Whether a topic was raised for its own sake, and does not stand on every agenda anyway."""
    return topic.kind not in _ON_EVERY_AGENDA


def readiness(topics: Iterable[Topic], *, giving: bool = False) -> Readiness:
    """Return what the open ones of these topics hold.

    A question is a topic that asks; what asks for feedback, offers or is personal belongs
    on every agenda and counts as neither.
    """
    counted = [topic for topic in topics if topic.is_open and counts_as_topic(topic)]
    questions = sum(topic.is_question for topic in counted)
    return Readiness(has_question=questions > 0, has_topic=len(counted) > questions, giving=giving)
