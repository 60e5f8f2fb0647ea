"""What makes a request easy to answer, and which words make it hard. (P084-P093)

"Will you be my mentor?" has no end and no subject; "three meetings on this, before spring"
can be answered in a minute.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from devjournal.errors import Refused

if TYPE_CHECKING:
    from devjournal.models.people import Ask


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

TEXTS = ("skill", "evidence", "time_frame", "focus", "outcomes")
"""The fields that stand in the message in the user's own words."""

_LABELS = re.compile(r"\bmentor(?:s|ed|ing|ship|ships)?\b", re.IGNORECASE)


def missing(ask: Ask) -> tuple[Need, ...]:
    """Return what a request does not say yet. (P084)"""
    return tuple(need for need in NEEDS if not getattr(ask, need.field))


def require_specific(ask: Ask) -> None:
    """Raise Refused for an open-ended request; it says all that is missing. (P084, P088)"""
    lacking = missing(ask)
    if lacking:
        words = ", ".join(need.words for need in lacking)
        raise Refused(
            f"an open-ended request is hard to answer; this one does not say yet: {words}",
            hint=f"add {', '.join(need.flag for need in lacking)}",
        )


def labels_in(ask: Ask) -> tuple[str, ...]:
    """Return the words of a request that name the relationship instead of the help. (P093)"""
    given = (getattr(ask, field) or () for field in TEXTS)
    texts = (part for one in given for part in ((one,) if isinstance(one, str) else one))
    found = (word.casefold() for text in texts for word in _LABELS.findall(text))
    return tuple(dict.fromkeys(found))
