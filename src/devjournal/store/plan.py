"""What is to be written, as bytes: changes of records, an edited file, a new journal, an upgrade.

What is planned is exactly what is written: all of it is checked and read again first.
Imported only to write, as it brings pydantic and the TOML writers.
"""

from __future__ import annotations

import contextlib
import copy
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from devjournal.errors import BadFile, Conflict, DiskError, NotFound, Refused, UsageError
from devjournal.models import validation
from devjournal.models.plain import to_plain
from devjournal.models.registry import KINDS
from devjournal.store.disk import FOLDER_MODE, disk_errors, make_folder, put, sync_folder
from devjournal.store.files import (
    JOURNAL_FILE,
    SCHEMA,
    Unreadable,
    digest_of,
    list_files,
    locked,
    original_of,
    path_of,
    place_of,
    read_file,
)
from devjournal.store.history import ReadNow, Write, changed_meanwhile
from devjournal.store.load import look
from devjournal.store.read_record import problem_at, understand
from devjournal.store.toml import MOST_BYTES, EditRefused, TomlError, decode, encode
from devjournal.store.toml_edit import edit
from devjournal.store.transaction import (
    WAIT,
    commit_planned,
    read_for_writing,
    refuse_link,
    refuse_newer,
    refuse_other_version,
)

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from devjournal.journal.stored import Change, Problem, Stored
    from devjournal.models.base import Record
    from devjournal.models.profile import Profile


def plan(changes: Sequence[Change], read_now: ReadNow) -> tuple[Write, ...]:
    """Return what to write; a file that would stay the same is left out.

    Raises UsageError for a record that its kind does not allow, Conflict for a file that is
    not as it was read, Refused for one that can't be changed without harm.
    """
    writes = [write for change in changes for write in _writes(change, read_now)]
    if len({write.path for write in writes}) < len(writes):
        raise Conflict("one record is changed twice in one operation; nothing was changed")
    return tuple(write for write in writes if write.old != write.new)


def _writes(change: Change, read_now: ReadNow) -> Iterator[Write]:
    path = path_of(change.kind, change.id)
    old = read_now(path)
    after = change.after
    if change.before is None:
        _refuse_taken(path, old)
        new = None if after is None else encode_new(change.kind, change.id, after)
        yield Write(path, None, new)
        return
    came = path_of(change.kind, change.old_id)
    if came != path:
        _refuse_taken(path, old)
        old = read_now(came)
    if old is None or digest_of(old) != change.before.digest:
        raise changed_meanwhile(came)
    new = None if after is None else _changed(change, change.before, after, came, old)
    if came == path:
        yield Write(path, old, new)
    else:
        yield Write(path, None, new)
        yield Write(came, old, None)


def _refuse_taken(path: str, now: bytes | None) -> None:
    if now is not None:
        raise Conflict(
            f"{path} is there already, and is not written over",
            hint="to see whether it can be read: devjournal check",
        )


def _changed(change: Change, before: Stored[Record], after: Record, path: str, old: bytes) -> bytes:
    with _as_usage_error(change.kind, change.id):
        plain = validation.check_out(after, change.kind)
        with _naming(path):
            data = edit(old, to_plain(before.record), plain)
    return _read_back(change.kind, change.id, after, data)


def encode_new(kind: str, id_: str, record: Record) -> bytes:
    """Return the bytes of a new file; raises UsageError naming a field that is wrong."""
    with _as_usage_error(kind, id_):
        data = encode(validation.check_out(record, kind))
    return _read_back(kind, id_, record, data)


@contextlib.contextmanager
def _as_usage_error(kind: str, id_: str) -> Iterator[None]:
    """Turn what validation or the TOML writer refuses into a UsageError."""
    try:
        yield
    except (validation.Rejected, TypeError, ValueError) as error:
        raise UsageError(f"{kind} {id_}: {error}") from error


@contextlib.contextmanager
def _naming(path: str) -> Iterator[None]:
    """Name the file that can't be read as TOML, or changed in place."""
    try:
        yield
    except EditRefused as error:
        raise Refused(f"{path}: {error}", hint="change the file by hand") from error
    except TomlError as error:
        raise BadFile(f"{path}: {error.reason}", hint=error.hint) from error


def _read_back(kind: str, id_: str, meant: Record, data: bytes) -> bytes:
    """Return bytes that, when they are read again, are the record that was meant."""
    try:
        found = validation.admit(kind, decode(data))
    except (TomlError, validation.Rejected) as error:
        raise Refused(f"{kind} {id_} could not be read again: {error}") from error
    if found != meant:
        raise Refused(f"{kind} {id_} would not be read again as it is meant")
    return data


# A file that its owner edits


def bytes_to_edit(root: Path, kind: str, id_: str, *, at: dt.datetime) -> bytes:
    """Return the bytes of a record's file, good or bad, to be edited.

    What a crash left is finished first. Raises Refused for a file that no command may
    write, NotFound if there is none, BadFile for one that can't be read.
    """
    root = root.absolute()
    path = path_of(kind, id_)
    if not _is_mended(root, path):
        refuse_other_version(root)
    if look(root).writes:
        commit_planned(root, "", lambda _: (), at=at)
    return _bytes_of(root, path)


def _bytes_of(root: Path, path: str) -> bytes:
    refuse_link(root, path)
    try:
        data = read_file(root, path, most=MOST_BYTES)
    except FileNotFoundError as error:
        raise NotFound(f"there is no {path}") from error
    except Unreadable as error:
        raise BadFile(f"{path}: {error.reason}", hint=error.hint) from error
    if len(data) > MOST_BYTES:
        raise BadFile(f"{path}: the file is over {MOST_BYTES >> 20} MiB", hint="split it by hand")
    return data


def understood(kind: str, id_: str, data: bytes) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record that edited bytes stand for, or None and what is wrong with them."""
    path = path_of(kind, id_)
    record, problems = understand(kind, path, data)
    if kind == "profile" and getattr(record, "schema", SCHEMA) > SCHEMA:
        reason = f"schema: this program writes version {SCHEMA}"
        return None, (problem_at(path, data, ("schema",), reason),)
    return record, problems


def replace_bytes(
    root: Path, words: str, kind: str, id_: str, before: bytes, after: bytes, *, at: dt.datetime
) -> None:
    """Put edited bytes in the place of those that were read, as one commit.

    Raises Conflict if the file was changed meanwhile, and what a commit raises.
    """
    root = root.absolute()
    path = path_of(kind, id_)

    def plan(read_now: ReadNow) -> Sequence[Write]:
        if read_now(path) != before:
            raise changed_meanwhile(path)
        return (Write(path, before, after),)

    commit_planned(root, words, plan, at=at, any_version=_is_mended(root, path))
    if read_for_writing(root, path) != after:
        raise DiskError(f"{path} is not what was written", hint="look at it, and at your draft")


def _is_mended(root: Path, path: str) -> bool:
    """Whether the file is a journal.toml that does not say its version: editing mends it."""
    if path != JOURNAL_FILE:
        return False
    try:
        refuse_other_version(root)
    except BadFile:
        return True
    return False


# A new journal


HEADER = b"""\
# Whose journal this is, where they want to go, and the journal's own settings.
# Each folder beside this file holds one kind of record, each record is a file in it,
# and a file's name is the record's id. Edit them as you like: what you add and how you
# write it is kept. `devjournal check` finds mistakes, `devjournal schema profile` says
# what may stand here.

"""
"""What a new journal.toml says to somebody who opens it."""


def create_journal(root: Path, profile: Profile, *, wait: float = WAIT) -> None:
    """Make the folder `root` a journal, with its profile; both are only the owner's to read.

    Raises Refused where there is a journal already, UsageError for a profile that is none,
    DiskError.
    """
    data = HEADER + encode_new("profile", "journal", profile)
    root = root.absolute()
    refuse_second(root)
    with disk_errors(str(root)):
        make_folder(root)
        if not any(root.iterdir()):
            root.chmod(FOLDER_MODE)
        with contextlib.suppress(PermissionError):
            sync_folder(root.parent)  # also of a folder that was made by an init that was killed
    with locked(root, wait=wait):
        refuse_second(root)
        # Without the redo log: a journal that isn't there yet has no history to undo to.
        with disk_errors(JOURNAL_FILE):
            put(root / JOURNAL_FILE, data)
            sync_folder(root)


def refuse_second(root: Path) -> None:
    """Raise Refused where there is a journal already, UsageError where there is a file.

    A file of that name makes a journal, whatever is in it.
    """
    if os.path.lexists(root / JOURNAL_FILE):
        raise Refused(
            f"there is a journal in {root} already", hint="to see which is used: devjournal where"
        )
    with disk_errors(str(root)):
        is_file = root.exists() and not root.is_dir()
    if is_file:
        raise UsageError(f"{root} is no folder", hint="name a folder to make the journal in")


# An upgrade


MigrationStep = Callable[[str, dict[str, Any]], dict[str, Any]]
"""From a kind and the plain data of one of its files to that data in the next version."""

STEPS: Mapping[int, MigrationStep] = {}
"""Each step by the version that it leaves; version 1 is the only one there has been."""


def migrate(root: Path, *, at: dt.datetime, wait: float = WAIT) -> int:
    """Bring every file of a journal to this program's version; return how many it took.

    A journal of that version stays as it is. Raises Refused for a newer one and for a file
    that can't be changed, BadFile for one that can't be read; then nothing has changed.
    """
    refuse_newer(root)
    written: list[Write] = []

    def plan(read_now: ReadNow) -> list[Write]:
        written[:] = _upgrades(root, read_now)
        return written

    words = f"brought the journal's files to version {SCHEMA}"
    commit_planned(root, words, plan, at=at, wait=wait, any_version=True)
    return len(written)


def _upgrades(root: Path, read_now: ReadNow) -> Iterator[Write]:
    version = _read(JOURNAL_FILE, read_now)[1]["schema"]
    steps = [STEPS[number] for number in range(version, SCHEMA)]
    for kind, path in _record_files(root) if steps else ():
        data, before = _read(path, read_now)
        after = copy.deepcopy(before)
        for step in steps:
            after = step(kind, after)
        if kind == "profile":
            after["schema"] = SCHEMA
        with _naming(path):
            new = edit(data, before, after)
        if new != data:
            yield Write(path, data, new)


def _record_files(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the kind and path of every record's file; a conflict copy is none."""
    for kind in KINDS:
        for entry in list_files(root, kind):
            if not original_of(entry.name):
                yield kind, place_of(kind, entry.name)


def _read(path: str, read_now: ReadNow) -> tuple[bytes, dict[str, Any]]:
    data = read_now(path) or b""
    with _naming(path):
        return data, decode(data)
