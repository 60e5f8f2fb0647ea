"""The programs that `bench.peers` measures: each is installed and given the same items.

Each is set up as it comes: what its settings say is only where its items are, and what would
keep it from asking a question.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench import timing
from bench.generate import write
from bench.items import Item, to_ics, to_jrnl, to_record, to_taskwarrior, to_todo_txt
from bench.timing import Argv
from devjournal import __version__

OURS = "devjournal"

PINS: Mapping[str, str] = {"jrnl": "4.6", "topydo": "0.16", "todoman": "4.7.0"}
"""What is installed, and which version of it."""

NEW = "Zwieback for the crew of the late sailing"
"""The item that is added."""

DUE = "2026-10-20"
"""When it is due."""

Work = Mapping[str, Argv]
"""The command line of each work that a program knows: list, add and finish."""

SetUp = Callable[[Path, Sequence[Item]], Work]
"""Puts settings and items into an empty home."""


class Program(NamedTuple):
    """A program, with its items in a home of its own."""

    name: str
    version: str
    home: Path
    work: Work

    def run(self, work: str) -> str:
        """Do a work, untimed, and return what is printed."""
        return timing.output(self.work[work], timing.environment(self.home))

    def seconds(self, work: str) -> float:
        """Return the processor time that a work takes."""
        return timing.seconds(self.work[work], timing.environment(self.home))


def programs(place: Path, items: Sequence[Item]) -> list[Program]:
    """Install the others into a folder, and return each program with these items."""
    path = _installed(place / "venv")
    known: list[tuple[str, str, SetUp]] = [
        (OURS, __version__, partial(_devjournal, timing.devjournal())),
        ("jrnl", PINS["jrnl"], partial(_jrnl, str(path / "jrnl"))),
        ("topydo", PINS["topydo"], partial(_topydo, str(path / "topydo"))),
        ("topydo, one file", PINS["topydo"], partial(_topydo_in_one, str(path / "topydo"))),
        ("todoman", PINS["todoman"], partial(_todoman, str(path / "todo"))),
    ]
    if task := shutil.which("task"):
        version = timing.output((task, "--version"), os.environ).strip()
        known.append(("taskwarrior", version, partial(_taskwarrior, task)))
    else:
        print("taskwarrior is left out; to get it: apt-get install taskwarrior", file=sys.stderr)
    found = []
    for name, version, set_up in known:
        home = place / name
        home.mkdir()
        found.append(Program(name, version, home, set_up(home, items)))
    return found


def _installed(venv: Path) -> Path:
    """Make an environment with what is pinned, and return the folder of its commands."""
    print(f"installing {', '.join(PINS)}", file=sys.stderr)
    environ = {name: value for name, value in os.environ.items() if name not in timing.LEFT_OUT}
    pinned = [f"{name}=={version}" for name, version in PINS.items()]
    timing.output((sys.executable, "-m", "venv", str(venv)), environ)
    timing.output((str(venv / "bin" / "pip"), "install", "--quiet", *pinned), environ)
    return venv / "bin"


def _devjournal(command: str, home: Path, items: Sequence[Item]) -> Work:
    journal = home / "journal"
    write(
        journal,
        [("profile", "journal", {"schema": 1, "name": "Robin Vale"}), *map(to_record, items)],
    )
    own = (command, "--journal", str(journal))
    return {
        "list": (*own, "list", "actions"),
        "add": (*own, "action", NEW, "--due", DUE),
        "finish": (*own, "done", _first_open(items).id),
    }


def _jrnl(command: str, home: Path, items: Sequence[Item]) -> Work:
    """It keeps a text of entries; it adds the settings that are missing in its first run."""
    journal = home / "journal.txt"
    journal.write_text("".join(map(to_jrnl, items)), encoding="utf-8")
    settings = home / "jrnl" / "jrnl.yaml"
    settings.parent.mkdir()
    settings.write_text(
        f"version: '{PINS['jrnl']}'\njournals:\n  default: {journal}\n", encoding="utf-8"
    )
    return {"list": (command, "-starred", "--short"), "add": (command, f"{NEW}. *")}


def _topydo(command: str, home: Path, items: Sequence[Item]) -> Work:
    """It moves to a second file what is done, so that the first has the open items alone."""
    files = {"filename": home / "todo.txt", "archive_filename": home / "done.txt"}
    lines = [f"{name} = {file}\n" for name, file in files.items()]
    (home / ".topydo").write_text(f"[topydo]\n{''.join(lines)}", encoding="utf-8")
    for file, is_done in zip(files.values(), (False, True), strict=True):
        lines = [to_todo_txt(item) for item in items if bool(item.done) == is_done]
        file.write_text("".join(lines), encoding="utf-8")
    return {
        "list": (command, "ls"),
        "add": (command, "add", f"{NEW} due:{DUE}"),
        "finish": (command, "do", "1"),
    }


def _topydo_in_one(command: str, home: Path, items: Sequence[Item]) -> Work:
    """Without its second file all items stand in one, as with other programs of that format."""
    file = home / "todo.txt"
    settings = f"[topydo]\nfilename = {file}\narchive_filename =\n"
    (home / ".topydo").write_text(settings, encoding="utf-8")
    file.write_text("".join(map(to_todo_txt, items)), encoding="utf-8")
    return {
        "list": (command, "ls"),
        "add": (command, "add", f"{NEW} due:{DUE}"),
        "finish": (command, "do", str(items.index(_first_open(items)) + 1)),
    }


def _todoman(command: str, home: Path, items: Sequence[Item]) -> Work:
    """It keeps a file for each item, and gives numbers when it first reads them."""
    settings = home / "todoman" / "config.py"
    calendar = home / "calendars" / "work"
    for folder in (settings.parent, calendar):
        folder.mkdir(parents=True)
    settings.write_text(
        f'path = "{home}/calendars/*"\ndefault_list = "work"\ndate_format = "%Y-%m-%d"\n',
        encoding="utf-8",
    )
    for item in items:
        (calendar / f"{item.id}.ics").write_text(to_ics(item), encoding="utf-8", newline="")
    listed = json.loads(timing.output((command, "--porcelain", "list"), timing.environment(home)))
    title = _first_open(items).title
    number = next(str(one["id"]) for one in listed if one["summary"] == title)
    return {
        "list": (command, "list"),
        "add": (command, "new", "--due", DUE, NEW),
        "finish": (command, "done", number),
    }


def _taskwarrior(command: str, home: Path, items: Sequence[Item]) -> Work:
    """Its items go in by its own import; it numbers the open ones in that order."""
    settings = home / ".taskrc"
    settings.write_text(
        f"data.location={home / 'tasks'}\nconfirmation=off\nnews.version=9\n", encoding="utf-8"
    )
    (home / "tasks").mkdir()
    given = json.dumps(list(map(to_taskwarrior, items)))
    timing.output((command, "import", "-"), timing.environment(home), given)
    return {
        "list": (command, "list"),
        "add": (command, "add", NEW, f"due:{DUE}"),
        "finish": (command, "1", "done"),
    }


def _first_open(items: Sequence[Item]) -> Item:
    return next(item for item in items if not item.done)
