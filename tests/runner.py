"""The program run in this process on a journal of its own, with everything fixed."""

from __future__ import annotations

import dataclasses
import io
import itertools
import json
import shutil
import tomllib
from pathlib import Path
from typing import Any

from devjournal.cli.app import execute
from devjournal.cli.system import System
from devjournal.models.ids import ALPHABET

CLOCK = "2026-10-14T09:00"
"""Wednesday morning, unless a test says otherwise."""

PROFILE = 'schema = 1\nname = "Robin Vale"\ntimezone = "Europe/Dublin"\n'
"""The fresh journal's only file."""


_ROOT = Path(__file__).parents[1]
JOURNALS = {
    "maya": _ROOT / "examples" / "maya",
    "signe": _ROOT / "examples" / "signe",
    "loop": _ROOT / "tests" / "journals" / "loop",
}
"""The example journals, and the small one of the loop."""


FILES = {
    "actions.csv": "Task,due\nCall Dana,2026-11-19\n",
    "journal.json": '{"schema_version": 1, "kind": "journal"}\n',
    "jrnl.json": '{"entries": []}\n',
    "notes.md": "- [ ] Call Dana\n",
    "tasks.json": "[]\n",
    "todo.txt": "Call Dana\n",
}
"""Files of other programs, by the names that the examples of `import` have for them."""


class _Terminal(io.StringIO):
    """A stream that says that somebody sits there."""

    def isatty(self) -> bool:
        return True


@dataclasses.dataclass(frozen=True, slots=True)
class Ran:
    """What one run of the program came to."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """What was said on stderr as one line, however it was wrapped."""
        return " ".join(self.err.split())

    @property
    def shown(self) -> str:
        """What was shown on stdout as one line, however it was wrapped."""
        return " ".join(self.out.split())

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


class Runner:
    """A journal in a folder, and the program to run on it.

    Letters of ids are drawn in the order of `letters`, over and over; unless told otherwise
    in the alphabet's: the first lettered record begins with `bcdf`, the second with `ghjk`.
    What is printed goes to a pipe, or, once it is told `on_screen`, to a terminal; the addresses
    of files that are to be opened are kept in `opened`.
    """

    on_screen = False

    def __init__(
        self,
        folder: Path,
        *,
        clock: str = CLOCK,
        journal: Path | None = None,
        letters: str = ALPHABET,
    ) -> None:
        """Make the journal in `folder`/journal: a fresh one, or a copy of `journal`."""
        self.root = folder / "journal"
        self.environ = {"DEVJOURNAL_TODAY": clock, "COLUMNS": "200", "TERM": "dumb"}
        self.opened: list[str] = []
        self._letters = itertools.cycle(letters)
        if journal:
            shutil.copytree(journal, self.root)
            return
        self.root.mkdir(parents=True)
        (self.root / "journal.toml").write_text(PROFILE, encoding="utf-8")

    def __call__(self, *arguments: str, answers: str | None = None, stdin: str = "") -> Ran:
        """Run the program; with `answers` it stands on a terminal, and they are typed there."""
        out = _Terminal() if self.on_screen else io.StringIO()
        err = io.StringIO() if answers is None else _Terminal()
        asked = io.StringIO(stdin) if answers is None else _Terminal(answers)
        code = execute(list(arguments), self.system(stdin=asked, stdout=out, stderr=err))
        return Ran(code, out.getvalue(), err.getvalue())

    def system(self, **fields: Any) -> System:
        """Return what is around a run, with a stream or a folder of the test's own."""
        usual = {
            "environ": self.environ,
            "stdin": io.StringIO(),
            "stdout": io.StringIO(),
            "stderr": io.StringIO(),
            "cwd": self.root,
            "draw": lambda _: next(self._letters),
            "browse": self._browse,
        }
        return System(**{**usual, **fields})

    def _browse(self, address: str) -> bool:
        self.opened.append(address)
        return True

    def ok(self, *arguments: str, answers: str | None = None, stdin: str = "") -> Ran:
        """Run the program and expect that it did what it was asked."""
        ran = self(*arguments, answers=answers, stdin=stdin)
        assert 0 == ran.code, ran
        return ran

    def file(self, path: str) -> dict[str, Any]:
        """Return the facts in a file of the journal, by its path in it."""
        return tomllib.loads((self.root / path).read_text(encoding="utf-8"))

    def files(self) -> dict[str, bytes]:
        """Return every file of the journal by its path, but for the program's own."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*.toml"))
            if path.name not in ("tombi.toml", ".taplo.toml")
        }

    def newest(self, kind: str) -> dict[str, Any]:
        """Return the facts in the only or the last written file of a folder."""
        found = max((self.root / kind).glob("*.toml"), key=lambda path: path.stat().st_mtime_ns)
        return self.file(f"{kind}/{found.name}")
