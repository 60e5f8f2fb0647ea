"""A page made of sections and lines, whole or cut down to one sheet of paper.

A line is told once, in full and short; what a reader is shown first, and how much of it, is
told by a table of limits. What does not fit on the sheet goes by its weight, the least first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from devjournal.namedtuples import NamedTuple
from devjournal.render import document as doc
from devjournal.render.document import Block, Line, Span, line, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SHEET = 52.0
"""How many lines of text one sheet of A4 or letter paper holds beneath the head of a page."""
_WIDE = 88
"""How many letters of the middle size stand on such a line."""
_TITLE = 17
"""How many letters of a section's title stand on a line in the margin."""
_EAST = "\u1100"
_LONGEST = 230
"""No line of a sheet is longer than this."""


class Row(NamedTuple):
    """A line of a page: as blocks in full, and `short` for one sheet, where it may stand by `rank`.

    `sort` is what limits count it as, `key` names it within its section, `weight` decides which
    of a sort go on the sheet. In full, rows `under` one heading of the second level share it.
    `words` are what its writer may say otherwise, where that is not the longest of its text.
    """

    sort: str
    key: str
    blocks: tuple[Block, ...]
    short: Block
    weight: Any = ()
    under: str = ""
    rank: int = 0
    words: str = ""


class Section(NamedTuple):
    """A part of the page under its title."""

    key: str
    title: Line
    rows: tuple[Row, ...]


def listed(sort: str, key: str, item: doc.Item, *, most: int = 0, **more: Any) -> Row:
    """Return an item of a list as a row; short, it has at most so many of the lines beneath."""
    short = doc.ListBlock((item._replace(sub=item.sub[:most]),))
    return Row(sort, key, (doc.ListBlock((item,)),), short, **more)


def one_sheet(sections: Sequence[Section], limits: Mapping[str, int]) -> tuple[Section, ...]:
    """Return what of the sections goes on one sheet: so many of each sort as limits say.

    `limits` stand in the order of what is told first. Where it is too much, the row goes that
    stands lowest for its sort's limit, of those the one that is told last.
    """
    by_sort: dict[str, list[tuple[Any, str, str]]] = defaultdict(list)
    for section in sections:
        for row in section.rows:
            by_sort[row.sort].append((row.weight, section.key, row.key))
    order = [*limits]
    places: dict[tuple[str, str], tuple[float, int]] = {}
    for sort, found in by_sort.items():
        found.sort(key=lambda one: one[0], reverse=True)
        most = limits.get(sort, 0)
        for place, (_, section_key, key) in enumerate(found[:most]):
            places[section_key, key] = (place / most, order.index(sort))
    while places:
        chosen = _only(sections, places)
        if _length(chosen) <= _SHEET:
            return chosen
        del places[max(places, key=lambda one: places[one])]
    return ()


def _only(
    sections: Iterable[Section], places: Mapping[tuple[str, str], tuple[float, int]]
) -> tuple[Section, ...]:
    found = []
    for section in sections:
        rows = [row for row in section.rows if (section.key, row.key) in places]
        if rows and rows[-1].rank:  # the work: an aim, what matters most, then goals
            rows.sort(key=lambda row: (row.rank, places[section.key, row.key][0]))
        # An aim alone says nothing, unless its number has moved.
        if any(row.sort != "aim" or row.weight for row in rows):
            found.append(section._replace(rows=tuple(rows)))
    return tuple(found)


def count_rows(sections: Iterable[Section]) -> int:
    """Return how many lines sections have."""
    return sum(len(section.rows) for section in sections)


def compose_sections(sections: Iterable[Section], *, full: bool) -> list[Block]:
    """Return sections as blocks, in full or short; neighbours that are of one list become it."""
    blocks: list[Block] = []
    for section in sections:
        blocks.append(doc.Heading(section.title))
        is_alone, under = False, ""
        for row in section.rows:
            own = row.blocks if full else (_clipped(row.short),)
            if full and row.under and row.under != under:
                blocks.append(doc.Heading(line(row.under), 2))
                is_alone = False
            under = row.under
            joined = _joined(blocks[-1], own[0]) if is_alone else None
            blocks[-1:] = [joined] if joined else [blocks[-1], own[0]]
            blocks += own[1:]
            is_alone = len(own) == 1
    return blocks


def _joined(first: Block, second: Block) -> Block | None:
    if isinstance(first, doc.ListBlock) and isinstance(second, doc.ListBlock):
        return doc.ListBlock(first.items + second.items)
    if isinstance(first, doc.Table) and isinstance(second, doc.Table):
        is_same = first.columns == second.columns
        return first._replace(rows=first.rows + second.rows) if is_same else None
    return None


def lines_in(part: Any) -> Iterable[Line]:
    """Yield the lines of a block, or of a part of one."""
    if isinstance(part, tuple) and part and all(isinstance(one, Span) for one in part):
        yield part
    elif isinstance(part, tuple) and not isinstance(part, Span):
        for one in part:
            yield from lines_in(one)


def _length(sections: Iterable[Section]) -> float:
    """Return how many lines of a sheet sections take, about."""
    total = 0.0
    for section in sections:
        title = math.ceil(_width(text_of(section.title)) / _TITLE)
        body = 0.0
        for row in section.rows:
            short = _clipped(row.short)
            texts = [_width(text_of(one)) for one in lines_in(short)]
            if isinstance(short, doc.Table):
                texts = [sum(texts) + 8]
            body += sum(math.ceil(one / _WIDE) for one in texts) + 0.4
        total += max(title * 1.1, body) + 0.9
    return total


def _width(text: str) -> int:
    """Return how wide a text is in letters; Chinese, Japanese and Korean ones count twice."""
    return len(text) + sum(letter >= _EAST for letter in text)


def _clipped(part: Any) -> Any:
    """Return a block whose lines are cut at a word where they are too long for a sheet."""
    if not isinstance(part, tuple) or isinstance(part, Span):
        return part
    if part and all(isinstance(one, Span) for one in part):
        return _cut(part)
    made = [_clipped(one) for one in part]
    return type(part)(*made) if hasattr(part, "_fields") else tuple(made)


def _cut(part: Line) -> Line:
    kept: list[Span] = []
    left = _LONGEST
    for span in part:
        if left <= 0 and not span.mark:
            continue
        words = span.text
        if len(words) > left and not span.mark:
            begun = words[:left].rsplit(" ", 1)[0] or words[:left]
            words = f"{begun.rstrip(' ,;:.')} …"
        left -= len(words)
        kept.append(span._replace(text=words))
    return tuple(kept)
