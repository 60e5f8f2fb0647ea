"""Pages on a terminal or in a pipe, drawn by Rich: compact, aligned, without boxes.

The same text comes out everywhere; a console without colour gets it without any code in
it. Nothing is cut off to make it fit: text wraps, columns narrow, commands go beneath.
Everything is cleaned on its way, and reaches Rich as text, never as markup.
"""

from __future__ import annotations

import io
import os
from functools import partial
from typing import IO, TYPE_CHECKING, Literal

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.theme import Theme

from devjournal.render.blocks import MEASURE, drawable
from devjournal.render.document import Document, Heading, Note, Paragraph, cleaned, line, styled
from devjournal.render.encoding import encoding_of, fitted
from devjournal.render.rows import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devjournal.render.document import Block

ColorChoice = Literal["auto", "always", "never"]

# Only the terminal's own sixteen colours, so that they follow its dark or light palette.
# No meaning is carried by a look alone: there is a word or a mark beside it.
LOOKS: Mapping[str, str] = {
    "plain": "",
    "strong": "bold",
    "dim": "dim",
    "id": "bold",
    "id_rest": "dim",
    "good": "green",
    "warn": "yellow",
    "bad": "red",
    "late": "bold red",
    "command": "magenta",
    "date": "",
    "number": "bold",
    "heading": "bold",
    "label": "dim",
}
_DEFAULT_WIDTH = 80
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
    in_color = color == "always" or (color == "auto" and _wants_color(stream, environ))
    return _Console(
        file=stream,
        width=max(width or _columns(environ) or _terminal_width(stream), _NARROWEST),
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


def show(console: Console, document: Document, *, linear: bool = False) -> None:
    """Print a page: drawn, or in plain sentences."""
    if linear:
        from devjournal.render.sentences import render_sentences  # which few ask for

        console.file.write(render_sentences(document, encoding_of(console.file)))
    else:
        console.print(Page(document))


def render_terminal(document: Document, width: int = _DEFAULT_WIDTH, *, color: bool = False) -> str:
    """Return a page as text, as a file or a pipe gets it."""
    stream = io.StringIO()
    show(console_for(stream, color="always" if color else "never", width=width), document)
    return stream.getvalue()


class Page:
    """A document without blanks at the ends of its rows, in what the console can carry."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the page: a blank line between blocks, what stands beneath a heading set in."""
        fit = partial(fitted, encoding=options.encoding)
        document = cleaned(self.document, fit)
        # The highest headings of a page are those of its sections.
        top = min((each.level for each in document.blocks if isinstance(each, Heading)), default=1)
        blocks = [
            Heading(each.text) if isinstance(each, Heading) and each.level == top else each
            for each in document.blocks
        ]
        before: Block | None = None
        indent = 0
        rows = [
            row for part in _top(document, options) for row in _drawn(console, options, part, 0)
        ]
        for block in blocks:
            if isinstance(block, Heading) and block.level == 1:
                indent = 0
            drawn = [*_drawn(console, options, drawable(block), indent)]
            if rows and drawn and _is_set_off(before, block):
                rows.append([])
            if drawn:
                rows += drawn
                before = block
            if isinstance(block, Heading):
                indent = _INDENT
        for row in rows:
            yield from (Segment(fit(text), style) for text, style, _ in row)
            yield Segment.line()


def _top(document: Document, options: ConsoleOptions) -> Iterator[Flow]:
    """Yield the title with the page's figure at its right, and the subtitle."""
    title, figure = Flow(styled(document.title, "heading"), hang=2), Flow(document.figure)
    space = min(options.max_width, MEASURE) - title.width - figure.width
    if title.part and figure.part and space >= 2:
        yield Flow(line(*title.part, " " * space, *figure.part))
    else:
        yield from (part for part in (title, figure) if part.part)
    if document.subtitle:
        yield Flow(styled(document.subtitle, "dim"), hang=2)


def _drawn(
    console: Console, options: ConsoleOptions, part: RenderableType, indent: int
) -> Iterator[list[Segment]]:
    """Yield the rows of a part of a page; none if it draws nothing."""
    room = options.update_width(options.max_width - indent)
    rows = [row for row, _ in Segment.split_lines_terminator(console.render(part, room))]
    for row in rows:
        while row and not row[-1].text.strip(" "):
            row.pop()
        if row:
            row[-1] = Segment(row[-1].text.rstrip(" "), row[-1].style)
    for row in rows if any(rows) else []:
        yield [Segment(" " * indent), *row] if indent and row else row


def _is_set_off(before: Block | None, block: Block) -> bool:
    """Return whether a blank line stands between two blocks: not after a heading, nor in a run."""
    if isinstance(before, Heading):
        return False
    return type(before) is not type(block) or not isinstance(block, Note | Paragraph)


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


def _columns(environ: Mapping[str, str]) -> int | None:
    columns = environ.get("COLUMNS", "")
    return int(columns) if columns.isascii() and columns.isdigit() and len(columns) < 6 else None


def _terminal_width(stream: IO[str]) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_WIDTH
    except (AttributeError, OSError, ValueError):  # no file behind it, or no terminal
        return _DEFAULT_WIDTH
