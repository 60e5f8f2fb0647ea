"""The lock that lets one process write a journal at a time.

The file is never deleted: a kernel frees the lock of a process that died, and two
processes that lock two files of one name would both go on.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from devjournal.errors import Conflict, Refused
from devjournal.store.disk import FILE_MODE, disk_errors, make_folder, write_new
from devjournal.store.layout import STATE_FOLDER

_PAUSE = 0.05
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@contextlib.contextmanager
def locked(root: Path, *, wait: float) -> Iterator[None]:
    """Hold the journal's lock; raises Conflict if another process has it for `wait` seconds."""
    handle = _open_lock(root)
    try:
        _lock_within(handle, wait)
        _ignore_itself(root / STATE_FOLDER)
        yield
    finally:
        os.close(handle)


def _open_lock(root: Path) -> int:
    folder = root / STATE_FOLDER
    if folder.is_symlink():
        raise Refused(
            f"{STATE_FOLDER} is a symlink, so nothing is written there",
            hint="remove the link; the program makes the folder again",
        )
    with disk_errors(f"{STATE_FOLDER}/lock"):
        make_folder(folder)
        return os.open(folder / "lock", _FLAGS, FILE_MODE)


def _lock_within(handle: int, wait: float) -> None:
    deadline = time.monotonic() + wait
    while not _try_lock(handle):
        if time.monotonic() >= deadline:
            raise Conflict(
                "another process is writing to this journal; nothing was changed",
                hint="try again in a moment",
            )
        time.sleep(_PAUSE)


def _ignore_itself(folder: Path) -> None:
    """Keep the folder out of git, with a file in it that names itself too."""
    ignore = folder / ".gitignore"
    if not ignore.exists():
        with disk_errors(f"{STATE_FOLDER}/.gitignore"), contextlib.suppress(FileExistsError):
            write_new(ignore, b"*\n")


def _try_lock(handle: int) -> bool:
    """Take the lock if nobody has it; closing the file, or dying, gives it back."""
    with disk_errors(f"{STATE_FOLDER}/lock"):
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _HELD:
                raise
            return False
    return True
