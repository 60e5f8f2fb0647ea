"""The one way to write a journal: a set of files, all of them or none.

Under the journal's lock: what a crash left is finished first; what to write is planned and
checked; new bytes are written beside the files; every file is compared with what was read;
the redo log is written, which is the commit point; the files follow. A process may die
anywhere in between.
"""

from __future__ import annotations

import contextlib
import difflib
import functools
import hashlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devjournal.errors import BadFile, Conflict, DiskError, NotFound, Refused
from devjournal.journal.stored import Stored
from devjournal.models.plain import filled, to_plain
from devjournal.store import history
from devjournal.store.cache import ready_validation, remember
from devjournal.store.files import (
    JOURNAL_FILE,
    SCHEMA,
    Unreadable,
    digest_of,
    fold,
    locked,
    path_of,
    read_file,
    read_regular,
    why,
)
from devjournal.store.history import (
    Kept,
    ReadNow,
    Step,
    Write,
    next_number,
    repeated_step,
    reversed_step,
)
from devjournal.store.load import look
from devjournal.store.read_record import problem_at
from devjournal.store.redo_log import carry_out, recover, saved
from devjournal.store.toml import MOST_BYTES, TomlError, decode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from devjournal.journal.stored import Change

WAIT = 5.0
"""Seconds to wait for another process that writes."""


def commit(
    root: Path,
    words: str,
    changes: Sequence[Change],
    *,
    at: dt.datetime,
    wait: float = WAIT,
    cache_dir: Path | None = None,
) -> None:
    """Write changes of records, all or none; `words` tell what is done, `at` when.

    Waits `wait` seconds for another process that writes. What was written is added to the
    cache in `cache_dir`, so that the next read need not validate it again. Raises UsageError
    for a record that its kind does not allow, Conflict for a file that is not as it was read
    or for a lock that is held, Refused for what can't be written without harm, BadFile for a
    damaged redo log, DiskError.
    """
    from devjournal.store.plan import plan  # which imports this module

    if cache_dir:
        ready_validation(cache_dir)
    writes = commit_planned(root, words, functools.partial(plan, changes), at=at, wait=wait)
    if cache_dir:
        with saved("saved"):
            remember(cache_dir, root.absolute(), _written(changes, writes), time.time_ns())


def _written(
    changes: Sequence[Change], writes: Sequence[Write]
) -> dict[str, dict[str, Stored[Any] | None]]:
    """Return the records of files that were written, as they will be read; None for one removed."""
    new = {write.path: write.new for write in writes}
    written: dict[str, dict[str, Stored[Any] | None]] = {}
    for kind, id_, _, after in changes:
        if after and (data := new.get(path_of(kind, id_))):
            record = filled(type(after), to_plain(after))
            written.setdefault(kind, {})[id_] = Stored(id_, kind, record, digest_of(data))
    for change in changes:
        if new.get(path_of(change.kind, change.old_id), b"") is None:
            written.setdefault(change.kind, {})[change.old_id] = None
    return written


def commit_planned(
    root: Path,
    words: str,
    plan: Callable[[ReadNow], Sequence[Write]],
    *,
    at: dt.datetime,
    wait: float = WAIT,
    any_version: bool = False,
) -> Sequence[Write]:
    """Write what `plan` gives when it may look at the files, as `commit` does; return it.

    `any_version`: for a commit that mends a journal.toml that can't be read, or brings older
    files up.
    """
    root = root.absolute()
    if not any_version:
        refuse_other_version(root)
    read_now = functools.partial(read_for_writing, root)
    with not_done(words), locked(root, wait=wait) as is_locked:
        recover(root, read_now)
        if not any_version:
            refuse_other_version(root)  # whoever had the lock may have brought newer files
        writes = tuple(plan(read_now))
        if writes:
            write_step(root, _step(root, words, writes, at), read_now, is_locked)
    return writes


def write_step(root: Path, step: Step, read_now: ReadNow, is_locked: Callable[[], bool]) -> None:
    """Carry out a step, if every file is as the step found it; the caller holds the lock."""
    for write in step.writes:
        _refuse_double(root, write)
    carry_out(root, step, read_now, is_locked)


@contextlib.contextmanager
def not_done(words: str) -> Iterator[None]:
    """Say of what the disk refused before the commit point that nothing was changed."""
    hint = f"nothing was changed; not done: {words}"
    try:
        yield
    except DiskError as error:
        raise DiskError(error.message, hint=error.hint or hint) from error
    except OSError as error:
        raise DiskError(why(error), hint=hint) from error


def step_name(*parts: object) -> str:
    """Return a short name for a step, of what it is about: no two steps share one."""
    return hashlib.sha256(repr(parts).encode(errors="backslashreplace")).hexdigest()[:12]


def _step(root: Path, words: str, writes: tuple[Write, ...], at: dt.datetime) -> Step:
    # With its number, as the same may be done twice within one tick of the clock.
    name = step_name(next_number(root), words, writes, at)
    return Step(name, at.isoformat(timespec="seconds"), words, writes)


def read_for_writing(root: Path, path: str) -> bytes | None:
    """Return a file's bytes as they are; raises Refused for what is reached by a link."""
    try:
        refuse_link(root, path)
        data = read_regular(root / path, most=MOST_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DiskError(f"{path}: {why(error)}") from error
    except Unreadable as error:
        raise Conflict(f"{path} {error.reason}; nothing was changed", hint=error.hint) from error
    if len(data) > MOST_BYTES:
        raise BadFile(f"{path}: is larger than {MOST_BYTES >> 20} MiB", hint="move it elsewhere")
    return data


def refuse_link(root: Path, path: str) -> None:
    """Raise Refused for a file that is a link, or stands in a folder that is one."""
    file = root / path
    for place in (file.parent, file):
        if place != root and place.is_symlink():
            raise Refused(
                f"{path}: a symlink is read, never written",
                hint="put the file itself in its place",
            )


def _refuse_double(root: Path, write: Write) -> None:
    """Raise Conflict for a new file whose name another has, but for case or Unicode form."""
    folder = (root / write.path).parent
    if write.old is not None or not folder.is_dir():
        return
    name = fold(Path(write.path).name)
    for other in folder.iterdir():
        if fold(other.name) == name:
            raise Conflict(
                f"{write.path}: {other.name} is there already, and on some systems the same file",
                hint="choose another id, or rename that one",
            )


# Undo and redo


def undo(root: Path, *, at: dt.datetime, wait: float = WAIT) -> Step:
    """Take back the newest step of the history; return it.

    Raises Refused if there is none, or, with the difference, if a file was changed since.
    """
    return _rewind(root, lambda root: history.done(root)[::-1], reversed_step, "undo", at, wait)


def redo(root: Path, *, at: dt.datetime, wait: float = WAIT) -> Step:
    """Do again the step that was taken back last; return it. Raises Refused as `undo` does."""
    return _rewind(root, history.undone, repeated_step, "redo", at, wait)


def _rewind(
    root: Path,
    candidates: Callable[[Path], Sequence[Kept]],
    made: Callable[[Step, str, str], Step],
    verb: str,
    at: dt.datetime,
    wait: float,
) -> Step:
    root = root.absolute()
    refuse_newer(root)
    read_now = functools.partial(read_for_writing, root)
    with not_done(verb), locked(root, wait=wait) as is_locked:
        recover(root, read_now)
        refuse_newer(root)  # whoever had the lock may have brought newer files
        steps = candidates(root)
        if not steps:
            raise Refused(
                f"there is nothing to {verb}", hint="to see what was done: devjournal history"
            )
        step = history.read_step(steps[0])
        when = at.isoformat(timespec="microseconds")
        made_step = made(step, step_name(verb, step.name, when), when)
        _refuse_if_changed(made_step, verb, read_now)
        write_step(root, made_step, read_now, is_locked)
    return step


def _refuse_if_changed(step: Step, verb: str, read_now: ReadNow) -> None:
    changed = [write for write in step.writes if read_now(write.path) != write.old]
    if changed:
        shown = "\n".join(_difference(write, read_now(write.path)) for write in changed)
        raise Refused(
            f"can't {verb} this, as files were changed by hand since: {step.words}\n{shown}",
            hint="nothing was changed; what you wrote by hand is kept",
        )


def _difference(write: Write, now: bytes | None) -> str:
    """Return what was changed since, as a unified difference."""
    if now is None:
        return f"{write.path}: the file is gone"
    if write.old is None:
        return f"{write.path}: a file was made there"
    names = (f"{write.path} as it was left", f"{write.path} now")
    lines = difflib.unified_diff(_lines(write.old), _lines(now), *names, n=1, lineterm="")
    return "\n".join(lines)


def _lines(data: bytes) -> list[str]:
    """Return the lines; a carriage return is shown, as it may be the only difference."""
    return data.decode("utf-8", "backslashreplace").replace("\r", "\\r").split("\n")


# The version that a journal is in


def refuse_newer(root: Path) -> None:
    """Raise Refused for a journal that only a newer version of this program may write.

    NotFound without a journal.toml, BadFile with one that doesn't say its version.
    """
    version = _version(root)
    if version > SCHEMA:
        raise Refused(
            f"this journal's files are of version {version}, and this program writes {SCHEMA}",
            hint="upgrade devjournal to change it; reading works",
        )


def refuse_known_newer(root: Path) -> None:
    """Raise Refused as `refuse_newer` does, except where the version is unclear.

    For what mends a journal without touching a record.
    """
    with contextlib.suppress(BadFile, NotFound):
        refuse_newer(root)


def refuse_other_version(root: Path) -> None:
    """Raise Refused for a journal that is newer, as `refuse_newer` does, or older."""
    refuse_newer(root)
    version = _version(root)
    if version < SCHEMA:
        raise Refused(
            f"this journal's files are of version {version}, and this program writes {SCHEMA}",
            hint="devjournal check --fix brings them up; devjournal undo takes that back",
        )


def _version(root: Path) -> int:
    try:
        data = _finished(root, _now(root, most=MOST_BYTES))
        if data is None:
            raise NotFound("there is no journal here", hint="to make one: devjournal init")
        version = decode(data).get("schema")
    except (TomlError, Unreadable) as error:
        raise BadFile(f"{JOURNAL_FILE}: {error.reason}", hint=error.hint) from error
    if type(version) is not int:  # true is an int as well
        reason = "schema: is not a whole number, so nobody knows which version wrote these files"
        raise problem_at(JOURNAL_FILE, data, ("schema",), reason).as_error()
    return version


def _now(root: Path, *, most: int) -> bytes | None:
    try:
        return read_file(root, JOURNAL_FILE, most=most)
    except FileNotFoundError:
        return None


def _finished(root: Path, now: bytes | None) -> bytes | None:
    """Return the bytes as they are once a commit under way is finished.

    One that mends the file, or brings it up, must not be kept from that by what it mends.
    """
    write = look(root).writes.get(JOURNAL_FILE)
    return write.new if write and write.old == now else now
