"""A document as PDF, for paper and for screen readers, by typst.

The words go to typst as JSON beside the template, so none of them is ever read as markup. It is
asked for PDF/UA and PDF/A, which refuse to print a letter that no font has as a box. typst's
own fonts come first: a page that needs no others is the same on every machine.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Literal

import typst

from devjournal.errors import DevjournalError
from devjournal.namedtuples import NamedTuple
from devjournal.render import document as doc
from devjournal.render import parts, svg, svg_map
from devjournal.render.document import Line, line, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Paper = Literal["a4", "us-letter"]
Data = dict[str, Any]

_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2b"]
_OWN_FONTS = ("Libertinus Serif", "DejaVu Sans Mono")
# Whoever has several of these sees a name as it is written in Japan.
_JAPANESE = ("Noto Serif CJK JP", "Noto Sans CJK JP", "IPAMincho", "IPAPMincho", "IPAGothic")
_MORE_FONTS = (_OWN_FONTS[0], *_JAPANESE, _OWN_FONTS[1])


_ELSEWHERE = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of East Asia, none of which typst's own fonts have: these alone need not be tried."""


class _Attempt(NamedTuple):
    """The fonts that a page is tried with, and whether pictures have words of their own."""

    fonts: tuple[str, ...]
    is_own: bool
    labels: bool = True


_ATTEMPTS = (
    _Attempt(_OWN_FONTS, is_own=True),
    _Attempt(_MORE_FONTS, is_own=False),
    _Attempt(_MORE_FONTS, is_own=False, labels=False),
)
"""What is tried until all is shown: within pictures some letters of several signs are not."""

_SHORT = 700
"""Letters up to which what belongs together is kept on one page."""
_WHOLE = 16
"""Letters up to which an id is not broken."""
_ROOM = {False: 84, True: 112}
"""About how many letters fit a table, within the text or over the margin too."""
_CELL, _MOST = 5, 34
"""What a column has at least, and up to which it is as wide as its text."""
_WORD = re.compile(r"[^\s/\u2e80-\U0010ffff-]+")
_LONGEST_FOOT, _LONGEST_HEAD = 90, 200
_MM = 96 / 25.4

_UNSHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_MOST_NAMED, _AROUND = 5, 40


def render_pdf(
    document: doc.Document, *, author: str = "", paper: Paper = "a4", made: int = 0
) -> bytes:
    """Return the document as a PDF that says it was made at a moment, in seconds since 1970.

    Raises DevjournalError if no font has one of its letters.
    """
    safe = doc.cleaned(document)
    page = page_data(safe, author, paper)
    template = parts.shipped("page.typ").encode()
    texts = "".join(_texts(safe))
    for attempt in _ATTEMPTS[1 if _ELSEWHERE.search(texts) else 0 :]:
        told = {**page, "fonts": attempt.fonts, "labels": attempt.labels}
        try:
            # Each page is one call: what compiles several keeps the last one's data.
            return typst.compile(
                template,
                format="pdf",
                ignore_system_fonts=attempt.is_own,
                sys_inputs={"page": json.dumps(told)},
                pdf_standards=_STANDARDS,
                timestamp=made,
            )
        except typst.TypstError as error:
            failed = error
    raise _no_font(failed, safe) from failed


def _no_font(error: typst.TypstError, document: doc.Document) -> DevjournalError:
    """Return the error that names what no font has, and the line that it stands in."""
    found = dict.fromkeys(_ESCAPE.sub(_letter, one) for one in _UNSHOWN.findall(error.diagnostic))
    marks = "".join(filter(_is_mark, found))
    whole, said = "\n".join(_texts(document)), []
    missing = [one for one in found if not _is_mark(one)] or [*found]
    for letter in missing[:_MOST_NAMED]:
        # A sign may be missing only with what shapes it, such as a digit on a key.
        shaped = re.search(f"{re.escape(letter)}[{marks}]+", whole) if marks else None
        text = shaped[0] if shaped else letter
        before, _, after = _line_with(text, whole).partition(text)
        where = f"{before[-_AROUND:]}{text}{after[:_AROUND]}"
        names = (f"U+{ord(one):04X} {unicodedata.name(one, 'without a name')}" for one in text)
        said.append(f"no font here has {text} ({', '.join(names)}), which stands in: {where}")
    if len(missing) > _MOST_NAMED:
        said.append(f"and {len(missing) - _MOST_NAMED} more")
    hint = "install a font that has it, such as one of Noto's, or write the page as HTML"
    return DevjournalError("\n".join(said or [f"no PDF: {error.message}"]), hint=hint)


def _line_with(text: str, whole: str) -> str:
    return next((one for one in whole.split("\n") if text in one), text)


def _letter(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[2]


def _is_mark(text: str) -> bool:
    """Tell whether a text only shapes the letter before it, which is missing, too."""
    return all(unicodedata.category(one) in ("Cf", "Mn", "Me") for one in text)


def _texts(part: Any) -> Iterator[str]:
    """Yield each line of a document."""
    if isinstance(part, str):
        yield from part.split("\n")
    elif isinstance(part, tuple):
        if part and all(isinstance(one, doc.Span) for one in part):
            yield text_of(part)
        else:
            for one in part:
                yield from _texts(one)


def page_data(document: doc.Document, author: str = "", paper: Paper = "a4") -> Data:
    """Return all that a page of clean text says, and is laid out by, as JSON has it."""
    name, rest = parts.name_and_rest(document.title)
    name, rest = (name, rest) if text_of(name).strip() else (document.title, ())
    is_titled = bool(text_of(name).strip())
    lead, sections = parts.sections(document.blocks)
    title = parts.called(document)
    is_long = len(title) > _LONGEST_FOOT
    return {
        "longest": max(map(len, _WORD.findall("\n".join(_texts(document)))), default=0),
        "title": title,
        "foot": f"{title[:_LONGEST_FOOT]}…" if is_long else title,
        "author": author,
        "paper": paper,
        "colors": _colors(),
        "name": _heading(name) if is_titled else [],
        "rest": _line(rest),
        "figure": _line(document.figure),
        "fits": len(text_of((*document.title, *document.figure))) < _LONGEST_HEAD,
        "subtitle": _line(document.subtitle),
        "lead": _blocks(lead),
        # Headings go down step by step from the first.
        "sections": [_section(one, 0 if is_titled else 1) for one in sections],
    }


@functools.cache
def _colors() -> dict[str, str]:
    """Return the colours of the style sheet, those for paper."""
    light, *_ = parts.style().partition("@media")
    return {**dict(re.findall(r"--(\w+): (#\w+)", light)), "paper": "#ffffff", "rule": "#cfc8ba"}


def _section(one: parts.Section, up: int) -> Data:
    blocks = _blocks(one.blocks)
    # What stands over the margin too leaves no room for a heading there.
    name, rest = parts.name_and_rest(one.heading)
    if not rest or rest[0].style != "dim":  # what explains it stands beneath
        name, rest = one.heading, ()
    is_over = any(each["kind"] == "Strip" or each.get("over") for each in blocks[:1])
    return {
        "over": is_over,
        "depth": one.level,
        "level": min(one.level - up, 6),
        "heading": _heading(name),
        "rest": _line(rest),
        "blocks": blocks,
        "parts": [_section(part, up) for part in one.parts],
    }


def _line(part: Line, style: doc.Style = "plain") -> list[Data]:
    """Return a line as its pieces: words of a style, a link, or a picture for the eye alone."""
    made: list[Data] = []
    for kind, spans in parts.pieces(part, style):
        words = text_of(spans)
        if kind == "drawn":
            drawn = parts.drawing(words, spans[0].style)
            made += [_small(drawn, spans[0].style)] if drawn else _spans(spans, hidden=True)
        elif kind == "code" and len(words) <= _WHOLE:
            made.append({"whole": [*_spans(spans)]})
        else:
            made += _spans(spans)
    return made


def _heading(part: Line) -> list[Data]:
    """Return the pieces of a heading, which has to say something: what is drawn is its text."""
    is_drawn = not text_of(tuple(span for span in part if not span.drawn)).strip()
    return _line(tuple(span._replace(drawn=False) for span in part) if is_drawn else part)


def _spans(spans: Line, **more: Any) -> Iterator[Data]:
    for span in spans:
        if span.change:
            yield _small(svg.draw_change(*span.change))
        is_link = parts.is_address(span.text)
        yield {"text": span.text, "style": span.style, "link": is_link, **more}


def _small(picture: str, health: str = "plain") -> Data:
    return {"picture": _alone(picture, health)}


def _is_short(part: Any) -> bool:
    """Tell whether a part is kept on one page, as it fits one for certain."""
    return sum(map(len, _texts(part))) < _SHORT


def _lines(lines: Iterable[Line]) -> list[Data]:
    return [{"line": _line(one), "quiet": {span.style for span in one} == {"dim"}} for one in lines]


@functools.cache
def _css(health: str) -> str:
    """Return the styles that hold within a picture, with the colour of its health."""
    found = re.search(r"/\* Drawings.*?\*/(.*?)/\*", parts.style(), re.DOTALL)
    colors = _colors()
    colors |= {"way": colors.get(health, colors["accent"]), "sans": f'"{_OWN_FONTS[0]}"'}
    return re.sub(r"var\(--(\w+)\)", lambda one: colors[one[1]], found[1] if found else "")


def _alone(picture: str, health: str = "plain", width: float = 0) -> str:
    """Return a picture as a file of its own, so many millimetres wide if it stretches."""
    head, _, body = picture.partition(">")
    head = head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    if width:
        head = head.replace('width="100%"', f'width="{width * _MM:.0f}"')
    return f"{head}><style>{_css(health)}</style>{body}"


def _said(label: Line, words: Line, default: str, figures: Iterable[str] = ()) -> str:
    """Return what a picture says to those who can't see it: its words, and all its figures."""
    told = f"{text_of(label) or default}: {text_of(words)}".rstrip(": ")
    return "; ".join([told, *figures])


def _gauge(gauge: doc.Gauge, width: float) -> Data:
    drawn = {}
    if parts.is_drawn(gauge):
        course = svg.draw_course(gauge, parts.course_of(gauge), "p")
        figures = (f"{name}: {', '.join(cells)}" for name, cells in parts.steps(gauge))
        words = gauge.trail_words or gauge.words
        said = _said(gauge.label, words, "On the way", figures)
        drawn = {"course": _alone(course, gauge.health), "said": said}
    if gauge.ratio is not None:
        drawn["bar"] = _alone(svg.draw_bar(gauge, "p"), gauge.health, width)
        drawn["bar_said"] = _said(gauge.label, gauge.words, "Progress")
    texts = {"label": gauge.label, "words": gauge.words, "trail": gauge.trail_words}
    told = {name: _line(text) for name, text in texts.items()}
    return {**drawn, **told, "sub": _lines(gauge.sub), "short": _is_short(gauge)}


def _progress(block: doc.Progress) -> Data:
    groups = []
    for name, gauges in parts.grouped(block):
        is_brief = parts.is_brief(gauges) and not any(map(parts.is_drawn, gauges))
        made = [_gauge(one, 44 if is_brief else 60) for one in gauges]
        groups.append({"name": name, "brief": is_brief, "gauges": made})
    return {"groups": groups}


def _strip(block: doc.Strip) -> Data:
    rows = [*parts.values(block)]
    tracks = []
    for at, track in enumerate(block.tracks):
        figures = (f"{name}: {cells[at]}" for name, cells in rows)
        picture = svg.draw_track(track, svg.top_of(block), "p")
        said = _said(track.label, track.words, "Over time", figures)
        texts = {"label": _line(track.label), "words": _line(track.words)}
        tracks.append(
            {**texts, "short": _is_short(track), "track": _alone(picture, width=90), "said": said}
        )
    marks = _alone(svg.draw_marks(block), width=90) if block.marks else ""
    keys = [{**_small(svg.draw_key(look)), "words": key} for look, key in parts.keys(block).items()]
    return {"tracks": tracks, "marks": marks, "keys": keys}


def _table(block: doc.Table) -> Data:
    if parts.is_facts(block):
        pairs = [
            [_line(one, c.style) for one, c in zip(row, block.columns, strict=True)]
            for row in block.rows
        ]
        return {"kind": "facts", "rows": pairs}
    rows = [*parts.rows(block)]
    columns = [one for one in block.columns if not one.beneath] or [doc.Column()]
    texts = [
        [column.title if block.head else "", *(text_of(row.cells[at][1]) for row in rows)]
        for at, column in enumerate(columns)
    ]
    longest = [max(map(len, column)) for column in texts]
    words = [max((len(w) for one in column for w in one.split()), default=0) for column in texts]
    shares = [
        max(min(long, _MOST), min(word, _MOST), _CELL) + 2
        for long, word in zip(longest, words, strict=True)
    ]
    is_wide = sum(shares) > _ROOM[False]
    room = [int(_ROOM[is_wide] * share / sum(shares)) - 2 for share in shares]
    map_ = block.picture if block.picture and not svg_map.is_tall(block.picture) else None
    drawn = {"map": _alone(svg_map.draw_map(map_, "p"))} if map_ else {}
    return {
        **drawn,
        "said": f"{map_.label}: {map_.words}" if map_ else "",
        "over": is_wide or bool(map_),
        "columns": shares,
        "room": [max(one, 2) for one in room],
        "wide": is_wide,
        "right": [one.align == "right" for one in columns],
        "head": [one.title for one in columns] if block.head else [],
        "rows": [
            {"cells": [_line(cell, c.style) for c, cell in row.cells], "sub": _lines(row.beneath)}
            for row in rows
        ],
    }


def _list(block: doc.ListBlock) -> Data:
    items = [
        {
            "text": _line(one.text),
            "sub": _lines(one.sub),
            "done": one.done,
            "short": _is_short(one),
        }
        for one in block.items
    ]
    return {"plain": parts.is_plain(block), "items": items}


def _records(block: doc.Appendix) -> doc.ListBlock:
    """Return the records of a page as a list, each behind the number of its marks."""
    return doc.ListBlock(
        tuple(
            doc.Item(line(doc.Span(f"[{one.number}] ", "dim"), *one.text), one.sub)
            for one in block.references
        )
    )


def _slot(slot: doc.Slot) -> Data:
    label = doc.styled(slot.label, "strong")
    head = line(*label, " ", *slot.ref) if slot.ref else label
    at = {"start": slot.start, "minutes": f"{slot.minutes} min" if slot.minutes else ""}
    text = {"label": _line(head), "text": _line(slot.text), "sub": _lines(slot.details)}
    return {**at, **text, "short": _is_short(slot)}


_PARTS: Mapping[type, Callable[[Any], Data]] = {
    doc.Paragraph: lambda block: {"line": _line(block.text)},
    doc.Prose: lambda block: {
        "paragraphs": [one.split("\n") for one in parts.paragraphs(block.text)]
    },
    doc.Note: lambda block: {
        "level": block.level,
        "word": parts.NOTES.get(block.level, ""),
        "line": _line(block.text),
        "sub": _lines(block.sub),
        "short": _is_short(block),
    },
    doc.ListBlock: _list,
    doc.Table: _table,
    doc.Timeline: lambda block: {"slots": [*map(_slot, block.slots)]},
    doc.Progress: _progress,
    doc.Strip: _strip,
}


def _blocks(blocks: Iterable[doc.Block]) -> list[Data]:
    those = (_records(one) if isinstance(one, doc.Appendix) else one for one in blocks)
    made = ({"kind": type(one).__name__, **_PARTS[type(one)](one)} for one in those)
    return [one for one in made if any(one.get(key, True) for key in _NEEDED[one["kind"]])]


_NEEDED: Mapping[str, tuple[str, ...]] = {
    "Paragraph": ("line",),
    "Prose": ("paragraphs",),
    "Note": ("line", "sub"),
    "ListBlock": ("items",),
    "Table": ("rows", "head"),
    "facts": ("rows",),
    "Timeline": ("slots",),
    "Progress": ("groups",),
    "Strip": ("tracks",),
}
"""What a block has to have, one of it, to stand on the page."""
