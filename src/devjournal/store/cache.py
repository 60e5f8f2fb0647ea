"""What was read before, kept outside the journal: deleting it costs one slower run.

One file for each journal and kind: a line that says what it belongs to and its checksum,
then a row for each journal file. A row counts only while the file's inode, size and times
are what they were. Whatever is wrong with a cache, it is as if there were none.

The rows are written by marshal, which is six times as quick as JSON here: it holds data
alone, no code, and is read only if all that wrote it is the same.
"""

from __future__ import annotations

import contextlib
import functools
import marshal
import os
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal import __version__
from devjournal.journal.stored import LazyRecord, Stored
from devjournal.models.plain import filled, to_cache
from devjournal.models.registry import class_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devjournal.models.base import Record

FORMAT = 4
"""Version of the cache files."""

_MOST_BYTES = 1 << 28
_SECOND = 1_000_000_000
_COARSE_TICK = 2 * _SECOND
_FINE_TICK = _SECOND // 10
_PACKAGE = Path(__file__).parents[1]

Row = tuple[int, int, int, int, str, str, bool, bytes]
"""A file's inode, size, mtime and ctime; the record's id, digest, whether it is open, itself."""


class Cache:
    """The rows of one kind of one journal."""

    def __init__(self, folder: Path, root: Path, kind: str, now: int) -> None:
        """Open the cache of a kind of the journal at `root`, under the folder for caches.

        `now` is the machine's time in ns before any file is looked at.
        """
        self._now = now
        self._kind = kind
        python = f"{sys.implementation.cache_tag} {marshal.version}"
        belongs = (FORMAT, python, __version__, source_version(), os.fspath(root), kind)
        self._head = ascii(belongs).encode()
        self._file = _folder_of(folder, root) / f"{kind}.cache"
        self._held = self._read()
        self._kept: dict[str, Row] = {}
        self._added = False

    def find(self, name: str, found: os.stat_result) -> Stored[Record] | None:
        """Return the record of the file `name` if it is as it was, and keep its row."""
        row = self._held.get(name)
        if row is None:
            return None
        inode, size, mtime, ctime, id_, digest, is_open, text = row
        if (
            ctime != found.st_ctime_ns
            or mtime != found.st_mtime_ns
            or size != found.st_size
            or inode != found.st_ino
        ):
            return None
        self._kept[name] = row
        return Stored(id_, self._kind, LazyRecord(text, self._built, is_open), digest)

    def _built(self, text: bytes) -> Record:
        data = marshal.loads(text)  # noqa: S302 - see above
        return filled(class_of(self._kind, data), data)

    def keep(self, name: str, found: os.stat_result, stored: Stored[Record]) -> None:
        """Add a row for a file that was read after it was looked at.

        Not for one that may change within the same tick, nor for a record that would not
        come back from the row as it is.
        """
        if self._may_change_unseen(found):
            return
        text = marshal.dumps(to_cache(stored.record))
        if self._built(text) == stored.record:
            stamp = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
            self._kept[name] = (*stamp, stored.id, stored.digest, stored.is_open, text)
            self._added = True

    def _may_change_unseen(self, found: os.stat_result) -> bool:
        """Whether a change right after the look might leave a file's times as they are.

        Two changes within one tick of a file system's clock do. Whole seconds are the mark
        of a coarse clock; one that is finer ticks a hundred times a second or oftener.
        """
        tick = _FINE_TICK if found.st_mtime_ns % _SECOND else _COARSE_TICK
        return max(found.st_mtime_ns, found.st_ctime_ns) > self._now - tick

    def save(self) -> None:
        """Write the rows that were found or added, if they are others than before."""
        if self._added or len(self._kept) != len(self._held):
            with contextlib.suppress(OSError):
                self._write()

    def _read(self) -> Mapping[str, Row]:
        from devjournal.store.files import Unreadable, read_regular

        try:
            if not _is_ours_alone(self._file.lstat()):
                return {}
            data = read_regular(self._file, most=_MOST_BYTES)
        except (OSError, Unreadable):
            return {}
        head, _, body = data.partition(b"\n")
        if head != self._head_of(body):
            return {}
        rows: dict[str, Row] = marshal.loads(body)  # noqa: S302 - see above
        return rows

    def _head_of(self, body: bytes) -> bytes:
        return b"%s %08x" % (self._head, zlib.crc32(body))

    def _write(self) -> None:
        from devjournal.store.disk import make_folder

        body = marshal.dumps(self._kept)
        folder = self._file.parent
        make_folder(folder)
        new = folder / f".{self._kind}.{os.getpid()}.tmp"
        handle = os.open(
            new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(self._head_of(body) + b"\n" + body)
            new.replace(self._file)
        except OSError:
            new.unlink(missing_ok=True)
            raise


def _is_ours_alone(found: os.stat_result) -> bool:
    """Whether nobody else can have written a file: what marshal reads must be our own."""
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def forget(folder: Path, root: Path) -> None:
    """Remove all rows of a journal, as one of its records is to leave no trace.

    Raises DiskError for a row that can't be removed.
    """
    from devjournal.store.disk import disk_errors

    own = _folder_of(folder, root.absolute())
    with disk_errors(str(own)), contextlib.suppress(FileNotFoundError):
        for file in own.iterdir():
            file.unlink(missing_ok=True)  # a writer beside us has renamed it


def _folder_of(folder: Path, root: Path) -> Path:
    return folder / f"{zlib.crc32(os.fsencode(root)):08x}"


@functools.cache
def source_version() -> int:
    """Name the source that decides what a record is, by the sizes and times of its files.

    An installed version's files never change; where somebody works on them, a few looks
    save them from a cache made by other rules. Hashing them would cost more than it tells.
    """
    seen: list[tuple[str, os.stat_result]] = []
    with contextlib.suppress(OSError), os.scandir(_PACKAGE / "models") as entries:
        files = [entry for entry in entries if entry.name.endswith(".py")]
        seen = [(file.path, file.stat()) for file in files]
    names = sorted(f"{path}:{at.st_size}:{at.st_mtime_ns}" for path, at in seen)
    return zlib.crc32("\n".join(names).encode(errors="replace"))
