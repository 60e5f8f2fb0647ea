"""The table of kinds: what each is called, the folder it lives in, and where its class is.

Classes are imported only when asked for, as building one costs more than reading a
hundred records.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from devjournal.errors import UsageError
from devjournal.frozen import dataclass
from devjournal.models.base import Record


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    `lettered`: its ids begin with four random consonants. `classes` maps the value of a
    record's `kind` field to a class, where one kind of record has several; else its only
    key is the empty string.
    """

    name: str
    folder: str
    lettered: bool
    classes: Mapping[str, str]

    @property
    def plural(self) -> str:
        """The kind in the plural, as `list` accepts it."""
        return self.folder or self.name


def _kind(name: str, folder: str, class_name: str, *, lettered: bool = False) -> Kind:
    return Kind(name, folder, lettered, {"": f"{name}:{class_name}"})


ENTRY_KINDS: tuple[str, ...] = (
    "win",
    "feedback",
    "lesson",
    "setback",
    "vouched",
    "gave",
    "resource",
    "assessment",
    "reflection",
    "note",
)
"""The values of an entry's `kind`."""

_ENTRY_CLASSES = {name: f"entry.{name}:{name.capitalize()}" for name in ENTRY_KINDS}

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        _kind("profile", "", "Profile"),
        _kind("person", "people", "Person"),
        _kind("relationship", "relationships", "Relationship"),
        _kind("skill", "skills", "Skill"),
        _kind("objective", "objectives", "Objective"),
        _kind("goal", "goals", "Goal"),
        _kind("topic", "topics", "Topic", lettered=True),
        _kind("meeting", "meetings", "Meeting"),
        _kind("action", "actions", "Action", lettered=True),
        _kind("opportunity", "opportunities", "Opportunity"),
        Kind("entry", "entries", lettered=True, classes=_ENTRY_CLASSES),
    )
}
"""Every kind by its name; the profile has no folder, as it is the one file journal.toml."""

FOLDERS: Mapping[str, Kind] = {kind.folder: kind for kind in KINDS.values() if kind.folder}
"""Every kind with a folder, by that folder's name."""


@cache
def class_for(kind: str, variant: str = "") -> type[Record]:
    """Import and return the class of `kind`; an entry's `variant` is its `kind` field.

    Raises KeyError for what is not in the table.
    """
    module_name, _, class_name = KINDS[kind].classes[variant].partition(":")
    module = importlib.import_module(f"devjournal.models.{module_name}")
    found: type[Record] = getattr(module, class_name)
    return found


def class_of(kind: str, plain: Mapping[str, Any]) -> type[Record]:
    """Return the class for plain data of `kind`, choosing among an entry's variants."""
    return class_for(kind, str(plain.get("kind", "")) if kind == "entry" else "")


def kind_called(word: str) -> Kind:
    """Return the kind a person calls `word`: singular or plural, or an entry's variant.

    Raises UsageError with the nearest and all kinds for any other word.
    """
    for kind in KINDS.values():
        if word in (kind.name, kind.plural):
            return kind
    if word.removesuffix("s") in ENTRY_KINDS or word in ENTRY_KINDS:
        return KINDS["entry"]
    from difflib import get_close_matches

    plurals = [kind.plural for kind in FOLDERS.values()]
    near = get_close_matches(word, [*plurals, *(f"{name}s" for name in ENTRY_KINDS)], n=1)
    meant = f"; did you mean {near[0]}?" if near else ""
    raise UsageError(
        f"no kind of record is called {word!r}{meant}", hint=f"there are {', '.join(plurals)}"
    )
