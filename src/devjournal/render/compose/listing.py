"""A list of records as a page: their ids, and what tells them apart."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.dates import short_day, short_moment
from devjournal.render.compose.ids import letters_of
from devjournal.render.compose.values import field_words, show_change, show_value
from devjournal.render.document import (
    Block,
    Column,
    Document,
    Line,
    Paragraph,
    Span,
    Table,
    line,
    styled,
)

if TYPE_CHECKING:
    from devjournal.views.listing import Listing, Row

_LONG = ("title", "text", "name", "purpose", "numbers", "domains", "kpi")
_RIGHT = ("progress", "level", "target", "baseline", "importance", "minutes")


def compose_listing(listing: Listing, today: dt.date) -> Document:
    """Return the table of a list; an empty one says the next step, a cut one how to see all."""
    columns = [
        name
        for name in listing.columns
        if any(row.facts[name] not in (None, ()) for row in listing.rows)
    ]
    blocks: list[Block] = []
    if listing.rows:
        rows = tuple(_row(row, columns, today) for row in listing.rows)
        blocks.append(Table((Column("id", style="id"), *map(_column, columns)), rows))
    else:
        blocks.append(_empty(listing))
    if listing.closed:
        more = f"{listing.closed} closed: devjournal list {listing.plural} --all"
        blocks.append(Paragraph(line(Span(more, "dim"))))
    return Document(blocks=tuple(blocks))


def _empty(listing: Listing) -> Paragraph:
    words = f"No open {listing.plural}." if listing.closed else f"No {listing.plural} yet."
    step = Span(listing.next_step or "", "command")
    return Paragraph(line(words, "  " if listing.next_step else "", step))


def _column(name: str) -> Column:
    title, wrap = field_words(name), name in _LONG
    return Column(title, "right", wrap=wrap) if name in _RIGHT else Column(title, wrap=wrap)


def _row(row: Row, columns: list[str], today: dt.date) -> tuple[Line, ...]:
    told = (_told(name, row.facts[name], row, today) for name in columns)
    cells = [part if row.is_open else styled(part, "dim") for part in told]
    return (letters_of(row.ref.id, row.short), *cells)


def _told(name: str, value: Any, row: Row, today: dt.date) -> Line:
    if name == "progress" and value is not None:
        return line(Span(f"{value:.0%}", "number"))
    if name == "text":
        first, _, more = value.partition("\n")
        return line(first, " …" if more else "")
    if name == "numbers":
        return line("; ".join(map(show_change, value)))
    if isinstance(value, dt.datetime):
        return line(Span(short_moment(value, today), "date"))
    if isinstance(value, dt.date):
        is_late = name == "due" and row.is_open and value < today
        return line(Span(short_day(value, today), "late" if is_late else "date"))
    return show_value(value)
