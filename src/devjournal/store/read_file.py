"""Opening one file of a journal that may hold anything: no hang, and nothing from outside.

A journal can be received from someone else, so a name in it may be a pipe, a device, or a
link to a file that is none of its business.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from devjournal.store.layout import DAMAGED, DONE, STATE_FOLDER, UNDONE

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_CHUNK = 1 << 16
_OF_STATE = (STATE_FOLDER, *(f"{STATE_FOLDER}/{name}" for name in (DONE, UNDONE, DAMAGED)))
_COPY_INSTEAD = "put a copy of the file in its place"


class Unreadable(Exception):
    """A file that is there and not read; `reason` says why, `hint` what would mend it."""

    def __init__(self, reason: str, hint: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def read_file(root: Path, path: str, *, most: int) -> bytes:
    """Return the bytes of the file at `path` from `root`; of a large one `most` and one more.

    Links are followed within the journal. Raises FileNotFoundError if there is no such
    file, Unreadable for all else.
    """
    file = root / path
    try:
        return read_regular(_target(root, file) if file.is_symlink() else file, most=most)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise Unreadable(f"can't be read: {why(error)}") from error


def read_regular(file: Path, *, most: int) -> bytes:
    """Return the bytes of a regular file; raises OSError, and Unreadable for what is none."""
    refuse_irregular(file.lstat().st_mode)
    handle = os.open(file, _FLAGS)
    try:
        refuse_irregular(os.fstat(handle).st_mode)
        return _read(handle, most + 1)
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)


def _read(handle: int, most: int) -> bytes:
    """Read up to `most` bytes; a file object would ask the system thrice as often."""
    parts: list[bytes] = []
    while most > 0 and (part := os.read(handle, min(most, _CHUNK))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def refuse_irregular(mode: int) -> None:
    """Raise Unreadable for a folder, a pipe, a device and the like."""
    if stat.S_ISDIR(mode):
        raise Unreadable("is a folder, not a file", "move it out of the journal, or rename it")
    if not stat.S_ISREG(mode):
        raise Unreadable("is no regular file, so it is not read", "move it out of the journal")


def refuse_outside(root: Path, place: Path) -> None:
    """Raise Unreadable for what leads out of the journal."""
    if not _real(place).is_relative_to(_real(root)):
        raise Unreadable("is a symlink out of the journal, so it is not read", _COPY_INSTEAD)


def links_of_state(root: Path) -> tuple[str, ...]:
    """Return the paths of the program's own folders in a journal that are links.

    The program makes none, so what they lead to is somebody else's: never read, never written.
    """
    # Not Path.is_symlink, which raises for what can't be looked at: whoever opens it is told.
    return tuple(path for path in _OF_STATE if os.path.islink(root / path))  # noqa: PTH114  # as said


def _real(place: Path) -> Path:
    """Follow all links; unlike Path.resolve, not at a loss where they go in a circle."""
    return Path(os.path.realpath(place))


def why(error: Exception) -> str:
    """Return what the system says of a file, in its own words."""
    return getattr(error, "strerror", None) or str(error)


def _target(root: Path, link: Path) -> Path:
    refuse_outside(root, link)
    target = _real(link)
    if not os.path.lexists(target):
        raise Unreadable("is a symlink to nothing", _COPY_INSTEAD)
    return target
