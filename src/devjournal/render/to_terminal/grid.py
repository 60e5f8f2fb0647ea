"""Rows in columns: widths that fit the page, and what to do when none do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from devjournal.render.document import Column, Line, Span, join, styled
from devjournal.render.to_terminal.wrap import cells, longest_word, whole, wrap

Row = Sequence[Line]

# How narrow a wrapping column may become: while others could fold instead, and at last.
_COMFORTABLE = 28
_NARROW = 12
# How far what goes beneath its row is set in, if the row begins at the edge.
_BENEATH = 2
# Words up to here are not cut to make a column narrower.
_WORD = 20


class _Place(NamedTuple):
    """Where a column stands: its number, its first cell and its width on the page."""

    number: int
    left: int
    width: int


def draw_grid(
    columns: Sequence[Column], rows: Sequence[Row], width: int, *, gaps: Sequence[int] = ()
) -> list[Line]:
    """Return `rows` drawn in columns within `width` cells.

    `gaps` are the cells before each column; if not given, two, and none before the first.
    Where all is too wide, the columns that wrap are narrowed; if that makes them hard to
    read, those that fold go beneath their row; at last a row's cells follow each other.
    """
    gaps = gaps or (0, *[2] * (len(columns) - 1))
    rows = [
        [styled(cell, column.style) for cell, column in zip(row, columns, strict=True)]
        for row in rows
    ]
    for shown, floor in _attempts(columns):
        places = _places(columns, rows, shown, width, gaps, floor)
        if places:
            return [drawn for row in rows for drawn in _draw_row(row, columns, places, width)]
    return [drawn for row in rows for drawn in wrap(join("  ", row), width, hang=2)]


def _attempts(columns: Sequence[Column]) -> list[tuple[list[int], int]]:
    """Return which columns to show beside each other, and how narrow, in order of beauty."""
    every = [index for index, column in enumerate(columns) if not column.beneath]
    beside = [index for index in every if not columns[index].fold]
    if beside == every:
        return [(every, _NARROW)]
    return [(every, _COMFORTABLE), (beside, _NARROW)]


def _places(
    columns: Sequence[Column],
    rows: Sequence[Row],
    shown: Sequence[int],
    width: int,
    gaps: Sequence[int],
    floor: int,
) -> list[_Place] | None:
    """Return where the columns `shown` stand, or None if they do not fit."""
    # Where the first column folds, the next one stands at the edge in its place.
    before = {index: gaps[index if n else 0] for n, index in enumerate(shown)}
    room = width - sum(before.values())
    natural = [max((cells(row[index]) for row in rows), default=0) for index in shown]
    least = natural
    if sum(natural) > room:
        least = [
            min(size, _least(rows, index, floor)) if columns[index].wrap else size
            for index, size in zip(shown, natural, strict=True)
        ]
    if sum(least) > room:
        return None
    widths = _narrowed(natural, least, room)
    places: list[_Place] = []
    left = 0
    for index, size in zip(shown, widths, strict=True):
        left += before[index]
        places.append(_Place(index, left, size))
        left += size
    return places


def _least(rows: Sequence[Row], index: int, floor: int) -> int:
    """Return how narrow a wrapping column may become without cutting what should not be."""
    words = max((min(longest_word(row[index]), _WORD) for row in rows), default=0)
    return max(floor, words, *(whole(row[index]) for row in rows))


def _narrowed(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return widths that fit in `room`: the widest columns give way first."""
    cap = max(room, 0)
    while True:
        widths = [max(low, min(size, cap)) for low, size in zip(least, natural, strict=True)]
        if sum(widths) <= room:
            return widths
        cap -= 1


def _draw_row(
    row: Row, columns: Sequence[Column], places: Sequence[_Place], width: int
) -> list[Line]:
    hang = 2 if sum(map(bool, row)) == 1 else 0  # a line beneath the row before it
    wrapped = [(place, wrap(row[place.number], place.width, hang=hang)) for place in places]
    drawn = [
        _side_by_side([(place, rows[n]) for place, rows in wrapped if n < len(rows)], columns)
        for n in range(max((len(rows) for _, rows in wrapped), default=0))
    ]
    # Never at the edge, where it would look like a row of its own.
    home = next((place.left for place in places if columns[place.number].wrap), 0) or _BENEATH
    beside = {place.number for place in places}
    if beneath := join("  ", [cell for index, cell in enumerate(row) if index not in beside]):
        drawn += [(Span(" " * home), *part) for part in wrap(beneath, width - home)]
    return drawn


def _side_by_side(parts: Sequence[tuple[_Place, Line]], columns: Sequence[Column]) -> Line:
    spans: list[Span] = []
    used = 0
    for place, cell in parts:
        if not cell:
            continue
        size = cells(cell)
        right = columns[place.number].align == "right"
        start = place.left + (place.width - size if right else 0)
        if start > used:
            spans.append(Span(" " * (start - used)))
        spans += cell
        used = start + size
    return tuple(spans)
