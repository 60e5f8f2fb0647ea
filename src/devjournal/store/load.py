"""From files to a Journal: each kind's folder is read when that kind is first asked for.

One bad file never hides the rest: what is wrong becomes a Problem beside the records. A
read writes nothing into the journal, and where nothing has changed, checks nothing again.
A commit under way, which a crash may have left, is seen as done.
"""

from __future__ import annotations

import contextlib
import functools
import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from devjournal.errors import BadFile, NotFound
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Loaded, Problem, Stored
from devjournal.models.registry import KINDS
from devjournal.store.cache import Cache, Stamp, look_at, ready_validation, stamp_of
from devjournal.store.files import (
    JOURNAL_FILE,
    LOG,
    STATE_FOLDER,
    Unreadable,
    digest_of,
    fold,
    id_in,
    list_files,
    path_of,
    place_of,
    read_file,
    read_still,
    why,
)

if TYPE_CHECKING:
    from devjournal.models.base import Record
    from devjournal.store.history import Step, Write

_TRIES = 3

Clock = Callable[[], int]
"""The machine's time in ns, to compare the times of files with; never the user's day."""


def load_journal(root: Path, *, cache_dir: Path | None, clock: Clock = time.time_ns) -> Journal:
    """Return the journal in the folder `root`, read kind by kind as it is asked for.

    Each kind is of one state; several are, too, from `take_read_lock` to `release_read_lock`.
    `cache_dir` is a folder outside the journal for what was read before; None for no cache.
    """
    return Journal(functools.partial(_load_kind, root.absolute(), cache_dir, clock))


def _load_kind(root: Path, cache_dir: Path | None, clock: Clock, kind: str) -> Loaded:
    cache = Cache(cache_dir, root, kind, clock()) if cache_dir else None
    found = read_still(root, lambda: _read_whole(root, kind, cache))
    if cache:
        cache.save(found.records, found.stamps)
    problems = sorted(found.problems, key=lambda problem: (problem.path, problem.line or 0))
    records = {id_: found.records[id_] for id_ in sorted(found.records)}
    return Loaded(records, tuple(problems))


def _read_whole(root: Path, kind: str, cache: Cache | None) -> _Reading:
    """Read a kind's files; again if an editor that saves by renaming hid one for a moment.

    And if a commit began or ended meanwhile: only where the lock could not be had.
    """
    pending = look(root)
    for _ in range(_TRIES):
        found, before = _Reading(root, kind, cache, pending), pending
        pending = look(root)
        if pending == before and not found.met_vanished:
            break
    return found


class _Reading:
    """One walk through the files of a kind."""

    def __init__(self, root: Path, kind: str, cache: Cache | None, pending: Pending) -> None:
        self.root = root
        self.pending = pending.of(kind)
        self.kind = kind
        self.cache = cache
        self.records: dict[str, Stored[Record]] = {}
        self.stamps: dict[str, Stamp] = {}
        self.problems: list[Problem] = []
        self.met_vanished = False
        if pending.problem and kind == "profile":
            self.problems.append(pending.problem)
        try:
            entries = list_files(root, kind)
        except Unreadable as error:
            self.problems.append(Problem(KINDS[kind].folder or ".", error.reason, hint=error.hint))
            return
        files = {id_in(one.name): one for one in entries if one.name not in self.pending}
        self.stamps = self._look_at(files)
        others: Iterable[str] = [*self.stamps]
        if cache:
            self.records, others = cache.recall(self.stamps, self._digest_now)
            if others:
                ready_validation(cache.folder)
        for stem in others:
            self._read(files[stem])
        for name, write in self.pending.items():
            self._take_pending(name, write)
        for group in _doubles([entry.name for entry in entries]):
            self._leave_out(group)

    def _look_at(self, files: Mapping[str, os.DirEntry[str]]) -> dict[str, Stamp]:
        """Return the stamps of files by their stems, of all that can be looked at."""
        with contextlib.suppress(OSError):
            return dict(zip(files, map(stamp_of, map(look_at, files.values())), strict=True))
        stamps = {}
        for stem, entry in files.items():
            try:
                stamps[stem] = stamp_of(look_at(entry))
            except FileNotFoundError:
                self.met_vanished = True
            except OSError as error:
                path = place_of(self.kind, entry.name)
                self.problems.append(Problem(path, f"can't be looked at: {why(error)}"))
        return stamps

    def _digest_now(self, stem: str) -> str:
        size = self.stamps[stem][1]
        with contextlib.suppress(OSError, Unreadable):
            return digest_of(read_file(self.root, path_of(self.kind, stem), most=size))
        return ""

    def _take_pending(self, name: str, write: Write) -> None:
        """Take a file as a commit under way leaves it, unless somebody has changed it since."""
        from devjournal.store.read_record import read_record, understand
        from devjournal.store.toml import MOST_BYTES

        path = place_of(self.kind, name)
        try:
            now = read_file(self.root, path, most=MOST_BYTES)
        except FileNotFoundError:
            now = None
        except Unreadable as error:
            self.problems.append(Problem(path, error.reason, hint=error.hint))
            return
        if now not in (write.old, write.new):
            try:
                stored, problems = read_record(self.root, self.kind, name, self._id_in(name))
            except FileNotFoundError:
                self.met_vanished = True
                return
            self.problems += [clash_problem(path), *problems]
        elif write.new is not None:
            record, problems = understand(self.kind, path, write.new)
            self.problems += problems
            digest = digest_of(write.new)
            stored = Stored(self._id_in(name), self.kind, record, digest) if record else None
        else:
            return
        if stored:
            self.records[stored.id] = stored

    def _read(self, entry: os.DirEntry[str]) -> None:
        from devjournal.store.read_record import read_record

        try:
            stored, problems = read_record(
                self.root, self.kind, entry.name, self._id_in(entry.name)
            )
        except FileNotFoundError:
            self.met_vanished = True
            return
        self.problems += problems
        if stored:
            self.records[stored.id] = stored
        if not entry.is_file(follow_symlinks=False):
            del self.stamps[id_in(entry.name)]  # what a link leads to changes without it

    def _leave_out(self, group: tuple[str, ...]) -> None:
        """Leave out files that are one file elsewhere: nobody knows which of them is meant."""
        for name in group:
            self.records.pop(self._id_in(name), None)
        self.problems += _double_problems(self.kind, group)

    def _id_in(self, name: str) -> str:
        return id_in(name) if self.kind != "profile" else "journal"


def _doubles(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the groups of names that some systems take for one file."""
    names = tuple(names)
    together = "/".join(names)
    if together.isascii() and len(set(together.lower().split("/"))) == len(names):
        return []  # as nearly always, and told in a tenth of the time
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(fold(name), []).append(name)
    return [tuple(sorted(group)) for group in alike.values() if len(group) > 1]


def _double_problems(kind: str, group: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return a problem for each file of such a group, naming the others."""
    paths = [place_of(kind, name) for name in group]
    return tuple(
        Problem(
            path,
            f"{' and '.join(others)} has the same id, but for case or Unicode form",
            hint="rename or delete one; on other systems they are one file",
        )
        for path in paths
        for others in [[other for other in paths if other != path]]
    )


# A commit under way


class Pending(NamedTuple):
    """The files of a commit under way by path, the commit, and what is wrong with its log."""

    writes: Mapping[str, Write]
    problem: Problem | None = None
    step: Step | None = None

    def of(self, kind: str) -> dict[str, Write]:
        """Return the writes of one kind, by the file's name."""
        folder = KINDS[kind].folder
        if not folder:
            return {JOURNAL_FILE: self.writes[JOURNAL_FILE]} if JOURNAL_FILE in self.writes else {}
        start = f"{folder}/"
        return {
            path.removeprefix(start): write
            for path, write in self.writes.items()
            if path.startswith(start)
        }


def look(root: Path) -> Pending:
    """Return what is pending in a journal; of a damaged log only that it is damaged."""
    try:
        os.lstat(root / STATE_FOLDER / LOG)
    except (FileNotFoundError, NotADirectoryError):
        return Pending({})
    except OSError:
        pass  # what it is that keeps the log from being read is told below
    from devjournal.store.history import Damaged, pending  # only where there is a log

    try:
        step = pending(root)
    except Damaged as error:
        reason = f"damaged: {error}; what it was to write is not seen"
        where = f"{STATE_FOLDER}/{LOG}"
        return Pending({}, Problem(where, reason, hint=error.hint, level="warning"))
    return Pending({write.path: write for write in step.writes} if step else {}, None, step)


def clash_problem(path: str) -> Problem:
    """Return the warning for a file that was changed by hand since the commit was interrupted."""
    return Problem(
        path,
        "was changed by hand after an operation on it was interrupted; this is your version",
        hint="the next command that writes puts the other version beside it",
        level="warning",
    )


# Which journal


VARIABLE = "DEVJOURNAL_DIR"
"""The environment variable that names the journal's folder."""


def find_root(
    start: Path, explicit: str | None, environ: Mapping[str, str], data_dir: Path
) -> Path:
    """Return the folder of the journal to use, as an absolute path.

    Whatever links led to it, it is one path, as caches and drafts are kept by it. In this
    order: `explicit` (from `--journal`), `DEVJOURNAL_DIR`, the nearest folder from
    `start` upward with a journal.toml, `data_dir`. A folder that is named outright
    is the only one looked at. Raises NotFound without a journal, BadFile if that is unclear.
    """
    given = explicit or environ.get(VARIABLE)
    if given:
        return _journal_in(folder_given(start, given), "--journal" if explicit else VARIABLE)
    near = (folder for folder in (start, *start.parents) if is_journal(folder))
    found = next(near, None) or _journal_in(data_dir, None)
    return Path(os.path.realpath(found))


def folder_given(start: Path, given: str) -> Path:
    """Return the folder that was named; `~nobody` stands for itself."""
    folder = Path(given)
    with contextlib.suppress(RuntimeError):
        folder = folder.expanduser()
    return Path(os.path.realpath(start / folder))


def is_journal(folder: Path) -> bool:
    """Whether a folder holds a journal.toml, good or bad."""
    return os.path.lexists(folder / JOURNAL_FILE)


def _journal_in(folder: Path, named_by: str | None) -> Path:
    try:
        os.lstat(folder / JOURNAL_FILE)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        pass
    except OSError as error:
        raise BadFile(f"{folder / JOURNAL_FILE}: can't be read: {why(error)}") from error
    else:
        return folder
    if named_by:
        raise NotFound(
            f"there is no journal in {folder}, where {named_by} points",
            hint="to make one there: devjournal init",
        )
    raise NotFound("there is no journal here", hint="to make one: devjournal init")
