"""What a run finds on the machine: environment, streams, folders, chance."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TextIO

from devjournal.errors import UsageError
from devjournal.namedtuples import NamedTuple


def _browse(address: str) -> bool:
    import webbrowser  # for --open alone

    return webbrowser.open_new_tab(address)


class System(NamedTuple):
    """What a run of the program finds: environment, streams, folder (if it is there), chance.

    And what shows the file at an address to the user: it tells whether it could.
    """

    environ: Mapping[str, str]
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    cwd: Path | None
    draw: Callable[[str], str]
    browse: Callable[[str], bool] = _browse


@contextlib.contextmanager
def unseen(stdin: TextIO) -> Iterator[None]:
    """Let a terminal show nothing of what is typed; UsageError where that can't be had."""
    try:
        import termios  # for a passphrase alone
    except ModuleNotFoundError:
        reason = "what is typed can't be hidden on this system"
        raise UsageError(reason, hint="name a key, with --recipient or --identity") from None
    try:
        terminal = stdin.fileno()
        before = termios.tcgetattr(terminal)
    except (OSError, ValueError, termios.error):  # it is no terminal, and shows nothing anyway
        yield
        return
    mute = [*before]
    mute[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSAFLUSH, mute)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


_BELOW_HOME = {
    "data": ".local/share",
    "cache": ".cache",
    "state": ".local/state",
    "config": ".config",
}


def user_folder(what: str) -> Path:
    """Return the platform's folder for data, cache, state or config.

    Raises RuntimeError if no home is known.
    """
    if sys.platform == "linux":
        # What platformdirs would say, whose import takes as long as reading a year's records.
        told, home = os.environ.get(f"XDG_{what.upper()}_HOME", ""), os.environ.get("HOME", "")
        for folder in (Path(told), Path(home) / _BELOW_HOME[what]):
            if folder.is_absolute():
                return folder
    import platformdirs

    return Path(getattr(platformdirs, f"user_{what}_dir")())


def decides_on_color(environ: Mapping[str, str]) -> str:
    """Return the variable of the environment that decides on colour, "" if none does."""
    for name, value in (("NO_COLOR", ""), ("FORCE_COLOR", ""), ("CLICOLOR", "0"), ("TERM", "dumb")):
        if (told := environ.get(name)) and told == (value or told):
            return name
    return ""


class Places:
    """Where things of the user's lie on this machine, outside the journal."""

    def folder(self, what: str) -> Path | None:
        """Return the platform's folder for our data, cache, state or config; None if no home."""
        with contextlib.suppress(RuntimeError):
            found = user_folder(what) / "devjournal"
            return found if found.is_absolute() else None
        return None

    @cached_property
    def cache_folder(self) -> Path | None:
        """The folder for what may be deleted; None if no home is known."""
        return self.folder("cache")

    @property
    def own_file(self) -> Path | None:
        """The file of the user's own settings, whether it is there or not; None without a home."""
        folder = self.folder("config")
        return Path(os.path.realpath(folder / "settings.toml")) if folder else None


def real_system() -> System:
    """Return the system that the program was started on."""
    streams = sys.stdin, sys.stdout, sys.stderr
    cwd = None
    with contextlib.suppress(OSError):
        cwd = Path.cwd()
    return System(os.environ, *streams, cwd, lambda abc: abc[os.urandom(2)[0] % len(abc)])
