"""Finding the journal: told on the command line, told by the environment, near, or usual."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import BadFile, NotFound
from devjournal.store.layout import JOURNAL_FILE
from devjournal.store.read_file import why

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "DEVJOURNAL_DIR"
"""The environment's word for where the journal is."""


def find_root(
    start: Path, explicit: str | None, environ: Mapping[str, str], data_dir: Path
) -> Path:
    """Return the folder of the journal to use, as an absolute path.

    Whatever links led to it, it is one path, as caches and drafts are kept by it. In this
    order: `explicit` (from `--journal`), `DEVJOURNAL_DIR`, the nearest folder from
    `start` upward with a journal.toml, `data_dir`. What is told outright is not looked for
    elsewhere. Raises NotFound where there is no journal, BadFile where that can't be told.
    """
    told = explicit or environ.get(VARIABLE)
    if told:
        return _journal_in(folder_told(start, told), "--journal" if explicit else VARIABLE)
    near = (folder for folder in (start, *start.parents) if is_journal(folder))
    found = next(near, None) or _journal_in(data_dir, None)
    return Path(os.path.realpath(found))


def folder_told(start: Path, told: str) -> Path:
    """Return the folder that was told; `~nobody` stands for itself."""
    folder = Path(told)
    with contextlib.suppress(RuntimeError):
        folder = folder.expanduser()
    return Path(os.path.realpath(start / folder))


def is_journal(folder: Path) -> bool:
    """Whether a folder holds a journal.toml, good or bad."""
    return os.path.lexists(folder / JOURNAL_FILE)


def _journal_in(folder: Path, told_by: str | None) -> Path:
    try:
        os.lstat(folder / JOURNAL_FILE)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        pass
    except OSError as error:
        raise BadFile(f"{folder / JOURNAL_FILE}: can't be read: {why(error)}") from error
    else:
        return folder
    if told_by:
        raise NotFound(
            f"there is no journal in {folder}, where {told_by} points",
            hint="devjournal init makes one there",
        )
    raise NotFound("there is no journal here", hint="devjournal init makes one")
