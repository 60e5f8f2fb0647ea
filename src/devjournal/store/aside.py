"""Moving a damaged log out of the way, and saying what it held as far as that can be told.

It is kept: what can't be read by a program may still be read by a person.
"""

from __future__ import annotations

import contextlib
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from devjournal.errors import BadFile
from devjournal.journal.stored import Problem
from devjournal.models.registry import FOLDERS
from devjournal.store import history
from devjournal.store.commit import WAIT
from devjournal.store.disk import disk_errors, make_folder, sync_folder
from devjournal.store.format_version import refuse_known_newer
from devjournal.store.layout import DAMAGED, LOG, STATE_FOLDER
from devjournal.store.lock import locked
from devjournal.store.read_file import Unreadable, links_of_state, read_regular
from devjournal.store.redo_log import pending
from devjournal.store.step import Damaged, Newer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_BYTES = 1 << 28
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
    links = [
        Problem(link, "is a symlink, so nothing in it is read", hint="remove the link")
        for link in links_of_state(root)
    ]
    logs = [Problem(path, f"damaged: {why}", hint=why.hint) for path, why in _damaged(root)]
    return (*links, *logs)


def move_aside(root: Path, *, wait: float = WAIT) -> tuple[Moved, ...]:
    """Move every damaged log into `.devjournal/damaged`, but none of a newer version.

    Raises Conflict if another process writes, Refused where a link leads away and for a newer
    journal, DiskError.
    """
    root = root.absolute()
    if not any(_damaged(root)):
        return ()
    refuse_known_newer(root)
    with locked(root, wait=wait), disk_errors(STATE_FOLDER):
        refuse_known_newer(root)  # whoever had the lock may have brought newer files
        history.refuse_links(root)
        paths = [path for path, why in _damaged(root) if not isinstance(why, Newer)]
        return tuple([_move(root, path) for path in paths])


def _damaged(root: Path) -> Iterator[tuple[str, Damaged]]:
    try:
        pending(root)
    except Damaged as damage:
        yield f"{STATE_FOLDER}/{LOG}", damage
    for kept in history.every(root):
        try:
            history.read_step(kept)
        except BadFile as error:
            cause = error.__cause__
            if isinstance(cause, FileNotFoundError):
                continue  # whoever writes has moved it meanwhile, or forgotten it
            path = kept.file.relative_to(root).as_posix()
            yield path, cause if isinstance(cause, Damaged) else Damaged(str(cause))


def _move(root: Path, path: str) -> Moved:
    folder = root / STATE_FOLDER / DAMAGED
    make_folder(folder)
    file = root / path
    text = _text(file)
    number = 1
    while (goal := folder / f"{file.stem}-{number}{file.suffix}").exists():
        number += 1
    file.rename(goal)
    sync_folder(folder)
    sync_folder(file.parent)
    words = _WORDS.search(text)
    paths = tuple(dict.fromkeys(_PATH.findall(text)))
    told = json.loads(words[1]) if words else ""
    return Moved(path, goal.relative_to(root).as_posix(), told, paths)


def _text(file: Path) -> str:
    with contextlib.suppress(OSError, Unreadable):
        return read_regular(file, most=_MOST_BYTES).decode("utf-8", "replace")
    return ""
