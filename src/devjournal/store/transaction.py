"""The one way to write a journal: a set of files, all of them or none.

Under the journal's lock: what a crash left is finished first; what to write is planned and
checked; new bytes are written beside the files; every file is compared with what was read;
the redo log is written; the files follow. A process may die anywhere in between.

The log, `.devjournal/redo.json`, holds every byte of a commit before the first file is
touched. The rename that gives it its name is the commit point: from then on the commit has
happened, whatever the machine does, as whoever writes next carries it through, and whoever
reads sees it as done. Three things are on the disk before that: the folders, the bytes, and
after it, before any file is touched, the name.
"""

from __future__ import annotations

import contextlib
import difflib
import functools
import hashlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from devjournal.errors import (
    BadFile,
    Conflict,
    DevjournalError,
    DiskError,
    Interrupted,
    Refused,
)
from devjournal.models.registry import FOLDERS
from devjournal.store import disk, files, history
from devjournal.store.cache import ready_validation, remember
from devjournal.store.disk import disk_errors, put, put_in_place, sync_folder
from devjournal.store.files import DONE, LARGEST, LOG, STATE_FOLDER, UNDONE, Unreadable, locked
from devjournal.store.history import Damaged, ReadNow, Step, Write, pending
from devjournal.store.root import refuse_newer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from devjournal.journal.stored import Change

WAIT = 5.0
"""Seconds to wait for another process that writes."""

_FINISHES_LATER = "saved; finishes at the next run"


def commit(
    root: Path,
    words: str,
    changes: Sequence[Change],
    linked: Iterable[tuple[str, str]] = (),
    *,
    at: dt.datetime,
    wait: float = WAIT,
    cache_dir: Path | None = None,
) -> None:
    """Write changes of records, all or none; `words` tell what is done, `at` when.

    `linked` are the kind and the id of records that must be there still. Waits `wait` seconds
    for another process that writes. What was written is added to the cache in `cache_dir`, so
    that the next read need not validate it again. Raises UsageError for a record that its kind
    does not allow, Conflict for a file that is not as it was read or for a lock that is held,
    Refused for what can't be written without harm, BadFile for a damaged redo log, DiskError.
    """
    from devjournal.store.plan import plan, require_links  # which imports this module

    def planned(read_now: ReadNow) -> Sequence[Write]:
        require_links(root.absolute(), changes, linked)
        return plan(changes, read_now)

    if cache_dir:
        ready_validation(cache_dir)
    writes = commit_planned(root, words, planned, at=at, wait=wait)
    if cache_dir:
        with _saved("saved"):
            remember(cache_dir, root.absolute(), changes, writes, time.time_ns())


def commit_planned(
    root: Path,
    words: str,
    plan: Callable[[ReadNow], Iterable[Write]],
    *,
    at: dt.datetime,
    wait: float = WAIT,
    any_version: bool = False,
) -> Sequence[Write]:
    """Write what `plan` gives when it may look at the files, as `commit` does; return it.

    `any_version`: for what mends a journal.toml that can't be read, or brings older files up.
    """
    refuse = None if any_version else functools.partial(refuse_newer, or_older=True)
    root = root.absolute()
    on_disk = functools.partial(files.on_disk, root)
    with _not_done(words), writing(root, refuse, wait) as is_locked:
        planned = plan(lambda path: read_for_writing(root, on_disk(path)))
        writes = tuple(write._replace(path=on_disk(write.path)) for write in planned)
        if writes:
            # With its number, as the same may be done twice within one tick of the clock.
            name = _step_name(history.next_number(root), words, writes, at)
            step = Step(name, at.isoformat(timespec="seconds"), words, writes)
            _carry_out(root, step, is_locked)
    return writes


@contextlib.contextmanager
def writing(
    root: Path, refuse: Callable[[Path], None] | None, wait: float
) -> Iterator[Callable[[], bool]]:
    """Hold a journal's lock once what a crash left is finished; gives what says if it still is.

    `refuse` raises for a journal whose version is not to be written. Raises Conflict for a
    lock that is held, and BadFile or Conflict for what a crash left and can't be finished.
    """
    refuse = refuse or (lambda _: None)
    refuse(root)
    with locked(root, wait=wait) as is_locked:
        _recover(root)
        refuse(root)  # whoever had the lock may have brought newer files
        yield is_locked


@contextlib.contextmanager
def _not_done(words: str) -> Iterator[None]:
    """Say of what the disk refused before the commit point that nothing was changed."""
    hint = f"nothing was changed; not done: {words}"
    try:
        yield
    except (DiskError, OSError) as error:
        raise DiskError(files.why(error), hint=getattr(error, "hint", None) or hint) from error


def _step_name(*parts: object) -> str:
    """Return a short name for a step, of what it is about: no two steps share one."""
    return hashlib.sha256(repr(parts).encode(errors="backslashreplace")).hexdigest()[:12]


def changed_meanwhile(path: str) -> Conflict:
    """Return the error for a file that is not as it was read."""
    reason = f"{path} changed meanwhile; nothing was changed"
    return Conflict(reason, hint="look at it, then do it again")


def read_for_writing(root: Path, path: str) -> bytes | None:
    """Return a file's bytes as they are; raises Refused for what is reached by a link."""
    try:
        with disk_errors(path):
            try:
                refuse_link(root, path)
                data = files.read_regular(root / path, most=files.MOST_BYTES)
            except FileNotFoundError:
                return None
    except Unreadable as error:
        raise Conflict(f"{path} {error.reason}; nothing was changed", hint=error.hint) from error
    if len(data) > files.MOST_BYTES:
        reason = f"{path}: is larger than {files.MOST_BYTES >> 20} MiB"
        raise BadFile(reason, hint="move it elsewhere")
    return data


def refuse_link(root: Path, path: str) -> None:
    """Raise Refused for a file that is a link, or stands in a folder that is one."""
    file = root / path
    for place in (file.parent, file):
        if place != root and place.is_symlink():
            hint = "put the file itself in its place"
            raise Refused(f"{path}: a symlink is read, never written", hint=hint)


def _carry_out(root: Path, step: Step, is_locked: Callable[[], bool]) -> None:
    """Make a commit happen.

    All that can be refused is tried before the commit point: the folders, the new bytes in
    files beside the old ones, the old files themselves; then every file is compared. Raises
    Conflict for one that is not as the step found it, DiskError: before the commit point
    nothing has changed; after it, the message says that it is saved.
    """
    going = {write.path for write in step.writes if write.new is None}
    for write in step.writes:
        _refuse_double(root, write, going)
    data = history.to_bytes(step)
    if len(data) > LARGEST:
        raise Refused("too much for one operation; nothing was changed", hint="do it in parts")
    if history.from_bytes(data) != step:
        raise Refused("its log could not be read again; nothing was changed")
    _make_folders(root, step)
    with _beside() as beside:
        _prepare(root, step, beside)
        for write in step.writes:
            if read_for_writing(root, write.path) != write.old:
                raise changed_meanwhile(write.path)
        if not is_locked() or os.path.lexists(root / LOG):
            reason = f"{STATE_FOLDER} was changed meanwhile; nothing was changed"
            raise Conflict(reason, hint="do it again")
        _write_log(root, data)
        with _saved(_FINISHES_LATER):
            clashes = _carry_through(root, step, beside)
    if clashes:
        reason = f"saved, but for what changed at that moment: {'; '.join(clashes)}"
        hint = "both are kept; take what you need, then delete the other"
        raise Conflict(reason, hint=hint)


def _recover(root: Path) -> None:
    """Carry through what a crash left, and sweep.

    Raises BadFile for a damaged log, which is kept, and Conflict, naming both files, for one
    that was changed by hand since the crash; in either case the caller does nothing more.
    """
    try:
        step = pending(root)
    except Damaged as error:
        raise error.of(LOG) from error
    for name in ("", *FOLDERS, STATE_FOLDER, DONE, UNDONE):
        folder = root / name
        with contextlib.suppress(OSError):  # who is to write there is told
            if folder == root or not folder.is_symlink():
                disk.sweep(folder)
    if step is None:
        return
    earlier = f"an earlier operation is {_FINISHES_LATER}; this one was not done"
    with _saved(earlier), _beside() as beside:
        for write in step.writes:
            _now(root, write)  # refuses a folder that is a link, before anything is done there
        _make_folders(root, step)
        clashes = _carry_through(root, step, beside)
    if clashes:
        hint = (
            "both are kept; what you asked for just now was not done: "
            "take what you need, delete the other, then do it again"
        )
        reason = f"an earlier operation was interrupted and is finished now: {'; '.join(clashes)}"
        raise Conflict(reason, hint=hint)


def _refuse_double(root: Path, write: Write, going: Collection[str]) -> None:
    """Raise Conflict for a new file whose name another has, but for case or Unicode form.

    Files that are `going` in the same step make room: so a rename may change no more than that.
    """
    folder = (root / write.path).parent
    if write.old is not None or not folder.is_dir():
        return
    name = files.fold(Path(write.path).name)
    others = os.listdir(folder)  # noqa: PTH208  # it may hold ten years of names
    in_its_way = (one for one in others if files.fold(one) == name)
    at = Path(write.path)
    for other in (one for one in in_its_way if at.with_name(one).as_posix() not in going):
        reason = f"{write.path}: {other} is there already, and on some systems the same file"
        raise Conflict(reason, hint="choose another id, or rename that one")


def _make_folders(root: Path, step: Step) -> None:
    """Make the folders that a commit needs, and make sure of the names in those above.

    Of old ones too: a process that was killed may have made one, or moved a log, and no more.
    """
    for folder in _folders(step):
        with disk_errors(folder):
            disk.make_folder(root / folder)
    with disk_errors(STATE_FOLDER):
        history.make_folders(root)
        sync_folder(root / STATE_FOLDER)
        sync_folder(root)


def _folders(step: Step) -> Iterable[str]:
    return dict.fromkeys(Path(write.path).parent.as_posix() for write in step.writes)


@contextlib.contextmanager
def _beside() -> Iterator[dict[str, Path]]:
    """Give room for files written beside those that they are for, by path; remove the unused."""
    beside: dict[str, Path] = {}
    try:
        yield beside
    finally:
        for new in beside.values():
            disk.discard(new)


def _prepare(root: Path, step: Step, beside: dict[str, Path]) -> None:
    """Write a step's new bytes beside its files; raises DiskError for what can't be replaced."""
    for path, old, new in step.writes:
        with disk_errors(path):
            disk.try_folder((root / path).parent)
            if old is not None:
                disk.try_file(root / path)
            if new is not None:
                beside[path] = disk.write_beside(root / path, new)


def _write_log(root: Path, data: bytes) -> None:
    """Write the log: the commit point."""
    try:
        with disk_errors(LOG):
            put(root / LOG, data)
            sync_folder(root / STATE_FOLDER)
    except (DiskError, KeyboardInterrupt) as error:
        if not os.path.lexists(root / LOG):
            raise
        if isinstance(error, KeyboardInterrupt):
            raise Interrupted(f"interrupted; {_FINISHES_LATER}") from None
        hint = f"{error}; it finishes at the next run"
        raise DiskError("saved; perhaps not yet on disk", hint=hint) from error


def _carry_through(root: Path, step: Step, beside: dict[str, Path]) -> list[str]:
    """Apply a commit, make its log the newest step, return what to tell of files changed since."""
    clashes = [_apply(root, step, write, beside) for write in step.writes]
    for folder in _folders(step):
        with disk_errors(folder):
            sync_folder(root / folder)
    history.take_in(root, step, root / LOG)
    return [clash for clash in clashes if clash]


def _apply(root: Path, step: Step, write: Write, beside: dict[str, Path]) -> str | None:
    """Give a file its new bytes if it is as it was; the last look comes right before that."""
    file, path = root / write.path, write.path
    if write.new is not None and path not in beside and _now(root, write) != write.new:
        with disk_errors(path):
            beside[path] = disk.write_beside(file, write.new)
    current = _now(root, write)
    if current == write.new:
        return None
    if current != write.old:
        return _keep_both(root, step, write)
    with disk_errors(path):
        if write.new is None:
            disk.remove(file)
        else:
            new = beside.pop(path) if path in beside else disk.write_beside(file, write.new)
            put_in_place(new, file)
    return None


def _now(root: Path, write: Write) -> object:
    """Return a file's bytes; what is no file any more is just another change by hand."""
    try:
        return read_for_writing(root, write.path)
    except (BadFile, Conflict) as error:
        return error


def _keep_both(root: Path, step: Step, write: Write) -> str:
    """Leave a file that somebody changed as it is, and put ours beside it; say so."""
    changed = f"{write.path} was changed by hand"
    if write.new is None:
        return f"{changed}, so it is not deleted"
    file = root / write.path
    tail = f".conflict-{step.name}.toml"
    stem = file.stem.encode()[: 255 - len(tail)].decode(errors="ignore")  # no name is longer
    ours = file.with_name(stem + tail)
    path = ours.relative_to(root).as_posix()
    with disk_errors(path):
        if not ours.exists():
            put(ours, write.new)
    return f"{changed}, ours is {path}"


@contextlib.contextmanager
def _saved(words: str) -> Iterator[None]:
    """Say in these words of whatever ends a commit after the commit point that it has happened."""
    try:
        yield
    except DevjournalError as error:
        hint = "\n".join(filter(None, (error.message, error.hint)))
        raise type(error)(words, hint=hint) from error
    except OSError as error:
        raise DiskError(words, hint=files.why(error)) from error
    except Exception as error:
        raise DevjournalError(words, hint=f"{type(error).__name__}: {error}") from error
    except KeyboardInterrupt:
        raise Interrupted(f"interrupted; {words}") from None


def _rewind(
    verb: Literal["undo", "redo"], root: Path, *, at: dt.datetime, wait: float = WAIT
) -> Step:
    """Take back the newest step of the history, or do again what was taken back last; return it.

    Raises Refused if there is none, or, with the difference, if a file was changed since.
    """
    root = root.absolute()
    with _not_done(verb), writing(root, refuse_newer, wait) as is_locked:
        folder, way = (DONE, -1) if verb == "undo" else (UNDONE, 1)
        steps = history.kept(root, folder)[::way]
        if not steps:
            hint = "to see what was done: devjournal history"
            raise Refused(f"there is nothing to {verb}", hint=hint)
        step = history.read_step(steps[0])
        when = at.isoformat(timespec="microseconds")
        made = step.rewound(verb, _step_name(verb, step.name, when), when)
        now = {write: read_for_writing(root, write.path) for write in made.writes}
        shown = [_difference(write, data) for write, data in now.items() if data != write.old]
        if shown:
            told = "\n".join(shown)
            reason = f"can't {verb} this, as files were changed by hand since: {step.words}\n{told}"
            hint = "nothing was changed; what you wrote by hand is kept"
            raise Refused(reason, hint=hint)
        _carry_out(root, made, is_locked)
    return step


undo = functools.partial(_rewind, "undo")
redo = functools.partial(_rewind, "redo")


def _difference(write: Write, now: bytes | None) -> str:
    """Return what was changed since, as a unified difference."""
    if now is None:
        return f"{write.path}: the file is gone"
    if write.old is None:
        return f"{write.path}: a file was made there"
    # A carriage return is shown, as it may be the only difference.
    old, new = (
        data.decode("utf-8", "backslashreplace").replace("\r", "\\r").split("\n")
        for data in (write.old, now)
    )
    names = (f"{write.path} as it was left", f"{write.path} now")
    return "\n".join(difflib.unified_diff(old, new, *names, n=1, lineterm=""))
