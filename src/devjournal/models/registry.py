"""The registry of kinds: one row for each, and for each kind of entry.

Classes are imported only when they are asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from devjournal.errors import UsageError
from devjournal.models.base import Record
from devjournal.namedtuples import NamedTuple

Reach = Literal["every", "firm", "manager", "relationship", "itself", "person", "sponsor", "named"]
"""Whom a record reaches while its own visibility says nothing:

- every: every reader there is
- firm: the manager and executives of the employer on its day, and each relationship that ran then
  or since; nobody whom I help, and nobody who is paid and works elsewhere
- manager: the manager, where it serves an objective of their firm and belongs to no relationship
- relationship: the one relationship that it belongs to
- itself: the relationship that it is
- person: the relationship whose person it is
- sponsor: the relationship whose person sponsors it, but for whom `firm` leaves out
- named: the reader of a goal that names it; the relationship whose ask does
"""


class Kind(NamedTuple):
    """One kind of record.

    `home` is the module and the class. `lettered`: ids begin with four random consonants.
    `reaches` are the readers whom its records reach; `unless` names values of fields that
    keep a record from reaching anybody by itself. One that is `mine_alone` reaches nobody,
    whatever its visibility says.
    """

    name: str
    folder: str
    home: str
    lettered: bool = False
    reaches: tuple[Reach, ...] = ()
    unless: Mapping[str, tuple[str, ...]] = {}
    mine_alone: bool = False

    @property
    def plural(self) -> str:
        """The kind in the plural, as `list` accepts it."""
        return self.folder or self.name


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("profile", "", "profile.Profile", reaches=("every",)),
        Kind("person", "people", "people.Person", reaches=("person",)),
        Kind("relationship", "relationships", "people.Relationship", reaches=("itself",)),
        Kind("skill", "skills", "growth.Skill", reaches=("named",)),
        Kind("objective", "objectives", "growth.Objective", reaches=("firm",)),
        Kind("goal", "goals", "growth.Goal", reaches=("manager", "relationship")),
        Kind(
            *("topic", "topics", "meetings.Topic"),
            lettered=True,
            reaches=("relationship",),
            unless={"kind": ("concern", "personal")},
        ),
        Kind("meeting", "meetings", "meetings.Meeting", reaches=("relationship",)),
        Kind("action", "actions", "meetings.Action", lettered=True, reaches=("relationship",)),
        Kind(
            *("opportunity", "opportunities", "growth.Opportunity"),
            reaches=("manager", "sponsor"),
            unless={"outcome": ("sank",)},
        ),
        Kind("entry", "entries", "entries.Entry", lettered=True),
        Kind("layout", "layouts", "layout.Layout", mine_alone=True),
    )
}
"""Every kind by its name; the profile has no folder, as it is the one file journal.toml."""

_ENTRY_REACHES: Mapping[str, tuple[Reach, ...]] = {
    "win": ("firm",),
    **dict.fromkeys(("feedback", "lesson", "setback"), ()),
    **dict.fromkeys(("vouched", "gave", "resource"), ("relationship",)),
    **dict.fromkeys(("assessment", "reflection", "note"), ()),
}

ENTRY_KINDS: tuple[str, ...] = tuple(_ENTRY_REACHES)
"""The values of an entry's `kind`."""

ENTRIES: Mapping[str, Kind] = {
    name: Kind(name, "entries", f"entries.{name.capitalize()}", lettered=True, reaches=reaches)
    for name, reaches in _ENTRY_REACHES.items()
}
"""Every kind of entry by the value of its `kind` field."""

FOLDERS: Mapping[str, Kind] = {kind.folder: kind for kind in KINDS.values() if kind.folder}
"""Every kind with a folder, by that folder's name."""

ALL_KINDS: tuple[str, ...] = tuple(KINDS)
"""Every kind's name."""

LETTERED: tuple[str, ...] = tuple(kind.name for kind in KINDS.values() if kind.lettered)
"""The kinds whose ids begin with letters."""


def variants_of(kind: str) -> tuple[str, ...]:
    """Return the kinds of entries for `entry`, and one empty name for any other kind."""
    return ENTRY_KINDS if kind == "entry" else ("",)


@cache
def class_for(kind: str, variant: str = "") -> type[Record]:
    """Import and return a class; an entry's `variant` is its `kind`. KeyError if there is none."""
    row = ENTRIES[variant] if kind == "entry" else KINDS[kind]
    module, _, name = row.home.partition(".")
    found: type[Record] = getattr(importlib.import_module(f"devjournal.models.{module}"), name)
    return found


def class_of(kind: str, plain: Mapping[str, Any]) -> type[Record]:
    """Return the class for plain data of `kind`, choosing among the kinds of entries."""
    return class_for(kind, str(plain.get("kind", "")) if kind == "entry" else "")


def every_class() -> tuple[type[Record], ...]:
    """Return the class of every kind, and of every kind of entry."""
    return tuple(class_for(kind, variant) for kind in KINDS for variant in variants_of(kind))


def kind_called(word: str) -> Kind:
    """Return the kind called `word`, one or many, or a kind of entry; UsageError names others."""
    for kind in KINDS.values():
        if word in (kind.name, kind.plural):
            return kind
    if word.removesuffix("s") in ENTRY_KINDS or word in ENTRY_KINDS:
        return KINDS["entry"]
    from difflib import get_close_matches  # only for what is misspelt

    plurals = [kind.plural for kind in FOLDERS.values()]
    near = get_close_matches(word, [*plurals, *(f"{name}s" for name in ENTRY_KINDS)], n=1)
    meant = f"; did you mean {near[0]}?" if near else ""
    hint = f"there are {', '.join(plurals)}"
    raise UsageError(f"no kind of record is called {word!r}{meant}", hint=hint)
