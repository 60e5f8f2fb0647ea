"""Pages on a terminal or in a pipe, drawn by Rich: compact, aligned, without boxes.

The same text comes out everywhere; a console without colour gets it without any code in
it. Nothing is cut off to make it fit: text wraps, columns narrow, commands go beneath.
Everything is cleaned on its way, and reaches Rich as text, never as markup.
"""

from __future__ import annotations

import io
import os
from functools import partial
from itertools import groupby, takewhile
from typing import IO, TYPE_CHECKING, Any, Literal

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.segment import Segment
from rich.theme import Theme

from devjournal.render import document as doc
from devjournal.render.document import Line, Span, join, line, meter, styled, text_of
from devjournal.render.encoding import encoding_of, fitted
from devjournal.render.rows import Flow, Rows, beneath

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rich.progress import Progress

ColorChoice = Literal["auto", "always", "never"]

# Longer rows of running text are hard to read, however wide the terminal.
_MEASURE = 100
_NOTES = {
    "info": Span("· ", "dim"),
    "warn": Span("! ", "warn"),
    "bad": Span("✗ ", "bad"),
    "done": Span("✓ ", "good"),
}
_BULLETS = {None: Span("• ", "dim"), True: Span("[x] ", "good"), False: Span("[ ] ", "dim")}
_HEADINGS: Mapping[int, doc.Style] = {1: "heading", 2: "heading", 3: "label"}
_LEAST_WORDS = 24

# Only the terminal's own sixteen colours, so that they follow its dark or light palette.
# No meaning is carried by a look alone: there is a word or a mark beside it.
LOOKS: Mapping[str, str] = {
    **dict.fromkeys(("plain", "date"), ""),
    **dict.fromkeys(("strong", "id", "number", "heading"), "bold"),
    **dict.fromkeys(("dim", "id_rest", "label"), "dim"),
    "good": "green",
    "warn": "yellow",
    "bad": "red",
    "late": "bold red",
    "command": "magenta",
}
_WIDTH = 80
_NARROWEST = 20
_INDENT = 2


class _Console(Console):
    """Rich's console, which leaves a closed pipe to its caller."""

    def on_broken_pipe(self) -> None:
        """Raise the error again, where Rich would end the program."""
        raise BrokenPipeError


def console_for(
    stream: IO[str],
    *,
    color: ColorChoice = "auto",
    environ: Mapping[str, str] | None = None,
    width: int | None = None,
) -> Console:
    """Return the console that draws on `stream`. Nothing is written to it, nor changed in it.

    The first of these that is set decides on colour: `color`, NO_COLOR, FORCE_COLOR, CLICOLOR=0,
    TERM=dumb, then whether the stream is a terminal. The width is `width`, else COLUMNS,
    else the terminal's, else 80, and never under 20. Rich itself reads no environment.
    """
    environ = environ or {}
    said = environ.get("COLUMNS", "")
    columns = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else None
    in_color = color == "always" or (color == "auto" and _wants_color(stream, environ))
    return _Console(
        file=stream,
        width=max(width or columns or _terminal_width(stream), _NARROWEST),
        height=25,  # no page depends on it; without one Rich would ask the terminal
        theme=Theme(dict(LOOKS), inherit=False),
        color_system="standard" if in_color else None,
        force_terminal=in_color,
        force_jupyter=False,
        legacy_windows=False,
        soft_wrap=True,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def progress_on(console: Console, *, is_counted: bool = True) -> Progress:
    """Return what shows how far something has come, on a terminal alone and until it is done.

    What is not counted only moves, by itself.
    """
    from rich.progress import BarColumn, Progress, TextColumn  # seldom: most is in the cache

    columns = [TextColumn("{task.description}"), BarColumn(None, "dim", "good", "good", "dim")]
    columns += [TextColumn("{task.completed} of {task.total}")] if is_counted else []
    return Progress(
        *columns,
        console=console,
        transient=True,
        auto_refresh=not is_counted,
        redirect_stdout=False,
        redirect_stderr=False,
    )


def show(console: Console, document: doc.Document, *, linear: bool = False) -> None:
    """Print a page: drawn, or in plain sentences."""
    if linear:
        from devjournal.render.sentences import render_sentences  # which few ask for

        console.file.write(render_sentences(document, encoding_of(console.file)))
    else:
        console.print(Page(document))


def render_terminal(document: doc.Document, width: int = _WIDTH, *, color: bool = False) -> str:
    """Return a page as text, as a file or a pipe gets it."""
    stream = io.StringIO()
    show(console_for(stream, color="always" if color else "never", width=width), document)
    return stream.getvalue()


class Page:
    """A document without blanks at the ends of its rows, in what the console can carry."""

    def __init__(self, document: doc.Document) -> None:
        self.document = document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the page: a blank line between blocks, what stands beneath a heading set in."""
        fit = partial(fitted, encoding=options.encoding)
        document = doc.cleaned(self.document, fit)
        # The highest headings of a page are those of its sections.
        top = min((b.level for b in document.blocks if isinstance(b, doc.Heading)), default=1)
        blocks = [
            doc.Heading(each.text) if isinstance(each, doc.Heading) and each.level == top else each
            for each in document.blocks
        ]
        before: doc.Block | None = None
        indent = 0
        rows = [row for part in _top(document, options) for row in _drawn(console, options, part)]
        for block in blocks:
            if isinstance(block, doc.Heading) and block.level == 1:
                indent = 0
            drawn = [*_drawn(console, options, _MAKERS[type(block)](block), indent)]
            if rows and drawn and _is_set_off(before, block):
                rows.append([])
            if drawn:
                rows += drawn
                before = block
            if isinstance(block, doc.Heading):
                indent = _INDENT
        for row in rows:
            yield from (Segment(fit(text), style) for text, style, _ in row)
            yield Segment.line()


def _top(document: doc.Document, options: ConsoleOptions) -> Iterator[Flow]:
    title, figure = Flow(styled(document.title, "heading"), hang=2), Flow(document.figure)
    space = min(options.max_width, _MEASURE) - title.width - figure.width
    if title.part and figure.part and space >= 2:
        yield Flow(line(*title.part, " " * space, *figure.part))
    else:
        yield from (part for part in (title, figure) if part.part)
    if document.subtitle:
        yield Flow(styled(document.subtitle, "dim"), hang=2)


def _drawn(
    console: Console, options: ConsoleOptions, part: RenderableType, indent: int = 0
) -> Iterator[list[Segment]]:
    room = options.update_width(options.max_width - indent)
    rows = [row for row, _ in Segment.split_lines_terminator(console.render(part, room))]
    for row in rows:
        while row and not row[-1].text.strip(" "):
            row.pop()
        if row:
            row[-1] = Segment(row[-1].text.rstrip(" "), row[-1].style)
    for row in rows if any(rows) else []:
        yield [Segment(" " * indent), *row] if indent and row else row


def _is_set_off(before: doc.Block | None, block: doc.Block) -> bool:
    """Return whether a blank line stands between two blocks: not after a heading, nor in a run."""
    if isinstance(before, doc.Heading):
        return False
    return type(before) is not type(block) or not isinstance(block, doc.Note | doc.Paragraph)


def _wants_color(stream: IO[str], environ: Mapping[str, str]) -> bool:
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    if environ.get("CLICOLOR") == "0" or environ.get("TERM") == "dumb":
        return False
    # The old Windows console prints colour codes as text.
    knows_codes = any(name in environ for name in ("WT_SESSION", "ANSICON", "TERM"))
    return stream.isatty() and (os.name != "nt" or knows_codes)


def _terminal_width(stream: IO[str]) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _WIDTH
    except (AttributeError, OSError, ValueError):  # no file behind it, or no terminal
        return _WIDTH


# Each kind of block as something that Rich draws.


def _prose_line(raw: str) -> RenderableType:
    """Return a line of a text; its own indentation is kept, and points hang."""
    bare = raw.strip(" ")
    # A caret stays below what it points at; no indentation may leave too little room for words.
    indent = min(len(raw) - len(raw.lstrip(" ")), _MEASURE // 2)
    hang = 2 if bare.startswith(("- ", "* ", "+ ")) else 0
    return Flow(line(bare), hang=hang, mark=Span(" " * indent))


def _item(mark: Span, text: Line, sub: Iterable[Line]) -> RenderableType:
    space = Span(" " * cell_len(mark.text))
    return Constrain(Group(Flow(text, mark=mark), *(beneath(one, space) for one in sub)), _MEASURE)


def _progress(block: doc.Progress) -> RenderableType:
    if any(gauge.trail or gauge.trail_words or gauge.sub for gauge in block.gauges):
        return Constrain(Group(*_ways(block.gauges)), _MEASURE)
    rows: list[tuple[Line, ...]] = []
    for group, gauges in groupby(block.gauges, lambda gauge: gauge.group):
        own = [(each.label, join(" ", (_bar(each), each.words))) for each in gauges]
        rows += [(line(Span(group, "label")), *own[0]), *(((), *each) for each in own[1:])]
    columns = (doc.Column(), doc.Column(wrap=True), doc.Column(wrap=True))
    if any(name for name, *_ in rows):
        return Rows(columns, rows)
    return Rows(columns[1:], [row[1:] for row in rows])


def _ways(gauges: Iterable[doc.Gauge]) -> Iterator[RenderableType]:
    for number, (name, group) in enumerate(groupby(gauges, lambda gauge: gauge.group)):
        if name:
            yield from ([Flow(())] if number else [])
            yield Flow(line(Span(name, "label")))
        for each in group:
            yield from _way(each)


def _way(gauge: doc.Gauge) -> Iterator[RenderableType]:
    if gauge.label:
        yield Flow(gauge.label, hang=2)
    trail = line(Span(doc.spark(gauge.trail), gauge.health, drawn=True))
    indent = line("  " if gauge.label else "")
    parts = [(_bar(gauge), gauge.words), (trail, _dim(gauge.trail_words))]
    for each in gauge.sub:
        drawn = tuple(takewhile(lambda span: span.drawn, each))
        parts.append((drawn, _dim(each[len(drawn) :])))
    rows = [((*indent, *drawing), words) for drawing, words in parts if drawing or words]
    yield Rows((doc.Column(), doc.Column(wrap=True)), rows, gap=1)


def _dim(part: Line) -> Line:
    return tuple(each._replace(style="dim") for each in part)


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
        self.strip = strip
        self.length = max((len(track.values) for track in strip.tracks), default=0)
        self.labels = _widest(track.label for track in strip.tracks)
        self.words = min(_widest(track.words for track in strip.tracks), _LEAST_WORDS)
        values = (value or 0 for track in strip.tracks for value in track.values)
        self.top = max(values, default=0) if strip.top is None else strip.top

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
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
    doc.Paragraph: lambda b: Constrain(Flow(b.text), _MEASURE),
    doc.Prose: lambda b: Constrain(
        Group(*map(_prose_line, b.text.strip("\n").split("\n"))), _MEASURE
    ),
    doc.Note: lambda b: _item(_NOTES[b.level], b.text, b.sub),
    doc.ListBlock: lambda b: Group(*(_item(_BULLETS[i.done], i.text, i.sub) for i in b.items)),
    doc.Table: lambda b: Rows(b.columns, b.rows, head=b.head),
    doc.Progress: _progress,
    doc.Timeline: _timeline,
    doc.Strip: Strips,
    doc.Appendix: lambda b: Group(
        *(_item(Span(f"[{one.number}] ", "dim"), one.text, one.sub) for one in b.references)
    ),
}
