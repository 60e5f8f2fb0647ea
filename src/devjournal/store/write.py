"""One file to write, and how the files are looked at as they are before that."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from devjournal.errors import Conflict


class Write(NamedTuple):
    """A file's path from the journal, with `/`, and its bytes before and after.

    `old` is None for a new file, `new` is None for one to delete.
    """

    path: str
    old: bytes | None
    new: bytes | None


ReadNow = Callable[[str], bytes | None]
"""Gives the bytes of a file as it is now, by its path; None if there is none."""


def changed_meanwhile(path: str) -> Conflict:
    """Return the error for a file that is not as it was read."""
    return Conflict(
        f"{path} changed meanwhile; nothing was changed", hint="look at it, then do it again"
    )
