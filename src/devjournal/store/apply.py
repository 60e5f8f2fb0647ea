"""Putting planned bytes on the disk: all files laid beside their places first, then moved in.

Whatever fails before the last move, the disk, a name or Ctrl-C, leaves the old state.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import DiskError
from devjournal.store.disk import (
    disk_errors,
    make_folder,
    put_in_place,
    sweep,
    sync_folder,
    write_new,
)
from devjournal.store.layout import temporary

if TYPE_CHECKING:
    from devjournal.store.plan import Write


def apply(root: Path, writes: Sequence[Write]) -> None:
    """Write files, all or none; the journal's lock is held by the caller.

    Raises DiskError naming the path that the disk refused.
    """
    folders = tuple(dict.fromkeys((root / write.path).parent for write in writes))
    for folder in folders:
        with disk_errors(folder.relative_to(root).as_posix()):
            make_folder(folder)
            sweep(folder)
    moved = False
    try:
        with _laid_beside(root, writes):
            for number, write in enumerate(writes):
                _move_in(root, number, write)
            moved = True
    finally:
        if not moved:
            _put_back(root, writes)
    for folder in folders:
        _make_sure(folder)


@contextlib.contextmanager
def _laid_beside(root: Path, writes: Sequence[Write]) -> Iterator[None]:
    """Write all new bytes under names of their own; what isn't moved from there is removed."""
    try:
        for number, write in enumerate(writes):
            if write.new is not None:
                with disk_errors(write.path):
                    write_new(_beside(root, number, write), write.new)
        yield
    finally:
        for number, write in enumerate(writes):
            with contextlib.suppress(OSError):
                _beside(root, number, write).unlink()


def _move_in(root: Path, number: int, write: Write) -> None:
    with disk_errors(write.path):
        if write.new is None:
            (root / write.path).unlink()
        else:
            put_in_place(_beside(root, number, write), root / write.path)


def _put_back(root: Path, writes: Sequence[Write]) -> None:
    """Restore what was moved in already, and name the files that could not be restored."""
    stuck = []
    for number, write in enumerate(writes):
        try:
            if _bytes_of(root / write.path) == write.new:
                _restore(root / write.path, write.old, _beside(root, number, write))
        except OSError:
            stuck.append(write.path)
    if stuck:
        raise DiskError(
            f"{', '.join(stuck)}: changed, and could not be put back",
            hint="look at these files: the rest of the operation was not done",
        )


def _bytes_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _restore(file: Path, old: bytes | None, beside: Path) -> None:
    if old is None:
        file.unlink()
    else:
        write_new(beside, old)
        put_in_place(beside, file)


def _make_sure(folder: Path) -> None:
    try:
        sync_folder(folder)
    except OSError as error:
        raise DiskError("saved; perhaps not yet on disk", hint=str(error)) from error


def _beside(root: Path, number: int, write: Write) -> Path:
    return (root / write.path).parent / temporary(number)
