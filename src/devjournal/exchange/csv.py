"""Records as CSV (RFC 4180) and from it: a column a field, figures with the digits as typed.

A list of texts stands in one cell, with semicolons between them; a list of tables, such as
check-ins, stands in none: --json has those. A text that a spreadsheet would take for a formula
has an apostrophe before it, as is usual; numbers have none. What is read is of one kind; its
columns are called by the fields, or it is told which is which.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from devjournal.errors import UsageError
from devjournal.exchange.incoming import Item, Trouble, Unfit
from devjournal.models.base import Table, by_name, fields
from devjournal.models.registry import class_for, variants_of
from devjournal.pages.phrases import called
from devjournal.practice.counts import percent
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from devjournal.exchange.incoming import Found, Here
    from devjournal.models.base import Field
    from devjournal.pages.listing import Row

_ACTS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
"""What a spreadsheet takes for the beginning of a formula, in wide letters too."""


def render_csv(word: str, rows: Sequence[Row]) -> str:
    """Return the records of a list of the kind that `word` names, beneath the names of fields."""
    kind, variant = called(word)
    variants = [variant] if variant else variants_of(kind.name)
    told = (path for one in variants for path in _paths(class_for(kind.name, one)))
    paths = list(dict.fromkeys(told))
    computed = [name for name in (rows[0].facts if rows else ()) if (name,) not in paths]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["id", *map(".".join, paths), *computed])
    for row in rows:
        record = row.record.record
        values = [row.record.id, *(_at(record, path) for path in paths)]
        writer.writerow(map(_cell, [*values, *(row.facts[name] for name in computed)]))
    return text.getvalue()


def _paths(cls: type[Table]) -> Iterator[tuple[str, ...]]:
    """Yield the names of fields that fit a cell; those of a table inside have its name before."""
    for field in fields(cls):
        if field.is_table and field.table:
            yield from ((field.name, *inside) for inside in _paths(field.table))
        elif field.table is None and field.holds is not dict:
            yield (field.name,)


def _at(record: Any, path: Sequence[str]) -> Any:
    for name in path:
        record = getattr(record, name, None)
    return record


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):  # a part of a whole
        return f"{percent(value)}%"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, Decimal | int | dt.date | dt.time):
        return str(value)
    if isinstance(value, tuple):
        return _inert("; ".join(value)) if all(isinstance(one, str) for one in value) else ""
    return _inert(str(value))


def _inert(text: str) -> str:
    shown = clean(text, lines=True)
    return f"'{shown}" if shown.lstrip().startswith(_ACTS) else shown


def read(text: str, here: Here) -> Iterator[Found]:
    """Yield a record of the kind asked for from each row.

    Raises UsageError for a field that is not told in a cell, and for a column that is not there.
    """
    kind, variant = called(here.kind)
    head = text.partition("\n")[0]
    comma = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text), delimiter=comma, strict=True)
    names: list[str] = []
    columns: dict[str, Field] = {}
    line = 1
    try:
        for row in rows:
            if not names:
                names = [one.strip() for one in row]
                columns = _columns(class_for(kind.name, variant), names, here.columns)
            elif any(row):
                yield _item(row, line, names, columns, here, variant or kind.name)
            line = rows.line_num + 1
    except csv.Error as error:
        yield Trouble(line, f"is no table: {error}")


def _columns(cls: type[Table], names: Sequence[str], told: Mapping[str, str]) -> dict[str, Field]:
    """Return the field that each column is of; a column that is of none is not among them."""
    known = {name: one for name, one in by_name(cls).items() if not one.table}
    for name, column in told.items():
        if name not in known:
            hint = f"there are {', '.join(known)}"
            raise UsageError(f"--map {name}={column}: no field is called {name}", hint=hint)
        if column not in names:
            hint = f"there are {', '.join(names)}"
            raise UsageError(f"--map {name}={column}: no column is called {column}", hint=hint)
    found = {column: known[name] for name, column in told.items()}
    for column in names:
        name = column.lower().replace(" ", "_")
        if name not in known:
            continue
        # What kind of entry it is, is asked for; and what a record came from, it keeps itself.
        is_own = name == "imported_from" or (name == "kind" and len(known[name].choices) == 1)
        if name not in told and not is_own:
            found.setdefault(column, known[name])
    return found


def _item(
    row: Sequence[str],
    line: int,
    names: Sequence[str],
    columns: Mapping[str, Field],
    here: Here,
    kind: str,
) -> Found:
    facts: dict[str, Any] = {"owner": here.owner} if kind == "action" else {}
    lost = []
    if len(row) > len(names):
        return Trouble(line, f"has {len(row)} cells, and the first line has {len(names)}")
    for name, cell in zip(names, map(str.strip, row), strict=False):
        field = columns.get(name)
        if field is None:
            lost += [f"the column {name}"] if cell and name != "id" else []
        elif cell:
            try:
                facts[field.name] = _read_cell(field, cell, here)
            except (Unfit, ValueError, InvalidOperation) as error:
                reason = str(error) if isinstance(error, Unfit) else f"{cell} is not what it holds"
                return Trouble(line, f"{name}: {reason}", f"write {_EXAMPLES[field.holds]}")
    return Item(kind, facts, line, "", tuple(lost))


_EXAMPLES: Mapping[type, str] = {
    str: "the id of a record that is here",
    dt.date: "a day as 2026-11-19",
    dt.datetime: "a moment as 2026-11-19 15:00",
    dt.time: "an hour as 15:00",
    int: "a whole number as 3",
    Decimal: "a number as 6.10",
    bool: "true or false",
}
_SWITCH = {"true": True, "yes": True, "false": False, "no": False}


def _read_cell(field: Field, cell: str, here: Here) -> Any:
    if field.many:
        return tuple(_read_one(field, one.strip(), here) for one in cell.split(";") if one.strip())
    return _read_one(field, cell, here)


def _read_one(field: Field, text: str, here: Here) -> Any:
    if field.holds is bool:
        if text.lower() not in _SWITCH:
            raise Unfit(f"{text} is neither true nor false")
        return _SWITCH[text.lower()]
    if field.holds is dt.date:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    if issubclass(field.holds, dt.time | dt.datetime | int | Decimal):
        read: Any = getattr(field.holds, "fromisoformat", field.holds)
        return read(text)
    plain = text[1:] if text.startswith("'") and text[1:].lstrip().startswith(_ACTS) else text
    if field.link and not (id_ := here.links.of(field.link.kind, plain)):
        if not field.link.or_name:
            raise Unfit(f"there is no {field.link.kind} {plain!r}")
        return plain
    return id_ if field.link else plain
