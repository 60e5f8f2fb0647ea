"""Bringing an older journal's files to the version that this program writes.

All of it is one commit, with its redo log and its step in the history: a crash leaves the
old files or the new ones, and undo gives back the old ones exactly. docs/format.md says
what a new version of the format takes.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from devjournal.errors import BadFile, Refused
from devjournal.models.registry import KINDS
from devjournal.store.codec import EditRefused, TomlError, decode, edit
from devjournal.store.commit import WAIT, commit_planned
from devjournal.store.format_version import refuse_newer
from devjournal.store.layout import JOURNAL_FILE, SCHEMA, original_of, place_of
from devjournal.store.listing import list_files
from devjournal.store.write import Write

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from devjournal.store.write import ReadNow

MigrationStep = Callable[[str, dict[str, Any]], dict[str, Any]]
"""From a kind and the plain data of one of its files to that data in the next version."""

STEPS: Mapping[int, MigrationStep] = {}
"""Each step by the version that it leaves; version 1 is the only one there has been."""


def migrate(root: Path, *, at: dt.datetime, wait: float = WAIT) -> int:
    """Bring every file of a journal to this program's version; return how many it took.

    A journal of that version stays as it is. Raises Refused for a newer one and for a file
    that can't be changed, BadFile for one that can't be read; then nothing has changed.
    """
    refuse_newer(root)
    written: list[Write] = []

    def plan(read_now: ReadNow) -> list[Write]:
        written[:] = _writes(root, read_now)
        return written

    words = f"brought the journal's files to version {SCHEMA}"
    commit_planned(root, words, plan, at=at, wait=wait, any_version=True)
    return len(written)


def _writes(root: Path, read_now: ReadNow) -> Iterator[Write]:
    version = _read(JOURNAL_FILE, read_now)[1]["schema"]
    steps = [STEPS[number] for number in range(version, SCHEMA)]
    for kind, path in _record_files(root) if steps else ():
        data, before = _read(path, read_now)
        after = copy.deepcopy(before)
        for step in steps:
            after = step(kind, after)
        if kind == "profile":
            after["schema"] = SCHEMA
        try:
            new = edit(data, before, after)
        except EditRefused as error:
            raise Refused(f"{path}: {error}", hint="change the file by hand") from error
        if new != data:
            yield Write(path, data, new)


def _record_files(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the kind and path of every record's file; a conflict copy is none."""
    for kind in KINDS:
        for entry in list_files(root, kind):
            if not original_of(entry.name):
                yield kind, place_of(kind, entry.name)


def _read(path: str, read_now: ReadNow) -> tuple[bytes, dict[str, Any]]:
    data = read_now(path) or b""
    try:
        return data, decode(data)
    except TomlError as error:
        raise BadFile(f"{path}: {error.reason}", hint=error.hint) from error
