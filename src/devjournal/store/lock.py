"""The journal's lock: readers share it, a writer has it alone.

A kernel frees the lock of a process that died. What is locked is an open file, not its
name, and `git clean` or a sync tool may take the name away: so whoever has the lock looks
whether the name still leads to it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from typing import TYPE_CHECKING

from devjournal.errors import Conflict, Refused
from devjournal.store.layout import STATE_FOLDER
from devjournal.store.os_lock import try_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 1.0
"""Seconds that a read waits for a writer before it goes on without the lock."""

_PAUSE = 0.01
_MODE = 0o600
_OPEN = (
    getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe of that name would let nobody read
)

_held: dict[Path, int] = {}
"""The journals that this process holds still, each with its open lock.

One for the whole process: a writer would else wait for the reader that it is itself.
"""


def hold_still(root: Path) -> None:
    """Keep writers out of a journal until `let_go`, so that all reads are of one state.

    A read never fails on a lock: what is not to be had in time is done without. Nothing is
    made for it: where there is no lock, nobody has written yet.
    """
    if root not in _held and (handle := _shared(root)) is not None:
        _held[root] = handle


def let_go(root: Path) -> None:
    """Let writers in again; this process's own writes do so by themselves."""
    if (handle := _held.pop(root, None)) is not None:
        _close(handle)


@contextlib.contextmanager
def reading(root: Path) -> Iterator[None]:
    """Keep writers out for as long as this takes, if they can be kept out."""
    if root in _held:
        yield
        return
    handle = _shared(root)
    try:
        yield
    finally:
        if handle is not None:
            _close(handle)


def _shared(root: Path) -> int | None:
    if (root / STATE_FOLDER).is_symlink():
        return None
    try:
        return _acquired(
            root,
            lambda: os.open(lock_file(root), os.O_RDONLY | _OPEN),
            wait=PATIENCE,
            is_to_write=False,
        )
    except OSError:
        return None


@contextlib.contextmanager
def locked(root: Path, *, wait: float) -> Iterator[Callable[[], bool]]:
    """Hold the journal's lock alone; gives what says whether it is still held.

    Raises Conflict if another process has it for `wait` seconds.
    """
    from devjournal.store.disk import disk_errors

    let_go(root)
    with disk_errors(f"{STATE_FOLDER}/lock"):
        handle = _acquired(root, lambda: _open_to_write(root), wait=wait, is_to_write=True)
    if handle is None:
        raise Conflict(
            "another process is writing to this journal; nothing was changed",
            hint="try again in a moment",
        )
    try:
        _ignore_itself(root / STATE_FOLDER)
        yield lambda: _bears_its_name(handle, root)
    finally:
        _close(handle)


def _acquired(
    root: Path, open_lock: Callable[[], int], *, wait: float, is_to_write: bool
) -> int | None:
    """Return the open lock once it is held and bears its name; None if it wasn't to be had.

    Opened anew for each try, as the file may have been replaced. Raises OSError.
    """
    deadline = time.monotonic() + wait
    while True:
        handle = open_lock()
        try:
            if try_lock(handle, is_to_write=is_to_write) and _bears_its_name(handle, root):
                return handle
        except BaseException:
            _close(handle)
            raise
        _close(handle)
        if time.monotonic() >= deadline:
            return None
        time.sleep(_PAUSE)


def _bears_its_name(handle: int, root: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), lock_file(root).lstat())
    except FileNotFoundError:
        return False


def _open_to_write(root: Path) -> int:
    from devjournal.store.disk import make_folder

    folder = root / STATE_FOLDER
    if folder.is_symlink():
        raise Refused(
            f"{STATE_FOLDER} is a symlink, so nothing is written there",
            hint="remove the link; the program makes the folder again",
        )
    make_folder(folder)
    handle = os.open(lock_file(root), os.O_RDWR | os.O_CREAT | _OPEN, _MODE)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        _close(handle)
        raise Refused(f"{STATE_FOLDER}/lock is no regular file", hint="remove it")
    return handle


def _ignore_itself(folder: Path) -> None:
    """Keep the folder out of git, with a file in it that names itself too."""
    from devjournal.store.disk import disk_errors, put

    ignore = folder / ".gitignore"
    with disk_errors(f"{STATE_FOLDER}/.gitignore"):
        if not ignore.exists():
            put(ignore, b"*\n")


def lock_file(root: Path) -> Path:
    """Return where a journal's lock is."""
    return root / STATE_FOLDER / "lock"


def _close(handle: int) -> None:
    """Close a file; a lock on it is freed whatever the system says."""
    with contextlib.suppress(OSError):
        os.close(handle)
