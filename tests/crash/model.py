"""What a journal is in plain words: its files' bytes, and what was done to them in which order.

Nothing here locks, logs or recovers. The store has to come to the same, whatever happens to it.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from devjournal.models.registry import FOLDERS
from devjournal.store.files import id_in, original_of
from devjournal.store.history import Write
from devjournal.store.load import understand
from devjournal.store.purge import PURGED


class Done(NamedTuple):
    """One operation: its words, and each file's bytes before and after."""

    words: str
    writes: tuple[Write, ...]


class View(NamedTuple):
    """What somebody who reads is to see: records by path, and what was done and undone.

    A record is told by the hash of its file; `bad` stands for a file that can't be read.
    """

    records: tuple[tuple[str, str], ...]
    done: tuple[str, ...]
    undone: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Model:
    """A journal. `done` is in the order of doing; the last of `undone` is redone first."""

    files: dict[str, bytes]
    done: tuple[Done, ...] = ()
    undone: tuple[Done, ...] = ()

    def doing(self, words: str, writes: Sequence[Write]) -> Model:
        """Return the journal after an operation; one that writes nothing is none."""
        if not writes:
            return self
        step = Done(words, tuple(writes))
        return Model(self._written(step.writes), (*self.done, step))

    def undoing(self) -> Model:
        """Return the journal after its last operation was taken back."""
        *rest, last = self.done
        back = tuple(Write(write.path, write.new, write.old) for write in last.writes)
        return Model(self._written(back), tuple(rest), (*self.undone, last))

    def redoing(self) -> Model:
        """Return the journal after what was undone last was done again."""
        *rest, last = self.undone
        return Model(self._written(last.writes), (*self.done, last), tuple(rest))

    def may_undo(self) -> bool:
        """Whether every file is as the last operation left it."""
        return bool(self.done) and self._holds([(w.path, w.new) for w in self.done[-1].writes])

    def may_redo(self) -> bool:
        """Whether every file is as what was undone last found it."""
        return bool(self.undone) and self._holds([(w.path, w.old) for w in self.undone[-1].writes])

    def edited(self, path: str, data: bytes | None) -> Model:
        """Return the journal after somebody wrote, or deleted, a file by hand."""
        return dataclasses.replace(self, files=self._written((Write(path, None, data),)))

    def purged(self, path: str) -> Model:
        """Return the journal after one of its files was forgotten."""
        steps = [_without(steps, path) for steps in (self.done, self.undone)]
        copies = {other for other in self.files if _is_copy(other, path)}
        files = {other: data for other, data in self.files.items() if other not in {path, *copies}}
        return Model(files, *steps)

    def view(self) -> View:
        """Return what a reader is to see."""
        records = [(path, _told(path, data)) for path, data in self.files.items()]
        return View(
            tuple(sorted((path, told) for path, told in records if told)),
            tuple(step.words for step in self.done),
            tuple(step.words for step in self.undone),
        )

    def _written(self, writes: Sequence[Write]) -> dict[str, bytes]:
        files = dict(self.files)
        for write in writes:
            if write.new is None:
                files.pop(write.path, None)
            else:
                files[write.path] = write.new
        return files

    def _holds(self, files: Sequence[tuple[str, bytes | None]]) -> bool:
        return all(self.files.get(path) == data for path, data in files)


def _without(steps: tuple[Done, ...], path: str) -> tuple[Done, ...]:
    kept = []
    for step in steps:
        writes = tuple(write for write in step.writes if write.path != path)
        if writes:
            kept.append(step if writes == step.writes else Done(PURGED, writes))
    return tuple(kept)


def _is_copy(other: str, path: str) -> bool:
    return Path(other).parent == Path(path).parent and original_of(Path(other).name) == (
        Path(path).name
    )


def _told(path: str, data: bytes) -> str:
    """Return a record's hash, or `bad`; nothing for a conflict copy, which is no record."""
    if original_of(Path(path).name):
        return ""
    return hashlib.sha256(data).hexdigest() if is_good(path, data) else "bad"


@functools.cache
def is_good(path: str, data: bytes) -> bool:
    """Whether bytes can be read as what the path says they are."""
    return understand(kind_of(path), path, data)[0] is not None


def kind_of(path: str) -> str:
    """Return the kind of the record at a path."""
    folder, slash, _ = path.partition("/")
    return FOLDERS[folder].name if slash else "profile"


def id_of(path: str) -> str:
    """Return the id of the record at a path."""
    return id_in(path.rpartition("/")[2])
