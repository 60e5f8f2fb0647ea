"""One file to write."""

from __future__ import annotations

from typing import NamedTuple


class Write(NamedTuple):
    """A file's path from the journal, with `/`, and its bytes before and after.

    `old` is None for a new file, `new` is None for one to delete.
    """

    path: str
    old: bytes | None
    new: bytes | None
