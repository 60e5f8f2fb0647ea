"""Each kind of block as something that Rich draws."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain

from devjournal.render.bars import NOTHING, cells, spark
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
    Span,
    Strip,
    Style,
    Table,
    Timeline,
    Track,
    join,
    line,
    meter,
    styled,
    text_of,
)
from devjournal.render.rows import Flow, Rows, beneath

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

# Longer rows of running text are hard to read, however wide the terminal.
MEASURE = 100
_BAR = 10
_MARKS = {
    "info": Span("· ", "dim"),
    "warn": Span("! ", "warn"),
    "bad": Span("✗ ", "bad"),
    "done": Span("✓ ", "good"),
}
_BULLET = Span("• ", "dim")
_HEADINGS: Mapping[int, Style] = {1: "heading", 2: "heading", 3: "label"}
_BOXES = {True: Span("[x] ", "good"), False: Span("[ ] ", "dim")}
_LEAST_WORDS = 24


def drawable(block: Block) -> RenderableType:
    """Return what Rich draws of a block."""
    made: RenderableType = _MAKERS[type(block)](block)
    return made


def _prose(block: Prose) -> RenderableType:
    """Return a text of many lines; a line's own indentation is kept, and points hang."""
    return Constrain(Group(*map(_line, block.text.strip("\n").split("\n"))), MEASURE)


def _line(raw: str) -> RenderableType:
    bare = raw.strip(" ")
    # A caret stays below what it points at; no indentation may leave too little room for words.
    indent = min(len(raw) - len(raw.lstrip(" ")), MEASURE // 2)
    hang = 2 if bare.startswith(("- ", "* ", "+ ")) else 0
    return Flow(line(bare), hang=hang, mark=Span(" " * indent))


def _item(mark: Span, text: Line, sub: Iterable[Line]) -> RenderableType:
    """Return text behind a mark, and lines beneath it."""
    space = Span(" " * cell_len(mark.text))
    parts = [Flow(text, mark=mark), *(beneath(each, space) for each in sub)]
    return Constrain(Group(*parts), MEASURE)


def _progress(block: Progress) -> RenderableType:
    if any(gauge.trail or gauge.trail_words for gauge in block.gauges):
        return Constrain(Group(*(part for each in block.gauges for part in _way(each))), MEASURE)
    rows, group = [], ""
    for gauge in block.gauges:
        name = line(Span(gauge.group if gauge.group != group else "", "label"))
        rows.append((name, gauge.label, join(" ", (_bar(gauge), gauge.words))))
        group = gauge.group
    columns = (Column(), Column(wrap=True), Column(wrap=True))
    if any(name for name, *_ in rows):
        return Rows(columns, rows)
    return Rows(columns[1:], [row[1:] for row in rows])


def _way(gauge: Gauge) -> Iterator[RenderableType]:
    """Yield a gauge's label, and beneath it its bar and its trajectory with their words."""
    if gauge.label:
        yield Flow(gauge.label, hang=2)
    trail = line(Span(spark(gauge.trail), gauge.health, drawn=True))
    rows = [
        (_bar(gauge), gauge.words),
        (trail, tuple(each._replace(style="dim") for each in gauge.trail_words)),
    ]
    indent = line("  " if gauge.label else "")
    drawn = [((*indent, *drawing), words) for drawing, words in rows if drawing or words]
    yield Rows((Column(), Column(wrap=True)), drawn, gap=1)


def _bar(gauge: Gauge) -> Line:
    return () if gauge.ratio is None else meter(gauge.ratio, gauge.health, _BAR)


def _timeline(block: Timeline) -> RenderableType:
    names = max((cell_len(text_of(each.label)) for each in block.slots if each.ref), default=0)
    rows: list[tuple[Line, ...]] = []
    for slot in block.slots:
        space = " " * (names + 1 - cell_len(text_of(slot.label)))
        part = line(*styled(slot.label, "label"), space if slot.ref else "", *slot.ref)
        rows.append((line(slot.start), line(slot.minutes), part, slot.text))
        rows += (((), (), (), detail) for detail in slot.details)
    columns = (Column(align="right", style="dim"), Column(align="right", style="dim"), Column())
    return Rows((*columns, Column(wrap=True)), rows)


class Strips:
    """Cells behind their labels, under names that say where one is.

    Their words stand behind them, else beneath them, else around them: where not even the
    cells fit beside their labels, they go on in further rows.
    """

    def __init__(self, strip: Strip) -> None:
        """Keep the strip and its measures."""
        self.strip = strip
        self.length = max((len(track.values) for track in strip.tracks), default=0)
        self.labels = max((cell_len(text_of(track.label)) for track in strip.tracks), default=0)
        words = max((cell_len(text_of(track.words)) for track in strip.tracks), default=0)
        self.words = min(words, _LEAST_WORDS)
        self.top = strip.top if strip.top is not None else _highest(strip)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the strip in the widest way that fits the console."""
        beside = self.labels + 1 + self.length
        if beside + 2 + self.words > options.max_width >= beside:
            yield from self._beneath()
        elif beside > options.max_width:
            yield from self._folded(options.max_width)
        else:
            rows = [(self._behind(each), each.words) for each in self.strip.tracks]
            head = [(self._ruler_behind(), ())] if self.strip.marks else []
            yield Rows((Column(), Column(wrap=True)), [*head, *rows])

    def _beneath(self) -> Iterator[RenderableType]:
        if self.strip.marks:
            yield Flow(self._ruler_behind())
        for track in self.strip.tracks:
            yield Flow(self._behind(track))
            yield Flow(track.words, mark=Span(" " * (self.labels + 1)))

    def _folded(self, width: int) -> Iterator[RenderableType]:
        for track in self.strip.tracks:
            yield Flow(line(*track.label, " ", *track.words), hang=2)
            for start in range(0, self.length, width):
                end = min(start + width, self.length)
                if self.strip.marks:
                    yield Flow(line(self._ruler(start, end)))
                yield Flow(self._cells(track, start, end))

    def _behind(self, track: Track) -> Line:
        space = " " * (self.labels + 1 - cell_len(text_of(track.label)))
        return line(*track.label, space, *self._cells(track, 0, self.length))

    def _ruler_behind(self) -> Line:
        return line(" " * (self.labels + 1), self._ruler(0, self.length))

    def _cells(self, track: Track, start: int, end: int) -> Line:
        cut = cells(track.values[start:end], self.top)
        runs = (("".join(run), nothing) for nothing, run in groupby(cut, NOTHING.__eq__))
        return tuple(Span(run, "dim" if nothing else "plain", drawn=True) for run, nothing in runs)

    def _ruler(self, start: int, end: int) -> Span:
        """Return the names above the cells, without one that would run into the one before."""
        row = ""
        for number, name in self.strip.marks:
            at = min(number, end - len(name)) - start
            if start <= number < end and len(row) <= at:
                row = row.ljust(at) + name + " " * (len(name) > 1)
        return Span(row.rstrip(), "label")


def _highest(strip: Strip) -> float:
    return max((value or 0 for track in strip.tracks for value in track.values), default=0)


_MAKERS: Mapping[type, Callable[[Any], RenderableType]] = {
    Heading: lambda b: Flow(styled(b.text, _HEADINGS[b.level]), hang=2),
    Paragraph: lambda b: Constrain(Flow(b.text), MEASURE),
    Prose: _prose,
    Note: lambda b: _item(_MARKS[b.level], b.text, b.sub),
    ListBlock: lambda b: Group(*(_item(_BULLET, one.text, one.sub) for one in b.items)),
    Checklist: lambda b: Group(*(_item(_BOXES[one.done], one.text, one.sub) for one in b.items)),
    Table: lambda b: Rows(b.columns, b.rows, head=b.head),
    Progress: _progress,
    Timeline: _timeline,
    Strip: Strips,
}
