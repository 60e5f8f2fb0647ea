"""A document as Markdown, to paste where others read it: GitHub's, with tables and tasks.

Text shows letter for letter. Only what would act is escaped: a full stop, a hyphen or a
bracket in a sentence stays as it was written. Nothing becomes a link, an image or HTML. A
bare address stays bare: where a reader makes it a link, it shows where it leads.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

from devjournal.render import document as doc
from devjournal.render.document import Item, Line, Span, join, line, styled, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_BULLETS = ("- ", "* ")
_BOXES = {None: "", True: "[x] ", False: "[ ] "}
_NOTES = {"info": "Note: ", "warn": "Warning: ", "bad": "Problem: ", "done": "Done: "}
_MARKS: Mapping[doc.Style, str] = {
    **dict.fromkeys(("strong", "heading", "label", "warn", "bad", "late"), "**"),
    **dict.fromkeys(("id", "id_rest", "command"), "`"),
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


def render_markdown(document: doc.Document) -> str:
    """Return the document as Markdown text that ends with a newline, and nothing in it acts."""
    safe = doc.cleaned(document)
    title = join(" · ", (safe.title, safe.figure))
    parts = [f"# {heading(title)}"] if title else []
    parts += [alone(safe.subtitle)] if safe.subtitle else []
    for block in safe.blocks:
        # A bullet that does not go on with the list that may stand before.
        last = parts[-1].rpartition("\n")[2].lstrip() if parts else ""
        bullet = _BULLETS[last.startswith(_BULLETS[0])]
        parts += filter(None, ["\n".join(_DRAWERS[type(block)](block, bullet))])
    return "".join(f"{part}\n\n" for part in parts).rstrip("\n") + "\n"


def _prose(block: doc.Prose, _: str) -> list[str]:
    lines: list[str] = []
    for paragraph in re.split(r"\n(?: *\n)+", block.text.strip("\n ")):
        shown = [alone(line(row)) for row in paragraph.split("\n")]
        lines += ["", *(f"{row}\\" for row in shown[:-1]), shown[-1]]
    return lines[1:] if block.text.strip() else []


def _note(block: doc.Note, _: str) -> list[str]:
    words = line(Span(_NOTES[block.level], "strong"), *block.text)
    shown = [inline(words), *map(alone, block.sub)]
    return [*(f"> {row}\\" for row in shown[:-1]), f"> {shown[-1]}"]


def _items(items: Iterable[Item], bullet: str) -> list[str]:
    lines: list[str] = []
    for text, sub, done in items:
        lines.append(f"{bullet}{_BOXES[done]}{alone(text)}".rstrip())
        lines += (f"  {bullet}{alone(each)}" for each in sub if each)
    return lines


def _table(block: doc.Table, bullet: str) -> list[str]:
    rows = [
        [styled(cell, column.style) for cell, column in zip(row, block.columns, strict=True)]
        for row in block.rows
    ]
    if not block.head:
        return _items((Item(join(" · ", cells)) for cells in rows), bullet)
    head = [line(column.title) for column in block.columns]
    rule = ["---:" if column.align == "right" else "---" for column in block.columns]
    drawn = [[inline(cell, in_cell=True) for cell in cells] for cells in (head, *rows)]
    return [f"| {' | '.join(cells)} |" for cells in (drawn[0], rule, *drawn[1:])]


def _progress(block: doc.Progress, bullet: str) -> list[str]:
    lines: list[str] = []
    for group, gauges in itertools.groupby(block.gauges, lambda gauge: gauge.group):
        if group or lines:
            lines += ["", inline(line(Span(group, "label"))), ""]
        for gauge in gauges:
            drawn = "" if gauge.ratio is None else "".join(doc.bar(gauge.ratio))
            trail = join(" ", (line(doc.spark(gauge.trail)), gauge.trail_words))
            words = join(" ", (line(drawn), gauge.words))
            way = (trail,) if gauge.trail or gauge.trail_words else ()
            lines += _items([Item(join(" · ", (gauge.label, words)), (*way, *gauge.sub))], bullet)
    return lines[1:] if lines[:1] == [""] else lines


def _slot(slot: doc.Slot) -> Item:
    minutes = f"{slot.minutes} min" if slot.minutes else ""
    name = join(" ", (styled(slot.label, "strong"), slot.ref))
    text = join(" · ", (line(slot.start), line(minutes), name, slot.text))
    return Item(text, slot.details)


_DRAWERS: Mapping[type, Callable[[Any, str], list[str]]] = {
    doc.Heading: lambda b, _: [f"{'#' * (b.level + 1)} {heading(b.text)}"] if b.text else [],
    doc.Paragraph: lambda b, _: [alone(b.text)],
    doc.Prose: _prose,
    doc.Note: _note,
    doc.ListBlock: lambda b, bullet: _items(b.items, bullet),
    doc.Table: _table,
    doc.Progress: _progress,
    doc.Timeline: lambda b, bullet: _items(map(_slot, b.slots), bullet),
    # As footnotes, readers that know none would take them for the addresses of links.
    doc.Appendix: lambda b, bullet: _items(
        (Item(line(f"[{one.number}] ", *one.text), one.sub) for one in b.references), bullet
    ),
    # Cells stand under each other in letters of one width alone: here are the words.
    doc.Strip: lambda b, bullet: _items(
        (Item(join(" · ", (t.label, t.words)), (line(doc.told(b, t)),)) for t in b.tracks), bullet
    ),
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
    return _block_escaped(inline(part))


def _block_escaped(text: str) -> str:
    if _OPENS_BLOCK.match(text):
        return "\\" + text
    return _NUMBERED.sub(r"\1\\\2", text, count=1) if _NUMBERED.match(text) else text


def heading(part: Line) -> str:
    """Return a line for use as a heading, where number signs at its end would be dropped."""
    return _CLOSES_HEADING.sub(r"\\", inline(part))


def _runs(part: Line) -> Iterator[tuple[str, str]]:
    """Yield (mark, text) of neighbours that are marked alike."""
    for mark, spans in itertools.groupby(line(*part), _mark_of):
        yield mark, text_of(tuple(spans))


def escape_text(text: str) -> str:
    """Return a text that shows letter for letter wherever it is put, its blanks and lines kept."""
    return "\n".join(map(_escaped_row, text.split("\n")))


def _escaped_row(row: str) -> str:
    bare = row.lstrip(" ")
    return f"{row[: len(row) - len(bare)]}{_block_escaped(_escaped(bare))}"


def _mark_of(span: Span) -> str:
    if span.mark and span.mark.number:
        return ""
    return _MARKS.get(span.style, "")


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
