"""Forgetting a record for good: what undo, drafts and the history still hold of it.

Not undoable, as that is the point of it. What lies outside the program's reach (git, an
editor's backups, a sync tool's versions, a backup) is said, never guessed. The record's own
file goes last: whatever ends a purge half way, doing it again does the rest.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from devjournal.records.ids import split_letters
from devjournal.records.kinds import KINDS
from devjournal.store import history
from devjournal.store.commit import WAIT, read_for_writing, refuse_link
from devjournal.store.disk import disk_errors, put, sweep, sync_folder
from devjournal.store.drafts import edit_name
from devjournal.store.format_version import refuse_newer
from devjournal.store.layout import DAMAGED, STATE_FOLDER, original_of, path_of
from devjournal.store.lock import locked
from devjournal.store.redo_log import recover
from devjournal.store.step import Step, to_bytes

PURGED = "(purged)"
"""What stands in the history for words that told of a purged record."""

Names = Callable[[str], bool]
"""Says whether a text names the record."""


@dataclasses.dataclass(frozen=True, slots=True)
class Purged:
    """How much was forgotten: the record's file, steps of the history, copies, drafts."""

    files: int
    steps: int
    copies: int
    drafts: int


def purge(root: Path, kind: str, id_: str, *, drafts: Path, wait: float = WAIT) -> Purged:
    """Remove a record's file and all that the program keeps of it; return how much that was.

    Steps of the history lose what they hold of the file, and their words if they name it.
    Raises what a commit raises, and BadFile if a step of the history can't be read.
    """
    root = root.absolute()
    refuse_newer(root)
    path = path_of(kind, id_)
    refuse_link(root, path)
    names = _names(kind, id_)
    with locked(root, wait=wait):
        history.refuse_links(root)
        recover(root, functools.partial(read_for_writing, root))
        refuse_newer(root)  # whoever had the lock may have brought newer files
        steps = [(kept, history.read_step(kept)) for kept in history.every(root)]
        with disk_errors(STATE_FOLDER):
            forgotten = sum(_forget(kept, step, path, names) for kept, step in steps)
            left = sum(map(_remove, _drafts_about(drafts, kind, id_)))
        with disk_errors(path):
            copies = sum(map(_remove, [*_copies(root, path), *_damaged(root, id_)]))
            _sweep_beside(root / path)
            files = int(_remove(root / path))
        return Purged(files, forgotten, copies, left)


def _names(kind: str, id_: str) -> Names:
    """Return what says whether a text names a record: by its whole id, or by its letters."""
    letters = split_letters(id_)[0] if KINDS[kind].lettered else ""
    either = "|".join(map(re.escape, filter(None, (id_, letters))))
    name = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
    return lambda text: bool(name.search(text))


def _forget(kept: history.Kept, step: Step, path: str, names: Names) -> bool:
    """Take one file out of a step; return whether it was in it, or named."""
    writes = tuple(write for write in step.writes if write.path != path)
    if len(writes) == len(step.writes) and not names(step.words):
        return False
    if writes:
        put(kept.file, to_bytes(dataclasses.replace(step, words=PURGED, writes=writes)))
    else:
        kept.file.unlink()
    sync_folder(kept.file.parent)
    return True


def _copies(root: Path, path: str) -> Iterator[Path]:
    """Yield the conflict copies of a file: ours, and those of sync tools."""
    file = root / path
    for other in _files_in(file.parent):
        if original_of(other.name) == file.name:
            yield other


def _damaged(root: Path, id_: str) -> Iterator[Path]:
    """Yield the damaged logs that were moved aside and speak of a record."""
    for log in _files_in(root / STATE_FOLDER / DAMAGED):
        if id_.encode() in log.read_bytes():
            yield log


def _drafts_about(drafts: Path, kind: str, id_: str) -> Iterator[Path]:
    """Yield the drafts that were made for a record, or say its whole id as pages do."""
    made_for = re.compile(rf"(?:{re.escape(edit_name(kind, id_))}|log-{re.escape(id_)}-\d).*")
    said = re.compile(rb"[{/]" + re.escape(id_.encode()) + rb"(?![\w-])")
    for draft in _files_in(drafts):
        if made_for.fullmatch(draft.name.removeprefix(".")) or said.search(draft.read_bytes()):
            yield draft


def _files_in(folder: Path) -> list[Path]:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        return [one for one in sorted(folder.iterdir()) if one.is_file() and not one.is_symlink()]
    return []


def _sweep_beside(file: Path) -> None:
    if file.parent.is_dir():
        sweep(file.parent)


def _remove(file: Path) -> bool:
    try:
        file.unlink()
    except FileNotFoundError:
        return False
    sync_folder(file.parent)
    return True
