"""What was read before, kept outside the journal: deleting it costs one slower run.

One file for each journal and kind: a line that says what it belongs to and its checksum,
then what is known of each journal file, in columns: ten years are compared and taken by a
few calls, and not file by file. A file is known while its inode, size and times are what
they were. Whatever is wrong with a cache, it is as if there were none.

A file may be written again within the same tick of the file system's clock, and nothing but
its bytes would tell. So those of a file that was fresh when it was read are compared.

The columns are written by marshal, which is six times as quick as JSON here: it holds data
alone, no code, and is read only if all that wrote it is the same.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import marshal
import os
import sys
import zlib
from itertools import compress, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devjournal import __version__
from devjournal.errors import DiskError
from devjournal.journal.stored import Stored
from devjournal.models.ids import composed
from devjournal.models.plain import filled, to_cache, to_plain
from devjournal.models.registry import KINDS, class_of
from devjournal.namedtuples import NamedTuple
from devjournal.store.files import (
    Stamp,
    Unreadable,
    digest_of,
    file_of,
    path_of,
    read_regular,
    stamp_of,
    why,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set

    from devjournal.journal.stored import Change
    from devjournal.models.base import Record
    from devjournal.store.history import Write

FORMAT = 6
"""Version of the cache files."""

_MOST_BYTES = 1 << 30
_SECOND = 1_000_000_000
_LONG_AGO = 946_684_800
_COARSE_TICK = 2 * _SECOND
_FINE_TICK = _SECOND // 10
_PACKAGE = Path(__file__).parents[1]

Written = dict[str, "Stored[Any] | None"]
"""Records that were written, by id; None for one whose file was removed."""

look_at = os.lstat


class Columns(NamedTuple):
    """What is known of a kind's files: what stands at one place in each column is of one file.

    Its record's id, the digest of its bytes, whether the record is open, and the record as
    marshal has it. `stamps` are those of all by their ids, in the order in which the system
    listed them, as marshal has them: where nothing has changed, the same bytes. `fresh` are the
    ids of files that may have changed without another stamp.
    """

    stamps: bytes
    ids: list[str]
    digests: list[str]
    are_open: list[bool]
    data: list[bytes]
    fresh: list[str]


def _packed(ids: Iterable[str], stamps: Iterable[Stamp]) -> bytes:
    return marshal.dumps(("/".join(ids), [*stamps]), _OF_VALUES_ALONE)


def _unpacked(data: bytes) -> dict[str, Stamp]:
    if data == _NONE:
        return {}
    ids, stamps = marshal.loads(data)  # noqa: S302 - see above
    return dict(zip(ids.split("/"), stamps, strict=True))


_OF_VALUES_ALONE = 2
"""The newest version of marshal in which equal data are equal bytes, whoever else holds them."""

_NONE = _packed((), ())


class Cache:
    """What is known of the files of one kind of one journal."""

    def __init__(self, folder: Path, root: Path, kind: str, now: int) -> None:
        """Open the cache of a kind; `now` is the machine's ns before any file is looked at."""
        self._folder = folder
        self._now = now
        self._kind = kind
        self._root = root
        self._head = _head(os.fspath(root), kind)
        self._file = _folder_of(folder, root) / f"{kind}.cache"
        columns = _read(self._file, self._head)
        self._held = Columns(*columns) if columns else Columns(_NONE, [], [], [], [], [])
        self._fresh: list[str] = []
        self._is_settled = False

    def recall(
        self, ids: Sequence[str], stamps: Sequence[Stamp], digest_now: Callable[[str], str]
    ) -> tuple[dict[str, Stored[Any]], Set[str]]:
        """Return the records of the files that are as they were, by id; and the ids of the others.

        `stamps` are those of the files now; `digest_now` reads a record's file.
        """
        held, now = self._held, dict[str, Stamp]()
        known: Collection[str] = held.ids
        others: Set[str] = frozenset()
        compared: Set[str] = frozenset()
        has_one_time = bool(held.ids) and self._has_one_time(stamps)
        if held.fresh or has_one_time or _packed(ids, stamps) != held.stamps:
            now = dict(zip(ids, stamps, strict=True))
            known = {id_ for id_, _ in _unpacked(held.stamps).items() & now.items()}
            compared = known if has_one_time else known & set(held.fresh)
            before = dict(zip(held.ids, held.digests, strict=True)) if compared else {}
            known = known - {id_ for id_ in compared if digest_now(id_) != before[id_]}
            others = now.keys() - known
        if others:
            ready_validation(self._folder)
        self._fresh = [id_ for id_ in compared | others if self._may_change_unseen(now[id_])]
        self._is_settled = len(known) == len(held.ids) and len(self._fresh) == len(held.fresh)
        columns: list[Iterable[Any]]
        columns = [held.ids, held.ids, held.digests, held.data, held.are_open]
        if len(known) < len(held.ids):
            is_known = [*map(known.__contains__, held.ids)]
            columns = [compress(column, is_known) for column in columns]
        names, ids_, digests, data, are_open = columns
        same = (repeat(self._kind), repeat(None))
        lazy = map(Stored, ids_, *same, digests, data, repeat(self._built), are_open)
        return dict(zip(names, lazy, strict=True)), others

    def holds(self, records: Mapping[str, Stored[Any]]) -> bool:
        """Whether nothing is to be kept: all of these were recalled, and nothing more is known."""
        return self._is_settled and len(records) == len(self._held.ids)

    def save(self, records: Mapping[str, Stored[Any]], stamps: Mapping[str, Stamp]) -> None:
        """Keep what was recalled and read; files had these stamps before they were read."""
        columns = Columns(_NONE, [], [], [], [], self._fresh)
        for id_ in sorted(records.keys() & stamps.keys()):
            self._add(columns, records[id_])
        kept = frozenset(columns.ids)
        self._write(columns, {id_: stamp for id_, stamp in stamps.items() if id_ in kept})

    def update(self, written: Written, stamps: Mapping[str, Stamp]) -> None:
        """Keep what a commit wrote, all as fresh: who has written since is found by the bytes."""
        held = self._held
        known = _unpacked(held.stamps)
        for id_, stored in written.items():
            if known.pop(id_, None):
                place = held.ids.index(id_)
                for column in (held.ids, held.digests, held.are_open, held.data):
                    del column[place]
            if stored and id_ in stamps and self._add(held, stored):
                known[id_] = stamps[id_]
                held.fresh.extend({id_}.difference(held.fresh))
        self._write(held, known)

    def _write(self, columns: Columns, stamps: Mapping[str, Stamp]) -> None:
        packed = _packed(stamps, stamps.values())
        _write(self._file, self._head, tuple(columns._replace(stamps=packed)))

    def _add(self, columns: Columns, stored: Stored[Any]) -> bool:
        """Add a file to the columns, if its record would come back as it is."""
        data = stored.data or marshal.dumps(to_cache(stored.record))
        will_be_same = bool(stored.data) or self._built(data) == stored.record
        if will_be_same:
            columns.ids.append(stored.id)
            columns.digests.append(stored.digest)
            columns.are_open.append(stored.is_open)
            columns.data.append(data)
        return will_be_same

    def _built(self, data: bytes) -> Record:
        plain = marshal.loads(data)  # noqa: S302 - see above
        return filled(class_of(self._kind, plain), plain)

    def _has_one_time(self, stamps: Iterable[Stamp]) -> bool:
        """Whether ctime may follow mtime there, which any program can set back: bytes must tell.

        It does not where a file has two times, as has a cache file beside it, which was set back.
        """
        if any(mtime != ctime for _, _, mtime, ctime in stamps):
            return False
        with contextlib.suppress(OSError):
            beside = look_at(self._file)
            _, _, mtime, ctime = stamp_of(beside)
            place = self._root / KINDS[self._kind].folder
            return mtime == ctime or beside.st_dev != place.stat().st_dev
        return True

    def _may_change_unseen(self, stamp: Stamp) -> bool:
        """Whether a change right after the look might leave a file's times as they are.

        Two changes within one tick of a file system's clock do. Whole seconds are the mark
        of a coarse clock; one that is finer ticks a hundred times a second or oftener.
        """
        _, _, mtime, ctime = stamp
        tick = _FINE_TICK if mtime % _SECOND else _COARSE_TICK
        return max(mtime, ctime) > self._now - tick


@functools.cache
def ready_validation(folder: Path) -> None:
    """Let validation check by what pydantic made in an earlier run; the first one keeps it."""
    from devjournal.models import validation  # only to check something: it costs as all the rest

    pydantic = importlib.util.find_spec("pydantic")  # without importing it
    file = folder / "schemas.cache"
    head = _head(stamp_of(Path(str(pydantic and pydantic.origin)).stat()))
    schemas = _read(file, head)
    if schemas is None:
        from devjournal.models.schema import core_schemas  # with pydantic

        schemas = core_schemas()
        _write(file, head, schemas)
    validation.use(schemas)


def _head(*belongs: object) -> bytes:
    """Return the line that says what a file holds, and by which versions it was made."""
    python = f"{sys.implementation.cache_tag} {marshal.version}"
    return ascii((FORMAT, python, __version__, source_version(), *belongs)).encode()


def _read(file: Path, head: bytes) -> Any:
    """Return what a file of this head holds; None if it is damaged, foreign or not there."""
    with contextlib.suppress(OSError, Unreadable):
        whole = read_regular(file, most=_MOST_BYTES, own=True)  # as marshal is to read it
        end = whole.find(b"\n")
        body = memoryview(whole)[end + 1 :]  # of ten years it is large enough not to be copied
        if whole[:end] == _checked(head, body):
            return marshal.loads(body)  # noqa: S302 - see above
    return None


def _write(file: Path, head: bytes, data: Any) -> None:
    from devjournal.store import disk

    body = marshal.dumps(data)
    new = file.with_name(f".{file.stem}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        disk.make_folder(file.parent)
        handle = os.open(new, disk.NEW_FILE, disk.FILE_MODE)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_checked(head, body) + b"\n" + body)
            os.utime(new, (_LONG_AGO, _LONG_AGO))  # see _has_one_time
            new.replace(file)
        except BaseException:
            new.unlink(missing_ok=True)
            raise


def _checked(head: bytes, body: bytes | memoryview) -> bytes:
    return b"%s %08x" % (head, zlib.crc32(body))


def remember(
    folder: Path, root: Path, changes: Iterable[Change], writes: Iterable[Write], now: int
) -> None:
    """Keep what a commit has written, as it will be read, so that the next read finds it."""
    new = {composed(write.path): write.new for write in writes}
    written: dict[str, Written] = {}
    for kind, id_, _, after in changes:
        # Not the profile: a warning of what it is read without would be kept from the next read.
        if after and kind != "profile" and (data := new.get(path_of(kind, id_))):
            record = filled(type(after), to_plain(after))
            written.setdefault(kind, {})[id_] = Stored(id_, kind, record, digest_of(data))
    for change in changes:
        if new.get(path_of(change.kind, change.old_id), b"") is None:
            written.setdefault(change.kind, {})[change.old_id] = None  # its file was removed
    for kind, records in written.items():
        stamps = {}
        for id_ in records:
            with contextlib.suppress(OSError):
                stamps[id_] = stamp_of(look_at(root / file_of(root, kind, id_)))
        Cache(folder, root, kind, now).update(records, stamps)


def forget(folder: Path, root: Path) -> None:
    """Remove all rows of a journal, as one record is to leave no trace; raises DiskError."""
    own = _folder_of(folder, root.absolute())
    try:
        with contextlib.suppress(FileNotFoundError):
            for file in own.iterdir():
                file.unlink(missing_ok=True)  # a writer beside us has renamed it
    except OSError as error:
        reason = f"its cache can't be emptied: {own}: {why(error)}"
        raise DiskError(reason, hint="delete that folder, or purge it again") from error


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
