"""The only place that reads and writes journal files.

Each public name is imported when it is used, as a read needs nothing of what writes.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from devjournal.store.check import check_journal
    from devjournal.store.files import release_read_lock, take_read_lock
    from devjournal.store.history import past_of
    from devjournal.store.load import load_journal
    from devjournal.store.mend import fix_permissions
    from devjournal.store.plan import create_journal
    from devjournal.store.root import find_root
    from devjournal.store.transaction import commit, redo, undo

__all__ = [
    "check_journal",
    "commit",
    "create_journal",
    "find_root",
    "fix_permissions",
    "load_journal",
    "past_of",
    "redo",
    "release_read_lock",
    "take_read_lock",
    "undo",
]

_HOMES = {
    "check": ("check_journal",),
    "files": ("take_read_lock", "release_read_lock"),
    "history": ("past_of",),
    "load": ("load_journal",),
    "mend": ("fix_permissions",),
    "plan": ("create_journal",),
    "root": ("find_root",),
    "transaction": ("commit", "redo", "undo"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(f"devjournal.store.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
