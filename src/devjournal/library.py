"""The way into a journal for a script."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import NotFound
from devjournal.shell import command

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal


def open_journal(folder: str | Path) -> Journal:
    """Return the journal in a folder; its records are read kind by kind when asked for.

    Raises NotFound if there is none. What is wrong with its files is in `problems(kinds)`.
    """
    from devjournal.store import load_journal

    root = Path(folder)
    with contextlib.suppress(RuntimeError):  # no home is known
        root = root.expanduser()
    if not (root / "journal.toml").is_file():
        raise NotFound(
            f"there is no journal in {root}", hint=f"make one: {command('init', str(root))}"
        )
    return load_journal(root, cache_dir=None)
