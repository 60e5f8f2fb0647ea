"""One record, whole: what it holds, what it links to, what links to it, who may see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from devjournal.frozen import dataclass
from devjournal.journal.journal import ALL_KINDS
from devjournal.journal.names import short_ids
from devjournal.journal.visibility import readers_of
from devjournal.journal.visibility_table import AUDIENCES, TABLE
from devjournal.models.kinds import KINDS
from devjournal.models.plain import links_of, to_plain, values_at

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored

_WHEN = ("on", "at", "due", "raised_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One end of a link: the field that holds it, and the record at the other end.

    `kind` is an entry's own kind; `on` is the day that the record is about, if it has one.
    """

    field: str
    kind: str
    ref: Ref
    short: str | None
    headline: str
    on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """One record with all that stands in its file, moments in the journal's zone.

    `name` is its kind (an entry's own), `path` its file. `readers` are those who may see it
    (of a meeting: its notes); `to_everyone`: that is every reader there is. `kept` are the
    fields that they never see.
    """

    ref: Ref
    name: str
    short: str | None
    headline: str
    state: str | None
    path: str
    record: Mapping[str, Any]
    links: tuple[Link, ...]
    linked_from: tuple[Link, ...]
    readers: tuple[str, ...]
    to_everyone: bool
    kept: tuple[str, ...]


def build_record(journal: Journal, stored: Stored[Any], path: str, today: dt.date) -> RecordPage:
    """Return the page of a record whose file is at `path`."""
    shorts = short_ids(journal)
    readers = readers_of(journal, stored, today)
    return RecordPage(
        ref=stored.ref,
        name=name_of_kind(stored),
        short=shorts.get(stored.id),
        headline=headline(journal, stored),
        state=getattr(stored.record, "state", None),
        path=path,
        record=_in_zone(journal, to_plain(stored.record)),
        links=tuple(_links(journal, stored, shorts)),
        linked_from=tuple(_linked_from(journal, stored, shorts)),
        readers=readers,
        to_everyone=len(readers) == len(AUDIENCES) + len(journal.all("relationship")),
        kept=_kept(stored),
    )


def name_of_kind(stored: Stored[Any]) -> str:
    """Return what a record is called by kind; an entry by its own."""
    return str(stored.record.kind) if stored.kind == "entry" else stored.kind


def headline(journal: Journal, stored: Stored[Any]) -> str:
    """Return a record in a few words; a relationship and a meeting by whom they are with."""
    if stored.kind == "relationship":
        return f"{journal.name_of(stored.record.person)}, {stored.record.label}"
    if stored.kind == "meeting":
        return journal.person_in(stored.record.relationship)
    return str(stored.record.headline)


def _kept(stored: Stored[Any]) -> tuple[str, ...]:
    rule = TABLE[name_of_kind(stored)]
    told = (*rule.fields, *rule.to_relationships, *rule.on_word, "created", "visibility")
    shown = {name.partition(".")[0] for name in told}
    return tuple(name for name in to_plain(stored.record) if name not in shown)


def _links(journal: Journal, stored: Stored[Any], shorts: Mapping[str, str]) -> Iterator[Link]:
    for path, link in links_of(type(stored.record)).items():
        for id_ in dict.fromkeys(values_at(stored.record, path)):
            target = journal.get((link.kind, id_))
            if target:
                yield _link(journal, path, target, shorts)


def _linked_from(
    journal: Journal, stored: Stored[Any], shorts: Mapping[str, str]
) -> Iterator[Link]:
    """Find every record that names this one, kinds in their order and records by their day."""
    for kind in ALL_KINDS:
        found = [
            _link(journal, path, other, shorts)
            for other in journal.all(kind).values()
            if other.mentions(stored.id)
            for path, link in links_of(type(other.record)).items()
            if link.kind == stored.kind and stored.id in values_at(other.record, path)
        ]
        yield from sorted(found, key=lambda link: (link.on or dt.date.min, link.ref.id))


def _link(
    journal: Journal, path: tuple[str, ...], other: Stored[Any], shorts: Mapping[str, str]
) -> Link:
    return Link(
        field=".".join(path),
        kind=name_of_kind(other),
        ref=other.ref,
        short=shorts.get(other.id) if KINDS[other.kind].lettered else None,
        headline=headline(journal, other),
        on=_day(journal, other.record),
    )


def _day(journal: Journal, record: Any) -> dt.date | None:
    when = next((found for name in _WHEN if (found := getattr(record, name, None))), None)
    return journal.day_of(when) if isinstance(when, dt.datetime) else when


def _in_zone(journal: Journal, plain: Any) -> Any:
    if isinstance(plain, dt.datetime):
        return journal.moment(plain)
    if isinstance(plain, dict):
        return {name: _in_zone(journal, value) for name, value in plain.items()}
    if isinstance(plain, list):
        return [_in_zone(journal, value) for value in plain]
    return plain
