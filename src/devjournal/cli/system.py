"""What a run finds on the machine: environment, streams, folders, chance."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

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


def real_system() -> System:
    """Return the system that the program was started on."""
    streams = sys.stdin, sys.stdout, sys.stderr
    cwd = None
    with contextlib.suppress(OSError):
        cwd = Path.cwd()
    return System(os.environ, *streams, cwd, lambda abc: abc[os.urandom(2)[0] % len(abc)])
