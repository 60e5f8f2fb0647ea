"""A development journal in the terminal, and the library beneath it.

    from devjournal import open_journal

    journal = open_journal("~/journal")
    late = [action for action in journal.actions if action.record.is_open]

Names are imported when they are used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from devjournal.errors import BadFile, DevjournalError, NotFound, Refused, UsageError
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Change, Problem, Ref, Stored
    from devjournal.library import open_journal
    from devjournal.records.action import Action
    from devjournal.records.entry.assessment import Assessment
    from devjournal.records.entry.base import Entry
    from devjournal.records.entry.feedback import Feedback
    from devjournal.records.entry.gave import Gave
    from devjournal.records.entry.lesson import Lesson
    from devjournal.records.entry.note import Note
    from devjournal.records.entry.reflection import Reflection
    from devjournal.records.entry.resource import Resource
    from devjournal.records.entry.setback import Setback
    from devjournal.records.entry.vouched import Vouched
    from devjournal.records.entry.win import Win
    from devjournal.records.goal import Goal
    from devjournal.records.meeting import Meeting
    from devjournal.records.objective import Objective
    from devjournal.records.opportunity import Opportunity
    from devjournal.records.person import Person
    from devjournal.records.profile import Profile
    from devjournal.records.relationship import Relationship
    from devjournal.records.skill import Skill
    from devjournal.records.topic import Topic

_HOMES = {
    "Action": "records.action",
    "Assessment": "records.entry.assessment",
    "BadFile": "errors",
    "Change": "journal.stored",
    "DevjournalError": "errors",
    "Entry": "records.entry.base",
    "Feedback": "records.entry.feedback",
    "Gave": "records.entry.gave",
    "Goal": "records.goal",
    "Journal": "journal.journal",
    "Lesson": "records.entry.lesson",
    "Meeting": "records.meeting",
    "NotFound": "errors",
    "Note": "records.entry.note",
    "Objective": "records.objective",
    "Opportunity": "records.opportunity",
    "Person": "records.person",
    "Problem": "journal.stored",
    "Profile": "records.profile",
    "Ref": "journal.stored",
    "Reflection": "records.entry.reflection",
    "Refused": "errors",
    "Relationship": "records.relationship",
    "Resource": "records.entry.resource",
    "Setback": "records.entry.setback",
    "Skill": "records.skill",
    "Stored": "journal.stored",
    "Topic": "records.topic",
    "UsageError": "errors",
    "Vouched": "records.entry.vouched",
    "Win": "records.entry.win",
    "open_journal": "library",
}

__all__ = [
    "Action",
    "Assessment",
    "BadFile",
    "Change",
    "DevjournalError",
    "Entry",
    "Feedback",
    "Gave",
    "Goal",
    "Journal",
    "Lesson",
    "Meeting",
    "NotFound",
    "Note",
    "Objective",
    "Opportunity",
    "Person",
    "Problem",
    "Profile",
    "Ref",
    "Reflection",
    "Refused",
    "Relationship",
    "Resource",
    "Setback",
    "Skill",
    "Stored",
    "Topic",
    "UsageError",
    "Vouched",
    "Win",
    "open_journal",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return [*__all__, "__version__"]
