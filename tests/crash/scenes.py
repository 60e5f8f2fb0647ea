"""What is being done to a journal when it is struck, and what may be seen of it afterwards.

Each scene begins from the same small journal and changes three of its folders at once, so
that a state that is neither the old nor the new one shows.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import itertools
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from unittest import mock

from devjournal.cli.app import execute
from devjournal.cli.system import System
from devjournal.errors import DevjournalError
from devjournal.journal.stored import Change
from devjournal.models.base import replace
from devjournal.models.meetings import Action
from devjournal.models.people import Person
from devjournal.store import commit, history, load_journal, past_of, transaction, undo
from tests.crash.strikes import Killed

MOMENT = dt.datetime(2026, 10, 14, 9, tzinfo=dt.UTC)
DAY = MOMENT.date()
CLOCK = "2026-10-14T09:00"
WORDS = "Did four things at once"
STATE = ".devjournal"

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # folders in it are made anew
"""A folder in memory, if there is one, for journals that are made and struck by the thousand."""

KINDS_HERE = ("profile", "person", "action", "goal")
"""The kinds of which there are records, before or afterwards."""

BASE = {
    "journal.toml": 'schema = 1\nname = "Robin Vale"\ntimezone = "UTC"\n',
    "actions/kept.toml": '# By hand.\ntitle = "Rebuild slide 2"\nowner = "me"\n',
    "actions/gone.toml": 'title = "Book a room"\nowner = "me"\n',
    "goals/lead.toml": 'title = "Lead the readout"\nwhy = "To be heard"\n',
}


class Seen(NamedTuple):
    """What a reader sees: the records, what is wrong, and what was done and undone, in words."""

    records: Mapping[str, str]
    problems: tuple[str, ...]
    done: tuple[str, ...]
    undone: tuple[str, ...]


class Scene(NamedTuple):
    """A journal as it stands, and what a process does to it; it returns an exit code."""

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], int]


def seen(root: Path) -> Seen:
    """Return what a read sees."""
    journal = load_journal(root, cache_dir=None)
    records = {
        f"{kind}/{id_}": stored.digest
        for kind in KINDS_HERE
        for id_, stored in journal.all(kind).items()
    }
    past = past_of(root, 100)
    return Seen(
        records,
        (*map(str, journal.problems(KINDS_HERE)), *map(str, past.damaged)),
        tuple(step.words for step in past.done),
        tuple(step.words for step in past.undone),
    )


def tree(root: Path) -> dict[str, bytes]:
    """Return every file of a journal by its path, and every folder with a slash."""
    return dict(sorted(_walk(str(root), "")))


def _walk(folder: str, above: str) -> Iterator[tuple[str, bytes]]:
    for entry in os.scandir(folder):
        path = above + entry.name
        if entry.is_dir():
            yield f"{path}/", b""
            yield from _walk(entry.path, f"{path}/")
        else:
            yield path, Path(entry.path).read_bytes()


def build(root: Path) -> None:
    """Make the journal that each scene begins from."""
    root.mkdir(mode=0o700)
    for path, text in BASE.items():
        (root / path).parent.mkdir(mode=0o700, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


def four_things(root: Path) -> int:
    """Make two records, change two and delete one, as one commit."""
    return _tell(lambda: commit(root, WORDS, list(_four_changes(root)), at=MOMENT))


def one_more(root: Path) -> int:
    """Make one record: whoever writes next finishes what was interrupted."""
    added = Change("person", "dana-roe", None, Person(name="Dana Roe"))
    return _tell(lambda: commit(root, "Did one more", [added], at=MOMENT))


def _tell(act: Callable[[], None]) -> int:
    """Return the exit code of what was done, and tell of what failed."""
    try:
        act()
    except DevjournalError as error:
        print(f"{error.message}\n  {error.hint}", file=sys.stderr)  # noqa: T201  # as cli does
        return error.exit_code
    return 0


def _four_changes(root: Path) -> Iterator[Change]:
    journal = load_journal(root, cache_dir=None)
    for problem in journal.problems(["action", "goal"]):
        raise problem.as_error()
    kept, gone = (journal.all("action")[id_] for id_ in ("kept", "gone"))
    goal = journal.all("goal")["lead"]
    yield Change("person", "priya-nair", None, Person(name="Priya Nair"))
    yield Change("action", "kept", kept, kept.record.move("finish", DAY))
    yield Change("action", "gone", gone, None)
    yield Change("action", "new", None, Action(title="Send the pack", owner="me"))
    yield Change("goal", "lead", goal, replace(goal.record, why="To lead"))


def program(*arguments: str) -> Callable[[Path], int]:
    """Return what runs the program with these arguments on a journal."""

    def run_on(root: Path) -> int:
        environ = {"DEVJOURNAL_DIR": str(root), "DEVJOURNAL_TODAY": CLOCK, "TERM": "dumb"}
        system = System(
            environ=environ,
            stdin=io.StringIO(),
            stdout=sys.stdout,
            stderr=sys.stderr,
            cwd=root.parent,
            draw=lambda alphabet: alphabet[0],
        )
        return execute(list(arguments), system)

    return run_on


@contextlib.contextmanager
def dies_at(module: ModuleType, name: str, nth: int) -> Iterator[None]:
    """End whatever calls a function of a module for the n-th time: nothing catches that."""
    really = getattr(module, name)
    calls = itertools.count(1)

    def count(*arguments: Any) -> Any:
        if next(calls) == nth:
            raise Killed
        return really(*arguments)

    with mock.patch.object(module, name, count), contextlib.suppress(Killed):
        yield


def _done(root: Path) -> None:
    build(root)
    assert 0 == four_things(root)


def _undone(root: Path) -> None:
    _done(root)
    undo(root, at=MOMENT)


def _half_done(root: Path) -> None:
    """Leave a commit of which two files are in place and the third is written beside."""
    build(root)
    with dies_at(transaction, "put_in_place", 3):
        four_things(root)


def _half_undone(root: Path) -> None:
    """Leave an undo whose step has moved and whose log is still there."""
    _done(root)
    with dies_at(history, "sync_folder", 1):
        undo(root, at=MOMENT)


SCENES = {
    scene.name: scene
    for scene in (
        Scene("a commit", build, four_things),
        Scene("an undo", _done, program("undo")),
        Scene("a redo", _undone, program("redo")),
        Scene("the recovery of a commit", _half_done, one_more),
        Scene("the recovery of an undo", _half_undone, one_more),
    )
}

RECOVERIES = ("the recovery of a commit", "the recovery of an undo")

LOOK = Scene("a look at the history", _half_done, program("history"))
"""One that only reads, while a commit is under way."""

PLAYED = {**SCENES, LOOK.name: LOOK}
