"""What a meeting's log says, as plain facts before any name or day is resolved.

The same facts come from the page, from stdin and from flags. Days stay text here; `line`
and `lines` keep where a thing stood on the page, so that whoever resolves it later can name
the line. They take no part in comparison.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from devjournal.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """A topic of the meeting; one without an id was raised there."""

    id: str | None = None
    """Whole id of the topic, or None for a new one."""

    text: str
    """What it was about, one line; of a known topic only a reminder, as the id decides."""

    discussed: bool = False
    """Whether it was ticked."""

    conclusion: str | None = None
    """What came of it; may be several lines."""

    line: int | None = dataclasses.field(default=None, compare=False)
    """Line of the page, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """An action that stood open before the meeting."""

    id: str
    """Whole id of the action."""

    text: str
    """Its title, one line; only a reminder, as the id decides."""

    done: bool = False
    """Whether it was ticked."""

    line: int | None = dataclasses.field(default=None, compare=False)
    """Line of the page, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """Something that one side promised in the meeting. (P070, P074)"""

    title: str
    """What is to be done, one line."""

    due: str | None = None
    """The day as it was written: `next`, `22-oct`; one word. (P071)"""

    goal: str | None = None
    """The goal as it was written; one word."""

    kind: str | None = None
    """The kind as it was written, still unchecked; one word."""

    line: int | None = dataclasses.field(default=None, compare=False)
    """Line of the page, from 1; None if it came from a flag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Every other field of a meeting that a person may record; unset ones change nothing."""

    received: tuple[str, ...] = ()
    """What I was given, in the words of a meeting's `received`. (P027, P049)"""

    decisions: tuple[str, ...] = ()
    """What was decided, one line each."""

    self_check: tuple[str, ...] = ()
    """What I was, in the words of a meeting's `self_check`. (P065)"""

    talk_share: int | None = None
    """Their part of the talking, 0 to 100 percent. (P037)"""

    value_me: int | None = None
    """What it was worth to me, 1 to 5. (P075)"""

    value_them: int | None = None
    """What it seemed worth to them, 1 to 5. (P075)"""

    minutes: int | None = None
    """How long it was, 0 to 1440."""

    developmental_minutes: int | None = None
    """How many of them were about my growth, 0 to 1440."""

    channel: str | None = None
    """How we met, one line."""

    kind: str | None = None
    """What kind of meeting it was: session, one_to_one, debrief."""

    thanked_on: str | None = None
    """The day on which I thanked them, as it was written. (P072)"""

    personal: str | None = None
    """The last personal thread, to take up next time; one line, kept with the person."""

    lines: Mapping[str, int] = dataclasses.field(default_factory=dict, compare=False)
    """Line of the page, from 1, of each field that was set there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """All that one page says. An unset field, like a line that is missing, changes nothing."""

    topics: tuple[TopicLine, ...] = ()
    """Topics of the agenda, and new ones."""

    i_promised: tuple[PromiseLine, ...] = ()
    """My open actions. (P074)"""

    they_promised: tuple[PromiseLine, ...] = ()
    """Their open actions. (P074)"""

    notes: str = ""
    """What was said; lines are parted by a newline."""

    mine: tuple[NewAction, ...] = ()
    """What I promised. (P070)"""

    theirs: tuple[NewAction, ...] = ()
    """What they promised. (P070, P071)"""

    next_when: str | None = None
    """When we meet next, as it was written. (P069)"""

    next_focus: str | None = None
    """What the next meeting is to be about, one line. (P073)"""

    record: Recorded = dataclasses.field(default_factory=Recorded)
    """The meeting's other fields."""

    lines: Mapping[str, int] = dataclasses.field(default_factory=dict, compare=False)
    """Line of the page, from 1, of `next_when` and `next_focus` where they were set."""

    @property
    def promises(self) -> tuple[PromiseLine, ...]:
        """The open actions of both sides, mine first."""
        return self.i_promised + self.they_promised

    @property
    def says_anything(self) -> bool:
        """Whether it tells of a meeting; a line that stands as it stood before does not."""
        told = dataclasses.replace(
            self,
            topics=tuple(t for t in self.topics if t.id is None or t.discussed or t.conclusion),
            i_promised=tuple(promise for promise in self.i_promised if promise.done),
            they_promised=tuple(promise for promise in self.they_promised if promise.done),
        )
        return told != Happened()
