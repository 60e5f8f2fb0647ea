"""A document as text for a terminal or a pipe: compact, aligned, without boxes.

The same text comes out everywhere; a console without colour gets it without any code in
it. Nothing is cut off to make it fit: text wraps, columns narrow, commands go beneath.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.render.document import (
    Block,
    Document,
    Heading,
    Line,
    Prose,
    Span,
    join,
    map_text,
    styled,
)
from devjournal.render.to_terminal.blocks import draw
from devjournal.render.to_terminal.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devjournal.render.theme import Console


def render_terminal(document: Document, console: Console) -> str:
    """Return the document as lines for `console`, each ended by a newline.

    All text is cleaned, and stood in for where the console's encoding can't carry it.
    """
    safe = map_text(document, console.safe, console.safe_lines)
    return "".join(_paint(row, console) + "\n" for row in _rows(safe, console.width))


def _rows(document: Document, width: int) -> Iterable[Line]:
    if title := join("  ", (styled(document.title, "heading"), document.figure)):
        yield from wrap(title, width, hang=2)
    if document.subtitle:
        yield from wrap(styled(document.subtitle, "dim"), width, hang=2)
    before: Block | None = None
    for block in document.blocks:
        drawn = draw(block, width)
        if drawn and (before or document.title) and _set_off(before, block):
            yield ()
        yield from drawn
        before = block if drawn else before


def _set_off(before: Block | None, block: Block) -> bool:
    """Return whether an empty line stands between two blocks: around sections, charts and prose."""
    if isinstance(block, Heading):
        return block.level < 3
    if before is None or isinstance(before, Heading):
        return False
    return isinstance(block, Prose) or isinstance(before, Prose)


def _paint(row: Line, console: Console) -> str:
    runs: list[Span] = []
    for span in row:
        if runs and runs[-1].style == span.style:
            runs[-1] = Span(runs[-1].text + span.text, span.style)
        elif span.text:
            runs.append(span)
    while runs and not runs[-1].text.rstrip(" "):
        runs.pop()
    if runs:
        runs[-1] = Span(runs[-1].text.rstrip(" "), runs[-1].style)
    return "".join(console.paint(console.carried(text), style) for text, style in runs)
