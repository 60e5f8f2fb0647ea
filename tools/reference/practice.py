"""`docs/practice.md`: each point of good mentoring, the command for it, and what that prints.

The points stand in `practice.toml` beside this file. Each is proved by running its commands on
a copy of an example journal, one after the other, on one fixed day: what the last one prints
must hold the text that the row says it shows.
"""

from __future__ import annotations

import functools
import io
import itertools
import shlex
import shutil
import tempfile
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from devjournal.cli.app import execute
from devjournal.cli.system import System
from tools.reference.markdown import code, made_by, table, top

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CLOCK = "2026-10-14T09:00"
_TABLE = Path(__file__).with_name("practice.toml")
_FULL = 80
"""Above so many letters a line may have been broken."""
_LETTERS = "krtzvqxwbdfghjlmnpsc"
_READS = {
    *("export", "list", "network", "plan", "prep", "progress", "remind", "review", "scorecard"),
    *("search", "show", "thank", "today"),
}


class Point(NamedTuple):
    """One point: what it asks, the commands for it, and a text that the last one prints.

    `on` is the example journal; `refused` means that the last command is to fail.
    """

    number: int
    says: str
    run: tuple[str, ...]
    shows: str
    on: str = "maya"
    refused: bool = False


class Proof(NamedTuple):
    """What the last command of a point ended with, and printed."""

    code: int
    lines: tuple[str, ...]

    def line_with(self, text: str) -> str | None:
        """Return the line that holds a text, or the text if it goes on in the next; else None.

        Three dots stand for what goes on in the next line, set in more deeply.
        """
        flat = [" ".join(line.split()) for line in self.lines]
        at = next((at for at, line in enumerate(flat) if text in line), None)
        if at is None:
            return text if text in " ".join(flat) else None
        indents = [len(line) - len(line.lstrip()) for line in (*self.lines, "")[at : at + 2]]
        goes_on = len(self.lines[at]) > _FULL and indents[1] > indents[0]
        return f"{flat[at]} …" if goes_on else flat[at]


class _Screen(io.StringIO):
    """A stream that says that somebody sits there."""

    def isatty(self) -> bool:
        return True


@functools.cache
def parts() -> dict[str, tuple[Point, ...]]:
    """Return the points in the parts of the page, by their headings."""
    told = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {part["title"]: tuple(_point(**row) for row in part["point"]) for part in told["part"]}


def points() -> tuple[Point, ...]:
    """Return all points."""
    return tuple(itertools.chain.from_iterable(parts().values()))


def _point(run: str | list[str], **row: Any) -> Point:
    return Point(**row, run=(run,) if isinstance(run, str) else tuple(run))


@functools.cache
def proof(on: str, run: tuple[str, ...]) -> Proof:
    """Return what the last of some commands prints, run on a copy of an example journal."""
    with tempfile.TemporaryDirectory() as folder:
        journal = EXAMPLES / on
        if any(line.split()[0] not in _READS for line in run):
            journal = Path(folder, on)
            shutil.copytree(EXAMPLES / on, journal)
        letters = itertools.cycle(_LETTERS)
        for line in run:
            screen = _Screen()
            system = System(
                environ={"DEVJOURNAL_TODAY": CLOCK, "COLUMNS": "120", "TERM": "dumb"},
                stdin=io.StringIO(),
                stdout=screen,
                stderr=screen,
                cwd=EXAMPLES,
                draw=lambda _: next(letters),
            )
            words = ["--journal", str(journal), "--no-input", *shlex.split(line)]
            ended = execute(words, system)
    return Proof(ended, tuple(screen.getvalue().splitlines()))


def practice_page() -> str:
    """Return the page; raises ValueError for a point that its commands don't show."""
    page = [made_by("tools/reference/practice.toml"), top("practice")]
    for title, rows in parts().items():
        page += [f"## {title}", table(("", "The point", "Command", "It prints"), map(_row, rows))]
    return "\n\n".join(page) + "\n"


def shown(point: Point) -> str:
    """Return the line that shows a point; raises ValueError if it is not printed."""
    found = proof(point.on, point.run)
    line = found.line_with(point.shows)
    if not point.shows or not line or bool(found.code) != point.refused:
        raise ValueError(f"point {point.number}: {point.run[-1]!r} does not print {point.shows!r}")
    return line


def _row(point: Point) -> tuple[str, ...]:
    number = f'<a id="p{point.number:03}"></a>{point.number}'
    commands = "<br>".join(code(f"devjournal {line}") for line in point.run)
    where = "" if point.on == "maya" else f" on {point.on.title()}'s"
    return number, point.says, f"{commands}{where}", code(shown(point))
