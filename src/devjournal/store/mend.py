"""What is wrong with a journal and can be mended: files open to others, and damaged logs."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from devjournal.errors import BadFile, NotFound, Refused
from devjournal.journal.stored import Problem
from devjournal.models.registry import FOLDERS
from devjournal.namedtuples import NamedTuple
from devjournal.store import disk, files, history
from devjournal.store.files import LOG, STATE_FOLDER, Unreadable, locked
from devjournal.store.history import Damaged
from devjournal.store.root import refuse_newer
from devjournal.store.transaction import WAIT


def _wide_files(root: Path) -> list[tuple[str, int, int]]:
    """Return what of a journal others may read or change: its path, its mode, what it is to be.

    The journal's own folder and its file; the kinds' folders and what the program keeps, with
    all that lies in them, whoever put it there. What else is in the journal's folder is not
    looked at, nor where links lead. Nothing on Windows, which has other means.
    """
    if sys.platform == "win32":
        return []
    places = [root, root / files.JOURNAL_FILE]
    for top in (root / name for name in (*FOLDERS, STATE_FOLDER)):
        for folder, _, names in () if top.is_symlink() else os.walk(top):
            places += [Path(folder), *(Path(folder, name) for name in names)]
    wide = []
    for place in places:
        with contextlib.suppress(OSError):
            found = place.lstat().st_mode
            wanted = disk.FOLDER_MODE if stat.S_ISDIR(found) else disk.FILE_MODE
            is_ours = stat.S_ISDIR(found) or stat.S_ISREG(found)
            if is_ours and (mode := stat.S_IMODE(found)) & ~wanted:
                wide.append((place.relative_to(root).as_posix(), mode, wanted))
    return sorted(wide)


def refuse_known_newer(root: Path) -> None:
    """Raise Refused for what is known to be newer: whoever mends, and touches no record, asks."""
    with contextlib.suppress(BadFile, NotFound):
        refuse_newer(root)


def permission_problems(root: Path) -> tuple[Problem, ...]:
    """Return one warning for all that is open to others, at the first of it."""
    wide = _wide_files(root)
    if not wide:
        return ()
    more = f", and {len(wide) - 1} files or folders more" if len(wide) > 1 else ""
    path, mode, _ = wide[0]
    reason = f"others on this machine may read it (mode {mode:04o}){more}"
    return (Problem(path, reason, hint="devjournal check --fix", level="warning"),)


def fix_permissions(root: Path) -> int:
    """Make all its owner's alone, return how many it took; raises DiskError at a path, Refused."""
    wide = _wide_files(root)
    if wide:
        refuse_known_newer(root)
    for path, _, wanted in wide:
        with disk.disk_errors(path):
            (root / path).chmod(wanted)
    return len(wide)


_WORDS = re.compile(r'"words": ("(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")')
_PATH = re.compile(rf'"((?:{"|".join(FOLDERS)})/[^"\\/]{{1,250}}\.toml|journal\.toml)"')


class Moved(NamedTuple):
    """A damaged log: its path before and now, the words and the paths that were found in it."""

    path: str
    now: str
    words: str
    paths: tuple[str, ...]


def damaged_logs(root: Path) -> tuple[Problem, ...]:
    """Return a problem for the redo log and for each step of the history that can't be read."""
    root = root.absolute()
    reason, hint = "is a symlink, so nothing in it is read", "remove the link"
    links = [Problem(link, reason, hint=hint) for link in files.links_of_state(root)]
    logs = [Problem(path, why.told(), hint=why.hint) for path, why in _damaged(root)]
    reason, hint = "is no step of the history, so it does not count", "move it out of the journal"
    others = [Problem(one, reason, hint=hint, level="warning") for one in history.foreign(root)]
    return (*links, *logs, *others)


def quarantine(root: Path, *, wait: float = WAIT) -> tuple[Moved, ...]:
    """Move every damaged log into `.devjournal/damaged`, but none of a newer version.

    Raises Conflict if another process writes, Refused for a newer journal or a link, DiskError.
    """
    root = root.absolute()
    if not any(_damaged(root)):
        return ()
    refuse_known_newer(root)
    with locked(root, wait=wait), disk.disk_errors(STATE_FOLDER):
        refuse_known_newer(root)  # whoever had the lock may have brought newer files
        history.refuse_links(root)
        paths = [path for path, why in _damaged(root) if not isinstance(why, history.Newer)]
        return tuple([_move(root, path) for path in paths])


def _damaged(root: Path) -> Iterator[tuple[str, Damaged]]:
    try:
        history.pending(root)
    except Damaged as damage:
        yield LOG, damage
    for file in history.kept(root):
        try:
            history.read_step(file)
        except (BadFile, Refused) as error:
            cause = error.__cause__
            # Not one that whoever writes has moved meanwhile, or forgotten.
            if not isinstance(cause, FileNotFoundError):
                path = file.relative_to(root).as_posix()
                yield path, cause if isinstance(cause, Damaged) else Damaged(str(cause))


def _move(root: Path, path: str) -> Moved:
    folder, file = root / files.DAMAGED, root / path
    disk.make_folder(folder)
    text = ""
    with contextlib.suppress(OSError, Unreadable):
        text = files.read_regular(file).decode("utf-8", "replace")
    goals = (folder / f"{file.stem}-{number}{file.suffix}" for number in itertools.count(1))
    goal = next(goal for goal in goals if not goal.exists())
    file.rename(goal)
    disk.sync_folder(folder)
    disk.sync_folder(file.parent)
    words = _WORDS.search(text)
    held = json.loads(words[1]) if words else ""
    paths = tuple(dict.fromkeys(_PATH.findall(text)))
    return Moved(path, goal.relative_to(root).as_posix(), held, paths)
