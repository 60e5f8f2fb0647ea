"""What HTML and PDF make of a document before either draws it: its sections, rows and figures."""

from __future__ import annotations

import functools
import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devjournal.namedtuples import NamedTuple
from devjournal.render import document as doc
from devjournal.render import svg
from devjournal.render.document import Line, Span, line, styled, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FOLDER = Path(__file__).parent / "templates"
SEPARATOR = " · "
NOTES = {"warn": "Warning:", "bad": "Problem:", "done": "Done:"}
"""What the level of a note is in words."""

_PIECES: Mapping[doc.Style, str] = {
    **dict.fromkeys(("strong", "heading"), "strong"),
    **dict.fromkeys(("id", "id_rest", "command"), "code"),
}
_BAR = re.compile("(━*)(╸?)(─*)")
_ADDRESS = re.compile("https?://[A-Za-z0-9./?#&=%_~:+,;-]+|mailto:[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+")
"""What becomes a link if it is all of its text, such as that to a call; nobody hides in it."""

_LONGEST_TITLE = 80


def is_address(text: str) -> bool:
    """Tell whether a text is an address and nothing else: it is a link to what it says."""
    return bool(_ADDRESS.fullmatch(text))


@functools.cache
def shipped(name: str) -> str:
    """Return a file that comes with the program: styles, or a template."""
    return (FOLDER / name).read_text(encoding="utf-8")


def style() -> str:
    """Return the style sheet; what holds within a picture too stands in it under Drawings."""
    return shipped("style.css")


def called(document: doc.Document) -> str:
    """Return what a page is called; a letter is called by its first words."""
    if title := text_of(document.title).strip():
        return title
    texts = (_first_text(block) for block in document.blocks)
    first = next(filter(None, texts), "devjournal")
    return first if len(first) <= _LONGEST_TITLE else f"{first[:_LONGEST_TITLE]}…"


def _first_text(part: Any) -> str:
    if isinstance(part, Span | doc.Prose):
        return next(filter(None, map(str.strip, part.text.split("\n"))), "")
    return next(filter(None, map(_first_text, part)), "") if isinstance(part, tuple) else ""


def name_and_rest(title: Line) -> tuple[Line, Line]:
    """Return whose or what a page is, and what else its title says."""
    name, _, rest = text_of(title).partition(SEPARATOR)
    if not rest:
        return title, ()
    return _split(title, len(name))[0], _split(title, len(name) + len(SEPARATOR))[1]


def _split(part: Line, at: int) -> tuple[Line, Line]:
    """Return a line as what stands before its letter `at`, and the rest."""
    before: list[Span] = []
    after: list[Span] = []
    for span in part:
        before.append(span._replace(text=span.text[: max(at, 0)]))
        after.append(span._replace(text=span.text[max(at, 0) :]))
        at -= len(span.text)
    return line(*before), line(*after)


class Section(NamedTuple):
    """A heading with its place in the order (2 or deeper), and what is under it."""

    level: int
    heading: Line
    blocks: list[doc.Block]
    parts: list[Section]


def sections(blocks: Sequence[doc.Block]) -> tuple[list[doc.Block], list[Section]]:
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


def pieces(part: Line, style: doc.Style = "plain") -> Iterator[tuple[str, Line]]:
    """Yield the pieces of a line that are "code", "strong", "drawn" or nothing special, each whole.

    Neighbours of one id or command are one piece, to be copied.
    """
    for kind, spans in itertools.groupby(styled(part, style), _kind):
        yield kind, tuple(spans)


def _kind(span: Span) -> str:
    if span.mark and span.mark.number:
        return ""
    return "drawn" if span.drawn else _PIECES.get(span.style, "")


def drawing(text: str, health: str) -> str:
    """Return as a picture what repeats words as a bar or a row of steps; nothing of a sign."""
    bar = _BAR.fullmatch(text)
    if bar and text:
        full, half, _ = map(len, bar.groups())
        return svg.draw_meter((full + half / 2) / len(text), health)
    steps = [doc.STEPS.find(letter) + 1 for letter in text.strip()]
    return svg.draw_spark(steps, len(doc.STEPS)) if all(steps) and steps else ""


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a user's notes, their lines as they are."""
    return [part for part in re.split(r"\n(?: *\n)+", text.strip("\n")) if part.strip()]


def is_facts(block: doc.Table) -> bool:
    """Tell whether a table is a list of names and what each is."""
    is_pair = not block.head and len(block.columns) == 2 and not block.columns[0].beneath
    return is_pair and all(text_of(name).strip() for name, _ in block.rows)


def is_plain(block: doc.ListBlock) -> bool:
    """Tell whether the items of a list are a line each, and nothing to do."""
    return not any(one.sub or one.done is not None for one in block.items)


class Row(NamedTuple):
    """A row of a table: its cells, each with its column, and what stands beneath them."""

    cells: tuple[tuple[doc.Column, Line], ...]
    beneath: tuple[Line, ...]


def rows(block: doc.Table) -> Iterator[Row]:
    """Yield the rows of a table."""
    for row in block.rows:
        pairs = [*zip(block.columns, row, strict=True)]
        beneath = tuple(styled(cell, c.style) for c, cell in pairs if c.beneath and cell)
        cells = tuple(each for each in pairs if not each[0].beneath)
        yield Row(cells or ((doc.Column(), ()),), beneath)


def grouped(block: doc.Progress) -> Iterator[tuple[str, list[doc.Gauge]]]:
    """Yield the gauges under the name of each group."""
    for group, gauges in itertools.groupby(block.gauges, lambda gauge: gauge.group):
        yield group, [*gauges]


def is_brief(gauges: Sequence[doc.Gauge]) -> bool:
    """Tell whether gauges are a bar and words each, and fit a line."""
    return all(one.ratio is not None and not (one.trail_words or one.sub) for one in gauges)


def is_drawn(gauge: doc.Gauge) -> bool:
    """Tell whether a gauge has a way to draw."""
    return bool(gauge.course) or len(gauge.trail) > 1


def course_of(gauge: doc.Gauge) -> doc.Course:
    """Return a gauge's way; without days its values stand at even distances."""
    return gauge.course or doc.Course(tuple(doc.Step(one, f"{one:g}") for one in gauge.trail))


Figures = tuple[str, list[str]]
"""A row of the table that says what a picture shows: its name, and values in words."""


def steps(gauge: doc.Gauge) -> Iterator[Figures]:
    """Yield the values of a gauge's way, and what it is to reach."""
    course = course_of(gauge)
    for number, step in enumerate(course.steps, start=1):
        yield (
            step.day or (str(number) if step.on is None and not gauge.course else "before"),
            [step.words],
        )
    if course.aim:
        yield f"aim {course.aim.day}".rstrip(), [course.aim.words]


def values(strip: doc.Strip) -> Iterator[Figures]:
    """Yield the cells of a strip, of each track: what they count, else their value."""
    length = max((len(track.values) for track in strip.tracks), default=0)
    marks = dict(strip.marks)
    is_part = strip.top == 1
    for number in range(length):
        cells = ((track, [*track.values[number : number + 1], None][0]) for track in strip.tracks)
        name = "".join(strip.names[number : number + 1])
        yield (
            name or f"{number + 1} {marks.get(number, '')}".rstrip(),
            [doc.counted(track, number) or _value(one, is_part=is_part) for track, one in cells],
        )


def keys(strip: doc.Strip) -> dict[str, str]:
    """Return how what is counted looks, and what it is called: "held, in time"."""
    found: dict[str, dict[str, None]] = {}
    for part in (part for track in strip.tracks for part in track.parts if any(part.counts)):
        found.setdefault(part.look, {})[part.name] = None
    return {look: ", ".join(names) for look, names in found.items()}


def _value(value: float | None, *, is_part: bool) -> str:
    if value is None:
        return "–"
    return f"{value:.0%}" if is_part else f"{value:g}"
