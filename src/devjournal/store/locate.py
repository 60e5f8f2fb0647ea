"""Where a value stands in a file, so that a fault is reported at its line."""

from __future__ import annotations

import itertools
import unicodedata

from devjournal.store.outline import Path, outline
from devjournal.store.toml_tokens import line_and_column
from devjournal.text import clean

WIDTH = 76
_MORE = "…"


def locate(data: bytes, path: Path) -> tuple[int, int] | None:
    """Return the 1-based line and column (in characters) of the value at `path`.

    Where there is none, that of the nearest table or list around it: its header, or its
    first key. None if nothing of `path` is there, or the file can't be followed so far.
    """
    text = _text(data)
    places = outline(text).places
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return line_and_column(text, places[path[:length]])
    return None


def excerpt(data: bytes, line: int, column: int) -> str:
    """Return the line, safe for a screen, cut to 76 columns, with a caret below `column`."""
    lines = _text(data).split("\n")
    text = lines[line - 1].removesuffix("\r") if 0 < line <= len(lines) else ""
    before, after = clean(text[: column - 1]), clean(text[column - 1 :])
    shown = _cut(before[::-1], WIDTH * 2 // 3)[::-1]
    rest = _cut(after, WIDTH - _columns(shown))
    return f"{shown}{rest}\n{' ' * _columns(shown)}^"


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace")


def _cut(text: str, room: int) -> str:
    """Cut `text` to `room` columns; a cut is shown."""
    if _columns(text) <= room:
        return text
    ends = itertools.accumulate(map(_columns_of, text))
    return text[: sum(1 for _ in itertools.takewhile(lambda end: end < room, ends))] + _MORE


def _columns(text: str) -> int:
    """Count the columns of a terminal: two for a wide character, none for a combining one."""
    return sum(map(_columns_of, text))


def _columns_of(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
