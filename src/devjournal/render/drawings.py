"""The blocks of a document that are drawn: bars, lines of values, strips of time.

Each says in words what it draws, for who sees no drawing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from devjournal.render.document import Line


class Gauge(NamedTuple):
    """How far one thing has come.

    `ratio` is the share reached (a bar is drawn from 0 to 1, whatever it is; None: no bar
    can be drawn). `words` say the same for who sees no bar. Gauges of the same `group`
    follow each other; its name is shown once. `trail` are the values on the way, in the
    order of time, drawn beneath on their own scale, and `trail_words` the same in words.
    """

    label: Line
    ratio: float | None
    words: Line
    group: str = ""
    trail: tuple[float, ...] = ()
    trail_words: Line = ()


class Progress(NamedTuple):
    """Gauges, one beneath the other."""

    gauges: tuple[Gauge, ...]


class Series(NamedTuple):
    """Values of one thing in the order of time, and the same in words."""

    label: Line
    values: tuple[float, ...]
    words: Line


class Sparkline(NamedTuple):
    """Series, one beneath the other, each drawn on its own scale."""

    series: tuple[Series, ...]


class Bar(NamedTuple):
    """One bar of a chart: its value (below 0 is drawn as 0), and the same in words."""

    label: Line
    value: float
    words: Line


class Chart(NamedTuple):
    """Bars on one scale, from 0 to the longest."""

    title: Line
    bars: tuple[Bar, ...]


class Track(NamedTuple):
    """A row of a strip, a value to a cell (None: nothing was to be), and the same in words."""

    label: Line
    values: tuple[float | None, ...]
    words: Line


class Strip(NamedTuple):
    """Tracks over the same stretch of time, one beneath the other.

    `marks` are names above cells: the first cell's number and the name. A cell is drawn on
    the scale from 0 to `top`; None: to the largest of all, so that what is as high is as much.
    """

    tracks: tuple[Track, ...]
    marks: tuple[tuple[int, str], ...] = ()
    top: float | None = None
