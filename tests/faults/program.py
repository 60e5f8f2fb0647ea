"""The real program on a journal that has faults: as a process, with what it prints and exits."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect

from devjournal.text import clean
from tests.forked import SOURCE, Server
from tests.runner import CLOCK, PROFILE, Ran

GOOD = 'title = "Rebuild slide 2"\nowner = "me"\n'


class Program:
    """The program on a journal in a folder; `files` of it are made as they are told."""

    def __init__(self, folder: Path, server: Server) -> None:
        """Make the journal in `folder`/journal."""
        self.folder = folder
        self.root = folder / "journal"
        self._server = server
        self.environ = {
            "COLUMNS": "200",
            "DEVJOURNAL_TODAY": CLOCK,
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(SOURCE),
            "TERM": "dumb",
            "TZ": "UTC",
        }
        for name, place in {
            "HOME": "",
            "XDG_CACHE_HOME": "cache",
            "XDG_DATA_HOME": "data",
            "XDG_STATE_HOME": "state",
        }.items():
            self.environ[name] = str(folder / "home" / place)
        (folder / "home").mkdir()
        self.put("journal.toml", PROFILE)

    @property
    def drafts(self) -> list[Path]:
        """What is kept beside the journal of text that was not written."""
        folder = self.folder / "home" / "state" / "devjournal" / "drafts"
        files = (file for file in folder.rglob("*") if file.is_file())
        return sorted(file for file in files if file.suffix != ".lock")  # of one that was killed

    def put(self, path: str, content: str | bytes = GOOD) -> Path:
        """Make a file of the journal; returns it."""
        file = self.root / path
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        file.chmod(0o600)
        return file

    def put_priya(self, meeting: str) -> None:
        """Put a person, my mentor, and a meeting at that time there."""
        self.put("people/priya-nair.toml", 'name = "Priya Nair"\n')
        mentor = 'kind = "mentor"\nmy_role = "receiving"\npurpose = "Finance"\nstate = "active"\n'
        self.put("relationships/priya-mentor.toml", f'person = "priya-nair"\n{mentor}')
        at = f'relationship = "priya-mentor"\nat = {meeting}\n'
        self.put("meetings/priya-mentor-001.toml", at)

    def __call__(
        self, *arguments: str, stdin: str | None = "", hurt: str = "", **environ: str
    ) -> Ran:
        """Run the program in the journal's folder, without a terminal; `hurt` breaks something.

        A `stdin` of None is one from which nothing ever comes, and which never ends.
        """
        streams = {name: self.folder / name for name in ("stdin", "stdout", "stderr")}
        for file in streams.values():
            file.write_text(stdin if stdin and file.name == "stdin" else "", encoding="utf-8")
        if stdin is None:
            streams["stdin"] = self._silent()
        code = self._server.ask(
            arguments=arguments,
            cwd=str(self.root),
            environ=self.environ | environ,
            hurt=hurt,
            streams=[str(file) for file in streams.values()],
        )
        told = [streams[name].read_text(encoding="utf-8") for name in ("stdout", "stderr")]
        assert "Traceback" not in told[1]
        return Ran(code, *told)

    def _silent(self) -> Path:
        """Return a pipe that somebody holds open and never writes to."""
        pipe = self.folder / "silent"
        if not pipe.exists():
            os.mkfifo(pipe)
            self._held = os.open(pipe, os.O_RDWR)
        return pipe

    def ok(self, *arguments: str, **more: str) -> Ran:
        """Run the program and expect that it did what it was asked."""
        ran = self(*arguments, **more)
        assert 0 == ran.code, ran
        return ran

    def refused(self, code: int, *arguments: str, stdin: str | None = "", **more: str) -> Ran:
        """Run the program and expect an exit code, and not a byte of the journal changed."""
        before = self.state()
        ran = self(*arguments, stdin=stdin, **more)
        assert (code, before) == (ran.code, self.state()), ran
        return ran

    def alone(self, *arguments: str | bytes, **environ: str) -> subprocess.CompletedProcess[bytes]:
        """Run the program as a process that shares nothing, slow start and all."""
        return subprocess.run(
            [sys.executable, "-m", "devjournal", *arguments],
            cwd=self.root,
            env={**self.environ, **environ},
            capture_output=True,
            timeout=60,
            check=False,
        )

    def on_terminal(self, *arguments: str, **environ: str) -> pexpect.spawn[str]:
        """Start the program on a real terminal."""
        return pexpect.spawn(
            sys.executable,
            ["-m", "devjournal", *arguments],
            cwd=str(self.root),
            env={**self.environ, **environ},
            dimensions=(24, 200),
            encoding="utf-8",
            timeout=90,
        )

    def state(self) -> dict[str, bytes]:
        """Return the files of the journal with their bytes, but for the program's own."""
        found = {}
        for path in self.root.rglob("*"):
            name = path.relative_to(self.root).as_posix()
            if path.is_file() and not path.is_symlink() and not name.startswith(".devjournal"):
                with _readable(path):
                    found[name] = path.read_bytes()
        return found

    def id_of(self, folder: str) -> str:
        """Return the id of the only record in a folder."""
        (path,) = (self.root / folder).glob("*.toml")
        return path.stem


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Make a file readable for a moment."""
    mode = path.stat().st_mode
    if mode & 0o400:
        yield
        return
    path.chmod(mode | 0o400)
    yield
    path.chmod(mode)


def points(told: str, where: str, data: bytes) -> bool:
    """Whether a message at `where` (path:line:col) is followed by that line and a caret there.

    What stands to the left of the caret is what stands so in the file's line; `data` is the
    file.
    """
    _, line, column = where.split(":")
    text = data.split(b"\n")[int(line) - 1].decode("utf-8", "replace")
    lines = told.split("\n")
    (at,) = (number for number, one in enumerate(lines) if one.startswith(f"{where}: "))
    shown, mark = lines[at + 1 : at + 3]
    before = clean(text[: int(column) - 1])
    there = clean(text[int(column) - 1 : int(column)])
    return mark == " " * len(before) + "^" and shown.startswith(before + there)
