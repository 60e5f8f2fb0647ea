"""A journal with strangers' files around it, which nothing may read as records, or change."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from devjournal.store.history import Step, Write, to_bytes
from tests.runner import Ran, Runner

LOOP = Path(__file__).resolve().parents[1] / "journals" / "loop"
WORD = "canary"
"""The word that stands in each file around the journal, and in none of its own."""

KWDF = "kwdf-cost-to-serve-draft-for-priya"

ACTION = f'title = "{WORD}"\nowner = "me"\n'
FOREIGN = (
    *("../around/actions/x.toml", "../around/actions/y.toml"),
    *("actions/../../around/actions/x.toml", "actions/x/../../../around/actions/x.toml"),
    *("actions/..\\..\\around\\actions\\x.toml", "./actions/new.toml", "actions/./new.toml"),
    *("actions//new.toml", "actions/sub/new.toml", "actions/\x00.toml", "actions/.toml"),
    *("actions/..toml", "actions/C:x.toml", "actions/new.txt", "actions/", "actions"),
    *("/new.toml", "//new.toml", ".git/config", ".devjournal/lock.toml", "new.toml"),
    *("", ".", ".."),
)
"""Paths that no record has."""


Found = tuple[int, int, str]
"""What a file, a folder or a link was: its mode, when it was changed, and what it holds."""


class Canary:
    """The program on a journal in a folder, beside a folder of somebody else."""

    def __init__(self, folder: Path) -> None:
        """Copy a journal, and put the other folder beside it."""
        self.folder = folder
        self.around = folder / "around"
        for kind in ("actions", "people", "relationships", "meetings", "topics", "goals"):
            self.put(f"{kind}/x.toml", ACTION)
        self.put("x.toml", ACTION)
        self.put("profile.toml", f'schema = 1\nname = "{WORD}"\n')
        inside = Write("actions/new.toml", None, ACTION.encode())
        self.put("state/redo.json", self.log(inside))
        for name in ("history", "undone"):
            self.put(f"state/{name}/00000001-abababababab.json", self.log(inside))
            self.put(f"state/{name}/00000002-cdcdcdcdcdcd.json", f'{WORD} "kwdf" damaged')
        self.put("state/damaged/redo-1.json", f"{WORD} actions/{KWDF}.toml")
        self.put("state/lock", WORD)
        self.runner = Runner(folder, journal=LOOP)
        self.root = self.runner.root
        self.runner.environ["EDITOR"] = "true"

    def put(self, path: str, text: str | bytes) -> Path:
        """Make a file of the other folder."""
        file = self.around / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def state(self, *names: str) -> Path:
        """Return a place in the program's own folder of the journal, in a folder that is there."""
        place = self.root.joinpath(".devjournal", *names)
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def link(self, place: Path, goal: Path) -> None:
        """Put a link in the place of what is there."""
        if place.is_dir():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)
        place.symlink_to(goal)

    def log(self, *writes: Write, words: str = WORD) -> bytes:
        """Return a good log of what is written."""
        return to_bytes(Step("ab" * 6, "2026-10-14T09:00:00+01:00", words, writes))

    def outside(self) -> Mapping[str, Found]:
        """Return all that is outside of the journal."""
        return {
            str(path): _found(path)
            for path in self.folder.rglob("*")
            if not path.is_relative_to(self.root)
        }

    def inside(self) -> Mapping[str, Found]:
        """Return all that is in the journal, but for the program's own folder."""
        return {
            str(path): _found(path)
            for path in self.root.rglob("*")
            if not path.is_relative_to(self.root / ".devjournal")
        }

    def run(self, *arguments: str) -> Ran:
        """Run the program; what is outside is as it was, and nothing of it was told."""
        before = self.outside()
        ran = self.runner(*arguments)
        assert before == self.outside(), ran
        assert WORD not in ran.out + ran.err, ran
        assert "should not have happened" not in ran.err, ran
        assert ran.code in (0, 2, 3, 4, 5, 6, 7), ran
        self._holds_no_secret(ran)
        return ran

    def _holds_no_secret(self, ran: Ran) -> None:
        """Fail if a stranger's file was taken into the journal."""
        for kind in self.root.iterdir():
            if kind.name == ".devjournal" or kind.is_symlink() or not kind.is_dir():
                continue
            for file in kind.iterdir():
                assert file.is_symlink() or WORD not in file.read_text(encoding="utf-8"), ran


def one_in(stride: int, names: Iterable[str]) -> list[Any]:
    """Return names as parameters, of which all but one in `stride` are slow."""
    return [
        pytest.param(name, marks=pytest.mark.slow if number % stride else (), id=ascii(name))
        for number, name in enumerate(names)
    ]


def _found(path: Path) -> Found:
    at = path.lstat()
    if path.is_symlink():
        return (at.st_mode, 0, str(path.readlink()))
    if path.is_dir():
        return (at.st_mode, 0, " ".join(sorted(one.name for one in path.iterdir())))
    return (at.st_mode, at.st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())


def resummed(log: bytes, path: str, foreign: str) -> bytes:
    """Return a log with another path in it, its checksum right."""
    head, _, rest = log.partition(b"\n")
    body = json.loads(rest)
    for write in body["writes"]:
        write[0] = foreign if write[0] == path else write[0]
    text = json.dumps(body, indent=1).encode()
    told = json.loads(head) | {"sha256": hashlib.sha256(text).hexdigest()}
    return json.dumps(told).encode() + b"\n" + text + b"\n"


Trap = Callable[[Canary], None]


def _kind(name: str) -> Trap:
    return lambda canary: canary.link(canary.root / name, canary.around / name)


def _action(stem: str) -> Trap:
    goal = "actions/x.toml"
    return lambda canary: canary.link(
        canary.root / "actions" / f"{stem}.toml", canary.around / goal
    )


def _state(name: str) -> Trap:
    return lambda canary: canary.link(
        canary.state(*name.split("/")), canary.around / "state" / name
    )


def _temporary(*folder: str) -> Trap:
    return lambda canary: canary.link(
        canary.state(*folder, ".devjournal.tmp"), canary.around / "x.toml"
    )


def _foreign(place: str, foreign: str) -> Trap:
    """A log, or a step whose undoing, or doing again, would write there."""
    old, new = {"redo.json": (None, b"x"), "history": (b"y", None), "undone": (None, b"y")}[place]
    names = ["redo.json"] if place == "redo.json" else [place, "00000001-abababababab.json"]

    def set_up(canary: Canary) -> None:
        log = canary.log(Write("actions/new.toml", old, new), words="x")
        canary.state(*names).write_bytes(resummed(log, "actions/new.toml", foreign))

    return set_up


def _link_to_a_link(canary: Canary) -> None:
    canary.link(canary.root / "actions" / "x.toml", canary.root / "goals" / "y.toml")
    canary.link(canary.root / "goals" / "y.toml", canary.around / "goals" / "x.toml")


def _odd_links(canary: Canary) -> None:
    for number, foreign in enumerate(FOREIGN):
        id_ = json.dumps(foreign.removesuffix(".toml"))
        lines = (
            f'title = "x{number}"',
            'owner = "me"',
            *(f"{name} = {id_}" for name in ("goal", "topic", "meeting", "relationship")),
        )
        file = canary.root / "actions" / f"odd{number}.toml"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in ("a\\b", "C:x", "..x", "x\x7f"):
        (canary.root / "actions" / f"{name}.toml").write_text('title = "x"\nowner = "me"\n')


LINKS: Mapping[str, Trap] = {
    **{f"folder {name}": _kind(name) for name in ("actions", "people", "relationships")},
    **{
        name: _action(stem)
        for name, stem in (("record", KWDF), ("new record", "x"), ("copy", f"{KWDF}.conflict-1"))
    },
    "profile": lambda canary: canary.link(
        canary.root / "journal.toml", canary.around / "profile.toml"
    ),
    "link to a link": _link_to_a_link,
    ".devjournal": lambda canary: canary.link(canary.root / ".devjournal", canary.around / "state"),
    **{
        f".devjournal/{name}": _state(name)
        for name in ("history", "undone", "damaged", "lock", "redo.json")
    },
    ".gitignore": lambda canary: canary.link(canary.state(".gitignore"), canary.around / "nothing"),
    "step": _state("history/00000001-abababababab.json"),
    "temporary in .devjournal": _temporary(),
    "temporary in the history": _temporary("history"),
    "temporary among actions": _temporary("..", "actions"),
}
"""What is a link out of the journal."""

LOGS: Mapping[str, Trap] = {
    f"{place} {path!a}": _foreign(place, path)
    for place in ("redo.json", "history", "undone")
    for path in FOREIGN
}
"""A log with a path that no record has."""

IDS: Mapping[str, Trap] = {"links and names": _odd_links}
