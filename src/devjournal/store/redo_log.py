"""The redo log: what makes a commit of many files happen as a whole.

`.devjournal/redo.json` holds every byte of a commit before the first file is touched. The
rename that gives it its name is the commit point: from then on the commit has happened,
whatever the machine does, as whoever writes next carries it through, and whoever reads
sees it as done. Three things are on the disk before that: the folders, the bytes, and
after it, before any file is touched, the name.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, NamedTuple

from devjournal.errors import BadFile, Conflict, DiskError, Interrupted, Refused
from devjournal.models.registry import FOLDERS
from devjournal.store import history
from devjournal.store.disk import (
    discard,
    disk_errors,
    make_folder,
    put,
    put_in_place,
    remove,
    sweep,
    sync_folder,
    try_file,
    try_folder,
    write_beside,
)
from devjournal.store.files import DONE, LOG, STATE_FOLDER, UNDONE, why
from devjournal.store.history import (
    LARGEST,
    Damaged,
    ReadNow,
    Step,
    Write,
    changed_meanwhile,
    from_bytes,
    log_of,
    pending,
    to_bytes,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_FINISHES_LATER = "saved; finishes at the next run"
_EARLIER = f"an earlier operation is {_FINISHES_LATER}; this one was not done"
_NOT_SURE = "saved; perhaps not yet on disk"
_FILE_NAME_BYTES = 255


class Clash(NamedTuple):
    """A file that is neither as it was nor as it was to be; `ours`, if any, is beside it."""

    path: str
    ours: str | None

    def __str__(self) -> str:
        """Both names."""
        ours = f", ours is {self.ours}" if self.ours else ", so it is not deleted"
        return f"{self.path} was changed by hand{ours}"


def carry_out(root: Path, step: Step, read_now: ReadNow, is_locked: Callable[[], bool]) -> None:
    """Make a commit happen; the caller holds the lock.

    All that can be refused is tried before the commit point: the folders, the new bytes in
    files beside the old ones, the old files themselves; then every file is compared. Raises
    Conflict for one that is not as the step found it, DiskError: before the commit point
    nothing has changed; after it, the message says that it is saved.
    """
    data = _readable(step)
    _make_folders(root, step)
    with _beside() as beside:
        _prepare(root, step, beside)
        for write in step.writes:
            if read_now(write.path) != write.old:
                raise changed_meanwhile(write.path)
        if not is_locked() or os.path.lexists(log_of(root)):
            raise Conflict(
                f"{STATE_FOLDER} was changed meanwhile; nothing was changed", hint="do it again"
            )
        _write_log(root, data)
        with saved(_FINISHES_LATER):
            clashes = _carry_through(root, step, read_now, beside)
    if clashes:
        raise Conflict(
            f"saved, but for what changed at that moment: {_told(clashes)}",
            hint="both are kept; take what you need, then delete the other",
        )


def recover(root: Path, read_now: ReadNow) -> None:
    """Carry through what a crash left, and sweep; the caller holds the lock.

    Raises BadFile for a damaged log, which is kept, and Conflict, naming both files, for one
    that was changed by hand since the crash; in either case the caller does nothing more.
    """
    try:
        step = pending(root)
    except Damaged as error:
        raise BadFile(f"{STATE_FOLDER}/{LOG}: damaged: {error}", hint=error.hint) from error
    _sweep(root)
    if step is None:
        return
    with saved(_EARLIER), _beside() as beside:
        for write in step.writes:
            _now(read_now, write)  # refuses a folder that is a link, before anything is done there
        _make_folders(root, step)
        clashes = _carry_through(root, step, read_now, beside)
    if clashes:
        raise Conflict(
            f"an earlier operation was interrupted and is finished now: {_told(clashes)}",
            hint="both are kept; what you asked for just now was not done: "
            "take what you need, delete the other, then do it again",
        )


def _readable(step: Step) -> bytes:
    """Return a step as bytes that can be read again: else it could never be carried through."""
    data = to_bytes(step)
    if len(data) > LARGEST:
        raise Refused("too much for one operation; nothing was changed", hint="do it in parts")
    if from_bytes(data) != step:
        raise Refused("its log could not be read again; nothing was changed")
    return data


def _make_folders(root: Path, step: Step) -> None:
    """Make the folders that a commit needs, and make sure of the names in those above.

    Not only of new ones: a process that was killed may have made a folder, or given a log its
    name in the history, and no more.
    """
    for folder in _folders(root, step):
        with disk_errors(folder.relative_to(root).as_posix()):
            make_folder(folder)
    with disk_errors(STATE_FOLDER):
        history.make_folders(root)
        sync_folder(root / STATE_FOLDER)
        sync_folder(root)


def _sweep(root: Path) -> None:
    """Remove what a crash left half written, wherever a commit writes."""
    for name in ("", *FOLDERS, STATE_FOLDER, f"{STATE_FOLDER}/{DONE}", f"{STATE_FOLDER}/{UNDONE}"):
        folder = root / name
        with contextlib.suppress(OSError):  # who is to write there is told
            if folder == root or not folder.is_symlink():
                sweep(folder)


def _folders(root: Path, step: Step) -> list[Path]:
    return list(dict.fromkeys((root / write.path).parent for write in step.writes))


@contextlib.contextmanager
def _beside() -> Iterator[dict[str, Path]]:
    """Give room for files written beside those that they are for, by path; remove the unused."""
    beside: dict[str, Path] = {}
    try:
        yield beside
    finally:
        for new in beside.values():
            discard(new)


def _prepare(root: Path, step: Step, beside: dict[str, Path]) -> None:
    """Write a step's new bytes beside its files; raises DiskError for what can't be replaced."""
    for write in step.writes:
        file = root / write.path
        with disk_errors(write.path):
            try_folder(file.parent)
            if write.old is not None:
                try_file(file)
            if write.new is not None:
                beside[write.path] = write_beside(file, write.new)


def _write_log(root: Path, data: bytes) -> None:
    """Write the log: the commit point."""
    try:
        with disk_errors(f"{STATE_FOLDER}/{LOG}"):
            put(log_of(root), data)
            sync_folder(root / STATE_FOLDER)
    except DiskError as error:
        if not os.path.lexists(log_of(root)):
            raise
        raise DiskError(_NOT_SURE, hint=f"{error}; it finishes at the next run") from error
    except KeyboardInterrupt:
        if not os.path.lexists(log_of(root)):
            raise
        raise Interrupted(f"interrupted; {_FINISHES_LATER}") from None


def _carry_through(
    root: Path, step: Step, read_now: ReadNow, beside: dict[str, Path]
) -> list[Clash]:
    """Apply a commit that has happened, and make its log the newest step of the history."""
    clashes = [
        clash for write in step.writes if (clash := _apply(root, step, write, read_now, beside))
    ]
    for folder in _folders(root, step):
        with disk_errors(folder.relative_to(root).as_posix()):
            sync_folder(folder)
    history.take_in(root, step, log_of(root))
    return clashes


def _apply(
    root: Path, step: Step, write: Write, read_now: ReadNow, beside: dict[str, Path]
) -> Clash | None:
    """Give a file its new bytes if it is as it was; the last look comes right before that."""
    file, path = root / write.path, write.path
    if write.new is not None and path not in beside and _now(read_now, write) != write.new:
        with disk_errors(path):
            beside[path] = write_beside(file, write.new)
    current = _now(read_now, write)
    if current == write.new:
        return None
    if current != write.old:
        return _keep_both(root, step, write)
    with disk_errors(path):
        if write.new is None:
            remove(file)
        else:
            new = beside.pop(path) if path in beside else write_beside(file, write.new)
            put_in_place(new, file)
    return None


def _now(read_now: ReadNow, write: Write) -> object:
    """Return a file's bytes; what is no file any more is just another change by hand."""
    try:
        return read_now(write.path)
    except (BadFile, Conflict) as error:
        return error


def _keep_both(root: Path, step: Step, write: Write) -> Clash:
    """Leave a file that somebody changed as it is, and put ours beside it."""
    if write.new is None:
        return Clash(write.path, None)
    file = root / write.path
    tail = f".conflict-{step.name}.toml"
    stem = file.stem.encode()[: _FILE_NAME_BYTES - len(tail)].decode(errors="ignore")
    ours = file.with_name(stem + tail)
    path = ours.relative_to(root).as_posix()
    with disk_errors(path):
        if not ours.exists():
            put(ours, write.new)
    return Clash(write.path, path)


def _told(clashes: list[Clash]) -> str:
    return "; ".join(map(str, clashes))


@contextlib.contextmanager
def saved(words: str) -> Iterator[None]:
    """Say in these words of whatever ends a commit after the commit point that it has happened."""
    try:
        yield
    except DiskError as error:
        raise DiskError(words, hint=error.message) from error
    except OSError as error:
        raise DiskError(words, hint=why(error)) from error
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted; {words}") from None
