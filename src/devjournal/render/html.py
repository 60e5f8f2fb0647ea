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
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from devjournal.render import document as doc
from devjournal.render import parts, svg, svg_map
from devjournal.render.document import Line, Span, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_COLUMNS = 4
_LONGEST_WORD = 24
"""A table of more columns or longer words may be wider than a phone: it can be moved by keys."""

_LONGEST_FIGURE = 12
"""What is no longer, such as "due 24 Nov", is not broken at the end of a line."""


def render_html(document: doc.Document) -> str:
    """Return the document as one HTML file, in which nothing acts."""
    safe = doc.cleaned(document)
    digest = base64.b64encode(hashlib.sha256(parts.style().encode()).digest()).decode()
    name, rest = parts.name_and_rest(safe.title)
    lead, sections = parts.sections(safe.blocks)
    return (
        _environment()
        .get_template("page.html")
        .render(
            document=safe,
            name=name,
            rest=rest,
            title=parts.called(safe),
            lead=lead,
            sections=sections,
            pictures=_Pictures(),
            style=Markup(parts.style()),  # noqa: S704  # our own file
            digest=digest,
        )
    )


@functools.cache
def _environment() -> Environment:
    loader = FileSystemLoader(parts.FOLDER)
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=4,
    )
    made.globals |= {"words": parts.NOTES, "separator": parts.SEPARATOR}
    made.filters |= {
        "line": _inline,
        "heading": _heading,
        "kind": lambda block: type(block).__name__,
        "paragraphs": parts.paragraphs,
        "plain": parts.is_plain,
        "facts": parts.is_facts,
        "rows": parts.rows,
        "wide": _is_wide,
        "grouped": parts.grouped,
        "brief": parts.is_brief,
        "drawn": parts.is_drawn,
        "steps": parts.steps,
        "names": lambda strip: [text_of(track.label) for track in strip.tracks],
        "values": parts.values,
        "keys": parts.keys,
        "tall": svg_map.is_tall,
    }
    return made


def _inline(part: Line, style: doc.Style = "plain") -> Markup:
    """Return a line as HTML."""
    made: list[Markup] = []
    for kind, spans in parts.pieces(part, style):
        if kind == "drawn":
            made.append(_drawn(text_of(spans), spans[0].style))
            continue
        inner = Markup("").join(map(_span, spans))
        made.append(_wrap(kind, inner) if kind else inner)
    return Markup("").join(made)


def _heading(part: Line) -> Markup:
    """Return a heading; what explains it stands beneath, without the sign that separates both."""
    name, rest = parts.name_and_rest(part)
    if not rest or rest[0].style != "dim":
        return _inline(part)
    sign = Markup('<span class="unseen">%s</span>') % parts.SEPARATOR
    return _inline(name) + sign + Markup('<span class="about">%s</span>') % _inline(rest)


def _wrap(element: str, inner: Markup) -> Markup:
    return Markup("<%s>%s</%s>") % (element, inner, element)


def _span(span: Span) -> Markup:
    is_whole = _is_whole(span)
    words = Markup.escape(span.text.lstrip(" ") if is_whole else span.text)
    if span.mark and span.mark.number:
        return Markup('<a class="mark" id="m%d" href="#r%d">%s</a>') % (
            *(span.mark.place, span.mark.number),
            words,
        )
    if parts.is_address(span.text):
        words = Markup('<a href="%s" rel="noreferrer">%s</a>') % (words, words)
    if span.change:
        drawn = Markup(svg.draw_change(*span.change))  # noqa: S704  # numbers alone
        words = Markup("%s %s") % (drawn, words)
    if span.style in ("plain", "strong", "heading", "id"):
        return words
    if not is_whole:
        return Markup('<span class="%s">%s</span>') % (span.style, words)
    # A line may break before it.
    lead = " " * span.text.startswith(" ")
    return Markup('%s<span class="%s whole">%s</span>') % (lead, span.style, words)


def _is_whole(span: Span) -> bool:
    """Tell whether a line never breaks within something: "3 of 4", "24 Nov" or "(1 of 2)"."""
    is_figure = span.style in ("number", "date") or span.text.startswith(" (")
    is_marked = span.style not in ("plain", "strong", "heading", "id")
    return is_figure and is_marked and len(span.text) <= _LONGEST_FIGURE


def _drawn(text: str, health: str) -> Markup:
    """Return what repeats words as a picture; a sign is left to the eye."""
    if drawn := parts.drawing(text, health):
        return Markup(drawn)  # noqa: S704  # no word in it
    return Markup('<span class="%s" aria-hidden="true">%s</span>') % (health, text)


def _is_wide(block: doc.Table) -> bool:
    texts = (text_of(cell) for row in block.rows for cell in row)
    titles = (column.title for column in block.columns)
    words = (word for text in itertools.chain(titles, texts) for word in text.split())
    return len(block.columns) > _MOST_COLUMNS or any(len(word) > _LONGEST_WORD for word in words)


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
        """Return a gauge's way."""
        return self._draw(svg.draw_course, gauge, parts.course_of(gauge))

    def track(self, strip: doc.Strip, track: doc.Track) -> Markup:
        """Return a row of a strip."""
        drawn = functools.partial(svg.draw_track, told=doc.told(strip, track))
        return self._draw(drawn, track, svg.top_of(strip))

    def map(self, map_: doc.Map, *, narrow: bool = False) -> Markup:
        """Return a map, as wide as a page is or as a phone."""
        width = svg_map.NARROW if narrow else svg_map.WIDE
        return self._draw(functools.partial(svg_map.draw_map, width=width), map_)

    @staticmethod
    def marks(strip: doc.Strip) -> Markup:
        """Return the names above a strip."""
        return Markup(svg.draw_marks(strip))  # noqa: S704  # it escapes its words

    @staticmethod
    def key(look: str) -> Markup:
        """Return what stands for one of a sort."""
        return Markup(svg.draw_key(look))  # noqa: S704  # no word in it
