"""The program on a real terminal, as a process of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect

import devjournal

SOURCE = Path(devjournal.__file__).parents[1]


class Terminal:
    """The program on a terminal of 80 columns, with the clock and the journal of a test."""

    def __init__(self, root: Path, clock: str) -> None:
        """Take the journal's folder and the moment it is."""
        self.root = root
        self.clock = clock
        self._children: list[pexpect.spawn[str]] = []

    def __call__(self, *arguments: str, **environ: str) -> pexpect.spawn[str]:
        """Start the program."""
        fixed = {
            "PYTHONPATH": str(SOURCE),
            "DEVJOURNAL_TODAY": self.clock,
            "TERM": "xterm",
            "NO_COLOR": "1",
        }
        child: pexpect.spawn[str] = pexpect.spawn(
            sys.executable,
            ["-m", "devjournal", "--journal", str(self.root), *arguments],
            env={**os.environ, **fixed, **environ},
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=20,
        )
        self._children.append(child)
        return child

    def close(self) -> None:
        """End what still runs."""
        for child in self._children:
            child.close(force=True)


def ended(child: pexpect.spawn[str]) -> int | None:
    """Wait for the end of a run, and return its exit code."""
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus
