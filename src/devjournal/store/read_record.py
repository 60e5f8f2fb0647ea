"""From one file to its record, or to what is wrong with it, at its line.

Imported only for a file that is new or changed, as it brings pydantic and tomli.
"""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING, Any

from devjournal.errors import UsageError
from devjournal.journal.stored import Problem, Stored
from devjournal.models import validation
from devjournal.models.ids import check_id
from devjournal.store.files import Unreadable, digest_of, original_of, place_of, read_file
from devjournal.store.toml import MOST_BYTES, Place, TomlError, decode
from devjournal.store.toml_errors import line_and_column, outline
from devjournal.text import clean

if TYPE_CHECKING:
    from pathlib import Path

    from devjournal.models.base import Record

Problems = tuple[Problem, ...]


def read_record(
    root: Path, kind: str, name: str, id_: str
) -> tuple[Stored[Record] | None, Problems]:
    """Return the record in the file `name` of a kind, or None, and what is wrong with it.

    Raises FileNotFoundError if the file is gone.
    """
    path = place_of(kind, name)
    if original := original_of(name):
        return None, (_conflict_copy(path, place_of(kind, original)),)
    try:
        check_id(id_)
        data = read_file(root, path, most=MOST_BYTES)
    except UsageError as error:
        return None, (Problem(path, error.message, hint="give the file another name"),)
    except Unreadable as error:
        return None, (Problem(path, error.reason, hint=error.hint),)
    record, problems = understand(kind, path, data)
    return None if record is None else Stored(id_, kind, record, digest_of(data)), problems


def understand(kind: str, path: str, data: bytes) -> tuple[Record | None, Problems]:
    """Return the record that a file's bytes stand for, or None and every problem."""
    try:
        return validation.admit(kind, decode(data)), ()
    except TomlError as error:
        return None, (_bad_toml(path, data, error),)
    except validation.Rejected as error:
        return None, _bad_record(path, data, error.faults)


def problem_at(path: str, data: bytes, keys: Place, reason: str, **more: Any) -> Problem:
    """Return a problem with what stands at `keys` in a file, at its line if it has one."""
    place = locate(data, keys)
    if place is None:
        return Problem(path, reason, **more)
    return Problem(path, reason, *place, excerpt(data, *place), **more)


def _conflict_copy(path: str, original: str) -> Problem:
    return Problem(
        path,
        f"a conflict copy of {original}; it is not read",
        hint="take what you need from it into the other, then delete it",
        level="warning",
    )


def _bad_toml(path: str, data: bytes, error: TomlError) -> Problem:
    line, column = error.line, error.column
    shown = excerpt(data, line, column) if line is not None and column is not None else None
    return Problem(path, error.reason, line, column, shown, error.hint)


def _bad_record(path: str, data: bytes, faults: tuple[validation.Fault, ...]) -> Problems:
    """One problem for each fault, and a single one for all fields that the file lacks."""
    lacking = [one for one in faults if len(one.path) == 1 and one.reason == "is missing"]
    wrong = [problem_at(path, data, one.path, str(one)) for one in faults if one not in lacking]
    if len(lacking) < 2:
        return (*(Problem(path, str(one)) for one in lacking), *wrong)
    names = ", ".join(validation.dotted(one.path) for one in lacking)
    return (Problem(path, f"{names}: are missing"), *wrong)


# Where it stands


WIDTH = 76
_MORE = "…"


def locate(data: bytes, path: Place) -> tuple[int, int] | None:
    """Return the 1-based line and column (in characters) of the value at `path`.

    Where there is none, that of the nearest table or list around it: its header, or its
    first key. None if nothing of `path` is there, or the file can't be followed so far.
    """
    text = _text_of(data)
    places = outline(text).places
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return line_and_column(text, places[path[:length]])
    return None


def excerpt(data: bytes, line: int, column: int) -> str:
    """Return the line, safe for a screen, cut to 76 columns, with a caret below `column`."""
    lines = _text_of(data).split("\n")
    text = lines[line - 1].removesuffix("\r") if 0 < line <= len(lines) else ""
    before, after = clean(text[: column - 1]), clean(text[column - 1 :])
    shown = _cut(before[::-1], WIDTH * 2 // 3)[::-1]
    rest = _cut(after, WIDTH - _columns(shown))
    return f"{shown}{rest}\n{' ' * _columns(shown)}^"


def _text_of(data: bytes) -> str:
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
