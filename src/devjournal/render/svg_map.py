"""The map of a network, as SVG: I am in the middle, and whom I have stands around me.

What somebody is to me is a branch of the line through me; where they are is the side and the
distance. Each has a row of their own, so that no name ever meets another, however many there
are, and names that are too long for their room go on beneath. The layout is the same each time.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain
from typing import TYPE_CHECKING

from devjournal.namedtuples import NamedTuple
from devjournal.render.svg import picture, put_text, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from devjournal.render.document import Branch, Map, Spot

WIDE, NARROW = 640.0, 288.0
"""How wide a map is on a page and on paper, and on a phone."""

_THIN, _BROAD = frozenset("fijlrtI.,:;'’|!()[] -"), frozenset("MW@%")
_SMALL = 0.92
"""How large the words beneath a name are, beside it."""
_NAME, _WORDS = 16, 14
"""How high a line of a name is, and of the words beneath it."""
_ROW, _BRANCH, _ME = 8, 34, 46
_DOT = 5
_MOST_ON_PAPER = 24
"""Of so many the names can still be read where a map is made to fit a page of paper."""
_MOST_WAYS = 12
"""So many introductions are drawn as lines; more would cross too often to be followed."""


class _Dot(NamedTuple):
    """Where somebody stands on the map."""

    name: str
    through: str
    x: float
    y: float


class _Chart:
    """What is being drawn, from the top down; `y` is where the next row begins."""

    def __init__(self, map_: Map, width: float) -> None:
        self.map = map_
        self.middle = width / 2
        self.y = 0.0
        self.dots: list[_Dot] = []
        self.body: list[str] = []
        # On a phone dots stand close, and further apart where there is room for names.
        first, step, least = width * 0.105 - 3, width * 0.24 - 44, width * 0.1 + 46
        self.places: list[float] = []
        for names, way in ((map_.left, -1), (map_.right, 1)):
            room = (self.middle - first - least) / max(len(names) - 1, 1)
            far = (first + min(step, room) * number for number in range(len(names)))
            self.places += (self.middle + way * x for x in far)

    def lines(self, text: str, x: float, size: float = 1) -> list[str]:
        """Return a text in lines that end before the map does, from `x` outward."""
        return fold(text, (self.middle - abs(x - self.middle) - 2) / size)

    def texts(self, lines: Sequence[str], x: float, y: float, kind: str, height: int) -> float:
        """Draw lines outward from `x`, and return where they end."""
        is_left = x < self.middle
        for number, one in enumerate(lines):
            anchor = "end" if is_left else "start"
            self.body.append(put_text(one, x, y + number * height, kind, anchor))
        return y + len(lines) * height

    def titles(self) -> None:
        """Draw the names of the places above them, the farther ones higher; empty ones too."""
        here = {one.place for one in _spots(self.map) if one.is_here}
        names = (*self.map.left, *self.map.right)
        farther = sorted(range(len(names)), key=lambda at: -abs(self.places[at] - self.middle))
        ends: dict[bool, float] = {True: 14.0, False: 14.0}
        for at in farther:
            x = self.places[at]
            is_left = x < self.middle
            name = names[at] if at in here else f"{names[at]}: nobody yet"
            begin = x + (_DOT if is_left else -_DOT)
            lines = self.lines(name, begin)
            ends[is_left] = self.texts(lines, begin, ends[is_left], "place", _WORDS) + 2
        self.y = max(ends.values()) + 6
        for at, x in enumerate(self.places):
            if at not in here:
                self.body.append(_circle(x, self.y, "empty"))
        self.y += _DOT + 9

    def branch(self, branch: Branch) -> None:
        """Draw a branch: its name on the line through me, then both sides beneath it."""
        is_empty = not any(one.is_here for one in branch.spots)
        words = f"{branch.label}: nobody yet" if is_empty else branch.label
        half = _length(words) / 2 + 10
        box = f'x="{short(self.middle - half)}" y="{short(self.y)}" width="{short(2 * half)}"'
        kind = "branch empty" if is_empty else "branch"
        self.body.append(f'<rect class="{kind}" {box} height="22" rx="11"/>')
        self.body.append(put_text(words, self.middle, self.y + 15, "kind", "middle"))
        top = self.y + _BRANCH
        left = [one for one in branch.spots if one.place < len(self.map.left)]
        right = [one for one in branch.spots if one.place >= len(self.map.left)]
        self.y = max(self.side(left, top), self.side(right, top)) + _ROW

    def side(self, spots: Sequence[Spot], y: float) -> float:
        """Draw whom I have on one side of a branch, and return where they end."""
        for one in sorted(spots, key=lambda one: abs(self.places[one.place] - self.middle)):
            x = self.places[one.place]
            kind = "way" if one.is_here else "way open"
            self.body.append(_line(kind, self.middle, y, x, y))
            self.body.append(_circle(x, y, "some" if one.is_here else "open"))
            self.dots.append(_Dot(one.name, one.through, x, y))
            out = x + (-_DOT - 6 if x < self.middle else _DOT + 6)
            end = self.texts(self.lines(one.name, out), out, y + 4, "name", _NAME)
            words = ", ".join(filter(None, (one.words, one.through and f"through {one.through}")))
            if words:
                end = self.texts(self.lines(words, out, _SMALL), out, end, "words", _WORDS)
            y = end + _ROW
        return y

    def me(self) -> None:
        """Draw me, in the middle."""
        y = self.y + _ME / 2
        self.body.append(_circle(self.middle, y, "me", 20))
        self.body.append(put_text("me", self.middle, y + 4, "self", "middle"))
        self.y += _ME + 2 * _ROW

    def ways(self) -> Iterator[str]:
        """Yield a line from who led to somebody, to them, as far as both are on the map."""
        first = {one.name: one for one in reversed(self.dots)}
        pairs = [(first[to.through], to) for to in self.dots if to.through in first]
        for by, to in pairs if len(pairs) <= _MOST_WAYS else ():
            sides = [1 if one.x > self.middle else -1 for one in (by, to)]
            near = min(abs(one.x - self.middle) for one in (by, to)) * 0.25
            x = self.middle + (near * sides[0] if sides[0] == sides[1] else 0)
            points = (by.x, by.y, x, by.y, x, to.y, to.x, to.y)
            a, b, c, d, e, f, g, h = map(short, points)
            yield f'<path class="led" d="M{a} {b}C{c} {d} {e} {f} {g} {h}"/>'


def draw_map(map_: Map, name: str, width: float = WIDE) -> str:
    """Return the map; on a phone it is NARROW."""
    chart = _Chart(map_, width)
    chart.titles()
    top = chart.y
    for branch in map_.above:
        chart.branch(branch)
    chart.me()
    for branch in map_.beneath:
        chart.branch(branch)
    height = chart.y
    inside = f'<rect class="inside" width="{short(chart.middle)}" height="{short(height)}" rx="6"/>'
    guides = (_line("guide", x, top - 6, x, height - 8) for x in chart.places)
    spine = _line("spine", chart.middle, top - 6, chart.middle, height - 16)
    body = "".join(chain((inside,), guides, (spine,), chart.ways(), chart.body))
    wide, high = short(width), short(height)
    size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    return picture(name, "map", size, (map_.label, map_.words), body)


def is_tall(map_: Map) -> bool:
    """Whether a map has too many for a page of paper, where its table is easier to read."""
    return sum(1 for _ in _spots(map_)) > _MOST_ON_PAPER


def fold(text: str, room: float) -> list[str]:
    """Return a text in lines of at most so much room, broken between words, else within one."""
    lines = [""]
    for word in re.findall(r"[^\s-]+-?\s*|-\s*", text):
        if _length(lines[-1] + word.rstrip()) <= room:
            lines[-1] += word
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and _length(lines[-1] + letter.strip()) > room:
                lines.append("")
            lines[-1] += letter
    return [one.strip() for one in lines if one.strip()]


def _length(text: str) -> float:
    """Return about how wide a text is, rather more than less."""
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 13
    if letter in _THIN:
        return 4.3
    if letter in _BROAD:
        return 14
    return 11.8 if letter in "mw" else 7.3 if letter.islower() else 9


def _spots(map_: Map) -> Iterator[Spot]:
    for branch in (*map_.above, *map_.beneath):
        yield from branch.spots


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    a, b, c, d = map(short, (x1, y1, x2, y2))
    return f'<line class="{kind}" x1="{a}" y1="{b}" x2="{c}" y2="{d}"/>'


def _circle(x: float, y: float, kind: str, radius: int = _DOT) -> str:
    return f'<circle class="{kind}" cx="{short(x)}" cy="{short(y)}" r="{radius}"/>'
