"""What a read sees of a commit under way: as if it were done, and all of it or none."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from devjournal.journal.stored import Problem
from devjournal.models.kinds import KINDS
from devjournal.store.commit_count import commits_begun
from devjournal.store.layout import JOURNAL_FILE, LOG, STATE_FOLDER

if TYPE_CHECKING:
    from devjournal.store.write import Write

_TRIES = 5
PATIENCE = 2.0
"""Seconds that a read waits for writers before it goes on without a lock."""

Read = TypeVar("Read")


class Pending(NamedTuple):
    """The files of a commit under way by path, and what is wrong with its log.

    `begun` tells how many commits have, `name` which one is under way: two looks that are
    equal say that what was read between them is one state.
    """

    writes: Mapping[str, Write]
    problem: Problem | None = None
    begun: bytes = b""
    name: bytes = b""

    @property
    def state(self) -> bytes:
        """Names the state of the journal that a read sees; another commit makes another."""
        return self.begun + self.name

    def of(self, kind: str) -> dict[str, Write]:
        """Return the writes of one kind, by the file's name."""
        folder = KINDS[kind].folder
        if not folder:
            return {JOURNAL_FILE: self.writes[JOURNAL_FILE]} if JOURNAL_FILE in self.writes else {}
        start = f"{folder}/"
        return {
            path.removeprefix(start): write
            for path, write in self.writes.items()
            if path.startswith(start)
        }


def look(root: Path) -> Pending:
    """Return what is pending in a journal; of a damaged log only that it is damaged."""
    # This first: a commit counts itself once its log is in place.
    begun = commits_begun(root)
    try:
        os.lstat(root / STATE_FOLDER / LOG)
    except (FileNotFoundError, NotADirectoryError):
        return Pending({}, None, begun)
    except OSError:
        pass  # what it is that keeps the log from being read is told below
    from devjournal.store.redo_log import pending
    from devjournal.store.step import Damaged

    try:
        step = pending(root)
    except Damaged as error:
        return Pending(
            {},
            Problem(
                f"{STATE_FOLDER}/{LOG}",
                f"damaged: {error}; what it was to write is not seen",
                hint=error.hint,
                level="warning",
            ),
            begun,
        )
    if step is None:
        return Pending({}, None, begun)
    return Pending({write.path: write for write in step.writes}, None, begun, step.name.encode())


def between_commits(
    root: Path, read: Callable[[Pending], Read], is_whole: Callable[[Read], bool] = lambda _: True
) -> Read:
    """Return what is read while no commit begins or ends, so that it is of one state.

    No lock is taken, unless writers come so thick that there is no other way. What is not
    whole is read again too.
    """
    pending = look(root)
    for _ in range(_TRIES):
        found, before = read(pending), pending
        pending = look(root)
        if before == pending and is_whole(found):
            return found
    from devjournal.store.lock import locked_to_read

    with locked_to_read(root, wait=PATIENCE):
        return read(look(root))


def clash_problem(path: str) -> Problem:
    """Return the warning for a file that was changed by hand since the commit was interrupted."""
    return Problem(
        path,
        "was changed by hand after an operation on it was interrupted; this is your version",
        hint="the next command that writes puts the other version beside it",
        level="warning",
    )
