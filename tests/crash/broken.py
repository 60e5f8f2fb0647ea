"""Stores that are broken on purpose, to see that the tests which strike a store notice it."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from devjournal.store import disk, files, history, load, plan, transaction

Breaks = Callable[[], object]

_LOG = Path(".devjournal", "redo.json")
_READING = load._Reading  # noqa: SLF001  # its methods are public nowhere


_whole: list[tuple[object, str, object]] = []
"""What was replaced."""


@contextlib.contextmanager
def breaking(name: str) -> Iterator[None]:
    """Break the store in this process for a while."""
    try:
        BROKEN[name]()
        yield
    finally:
        while _whole:
            setattr(*_whole.pop())


def _replace(owner: object, **names: Any) -> object:
    for name, value in names.items():
        _whole.append((owner, name, getattr(owner, name)))
        setattr(owner, name, value)
    return owner


def _nothing(*_: Any, **__: Any) -> None:
    """Do nothing."""


def _write_in_place() -> None:
    def put(file: Path, data: bytes) -> None:
        file.write_bytes(data)
        with file.open("rb") as stream:
            os.fsync(stream.fileno())

    _replace(transaction, put=put, put_in_place=lambda new, file: put(file, new.read_bytes()))


def _log_after_the_files() -> None:
    write, take_in = transaction._write_log, history.take_in  # noqa: SLF001  # put elsewhere below
    held: list[tuple[Path, bytes]] = []

    def write_first(root: Path, step: Any, log: Path) -> None:
        for root_and_data in held:
            write(*root_and_data)
        held.clear()
        take_in(root, step, log)

    _replace(transaction, _write_log=lambda *root_and_data: held.append(root_and_data))
    _replace(history, take_in=write_first)


def _log_gone_before_the_files() -> None:
    through, take_in = transaction._carry_through, history.take_in  # noqa: SLF001  # called below

    def take_in_first(root: Path, step: Any, *more: Any) -> Any:
        take_in(root, step, root / _LOG)
        return through(root, step, *more)

    _replace(transaction, _carry_through=take_in_first)
    _replace(history, take_in=_nothing)


def _log_gone_before_its_step_moves() -> None:
    take_in = history.take_in

    def rename_first(root: Path, step: Any, log: Path) -> None:
        spare = log.with_name("spare")
        log.replace(spare)
        take_in(root, step, spare)

    _replace(history, take_in=rename_first)


def _skip_sync_of(is_meant: Callable[[str], bool]) -> Breaks:
    """Return what leaves out the sync of files and folders that are meant."""

    def breaks() -> None:
        fsync = os.fsync

        def some(handle: int) -> None:
            if not is_meant(str(Path(f"/proc/self/fd/{handle}").readlink())):
                fsync(handle)

        _replace(os, fsync=some)

    return breaks


def _is_file(path: str) -> bool:
    return Path(path).is_file()


def _holds(name: str) -> Callable[[str], bool]:
    return lambda path: Path(path, name).exists()


def _is_folder_of_records(path: str) -> bool:
    is_in_a_journal = Path(path).parent.joinpath("journal.toml").exists()
    return is_in_a_journal and Path(path).is_dir() and Path(path).name != ".devjournal"


def _failures_not_told() -> None:
    def somehow(really: Callable[..., None]) -> Callable[..., None]:
        def do(*arguments: Any) -> None:
            with contextlib.suppress(OSError):
                really(*arguments)

        return do

    _replace(transaction, put=somehow(disk.put), put_in_place=somehow(disk.put_in_place))


class _Alike:
    """A hash that is that of every file."""

    __hash__ = None  # type: ignore[assignment]  # nobody looks it up

    def __eq__(self, _: object) -> bool:
        """All are."""
        return True


def _reads_without_lock() -> None:
    """Let reads take no lock, and last until others come between."""
    really = _READING._read  # noqa: SLF001  # called below

    def slow(*arguments: Any) -> Any:
        time.sleep(0.005)
        return really(*arguments)

    _replace(files, take_read_lock=_nothing)
    _replace(_READING, _read=slow)


def _history_without_lock() -> None:
    """Let a look at the history see its steps, and then the log of the step after the next."""
    really, look = history.pending, history._past_now  # noqa: SLF001  # called below

    def after_one_more(root: Path) -> Any:
        before, until = len(history.kept(root, files.DONE)), time.monotonic() + 1
        while time.monotonic() < until:
            if len(history.kept(root, files.DONE)) > before and (root / _LOG).exists():
                break
            time.sleep(0.001)
        return really(root)

    def look_in_parts(root: Path, limit: int) -> Any:
        with mock.patch.object(history, "pending", after_one_more):
            return look(root, limit)

    _replace(files, take_read_lock=_nothing)
    _replace(history, _past_now=look_in_parts)


def _edits_written_over() -> None:
    def write_over(root: Path, _: object, write: Any) -> None:
        if write.new is None:
            (root / write.path).unlink(missing_ok=True)
        else:
            (root / write.path).write_bytes(write.new)

    _replace(transaction, _keep_both=write_over)


def _undo_forgets_a_file() -> None:
    whole = history.Step.rewound

    def rewound(step: Any, direction: Any, *arguments: Any) -> Any:
        made = whole(step, direction, *arguments)
        return dataclasses.replace(made, writes=made.writes[direction == "undo" :])

    _replace(history.Step, rewound=rewound)


def _undo_forgets_that_it_was() -> None:
    take_in = history.take_in

    def forget(root: Path, step: Any, log: Path) -> None:
        if step.direction == "do":
            take_in(root, step, log)
        else:
            log.unlink()

    _replace(history, take_in=forget)


STRUCK: dict[str, Breaks] = {
    "replace without a temporary file": _write_in_place,
    "no log": lambda: [
        _replace(transaction, _write_log=_nothing),
        _replace(history, take_in=_nothing),
    ],
    "log written after the files": _log_after_the_files,
    "log removed before the files": _log_gone_before_the_files,
    "log removed before its step moves": _log_gone_before_its_step_moves,
}
"""What a kill shows."""

UNSYNCED: dict[str, Breaks] = {
    "no sync of files": _skip_sync_of(_is_file),
    "no sync of folders": _skip_sync_of(os.path.isdir),
    "no sync of new folders": _skip_sync_of(_holds("journal.toml")),
    "no sync of the log's name": _skip_sync_of(_holds("lock")),
    "no sync of the records' names": _skip_sync_of(_is_folder_of_records),
    "log written after the files": _log_after_the_files,
    "log removed before the files": _log_gone_before_the_files,
    "replace without a temporary file": _write_in_place,
}
"""What a loss of power shows."""

UNTOLD: dict[str, Breaks] = {
    "failures are swallowed": _failures_not_told,
    "a failure after the commit point is told as it comes": lambda: _replace(
        transaction, _saved=contextlib.nullcontext
    ),
    "what happened is told as if it had not": lambda: _replace(
        transaction, _FINISHES_LATER="nothing was changed"
    ),
}
"""What a disk that says no shows."""

UNGUARDED: dict[str, Breaks] = {
    "no lock": lambda: _replace(files, try_lock=lambda *_, **__: True),
    "hashes are not compared": lambda: _replace(plan, digest_of=lambda _: _Alike()),
    "reads without a lock": _reads_without_lock,
    "reads of the history without a lock": _history_without_lock,
}
"""What many at once show."""

FORGETFUL: dict[str, Breaks] = {
    "a crash is forgotten": lambda: _replace(
        transaction, _recover=lambda root: (root / _LOG).unlink(missing_ok=True)
    ),
    "log written after the files": _log_after_the_files,
    "log removed before its step moves": _log_gone_before_its_step_moves,
    "edits by hand are written over": _edits_written_over,
    "hashes are not compared": lambda: _replace(plan, digest_of=lambda _: _Alike()),
    "reads ignore the log": lambda: _replace(load, look=lambda _: load.Pending({})),
    "an undo forgets a file": _undo_forgets_a_file,
    "an undo forgets that it was": _undo_forgets_that_it_was,
    "what was undone can be redone for ever": lambda: _replace(history, _forget=_nothing),
    "a purge forgets the history": lambda: _replace(history, next_number=lambda _: 1),
    "a failure after the commit point is told as it comes": lambda: _replace(
        transaction, _saved=contextlib.nullcontext
    ),
}
"""What commands, crashes and edits in any order show."""

BROKEN: dict[str, Breaks] = {**STRUCK, **UNSYNCED, **UNTOLD, **UNGUARDED, **FORGETFUL}
