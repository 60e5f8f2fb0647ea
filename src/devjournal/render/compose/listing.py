"""A list of records as a page: their ids, and what tells them apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from devjournal.dates import short_day, short_moment
from devjournal.pages.growth import health_words, level_words, measured
from devjournal.pages.phrases import field_words, letters_of, show_change, show_value
from devjournal.render.bars import bar
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

_LONG = ("title", "text", "name", "purpose", "numbers", "domains", "kpi", "now", "who")
_RIGHT = ("level", "target", "baseline", "importance", "gap", "minutes")
_BAR = 10


def compose_listing(listing: Listing, today: dt.date) -> Document:
    """Return the table of a list; an empty one says the next step, a cut one how to see all."""
    columns = [
        name
        for name in listing.columns
        if any(row.facts[name] not in (None, ()) for row in listing.rows)
        and not (name == "baseline" and "level" in listing.columns)
    ]
    blocks: list[Block] = []
    if listing.rows:
        rows = tuple(_row(row, columns, today) for row in listing.rows)
        # Letters are short; a whole id is as long as the title, and gives way to it.
        id_ = Column("id", style="id", fold=listing.rows[0].short is None)
        blocks.append(Table((id_, *map(_column, columns)), rows))
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
    align: Literal["left", "right"] = "right" if name in _RIGHT else "left"
    return Column(field_words(name), align, wrap=name in _LONG, fold=name == "now")


def _row(row: Row, columns: list[str], today: dt.date) -> tuple[Line, ...]:
    told = (_told(name, row.facts[name], row, today) for name in columns)
    cells = [part if row.is_open else styled(part, "dim") for part in told]
    return (letters_of(row.ref.id, row.short), *cells)


def _told(name: str, value: Any, row: Row, today: dt.date) -> Line:
    if value is None:
        return ()
    if name in _TELL:
        return _TELL[name](value, row)
    if isinstance(value, dt.datetime):
        return line(Span(short_moment(value, today), "date"))
    if isinstance(value, dt.date):
        is_late = name == "due" and row.is_open and value < today
        return line(Span(short_day(value, today), "late" if is_late else "date"))
    return show_value(value)


def _progress(value: float, _row: Row) -> Line:
    full, rest = bar(value, _BAR)
    return line(Span(f"{full}{rest} ", "drawing"), Span(f"{value:.0%}", "number"))


def _now(value: Mapping[str, Any], _row: Row) -> Line:
    return line(measured(**value))


def _health(value: str, _row: Row) -> Line:
    return health_words(value)


def _level(value: int, row: Row) -> Line:
    return line(Span(level_words(row.facts["baseline"], value, None), "number"))


def _text(value: str, _row: Row) -> Line:
    first, _, more = value.partition("\n")
    return line(first, " …" if more else "")


def _numbers(value: Iterable[Any], _row: Row) -> Line:
    return line("; ".join(map(show_change, value)))


_TELL: Mapping[str, Callable[[Any, Row], Line]] = {
    "progress": _progress,
    "now": _now,
    "health": _health,
    "level": _level,
    "text": _text,
    "numbers": _numbers,
}
"""The facts that are told in a way of their own."""
