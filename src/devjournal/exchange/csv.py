"""Records as CSV (RFC 4180): a column for each field, figures with the digits that were typed.

A list of texts stands in one cell, with semicolons between them; a list of tables, such as
check-ins, stands in none: --json has those. A text that a spreadsheet would take for a formula
has an apostrophe before it, as is usual; numbers have none.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from devjournal.models.base import Table, fields
from devjournal.models.registry import class_for, variants_of
from devjournal.pages.phrases import called
from devjournal.practice.counts import percent
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
