"""One record as a page: its facts, its tables, its long texts, and its links both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from devjournal.dates import show_day
from devjournal.pages.phrases import field_words, flat, letters_of, show_value
from devjournal.render.document import (
    Block,
    Column,
    Document,
    Heading,
    Item,
    Line,
    ListBlock,
    Paragraph,
    Prose,
    Span,
    Table,
    join,
    line,
)

if TYPE_CHECKING:
    from devjournal.views.record import Link, RecordPage

_FACTS = (Column(style="label"), Column(wrap=True))
_LONG = 120


def compose_record(page: RecordPage) -> Document:
    """Return the page of a record."""
    titles = {link.ref.id: link.headline for link in page.links}
    texts = {name: value for name, value in page.record.items() if _is_long(value)}
    simple = {name: value for name, value in page.record.items() if not _is_table(value)}
    facts = {"state": page.state, **simple} if page.state else simple
    blocks: list[Block] = [
        _facts({name: value for name, value in facts.items() if name not in texts}, titles)
    ]
    for name, text in texts.items():
        blocks += [_heading(name), Prose(text.rstrip("\n"))]
    for name, value in page.record.items():
        if _is_table(value):
            blocks += [_heading(name), _table(value, titles)]
    if page.linked_from:
        blocks += [_heading("linked_from"), ListBlock(tuple(map(_linked, page.linked_from)))]
    blocks.append(Paragraph(line(Span(_seen_by(page), "dim"))))
    return Document(
        blocks=tuple(blocks),
        title=join(" ", [line(page.name), letters_of(page.ref.id, page.short)]),
        subtitle=line(page.path),
    )


def _is_long(value: Any) -> bool:
    return isinstance(value, str) and (len(value) > _LONG or "\n" in value)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


def _heading(name: str) -> Heading:
    words = field_words(name)
    return Heading(line(words[:1].upper() + words[1:]), 2)


def _facts(facts: Mapping[str, Any], titles: Mapping[str, str]) -> Table:
    rows = ((line(field_words(name)), _value(value, titles)) for name, value in facts.items())
    return Table(_FACTS, tuple(rows), head=False)


def _table(value: Any, titles: Mapping[str, str]) -> Table:
    """Return a table inside a record; of several, a row for each under the names of fields."""
    if isinstance(value, dict):
        return _facts(value, titles)
    names = list(dict.fromkeys(name for row in value for name in row))
    columns = (Column(field_words(name), wrap=True) for name in names)
    rows = (tuple(_value(row.get(name), titles) for name in names) for row in value)
    return Table(tuple(columns), tuple(rows))


def _value(value: Any, titles: Mapping[str, str]) -> Line:
    if isinstance(value, list):
        separator = "; " if any("," in str(one) for one in value) else ", "
        return join(separator, (_value(one, titles) for one in value))
    if not isinstance(value, str):
        return show_value(value)
    title = titles.get(value)
    if title is None:
        return line(flat(value))
    is_told = title.casefold().replace(" ", "-") == value
    return line(Span(value, "id"), Span("" if is_told else f" {title}", "dim"))


def _linked(link: Link) -> Item:
    field = "" if link.field in (link.kind, "person", "relationship") else f" ({link.field})"
    head = join(" ", [line(link.kind), letters_of(link.ref.id, link.short)])
    day = line(Span(show_day(link.on), "date")) if link.on else ()
    return Item(join(" · ", [head, line(link.headline, Span(field, "dim")), day]))


def _seen_by(page: RecordPage) -> str:
    what = "Its notes are seen by" if page.name == "meeting" else "Seen by"
    if not page.readers:
        return f"{what} nobody but you"
    readers = "every reader" if page.to_everyone else ", ".join(page.readers)
    kept = ", ".join(map(field_words, page.kept))
    return f"{what} {readers}" + (f"; never shown: {kept}" if kept else "")
