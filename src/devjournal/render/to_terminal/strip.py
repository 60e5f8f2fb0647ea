"""A strip of time: a row of cells for each track, under names that say where one is."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from devjournal.render.bars import NOTHING, strip
from devjournal.render.document import Column, Line, Span, line
from devjournal.render.to_terminal.grid import draw_grid
from devjournal.render.to_terminal.wrap import cells, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.render.drawings import Strip, Track

_GAPS = (0, 1, 2)
_LEAST_WORDS = 16


def draw_strip(block: Strip, width: int) -> list[Line]:
    """Return the rows of a strip: words behind the cells, else beneath them, else around them.

    Where not even the cells fit beside their labels, they go on in further rows.
    """
    length = max((len(track.values) for track in block.tracks), default=0)
    labels = max((cells(track.label) for track in block.tracks), default=0)
    left = width - length - sum(_GAPS)
    if labels <= left - _least_words(block.tracks):
        return _beside(block, length, width)
    if labels + 1 + length <= width:
        return _beneath(block, length, labels, width)
    return _folded(block, length, width)


def _least_words(tracks: Sequence[Track]) -> int:
    return min(max((cells(track.words) for track in tracks), default=0), _LEAST_WORDS)


def _beside(block: Strip, length: int, width: int) -> list[Line]:
    ruler: tuple[Line, ...] = ((), line(_ruler(block, 0, length)), ())
    tracks = [(track.label, _drawn(track, block, 0, length), track.words) for track in block.tracks]
    columns = (Column(), Column(), Column(wrap=True))
    rows = [ruler, *tracks] if block.marks else tracks
    return draw_grid(columns, rows, width, gaps=_GAPS)


def _beneath(block: Strip, length: int, labels: int, width: int) -> list[Line]:
    space = Span(" " * (labels + 1))
    rows = [line(space, *line(_ruler(block, 0, length)))] if block.marks else []
    for track in block.tracks:
        padding = " " * (labels + 1 - cells(track.label))
        rows.append(line(*track.label, padding, *_drawn(track, block, 0, length)))
        rows += [(space, *row) for row in wrap(track.words, max(width - labels - 1, 1))]
    return rows


def _folded(block: Strip, length: int, width: int) -> list[Line]:
    rows: list[Line] = []
    for track in block.tracks:
        rows += wrap(line(*track.label, " ", *track.words), width, hang=2)
        for start in range(0, length, width):
            end = min(start + width, length)
            if block.marks:
                rows.append(line(_ruler(block, start, end)))
            rows.append(_drawn(track, block, start, end))
    return rows


def _drawn(track: Track, block: Strip, start: int, end: int) -> Line:
    cut = strip(track.values[start:end], _top(block))
    runs = (("".join(run), is_nothing) for is_nothing, run in groupby(cut, NOTHING.__eq__))
    return line(*(Span(run, "dim" if is_nothing else "drawing") for run, is_nothing in runs))


def _top(block: Strip) -> float:
    if block.top is not None:
        return block.top
    return max((value or 0 for track in block.tracks for value in track.values), default=0)


def _ruler(block: Strip, start: int, end: int) -> Span:
    """Return the names above the cells; one that would run into the one before is left out."""
    row = ""
    for number, name in block.marks:
        at = min(number, end - len(name)) - start
        if start <= number < end and len(row) <= at:
            row = row.ljust(at) + name + " " * (len(name) > 1)
    return Span(row.rstrip(), "label")
