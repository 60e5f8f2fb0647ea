"""What a run is told and finds: the options of every command, and environment, streams, chance."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from devjournal.render.theme import ColorChoice


@dataclasses.dataclass
class Flags:
    """The options that every command understands, before and after its name."""

    journal: str | None = None
    json: bool = False
    color: ColorChoice = "auto"
    linear: bool = False
    no_input: bool = False
    debug: bool = False


@dataclasses.dataclass
class Surroundings:
    """What a run of the program finds around it."""

    environ: Mapping[str, str]
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    cwd: Path
    draw: Callable[[str], str]


def system_surroundings() -> Surroundings:
    """Return what the real machine has around the program."""
    import sys

    return Surroundings(
        environ=os.environ,
        stdin=sys.stdin,
        stdout=sys.stdout,
        stderr=sys.stderr,
        cwd=Path.cwd(),
        draw=lambda alphabet: alphabet[os.urandom(2)[0] % len(alphabet)],
    )
