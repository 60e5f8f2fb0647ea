"""A record's file as its owner edits it: the bytes to begin from, and those that replace them.

What comes back is checked like any other file, and written like any other commit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.errors import BadFile, DiskError, NotFound
from devjournal.store.commit import commit_planned, read_for_writing, refuse_link
from devjournal.store.format_version import refuse_other_version
from devjournal.store.layout import JOURNAL_FILE, SCHEMA, path_of
from devjournal.store.pending import look
from devjournal.store.read_file import Unreadable, read_file
from devjournal.store.read_record import problem_at, understand
from devjournal.store.read_text import MOST_BYTES
from devjournal.store.write import Write, changed_meanwhile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from devjournal.journal.stored import Problem
    from devjournal.models.base import Record
    from devjournal.store.write import ReadNow


def begin(root: Path, kind: str, id_: str, *, at: dt.datetime) -> bytes:
    """Return the bytes of a record's file, good or bad, to be edited.

    What a crash left is finished first. Raises Refused for a file that no command may
    write, NotFound if there is none, BadFile for one that can't be read.
    """
    root = root.absolute()
    path = path_of(kind, id_)
    if not _is_mended(root, path):
        refuse_other_version(root)
    if look(root).writes:
        commit_planned(root, "", lambda _: (), at=at)
    return _bytes_of(root, path)


def _bytes_of(root: Path, path: str) -> bytes:
    refuse_link(root, path)
    try:
        data = read_file(root, path, most=MOST_BYTES)
    except FileNotFoundError as error:
        raise NotFound(f"there is no {path}") from error
    except Unreadable as error:
        raise BadFile(f"{path}: {error.reason}", hint=error.hint) from error
    if len(data) > MOST_BYTES:
        raise BadFile(f"{path}: the file is over {MOST_BYTES >> 20} MiB", hint="split it by hand")
    return data


def understood(kind: str, id_: str, data: bytes) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record that edited bytes stand for, or None and what is wrong with them."""
    path = path_of(kind, id_)
    record, problems = understand(kind, path, data)
    if kind == "profile" and getattr(record, "schema", SCHEMA) > SCHEMA:
        reason = f"schema: this program writes version {SCHEMA}"
        return None, (problem_at(path, data, ("schema",), reason),)
    return record, problems


def replace(
    root: Path, words: str, kind: str, id_: str, before: bytes, after: bytes, *, at: dt.datetime
) -> None:
    """Put edited bytes in the place of those that were read, as one commit.

    Raises Conflict if the file was changed meanwhile, and what a commit raises.
    """
    root = root.absolute()
    path = path_of(kind, id_)

    def plan(read_now: ReadNow) -> Sequence[Write]:
        if read_now(path) != before:
            raise changed_meanwhile(path)
        return (Write(path, before, after),)

    commit_planned(root, words, plan, at=at, any_version=_is_mended(root, path))
    if read_for_writing(root, path) != after:
        raise DiskError(f"{path} is not what was written", hint="look at it, and at your draft")


def _is_mended(root: Path, path: str) -> bool:
    """Whether the file is a journal.toml that does not say its version: editing mends it."""
    if path != JOURNAL_FILE:
        return False
    try:
        refuse_other_version(root)
    except BadFile:
        return True
    return False
