"""From files to a Journal: each kind's folder is read when that kind is first asked for.

One bad file never hides the rest: what is wrong becomes a Problem beside the records. A
read writes nothing into the journal, and where nothing has changed, checks nothing again:
pydantic_core and tomli are imported only for a file that is new or changed. A commit under way,
which a crash may have left, is seen as done.
"""

from __future__ import annotations

import contextlib
import functools
import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devjournal.errors import UsageError
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Loaded, Problem, Stored
from devjournal.models.ids import check_id, composed, split_letters
from devjournal.models.registry import KINDS
from devjournal.namedtuples import NamedTuple
from devjournal.store import files
from devjournal.store.cache import Cache
from devjournal.store.files import LOG, Stamp, Unreadable, read_file

if TYPE_CHECKING:
    from devjournal.models.base import Record
    from devjournal.store.history import Step, Write

Problems = tuple[Problem, ...]

_TRIES = 3

Clock = Callable[[], int]
"""The machine's time in ns, to compare the times of files with; never the user's day."""


Track = Callable[[Collection[str]], Iterable[str]]
"""Gives the same again, and may show how far it has come."""


class Names(NamedTuple):
    """The names of a kind's files, but for copies; those with their originals; what ids all give.

    `seen` are the stamps of those that were looked at.
    """

    names: list[str]
    copies: Mapping[str, str]
    stems: list[str]
    seen: dict[str, Stamp]


Listed = Callable[[str], Names]

CacheOf = Callable[[str], Cache | None]


def load_journal(
    root: Path,
    *,
    cache_dir: Path | None,
    clock: Clock = time.time_ns,
    track: Track = iter,
    patience: float = files.PATIENCE,
) -> Journal:
    """Return the journal in the folder `root`, read kind by kind as it is asked for.

    Each kind is of one state; several are, too, from `take_read_lock` to `release_read_lock`.
    `cache_dir` is a folder outside the journal for what was read before; None for no cache.
    `track` is given the files that have to be read. `patience` are the seconds that a writer is
    waited for, before each kind.
    """
    return Journal(_Loader(root.absolute(), cache_dir, clock, track, patience))


class _Loader:
    """Reads the records of a kind, or of those only whose ids begin with some letters."""

    def __init__(
        self, root: Path, cache_dir: Path | None, clock: Clock, track: Track, patience: float
    ) -> None:
        self._root = root
        self._patience = patience
        self._track = track
        self._cache_of = functools.cache(
            lambda kind: Cache(cache_dir, root, kind, clock()) if cache_dir else None
        )
        # For parts of a kind, which are asked for one after another, as at one moment.
        self._once_listed = functools.cache(self._listed)

    def __call__(self, kind: str, start: str) -> Loaded:
        found = files.read_still(
            self._root, lambda: self._read_whole(kind, start), wait=self._patience
        )
        if not start and (cache := self._cache_of(kind)) and not cache.holds(found.records):
            cache.save(found.records, found.stamps)
        problems = sorted(found.problems, key=lambda problem: (problem.path, problem.line or 0))
        ids, records = [*found.records], found.records
        if ids != (in_order := sorted(ids)):
            records = {id_: records[id_] for id_ in in_order}
        return Loaded(records, tuple(problems), found.stems)

    def _read_whole(self, kind: str, start: str) -> _Reading:
        """Read a kind's files; again if an editor hid one, or a commit came between."""
        pending = look(self._root)
        for _ in range(_TRIES):
            found, before = _Reading(self._root, kind, pending), pending
            listed = self._once_listed if start else self._listed
            found.read(listed, start, self._cache_of, self._track)
            pending = look(self._root)
            if pending == before and not found.met_vanished:
                break
        return found

    def _listed(self, kind: str) -> Names:
        every = files.list_names(self._root, kind)
        copies = files.copies_in(every)
        names = [name for name in every if name not in copies] if copies else every
        return Names(names, copies, _ids_in(every), {})


_ENDING = -len(files.SUFFIX)


def _ids_in(names: Sequence[str]) -> list[str]:
    """Return the ids that names of files give; of thousands none may need to be composed."""
    stems = [name[:_ENDING] for name in names]
    return stems if "".join(stems).isascii() else [*map(composed, stems)]


def _beginning(names: Iterable[str], start: str) -> list[str]:
    """Return the names that begin with letters of ASCII; one of others may, in another form."""
    together = "/".join(("", *names, ""))
    if not together.isascii():
        return [one for one in names if one.casefold().startswith(start) or not one.isascii()]
    # Of thousands few do: no name is looked at that doesn't.
    found, at, folded = [], -1, together.lower()
    while (at := folded.find(f"/{start}", at + 1)) >= 0:
        found.append(together[at + 1 : together.index("/", at + 1)])
    return found


class _Reading:
    """One walk through the files of a kind."""

    def __init__(self, root: Path, kind: str, pending: Pending) -> None:
        self.root = root
        self.kind = kind
        self._folder = root / KINDS[kind].folder
        self.records: dict[str, Stored[Record]] = {}
        self.stems: Collection[str] = ()
        self._names: list[str] = []
        self._ids: list[str] = []
        self._seen: list[Stamp] = []
        self.problems: list[Problem] = []
        self.met_vanished = False
        self._changing = pending.of(kind)
        if pending.problem and kind == "profile":
            self.problems.append(pending.problem)

    def read(self, listed: Listed, start: str, cache_of: CacheOf, track: Track) -> None:
        """Read what is `listed` in the kind's folder, as far as the names begin with `start`."""
        try:
            names, copies, stems, seen = listed(self.kind)
        except Unreadable as error:
            place = KINDS[self.kind].folder or "."
            self.problems.append(Problem(place, error.reason, hint=error.hint))
            return
        self._tell_copies(copies)
        changing = self._changing
        self.stems = [*stems, *_ids_in([*changing])] if changing else stems
        if start:
            names = _beginning(names, start)
            changing = {name: changing[name] for name in _beginning(changing, start)}
        self._look_at(names, seen)
        others: Collection[str] = self._ids
        if (names or not start) and (cache := cache_of(self.kind)):
            self.records, others = cache.recall(self._ids, self._seen, self._digest_now)
        for id_ in track([*others]):
            self._read(name := self._name_of(id_))
            # Not Path.is_symlink, which raises for what can't be looked at: reading it has told.
            if os.path.islink(self._folder / name):  # noqa: PTH114  # as said
                self.stamps.pop(id_, None)  # what a link leads to changes without it
        for name, write in changing.items():
            self._take_pending(name, write)
        # Where all is as it was, there are no doubles: their records are never kept.
        if others or len(self.records) != len(names):
            self._leave_out_doubles(names)
        self._leave_out_twins()

    def _look_at(self, names: list[str], seen: dict[str, Stamp]) -> None:
        """Take the ids of files and their stamps, of all that stay and can be looked at."""
        if under_way := {files.id_in(name) for name in self._changing}:
            names = [name for name in names if files.id_in(name) not in under_way]
        new = [name for name in names if name not in seen] if seen else names
        with contextlib.suppress(OSError):
            seen.update(zip(new, files.stamps_in(self._folder, new), strict=True))
            new = []
        for name in new:
            try:
                (seen[name],) = files.stamps_in(self._folder, [name])
            except FileNotFoundError:
                self.met_vanished = True
            except OSError as error:
                path = files.place_of(self.kind, name)
                self.problems.append(Problem(path, f"can't be looked at: {files.why(error)}"))
        if new:
            names = [name for name in names if name in seen]
        self._ids = [*self.stems] if len(names) == len(self.stems) else _ids_in(names)
        self._names, self._seen = names, [*map(seen.__getitem__, names)]

    @functools.cached_property
    def _called(self) -> dict[str, str]:
        """The names of the files by their ids."""
        return dict(zip(self._ids, self._names, strict=True))

    @functools.cached_property
    def stamps(self) -> dict[str, Stamp]:
        """The stamps by ids, of those that may be kept: needed only where something is new."""
        return dict(zip(self._ids, self._seen, strict=True))

    def _name_of(self, id_: str) -> str:
        """Return the name of a file that was looked at, as the disk has it."""
        return self._called.get(id_, id_ + files.SUFFIX)

    def _digest_now(self, id_: str) -> str:
        path, size = files.place_of(self.kind, self._name_of(id_)), self.stamps[id_][1]
        with contextlib.suppress(OSError, Unreadable):
            return files.digest_of(read_file(self.root, path, most=size))
        return ""

    def _read(self, name: str, *more: Problem) -> None:
        """Read a file; `more` is what is to be said of one that is still there."""
        try:
            stored, problems = read_record(self.root, self.kind, name)
        except FileNotFoundError:
            self.met_vanished = True
            return
        self.problems += [*more, *problems]
        if stored:
            self.records[stored.id] = stored
            if problems:
                self.stamps.pop(files.id_in(name), None)  # the cache would not warn

    def _take_pending(self, name: str, write: Write) -> None:
        """Take a file as a commit under way leaves it, unless somebody has changed it since."""
        path = files.place_of(self.kind, name)
        try:
            now = read_file(self.root, path)
        except FileNotFoundError:
            now = None
        except Unreadable as error:
            self.problems.append(Problem(path, error.reason, hint=error.hint))
            return
        if now not in (write.old, write.new):
            clash = Problem(
                path,
                "was changed by hand after an operation on it was interrupted; "
                "this is your version",
                hint="the next command that writes puts the other version beside it",
                level="warning",
            )
            self._read(name, clash)
        elif write.new is not None:
            record, problems = understand(self.kind, path, write.new)
            self.problems += problems
            if record:
                id_ = _id_in(self.kind, name)
                self.records[id_] = Stored(id_, self.kind, record, files.digest_of(write.new))

    def _tell_copies(self, copies: Mapping[str, str]) -> None:
        """Warn of copies, which are not read, by the names of files and those of the originals."""
        for name, original in copies.items():
            path, other = (files.place_of(self.kind, one) for one in (name, original))
            what = "conflict copy" if "conflict" in name.lower() else "copy"
            reason = f"a {what} of {other}; it is not read"
            hint = "take what you need from it into the other, then delete it; or rename it"
            self.problems.append(Problem(path, reason, hint=hint, level="warning"))

    def _leave_out_twins(self) -> None:
        """Leave out copies of no known mark: they bear an original's letters and its bytes."""
        is_lettered = KINDS[self.kind].lettered
        if not is_lettered or len({id_[:4] for id_ in self.records}) == len(self.records):
            return
        seen: dict[tuple[str, str], str] = {}
        twins: dict[str, str] = {}
        for id_ in sorted(self.records, key=len):
            letters, _ = split_letters(id_)
            first = seen.setdefault((letters or id_, self.records[id_].digest), id_)
            if first != id_:
                twins[id_] = first
        self.records = {id_: one for id_, one in self.records.items() if id_ not in twins}
        names = ((self._name_of(one), self._name_of(first)) for one, first in twins.items())
        self._tell_copies(dict(names))

    def _leave_out_doubles(self, names: list[str]) -> None:
        """Leave out files that are one file elsewhere: nobody knows which of them is meant."""
        together = "/".join(names)
        if together.isascii() and len(set(together.lower().split("/"))) == len(names):
            return  # as nearly always, and told in a tenth of the time
        alike: dict[str, list[str]] = {}
        for name in sorted(names):
            alike.setdefault(files.fold(name), []).append(name)
        for group in alike.values():
            for name in group if len(group) > 1 else ():
                self.records.pop(_id_in(self.kind, name), None)
                others = [files.place_of(self.kind, one) for one in group if one != name]
                reason = f"{' and '.join(others)} has the same id, but for case or Unicode form"
                hint = "rename or delete one; on other systems they are one file"
                self.problems.append(Problem(files.place_of(self.kind, name), reason, hint=hint))


def read_record(root: Path, kind: str, name: str) -> tuple[Stored[Record] | None, Problems]:
    """Return the record in a file, or None, and what is wrong; FileNotFoundError if it is gone."""
    path, id_ = files.place_of(kind, name), _id_in(kind, name)
    try:
        check_id(id_)
        data = read_file(root, path)
    except UsageError as error:
        return None, (Problem(path, error.message, hint="give the file another name"),)
    except Unreadable as error:
        return None, (Problem(path, error.reason, hint=error.hint),)
    record, problems = understand(kind, path, data)
    return Stored(id_, kind, record, files.digest_of(data)) if record else None, problems


def _id_in(kind: str, name: str) -> str:
    return files.id_in(name) if kind != "profile" else "journal"


def understand(kind: str, path: str, data: bytes) -> tuple[Record | None, Problems]:
    """Return the record of a file's bytes, or None, and every problem; a profile is `spared`."""
    from devjournal.models import validation
    from devjournal.store import toml

    plain: Mapping[str, Any] = {}
    try:
        plain = toml.decode(data)
        return validation.admit(kind, plain), ()
    except toml.TomlError as error:
        from devjournal.store.toml_errors import excerpt

        place = (error.line, error.column)
        shown = excerpt(data, error.line, error.column) if error.line and error.column else None
        return None, (Problem(path, error.reason, *place, shown, error.hint),)
    except validation.Rejected as error:
        from devjournal.store.toml_errors import problem_at, tell_first

        if kind == "profile" and (spared := validation.spared(plain, error.faults)):
            from devjournal.store.check import left_out

            return spared, left_out(path, data, error.faults)
        lacking = [one for one in error.faults if len(one.path) == 1 and one.reason == "is missing"]
        wrong = [one for one in error.faults if one not in lacking]
        missing = [str(one) for one in lacking]
        if len(lacking) > 1:
            missing = [f"{', '.join(validation.dotted(one.path) for one in lacking)}: are missing"]
        found = [Problem(path, reason) for reason in missing]
        told = tell_first(data, wrong, lambda one: problem_at(path, data, one.path, str(one)))
        return None, (*found, *told)


class Pending(NamedTuple):
    """The files of a commit under way by path, the commit, and what is wrong with its log."""

    writes: Mapping[str, Write]
    problem: Problem | None = None
    step: Step | None = None

    def of(self, kind: str) -> dict[str, Write]:
        """Return the writes of one kind, by the file's name."""
        parted = ((path.rpartition("/"), write) for path, write in self.writes.items())
        return {name: write for (at, _, name), write in parted if at == KINDS[kind].folder}


def look(root: Path) -> Pending:
    """Return what is pending in a journal; of a damaged log only that it is damaged."""
    try:
        os.lstat(root / LOG)
    except (FileNotFoundError, NotADirectoryError):
        return Pending({})
    except OSError:
        pass  # what it is that keeps the log from being read is told below
    from devjournal.store.history import Damaged, pending  # only where there is a log

    try:
        step = pending(root)
    except Damaged as error:
        reason = f"{error.told()}; what it was to write is not seen"
        return Pending({}, Problem(LOG, reason, hint=error.hint, level="warning"))
    return Pending({write.path: write for write in step.writes} if step else {}, None, step)
