"""Each kind of block as rows of a page that is `width` cells wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.render.bars import bar, spark
from devjournal.render.document import (
    Block,
    Checklist,
    Column,
    Gauge,
    Heading,
    Line,
    ListBlock,
    Note,
    Paragraph,
    Progress,
    Prose,
    Slot,
    Span,
    Strip,
    Table,
    Timeline,
    join,
    line,
    styled,
)
from devjournal.render.to_terminal.grid import draw_grid
from devjournal.render.to_terminal.strip import draw_strip
from devjournal.render.to_terminal.wrap import cells, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Longer rows of running text are hard to read, however wide the terminal.
_MEASURE = 100
_GAUGE = 10
_MARKS = {
    "info": Span("· ", "dim"),
    "warn": Span("! ", "warn"),
    "bad": Span("✗ ", "bad"),
    "done": Span("✓ ", "good"),
}


def draw(block: Block, width: int) -> list[Line]:
    """Return the rows of one block."""
    rows: list[Line] = _DRAWERS[type(block)](block, width)
    return rows


def _heading(block: Heading, width: int) -> list[Line]:
    text = styled(block.text, "heading" if block.level < 3 else "label")
    return wrap(text, width, hang=2) if text else []


def _paragraph(block: Paragraph, width: int) -> list[Line]:
    return wrap(block.text, min(width, _MEASURE)) if block.text else []


def _prose(block: Prose, width: int) -> list[Line]:
    return _text(block.text, min(width, _MEASURE))


def _text(text: str, width: int) -> list[Line]:
    """Return a text of many lines in rows; a line's own indentation is kept and hangs."""
    rows: list[Line] = []
    for raw in text.strip("\n").split("\n"):
        bare = raw.strip(" ")
        indent = len(raw) - len(raw.lstrip(" "))
        if indent + len(bare) > width:
            indent = min(indent, width // 2)
        hang = 2 if bare.startswith(("- ", "* ", "+ ")) else 0
        rows += _beside(Span(" " * indent), wrap(line(bare), width - indent, hang=hang))
    return rows if text.strip() else []


def _note(block: Note, width: int) -> list[Line]:
    return _item(_MARKS[block.level], block.text, block.sub, width)


def _list(block: ListBlock, width: int) -> list[Line]:
    return [row for item in block.items for row in _item(Span(" • "), item.text, item.sub, width)]


def _checklist(block: Checklist, width: int) -> list[Line]:
    boxes = {True: Span(" [x] ", "good"), False: Span(" [ ] ")}
    return [
        row for item in block.items for row in _item(boxes[item.done], item.text, item.sub, width)
    ]


def _item(mark: Span, text: Line, sub: Sequence[Line], width: int) -> list[Line]:
    room = min(width, _MEASURE) - len(mark.text)
    rows = _beside(mark, wrap(text, room))
    for each in sub:
        rows += _beside(Span(" " * len(mark.text)), wrap(each, room, hang=2))
    return rows


def _beside(mark: Span, rows: Sequence[Line]) -> list[Line]:
    """Return `rows` with `mark` before the first, and as much space before the others."""
    space = Span(" " * cells((mark,)))
    return [(space if n else mark, *row) for n, row in enumerate(rows)]


def _table(block: Table, width: int) -> list[Line]:
    facts = block.columns[0].style == "label"
    gaps = (0 if block.head or facts else 1, *[2] * (len(block.columns) - 1))
    if not block.head:
        return draw_grid(block.columns, block.rows, width, gaps=gaps)
    head = tuple((Span(column.title, "label"),) for column in block.columns)
    return draw_grid(block.columns, (head, *block.rows), width, gaps=gaps)


def _progress(block: Progress, width: int) -> list[Line]:
    if any(gauge.trail or gauge.trail_words for gauge in block.gauges):
        return _ways(block, width)
    rows = [
        (group, gauge.label, _figure(_bar(gauge), gauge.words)) for gauge, group in _grouped(block)
    ]
    return _figures(rows, width)


def _grouped(block: Progress) -> Iterator[tuple[Gauge, Line]]:
    """Yield each gauge with its group's name, if it is the first of it."""
    before = ""
    for gauge in block.gauges:
        yield gauge, line(Span(gauge.group if gauge.group != before else "", "label"))
        before = gauge.group


def _ways(block: Progress, width: int) -> list[Line]:
    """Return each gauge beneath its label, and its trail beneath it: both need the width."""
    room = min(width, _MEASURE)
    indent = 3 if any(gauge.label for gauge in block.gauges) else 1
    rows: list[Line] = []
    for gauge, group in _grouped(block):
        rows += wrap(group, room) if group else []
        rows += _beside(Span(" "), wrap(gauge.label, room - 1, hang=2)) if gauge.label else []
        rows += _way(gauge, indent, room)
    return rows


def _way(gauge: Gauge, indent: int, width: int) -> list[Line]:
    """Return a gauge's bar and its trail with their words; the words alone if nothing is drawn."""
    has_trail = bool(gauge.trail or gauge.trail_words)
    if gauge.ratio is None and not has_trail:
        return _beside(Span(" " * indent), wrap(gauge.words, width - indent))
    drawn = [(_bar(gauge) or line(" " * _GAUGE), gauge.words)]
    if has_trail:
        drawn.append((line(Span(spark(gauge.trail), gauge.health)), gauge.trail_words))
    return draw_grid((Column(), Column(wrap=True)), drawn, width, gaps=(indent, 1))


def _bar(gauge: Gauge) -> Line:
    if gauge.ratio is None:
        return ()
    full, rest = bar(gauge.ratio, _GAUGE)
    return line(Span(full, gauge.health), Span(rest, "dim"))


def _figure(drawing: Line, words: Line) -> Line:
    return join(" ", (drawing, words))


def _figures(rows: Sequence[tuple[Line, ...]], width: int) -> list[Line]:
    """Return rows of a group's name, a label, and a drawing with the same in words."""
    columns = (Column(), Column(wrap=True), Column(wrap=True))
    grouped = any(group for group, *_ in rows)
    return draw_grid(columns, rows, width, gaps=(0, 2 if grouped else 1, 2))


def _timeline(block: Timeline, width: int) -> list[Line]:
    names = max((cells(slot.label) for slot in block.slots if slot.ref), default=0)
    columns = (Column(align="right"), Column(align="right"), Column(), Column(wrap=True))
    rows: list[tuple[Line, ...]] = []
    for slot in block.slots:
        rows.append((line(slot.start), line(slot.minutes), _part(slot, names), slot.text))
        rows += (((), (), (), detail) for detail in slot.details)
    return draw_grid(columns, rows, width, gaps=(1, 2, 2, 2))


def _part(slot: Slot, width: int) -> Line:
    """Return the name of a slot, and in a column of their own the ids."""
    name = styled(slot.label, "label")
    space = " " * (width - cells(name) + 1)
    return (*name, Span(space), *slot.ref) if slot.ref else name


_DRAWERS: dict[type, Callable[[Any, int], list[Line]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Prose: _prose,
    Note: _note,
    ListBlock: _list,
    Checklist: _checklist,
    Table: _table,
    Progress: _progress,
    Timeline: _timeline,
    Strip: draw_strip,
}
