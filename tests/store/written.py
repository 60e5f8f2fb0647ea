"""Commits in bytes, logs as a crash leaves them, and all that a folder holds."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from devjournal.journal.journal import Journal
from devjournal.store import past_of
from devjournal.store.files import locked
from devjournal.store.history import Step, Write, to_bytes
from devjournal.store.transaction import commit_planned

PutFile = Callable[[str, str | bytes], Path]
ReadJournal = Callable[[], Journal]

HOUR = 3600 * 10**9
"""In nanoseconds."""

MOMENT = dt.datetime(2026, 10, 15, 16, 30, tzinfo=dt.UTC)
STATE = ".devjournal"
TEMPORARY = ".devjournal-7-8.tmp"
"""The name of a file that was being written when its writer was killed."""
A, B, G = "actions/a.toml", "actions/b.toml", "goals/g.toml"


def write(root: Path, contents: Mapping[str, bytes | None], words: str = "Wrote") -> None:
    """Commit files with these bytes; None deletes one."""
    commit_planned(
        root,
        words,
        lambda read_now: [Write(path, read_now(path), data) for path, data in contents.items()],
        at=MOMENT,
    )


def write_nothing(root: Path) -> None:
    """Commit nothing: what a crash left is finished, as before any write."""
    write(root, {})


def leave(root: Path, step: Step) -> Path:
    """Leave a step under way, as a process does that is killed at the commit point."""
    return leave_bytes(root, to_bytes(step))


def leave_bytes(root: Path, data: bytes) -> Path:
    """Leave these bytes as the redo log; return where it is."""
    log = root / STATE / "redo.json"
    log.parent.mkdir(mode=0o700, exist_ok=True)
    log.write_bytes(data)
    return log


def step(*writes: Write, name: str = "7f3a00000000", words: str = "Wrote", **fields: Any) -> Step:
    """Return a step."""
    return Step(name, MOMENT.isoformat(), words, writes, **fields)


def state_of(root: Path) -> dict[str, bytes]:
    """Return every file of the journal with its bytes, but what the program keeps for itself."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and STATE not in path.relative_to(root).parts
    }


def everything(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return all that is in a folder, itself too, with modes, times of change and bytes."""
    return {
        path.as_posix(): (
            (found := path.lstat()).st_mode,
            found.st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in (root, *root.rglob("*"))
    }


def words_done(root: Path) -> list[str]:
    """Return what can be undone, in words, newest first."""
    return [one.words for one in past_of(root, 1000).done]


def refuse(number: int) -> Callable[..., Any]:
    """Return a function that the system answers with an error."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


full_disk = refuse(errno.ENOSPC)


@contextlib.contextmanager
def while_waiting(module: ModuleType, path: str, text: str) -> Iterator[None]:
    """Let whoever had the lock write a file before a module of the store gets it."""

    @contextlib.contextmanager
    def locked_late(root: Path, *, wait: float) -> Iterator[Callable[[], bool]]:
        (root / path).write_text(text, encoding="utf-8")
        with locked(root, wait=wait) as is_locked:
            yield is_locked

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "locked", locked_late)
        yield
