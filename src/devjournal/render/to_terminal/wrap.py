"""Lines into rows that fit: wrapped at spaces, by terminal cells, with nothing lost.

Names in Japanese take two cells a letter, so widths are Rich's cell widths. Ids and
commands are never broken: one that is wider than the page runs over its edge, where the
terminal folds it and it can still be copied as one.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, split_graphemes

from devjournal.render.document import Line, Span, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHOLE = frozenset({"id", "id_rest", "command"})
# Spaces, and the word after them. No row begins with the dot that separates facts.
_WORDS = re.compile("( *)((?: (?=·)|[^ ])+)")
_FIRST_WIDE = "\u2e80"


def cells(part: Line) -> int:
    """Return how many terminal cells a line takes."""
    return sum([_width(span.text) for span in part])


def longest_word(part: Line) -> int:
    """Return the cells of the widest piece that `wrap` would rather not break."""
    return max(map(_width, text_of(part).split(" ")))


def whole(part: Line) -> int:
    """Return the cells of the widest piece that `wrap` never breaks, 0 if there is none."""
    if not any(span.style in _WHOLE for span in part):
        return 0
    text = text_of(part)
    places = [match.span(2) for match in _words(part) if _is_whole(part, match)]
    return max((_width(text[start:end]) for start, end in places), default=0)


def wrap(part: Line, width: int, *, hang: int = 0) -> list[Line]:
    """Return `part` as rows of at most `width` cells, the later ones indented by `hang`.

    There is always one row, if an empty one. Spaces at which a row ends are dropped.
    """
    if cells(part) <= width:
        return [part]
    first, *others = [_slice(part, start, end) for start, end in _ranges(part, width, hang)]
    indent = (Span(" " * hang),) if hang else ()
    return [first, *((*indent, *row) for row in others)]


def _ranges(part: Line, width: int, hang: int) -> list[tuple[int, int]]:
    """Return from where to where in the line's text each row goes."""
    ranges: list[tuple[int, int]] = []
    start = end = used = 0
    for left, right, gap, size in _pieces(part, width - hang):
        if used + gap + size <= width:
            used += gap + size
        else:
            if used:
                ranges.append((start, end))
            start, used = left, (hang if ranges else 0) + size
        end = right
    return [*ranges, (start, end)]


def _pieces(part: Line, width: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, spaces before it, cells) of each word, in parts if wider than `width`."""
    text = text_of(part)
    for match in _words(part):
        word = text[match.start(2) : match.end(2)]
        size = _width(word)
        if size <= width or _is_whole(part, match):
            yield *match.span(2), len(match[1]), size
            continue
        gap, left = len(match[1]), match.start(2)
        for piece, cut_size in _cut(word, width):
            yield left, left + len(piece), gap, cut_size
            gap, left = 0, left + len(piece)


def _words(part: Line) -> Iterator[re.Match[str]]:
    """Yield matches of spaces (1) and a word (2); only their places are the line's own."""
    text = "".join(["x" * len(each.text) if each.style in _WHOLE else each.text for each in part])
    return (_wide_words() if text and max(text) >= _FIRST_WIDE else _WORDS).finditer(text)


@functools.cache
def _wide_words() -> re.Pattern[str]:
    """Return the pattern where a row may also end after a Chinese or Japanese letter.

    No row begins with a stop or a closing bracket. Compiled only for text that needs it.
    """
    wide = (
        "[\u2e80-\u2fff\u3005-\u3007\u3040-\u30fa\u3400-\u9fff\uf900-\ufaff"
        "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
    )
    stops = (
        "[\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u30fb-\u30fe"
        "\uff01\uff09\uff0c\uff1a\uff1b\uff1f]"
    )
    return re.compile(f"( *)({wide}{stops}*(?: ·)?|(?: (?=·)|(?! |{wide}).)+)", re.DOTALL)


def _is_whole(part: Line, match: re.Match[str]) -> bool:
    """Return whether an id or a command stands in the word that was matched."""
    left = 0
    for span in part:
        right = left + len(span.text)
        if span.style in _WHOLE and max(left, match.start(2)) < min(right, match.end(2)):
            return True
        left = right
    return False


def _cut(word: str, width: int) -> Iterator[tuple[str, int]]:
    """Yield `word` in pieces of at most `width` cells (at least one letter), and their cells."""
    first = used = 0
    for start, _, size in split_graphemes(word)[0]:
        if start > first and used + size > width:
            yield word[first:start], used
            first, used = start, 0
        used += size
    yield word[first:], used


def _slice(part: Line, start: int, end: int) -> Line:
    spans: list[Span] = []
    left = 0
    for span in part:
        text = span.text[max(start - left, 0) : max(end - left, 0)]
        if text:
            spans.append(Span(text, span.style))
        left += len(span.text)
    return tuple(spans)


def _width(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)
