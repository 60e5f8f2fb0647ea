"""Text as it is looked for: without case and accents, and back to where it stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from devjournal.journal.names import fold

_STROKES = str.maketrans(
    {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ħ": "h", "Ħ": "h", "\u0131": "i"}
    | {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d"}
)
"""Letters whose stroke is a part of them, so that taking accents off leaves them as they are."""


def plain_letters(text: str) -> str:
    """Return text without case, accents and strokes: "Łódź" is "lodz"."""
    return text.lower() if text.isascii() else fold(text.translate(_STROKES))


def is_whole(text: str, word: str) -> bool | None:
    """Whether a word stands in plain text by itself; None if it is not in it at all."""
    found = None
    for start in _starts(text, word):
        before, after = text[start - 1 : start], text[start + len(word) :][:1]
        if not before.isalnum() and not after.isalnum():
            return True
        found = False
    return found


def spans_of(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return from where to where in `text` any of the plain words stands, in order, none twice."""
    letters, origins = [], []
    for at, letter in enumerate(text):
        plain = plain_letters(letter)
        letters.append(plain)
        origins += [at] * len(plain)
    whole = "".join(letters)
    found = sorted(
        (origins[start], origins[start + len(word) - 1] + 1)
        for word in words
        for start in _starts(whole, word)
    )
    return tuple(_merged(found))


def _starts(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def _merged(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans that neither meet nor overlap, from spans in their order."""
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held and start <= held[1]:
            held = (held[0], max(end, held[1]))
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held
