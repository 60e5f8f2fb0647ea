"""Whether a journal that was struck is whole, in what state, and as good as new after a write."""

from __future__ import annotations

import collections
import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from devjournal.errors import DevjournalError
from devjournal.journal.stored import Change
from devjournal.models.people import Person
from devjournal.store import commit, past_of, undo
from tests.crash.scenes import BASE, MOMENT, Scene, Seen, seen, tree
from tests.store.written import state_of

Tell = Callable[[object], None]

_KEPT = re.compile(
    r"\.devjournal/(|lock|\.gitignore|history/|undone/|(history|undone)/\d{8}-[0-9a-f]{12}\.json)"
)


def says_saved(words: str) -> bool:
    """Whether the words of a failure say that what was asked for has happened all the same."""
    return "saved; " in words and "this one was not done" not in words


class Torn(AssertionError):
    """A journal that is in no state that it may be in, or is not to be mended."""


class Stage:
    """A scene with its journal built, and what is seen of it before and after."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        """Build the scene's journal, and play the scene once undisturbed."""
        self.scene = scene
        self.root = folder / "journal"
        self._built = folder / "built"
        self._judged: dict[tuple[tuple[str, bytes], ...], Seen | str] = {}
        scene.prepare(self._built)
        self.set()
        self.old = seen(self.root)
        assert 0 == scene.act(self.root)
        self.new = seen(self.root)
        assert self.old != self.new
        self.set()

    def set(self) -> None:
        """Put the journal back to how the scene begins."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self._built, self.root)

    def put(self, files: Mapping[str, bytes]) -> None:
        """Put files and folders in the journal's place, as `tree` tells them."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(mode=0o700)
        for path, data in files.items():
            if path.endswith("/"):
                (self.root / path).mkdir(mode=0o700)
            else:
                (self.root / path).write_bytes(data)

    def judge(self, *may_be: Seen, files: Mapping[str, bytes] | None = None) -> Seen:
        """Return the state that a struck journal is in: one that it may be; raises Torn.

        A read sees all of it and writes nothing; the next write succeeds and leaves nothing
        over; and every step can still be undone, back to how all scenes begin. `files` stand
        for the journal's; what was judged before is not judged again.
        """
        is_there = files is None
        files = tree(self.root) if files is None else files
        known = tuple(sorted(files.items()))
        if known not in self._judged:
            if not is_there:
                self.put(files)
            try:
                self._judged[known] = self._judge(dict(known))
            except Torn as error:
                self._judged[known] = str(error)
        found = self._judged[known]
        if isinstance(found, str):
            raise Torn(found)
        _demand(found in may_be, f"a read sees {found}")
        return found

    def _judge(self, files: Mapping[str, bytes]) -> Seen:
        found = seen(self.root)
        _demand(not found.problems, f"a read tells of {found.problems}")
        _demand(files == tree(self.root), "a read wrote")
        try:
            with _without_syncs():
                _write_on(self.root, found)
                _undo_all(self.root)
        except DevjournalError as error:
            raise Torn(f"not to be mended: {error} ({error.hint})") from error
        return found


class Tally:
    """How many points there were, how many of them were hit, and what was found after those."""

    def __init__(self, stage: Stage) -> None:
        """Begin with none."""
        self._stage = stage
        self.tried = 0
        self.found: collections.Counter[str] = collections.Counter()
        self.torn: list[str] = []

    @property
    def hit(self) -> int:
        """How many were hit; a strike that missed proves nothing."""
        return self.found.total() + len(self.torn)

    def judge(self, at: str, *may_be: Seen, files: Mapping[str, bytes] | None = None) -> None:
        """Judge the journal after a strike that hit; it may be as it was, or as it was to be."""
        stage = self._stage
        try:
            found = stage.judge(*(may_be or (stage.old, stage.new)), files=files)
        except Torn as error:
            self.torn.append(f"{at}: {error}")
        else:
            self.found["old" if found == stage.old else "new"] += 1

    def __str__(self) -> str:
        """The figures."""
        held = self.found.total()
        states = ", ".join(f"{number} {state}" for state, number in sorted(self.found.items()))
        return f"{self.tried} points, {self.hit} hit, {held} held ({states})"


def _demand(is_so: bool, words: str) -> None:  # noqa: FBT001  # as an assertion has it
    if not is_so:
        raise Torn(words)


@contextlib.contextmanager
def _without_syncs() -> Iterator[None]:
    """Save time where nothing is lost: nobody strikes whoever judges."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


def _write_on(root: Path, found: Seen) -> None:
    """Do something new; it must be all that is different, and nothing may be left over."""
    added = Change("person", "somebody-else", None, Person(name="Somebody Else"))
    commit(root, "After", [added], at=MOMENT)
    now = seen(root)
    expected = {**found.records, "person/somebody-else": now.records.get("person/somebody-else")}
    _demand(now.records == expected, f"the next write left {now.records}")
    _demand(now.done == ("After", *found.done), f"the history says {now.done}")
    _demand(not now.undone and not now.problems, f"there is more: {now}")
    paths = tree(root).keys()
    _demand(not (more := list(_left_over(paths))), f"left over: {more}")
    steps = [path for path in paths if path.startswith(".devjournal/history/0")]
    _demand(len(steps) == len(now.done), f"steps left over: {steps}")


def _left_over(paths: Iterable[str]) -> Iterable[str]:
    """Yield what is neither a record, nor a folder of records, nor kept on purpose."""
    for path in paths:
        is_record = re.fullmatch(r"(\w+/)?[\w-]+\.toml|\w+/", path)
        if not is_record and not _KEPT.fullmatch(path):
            yield path


def _undo_all(root: Path) -> None:
    for _ in past_of(root, 100).done:
        undo(root, at=MOMENT)
    base = {path: text.encode() for path, text in BASE.items()}
    _demand(state_of(root) == base, f"undone, it is not as it was: {state_of(root)}")
