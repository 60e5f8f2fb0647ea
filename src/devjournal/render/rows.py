"""What Rich has not: lines that wrap without breaking an id, and rows whose commands go beneath.

Names in Japanese take two cells a letter, so widths are Rich's cell widths. An id or a
command wider than the page runs over its edge, where the terminal folds it and it can
still be copied as one. Rich's own Table would crop it.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells
from rich.measure import Measurement
from rich.text import Text

from devjournal.render.document import Column, Line, Span, join, line, styled, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.segment import Segment

_BLANK = Span("")
_WHOLE = frozenset({"id", "id_rest", "command", "date", "late"})
# Chinese and Japanese: a row may end after any of these letters, but none begins with a stop.
_WIDE = (
    "\u2e80-\u2fff\u3005-\u3007\u3040-\u30fa\u3400-\u9fff\uf900-\ufaff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
)
_STOPS = (
    "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u30fb-\u30fe\uff01\uff09\uff0c\uff1a\uff1b\uff1f"
)
# Spaces and the word after them. The dot between facts stays with the word before it.
_WORDS = re.compile(" *(?: (?=·)|[^ ])+")

# How narrow a column may become: while others could go beneath instead, and at last.
_COMFORTABLE = 28
_NARROW = 12
# Words up to here are not cut to make a column narrower.
_LONG_WORD = 20
_GAP = 2


class Flow:
    """A line that wraps between words behind a `mark`, further rows set in by `hang` besides."""

    def __init__(self, part: Line, *, hang: int = 0, mark: Span = _BLANK, style: str = "") -> None:
        self.part, self.hang, self.mark = part, hang, mark
        self.text = text_from(part, style)
        self.width = self.text.cell_len

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from segments(self.rows(options.max_width), console)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        space = cell_len(self.mark.text)
        return Measurement(self.least + space, self.width + space)

    @property
    def least(self) -> int:
        """The narrowest it may become without cutting what should stay whole."""
        text = self.text.plain
        longest = min(max(map(cell_len, text.split(" "))), _LONG_WORD)
        if "x" not in self._whole:
            return longest
        words = (found.span() for found in self._words())
        whole = (text[a:b].lstrip(" ") for a, b in words if "x" in self._whole[a:b])
        return max([longest, *map(cell_len, whole)])

    def rows(self, width: int) -> list[Text]:
        """Return its rows, of at most `width` cells unless an id or a command is wider."""
        space = cell_len(self.mark.text)
        room = max(width - space, 1)
        rows = [self.text] if self.width <= room else self._wrapped(room)
        if not space:
            return rows
        rows[0] = text_from((self.mark,)) + rows[0]
        rows[1:] = [Text(" " * space) + row for row in rows[1:]]
        return rows

    def _wrapped(self, width: int) -> list[Text]:
        first, *others = self.text.divide(list(self._breaks(width)))
        if first.cell_len > width:  # blanks before a word that fills the row by itself
            first = first[len(first) - len(first.plain.lstrip(" ")) :]
        rows = [first, *(Text(" " * self.hang) + row for row in others)]
        for row in rows:
            if blanks := len(row) - len(row.plain.rstrip(" ")):
                row.right_crop(blanks)
        return rows

    def _breaks(self, width: int) -> Iterator[int]:
        text, used = self.text.plain, 0
        for found in self._words():
            start, end = found.span()
            if used + (size := cell_len(text[start:end])) <= width:
                used += size
                continue
            start = end - len(word := text[start:end].lstrip(" "))
            if used:
                yield start
                used = self.hang
            room = max(width - self.hang, 1)
            pieces = [word]
            if cell_len(word) > room and "x" not in self._whole[start:end]:
                pieces = [piece for piece in chop_cells(word, room) if piece]
                for piece in pieces[:-1]:
                    start += len(piece)
                    yield start
                    used = self.hang
            used += cell_len(pieces[-1])

    def _words(self) -> Iterator[re.Match[str]]:
        """Yield where its words are, with ids and commands as one word each."""
        text = "".join(["x" * len(s.text) if s.style in _WHOLE else s.text for s in self.part])
        words = _wide_words() if text and max(text) >= _WIDE[0] else _WORDS
        return words.finditer(text)

    @functools.cached_property
    def _whole(self) -> str:
        """An x for each letter that stands in an id, a command or what is late."""
        return "".join([("x" if s.style in _WHOLE else " ") * len(s.text) for s in self.part])


class Rows:
    """Rows in columns, with what goes beneath them.

    Where all is too wide, the columns that wrap are narrowed. If that makes them hard to
    read, those that fold go beneath their row, and at last a row's cells follow each other.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Line]],
        *,
        head: bool = False,
        gap: int = _GAP,
    ) -> None:
        self.columns = columns
        self.gap = gap
        self.head = [Flow(line(Span(column.title, "label"))) for column in columns] if head else []
        self.rows = [
            [
                # What wraps at the page's edge is set in: it would look like a row of its own.
                Flow(styled(cell, column.style), hang=2 * (not at or sum(map(bool, row)) == 1))
                for at, (cell, column) in enumerate(zip(row, columns, strict=True))
            ]
            for row in rows
        ]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from segments(self._rows(options.max_width), console)

    def _rows(self, width: int) -> Iterator[Text]:
        every = [n for n, column in enumerate(self.columns) if not column.beneath]
        beside = [n for n in every if not self.columns[n].fold]
        whole = [(every, _COMFORTABLE)] if beside != every else []
        for shown, floor in (*whole, (beside, _NARROW)):
            if widths := self._widths(shown, floor, width):
                places = dict(zip(shown, widths, strict=True))
                if self.head:
                    yield from self._side_by_side(self.head, places)
                for row in self.rows:
                    yield from self._side_by_side(row, places)
                    yield from self._beneath(row, places, width)
                return
        for row in filter(None, [self.head, *self.rows]):
            yield from Flow(join("  ", [cell.part for cell in row]), hang=2).rows(width)

    def _widths(self, shown: Sequence[int], floor: int, width: int) -> list[int]:
        """Return the columns' widths, the widest giving way first; none if they don't fit."""
        room = width - self.gap * (len(shown) - 1)
        rows = [self.head, *self.rows] if self.head else self.rows
        natural = [max((row[n].width for row in rows), default=0) for n in shown]
        if sum(natural) <= room:
            return natural
        least = list(natural)
        for at, n in enumerate(shown):
            if self.columns[n].wrap:
                least[at] = min(natural[at], max([floor, *(row[n].least for row in rows)]))
        if sum(least) > room:
            return []
        widths, cap = natural, room
        while sum(widths) > room:
            widths = [max(low, min(most, cap)) for low, most in zip(least, natural, strict=True)]
            cap -= 1
        return widths

    def _side_by_side(self, row: Sequence[Flow], places: Mapping[int, int]) -> Iterator[Text]:
        cells = [(self.columns[n], width, row[n].rows(width)) for n, width in places.items()]
        for number in range(max((len(rows) for *_, rows in cells), default=0)):
            drawn, left = Text(), 0
            for column, width, rows in cells:
                if number < len(rows) and (cell := rows[number]):
                    right = width - cell.cell_len if column.align == "right" else 0
                    drawn.pad_right(left + right - drawn.cell_len)
                    drawn.append_text(cell)
                left += width + self.gap
            yield drawn

    def _beneath(self, row: Sequence[Flow], places: Mapping[int, int], width: int) -> list[Text]:
        """Draw what stands beneath a row: what found no room, and dim on its own line the rest."""
        hidden = [n for n in range(len(row)) if n not in places and row[n].part]
        if not hidden:
            return []
        # It begins where the first column does that wraps, but never at the page's edge, where
        # it would look like a row of its own.
        before = itertools.takewhile(lambda n: not self.columns[n].wrap, places)
        left = sum(places[n] + self.gap for n in before)
        wraps = any(self.columns[n].wrap for n in places)
        home = Span(" " * (left if wraps and left else _GAP))
        rows: list[Text] = []
        for always in (False, True):
            lines: list[Line] = []
            for n in (n for n in hidden if self.columns[n].beneath is always):
                title = f"{self.columns[n].title} " if self.head and self.columns[n].title else ""
                cell = line(Span(title, "label"), *row[n].part)
                longer = join("  ", [*lines[-1:], cell])
                if lines and cell_len(text_of(longer)) <= width - len(home.text):
                    lines[-1] = longer
                else:
                    lines.append(cell)
            for part in lines:
                rows += Flow(part, mark=home, hang=2, style="dim" if always else "").rows(width)
        return rows


@functools.cache
def _wide_words() -> re.Pattern[str]:
    """Return the pattern of words among wide letters, compiled only for text that has some."""
    return re.compile(f" *(?:[{_WIDE}][{_STOPS}]*(?: ·)?|(?: (?=·)|[^ {_WIDE}])+)")


def segments(rows: Iterable[Text], console: Console) -> Iterator[Segment]:
    """Return rows that are wrapped already; as renderables, Rich would wrap each once more."""
    for row in rows:
        yield from row.render(console, "\n")


def text_from(part: Line, style: str = "") -> Text:
    """Return a line as Rich's text. Nothing in it is markup."""
    return Text.assemble(*[(span.text, span.style) for span in part], style=style)


def beneath(part: Line, mark: Span) -> Flow:
    """Return a line that stands beneath another: dim, if it is a command."""
    is_command = all(span.style == "command" for span in part)
    return Flow(part, mark=mark, hang=0 if is_command else 2, style="dim" if is_command else "")
