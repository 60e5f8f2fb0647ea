"""A document as one HTML file: it loads nothing, runs nothing, and prints well.

The words go through Jinja2, which escapes them; no word of a user's becomes an element or an
attribute, but for an address that is a text of its own: it is a link to what it says. The
policy in the file's head forbids everything but its own styles, so that even a mistake here
would neither load nor run anything.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from devjournal.namedtuples import NamedTuple
from devjournal.render import document as doc
from devjournal.render import svg
from devjournal.render.document import Line, Span, line, styled, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_FOLDER = Path(__file__).parent / "templates"
_SEPARATOR = " · "
_ELEMENTS: Mapping[doc.Style, str] = {
    **dict.fromkeys(("strong", "heading"), "strong"),
    **dict.fromkeys(("id", "id_rest", "command"), "code"),
}
_WORDS = {"warn": "Warning:", "bad": "Problem:", "done": "Done:"}
_BAR = re.compile("(━*)(╸?)(─*)")
_ADDRESS = re.compile("https?://[A-Za-z0-9./?#&=%_~:+,;-]+|mailto:[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+")
"""What becomes a link if it is all of its text, such as that to a call; nobody hides in it."""

_MOST_COLUMNS = 4
_LONGEST_WORD = 24
"""A table of more columns or longer words may be wider than a phone: it can be moved by keys."""
_LONGEST_TITLE = 80


def render_html(document: doc.Document) -> str:
    """Return the document as one HTML file, in which nothing acts."""
    safe = doc.cleaned(document)
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    name, _, rest = text_of(safe.title).partition(_SEPARATOR)
    lead, sections = _sections(safe.blocks)
    return (
        _environment()
        .get_template("page.html")
        .render(
            document=safe,
            name=_split(safe.title, len(name))[0] if rest else safe.title,
            rest=_split(safe.title, len(name) + len(_SEPARATOR))[1] if rest else (),
            title=_title(safe),
            lead=lead,
            sections=sections,
            pictures=_Pictures(),
            style=Markup(style),  # noqa: S704  # our own file
            digest=digest,
        )
    )


@functools.cache
def _environment() -> Environment:
    loader = FileSystemLoader(_FOLDER)
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=4,
    )
    made.globals |= {"words": _WORDS, "separator": _SEPARATOR}
    made.filters |= {
        "line": _inline,
        "kind": lambda block: type(block).__name__,
        "paragraphs": _paragraphs,
        "plain": lambda block: not any(one.sub or one.done is not None for one in block.items),
        "facts": _facts,
        "rows": _rows,
        "wide": _is_wide,
        "grouped": _grouped,
        "brief": lambda gauges: all(
            one.ratio is not None and not (one.trail_words or one.sub) for one in gauges
        ),
        "steps": _steps,
        "top": svg.top_of,
        "names": lambda strip: [text_of(track.label) for track in strip.tracks],
        "values": _values,
    }
    return made


@functools.cache
def _style() -> str:
    source, *_ = FileSystemLoader(_FOLDER).get_source(_environment(), "style.css")
    return source


def _title(document: doc.Document) -> str:
    """Return what a browser calls the page; a letter is called by its first words."""
    if document.title:
        return text_of(document.title)
    texts = (_first_text(block) for block in document.blocks)
    first = next(filter(None, texts), "devjournal")
    return first if len(first) <= _LONGEST_TITLE else f"{first[:_LONGEST_TITLE]}…"


def _first_text(part: Any) -> str:
    if isinstance(part, Span | doc.Prose):
        return next(filter(None, map(str.strip, part.text.split("\n"))), "")
    return next(filter(None, map(_first_text, part)), "") if isinstance(part, tuple) else ""


class Section(NamedTuple):
    """A heading with its place in the order (2 or deeper), and what is under it."""

    level: int
    heading: Line
    blocks: list[doc.Block]
    parts: list[Section]


def _sections(blocks: Sequence[doc.Block]) -> tuple[list[doc.Block], list[Section]]:
    """Return what stands before the first heading, and sections in one another, none left out."""
    top = Section(1, (), [], [])
    open_: list[tuple[int, Section]] = [(0, top)]
    for block in blocks:
        if not isinstance(block, doc.Heading):
            open_[-1][1].blocks.append(block)
        elif text_of(block.text).strip():
            while open_[-1][0] >= block.level:
                open_.pop()
            within = open_[-1][1]
            made = Section(within.level + 1, block.text, [], [])
            within.parts.append(made)
            open_.append((block.level, made))
    return top.blocks, top.parts


def _split(part: Line, at: int) -> tuple[Line, Line]:
    """Return a line as what stands before its letter `at`, and the rest."""
    before: list[Span] = []
    after: list[Span] = []
    for span in part:
        before.append(span._replace(text=span.text[: max(at, 0)]))
        after.append(span._replace(text=span.text[max(at, 0) :]))
        at -= len(span.text)
    return line(*before), line(*after)


def _inline(part: Line, style: doc.Style = "plain") -> Markup:
    """Return a line as HTML; neighbours of one id or command are one piece, to be copied."""
    made: list[Markup] = []
    for element, spans in itertools.groupby(styled(part, style), _element):
        if element == "drawn":
            made.append(_drawn(text_of(run := tuple(spans)), run[0].style))
            continue
        inner = Markup("").join(map(_span, spans))
        made.append(inner if not element else _wrap(element, inner))
    return Markup("").join(made)


def _element(span: Span) -> str:
    return "drawn" if span.drawn else _ELEMENTS.get(span.style, "")


def _wrap(element: str, inner: Markup) -> Markup:
    return Markup("<%s>%s</%s>") % (element, inner, element)


def _span(span: Span) -> Markup:
    words = Markup.escape(span.text)
    if _ADDRESS.fullmatch(span.text):
        words = Markup('<a href="%s" rel="noreferrer">%s</a>') % (words, words)
    if span.change:
        drawn = Markup(svg.draw_change(*span.change))  # noqa: S704  # numbers alone
        words = Markup("%s %s") % (drawn, words)
    if span.style in ("plain", "strong", "heading", "id"):
        return words
    return Markup('<span class="%s">%s</span>') % (span.style, words)


def _drawn(text: str, health: str) -> Markup:
    """Return what repeats words as a picture: a bar is drawn, a sign is left to the eye."""
    bar = _BAR.fullmatch(text)
    if bar and text:
        full, half, _ = map(len, bar.groups())
        ratio = (full + half / 2) / len(text)
        return Markup(svg.draw_meter(ratio, health))  # noqa: S704  # no word in it
    steps = [doc.STEPS.find(letter) + 1 for letter in text.strip()]
    if all(steps) and steps:
        return Markup(svg.draw_spark(steps, len(doc.STEPS)))  # noqa: S704  # no word in it
    return Markup('<span class="%s" aria-hidden="true">%s</span>') % (health, text)


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n(?: *\n)+", text.strip("\n")) if part.strip()]


def _facts(block: doc.Table) -> bool:
    """Tell whether a table is a list of names and what each is."""
    is_pair = not block.head and len(block.columns) == 2 and not block.columns[0].beneath
    return is_pair and all(text_of(name).strip() for name, _ in block.rows)


def _is_wide(block: doc.Table) -> bool:
    texts = (text_of(cell) for row in block.rows for cell in row)
    titles = (column.title for column in block.columns)
    words = (word for text in itertools.chain(titles, texts) for word in text.split())
    return len(block.columns) > _MOST_COLUMNS or any(len(word) > _LONGEST_WORD for word in words)


class Row(NamedTuple):
    """A row of a table: its cells, each with its column, and what stands beneath them."""

    cells: tuple[tuple[doc.Column, Line], ...]
    beneath: tuple[Line, ...]


def _rows(block: doc.Table) -> Iterator[Row]:
    for row in block.rows:
        pairs = [*zip(block.columns, row, strict=True)]
        beneath = tuple(styled(cell, c.style) for c, cell in pairs if c.beneath and cell)
        cells = tuple(each for each in pairs if not each[0].beneath)
        yield Row(cells or ((doc.Column(), ()),), beneath)


def _grouped(block: doc.Progress) -> Iterator[tuple[str, list[doc.Gauge]]]:
    for group, gauges in itertools.groupby(block.gauges, lambda gauge: gauge.group):
        yield group, [*gauges]


def _course(gauge: doc.Gauge) -> doc.Course:
    return gauge.course or doc.Course(tuple(doc.Step(one, f"{one:g}") for one in gauge.trail))


def _steps(gauge: doc.Gauge) -> Iterator[tuple[str, list[str]]]:
    """Yield the values of a gauge's way as rows of a table, and what it is to reach."""
    course = _course(gauge)
    for number, step in enumerate(course.steps, start=1):
        yield (
            step.day or (str(number) if step.on is None and not gauge.course else "before"),
            [step.words],
        )
    if course.aim:
        yield f"aim {course.aim.day}".rstrip(), [course.aim.words]


class _Pictures:
    """The pictures of one page, each with names of its own."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def _draw(self, how: Callable[..., str], *what: Any) -> Markup:
        return Markup(how(*what, f"p{next(self._numbers)}"))  # noqa: S704  # it escapes its words

    def bar(self, gauge: doc.Gauge) -> Markup:
        """Return a gauge's bar."""
        return self._draw(svg.draw_bar, gauge)

    def course(self, gauge: doc.Gauge) -> Markup:
        """Return a gauge's way; without days its values stand at even distances."""
        return self._draw(svg.draw_course, gauge, _course(gauge))

    def track(self, track: doc.Track, top: float) -> Markup:
        """Return a row of a strip."""
        return self._draw(svg.draw_track, track, top)

    @staticmethod
    def marks(strip: doc.Strip) -> Markup:
        """Return the names above a strip."""
        return Markup(svg.draw_marks(strip))  # noqa: S704  # it escapes its words


def _values(strip: doc.Strip) -> Iterator[tuple[str, list[str]]]:
    """Yield the cells of a strip as rows of a table: names, and values in words."""
    length = max((len(track.values) for track in strip.tracks), default=0)
    names = dict(strip.marks)
    for number in range(length):
        cells = (track.values[number : number + 1] for track in strip.tracks)
        told = [_value(cell[0] if cell else None, is_part=strip.top == 1) for cell in cells]
        yield f"{number + 1} {names.get(number, '')}".rstrip(), told


def _value(value: float | None, *, is_part: bool) -> str:
    if value is None:
        return "–"
    return f"{value:.0%}" if is_part else f"{value:g}"
