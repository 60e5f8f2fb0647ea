"""Who on this machine may read a journal's files: only their owner."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from devjournal.journal.stored import Problem
from devjournal.models.registry import FOLDERS
from devjournal.store.disk import FILE_MODE, FOLDER_MODE, disk_errors
from devjournal.store.format_version import refuse_known_newer
from devjournal.store.layout import JOURNAL_FILE, STATE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator


class Wide(NamedTuple):
    """A file or folder that others may read or change: its path, its mode, what it is to be."""

    path: str
    mode: int
    wanted: int


def wide_files(root: Path) -> tuple[Wide, ...]:
    """Return what of a journal is open to others, in the order of paths.

    The journal's own folder and its file; the kinds' folders and what the program keeps, with
    all that lies in them, whoever put it there. What else is in the journal's folder is not
    looked at, nor where links lead. Nothing on Windows, which has other means.
    """
    if sys.platform == "win32":
        return ()
    found = (_wide(root, place) for place in _places(root))
    return tuple(sorted(one for one in found if one))


def permission_problems(root: Path) -> tuple[Problem, ...]:
    """Return one warning for all that is open to others, at the first of it."""
    wide = wide_files(root)
    if not wide:
        return ()
    more = f", and {len(wide) - 1} files or folders more" if len(wide) > 1 else ""
    return (
        Problem(
            wide[0].path,
            f"others on this machine may read it (mode {wide[0].mode:04o}){more}",
            hint="devjournal check --fix",
            level="warning",
        ),
    )


def fix_permissions(root: Path) -> int:
    """Make all of a journal its owner's alone; return how many files and folders it took.

    Raises DiskError naming the path that the system refuses, Refused for a newer journal.
    """
    wide = wide_files(root)
    if wide:
        refuse_known_newer(root)
    for one in wide:
        with disk_errors(one.path):
            (root / one.path).chmod(one.wanted)
    return len(wide)


def _places(root: Path) -> Iterator[Path]:
    yield root
    yield root / JOURNAL_FILE
    for top in (root / name for name in (*FOLDERS, STATE_FOLDER)):
        if top.is_symlink():
            continue
        for folder, _, files in os.walk(top):
            yield Path(folder)
            yield from (Path(folder, file) for file in files)


def _wide(root: Path, place: Path) -> Wide | None:
    try:
        mode = place.lstat().st_mode
    except OSError:
        return None
    if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode)):
        return None
    wanted = FOLDER_MODE if stat.S_ISDIR(mode) else FILE_MODE
    mode = stat.S_IMODE(mode)
    return Wide(place.relative_to(root).as_posix(), mode, wanted) if mode & ~wanted else None
