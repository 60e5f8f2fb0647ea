"""Why some bytes are no TOML that a journal may hold."""

from __future__ import annotations


class TomlError(Exception):
    """What is wrong with a file's bytes, where, and what would mend it.

    `line` and `column` are 1-based, in characters, a byte order mark not counted; None
    where the whole file is meant. `reason` and `hint` may quote the file: they are raw.
    """

    def __init__(
        self,
        reason: str,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column
        self.hint = hint


class EditRefused(Exception):
    """A file can't be changed in place as meant; nothing is to be written."""
