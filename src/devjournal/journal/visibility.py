"""Private until shared: who may see what, and the journal that a reader gets. (P033)

Each field tells its readers, and each kind's row of the registry whom its records reach by
themselves. A field that tells none reaches nobody: it does not leave the journal of the one
who keeps it. A page for a reader is built from `shown_to(journal, reader)` alone, so it
can't tell what it does not have.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from devjournal.dates import Period
from devjournal.errors import Refused
from devjournal.journal.journal import Journal
from devjournal.journal.names import fold_name
from devjournal.journal.stored import Loaded, Stored
from devjournal.journal.tenures import (
    ASSISTANT,
    AUDIENCES,
    audience,
    day_of,
    employer_of,
    tenure,
    turns,
)
from devjournal.models.base import Link, Readers, Table, fields, replace
from devjournal.models.ids import RESERVED, composed
from devjournal.models.links import relinked
from devjournal.models.registry import ENTRIES, KINDS, Reach, class_for
from devjournal.namedtuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from devjournal.journal.journal import Totals

LIKE_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
"""A name written like an id may be the id of a record whose file is not here now."""

KINDS_SHOWN: tuple[str, ...] = (
    *(name for name, kind in KINDS.items() if name != "entry" and not kind.mine_alone),
    *ENTRIES,
)
"""Every kind that has a rule: the kinds of records, and those of entries."""


class Rule(NamedTuple):
    """Who sees the records of one kind, and which of their fields.

    `fields` go to whoever sees the record (`checkins.value`: one field of the tables there),
    `for_relationships` to them only where they are a relationship. `when_shared` are fields
    that only the record's own visibility opens: it then speaks of these alone. `unless` names
    values of fields that keep a record from reaching anybody by itself.
    """

    reaches: tuple[Reach, ...]
    fields: tuple[str, ...]
    for_relationships: tuple[str, ...]
    when_shared: tuple[str, ...]
    unless: Mapping[str, tuple[str, ...]]


@functools.cache
def rule_of(name: str) -> Rule:
    """Return the rule of a kind, or of a kind of entry: what its fields and its row tell."""
    row = ENTRIES.get(name) or KINDS[name]
    cls = class_for("entry", name) if name in ENTRIES else class_for(name)
    to_all, to_relationships = _open_to(cls, "all"), _open_to(cls, "relationships")
    return Rule(row.reaches, to_all, to_relationships, _open_to(cls, "shared"), row.unless)


def _open_to(cls: type[Table], readers: Readers) -> tuple[str, ...]:
    """Return the fields of a class that are for some readers; of a table those inside it."""
    found: list[str] = []
    for field in fields(cls):
        inside = _open_to(field.table, readers) if field.table else ()
        if len(inside) == len(fields(field.table)) if field.table else field.readers == readers:
            found.append(field.name)
        else:
            found += [f"{field.name}.{name}" for name in inside]
    return tuple(found)


def shown_to(journal: Journal, reader: str, today: dt.date) -> Journal:
    """Return what `reader` may see, in the whole journal's zone; nothing for an unknown reader."""
    return Journal(
        _ReaderView(journal, reader, today).load,
        reader=reader,
        totals=_totals_of_employer(journal, today) if reader == "manager" else None,
        zone=lambda: journal.zone,
    )


def _totals_of_employer(journal: Journal, today: dt.date) -> Callable[..., Totals | None]:
    """Return the totals that the manager is told: mine, since the present employer's first day."""
    begun = [day for day in turns(journal.profile) if day <= today]

    def totals(period: Period | None, on: dt.date) -> Totals | None:
        asked = period or Period("", dt.date.min, on)
        first = max(asked.first, *begun, dt.date.min)
        told = journal.totals(asked._replace(first=first), on)
        return told and told._replace(theirs_kept=0, theirs_late=0, theirs=0)

    return totals


def is_reader(journal: Journal, reader: str) -> bool:
    """Whether there is such a reader: one with a name of its own, or a relationship's id."""
    named = reader == ASSISTANT or bool(audience(reader)[0])
    return named or reader in _relationships(journal)


def readers_of(journal: Journal, stored: Stored[Any], today: dt.date) -> tuple[str, ...]:
    """Return whom a record's visibility speaks to, or its kind's: they see it, or its notes."""
    readers = (*AUDIENCES, ASSISTANT, *_relationships(journal))
    return tuple(one for one in readers if _ReaderView(journal, one, today).is_spoken_to(stored))


def other_side(relationship: Stored[Any]) -> str:
    """Return the reader that a relationship is; raises Refused for a reserved word as its id."""
    if relationship.id.casefold() in RESERVED:
        hint = "that word stands for somebody else: rename the relationship"
        raise Refused(f"a relationship called {relationship.id!r} can't be a reader", hint=hint)
    return relationship.id


def _relationships(journal: Journal) -> Mapping[str, Stored[Any]]:
    every = journal.all("relationship")
    return {id_: one for id_, one in every.items() if id_.casefold() not in RESERVED}


class _ReaderView:
    """One reader's look at a journal."""

    def __init__(self, journal: Journal, reader: str, today: dt.date) -> None:
        self.journal = journal
        self.today = today
        self.reader = reader
        self.known = is_reader(journal, reader)
        self.relationship = _relationships(journal).get(reader)
        self.audience, on = audience(reader)
        self.on = on or today

    def load(self, kind: str, start: str) -> Loaded:
        """Return the records of a kind that this reader sees, with the fields they see."""
        records = self.journal.beginning(kind, start) if start else self.journal.all(kind).values()
        seen = (one for one in records if self.sees(one))
        return Loaded({stored.id: self._redacted(stored) for stored in seen})

    def sees(self, stored: Stored[Any]) -> bool:
        """Whether this reader sees a record at all."""
        if not self.known or KINDS[stored.kind].mine_alone:
            return False
        own = stored.record.visibility
        if own is None or _rule(stored).when_shared:
            return self._by_default(stored)
        return self._is_named_in(own, stored)

    def is_spoken_to(self, stored: Stored[Any]) -> bool:
        """Whether this reader sees all that a record's visibility decides on."""
        own = stored.record.visibility
        says_more = not _rule(stored).when_shared or self._is_named_in(own, stored)
        return says_more and self.sees(stored)

    def _is_named_in(self, visibility: str | tuple[str, ...] | None, stored: Stored[Any]) -> bool:
        """Whether a record's own visibility names this reader.

        What was shared with one manager, or one employer's executives, was not with the next.
        """
        told = visibility if isinstance(visibility, tuple) else ()
        if not self.audience:
            to_people = visibility == "shared" and self.reader != ASSISTANT
            return self.reader in told or to_people
        days = [audience(word)[1] or self._day(stored) for word in told if self._is_called(word)]
        days += [self._day(stored)] if visibility == "shared" else []
        return any(self._tenure(self.audience, day) == self._own_tenure for day in days)

    def _is_called(self, word: str) -> bool:
        return audience(word)[0] == self.audience

    def _day(self, stored: Stored[Any]) -> dt.date | None:
        return day_of(self.journal, stored)

    def _tenure(self, name: str, on: dt.date | None) -> int:
        return tenure(self._turns[name], on)

    @cached_property
    def _turns(self) -> Mapping[str, tuple[dt.date, ...]]:
        return {name: turns(self.journal.profile, name) for name in AUDIENCES}

    @cached_property
    def _own_tenure(self) -> int:
        return self._tenure(self.audience, self.on)

    def _is_of_firm(self, stored: Stored[Any]) -> bool:
        """Whether a record is of a firm whose figures this reader sees by default.

        A manager and executives see those of their own time; a relationship those of the
        employer that I had when it began, and since, unless they are an outsider.
        """
        of = self._tenure("exec", day := self._day(stored))
        if self.audience:
            later = [first for first in self._turns[self.audience] if first > self.on]
            is_theirs = not later or (day is not None and day < later[0])
            return is_theirs and of == self._tenure("exec", self.on)
        theirs = self.relationship
        if theirs is None or self.is_outsider:
            return False
        begun = theirs.record.start or self._day(theirs)
        return self._tenure("exec", begun or self.today) <= of

    @cached_property
    def is_outsider(self) -> bool:
        """Whether this is somebody I help, or is paid and works elsewhere: no figures for them."""
        if self.relationship is None:
            return False
        record = self.relationship.record
        whom = self.journal.get(("person", record.person))
        if record.my_role == "giving" or whom is None or not whom.record.paid:
            return bool(record.my_role == "giving")
        profile = self.journal.profile
        roles = profile.record.present_roles(self.today) if profile else ()
        employers = {*map(employer_of, roles)} - {""}
        return fold_name(whom.record.organisation or "") not in employers

    def _by_default(self, stored: Stored[Any]) -> bool:
        rule = _rule(stored)
        kept = any(getattr(stored.record, name) in values for name, values in rule.unless.items())
        if self.reader == ASSISTANT:
            return not kept and _name(stored) in self._opened
        return not kept and any(self._is_reached(stored, reach) for reach in rule.reaches)

    @cached_property
    def _opened(self) -> tuple[str, ...]:
        """The kinds that the settings open to an assistant."""
        profile = self.journal.profile
        told = profile.record.settings if profile else None
        return told.assistant_sees if told else ()

    def _is_reached(self, stored: Stored[Any], reach: Reach) -> bool:
        if reach == "manager":
            serves = self.journal.get(("objective", stored.record.objective or ""))
            is_bound = bool(getattr(stored.record, "relationship", None))
            is_mine = self.audience == "manager" and not is_bound
            return is_mine and serves is not None and self._is_of_firm(serves)
        if reach == "firm":
            return self._is_of_firm(stored)
        if reach == "named":
            return stored.id in self.skills
        theirs = self.relationship
        if reach == "every" or theirs is None:
            return reach == "every"
        return _IS_THEIRS[reach](stored, theirs) and not (reach == "sponsor" and self.is_outsider)

    @cached_property
    def skills(self) -> frozenset[str]:
        """The skills that are named by the goals which reach this reader, or by the ask."""
        goals = (one for one in self.journal.goals if self._by_default(one) and self.sees(one))
        named = {goal.record.skill for goal in goals}
        if self.relationship and self.relationship.record.ask and self.sees(self.relationship):
            named.add(self.relationship.record.ask.skill)
        return frozenset(skill for skill in named if skill)

    def _redacted(self, stored: Stored[Any]) -> Stored[Any]:
        rule = _rule(stored)
        shown = (
            *rule.fields,
            *(rule.for_relationships if self.relationship else ()),
            *(rule.when_shared if self._is_named_in(stored.record.visibility, stored) else ()),
        )
        record = _only(stored.record, shown)
        if stored.kind == "entry" and stored.record.kind == "win":
            # Who helped is named wherever the win is shown, also to who knows nothing of them.
            record = replace(record, credit=tuple(map(self._credited, record.credit)))
        record = relinked(record, self._link, blank="")
        if stored.kind == "profile":
            present = stored.record.present_roles(self.today)
            record = replace(record, roles=present if record.roles else ())
        return Stored(stored.id, stored.kind, record, "")

    def _credited(self, id_: str) -> str:
        whom = self.journal.get(("person", id_))
        if whom is None or whom.record.visibility == "private" or self.sees(whom):
            return id_
        return str(whom.record.name)

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
        return any(path.suffix != ".toml" or composed(path.stem) == id_ for path in paths)


def _name(stored: Stored[Any]) -> str:
    return str(stored.record.kind) if stored.kind == "entry" else stored.kind


def _rule(stored: Stored[Any]) -> Rule:
    return rule_of(_name(stored))


_IS_THEIRS: Mapping[Reach, Callable[[Stored[Any], Stored[Any]], bool]] = {
    "relationship": lambda stored, theirs: stored.record.relationship == theirs.id,
    "itself": lambda stored, theirs: stored.id == theirs.id,
    "person": lambda stored, theirs: stored.id == theirs.record.person,
    "sponsor": lambda stored, theirs: stored.record.sponsor == theirs.record.person,
}
"""Whether a record is of a relationship, in the ways that the registry names."""


def _only(record: Any, shown: tuple[str, ...]) -> Any:
    """Return a record with only these fields set; a dotted one keeps the field of a table."""
    if record is None:
        return None
    if isinstance(record, tuple):
        return tuple(_only(item, shown) for item in record)
    inside: dict[str, tuple[str, ...]] = {}
    for name, _, part in (name.partition(".") for name in shown if "." in name):
        inside[name] = (*inside.get(name, ()), part)
    changes: dict[str, Any] = {}
    for field in fields(type(record)):
        if field.name in inside:
            changes[field.name] = _only(getattr(record, field.name), inside[field.name])
        elif field.name not in shown:
            changes[field.name] = "" if field.required else field.default
    return replace(record, **changes)
