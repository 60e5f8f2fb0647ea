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
    from devjournal.models.entries import (
        Assessment,
        Entry,
        Feedback,
        Gave,
        Lesson,
        Note,
        Reflection,
        Resource,
        Setback,
        Vouched,
        Win,
    )
    from devjournal.models.growth import Goal, Objective, Opportunity, Skill
    from devjournal.models.meetings import Action, Meeting, Topic
    from devjournal.models.people import Person, Relationship
    from devjournal.models.profile import Profile

_HOMES = {
    "errors": ("BadFile", "DevjournalError", "NotFound", "Refused", "UsageError"),
    "journal.journal": ("Journal",),
    "journal.stored": ("Change", "Problem", "Ref", "Stored"),
    "library": ("open_journal",),
    "models.entries": ("Entry",),
}
"""Modules with the public names in them that are no kind of record."""

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
    """Import a public name from its home: a kind of record from where the registry says."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    from devjournal.models.registry import ENTRIES, class_for

    kind = name.lower()
    return class_for("entry", kind) if kind in ENTRIES else class_for(kind)


def __dir__() -> list[str]:
    """List the public names."""
    return [*__all__, "__version__"]
