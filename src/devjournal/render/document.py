"""The document: the blocks that every page is made of, between views and formats.

A view is composed into blocks once; each renderer draws the same blocks and does its own
escaping. Text stands here raw, as the user wrote it, and styles are meanings, not looks.
The classes are named tuples: frozen and slotted like the records, and the whole vocabulary
is defined in 5 ms where dataclasses took 25, in every command that prints anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from devjournal.render.drawings import Chart, Progress, Sparkline, Strip

Style = Literal[
    "plain",
    "strong",
    "dim",
    "id",
    "id_rest",
    "good",
    "warn",
    "bad",
    "late",
    "command",
    "date",
    "number",
    "heading",
    "label",
    "drawing",
]
"""What a piece of text means. `id` is the part of an id to type, `id_rest` the letters
after it; `late` is a day that has passed; `label` names what stands beside it; `drawing` is
a picture of what stands beside it in words, and is left out for who can't see it."""


class Span(NamedTuple):
    """A piece of one line with one meaning. Renderers never break an id or a command."""

    text: str
    style: Style = "plain"


Line: TypeAlias = tuple[Span, ...]
"""Text that is one line in the document; a renderer may wrap it, never drop any of it."""


def line(*parts: str | Span) -> Line:
    """Return one line of `parts`; a bare string is plain text, an empty part is left out."""
    spans = (Span(part) if isinstance(part, str) else part for part in parts)
    return tuple(span for span in spans if span.text)


def join(separator: str, parts: Iterable[Line]) -> Line:
    """Return the `parts` that hold anything as one line, with `separator` between them."""
    joined: list[Span] = []
    for part in filter(text_of, parts):
        if joined:
            joined.append(Span(separator))
        joined.extend(part)
    return tuple(joined)


def styled(part: Line, style: Style) -> Line:
    """Return the line with its plain text in `style`; what has a meaning keeps its own."""
    if style == "plain":
        return part
    return tuple([Span(text, style if own == "plain" else own) for text, own in part])


def text_of(part: Line) -> str:
    """Return the bare text of a line."""
    return "".join(span.text for span in part)


class Heading(NamedTuple):
    """The title of a section (level 1) or of a part of one (level 2 or 3)."""

    text: Line
    level: Literal[1, 2, 3] = 1


class Paragraph(NamedTuple):
    """A sentence or a few of the program's own words."""

    text: Line


class Prose(NamedTuple):
    """A user's notes of any length: their lines and paragraphs are kept."""

    text: str


class Quote(NamedTuple):
    """Somebody's own words, of any number of lines, and whose they are (may be empty)."""

    text: str
    source: Line = ()


class Note(NamedTuple):
    """A remark that stands out.

    `bad` is for what is wrong now, `warn` for what may become so, `done` for what was done.
    """

    text: Line
    level: Literal["info", "warn", "bad", "done"] = "info"


class Item(NamedTuple):
    """A point of a list, with lines beneath it."""

    text: Line
    sub: tuple[Line, ...] = ()


class ListBlock(NamedTuple):
    """Points in no or a told order."""

    items: tuple[Item, ...]


class CheckItem(NamedTuple):
    """A point that is done or not, with lines beneath it."""

    done: bool
    text: Line
    sub: tuple[Line, ...] = ()


class Checklist(NamedTuple):
    """Points that get done."""

    items: tuple[CheckItem, ...]


class Column(NamedTuple):
    """A column of a table.

    A column that may `wrap` is narrowed when the page is. One that may `fold` stands
    beneath its row when the others would become too narrow to read; the command at the
    end of a row is such a one. `style` is the meaning of its plain text.
    """

    title: str = ""
    align: Literal["left", "right"] = "left"
    style: Style = "plain"
    wrap: bool = False
    fold: bool = False


class Table(NamedTuple):
    """Rows of as many lines as there are columns; without `head` the titles are not shown."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    head: bool = True


class Slot(NamedTuple):
    """A part of a meeting: when it starts ("0:10"), how long it takes ("15"), what it is.

    `ref` is the short id of what it is about, `details` are lines beneath its text.
    """

    start: str
    minutes: str
    label: Line
    text: Line
    ref: Line = ()
    details: tuple[Line, ...] = ()


class Timeline(NamedTuple):
    """A plan by the clock."""

    slots: tuple[Slot, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | Prose
    | Quote
    | Note
    | ListBlock
    | Checklist
    | Table
    | Progress
    | Timeline
    | Sparkline
    | Chart
    | Strip
)


class Document(NamedTuple):
    """A page: its blocks beneath a title and a subtitle, either of which may be empty."""

    blocks: tuple[Block, ...]
    title: Line = ()
    subtitle: Line = ()
