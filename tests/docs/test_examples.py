"""What the pages for people show is what the program prints.

A fenced block that begins with `console` holds commands behind `$ ` and what they print.
A comment above it, `<!-- journal: examples/maya, clock: 2026-10-14T09:00 -->`, begins a new
journal (a copy of that folder, or none where it says `journal: new`) and sets the clock; one
with `clock:` alone moves the clock. A line `...` stands for any number of lines.
`--update-snapshots` writes what was printed over what stands there.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from devjournal.cli.app import execute
from devjournal.cli.system import System

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    page
    for page in sorted(
        [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *(ROOT / "docs").rglob("*.md")]
    )
    if page.exists()
]
BLOCK = re.compile(
    r"(?:<!-- (?:journal: (?P<journal>[\w./-]+))?(?:, )?(?:clock: (?P<clock>[\w:-]+))? -->\n)?"
    r"```console\n(?P<body>.*?)```\n",
    re.DOTALL,
)
LETTERS = "krtzvqxwbdfghjlmnpsc"


@dataclasses.dataclass
class Session:
    """One reader's terminal: a journal, a clock, and letters drawn in a fixed order."""

    folder: Path
    clock: str = "2026-10-14T09:00"
    draws: Iterator[str] = dataclasses.field(default_factory=lambda: itertools.cycle(LETTERS))

    def begin(self, journal: str) -> None:
        """Start with a copy of an example, or with nothing."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.draws = itertools.cycle(LETTERS)
        if journal != "new":
            shutil.copytree(ROOT / journal, self.folder)

    def type(self, line: str) -> str:
        """Return what a command line prints, on both streams, as a terminal shows them."""
        words = shlex.split(line.replace("\\\n", " "))
        assert words[0] in ("devjournal", "dj"), f"only devjournal's commands are run: {line}"
        screen = io.StringIO()
        system = System(
            environ={"DEVJOURNAL_DIR": str(self.folder), "DEVJOURNAL_TODAY": self.clock},
            stdin=io.StringIO(),
            stdout=screen,
            stderr=screen,
            cwd=self.folder.parent,
            draw=lambda _alphabet: next(self.draws),
        )
        execute(words[1:], system)
        return screen.getvalue().replace(str(self.folder), "~/journal")


def commands(body: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a block, as it stands there, with the text below it."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, _, shown = part.partition("\n")
        while line.endswith("\\"):
            more, _, shown = shown.partition("\n")
            line = f"{line}\n{more}"
        yield line, shown.rstrip("\n")


def fits(shown: str, printed: str) -> bool:
    """Whether a text is what was printed, `...` standing for any number of lines."""
    pattern = "".join(
        r"(?:.*\n)*" if line.strip() == "..." else re.escape(line.rstrip()) + r"\n"
        for line in shown.split("\n")
    )
    flat = "".join(f"{line.rstrip()}\n" for line in printed.rstrip("\n").split("\n"))
    return re.fullmatch(pattern, flat) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_console_blocks(
    page: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each command on a page prints what stands below it."""
    monkeypatch.chdir(tmp_path)
    session = Session(tmp_path / "journal")
    text = page.read_text(encoding="utf-8")
    written = text
    for block in BLOCK.finditer(text):
        if block["journal"]:
            session.begin(block["journal"])
        session.clock = block["clock"] or session.clock
        for line, shown in commands(block["body"]):
            printed = session.type(line)
            if request.config.getoption("write_snapshots") and not fits(shown, printed):
                fresh = "\n".join(one.rstrip() for one in printed.rstrip("\n").split("\n"))
                old, new = (f"{line}\n{text}".rstrip("\n") for text in (shown, fresh))
                written = written.replace(f"{old}\n", f"{new}\n", 1)
                continue
            assert fits(shown, printed), f"{page.name}: $ {line}\n{printed}"
    if written != text:
        page.write_text(written, encoding="utf-8")
