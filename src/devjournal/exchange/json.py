"""A whole journal as one JSON document, and back: every record under its kind's folder and id.

All that the program knows of a record is in it, to the digit. Comments in the files are not, nor
the order of their keys, nor keys that the program does not know.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.errors import UsageError
from devjournal.exchange.arrivals import Arrival, Row
from devjournal.exchange.incoming import Item, Lines, Trouble, pieces
from devjournal.journal.stored import Ref
from devjournal.models import validation
from devjournal.models.base import Table, by_name
from devjournal.models.ids import check_id, composed
from devjournal.models.plain import tables_of
from devjournal.models.registry import FOLDERS, KINDS, class_of
from devjournal.render.json import SCHEMA_VERSION
from devjournal.store.files import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from devjournal.changes.operation import Changes
    from devjournal.exchange.incoming import Found, Here
    from devjournal.journal.journal import Journal

_HEAD = ("schema_version", "kind")
_PLACES = {"profile": KINDS["profile"], **FOLDERS}


def payload(journal: Journal) -> dict[str, Any]:
    """Return every record that can be read, by its kind's folder and its id; the profile first."""
    profile = journal.profile
    folders = {
        folder: {id_: one.record for id_, one in journal.all(kind.name).items()}
        for folder, kind in FOLDERS.items()
    }
    return {"profile": profile.record if profile else None, **folders}


def read(text: str, _: Here) -> Iterator[Found]:
    """Yield each record of a journal's document, with its id."""
    lines = Lines(text)
    start = len(text) - len(text.lstrip())
    head = {name: value for name, _, value in pieces(text, start) if name in _HEAD}
    if head.get("kind") != "journal" or head.get("schema_version") != SCHEMA_VERSION:
        hint = "one is made by: devjournal export json"
        reason = f"is no journal as this program writes it (version {SCHEMA_VERSION})"
        yield Trouble(1, reason, hint)
        return
    for folder, at, value in pieces(text, start):
        if folder in _HEAD or value is None:
            continue
        if folder not in _PLACES or not isinstance(value, dict):
            yield Trouble(lines.of(at), f"{folder}: no kind of record has such a folder")
        elif folder == "profile":
            yield Item("profile", value, lines.of(at), id="journal")
        else:
            for id_, place, record in pieces(text, at):
                yield _item(folder, id_, lines.of(place), record)


def _item(folder: str, id_: str, line: int, record: Any) -> Found:
    if not isinstance(record, dict):
        return Trouble(line, f"{folder}/{id_}: is no record")
    return Item(_PLACES[folder].name, record, line, id=composed(id_))


def restore(changes: Changes, file: str, found: Iterable[Found]) -> Arrival:
    """Add the records of a journal's document as they are, and return what becomes of each.

    The profile comes into a journal that has no other record yet; in any other one's own stays.
    """
    is_fresh = not any(changes.journal.stems(kind.name) for kind in FOLDERS.values())
    taken = {
        (kind.name, stem.casefold()) for kind in FOLDERS.values()
        for stem in changes.journal.stems(kind.name)
    }  # fmt: skip
    rows, new = [], []
    for one in found:
        if isinstance(one, Trouble):
            rows.append(Row(one.line, "bad", reason=one.reason, hint=one.hint))
        elif isinstance(one, Item):
            row, record = _restored(changes.journal, one, taken, is_fresh=is_fresh)
            rows.append(row)
            if record is not None:
                new.append((Ref(one.kind, one.id), record))
                taken.add((one.kind, one.id.casefold()))
    for ref, record in new:
        if ref.kind == "profile" and (mine := changes.journal.profile):
            changes.relink(mine, record)
    changes.restore((ref, record) for ref, record in new if ref.kind != "profile")
    return Arrival(file, tuple(rows), {})


def _restored(
    journal: Journal, item: Item, taken: set[tuple[str, str]], *, is_fresh: bool
) -> tuple[Row, Any]:
    """Return what becomes of a record, and the record itself if it is new."""
    row = Row(item.line, "new", item.kind, id=item.id)
    try:
        record: Any = _admitted(item)
    except UsageError as error:
        return row._replace(status="bad", reason=error.message, hint=error.hint), None
    days = (getattr(record, name, None) for name in ("due", "on", "at", "created"))
    row = row._replace(
        kind=record.kind if item.kind == "entry" else item.kind,
        title=record.headline,
        state=str(getattr(record, "state", "")),
        on=next(filter(None, days), None),
    )
    here = journal.get((item.kind, item.id))
    if (here and here.record == record) or (item.kind == "profile" and not is_fresh):
        return row._replace(status="here"), None
    if item.kind != "profile" and (item.kind, item.id.casefold()) in taken:
        reason, hint = f"{item.id}: another record bears that id", "rename the one that is here"
        return row._replace(status="bad", reason=reason, hint=hint), None
    return row, record


def _admitted(item: Item) -> Any:
    """Return the record that an item stands for; raises UsageError for what is none."""
    check_id(item.id)
    try:
        plain = _from_json(class_of(item.kind, item.facts), item.facts)
        record = validation.admit(item.kind, plain)
    except validation.Rejected as error:
        raise UsageError(f"{item.id}: {error}") from None
    except KeyError:
        raise UsageError(f"{item.id}: kind: there is no such kind of entry") from None
    if item.kind == "profile" and item.facts["schema"] > SCHEMA:
        raise UsageError("it is of a newer version of the format", hint="upgrade devjournal")
    if unknown := validation.unknown_keys(item.kind, plain):
        name = validation.dotted(unknown[0].path)
        raise UsageError(f"{item.id}: {name}: there is no such field")
    return record


def _from_json(cls: type[Table], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return plain data with days, moments and times as such; what is none stays as it is."""
    known, tables, found = by_name(cls), tables_of(cls), {}
    for name, value in facts.items():
        holds = known[name].holds if name in known else object
        table = tables.get(name)
        many = isinstance(value, list)
        each = [
            _from_json(table, one) if table and isinstance(one, dict) else _timed(holds, one)
            for one in (value if many else [value])
        ]
        found[name] = each if many else each[0]
    return found


def _timed(holds: type[Any], value: Any) -> Any:
    is_day = isinstance(value, str) and len(value) == len("2026-11-19")
    if not isinstance(value, str) or not issubclass(holds, dt.date | dt.time):
        return value
    try:
        # Python would take a day for its midnight, and 20261119 for a day.
        return holds.fromisoformat(value) if is_day is (holds is dt.date) else value
    except ValueError:
        return value
