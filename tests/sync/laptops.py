"""Several machines with one journal, and a remote between them: real repositories in a folder."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.runner import CLOCK, Runner

if TYPE_CHECKING:
    from pathlib import Path

    from tests.runner import Ran

LETTERS = ("bcdfghj", "klmnpqr", "stvwxzb")


class Laptop(Runner):
    """The program on one machine, with a journal that comes from elsewhere if `is_first` is not."""

    def __init__(self, folder: Path, number: int = 0, journal: Path | None = None) -> None:
        super().__init__(folder, clock=CLOCK, journal=journal, letters=LETTERS[number])
        self.root.chmod(0o700)
        for file in self.root.rglob("*"):
            file.chmod(0o700 if file.is_dir() else 0o600)
        self.environ |= {"DEVJOURNAL_DIR": str(self.root), "HOME": str(folder)}

    def sync(self, *flags: str) -> Ran:
        """Sync, and expect that it worked."""
        return self.ok("sync", *flags)

    def draws(self, letters: str) -> None:
        """Draw these letters from now on, over and over."""
        self._letters = itertools.cycle(letters)

    def git(self, *words: str) -> str:
        """Return what git says in the journal's folder."""
        return git(self.root, *words)

    def write(self, path: str, text: str) -> None:
        """Write a file of the journal by hand."""
        file = self.root / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def text(self, path: str) -> str:
        """Return a file of the journal."""
        return (self.root / path).read_text(encoding="utf-8")


def git(folder: Path, *words: str) -> str:
    """Return what git says in a folder."""
    # As each machine has it, first in PATH.
    run = ["git", *words]
    return subprocess.run(run, cwd=folder, capture_output=True, text=True, check=True).stdout


def remote_in(folder: Path) -> Path:
    """Make an empty repository to sync with."""
    remote = folder / "remote.git"
    folder.mkdir(exist_ok=True)
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    return remote


def laptops_in(folder: Path, count: int = 2, journal: Path | None = None) -> list[Laptop]:
    """Return machines that have the same journal, through one remote."""
    remote = str(remote_in(folder))
    first = Laptop(folder / "0", 0, journal)
    first.sync("--init", remote)
    found = [first]
    for number in range(1, count):
        other = Laptop(folder / str(number), number)
        shutil.rmtree(other.root)
        other.root.mkdir(mode=0o700)
        other.sync("--init", remote)
        found.append(other)
    return found
