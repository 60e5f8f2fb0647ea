"""Which editor the user has, and starting it: without a shell, whatever its command says."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import UsageError

if TYPE_CHECKING:
    from devjournal.cli.context import Context

_USUAL = ("notepad",) if sys.platform == "win32" else ("nano", "vi")
"""What is tried where neither VISUAL nor EDITOR says which."""


def start_editor(here: Context, path: Path) -> subprocess.Popen[bytes]:
    """Start the editor on a file; raises UsageError if none is set, or none can be run."""
    commands = _editors(here)
    for command in commands:
        try:
            return subprocess.Popen([*command, str(path)])  # noqa: S603 - the user's own editor, without a shell
        except OSError as error:
            reason = error.strerror
    raise UsageError(
        f"can't run the editor {commands[-1][0]}: {reason}",
        hint="set VISUAL or EDITOR, or say it with flags or on stdin (see --help)",
    )


def _editors(here: Context) -> list[list[str]]:
    """Return the command of the editor that was chosen, or those to try in turn."""
    for name in ("VISUAL", "EDITOR"):
        told = here.environ.get(name, "")
        try:
            words = command_words(told, of_windows=sys.platform == "win32")
        except ValueError as error:
            raise UsageError(f"{name} is no command: {told}", hint="close its quotes") from error
        if words:
            return [words]
    if not here.is_interactive:
        raise UsageError("missing: an editor", hint="say which one with VISUAL or EDITOR")
    return [[name] for name in _USUAL]


def command_words(told: str, *, of_windows: bool) -> list[str]:
    """Return the words of a command; a backslash is a letter like any other on Windows.

    Raises ValueError for a quote that is not closed.
    """
    words = shlex.split(told, posix=not of_windows)
    return [word.strip("\"'") for word in words] if of_windows else words
