"""The lock that lets one process write a journal at a time, and a count of commits for readers.

The file is never deleted: a kernel frees the lock of a process that died, and two
processes that lock two files of one name would both go on. It holds how many commits have
begun, so that a reader, who takes no lock, sees that one began while it read.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from devjournal.errors import Conflict, DiskError, Refused
from devjournal.store.disk import FILE_MODE, disk_errors, make_folder, put
from devjournal.store.layout import STATE_FOLDER
from devjournal.store.os_lock import try_lock

_PAUSE = 0.02
_OPEN = (
    getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe of that name would let nobody read
)
_DIGITS = 20


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
        _close(handle)


@contextlib.contextmanager
def locked_to_read(root: Path, *, wait: float) -> Iterator[None]:
    """Keep writers out for a moment, if that can be had within `wait` seconds: a read never fails.

    Nothing is made for it: where no lock is, nobody has written yet.
    """
    try:
        handle = os.open(_file(root), os.O_RDONLY | _OPEN)
    except OSError:
        yield
        return
    try:
        with contextlib.suppress(DiskError):
            _lock_within(handle, wait, is_to_write=False)
        yield
    finally:
        _close(handle)


def count_commit(root: Path) -> None:
    """Note that a commit has begun; the caller holds the lock, and its log is in place.

    Raises OSError.
    """
    handle = os.open(_file(root), os.O_RDWR | _OPEN)
    try:
        told = os.read(handle, _DIGITS)
        count = int(told) + 1 if told.isdigit() else 1
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f"{count:0{_DIGITS}}".encode())
    finally:
        os.close(handle)


def commits_begun(root: Path) -> bytes:
    """Return what differs once another commit has begun."""
    try:
        handle = os.open(_file(root), os.O_RDONLY | _OPEN)
    except OSError:
        return b""
    try:
        return os.read(handle, _DIGITS)
    except OSError:
        return b""
    finally:
        _close(handle)


def _file(root: Path) -> Path:
    return root / STATE_FOLDER / "lock"


def _open_lock(root: Path) -> int:
    folder = root / STATE_FOLDER
    with disk_errors(f"{STATE_FOLDER}/lock"):
        if folder.is_symlink():
            raise Refused(
                f"{STATE_FOLDER} is a symlink, so nothing is written there",
                hint="remove the link; the program makes the folder again",
            )
        make_folder(folder)
        handle = os.open(_file(root), os.O_RDWR | os.O_CREAT | _OPEN, FILE_MODE)
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            _close(handle)
            raise Refused(f"{STATE_FOLDER}/lock is no regular file", hint="remove it")
        if found.st_nlink > 1:  # its count would be written over what may be another's file
            _close(handle)
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


def _close(handle: int) -> None:
    """Close a file whose bytes don't matter; the lock is freed whatever the system says."""
    with contextlib.suppress(OSError):
        os.close(handle)
