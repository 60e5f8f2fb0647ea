"""A journal on the disk beside what it is in plain words: whatever is done is done to both."""

from __future__ import annotations

import collections
import contextlib
import itertools
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.operation import Changes
from devjournal.errors import Conflict, DevjournalError, DiskError, Interrupted, Refused
from devjournal.models.registry import ALL_KINDS
from devjournal.store import commit, history, load_journal, past_of, plan
from devjournal.store.files import path_of
from tests.builders import NOW
from tests.crash.model import Model, View
from tests.crash.scenes import MEMORY
from tests.crash.strikes import Killed, Strike, striking
from tests.crash.verdict import says_saved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Change, Stored
    from devjournal.store.history import Step

PROFILE = b'schema = 1\nname = "Robin Vale"\n'

counted: collections.Counter[str] = collections.Counter()
"""What was tried and held, over all runs."""


class BesideModel:
    """One journal on the disk, and what it is in plain words."""

    def __init__(self) -> None:
        """Make the journal."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.root = self.folder / "journal"
        self.root.mkdir()
        (self.root / "journal.toml").write_bytes(PROFILE)
        self.model = Model({"journal.toml": PROFILE})
        self.pending: Step | None = None
        self.numbers = itertools.count()
        counted["runs"] += 1

    def teardown(self) -> None:
        """Remove the journal."""
        shutil.rmtree(self.folder)

    def compare(self) -> None:
        """Records, problems and history are those of the model, and reading writes nothing."""
        before = self.disk()
        assert self.model.view() == self.seen()
        assert before == self.disk()
        if self.pending is None:
            assert self.model.files == before
        counted["steps"] += 1

    def operate(self, draft_it: Callable[[Changes], Any], strike: Strike | None) -> None:
        """Carry out an operation on the journal as it is read now."""
        self.settle()
        draft = Changes(self.journal(), NOW, self.draw)
        with contextlib.suppress(Refused):
            draft_it(draft)
            self.commit(draft.operation("").changes, strike)

    def commit(self, changes: Sequence[Change], strike: Strike | None) -> None:
        """Commit changes; what is to be written is foreseen from the model's bytes."""
        words = f"step {next(self.numbers)}"
        writes = plan.plan(changes, self.model.files.get)
        after = self.model.doing(words, writes)
        self.write(lambda: commit(self.root, words, changes, at=NOW), after, strike)

    def write(self, act: Callable[[], object], after: Model, strike: Strike | None) -> None:
        """Do something that writes: all of it happens, or, if it was struck, all or nothing."""
        strike = Strike(strike.kind, strike.at) if strike else None
        error: BaseException | None = None
        try:
            with striking(strike):
                act()
        except (Killed, KeyboardInterrupt, DiskError, Interrupted) as struck:
            if strike is None or not strike.has_hit:
                raise
            error = struck
        before, found = self.model, self.seen()
        if error is None:
            assert after.view() == found
        else:
            assert found in (before.view(), after.view())
        if isinstance(error, DiskError):
            assert says_saved(error.message) == (found == after.view()), error.message
        self.model = after if found == after.view() else before
        self.pending = history.pending(self.root)
        counted["writes"] += 1
        counted["strikes tried"] += strike is not None
        if strike and strike.has_hit:
            counted["strikes that hit and held"] += 1
            counted["of these after the commit point"] += found == after.view()

    def refused(self, act: Callable[[], object], error: type[DevjournalError]) -> None:
        """Do something that may not be done: nothing changes."""
        with pytest.raises(error):
            act()
        self.pending = history.pending(self.root)
        assert self.pending is None
        counted["refusals"] += 1

    def settle(self) -> None:
        """After a crash and an edit by hand of the same file, both are kept and a write says so."""
        clashes = self.clashes()
        if not clashes:
            return
        assert self.pending
        with pytest.raises(Conflict):
            commit(self.root, "not done", [], at=NOW)
        for path, ours in clashes.items():
            if ours is not None:
                copy = f"{path.removesuffix('.toml')}.conflict-{self.pending.name}.toml"
                self.model = self.model.edited(copy, ours)
        self.pending = None
        counted["clashes"] += 1
        self.compare()

    def clashes(self) -> dict[str, bytes | None]:
        """Return the files of a pending commit that were changed by hand, with our version."""
        disk = self.disk()
        writes = self.pending.writes if self.pending else ()
        return {w.path: w.new for w in writes if disk.get(w.path) not in (w.old, w.new)}

    def by_hand(self, path: str, data: bytes | None) -> None:
        """Write or remove a file, as somebody would who knows nothing of the program."""
        file = self.root / path
        if data is None:
            file.unlink()
        else:
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(data)
        self.model = self.model.edited(path, data)
        counted["edits by hand"] += 1

    def chosen(self, journal: Journal, which: int, kinds: tuple[str, ...]) -> Stored[Any]:
        """Return one of the records of some kinds; raises Refused if there is none."""
        found = [one for kind in kinds for one in journal.all(kind).values()]
        if not found:
            raise Refused("there is none")
        return found[which % len(found)]

    def draw(self, alphabet: str) -> str:
        """Return a letter for an id."""
        return alphabet[next(self.numbers) * 7 % len(alphabet)]

    def journal(self) -> Journal:
        """Return the journal as a new process reads it, with a cache that is kept."""
        return load_journal(self.root, cache_dir=self.folder / "cache")

    def disk(self) -> dict[str, bytes]:
        """Return the journal's files as they are."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in self.root.rglob("*.toml")
        }

    def seen(self) -> View:
        """Return what a reader sees, with a cache and without."""
        views = {self.view_of(cache) for cache in (None, self.folder / "cache")}
        assert 1 == len(views)
        return views.pop()

    def view_of(self, cache: Path | None) -> View:
        """Return what a reader sees of the files and of the history."""
        journal = load_journal(self.root, cache_dir=cache)
        told = {
            path_of(kind, id_): stored.digest
            for kind in ALL_KINDS
            for id_, stored in journal.all(kind).items()
        }
        bad = {one.path for one in journal.problems(ALL_KINDS) if one.level == "problem"}
        past = past_of(self.root, 1000)
        return View(
            tuple(sorted((told | dict.fromkeys(bad, "bad")).items())),
            tuple(step.words for step in reversed(past.done)),
            tuple(step.words for step in reversed(past.undone)),
        )
