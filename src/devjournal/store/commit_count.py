"""How many commits have begun, in the lock's file: readers take no lock, and look at this.

Every read imports it, so it knows nothing of what writes.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from devjournal.store.layout import STATE_FOLDER

OPEN = (
    getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe of that name would let nobody read
)
"""How the lock's file is opened, whoever opens it."""

_DIGITS = 20


def count_commit(root: Path) -> None:
    """Note that a commit has begun; the caller holds the lock, and its log is in place.

    Raises OSError.
    """
    handle = os.open(lock_file(root), os.O_RDWR | OPEN)
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
        handle = os.open(lock_file(root), os.O_RDONLY | OPEN)
    except OSError:
        return b""
    try:
        return os.read(handle, _DIGITS)
    except OSError:
        return b""
    finally:
        close_quietly(handle)


def lock_file(root: Path) -> Path:
    """Return where a journal's lock is, with the count in it."""
    return root / STATE_FOLDER / "lock"


def close_quietly(handle: int) -> None:
    """Close a file whose bytes don't matter; a lock on it is freed whatever the system says."""
    with contextlib.suppress(OSError):
        os.close(handle)
