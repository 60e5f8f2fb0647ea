"""Everything that is wrong with a journal, all at once: what `devjournal check` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.journal.stored import Problem, Ref
from devjournal.models.registry import ALL_KINDS
from devjournal.store.aside import damaged_logs
from devjournal.store.codec import TomlError, decode
from devjournal.store.doubts import Opened, doubts
from devjournal.store.layout import LOG, STATE_FOLDER, path_of
from devjournal.store.lock import reading
from devjournal.store.pending import Pending, look
from devjournal.store.permissions import permission_problems
from devjournal.store.read_file import Unreadable, read_file
from devjournal.store.read_record import digest_of
from devjournal.store.read_text import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored


def check_journal(root: Path, journal: Journal) -> tuple[Problem, ...]:
    """Return every problem and every warning, in the order of paths and lines.

    A problem keeps a file from being read. A warning is about what is read, and most
    likely not what somebody meant; files are opened once more, as records hold no lines.
    """
    root = root.absolute()
    with reading(root):
        pending = look(root)
        # A read warns of a damaged redo log and goes on; here it is a problem.
        logs = [*damaged_logs(root), *_unfinished(pending)]
        is_told = {problem.path for problem in logs}
        found = [one for one in journal.problems(ALL_KINDS) if one.path not in is_told]
        unread = frozenset(problem.path for problem in found)
        for kind in ALL_KINDS:
            for stored in journal.all(kind).values():
                if opened := _open(root, pending, stored):
                    found += doubts(journal, opened, unread)
        found += [*logs, *permission_problems(root)]
    return tuple(sorted(found, key=_place))


def check_record(root: Path, journal: Journal, kind: str, id_: str) -> tuple[Problem, ...]:
    """Return the warnings on one record."""
    stored = journal.get(Ref(kind, id_))
    opened = _open(root, look(root), stored) if stored else None
    unread = frozenset(problem.path for problem in journal.problems(ALL_KINDS))
    return tuple(sorted(doubts(journal, opened, unread), key=_place)) if opened else ()


def _unfinished(pending: Pending) -> Iterator[Problem]:
    if pending.step:
        yield Problem(
            f"{STATE_FOLDER}/{LOG}",
            f"was interrupted, is saved, and is not finished: {pending.step.words}",
            hint="the next command that writes finishes it, or says what keeps it from that",
            level="warning",
        )


def _open(root: Path, pending: Pending, stored: Stored[Any]) -> Opened | None:
    """Return a record's file, opened once more; None if it isn't as it was read.

    A commit under way counts as done, as it did when the record was read.
    """
    path = path_of(stored.kind, stored.id)
    write = pending.writes.get(path)
    data = write.new if write else None
    try:
        if data is None or digest_of(data) != stored.digest:
            data = read_file(root, path, most=MOST_BYTES)
        plain = decode(data)
    except (FileNotFoundError, TomlError, Unreadable):
        return None
    if digest_of(data) != stored.digest:
        return None
    return Opened(path, data, plain, stored, is_link=(root / path).is_symlink())


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.path, problem.line or 0, problem.column or 0, problem.reason
