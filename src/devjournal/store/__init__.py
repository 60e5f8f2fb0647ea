"""The only place that reads and writes journal files.

Each public name is imported when it is used, as a read needs nothing of what writes. Only
`commit` is not: its module bears its name, and would stand in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.store.commit import commit

if TYPE_CHECKING:
    from devjournal.store.check import check_journal
    from devjournal.store.create import create_journal
    from devjournal.store.load import load_journal
    from devjournal.store.lock import hold_still, let_go
    from devjournal.store.past import past_of
    from devjournal.store.permissions import fix_permissions
    from devjournal.store.rewind import redo, undo
    from devjournal.store.root import find_root

__all__ = [
    "check_journal",
    "commit",
    "create_journal",
    "find_root",
    "fix_permissions",
    "hold_still",
    "let_go",
    "load_journal",
    "past_of",
    "redo",
    "undo",
]

_HOMES = {
    "check_journal": "check",
    "create_journal": "create",
    "find_root": "root",
    "fix_permissions": "permissions",
    "hold_still": "lock",
    "let_go": "lock",
    "load_journal": "load",
    "past_of": "past",
    "redo": "rewind",
    "undo": "rewind",
}


def __getattr__(name: str) -> Any:
    import importlib

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"devjournal.store.{_HOMES[name]}"), name)
