"""Whether a meeting is prepared, a sponsor has something to vouch for, a request can be answered.

"Will you be my mentor?" has no end and no subject; "three meetings on this, before spring"
can be answered in a minute. (P084-P093)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from devjournal.errors import Refused
from devjournal.namedtuples import NamedTuple
from devjournal.shell import FILL_IN, QUESTION, command, set_command

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref
    from devjournal.models.meetings import Topic
    from devjournal.models.people import Ask

_IMPORTANT = 4
_LONGEST = 1440

TopicPart = Literal["deep_dive", "question", "topic", "personal", "feedback", "offer"]
"""The name under which a topic stands on an agenda."""


def part_of(topic: Topic) -> TopicPart:
    """Return under which name a topic stands on an agenda, by which it counts, too."""
    match topic.kind:
        case "feedback" | "offer" as own:
            return own
        case _ if topic.deep_dive:
            return "deep_dive"
        case "personal":
            return "personal"
        case _:
            return "question" if topic.is_question else "topic"


_OPENERS: Mapping[str, str] = {
    **dict.fromkeys(
        ["is", "are", "was", "were", "has", "have", "had", "will"], "How would I know whether ...?"
    ),
    **dict.fromkeys(("do", "does", "did"), "How {} ...?"),
    **dict.fromkeys(("can", "could"), "What would it take to ...?"),
    **dict.fromkeys(("should", "shall", "must"), "What speaks for ..., and what against?"),
    "would": "What would ...?",
}
"""How a question may begin, by the first word of one that a yes or a no answers."""


def open_wording(text: str) -> str | None:
    """Return how a question that a yes or a no answers may begin instead; None for others. (P068)

    Only how its last sentence begins tells, after a colon where it has one. Where it offers a
    choice, no answer is the short one.
    """
    if not text.rstrip().endswith("?"):
        return None
    first, _, rest = re.split(r"[.:;?!]\s+", text.strip().replace("…", "."))[-1].partition(" ")
    first = first.lower().replace("’", "'")
    verb = next((one for end in ("n't", "'t") if (one := first.removesuffix(end)) in _OPENERS), "")
    if not verb or " or " in rest or not (whom := re.match(r"\w+", rest)):
        return None
    return _OPENERS[verb].format(f"{verb} {whom[0]}")


class Readiness(NamedTuple):
    """What a meeting's topics hold; `giving` where I am the giver. (P059)

    A meeting is ready with at least one question and one topic, both with time for them; a
    deep dive is a topic, and a question if it asks one. Where I give, the questions are theirs
    to bring: something to talk about is enough. `no_time_for` is there and finds no time.
    """

    has_question: bool
    has_topic: bool
    giving: bool = False
    no_time_for: tuple[str, ...] = ()

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
        there = {"question": self.has_question or self.giving, "topic": self.has_topic}
        lacking = [name for name, is_there in there.items() if not is_there]
        for name in lacking:
            if name in self.no_time_for:
                return f"no time for the {name}"
        return " and ".join(f"no {name}" for name in lacking) + " yet"


def readiness(
    topics: Iterable[Topic], waiting: Iterable[Topic] = (), *, giving: bool = False
) -> Readiness:
    """Return what open topics hold, and of those `waiting` for time what they would add."""
    has_question, has_topic = _held(topics)
    there = zip(("question", "topic"), _held(waiting), (has_question, has_topic), strict=True)
    no_time_for = tuple(name for name, waits, has_one in there if waits and not has_one)
    return Readiness(has_question, has_topic, giving, no_time_for)


def _held(topics: Iterable[Topic]) -> tuple[bool, bool]:
    """Return whether there is a question among topics, and something to talk about."""
    counted = [(part_of(topic), topic.is_question) for topic in topics if topic.is_open]
    asks = any(part == "question" or (part == "deep_dive" and asks) for part, asks in counted)
    return asks, any(part in ("topic", "deep_dive") for part, _ in counted)


def settle_readiness(missing: Readiness, who: str, meeting: str, minutes: int) -> str:
    """Return the command that makes a meeting ready: a topic more, or so many minutes for it.

    `meeting` is its id, or, while none is planned, that of the relationship. Where no meeting
    may be so long it is the list of the topics, of which one has to be shorter.
    """
    if missing.no_time_for and minutes > _LONGEST:
        return command("list", "topics")
    if missing.no_time_for:
        return set_command(meeting, "minutes", str(minutes))
    asks = missing.has_topic and not missing.has_question
    return command("topic", who, QUESTION if asks else FILL_IN)


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

SPONSOR_NEEDS: tuple[Need, ...] = (
    Need("evidence", "the result that speaks for you", "--evidence"),
    Need("focus", "which room you want to be in", "--focus"),
    Need("time_frame", "by when", "--time-frame"),
)
"""A sponsor is asked for a room, and not for lessons. (P001, P039)"""

_LABELS = r"(?i)\bmentor(?:s|ed|ing|ship|ships)?\b"


def missing(ask: Ask, kind: str = "mentor") -> tuple[Need, ...]:
    """Return what a request to somebody of a kind does not say yet. (P084)"""
    needs = SPONSOR_NEEDS if kind == "sponsor" else NEEDS
    return tuple(need for need in needs if not getattr(ask, need.field))


def require_specific(ask: Ask, kind: str = "mentor") -> None:
    """Raise Refused for an open-ended request; it says all that is missing. (P084, P088)"""
    if lacking := missing(ask, kind):
        words = ", ".join(need.words for need in lacking)
        reason = f"an open-ended request is hard to answer; this one does not say yet: {words}"
        hint = f"add {', '.join(need.flag for need in lacking)}"
        raise Refused(reason, hint=hint)


def labels_in(ask: Ask) -> tuple[str, ...]:
    """Return the words of a request that name the relationship instead of the help. (P093)"""
    texts = (ask.skill, ask.evidence, ask.time_frame, ask.focus, *ask.outcomes)
    found = (word.casefold() for text in texts for word in re.findall(_LABELS, text or ""))
    return tuple(dict.fromkeys(found))
