"""Writing to the disk so that a crash leaves a file whole, old or new, and only ours to read.

Every step that a power cut could undo is made sure of: bytes, then names, then the folders
that hold the names. What the disk refuses becomes a DiskError that names the path. Whoever
writes in a journal holds its lock, so that a temporary file found there is a crash's.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from devjournal.errors import DiskError
from devjournal.store.layout import TEMPORARY
from devjournal.store.read_file import why

FILE_MODE = 0o600
FOLDER_MODE = 0o700

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NO_SUCH_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)
_BUSY_TRIES = 20


@contextlib.contextmanager
def disk_errors(path: str) -> Iterator[None]:
    """Turn what the system refuses into a DiskError naming `path`."""
    try:
        yield
    except OSError as error:
        raise DiskError(f"{path}: {why(error)}") from error


def write_new(file: Path, data: bytes) -> None:
    """Make a file that was not there, readable only to its owner, its bytes on the disk."""
    handle = os.open(file, _NEW_FILE, FILE_MODE)
    try:
        try:
            _write(handle, data)
            _sync(handle)
        finally:
            os.close(handle)
    except OSError:
        with contextlib.suppress(OSError):
            file.unlink()
        raise


def put_in_place(new: Path, file: Path) -> None:
    """Give `new` the name `file`, in one step that readers see whole."""
    _patiently(lambda: new.replace(file))


def remove(file: Path) -> None:
    """Remove a file. The name's going is not yet sure: sync the folder."""
    _patiently(file.unlink)


def _patiently(act: Callable[[], object]) -> None:
    """Do what a reader who holds the file keeps from being done on Windows: wait briefly."""
    for tries_left in reversed(range(_BUSY_TRIES)):
        try:
            act()
        except PermissionError:
            if sys.platform != "win32" or not tries_left:
                raise
            time.sleep(0.01)
        else:
            return


def put(file: Path, data: bytes) -> None:
    """Give a file these bytes: readers see the old ones or the new ones, never a part.

    The name is not yet sure: sync the folder.
    """
    beside = file.parent / TEMPORARY
    beside.unlink(missing_ok=True)
    write_new(beside, data)
    try:
        put_in_place(beside, file)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, one at a time, each name on the disk."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(FOLDER_MODE, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make sure of the names in a folder; some file systems can't, and need not."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SUCH_SYNC:
            raise
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what a crash left half written."""
    (folder / TEMPORARY).unlink(missing_ok=True)


def _write(handle: int, data: bytes) -> None:
    """Write all bytes; the system may take them in parts."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def _sync(handle: int) -> None:
    """Make sure of a file's bytes; on macOS only F_FULLFSYNC reaches the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)
