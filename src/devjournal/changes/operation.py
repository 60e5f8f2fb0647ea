"""The changes of one operation: all of them are made, or none.

They give new records their ids, know the journal as it will be, and hold every record that
is written to the rules of practice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from devjournal.errors import UsageError
from devjournal.journal.names import all_in_words
from devjournal.journal.stored import Change, Ref, Stored
from devjournal.models import ids
from devjournal.models.base import contradictions, replace
from devjournal.models.links import refs_in
from devjournal.models.registry import KINDS, LETTERED
from devjournal.namedtuples import NamedTuple
from devjournal.practice.counts import as_counted
from devjournal.practice.rules import require

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.models.base import Record

Draw = Callable[[str], str]
"""Gives one letter of an alphabet, by chance."""

_REMEMBERED = 60
"""The days for which the letters of a closed record are kept from new ones."""


class Operation(NamedTuple):
    """What a command does to the journal, in words and in changes; one commit.

    `linked` are the kind and the id of records that were there and that it links to anew.
    """

    words: str
    changes: tuple[Change, ...]
    linked: frozenset[tuple[str, str]] = frozenset()


class Changes:
    """The changes of one operation, while they are being made."""

    def __init__(self, journal: Journal, now: dt.datetime, draw: Draw) -> None:
        """Begin with a journal as it stands; `now` is aware, in the journal's zone."""
        self._before = journal
        self._changes: dict[Ref, Change] = {}
        self._draw = draw
        self.journal = journal
        self.now = now

    @property
    def today(self) -> dt.date:
        """The day it is."""
        return self.now.date()

    def add(self, kind: str, record: Record) -> Ref:
        """Add a new record, called by its title; raises Refused if it breaks a rule that blocks."""
        return self.add_all([(kind, record)])[0]

    def add_all(self, new: Iterable[tuple[str, Record]]) -> tuple[Ref, ...]:
        """Add new records, as `add` does; however many there are, the journal is looked at once."""
        names, made = _Names(self.journal, self.today, self._draw), []
        for kind, record in new:
            dated = record if record.created else replace(record, created=self.today)
            require(self.journal, kind, dated)
            _refuse_contradictions(dated)
            made.append(Change(kind, names.new(kind, dated), None, dated))
        self._note(*made)
        return tuple(one.ref for one in made)

    def restore(self, records: Iterable[tuple[Ref, Record]]) -> None:
        """Add records under the ids that they had elsewhere, past the rules."""
        self._note(*(Change(ref.kind, ref.id, None, record) for ref, record in records))

    def update(self, stored: Stored[Any], record: Record) -> None:
        """Put `record` in a stored one's place; raises Refused if it breaks a rule that blocks."""
        if record == stored.record:
            return
        require(self.journal, stored.kind, record, stored)
        _refuse_contradictions(record, stored.record)
        self._note(Change(stored.kind, stored.id, self._as_it_was(stored), record))

    def set(self, stored: Stored[Any], **fields: Any) -> None:
        """Update some fields of a stored record."""
        self.update(stored, replace(stored.record, **fields))

    def move(
        self, stored: Stored[Any], /, verb: str, on: dt.date | None = None, **facts: Any
    ) -> None:
        """Take a stored record to another state; raises Refused, naming the commands that can."""
        day = on or self.today
        found = as_counted(self.journal, stored, day) if verb == "achieve" else stored
        self.update(stored, found.record.move(verb, day, **facts))

    def relink(self, stored: Stored[Any], record: Record, *, id_: str | None = None) -> None:
        """Put a record with other links in a stored one's place or under `id_`, past the rules."""
        if id_ or record != stored.record:
            self._note(Change(stored.kind, id_ or stored.id, self._as_it_was(stored), record))

    def delete(self, stored: Stored[Any]) -> None:
        """Remove a record."""
        self._note(Change(stored.kind, stored.id, self._as_it_was(stored), None))

    def _as_it_was(self, stored: Stored[Any]) -> Stored[Any] | None:
        """Return a record as its file has it, before these changes."""
        earlier = self._changes.get(stored.ref)
        return earlier.before if earlier else stored

    def operation(self, words: str, *about: Ref) -> Operation:
        """Return the changes as one operation, told in `words` and the records it is about."""
        found = [
            one for ref in about for one in self.journal.beginning(*ref[:2]) if one.id == ref.id
        ]
        if found:
            words = f"{words} {all_in_words(found)}"
        changes = tuple(self._changes.values())
        return Operation(words, changes, frozenset(filter(self._before.get, _new_links(changes))))

    def _note(self, *changes: Change) -> None:
        self._changes |= {change.ref: change for change in changes}
        self.journal = self._before.with_changes(self._changes.values())


class _Names:
    """The ids of new records: no other of a journal bears one, and none that was given before."""

    def __init__(self, journal: Journal, today: dt.date, draw: Draw) -> None:
        self._journal = journal
        self._today = today
        self._draw = draw
        self._stems: dict[str, set[str]] = {}
        self._kept: dict[str, bool] = {}

    def new(self, kind: str, record: Any) -> str:
        """Return an id, and keep it from all that come after."""
        if KINDS[kind].lettered:
            id_ = self._lettered(kind, record)
        else:
            stems = self._stems.setdefault(kind, set(self._journal.stems(kind)))
            if kind == "meeting":
                from devjournal.changes.origins import meeting_ids  # seldom

                stems |= meeting_ids(self._journal, record.relationship)
            id_ = id_by_name(kind, record, stems)
            stems.add(id_)
        return id_

    def _lettered(self, kind: str, record: Any) -> str:
        id_ = ids.lettered_id(
            record.headline,
            record.kind if kind == "entry" else kind,
            borne=self._borne,
            is_kept=self._is_kept,
            draw=self._draw,
        )
        self._borne.add(ids.letters_of(id_))
        self._kept[id_[:2]] = True
        return id_

    @cached_property
    def _borne(self) -> set[str]:
        stems = (stem for kind in LETTERED for stem in self._journal.stems(kind))
        return set(map(ids.letters_of, stems))

    @cached_property
    def _entries(self) -> set[str]:
        """The letters of entries, which stay, so that to know their names is enough."""
        return {stem[:2].lower() for stem in self._journal.stems("entry")}

    def _is_kept(self, pair: str) -> bool:
        if pair not in self._kept:
            self._kept[pair] = pair in self._entries or self._is_in_use(pair)
        return self._kept[pair]

    def _is_in_use(self, pair: str) -> bool:
        """Whether the id of a record begins so that is open, or was closed a short time ago."""
        near = [one for kind in LETTERED for one in self._journal.beginning(kind, pair)]
        closed = [one.record.closed_on for one in near if not one.is_open]
        recent = [day for day in closed if day and (self._today - day).days < _REMEMBERED]
        return len(closed) < len(near) or bool(recent)


def _new_links(changes: Iterable[Change]) -> Iterator[tuple[str, str]]:
    for change in changes:
        before = refs_in(change.before.record) if change.before else frozenset()
        yield from refs_in(change.after) - before if change.after else ()


def _refuse_contradictions(record: Record, before: Record | None = None) -> None:
    """Raise UsageError for the first thing that a record can't mean, and did not say before."""
    said = {*contradictions(before)} if before else set()
    for path, reason, hint in contradictions(record):
        if (path, reason, hint) not in said:
            name = ".".join(part for part in path if isinstance(part, str))
            raise UsageError(f"{name}: {reason}", hint=hint)


def id_by_name(kind: str, record: Any, taken: Collection[str]) -> str:
    """Return the id that a record of a kind without letters is given by what it says."""
    if kind == "relationship":
        return ids.relationship_id(record.person, record.label, taken)
    if kind == "meeting":
        return ids.meeting_id(record.relationship, taken)
    return ids.named_id(record.headline, kind, taken)
