"""A piece of a text around the words that were looked for."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.frozen import dataclass
from devjournal.views.letters import spans_of

_LONGEST = 120
_BEFORE = 40
"""Letters kept before the first word, where the text has to be cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A text on one line, cut where it ends in `…`, and the spans in it that were looked for."""

    text: str
    marks: tuple[tuple[int, int], ...]


def excerpt_of(text: str, words: Sequence[str]) -> Excerpt:
    """Return the piece of a text around the first of the plain words; all of it, if it is short."""
    one_line = " ".join(text.split())
    spans = spans_of(one_line, words)
    start = _start(one_line, spans[0][0] if spans else 0)
    end = start + _LONGEST
    head = "…" if start else ""
    tail = "…" if end < len(one_line) else ""
    piece = one_line[start:end].rstrip()
    limit = start + len(piece)
    by = len(head) - start
    marks = tuple((a + by, min(b, limit) + by) for a, b in spans if start <= a < limit)
    return Excerpt(text=f"{head}{piece}{tail}", marks=marks)


def _start(text: str, first: int) -> int:
    """Return where a piece with the first word in it begins: at a word, if one is near."""
    if len(text) <= _LONGEST or first <= _BEFORE:
        return 0
    space = text.find(" ", first - _BEFORE, first)
    return space + 1 if space >= 0 else first - _BEFORE
