"""Measure devjournal beside jrnl, topydo, todoman and taskwarrior, on the same 3,000 items.

    make bench-peers ARGS="--rounds 15"

Each lists its open items, adds one and finishes one. What a run changed is put back before the
next, and an untimed list then fills the caches, for each alike. All take turns, beside
`python -c "import typer"`. Measured is the processor time of whole processes, and what counts
is the median of the ratios of runs that stood side by side. The programs that are written in
Python are installed into a folder that is deleted at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench import timing
from bench.items import NUMBER, Item, items
from bench.programs import NEW, OURS, Program, programs

WORK: Mapping[str, str] = {
    "list": "List the open items",
    "add": "Add one",
    "finish": "Finish one",
}
"""What each program does, if it knows how, and what that is called in the tables."""

BASE = "import typer"

Turn = Mapping[str, float]
"""The seconds that each program, and BASE, took side by side."""

Turns = Mapping[str, Sequence[Turn]]
"""The turns at each work."""


class Snapshot:
    """The files of a folder as they were, to be put back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {file: (file.read_bytes(), file.stat()) for file in self._now()}

    def put_back(self) -> None:
        """Delete what is new, and write what has changed or gone as it was, its times too."""
        for file in self._now():
            if file not in self.files:
                file.unlink()
        for file, (content, was) in self.files.items():
            if not file.exists() or file.stat().st_mtime_ns != was.st_mtime_ns:
                file.write_bytes(content)
                file.chmod(was.st_mode)
                os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))

    def _now(self) -> list[Path]:
        return [file for file in self.folder.rglob("*") if file.is_file()]


def main() -> None:
    """Give each program its items, let all take turns, and print what it came to."""
    parser = argparse.ArgumentParser(description="Time devjournal beside other programs.")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each command")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="devjournal-peers-") as folder:
        given = items()
        found = programs(Path(folder), given)
        before = {program.name: _tried_out(program, given) for program in found}
        turns = measure(found, before, rounds=told.rounds)
    versions = {program.name: program.version for program in found}
    table = as_markdown(versions, turns)
    print(as_json(versions, turns) if told.json else table)
    if told.write:
        timing.write_page("peers", table)


def measure(
    found: Sequence[Program], before: Mapping[str, Snapshot], *, rounds: int
) -> dict[str, list[Turn]]:
    """Return the turns at each work, after so many rounds; each begins as it was before."""
    turns: dict[str, list[Turn]] = {work: [] for work in WORK}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        for work, taken in turns.items():
            able = [program for program in found if work in program.work]
            taken.append(_turn(able[:: -1 if number % 2 else 1], work))
            if work != "list":
                _put_back(able, before)
    return turns


def medians(turns: Sequence[Turn], figure: Callable[[Turn, str], float]) -> dict[str, float]:
    """Return for each program the median of a figure that each turn has of it."""
    names = [name for name in turns[0] if name != BASE]
    return {name: statistics.median(figure(turn, name) for turn in turns) for name in names}


def to_base(turn: Turn, name: str) -> float:
    """Return how many times as long as BASE a program took in a turn."""
    return turn[name] / turn[BASE]


def ours_to_it(turn: Turn, name: str) -> float:
    """Return how many times as long as a program devjournal took in a turn."""
    return turn[OURS] / turn[name]


def as_markdown(versions: Mapping[str, str], turns: Turns) -> str:
    """Return the tables of docs/performance.md, with where they were measured."""
    others = {name: version for name, version in versions.items() if name != OURS}
    return "\n\n".join(
        [
            f"Each program's time ÷ `{BASE}`:",
            _as_table(versions, turns, to_base),
            "devjournal's time ÷ the other's; below 1, devjournal is the quicker:",
            _as_table(others, turns, ours_to_it),
            timing.caption("bench-peers", len(turns["list"])),
        ]
    )


def as_json(versions: Mapping[str, str], turns: Turns) -> str:
    """Return the ratios as JSON, and median times, which are to be read and never judged."""
    works = {
        work: {
            "to_import_typer": medians(taken, to_base),
            "devjournal_to_it": medians(taken, ours_to_it),
            "ms": medians(taken, lambda turn, name: 1000 * turn[name]),
        }
        for work, taken in turns.items()
    }
    told = {"machine": timing.machine(), "items": NUMBER, "versions": versions, "work": works}
    return json.dumps(told, indent=2)


def _as_table(
    versions: Mapping[str, str], turns: Turns, figure: Callable[[Turn, str], float]
) -> str:
    """A row for each program, a column for each work; a dash where it doesn't know one."""
    columns = [medians(turns[work], figure) for work in WORK]
    rows = [
        (
            f"{name} {version}",
            *(f"{found[name]:.2f}" if name in found else "–" for found in columns),
        )
        for name, version in versions.items()
    ]
    return timing.markdown(("", *WORK.values()), rows)


def _turn(able: Sequence[Program], work: str) -> Turn:
    """Let each program do a work, one right after the other."""
    taken = {BASE: timing.seconds(timing.TYPER, timing.environment(able[0].home))}
    return taken | {program.name: program.seconds(work) for program in able}


def _tried_out(program: Program, given: Sequence[Item]) -> Snapshot:
    """Stop if a program doesn't do its work; return its files with its caches warm."""
    program.run("list")
    timing.settle()
    listed = program.run("list")
    for item in given:
        if not item.done and max(item.title.split(), key=len) not in listed:
            sys.exit(f"{program.name} doesn't list what is open: {item.title}")
    before = Snapshot(program.home)
    for work in program.work.keys() - {"list"}:
        program.run(work)
        now = program.run("list")
        if now == listed or (NEW.split()[0] in now) != (work == "add"):
            sys.exit(f"{program.name} did not {work}: {' '.join(program.work[work])}")
        _put_back([program], {program.name: before})
    return before


def _put_back(able: Sequence[Program], before: Mapping[str, Snapshot]) -> None:
    """Put the files of programs back, and let each read again what that wrote."""
    for program in able:
        before[program.name].put_back()
    timing.settle()
    for program in able:
        program.run("list")
    timing.settle()


if __name__ == "__main__":
    main()
