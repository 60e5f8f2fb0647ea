"""What a read sees of a commit under way: as if it were done, and all of it or none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from devjournal.journal.stored import Problem
from devjournal.models.registry import KINDS
from devjournal.store.layout import JOURNAL_FILE, LOG, STATE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from devjournal.store.step import Step
    from devjournal.store.write import Write


class Pending(NamedTuple):
    """The files of a commit under way by path, the commit, and what is wrong with its log."""

    writes: Mapping[str, Write]
    problem: Problem | None = None
    step: Step | None = None

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
    try:
        os.lstat(root / STATE_FOLDER / LOG)
    except (FileNotFoundError, NotADirectoryError):
        return Pending({})
    except OSError:
        pass  # what it is that keeps the log from being read is told below
    from devjournal.store.redo_log import pending
    from devjournal.store.step import Damaged

    try:
        step = pending(root)
    except Damaged as error:
        reason = f"damaged: {error}; what it was to write is not seen"
        where = f"{STATE_FOLDER}/{LOG}"
        return Pending({}, Problem(where, reason, hint=error.hint, level="warning"))
    return (
        Pending({write.path: write for write in step.writes}, None, step) if step else Pending({})
    )


def clash_problem(path: str) -> Problem:
    """Return the warning for a file that was changed by hand since the commit was interrupted."""
    return Problem(
        path,
        "was changed by hand after an operation on it was interrupted; this is your version",
        hint="the next command that writes puts the other version beside it",
        level="warning",
    )
