"""The journal that a reader gets: the table of visibility, applied to every record and link.

A page for a reader is built from `shown_to(journal, reader)` alone, so it can't tell what
it does not have.
"""

from __future__ import annotations

import functools
import re
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from devjournal.errors import Refused
from devjournal.journal.journal import Journal
from devjournal.journal.loaded import Loaded
from devjournal.journal.redact import only, with_texts
from devjournal.journal.stored import Stored
from devjournal.journal.visibility_table import AUDIENCES, TABLE, Reach, Rule
from devjournal.models.base import replace
from devjournal.models.ids import RESERVED
from devjournal.models.links import links_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from devjournal.models.base import Link

LIKE_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
"""A name written like an id may be the id of a record whose file is not here now."""


def shown_to(journal: Journal, reader: str, today: dt.date) -> Journal:
    """Return the journal that `reader` may see; an unknown reader gets an empty one.

    Its days and moments are told in the zone of the whole journal.
    """
    return Journal(
        _Sight(journal, reader, today).load,
        reader=reader,
        totals=journal.totals if reader == "manager" else None,
        zone=lambda: journal.zone,
    )


def is_reader(journal: Journal, reader: str) -> bool:
    """Whether there is such a reader: an audience, or a relationship's id.

    A relationship that bears a reserved word for an id can't be a reader by it.
    """
    return reader in AUDIENCES or reader in _relationships(journal)


def readers_of(journal: Journal, stored: Stored[Any], today: dt.date) -> tuple[str, ...]:
    """Return every reader whom a record's visibility speaks to, by its own word or by default.

    They see the record; of a meeting, its notes.
    """
    readers = (*AUDIENCES, *_relationships(journal))
    sights = (_Sight(journal, reader, today) for reader in readers)
    return tuple(sight.reader for sight in sights if sight.is_spoken_to(stored))


def other_side(relationship: Stored[Any]) -> str:
    """Return the reader that a relationship is; raises Refused for a reserved word as its id."""
    if relationship.id.casefold() in RESERVED:
        raise Refused(
            f"a relationship called {relationship.id!r} can't be a reader",
            hint="that word stands for somebody else: rename the relationship",
        )
    return relationship.id


def _relationships(journal: Journal) -> Mapping[str, Stored[Any]]:
    every = journal.all("relationship")
    return {id_: one for id_, one in every.items() if id_.casefold() not in RESERVED}


class _Sight:
    """One reader's look at a journal."""

    def __init__(self, journal: Journal, reader: str, today: dt.date) -> None:
        self.journal = journal
        self.today = today
        self.reader = reader
        self.known = is_reader(journal, reader)
        self.relationship = _relationships(journal).get(reader)

    def load(self, kind: str) -> Loaded:
        """Return the records of a kind that this reader sees, with the fields they see."""
        seen = (one for one in self.journal.all(kind).values() if self.sees(one))
        return Loaded({stored.id: self._redacted(stored) for stored in seen})

    def sees(self, stored: Stored[Any]) -> bool:
        """Whether this reader sees a record at all."""
        if not self.known:
            return False
        own = stored.record.visibility
        if own is None or _rule(stored).on_word:
            return self._by_default(stored)
        return self._is_named_in(own)

    def is_spoken_to(self, stored: Stored[Any]) -> bool:
        """Whether this reader sees all that a record's visibility decides on."""
        if not _rule(stored).on_word:
            return self.sees(stored)
        return self.sees(stored) and self._is_named_in(stored.record.visibility)

    def _is_named_in(self, visibility: str | tuple[str, ...] | None) -> bool:
        if isinstance(visibility, tuple):
            return self.reader in visibility
        return visibility == "shared"

    def _by_default(self, stored: Stored[Any]) -> bool:
        rule = _rule(stored)
        kept = any(getattr(stored.record, name) in values for name, values in rule.unless.items())
        return not kept and any(_REACHES[reach](self, stored) for reach in rule.reaches)

    @cached_property
    def skills(self) -> frozenset[str]:
        """The skills that are named by the goals which reach this reader, or by the ask."""
        goals = (one for one in self.journal.goals if self._by_default(one) and self.sees(one))
        named = {goal.record.skill for goal in goals}
        if self.relationship and self.relationship.record.ask and self.sees(self.relationship):
            named.add(self.relationship.record.ask.skill)
        return frozenset(skill for skill in named if skill)

    def _redacted(self, stored: Stored[Any]) -> Stored[Any]:
        record = only(stored.record, self._fields(stored))
        for path, link in links_of(type(record)).items():
            record = with_texts(record, path, functools.partial(self._link, link))
        if stored.kind == "profile":
            present = stored.record.present_roles(self.today)
            record = replace(record, roles=present if record.roles else ())
        return Stored(stored.id, stored.kind, record, "")

    def _fields(self, stored: Stored[Any]) -> tuple[str, ...]:
        rule = _rule(stored)
        return (
            *rule.fields,
            *(rule.to_relationships if self.relationship else ()),
            *(rule.on_word if self._is_named_in(stored.record.visibility) else ()),
        )

    def _link(self, link: Link, id_: str) -> str | None:
        """Return a link if its target shows: ids carry titles. A plain name is no link."""
        target = self.journal.all(link.kind).get(id_)
        if target is not None:
            return id_ if self.sees(target) else None
        is_name = link.or_name and not LIKE_AN_ID.fullmatch(id_)
        return id_ if is_name and not self._is_unread(link.kind, id_) else None

    def _is_unread(self, kind: str, id_: str) -> bool:
        """Whether a record of that id may be in a file or folder that can't be read now."""
        bad = [one.path for one in self.journal.problems([kind]) if one.level == "problem"]
        paths = [PurePosixPath(path) for path in bad]
        return any(path.suffix != ".toml" or path.stem == id_ for path in paths)


def _rule(stored: Stored[Any]) -> Rule:
    return TABLE[stored.record.kind if stored.kind == "entry" else stored.kind]


def _every(_sight: _Sight, _stored: Stored[Any]) -> bool:
    return True


def _manager(sight: _Sight, stored: Stored[Any]) -> bool:
    serves = sight.journal.get(("objective", stored.record.objective or "")) is not None
    return sight.reader == "manager" and serves and not getattr(stored.record, "relationship", None)


def _bound(sight: _Sight, stored: Stored[Any]) -> bool:
    return sight.relationship is not None and stored.record.relationship == sight.relationship.id


def _itself(sight: _Sight, stored: Stored[Any]) -> bool:
    return sight.relationship is not None and stored.id == sight.relationship.id


def _person(sight: _Sight, stored: Stored[Any]) -> bool:
    return sight.relationship is not None and stored.id == sight.relationship.record.person


def _sponsored(sight: _Sight, stored: Stored[Any]) -> bool:
    bound = sight.relationship
    return bound is not None and stored.record.sponsor == bound.record.person


def _named(sight: _Sight, stored: Stored[Any]) -> bool:
    return stored.id in sight.skills


_REACHES: Mapping[Reach, Callable[[_Sight, Stored[Any]], bool]] = {
    "every": _every,
    "manager": _manager,
    "bound": _bound,
    "itself": _itself,
    "person": _person,
    "sponsored": _sponsored,
    "named": _named,
}
