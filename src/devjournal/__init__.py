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
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Change, Problem, Ref, Stored
    from devjournal.library import open_journal
    from devjournal.records.action import Action
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
    "Change": "journal.stored",
    "Goal": "records.goal",
    "Journal": "journal.journal",
    "Meeting": "records.meeting",
    "Objective": "records.objective",
    "Opportunity": "records.opportunity",
    "Person": "records.person",
    "Problem": "journal.stored",
    "Profile": "records.profile",
    "Ref": "journal.stored",
    "Relationship": "records.relationship",
    "Skill": "records.skill",
    "Stored": "journal.stored",
    "Topic": "records.topic",
    "open_journal": "library",
}

__all__ = [
    "Action",
    "Change",
    "Goal",
    "Journal",
    "Meeting",
    "Objective",
    "Opportunity",
    "Person",
    "Problem",
    "Profile",
    "Ref",
    "Relationship",
    "Skill",
    "Stored",
    "Topic",
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
