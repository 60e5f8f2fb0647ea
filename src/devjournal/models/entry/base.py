"""What every entry has: its day, its text, and what it is linked to."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from devjournal.frozen import dataclass
from devjournal.models.base import Record
from devjournal.models.fields import (
    EntryLink,
    GoalLink,
    MeetingLink,
    ObjectiveLink,
    OpportunityLink,
    RelationshipLink,
    SkillLink,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """Something that happened on a day; `kind` says what."""

    TITLE: ClassVar[str] = "text"

    on: dt.date
    """Day on which it happened."""

    text: Words
    """What happened, in a sentence."""

    goal: GoalLink | None = None
    """The goal that it belongs to."""

    skill: SkillLink | None = None
    """The skill that it shows."""

    relationship: RelationshipLink | None = None
    """The relationship that it belongs to."""

    meeting: MeetingLink | None = None
    """The meeting that it came from."""

    objective: ObjectiveLink | None = None
    """The objective of the business that it serves. (P009)"""

    opportunity: OpportunityLink | None = None
    """The opportunity that it came from."""

    about: EntryLink | None = None
    """The entry that this one reflects on. (P109)"""
