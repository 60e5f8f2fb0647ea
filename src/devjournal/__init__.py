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
    from devjournal.models.action import Action
    from devjournal.models.entry.assessment import Assessment
    from devjournal.models.entry.base import Entry
    from devjournal.models.entry.feedback import Feedback
    from devjournal.models.entry.gave import Gave
    from devjournal.models.entry.lesson import Lesson
    from devjournal.models.entry.note import Note
    from devjournal.models.entry.reflection import Reflection
    from devjournal.models.entry.resource import Resource
    from devjournal.models.entry.setback import Setback
    from devjournal.models.entry.vouched import Vouched
    from devjournal.models.entry.win import Win
    from devjournal.models.goal import Goal
    from devjournal.models.meeting import Meeting
    from devjournal.models.objective import Objective
    from devjournal.models.opportunity import Opportunity
    from devjournal.models.person import Person
    from devjournal.models.profile import Profile
    from devjournal.models.relationship import Relationship
    from devjournal.models.skill import Skill
    from devjournal.models.topic import Topic

_HOMES = {
    "Action": "models.action",
    "Assessment": "models.entry.assessment",
    "BadFile": "errors",
    "Change": "journal.stored",
    "DevjournalError": "errors",
    "Entry": "models.entry.base",
    "Feedback": "models.entry.feedback",
    "Gave": "models.entry.gave",
    "Goal": "models.goal",
    "Journal": "journal.journal",
    "Lesson": "models.entry.lesson",
    "Meeting": "models.meeting",
    "NotFound": "errors",
    "Note": "models.entry.note",
    "Objective": "models.objective",
    "Opportunity": "models.opportunity",
    "Person": "models.person",
    "Problem": "journal.stored",
    "Profile": "models.profile",
    "Ref": "journal.stored",
    "Reflection": "models.entry.reflection",
    "Refused": "errors",
    "Relationship": "models.relationship",
    "Resource": "models.entry.resource",
    "Setback": "models.entry.setback",
    "Skill": "models.skill",
    "Stored": "journal.stored",
    "Topic": "models.topic",
    "UsageError": "errors",
    "Vouched": "models.entry.vouched",
    "Win": "models.entry.win",
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
