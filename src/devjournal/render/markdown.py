"""A document as Markdown, to paste where others read it: GitHub's, with tables and tasks.

Text shows letter for letter. Only what would act is escaped: a full stop, a hyphen or a
bracket in a sentence stays as it was written. Nothing becomes a link, an image or HTML. A
bare address stays bare: where a reader makes it a link, it shows where it leads.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

from devjournal.render.bars import bar, spark
from devjournal.render.document import (
    Block,
    Checklist,
    Document,
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
    Style,
    Table,
    Timeline,
    cleaned,
    join,
    line,
    styled,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_BULLETS = ("- ", "* ")
_BAR = 10
_NOTES = {"info": "Note: ", "warn": "Warning: ", "bad": "Problem: ", "done": "Done: "}
_MARKS: Mapping[Style, str] = {
    "strong": "**",
    "heading": "**",
    "label": "**",
    "warn": "**",
    "bad": "**",
    "late": "**",
    "id": "`",
    "id_rest": "`",
    "command": "`",
}
_ACTS = re.compile(
    r"""
    \\(?=[!-/:-@\[-`{-~]|\s*$)     # a backslash that would escape what follows
    | [`*\[|]                      # code, emphasis, links and images, table cells
    | (?<![^\W_])_ | _(?![^\W_])   # emphasis, but not within a word
    | <(?=[A-Za-z/!?]|$)           # HTML and addresses in angle brackets
    | &(?=\#?\w+;)                 # entities
    | (?<!\s)~ | ~(?=~)            # strikethrough and fences
    | (?<!\w):(?=[A-Za-z+-][\w+-]*:)  # :smile:
    """,
    re.VERBOSE,
)
_OPENS_BLOCK = re.compile(r"(?:#{1,6}|[-+])(?=\s|$)|>|[-=:][-=:\s]*$")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CLOSES_HEADING = re.compile(r"(?:(?<=\s)|^)(?=#+$)")
_BESIDE_MARKS = frozenset(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def render_markdown(document: Document) -> str:
    """Return the document as Markdown text that ends with a newline.

    All text is cleaned and escaped: it shows letter for letter, and nothing in it acts.
    """
    safe = cleaned(document)
    title = join(" · ", (safe.title, safe.figure))
    parts = [f"# {heading(title)}"] if title else []
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


def _text(text: str) -> list[str]:
    """Return a text of many lines with its paragraphs and its line breaks kept."""
    lines: list[str] = []
    for paragraph in re.split(r"\n(?: *\n)+", text.strip("\n ")):
        shown = [alone(line(row)) for row in paragraph.split("\n")]
        lines += ["", *(f"{row}\\" for row in shown[:-1]), shown[-1]]
    return lines[1:] if text.strip() else []


def _note(block: Note, _: str) -> list[str]:
    words = line(Span(_NOTES[block.level], "strong"), *block.text)
    shown = [inline(words), *map(alone, block.sub)]
    return [*(f"> {row}\\" for row in shown[:-1]), f"> {shown[-1]}"]


def _checklist(block: Checklist, bullet: str) -> list[str]:
    boxes = {True: f"{bullet}[x] ", False: f"{bullet}[ ] "}
    return _flat(_item(boxes[each.done], each.text, each.sub) for each in block.items)


def _flat(parts: Iterable[list[str]]) -> list[str]:
    return [row for part in parts for row in part]


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


def _figure(bullet: str, label: Line, drawn: str, words: Line) -> list[str]:
    return _item(bullet, join(" · ", (label, join(" ", (line(drawn), words)))))


def _slot(slot: Slot, bullet: str) -> list[str]:
    minutes = f"{slot.minutes} min" if slot.minutes else ""
    name = join(" ", (styled(slot.label, "strong"), slot.ref))
    text = join(" · ", (line(slot.start), line(minutes), name, slot.text))
    return _item(bullet, text, slot.details)


_DRAWERS: dict[type, Callable[[Any, str], list[str]]] = {
    Heading: lambda b, _: [f"{'#' * (b.level + 1)} {heading(b.text)}"] if b.text else [],
    Paragraph: lambda b, _: [alone(b.text)] if b.text else [],
    Prose: lambda b, _: _text(b.text),
    Note: _note,
    ListBlock: lambda b, bullet: _flat(_item(bullet, one.text, one.sub) for one in b.items),
    Checklist: _checklist,
    Table: _table,
    Progress: _progress,
    Timeline: lambda b, bullet: _flat(_slot(one, bullet) for one in b.slots),
    # Cells stand under each other in letters of one width alone: here are the words.
    Strip: lambda b, bullet: _flat(_figure(bullet, one.label, "", one.words) for one in b.tracks),
}


def inline(part: Line, *, in_cell: bool = False) -> str:
    """Return a line for use within one: in a heading, or in a table's cell."""
    runs = list(_runs(part))
    texts: list[str] = []
    for number, (mark, text) in enumerate(runs):
        following = runs[number + 1][1][:1] if number + 1 < len(runs) else ""
        if mark == "`" and text.strip():
            texts.append(_code(text, in_cell=in_cell))
        elif mark == "**":
            texts.append(_marked(mark, text, before="".join(texts)[-1:], after=following))
        else:
            texts.append(_escaped(text))
    return "".join(texts).strip()


def alone(part: Line) -> str:
    """Return a line for use as one, where its beginning could make it a list or a title."""
    text = inline(part)
    if _OPENS_BLOCK.match(text):
        return "\\" + text
    return _NUMBERED.sub(r"\1\\\2", text, count=1) if _NUMBERED.match(text) else text


def heading(part: Line) -> str:
    """Return a line for use as a heading, where number signs at its end would be dropped."""
    return _CLOSES_HEADING.sub(r"\\", inline(part))


def _runs(part: Line) -> Iterator[tuple[str, str]]:
    """Yield (mark, text) of neighbours that are marked alike."""
    filled = (span for span in part if span.text)
    for mark, spans in itertools.groupby(filled, key=lambda span: _MARKS.get(span.style, "")):
        yield mark, text_of(tuple(spans))


def _escaped(text: str) -> str:
    return _ACTS.sub(r"\\\g<0>", text)


def _marked(mark: str, text: str, *, before: str, after: str) -> str:
    """Return `text` between marks, where marks act; their place between letters is no such."""
    core = text.strip()
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    neighbours = (lead[-1:] or before, tail[:1] or after)
    if not core or any(each and each not in _BESIDE_MARKS for each in neighbours):
        return _escaped(text)
    return f"{lead}{mark}{_escaped(core)}{mark}{tail}"


def _code(text: str, *, in_cell: bool) -> str:
    ticks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    ends = (text[0], text[-1])
    # One space is taken off where both ends have one.
    if "`" in ends or ends == (" ", " "):
        text = f" {text} "
    return ticks + (text.replace("|", "\\|") if in_cell else text) + ticks
