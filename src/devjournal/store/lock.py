"""The lock that lets one process write a journal at a time.

The file is never deleted: a kernel frees the lock of a process that died, and two
processes that lock two files of one name would both go on.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from devjournal.errors import Conflict, DiskError, Refused
from devjournal.store.commit_count import OPEN, close_quietly, lock_file
from devjournal.store.disk import FILE_MODE, disk_errors, make_folder, put
from devjournal.store.layout import STATE_FOLDER
from devjournal.store.os_lock import try_lock

_PAUSE = 0.02


@contextlib.contextmanager
def locked(root: Path, *, wait: float) -> Iterator[None]:
    """Hold the journal's lock; raises Conflict if another process has it for `wait` seconds."""
    handle = _open_lock(root)
    try:
        if not _lock_within(handle, wait, is_to_write=True):
            raise Conflict(
                "another process is writing to this journal; nothing was changed",
                hint="try again in a moment",
            )
        _ignore_itself(root / STATE_FOLDER)
        yield
    finally:
        close_quietly(handle)


@contextlib.contextmanager
def locked_to_read(root: Path, *, wait: float) -> Iterator[None]:
    """Keep writers out for a moment, if that can be had within `wait` seconds: a read never fails.

    Nothing is made for it: where no lock is, nobody has written yet.
    """
    try:
        handle = os.open(lock_file(root), os.O_RDONLY | OPEN)
    except OSError:
        yield
        return
    try:
        with contextlib.suppress(DiskError):
            _lock_within(handle, wait, is_to_write=False)
        yield
    finally:
        close_quietly(handle)


def _open_lock(root: Path) -> int:
    folder = root / STATE_FOLDER
    with disk_errors(f"{STATE_FOLDER}/lock"):
        if folder.is_symlink():
            raise Refused(
                f"{STATE_FOLDER} is a symlink, so nothing is written there",
                hint="remove the link; the program makes the folder again",
            )
        make_folder(folder)
        handle = os.open(lock_file(root), os.O_RDWR | os.O_CREAT | OPEN, FILE_MODE)
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            close_quietly(handle)
            raise Refused(f"{STATE_FOLDER}/lock is no regular file", hint="remove it")
        if found.st_nlink > 1:  # its count would be written over what may be another's file
            close_quietly(handle)
            raise Refused(
                f"{STATE_FOLDER}/lock is a file of several names (hard links)",
                hint="remove it; the program makes it again",
            )
        return handle


def _lock_within(handle: int, wait: float, *, is_to_write: bool) -> bool:
    deadline = time.monotonic() + wait
    while not _try_lock(handle, is_to_write=is_to_write):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_PAUSE)
    return True


def _try_lock(handle: int, *, is_to_write: bool) -> bool:
    """Take the lock if nobody has it; closing the file, or dying, gives it back."""
    with disk_errors(f"{STATE_FOLDER}/lock"):
        return try_lock(handle, is_to_write=is_to_write)


def _ignore_itself(folder: Path) -> None:
    """Keep the folder out of git, with a file in it that names itself too."""
    ignore = folder / ".gitignore"
    with disk_errors(f"{STATE_FOLDER}/.gitignore"):
        if not ignore.exists():
            put(ignore, b"*\n")
