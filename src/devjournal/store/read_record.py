"""From one file to its record, or to what is wrong with it, at its line.

Imported only for a file that is new or changed, as it brings pydantic and tomli.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from devjournal.errors import UsageError
from devjournal.journal.stored import Problem, Stored
from devjournal.models import validation
from devjournal.models.ids import check_id
from devjournal.store.codec import TomlError, decode
from devjournal.store.layout import original_of, place_of
from devjournal.store.locate import excerpt, locate
from devjournal.store.read_file import Unreadable, read_file
from devjournal.store.read_text import MOST_BYTES

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


def problem_at(path: str, data: bytes, keys: validation.Path, reason: str, **more: Any) -> Problem:
    """Return a problem with what stands at `keys` in a file, at its line if it has one."""
    place = locate(data, keys)
    if place is None:
        return Problem(path, reason, **more)
    return Problem(path, reason, *place, excerpt(data, *place), **more)


def digest_of(data: bytes) -> str:
    """Return the hash of a file's bytes, as `Stored.digest` holds it."""
    return hashlib.sha256(data).hexdigest()


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
