"""Writing to the disk so that a crash leaves a file whole, and the lock on a journal.

Every step that a power cut could undo is made sure of: bytes, then names, then the folders
that hold the names. What the disk refuses becomes a DiskError that names the path. A file
that is being written has a name that no other writer gives; one that is found under the
journal's lock is a crash's.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import DiskError
from devjournal.shell import quoted
from devjournal.store.files import why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEMPORARY = re.compile(r"\.devjournal(?:-\d+-\d+)?\.tmp")
"""The name, in its folder, of a file that is being written: its writer's own."""

FILE_MODE = 0o600
FOLDER_MODE = 0o700

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""How a file is opened that must not be there yet."""


def not_mine(error: PermissionError) -> str | None:
    """Return who keeps me out of a file or folder in one of mine, and how to have it back."""
    if sys.platform == "win32" or not os.path.isabs(str(error.filename)):  # noqa: PTH117 - as said
        return None
    import pwd  # seldom, and not on Windows

    def name_of(user: int) -> str:
        try:
            return pwd.getpwuid(user).pw_name
        except KeyError:
            return str(user)

    path, me = Path(error.filename), os.geteuid()
    for place in (path, *path.parents):  # what lies in a folder that is closed can't be asked
        with contextlib.suppress(OSError):
            if (owner := place.lstat().st_uid) == me or place.parent.lstat().st_uid != me:
                return None
            give_back = " ".join(map(quoted, ("sudo", "chown", "-R", name_of(me), str(place))))
            return f"it belongs to {name_of(owner)}, not to you; to have it back: {give_back}"
    return None


@contextlib.contextmanager
def disk_errors(path: str) -> Iterator[None]:
    """Turn what the system refuses into a DiskError naming `path`."""
    try:
        yield
    except OSError as error:
        raise DiskError(f"{path}: {why(error)}") from error


def write_new(file: Path, data: bytes) -> None:
    """Make a file that was not there, readable only to its owner, its bytes on the disk."""
    handle = os.open(file, NEW_FILE, FILE_MODE)
    try:
        try:
            left = memoryview(data)
            while left:  # the system may take them in parts
                left = left[os.write(handle, left) :]
            _sync(handle)
        finally:
            os.close(handle)
    except OSError:
        with contextlib.suppress(OSError):
            file.unlink()
        raise


def _sync(handle: int) -> None:
    """Make sure of a file's bytes; on macOS only F_FULLFSYNC reaches the disk itself."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def put_in_place(new: Path, file: Path) -> None:
    """Give `new` the name `file`, in one step that readers see whole."""
    _patiently(lambda: new.replace(file))


def remove(file: Path) -> None:
    """Remove a file. The name's going is not yet sure: sync the folder."""
    _patiently(file.unlink)


def _patiently(act: Callable[[], object]) -> None:
    """Do what a reader who holds the file keeps from being done on Windows: wait briefly."""
    for tries_left in reversed(range(20)):
        try:
            act()
            return
        except PermissionError:
            if sys.platform != "win32" or not tries_left:
                raise
            time.sleep(0.01)


def put(file: Path, data: bytes) -> None:
    """Give a file these bytes, for readers in one step; to be sure of the name, sync the folder."""
    new = write_beside(file, data)
    try:
        put_in_place(new, file)
    except OSError:
        discard(new)
        raise


def write_beside(file: Path, data: bytes) -> Path:
    """Write what a file is to hold into a new one beside it, bytes on the disk; return that."""
    new = file.parent / f".devjournal-{os.getpid()}-{time.monotonic_ns()}.tmp"
    write_new(new, data)
    return new


def discard(new: Path) -> None:
    """Remove a file that was written beside another and is of no use; a write sweeps the rest."""
    with contextlib.suppress(OSError):
        new.unlink(missing_ok=True)


def try_folder(folder: Path) -> None:
    """Raise OSError for a folder in which no name can be given or taken away."""
    if not os.access(folder, os.W_OK | os.X_OK):
        discard(write_beside(folder / "any", b""))  # the system says why


def try_file(file: Path) -> None:
    """Raise OSError for a file that can't be replaced; one that is only not to be written can."""
    if not os.access(file, os.W_OK):
        try:
            os.close(os.open(file, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)))
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno != errno.EACCES:
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
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what a crash left half written; the caller holds the lock."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for name in os.listdir(folder):  # noqa: PTH208  # it may hold ten years of names
            if name[0] == "." and TEMPORARY.fullmatch(name):
                (folder / name).unlink(missing_ok=True)
