"""A document as plain sentences, one a line: for a screen reader, and to be read aloud.

No bars, strips or columns: what is drawn elsewhere stands here in its words alone. Lines
are as long as their sentence; whoever shows them wraps them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devjournal.render import document as doc
from devjournal.render.document import Line, Span, line, styled, text_of
from devjournal.render.encoding import fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_ENDS = tuple(".!?:;…")
_WHOLE = ("command", "id", "id_rest")
_MARK = Span("! ", "warn")
# What is read out as "right arrow" or "middle dot" where it is read out at all.
_SPOKEN = ((" → ", " to "), (" · ", ", "), (" × ", " times "))
_RANGE = re.compile("(?<=[0-9])–(?=[0-9])")
_NOTES = {"info": "", "warn": "Warning: ", "bad": "Problem: ", "done": "Done: "}
_BOXES = {None: "", True: "Done: ", False: "To do: "}


def render_sentences(document: doc.Document, encoding: str = "utf-8") -> str:
    """Return the document as sentences that the encoding can carry, one a line, sections apart."""
    safe = doc.cleaned(document)
    rows = [*_sentences([_listed([safe.title, safe.figure]), safe.subtitle])]
    for block in safe.blocks:
        said = [*_SAYERS[type(block)](block)]
        if rows and said and isinstance(block, doc.Heading):
            rows.append("")
        rows += said
    return fitted("".join(f"{row}\n" for row in rows), encoding)


def _sentences(parts: Iterable[Line]) -> Iterator[str]:
    """Yield each line as a sentence; a command at its end stands alone, to be copied."""
    for part in parts:
        seen = [span for span in part if not span.drawn and span.text.strip(" ")]
        is_last = bool(seen) and seen[-1].style == "command"
        words = part[: part.index(seen[-1])] if is_last else part
        yield from filter(None, (_sentence(words), seen[-1].text if is_last else ""))


def _sentence(part: Line) -> str:
    said = ""
    for span in part:
        text = "" if span.drawn or span == _MARK else span.text
        for sign, word in () if span.style in _WHOLE else _SPOKEN:
            text = text.replace(sign, word)
        said += text if span.style in _WHOLE else _RANGE.sub(" to ", text)
    said = re.sub(" +", " ", said).strip(" ,")
    return said if not said or said.endswith(_ENDS) else f"{said}."


def _named(names: Iterable[Line], words: Line) -> Iterator[str]:
    """Yield "Goals: lead-the-readout: 68%." of names that hold anything, and words."""
    return _sentences([_listed([*names, words], ": ")])


def _listed(parts: Iterable[Line], separator: str = ", ") -> Line:
    """Return the parts that hold anything as one; what ends a sentence already ends it."""
    whole: Line = ()
    for part in filter(text_of, parts):
        end = text_of(whole).rstrip(" ")
        whole += line("" if not end else " " if end.endswith(_ENDS) else separator, *part)
    return whole


def _table(block: doc.Table) -> Iterator[str]:
    """Yield a row as "Lead the readout, progress: 68%, due: 24 Nov."; the first cell names it."""
    is_fact = not block.head and len(block.columns) == 2
    for row in block.rows:
        cells = [styled(cell, c.style) for cell, c in zip(row, block.columns, strict=True)]
        titles = [c.title if block.head and n else "" for n, c in enumerate(block.columns)]
        yield from _sentences([_listed(map(_cell, titles, cells), ": " if is_fact else ", ")])


def _cell(title: str, cell: Line) -> Line:
    words = [span for span in cell if not span.drawn]
    while words and not words[-1].text.strip(" "):
        del words[-1]
    if not words:
        return ()
    words[-1] = Span(words[-1].text.rstrip(" "), words[-1].style)
    return line(f"{title}: " if title else "", *words)


def _progress(block: doc.Progress) -> Iterator[str]:
    for gauge in block.gauges:
        yield from _named([line(gauge.group), gauge.label], gauge.words)
        if gauge.trail_words:
            yield from _named([line("On the way")], gauge.trail_words)
        yield from _sentences(gauge.sub)


def _slot(slot: doc.Slot) -> Line:
    unit = "minute" if slot.minutes == "1" else "minutes"
    minutes = f"{slot.minutes} {unit}" if slot.minutes else ""
    head = _listed([line(slot.start), line(minutes), slot.label, slot.ref])
    return _listed([head, slot.text], ": ")


_SAYERS: Mapping[type, Callable[[Any], Iterable[str]]] = {
    doc.Heading: lambda b: _sentences([b.text]),
    doc.Paragraph: lambda b: _sentences([b.text]),
    doc.Prose: lambda b: (row for row in b.text.split("\n") if row.strip()),
    doc.Note: lambda b: _sentences([line(_NOTES[b.level], *b.text), *b.sub]),
    doc.ListBlock: lambda b: _sentences(
        part for one in b.items for part in (line(_BOXES[one.done], *one.text), *one.sub)
    ),
    doc.Table: _table,
    doc.Progress: _progress,
    doc.Timeline: lambda b: _sentences(
        part for one in b.slots for part in (_slot(one), *one.details)
    ),
    doc.Strip: lambda b: (
        said
        for one in b.tracks
        for said in (*_named([one.label], one.words), *_sentences([line(doc.told(b, one))]))
    ),
    doc.Appendix: lambda b: _sentences(
        part for one in b.references for part in (line(f"[{one.number}] ", *one.text), *one.sub)
    ),
}
