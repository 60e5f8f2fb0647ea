"""What was found, as a page: each record in a line, and beneath it where it says the words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from devjournal.dates import short_day
from devjournal.pages.phrases import field_words, letters_of
from devjournal.render.document import (
    Block,
    Document,
    Item,
    Line,
    ListBlock,
    Paragraph,
    Span,
    join,
    line,
)

if TYPE_CHECKING:
    from devjournal.views.excerpt import Excerpt
    from devjournal.views.search import Hit, Search


def compose_search(search: Search, today: dt.date) -> Document:
    """Return the list of hits; one that was cut says how many there are, and how to see all."""
    blocks: list[Block] = [ListBlock(tuple(_item(hit, today) for hit in search.hits))]
    if search.found > len(search.hits):
        more = f"{len(search.hits)} of {search.found}; all of them: --all"
        blocks.append(Paragraph(line(Span(more, "dim"))))
    return Document(blocks=tuple(blocks))


def _item(hit: Hit, today: dt.date) -> Item:
    head = line(Span(f"{hit.kind} ", "dim"), *letters_of(hit.ref.id, hit.short))
    day = line(Span(short_day(hit.day, today), "date")) if hit.day else ()
    closed = () if hit.is_open else line(Span("closed", "dim"))
    told = join(" · ", [head, marked(hit.title), day, closed])
    if hit.excerpt == hit.title:
        return Item(told)
    field = Span(f"{field_words(hit.field).replace('.', ': ')}: ", "label")
    return Item(told, (line(field, *marked(hit.excerpt)),))


def marked(excerpt: Excerpt) -> Line:
    """Return an excerpt as a line with what was looked for strong."""
    return line(*_pieces(excerpt))


def _pieces(excerpt: Excerpt) -> Iterator[Span]:
    at = 0
    for start, end in excerpt.marks:
        yield Span(excerpt.text[at:start])
        yield Span(excerpt.text[start:end], "strong")
        at = end
    yield Span(excerpt.text[at:])
