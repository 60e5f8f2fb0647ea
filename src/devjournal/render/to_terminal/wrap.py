"""Lines into rows that fit: wrapped at spaces, by terminal cells, with nothing lost.

Names in Japanese take two cells a letter, so widths are Rich's cell widths. Ids and
commands are never broken: one that is wider than the page runs over its edge, where the
terminal folds it and it can still be copied as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, split_graphemes

from devjournal.render.document import Line, Span

_WHOLE = frozenset({"id", "id_rest", "command"})
# A row may also end after a Chinese or Japanese letter, but none begins with a stop.
_WIDE = (
    "[\u2e80-\u2fff\u3005-\u3007\u3040-\u30fa\u3400-\u9fff\uf900-\ufaff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
)
_STOPS = (
    "[\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u30fb-\u30fe\uff01\uff09\uff0c\uff1a\uff1b\uff1f]"
)
# Nor does a row begin with the dot that separates facts: it stays with the word before.
_PARTS = re.compile(f" +(?!·)|{_WIDE}{_STOPS}*|(?: (?=·)|(?! |{_WIDE}).)+", re.DOTALL)


def cells(part: Line) -> int:
    """Return how many terminal cells a line takes."""
    return sum(cell_len(span.text) for span in part)


def longest_word(part: Line) -> int:
    """Return the cells of the widest piece that `wrap` would rather not break."""
    return max((cells(word) for _, word in _words(part)), default=0)


def whole(part: Line) -> int:
    """Return the cells of the widest piece that `wrap` never breaks."""
    words = (word for _, word in _words(part) if _is_whole(word))
    return max(map(cells, words), default=0)


def wrap(part: Line, width: int, *, hang: int = 0) -> list[Line]:
    """Return `part` as rows of at most `width` cells, the later ones indented by `hang`.

    There is always one row, if an empty one. Spaces at which a row ends are dropped.
    """
    if cells(part) <= width:
        return [part]
    rows: list[list[Span]] = [[]]
    used = 0
    for gap, word in _chunks(part, width - hang):
        size = cells(gap) + cells(word)
        if used + size <= width:
            rows[-1] += (*gap, *word)
            used += size
            continue
        if used:
            rows.append([Span(" " * hang)])
        rows[-1] += word
        used = cells(tuple(rows[-1]))
    return [tuple(row) for row in rows]


def _chunks(part: Line, width: int) -> Iterator[tuple[Line, Line]]:
    """Yield words as `_words` does, with those wider than `width` cut into pieces."""
    for gap, word in _words(part):
        if cells(word) <= width or _is_whole(word):
            yield gap, word
            continue
        for number, piece in enumerate(_cut(word, width)):
            yield () if number else gap, piece


def _words(part: Line) -> Iterator[tuple[Line, Line]]:
    """Yield each word (it may run over several spans) with the spaces before it."""
    gap: Line = ()
    word: list[Span] = []
    for piece, may_break in _parts(part):
        if may_break and word:
            yield gap, tuple(word)
            gap, word = (), []
        if word or piece.text.strip(" "):
            word.append(piece)
        else:
            gap = (*gap, piece)
    if word:
        yield gap, tuple(word)


def _parts(part: Line) -> Iterator[tuple[Span, bool]]:
    """Yield runs of spaces, wide letters, and the rest; whether a row may end before each."""
    after_wide = False
    for span in part:
        if span.style in _WHOLE:
            yield span, after_wide
            after_wide = False
            continue
        for text in _PARTS.findall(span.text):
            wide = bool(re.match(_WIDE, text))
            may_break = wide or not text.strip(" ") or (after_wide and text[0] != " ")
            yield Span(text, span.style), may_break
            after_wide = wide


def _is_whole(word: Line) -> bool:
    return any(span.style in _WHOLE for span in word)


def _cut(word: Line, width: int) -> Iterator[Line]:
    """Yield `word` in pieces of at most `width` cells, but at least one letter each."""
    piece: list[Span] = []
    used = 0
    for span in word:
        for start, end, size in split_graphemes(span.text)[0]:
            if piece and used + size > width:
                yield tuple(piece)
                piece, used = [], 0
            piece.append(Span(span.text[start:end], span.style))
            used += size
    yield tuple(piece)
