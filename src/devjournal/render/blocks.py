"""Each kind of block as something that Rich draws."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain

from devjournal.render import document as doc
from devjournal.render.document import Line, Span, join, line, meter, styled, text_of
from devjournal.render.rows import Flow, Rows, beneath

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

# Longer rows of running text are hard to read, however wide the terminal.
MEASURE = 100
_NOTES = {
    "info": Span("· ", "dim"),
    "warn": Span("! ", "warn"),
    "bad": Span("✗ ", "bad"),
    "done": Span("✓ ", "good"),
}
_BULLETS = {None: Span("• ", "dim"), True: Span("[x] ", "good"), False: Span("[ ] ", "dim")}
_HEADINGS: Mapping[int, doc.Style] = {1: "heading", 2: "heading", 3: "label"}
_LEAST_WORDS = 24


def drawable(block: doc.Block) -> RenderableType:
    """Return what Rich draws of a block."""
    made: RenderableType = _MAKERS[type(block)](block)
    return made


def _prose_line(raw: str) -> RenderableType:
    """Return a line of a text; its own indentation is kept, and points hang."""
    bare = raw.strip(" ")
    # A caret stays below what it points at; no indentation may leave too little room for words.
    indent = min(len(raw) - len(raw.lstrip(" ")), MEASURE // 2)
    hang = 2 if bare.startswith(("- ", "* ", "+ ")) else 0
    return Flow(line(bare), hang=hang, mark=Span(" " * indent))


def _item(mark: Span, text: Line, sub: Iterable[Line]) -> RenderableType:
    """Return text behind a mark, and lines beneath it."""
    space = Span(" " * cell_len(mark.text))
    return Constrain(Group(Flow(text, mark=mark), *(beneath(each, space) for each in sub)), MEASURE)


def _progress(block: doc.Progress) -> RenderableType:
    if any(gauge.trail or gauge.trail_words for gauge in block.gauges):
        return Constrain(Group(*(part for each in block.gauges for part in _way(each))), MEASURE)
    rows: list[tuple[Line, ...]] = []
    for group, gauges in groupby(block.gauges, lambda gauge: gauge.group):
        of_group = [(each.label, join(" ", (_bar(each), each.words))) for each in gauges]
        rows += [
            (line(Span(group, "label")), *of_group[0]),
            *(((), *each) for each in of_group[1:]),
        ]
    columns = (doc.Column(), doc.Column(wrap=True), doc.Column(wrap=True))
    if any(name for name, *_ in rows):
        return Rows(columns, rows)
    return Rows(columns[1:], [row[1:] for row in rows])


def _way(gauge: doc.Gauge) -> Iterator[RenderableType]:
    """Yield a gauge's label, and beneath it its bar and its trajectory with their words."""
    if gauge.label:
        yield Flow(gauge.label, hang=2)
    trail = line(Span(doc.spark(gauge.trail), gauge.health, drawn=True))
    words = tuple(each._replace(style="dim") for each in gauge.trail_words)
    indent = line("  " if gauge.label else "")
    rows = [
        ((*indent, *drawing), words)
        for drawing, words in ((_bar(gauge), gauge.words), (trail, words))
        if drawing or words
    ]
    yield Rows((doc.Column(), doc.Column(wrap=True)), rows, gap=1)


def _bar(gauge: doc.Gauge) -> Line:
    return () if gauge.ratio is None else meter(gauge.ratio, gauge.health)


def _timeline(block: doc.Timeline) -> RenderableType:
    names = _widest(each.label for each in block.slots if each.ref)
    rows: list[tuple[Line, ...]] = []
    for slot in block.slots:
        space = " " * (names + 1 - cell_len(text_of(slot.label)))
        part = line(*styled(slot.label, "label"), space if slot.ref else "", *slot.ref)
        rows.append((line(slot.start), line(slot.minutes), part, slot.text))
        rows += (((), (), (), detail) for detail in slot.details)
    figure = doc.Column(align="right", style="dim")
    return Rows((figure, figure, doc.Column(), doc.Column(wrap=True)), rows)


def _widest(lines: Iterable[Line]) -> int:
    return max((cell_len(text_of(each)) for each in lines), default=0)


class Strips:
    """Cells behind their labels, under names that say where one is.

    Their words stand behind them, else beneath them, else around them: where not even the
    cells fit beside their labels, they go on in further rows.
    """

    def __init__(self, strip: doc.Strip) -> None:
        """Keep the strip and its measures."""
        self.strip = strip
        self.length = max((len(track.values) for track in strip.tracks), default=0)
        self.labels = _widest(track.label for track in strip.tracks)
        self.words = min(_widest(track.words for track in strip.tracks), _LEAST_WORDS)
        values = (value or 0 for track in strip.tracks for value in track.values)
        self.top = max(values, default=0) if strip.top is None else strip.top

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the strip in the widest way that fits the console."""
        beside = self.labels + 1 + self.length
        ruler = line(" " * (self.labels + 1), self._ruler(0, self.length))
        if beside > options.max_width:
            yield from self._folded(options.max_width)
        elif beside + 2 + self.words > options.max_width:
            if self.strip.marks:
                yield Flow(ruler)
            for track in self.strip.tracks:
                yield Flow(self._behind(track))
                yield Flow(track.words, mark=Span(" " * (self.labels + 1)))
        else:
            rows = [(self._behind(each), each.words) for each in self.strip.tracks]
            head = [(ruler, ())] if self.strip.marks else []
            yield Rows((doc.Column(), doc.Column(wrap=True)), [*head, *rows])

    def _folded(self, width: int) -> Iterator[RenderableType]:
        for track in self.strip.tracks:
            yield Flow(line(*track.label, " ", *track.words), hang=2)
            for start in range(0, self.length, width):
                end = min(start + width, self.length)
                if self.strip.marks:
                    yield Flow(line(self._ruler(start, end)))
                yield Flow(self._cells(track, start, end))

    def _behind(self, track: doc.Track) -> Line:
        space = " " * (self.labels + 1 - cell_len(text_of(track.label)))
        return line(*track.label, space, *self._cells(track, 0, self.length))

    def _cells(self, track: doc.Track, start: int, end: int) -> Line:
        cut = doc.cells(track.values[start:end], self.top)
        runs = (("".join(run), nothing) for nothing, run in groupby(cut, doc.NOTHING.__eq__))
        return tuple(Span(run, "dim" if nothing else "plain", drawn=True) for run, nothing in runs)

    def _ruler(self, start: int, end: int) -> Span:
        """Return the names above the cells, without one that would run into the one before."""
        row = ""
        for number, name in self.strip.marks:
            at = min(number, end - len(name)) - start
            if start <= number < end and len(row) <= at:
                row = row.ljust(at) + name + " " * (len(name) > 1)
        return Span(row.rstrip(), "label")


_MAKERS: Mapping[type, Callable[[Any], RenderableType]] = {
    doc.Heading: lambda b: Flow(styled(b.text, _HEADINGS[b.level]), hang=2),
    doc.Paragraph: lambda b: Constrain(Flow(b.text), MEASURE),
    doc.Prose: lambda b: Constrain(
        Group(*map(_prose_line, b.text.strip("\n").split("\n"))), MEASURE
    ),
    doc.Note: lambda b: _item(_NOTES[b.level], b.text, b.sub),
    doc.ListBlock: lambda b: Group(*(_item(_BULLETS[i.done], i.text, i.sub) for i in b.items)),
    doc.Table: lambda b: Rows(b.columns, b.rows, head=b.head),
    doc.Progress: _progress,
    doc.Timeline: _timeline,
    doc.Strip: Strips,
}
