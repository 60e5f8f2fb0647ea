"""Where a journal's files are, how one is opened safely, and the lock that keeps writers out.

A journal can be received from someone else, so a name in it may be a pipe, a device, or a
link to a file that is none of its business: nothing hangs, and nothing outside is read.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import operator
import os
import re
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from devjournal.errors import BadFile, Conflict, Refused
from devjournal.models.ids import check_id, composed
from devjournal.models.registry import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator

T = TypeVar("T")

SCHEMA = 1
"""The version of the files' format that this program writes."""

JOURNAL_FILE = "journal.toml"
"""The file that makes a folder a journal; it holds the profile."""

STATE_FOLDER = ".devjournal"
LOG = f"{STATE_FOLDER}/redo.json"
DONE = f"{STATE_FOLDER}/history"
UNDONE = f"{STATE_FOLDER}/undone"
DAMAGED = f"{STATE_FOLDER}/damaged"
"""What the program keeps for itself in a journal, and git ignores: the log of a commit under
way, the logs of what was done and of what was taken back, and damaged ones in quarantine."""

SUFFIX = ".toml"
_CONFLICT = r"""(?xi)
      [ ]?[(\[][^)\]]*conflict[^)\]]*[)\]]    # Dropbox, Nextcloud, Seafile, pCloud, Tresorit
    | \.sync-conflict-.* | \.conflict.*     # Syncthing; Resilio, rclone, and this program
    | _[^.]*conflict.*                      # Synology, ownCloud
    | _(?:BACKUP|BASE|LOCAL|REMOTE)_[0-9]+  # git mergetool
"""
_COPY_WORD = "copy|copie|copia|cópia|kopie|kopia|kopi|kopio|копия|コピー|副本"
_COPY = rf"""(?x)
      [ ]?\(.*\)\Z                                     # x (1), x (copy), x (Robin's laptop)
    | [ ][0-9]{{1,3}}\Z                                # iCloud, macOS: x 2
    | [ ](?:-[ ])?(?i:{_COPY_WORD})(?:[ ]\(?[0-9]+\)?)?\Z   # x - Copy (2), x copy 2
    | -conflict-.*\Z
"""
_COPY_OF = rf"(?i)(?:{_COPY_WORD})(?: \([0-9]+\))? (?:of|von|de|di|af|av) (.+)"
"""What names of copies have behind the name of their original, or before it. The first kind is
never a record; of the second, which a person may have meant, the original stands beside it."""


Stamp = tuple[int, int, int, int]
"""A file's inode, size, mtime and ctime in ns; a change leaves another one."""

stamp_of: Callable[[os.stat_result], Stamp]
stamp_of = operator.attrgetter("st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")


def path_of(kind: str, id_: str) -> str:
    """Return a record's path in the journal, with `/`; UsageError for an id that would leave it."""
    check_id(id_)
    return place_of(kind, id_ + SUFFIX)


def place_of(kind: str, name: str) -> str:
    """Return the path of a file called `name` among those of a kind."""
    folder = KINDS[kind].folder
    return f"{folder}/{name}" if folder else name


def file_of(root: Path, kind: str, id_: str) -> str:
    """Return the path of a record's file as the disk has it; UsageError as `path_of`."""
    return on_disk(root, path_of(kind, id_))


def on_disk(root: Path, path: str) -> str:
    """Return a path with its file's name in the Unicode form that the disk has, if one is there.

    A Mac, a zip or a sync tool may have given the name another form than ids have.
    """
    if not path.isascii() and not os.path.lexists(root / path):
        folder, _, name = path.rpartition("/")
        with contextlib.suppress(OSError):
            others = os.listdir(root / folder)  # noqa: PTH208  # names alone, of which there are many
            same = (one for one in others if composed(one) == composed(name))
            return f"{folder}/{next(same, name)}"
    return path


def id_in(name: str) -> str:
    """Return the id that a file's name gives its record, in the Unicode form of ids."""
    return composed(name.removesuffix(SUFFIX))


def original_of(name: str, beside: Container[str] = ()) -> str | None:
    """Return the name of the file that `name` is a copy of; None if it is none.

    Sync tools, file managers, and a commit that met a hand edit leave copies `beside` a file.
    """
    stem = name.removesuffix(SUFFIX)
    if found := re.search(_CONFLICT, stem):
        return stem[: found.start()] + SUFFIX
    likely = [stem[: one.start()] for one in re.finditer(_COPY, stem)]
    if machine := re.match(r"([^A-Z]+-)[^-]*[A-Z]", stem):  # OneDrive: x-LAPTOP-7F3A
        likely += [stem[: at.start()] for at in re.finditer("-", machine[1])]
    if found := re.fullmatch(_COPY_OF, stem):
        likely.append(found[1])
    return next((one + SUFFIX for one in likely if one + SUFFIX in beside), None)


def copies_in(names: Collection[str]) -> dict[str, str]:
    """Return which of the names in a folder are of copies, each with its original's."""
    text = "".join(names)
    if text == text.lower() and not any(mark in text for mark in (" ", "(", "_", "conflict")):
        return {}  # as nearly always: ids have none of that
    originals = ((name, original_of(name, names)) for name in names)
    return {name: original for name, original in originals if original}


def digest_of(data: bytes) -> str:
    """Return the hash of a file's bytes, as `Stored.digest` holds it."""
    import hashlib  # not for a read that has nothing to compare

    return hashlib.sha256(data).hexdigest()


def fold(name: str) -> str:
    """Return what two names have in common that some systems take for one file."""
    if name.isascii():
        return name.lower()
    import unicodedata

    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


MOST_BYTES = 1 << 20
LARGEST = 1 << 28
"""Bytes of the largest file that is read: of a record's, and of one that the program keeps."""

_SAFELY = functools.reduce(
    operator.or_,
    (getattr(os, name, 0) for name in ("O_BINARY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK")),
)
_COPY_INSTEAD = "put a copy of the file in its place"


class Unreadable(Exception):
    """A file that is there and not read: why, where, and what would mend it.

    `line` and `column` are 1-based, in characters, a byte order mark not counted; None
    where the whole file is meant. `reason` and `hint` may quote the file: they are raw.
    """

    def __init__(
        self,
        reason: str,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason, self.line, self.column, self.hint = reason, line, column, hint

    def of(self, path: str) -> BadFile:
        """Return the error for a command that can't go on without the file at `path`."""
        return BadFile(f"{path}: {self.reason}", hint=self.hint)


def read_file(root: Path, path: str, *, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a record's file; of a larger one `most` and one more.

    Follows links within the journal. Raises FileNotFoundError, and Unreadable for all else.
    """
    file = root / path
    try:
        if file.is_symlink():
            refuse_outside(root, file)
            file = _real(file)
            if not os.path.lexists(file):
                raise Unreadable("is a symlink to nothing", hint=_COPY_INSTEAD)
        return read_regular(file, most=most)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise Unreadable(f"can't be read: {why(error)}") from error


def read_regular(file: Path, *, most: int = LARGEST, own: bool = False) -> bytes:
    """Return a regular file's bytes, of a large one `most` and one; raises OSError, Unreadable.

    `own` is for one that nobody else can have written.
    """
    _refuse_irregular(file.lstat().st_mode)
    handle = os.open(file, os.O_RDONLY | _SAFELY)
    try:
        opened = os.fstat(handle)
        _refuse_irregular(opened.st_mode)
        if own and sys.platform != "win32":
            # As it was opened: whoever owns the folder can give its name to another file.
            if opened.st_uid != os.geteuid() or opened.st_mode & 0o022:
                raise Unreadable("may be somebody else's")
        parts: list[bytes] = []
        # At once; a file object would ask the system thrice as often.
        while most >= 0 and (part := os.read(handle, min(most, opened.st_size) + 1)):
            parts.append(part)
            most -= len(part)
        return b"".join(parts)
    finally:
        _close(handle)


def _refuse_irregular(mode: int) -> None:
    hint = "move it out of the journal"
    if stat.S_ISDIR(mode):
        raise Unreadable("is a folder, not a file", hint=f"{hint}, or rename it")
    if not stat.S_ISREG(mode):
        raise Unreadable("is no regular file, so it is not read", hint=hint)


def refuse_outside(root: Path, place: Path) -> None:
    """Raise Unreadable for a place that, with all links followed, is outside the journal."""
    if not _real(place).is_relative_to(_real(root)):
        raise Unreadable("is a symlink out of the journal, so it is not read", hint=_COPY_INSTEAD)


def _real(place: Path) -> Path:
    """Follow all links; unlike Path.resolve, not at a loss where they go in a circle."""
    return Path(os.path.realpath(place))


def links_of_state(root: Path) -> tuple[str, ...]:
    """Return the paths of the program's own folders in a journal that are links.

    The program makes none, so what they lead to is somebody else's: never read, never written.
    """
    own = (STATE_FOLDER, DONE, UNDONE, DAMAGED)
    # Not Path.is_symlink, which raises for what can't be looked at: whoever opens it is told.
    return tuple(path for path in own if os.path.islink(root / path))  # noqa: PTH114  # as said


def why(error: Exception) -> str:
    """Return what the system says of a file, in its own words, and whose it is if not mine."""
    said: str = getattr(error, "strerror", None) or str(error)
    if not isinstance(error, PermissionError):
        return said
    from devjournal.store.disk import not_mine  # with what writes

    return ": ".join(filter(None, (said, not_mine(error))))


def list_names(root: Path, kind: str) -> list[str]:
    """Return the names in a kind's folder that a record, or a copy of one, may have.

    Editors' backups, swap files and locks end otherwise, or begin with a dot. Raises
    Unreadable for a folder that can't be listed; one that isn't there is empty.
    """
    folder = root / KINDS[kind].folder
    try:
        if folder != root and folder.is_symlink():
            refuse_outside(root, folder)
        found = os.listdir(folder)  # noqa: PTH208  # names alone, of which there are many
        together = f"/{'/'.join(found)}/"
        if together.count(f"{SUFFIX}/") < len(found) or "/." in together:  # seldom
            found = [one for one in found if one.endswith(SUFFIX) and one[0] != "."]
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        raise Unreadable("is a file, where a folder of records should be") from None
    except OSError as error:
        raise Unreadable(f"can't be listed: {why(error)}") from error
    if kind != "profile":
        return found
    # Most names there are the profile's own, and asking what one is a copy of is slow.
    own = (JOURNAL_FILE,)
    meant = {one: one if fold(one) in own else original_of(one, own) for one in found}
    return [one for one in found if fold(meant[one] or "") in own]


def stamps_in(folder: Path, names: Iterable[str]) -> list[Stamp]:
    """Return the stamps of files in a folder, of links their own; raises OSError."""
    stamp = stamp_of
    if os.stat not in os.supports_dir_fd:
        return [stamp((folder / name).lstat()) for name in names]
    # From the open folder, which the system then need not find for each, and one at a time:
    # what it says of a file is a kilobyte, of which a stamp keeps little.
    look, handle = os.stat, os.open(folder, os.O_RDONLY)
    try:
        return [stamp(look(name, dir_fd=handle, follow_symlinks=False)) for name in names]
    finally:
        os.close(handle)


# The lock: readers share it, a writer has it alone
#
# A kernel frees the lock of a process that died. What is locked is an open file, not its
# name, and `git clean` or a sync tool may take the name away: so whoever has the lock looks
# whether the name still leads to it.


PATIENCE = 1.0
"""Seconds that a read waits for a writer before it goes on without the lock."""

_held: dict[Path, int] = {}
"""The journals that this process holds still, each with its open lock.

One for the whole process: a writer would else wait for the reader that it is itself.
"""


def take_read_lock(root: Path, *, wait: float = PATIENCE) -> None:
    """Keep writers out of a journal until `release_read_lock`, so that all reads are of one state.

    A read never fails on a lock: what is not to be had in time is done without. Nothing is
    made for it: where there is no lock, nobody has written yet.
    """
    with contextlib.suppress(OSError):
        if root not in _held and not (root / STATE_FOLDER).is_symlink():
            handle = _acquired(root, wait=wait, is_to_write=False)
            if handle is not None:
                _held[root] = handle


def release_read_lock(root: Path) -> None:
    """Let writers in again; this process's own writes do so by themselves."""
    if (handle := _held.pop(root, None)) is not None:
        _close(handle)


def read_still(root: Path, read: Callable[[], T], *, wait: float = PATIENCE) -> T:
    """Return what is read while writers are kept out; once more if the first of all came then."""
    while True:
        had_lock = os.path.lexists(_lock_file(root))
        with reading(root, wait=wait):
            found = read()
        if had_lock or not os.path.lexists(_lock_file(root)):
            return found


@contextlib.contextmanager
def reading(root: Path, *, wait: float = PATIENCE) -> Iterator[None]:
    """Keep writers out for as long as this takes, if they can be kept out."""
    is_first = root not in _held
    take_read_lock(root, wait=wait)
    try:
        yield
    finally:
        if is_first:
            release_read_lock(root)


@contextlib.contextmanager
def locked(root: Path, *, wait: float) -> Iterator[Callable[[], bool]]:
    """Hold the lock alone, gives what says whether it still is; Conflict after `wait` seconds."""
    from devjournal.store.disk import disk_errors, put

    release_read_lock(root)
    with disk_errors(f"{STATE_FOLDER}/lock"):
        handle = _acquired(root, wait=wait, is_to_write=True)
    if handle is None:
        reason = "another process is writing to this journal; nothing was changed"
        raise Conflict(reason, hint="try again in a moment")
    ignore = root / STATE_FOLDER / ".gitignore"
    try:
        with disk_errors(f"{STATE_FOLDER}/.gitignore"):
            if not ignore.exists():
                put(ignore, b"*\n")  # the whole folder, and so this file too
        yield lambda: _is_still_named(handle, root)
    finally:
        _close(handle)


def _acquired(root: Path, *, wait: float, is_to_write: bool) -> int | None:
    """Return the lock once it is held and bears its name, opened anew for each try; else None."""
    lock, deadline = _lock_file(root), time.monotonic() + wait
    while True:
        handle = _open_to_write(root) if is_to_write else os.open(lock, os.O_RDONLY | _SAFELY)
        try:
            if try_lock(handle, is_to_write=is_to_write) and _is_still_named(handle, root):
                return handle
        except BaseException:
            _close(handle)
            raise
        _close(handle)
        if time.monotonic() >= deadline:
            return None
        time.sleep(0.01)


def _is_still_named(handle: int, root: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), _lock_file(root).lstat())
    except FileNotFoundError:
        return False


def _open_to_write(root: Path) -> int:
    from devjournal.store.disk import make_folder

    folder = root / STATE_FOLDER
    if folder.is_symlink():
        reason = f"{STATE_FOLDER} is a symlink, so nothing is written there"
        raise Refused(reason, hint="remove the link; the program makes the folder again")
    make_folder(folder)
    handle = os.open(_lock_file(root), os.O_RDWR | os.O_CREAT | _SAFELY, 0o600)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        _close(handle)
        raise Refused(f"{STATE_FOLDER}/lock is no regular file", hint="remove it")
    return handle


def _lock_file(root: Path) -> Path:
    return root / STATE_FOLDER / "lock"


def _close(handle: int) -> None:
    """Close a file, whatever the system says: a lock on it is free then."""
    with contextlib.suppress(OSError):
        os.close(handle)


def try_lock(handle: int, *, is_to_write: bool) -> bool:
    """Take the lock of an open file; return whether it could be had at once. Raises OSError."""
    try:
        if sys.platform == "win32":
            import msvcrt

            # What is locked there can't be read, so it is none of the bytes in the file.
            os.lseek(handle, 1 << 30, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            kind = fcntl.LOCK_EX if is_to_write else fcntl.LOCK_SH
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            raise
        return False
    return True
