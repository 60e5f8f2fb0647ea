"""A document as Markdown, to paste where others read: GitHub's, with tables and tasks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from devjournal.render.bars import bar, shares, spark
from devjournal.render.document import (
    Block,
    Checklist,
    Document,
    Heading,
    Line,
    ListBlock,
    Note,
    Paragraph,
    Prose,
    Quote,
    Slot,
    Span,
    Table,
    Timeline,
    join,
    line,
    styled,
)
from devjournal.render.drawings import Chart, Progress, Sparkline, Strip
from devjournal.render.texts import with_text
from devjournal.render.to_markdown.escape import alone, heading, inline
from devjournal.text import clean

_BULLETS = ("- ", "* ")
_BAR = 10


def render_markdown(document: Document) -> str:
    """Return the document as Markdown text that ends with a newline.

    All text is cleaned and escaped: it shows letter for letter, and nothing in it acts.
    """
    safe = with_text(document, clean, lambda text: clean(text, lines=True))
    parts = [f"# {heading(safe.title)}"] if safe.title else []
    parts += [alone(safe.subtitle)] if safe.subtitle else []
    for block in safe.blocks:
        if drawn := _draw(block, _bullet_after(parts)):
            parts.append(drawn)
    return "".join(f"{part}\n\n" for part in parts).rstrip("\n") + "\n"


def _bullet_after(parts: Sequence[str]) -> str:
    """Return a bullet that does not go on with the list that may stand before."""
    last = parts[-1].rpartition("\n")[2].lstrip() if parts else ""
    return _BULLETS[last.startswith(_BULLETS[0])]


def _draw(block: Block, bullet: str) -> str:
    lines: list[str] = _DRAWERS[type(block)](block, bullet)
    return "\n".join(lines)


def _heading(block: Heading, _: str) -> list[str]:
    return [f"{'#' * (block.level + 1)} {heading(block.text)}"] if block.text else []


def _paragraph(block: Paragraph, _: str) -> list[str]:
    return [alone(block.text)] if block.text else []


def _prose(block: Prose, _: str) -> list[str]:
    return _text(block.text)


def _text(text: str) -> list[str]:
    """Return a text of many lines with its paragraphs and its line breaks kept."""
    lines: list[str] = []
    for paragraph in re.split(r"\n(?: *\n)+", text.strip("\n ")):
        shown = [alone(line(row)) for row in paragraph.split("\n")]
        lines += ["", *(f"{row}\\" for row in shown[:-1]), shown[-1]]
    return lines[1:] if text.strip() else []


def _quote(block: Quote, _: str) -> list[str]:
    lines = _text(block.text)
    if block.source:
        lines += ["", inline(line("— ", *block.source))]
    return [f"> {each}".rstrip() for each in lines]


def _note(block: Note, _: str) -> list[str]:
    names = {"info": "Note: ", "warn": "Warning: ", "bad": "Problem: ", "done": "Done: "}
    return [f"> {inline(line(Span(names[block.level], 'strong'), *block.text))}"]


def _list(block: ListBlock, bullet: str) -> list[str]:
    return [row for item in block.items for row in _item(bullet, item.text, item.sub)]


def _checklist(block: Checklist, bullet: str) -> list[str]:
    return [
        row
        for item in block.items
        for row in _item(f"{bullet}[{'x' if item.done else ' '}] ", item.text, item.sub)
    ]


def _item(mark: str, text: Line, sub: Sequence[Line] = ()) -> list[str]:
    return [f"{mark}{alone(text)}".rstrip(), *(f"  {mark[:2]}{alone(each)}" for each in sub)]


def _table(block: Table, bullet: str) -> list[str]:
    rows = [
        [styled(cell, column.style) for cell, column in zip(row, block.columns, strict=True)]
        for row in block.rows
    ]
    if not block.head:
        return [row for cells in rows for row in _item(bullet, join(" · ", cells))]
    head = [line(column.title) for column in block.columns]
    rule = ["---:" if column.align == "right" else "---" for column in block.columns]
    return [_row(head), f"| {' | '.join(rule)} |", *map(_row, rows)]


def _row(cells: Sequence[Line]) -> str:
    return f"| {' | '.join(inline(cell, in_cell=True) for cell in cells)} |"


def _progress(block: Progress, bullet: str) -> list[str]:
    lines: list[str] = []
    group = ""
    for gauge in block.gauges:
        if gauge.group != group:
            lines += ["", inline(line(Span(gauge.group, "label"))), ""]
        group = gauge.group
        drawn = "" if gauge.ratio is None else "".join(bar(gauge.ratio, _BAR))
        lines += _figure(bullet, gauge.label, drawn, gauge.words)
        if gauge.trail or gauge.trail_words:
            trail = join(" ", (line(spark(gauge.trail)), gauge.trail_words))
            lines.append(f"  {bullet}{alone(trail)}")
    return lines[1:] if lines[:1] == [""] else lines


def _sparkline(block: Sparkline, bullet: str) -> list[str]:
    return [
        row
        for one in block.series
        for row in _figure(bullet, one.label, spark(one.values), one.words)
    ]


def _chart(block: Chart, bullet: str) -> list[str]:
    ratios = shares([one.value for one in block.bars])
    title = [alone(styled(block.title, "strong")), ""] if block.title else []
    return title + [
        row
        for one, ratio in zip(block.bars, ratios, strict=True)
        for row in _figure(bullet, one.label, "".join(bar(ratio, _BAR)), one.words)
    ]


def _strip(block: Strip, bullet: str) -> list[str]:
    """Cells stand under each other in letters of one width alone: here are the words."""
    return [row for one in block.tracks for row in _figure(bullet, one.label, "", one.words)]


def _figure(bullet: str, label: Line, drawn: str, words: Line) -> list[str]:
    return _item(bullet, join(" · ", (label, join(" ", (line(drawn), words)))))


def _timeline(block: Timeline, bullet: str) -> list[str]:
    return [row for slot in block.slots for row in _slot(slot, bullet)]


def _slot(slot: Slot, bullet: str) -> list[str]:
    minutes = f"{slot.minutes} min" if slot.minutes else ""
    name = join(" ", (styled(slot.label, "strong"), slot.ref))
    text = join(" · ", (line(slot.start), line(minutes), name, slot.text))
    return _item(bullet, text, slot.details)


_DRAWERS: dict[type, Callable[[Any, str], list[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Prose: _prose,
    Quote: _quote,
    Note: _note,
    ListBlock: _list,
    Checklist: _checklist,
    Table: _table,
    Progress: _progress,
    Timeline: _timeline,
    Sparkline: _sparkline,
    Chart: _chart,
    Strip: _strip,
}
