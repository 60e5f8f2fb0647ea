"""The one way to write a journal: a set of files, all of them or none.

Under the journal's lock: what a crash left is finished first; what to write is planned and
checked; new bytes are written beside the files; every file is compared with what was read;
the redo log is written, which is the commit point; the files follow. A process may die
anywhere in between.
"""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import BadFile, Conflict, DiskError, Refused
from devjournal.store.layout import fold
from devjournal.store.read_file import Unreadable, read_regular, why

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from devjournal.journal.stored import Change
    from devjournal.store.step import Step
    from devjournal.store.write import ReadNow, Write

WAIT = 5.0
"""Seconds to wait for another process that writes."""


def commit(
    root: Path, words: str, changes: Sequence[Change], *, at: dt.datetime, wait: float = WAIT
) -> None:
    """Write changes of records, all or none; `words` tell what is done, `at` when.

    Waits `wait` seconds for another process that writes. Raises UsageError for a record
    that its kind does not allow, Conflict for a file that is not as it was read or for a
    lock that is held, Refused for what can't be written without harm, BadFile for a damaged
    redo log, DiskError.
    """
    from devjournal.store.plan import plan

    commit_planned(root, words, functools.partial(plan, changes), at=at, wait=wait)


def commit_planned(
    root: Path,
    words: str,
    plan: Callable[[ReadNow], Sequence[Write]],
    *,
    at: dt.datetime,
    wait: float = WAIT,
    any_version: bool = False,
) -> None:
    """Write what `plan` gives when it may look at the files, as `commit` does.

    `any_version`: for a commit that mends a journal.toml that can't be read, or brings older
    files up.
    """
    # All of it before anything is touched: an import that fails half way would be a crash.
    from devjournal.store.format_version import refuse_other_version
    from devjournal.store.lock import locked
    from devjournal.store.redo_log import recover

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


def write_step(root: Path, step: Step, read_now: ReadNow, is_locked: Callable[[], bool]) -> None:
    """Carry out a step, if every file is as the step found it; the caller holds the lock."""
    from devjournal.store.redo_log import carry_out

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
    import hashlib

    return hashlib.sha256(repr(parts).encode(errors="backslashreplace")).hexdigest()[:12]


def _step(root: Path, words: str, writes: tuple[Write, ...], at: dt.datetime) -> Step:
    from devjournal.store.history import next_number
    from devjournal.store.step import Step

    # With its number, as the same may be done twice within one tick of the clock.
    name = step_name(next_number(root), words, writes, at)
    return Step(name, at.isoformat(timespec="seconds"), words, writes)


def read_for_writing(root: Path, path: str) -> bytes | None:
    """Return a file's bytes as they are; raises Refused for what is reached by a link."""
    from devjournal.store.read_text import MOST_BYTES

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
