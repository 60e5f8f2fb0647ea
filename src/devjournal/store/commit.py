"""The one way to write: a set of records, all of them or none.

What to write is planned and checked first, then compared with the files once more under
the journal's lock, and only then applied. A log of it that survives a crash is to come
between these two, behind the same call.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import Conflict, DiskError, Refused
from devjournal.store.layout import fold
from devjournal.store.read_file import Unreadable, read_file

if TYPE_CHECKING:
    from devjournal.journal.stored import Change
    from devjournal.store.plan import Write

WAIT = 5.0
"""Seconds to wait for another process that writes."""


def commit(root: Path, words: str, changes: Sequence[Change], *, wait: float = WAIT) -> None:
    """Write changes of records, all or none; `words` tell what is done.

    Waits `wait` seconds for another process that writes. Raises UsageError for a record
    that its kind does not allow, Conflict for a file that is not as it was read or for a
    lock that is held, Refused for what can't be written without harm, DiskError.
    """
    # All of it before anything is touched: a read that only knows this name needs none.
    from devjournal.store.apply import apply
    from devjournal.store.format_version import refuse_newer
    from devjournal.store.lock import locked
    from devjournal.store.plan import changed_meanwhile, plan

    root = root.absolute()
    refuse_newer(root)
    read_now = functools.partial(_read_now, root)
    writes = plan(changes, read_now)
    if not writes:
        return
    with locked(root, wait=wait):
        for write in writes:
            if read_now(write.path) != write.old:
                raise changed_meanwhile(write.path)
            _refuse_double(root, write)
        try:
            apply(root, writes)
        except DiskError as error:
            hint = error.hint or f"nothing was changed; not done: {words}"
            raise DiskError(error.message, hint=hint) from error


def _read_now(root: Path, path: str) -> bytes | None:
    """Return a file's bytes as they are; raises Refused for what is reached by a link."""
    from devjournal.store.read_text import MOST_BYTES

    file = root / path
    for place in (file.parent, file):
        if place != root and place.is_symlink():
            raise Refused(
                f"{path}: a symlink is read, never written",
                hint="put the file itself in its place",
            )
    try:
        return read_file(root, path, most=MOST_BYTES)
    except FileNotFoundError:
        return None
    except Unreadable as error:
        raise Conflict(f"{path} {error.reason}; nothing was changed", hint=error.hint) from error


def _refuse_double(root: Path, write: Write) -> None:
    """Raise Conflict for a new file whose name another has, but for case or Unicode form."""
    folder = (root / write.path).parent
    if write.old is not None or not folder.is_dir():
        return
    name = fold(Path(write.path).name)
    with os.scandir(folder) as entries:
        other = next((entry.name for entry in entries if fold(entry.name) == name), None)
    if other:
        raise Conflict(
            f"{write.path}: {other} is there already, and on some systems the same file",
            hint="choose another id, or rename that one",
        )
