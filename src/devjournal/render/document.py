"""The document: the blocks that every page is made of.

A page composes blocks once; each renderer draws the same blocks and does its own escaping.
Text is raw here, as the user wrote it, and styles are meanings, not looks. The classes are
named tuples: they are frozen, and defining them all takes 5 ms where dataclasses take 25.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from devjournal.namedtuples import NamedTuple
from devjournal.text import clean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

_Role = Literal["plain", "strong", "dim", "id", "id_rest", "command", "date", "number", "label"]
Style = Literal[_Role, "good", "warn", "bad", "late", "heading"]
"""What a piece of text means: `id` is the part of an id to type and `id_rest` what follows it,
`good`, `warn` and `bad` are the colours of health, `late` is a day that has passed."""


class Mark(NamedTuple):
    """What names the record that a line comes from: `source` tells which.

    With a `number` it refers to that record of the appendix; `place` counts the marks of a page,
    so that each record can lead back to them.
    """

    source: tuple[str, ...]
    number: int = 0
    place: int = 0


class Span(NamedTuple):
    """A piece of a line with one meaning.

    Renderers never break an id, a command, a day or what is late.

    What is `drawn` repeats as a picture what stands beside it in words, and is left out for
    readers who can't see it. A `change` is a number before and after that the text tells, for
    renderers that can draw it. What names a record has a `mark`.
    """

    text: str
    style: Style = "plain"
    drawn: bool = False
    change: tuple[float, float] | None = None
    mark: Mark | None = None


Line: TypeAlias = tuple[Span, ...]
"""One line of the document. A renderer may wrap it but never drops any of it."""


def line(*parts: str | Span) -> Line:
    """Return one line made of `parts`; a bare string is plain text, empty parts are left out."""
    spans = (Span(part) if isinstance(part, str) else part for part in parts)
    return tuple(span for span in spans if span.text)


def join(separator: str, parts: Iterable[Line]) -> Line:
    """Return the `parts` that are not empty as one line, with `separator` between them."""
    joined: list[Span] = []
    for part in filter(text_of, parts):
        if joined:
            joined.append(Span(separator))
        joined.extend(part)
    return tuple(joined)


def styled(part: Line, style: Style) -> Line:
    """Return the line with its plain text in `style`; other spans keep their own."""
    if style == "plain":
        return part
    return tuple([span._replace(style=style) if span.style == "plain" else span for span in part])


def text_of(part: Line) -> str:
    """Return the bare text of a line."""
    return "".join([span.text for span in part])


STEPS = "▁▂▃▄▅▆▇█"
"""The cells of a strip that stand for something, lowest to highest."""
NOTHING = "·"
"""The cell of a strip that stands for 0."""


def bar(ratio: float, width: int = 10) -> tuple[str, str]:
    """Return the full and the empty part of a bar `width` characters long, in half steps.

    `ratio` is held between 0 and 1. A bar is full only at 1 and empty only at 0, so that
    99% does not look finished, nor 1% like nothing. Rich's own bar leaves the empty part
    out where there is no colour, and 0% would not show at all.
    """
    halves = round(min(max(ratio, 0), 1) * width * 2)
    if 0 < ratio < 1:
        halves = min(max(halves, 1), width * 2 - 1)
    full, half = divmod(halves, 2)
    return "━" * full + "╸" * half, "─" * (width - full - half)


def meter(ratio: float, health: Style = "plain") -> Line:
    """Return a bar for use within a line, in the colour of its health; say it in words too."""
    full, rest = bar(ratio)
    return line(Span(full, health, drawn=True), Span(rest, "dim", drawn=True))


def spark(values: Sequence[float]) -> str:
    """Return a character per value, lowest to highest, in the middle if all are equal."""
    if not values:
        return ""
    # Halved, as the distance between two floats may be too large for a float.
    low, height = min(values) / 2, max(values) / 2 - min(values) / 2
    top = len(STEPS) - 1
    steps = (round((value / 2 - low) / height * top) if height else 3 for value in values)
    return "".join(STEPS[step] for step in steps)


def cells(values: Sequence[float | None], top: float) -> str:
    """Return a character a value, on a scale up to `top`: a dot is 0, a space None."""

    def cell(value: float | None) -> str:
        if value is None:
            return " "
        if value <= 0 or top <= 0:
            return NOTHING
        return STEPS[max(math.ceil(min(value / top, 1) * len(STEPS)) - 1, 0)]

    return "".join(map(cell, values))


class Heading(NamedTuple):
    """The title of a section (level 1) or of a part of one (level 2 or 3)."""

    text: Line
    level: Literal[1, 2, 3] = 1


class Paragraph(NamedTuple):
    """A sentence or two of the program's own."""

    text: Line


class Prose(NamedTuple):
    """A user's notes of any length; their lines and paragraphs are kept."""

    text: str


class Note(NamedTuple):
    """A remark with lines beneath: `bad` is wrong now, `warn` may become so, `done` was done."""

    text: Line
    level: Literal["info", "warn", "bad", "done"] = "info"
    sub: tuple[Line, ...] = ()


class Item(NamedTuple):
    """An item of a list, with lines beneath it; a thing to do is `done` or not."""

    text: Line
    sub: tuple[Line, ...] = ()
    done: bool | None = None


class ListBlock(NamedTuple):
    """A bulleted list, or one of things to do."""

    items: tuple[Item, ...]


class Column(NamedTuple):
    """A column of a table.

    A column that may `wrap` narrows with the page. One that may `fold` moves beneath its
    row when the others would become too narrow to read, and one that is `beneath` always
    stands there, dim: commands do. `style` is the meaning of its plain text.
    """

    title: str = ""
    align: Literal["left", "right"] = "left"
    style: Style = "plain"
    wrap: bool = False
    fold: bool = False
    beneath: bool = False


class Spot(NamedTuple):
    """Somebody on a map: where (the number of a place), what they are there, and who led to them.

    Who `is_here` is so now; others may come to be.
    """

    name: str
    place: int
    is_here: bool = True
    words: str = ""
    through: str = ""


class Branch(NamedTuple):
    """What some are to me; one without anybody is an empty place on the map."""

    label: str
    spots: tuple[Spot, ...] = ()


class Map(NamedTuple):
    """Whom I have around me: those who give to me above, whom I give to beneath.

    Places lie to the left and to the right of me, the nearest first, and are counted in that
    order. `words` say what the map shows.
    """

    label: str
    words: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    above: tuple[Branch, ...]
    beneath: tuple[Branch, ...]


class Table(NamedTuple):
    """Rows with one line per column; without `head` the titles are not shown.

    A renderer that can draws the `picture` of what the table says.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    head: bool = True
    picture: Map | None = None


class Slot(NamedTuple):
    """A part of a meeting: when it starts ("0:10"), its minutes ("15"), and what it is about."""

    start: str
    minutes: str
    label: Line
    text: Line
    ref: Line = ()
    details: tuple[Line, ...] = ()


class Timeline(NamedTuple):
    """A plan by the clock."""

    slots: tuple[Slot, ...]


class Step(NamedTuple):
    """A value on the way of a gauge, on a day (None: before all others); both in words too."""

    value: float
    words: str
    on: dt.date | None = None
    day: str = ""


class Course(NamedTuple):
    """The way of a gauge on the calendar: its steps in order of time, and what it is to reach."""

    steps: tuple[Step, ...]
    aim: Step | None = None
    today: dt.date | None = None


class Gauge(NamedTuple):
    """How far one thing has come.

    `ratio` is the share reached, drawn as a bar from 0 to 1 (None: no bar), and `words` say
    the same. `trail` holds the values so far in order of time, drawn as a trajectory on
    their own scale, and `trail_words` say the same; for renderers that have the room,
    `course` puts them on the calendar. `health` colours all. Lines of `sub` stand beneath,
    what they draw beneath the bar. Consecutive gauges of one `group` show its name once.
    """

    label: Line
    ratio: float | None
    words: Line
    group: str = ""
    trail: tuple[float, ...] = ()
    trail_words: Line = ()
    health: Style = "plain"
    sub: tuple[Line, ...] = ()
    course: Course | None = None


class Progress(NamedTuple):
    """Gauges, one beneath the other."""

    gauges: tuple[Gauge, ...]


class Part(NamedTuple):
    """How many in each cell were of one sort, such as those done."""

    name: str
    counts: tuple[int, ...]
    look: Literal["done", "late", "open"] = "done"


class Track(NamedTuple):
    """A row of a strip: one value per cell (None: nothing was due), and the same in words.

    Where a cell counts things, `parts` are all of them; a renderer that has the room draws each.
    """

    label: Line
    values: tuple[float | None, ...]
    words: Line
    parts: tuple[Part, ...] = ()


class Strip(NamedTuple):
    """Tracks over the same time; `marks` name first cells; the scale is 0 to `top`, or the most.

    `names` are the full names of all cells, where they have any.
    """

    tracks: tuple[Track, ...]
    marks: tuple[tuple[int, str], ...] = ()
    top: float | None = None
    names: tuple[str, ...] = ()


def counted(track: Track, cell: int) -> str:
    """Return what a cell counts, such as "1 in time, 2 late"; nothing where it counts nothing."""
    found = ((part.name, sum(part.counts[cell : cell + 1])) for part in track.parts)
    return ", ".join(f"{number} {name}" for name, number in found if number)


def told(strip: Strip, track: Track) -> str:
    """Return what the cells of a track count, for who can't see them: "May 1 held; Jul 2 held"."""
    cells = ((name, counted(track, cell)) for cell, name in enumerate(strip.names))
    return "; ".join(f"{name} {words}" for name, words in cells if words)


class Reference(NamedTuple):
    """A record that lines of the page come from: its number, and the places of their marks."""

    number: int
    places: tuple[int, ...]
    text: Line
    sub: tuple[Line, ...] = ()


class Appendix(NamedTuple):
    """The records that the marks of a page refer to."""

    references: tuple[Reference, ...]


Block: TypeAlias = (
    Heading | Paragraph | Prose | Note | ListBlock | Table | Timeline | Progress | Strip | Appendix
)


class Document(NamedTuple):
    """A page: blocks beneath a title, the `figure` that matters at its right, and a subtitle.

    A `tight` one is to be one sheet of paper.
    """

    blocks: tuple[Block, ...]
    title: Line = ()
    subtitle: Line = ()
    figure: Line = ()
    tight: bool = False


def cleaned(document: Document, fit: Callable[[str], str] = str) -> Document:
    """Return the document with all text cleaned, then changed by `fit`: renderers begin here."""

    def changed(part: Any) -> Any:
        kind = type(part)
        if kind is Span:
            text = fit(clean(part.text))
            return part if text == part.text else part._replace(text=text)
        if kind is tuple:
            return tuple([changed(each) for each in part])
        if kind is str:
            return fit(clean(part))
        if kind is Prose:
            return Prose(fit(clean(part.text, lines=True)))
        return kind(*map(changed, part)) if isinstance(part, tuple) else part

    whole: Document = changed(document)
    return whole
