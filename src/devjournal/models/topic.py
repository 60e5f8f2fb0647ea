"""A topic: something to bring to a meeting with one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal

from devjournal.frozen import dataclass
from devjournal.models.base import StatefulRecord
from devjournal.models.fields import MeetingLink, Minutes, RelationshipLink, Words

TopicKind = Literal[
    "project", "challenge", "lesson", "question", "concern", "feedback", "offer", "personal"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic(StatefulRecord):
    """Something to bring to a meeting; it stays open until it was discussed. (P059, P063)"""

    TITLE: ClassVar[str] = "text"
    STATES: ClassVar[tuple[str, ...]] = ("open", "discussed", "dropped")
    OPEN: ClassVar[tuple[str, ...]] = ("open",)
    MOVES: ClassVar[Mapping[str, tuple[tuple[str, ...], str]]] = {
        "discuss": (("open",), "discussed"),
        "drop": (("open",), "dropped"),
        "reopen": (("discussed", "dropped"), "open"),
    }

    text: Words
    """What to talk about; a question asks openly. (P068)"""

    relationship: RelationshipLink
    """With whom."""

    kind: TopicKind | None = None
    """What it is. (P063, P066, P067)"""

    focus: Literal["career", "professional", "technical"] | None = None
    """What it is about. (P028)"""

    deep_dive: bool | None = None
    """Whether it wants most of the time, known before the meeting. (P060)"""

    minutes: Minutes | None = None
    """How long it wants, in minutes. (P060)"""

    raised_on: dt.date | None = None
    """Day on which it was raised; carried since then."""

    meeting: MeetingLink | None = None
    """The meeting in which it was discussed."""

    conclusion: str | None = None
    """What came of it."""

    state: Literal["open", "discussed", "dropped"] = "open"
    """Where it is in its life."""

    @property
    def is_question(self) -> bool:
        """Whether it asks something. (P059)"""
        return self.kind == "question" or (self.kind is None and self.text.rstrip().endswith("?"))

    def discuss(self, on: dt.date, meeting: str | None, conclusion: str | None = None) -> Topic:
        """Mark it discussed in a meeting."""
        return self._moved(
            "discuss", on=on, meeting=meeting, conclusion=conclusion or self.conclusion
        )

    def drop(self, on: dt.date, why: str | None = None) -> Topic:
        """Give it up; only a person does this, as a concern must never fall away. (P066)"""
        return self._moved("drop", on=on, why=why)

    def reopen(self, on: dt.date) -> Topic:
        """Bring it back to the next agenda."""
        return self._moved("reopen", on=on, meeting=None)
