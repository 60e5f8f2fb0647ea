"""What is to be written, as bytes: changes of records, an edited file, a new journal, an upgrade.

What is planned is exactly what is written: all of it is checked and read again first.
Imported only to write, as it brings pydantic_core and the TOML writers.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from devjournal.errors import BadFile, Conflict, DiskError, NotFound, Refused, UsageError
from devjournal.models import validation
from devjournal.models.ids import composed
from devjournal.models.links import refs_in
from devjournal.models.plain import to_plain
from devjournal.models.registry import KINDS
from devjournal.store import disk, files, transaction
from devjournal.store.disk import disk_errors
from devjournal.store.files import JOURNAL_FILE, SCHEMA, Unreadable, digest_of, file_of, path_of
from devjournal.store.history import ReadNow, Write
from devjournal.store.load import look, understand
from devjournal.store.root import refuse_newer
from devjournal.store.toml import EditRefused, TomlError, decode, encode
from devjournal.store.transaction import WAIT, changed_meanwhile, commit_planned

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from devjournal.journal.stored import Change, Problem
    from devjournal.models.base import Record
    from devjournal.models.profile import Profile

Plain = Mapping[str, Any]


def plan(changes: Sequence[Change], read_now: ReadNow) -> tuple[Write, ...]:
    """Return what to write; a file that would stay the same is left out.

    Raises UsageError for a record that its kind does not allow, Conflict for a file that is
    not as it was read, Refused for one that can't be changed without harm.
    """
    writes = [write for change in changes for write in _writes(change, read_now)]
    if len({write.path for write in writes}) < len(writes):
        raise Conflict("one record is changed twice in one operation; nothing was changed")
    return tuple(write for write in writes if write.old != write.new)


def require_links(root: Path, changes: Sequence[Change], linked: Iterable[tuple[str, str]]) -> None:
    """Raise Conflict for what others deleted, renamed or linked to since it was read.

    What `linked` names must be there still, and nothing may link to what is deleted or renamed
    now, but for the changes themselves.
    """
    for path in (file_of(root, *ref) for ref in linked):
        if not os.path.lexists(root / path):
            reason = f"{path} was deleted or renamed meanwhile; nothing was changed"
            raise Conflict(reason, hint="look for its new name, then do it again")
    gone = {(one.kind, one.old_id) for one in changes if one.before and one.old_id != one.id}
    gone |= {(one.kind, one.id) for one in changes if one.after is None}
    own = {file_of(root, one.kind, one.old_id) for one in changes}
    for kind in KINDS if gone else ():
        names: list[str] = []
        with contextlib.suppress(Unreadable):
            names = files.list_names(root, kind)
        for path in {files.place_of(kind, name) for name in names} - own:
            with contextlib.suppress(FileNotFoundError, Unreadable):
                data = files.read_file(root, path)
                text = composed(data.decode(errors="replace"))
                if "\\" in text or any(id_ in text for _, id_ in gone):
                    record, _ = understand(kind, path, data)
                    if record and not gone.isdisjoint(refs_in(record)):
                        raise changed_meanwhile(path)


def _writes(change: Change, read_now: ReadNow) -> Iterator[Write]:
    kind, id_, before, after = change
    path, came = path_of(kind, id_), path_of(kind, change.old_id)
    if (before is None or came != path) and read_now(path) is not None:
        reason = f"{path} is there already, and is not written over"
        raise Conflict(reason, hint="to see whether it can be read: devjournal check")
    if before is None:
        yield Write(path, None, encode_new(kind, id_, after) if after else None)
        return
    old = read_now(came)
    if old is None or digest_of(old) != before.digest:
        raise changed_meanwhile(came)

    def edited(plain: Plain) -> bytes:
        return _edited(came, old, to_plain(before.record), plain)

    new = _encoded(kind, id_, after, edited) if after else None
    if came == path:
        yield Write(path, old, new)
    else:
        yield Write(path, None, new)
        yield Write(came, old, None)


def encode_new(kind: str, id_: str, record: Record) -> bytes:
    """Return the bytes of a new file; raises UsageError naming a field that is wrong."""
    return _encoded(kind, id_, record, encode)


def _encoded(kind: str, id_: str, record: Record, encode: Callable[[Plain], bytes]) -> bytes:
    """Return bytes that, when they are read again, are the record that is meant."""
    try:
        data = encode(validation.check_out(record, kind))
    except (validation.Rejected, TypeError, ValueError) as error:
        raise UsageError(f"{kind} {id_}: {error}") from error
    found, problems = understand(kind, path_of(kind, id_), data)
    if found is None:
        raise Refused(f"{kind} {id_} could not be read again: {problems[0]}")
    if found != record:
        raise Refused(f"{kind} {id_} would not be read again as it is meant")
    return data


def _edited(path: str, data: bytes, before: Plain, after: Plain) -> bytes:
    from devjournal.store.toml_edit import edit  # with its library, not for a new file

    try:
        return edit(data, before, after)
    except EditRefused as error:
        raise Refused(f"{path}: {error}", hint="change the file by hand") from error
    except TomlError as error:
        raise error.of(path) from error


def bytes_to_edit(root: Path, kind: str, id_: str, *, at: dt.datetime) -> bytes:
    """Return the bytes of a record's file, good or bad, to be edited.

    What a crash left is finished first. Raises Refused for a file that no command may
    write, NotFound if there is none, BadFile for one that can't be read.
    """
    root = root.absolute()
    path = file_of(root, kind, id_)
    if not _is_mended(root, path):
        refuse_newer(root, or_older=True)
    finish(root, at=at)
    transaction.refuse_link(root, path)
    try:
        data = files.read_file(root, path)
    except FileNotFoundError as error:
        raise NotFound(f"there is no {path}") from error
    except Unreadable as error:
        raise error.of(path) from error
    if len(data) > files.MOST_BYTES:
        reason = f"{path}: the file is over {files.MOST_BYTES >> 20} MiB"
        raise BadFile(reason, hint="split it by hand")
    return data


def finish(root: Path, *, at: dt.datetime) -> None:
    """Carry through what a crash left, as any write does before its own."""
    if look(root).writes:
        commit_planned(root, "", lambda _: (), at=at)


def understood(kind: str, id_: str, data: bytes) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record that edited bytes stand for, or None and what is wrong with them."""
    path = path_of(kind, id_)
    record, problems = understand(kind, path, data)
    if kind == "profile" and getattr(record, "schema", SCHEMA) > SCHEMA:
        from devjournal.store.toml_errors import problem_at  # only for a mistake

        reason = f"schema: this program writes version {SCHEMA}"
        return None, (problem_at(path, data, ("schema",), reason),)
    return record if not problems else None, problems


def replace_bytes(
    root: Path, words: str, kind: str, id_: str, before: bytes, after: bytes, *, at: dt.datetime
) -> None:
    """Put edited bytes in the place of those that were read, as one commit, which may raise."""
    root = root.absolute()
    path = file_of(root, kind, id_)

    def plan(read_now: ReadNow) -> Sequence[Write]:
        if read_now(path) != before:
            raise changed_meanwhile(path)
        return (Write(path, before, after),)

    commit_planned(root, words, plan, at=at, any_version=_is_mended(root, path))
    if transaction.read_for_writing(root, path) != after:
        raise DiskError(f"{path} is not what was written", hint="look at it, and at your draft")


def replace_files(root: Path, words: str, writes: Sequence[Write], *, at: dt.datetime) -> None:
    """Put files in the place of those that were read, as one commit, which may raise.

    Of what a merge came to, each is a record's file that can be read.
    """

    def plan(read_now: ReadNow) -> Sequence[Write]:
        for write in writes:
            if read_now(write.path) != write.old:
                raise changed_meanwhile(write.path)
        return writes

    commit_planned(root.absolute(), words, plan, at=at)


def _is_mended(root: Path, path: str) -> bool:
    """Whether the file is a journal.toml that does not say its version: editing mends it."""
    try:
        if path == JOURNAL_FILE:
            refuse_newer(root, or_older=True)
    except BadFile:
        return True
    return False


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

    Raises Refused where there is a journal, UsageError for a profile that is none, DiskError.
    """
    data = HEADER + encode_new("profile", "journal", profile)
    root = root.absolute()
    refuse_second(root)
    with disk_errors(str(root)):
        disk.make_folder(root)
        if not any(root.iterdir()):
            root.chmod(disk.FOLDER_MODE)
        with contextlib.suppress(PermissionError):
            # Also of a folder that was made by an init that was killed.
            disk.sync_folder(root.parent)
    with files.locked(root, wait=wait):
        refuse_second(root)
        # Without the redo log: a journal that isn't there yet has no history to undo to.
        with disk_errors(JOURNAL_FILE):
            disk.put(root / JOURNAL_FILE, data)
            disk.sync_folder(root)


def receive_journal(root: Path, received: Mapping[str, bytes], *, wait: float = WAIT) -> None:
    """Make a journal of the files of another one, by their paths, in a folder that has none.

    Its journal.toml, which makes it one, comes last. Raises Refused for a file that is there
    and says something else.
    """
    root = root.absolute()
    with files.locked(root, wait=wait):
        refuse_second(root)
        for path, data in sorted(received.items(), key=lambda one: one[0] == JOURNAL_FILE):
            if transaction.read_for_writing(root, path) not in (None, data):
                raise Refused(f"{root / path} is there already", hint="choose an empty folder")
            with disk_errors(path):
                disk.make_folder((root / path).parent)
                disk.put(root / path, data)
                disk.sync_folder((root / path).parent)


def refuse_second(root: Path) -> None:
    """Raise Refused where there is a journal already, good or bad, UsageError where a file is."""
    if os.path.lexists(root / JOURNAL_FILE):
        hint = "to see which is used: devjournal where"
        raise Refused(f"there is a journal in {root} already", hint=hint)
    with disk_errors(str(root)):
        is_file = root.exists() and not root.is_dir()
    if is_file:
        raise UsageError(f"{root} is no folder", hint="name a folder to make the journal in")


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
    words = f"brought the journal's files to version {SCHEMA}"
    plan = functools.partial(_upgrades, root)
    return len(commit_planned(root, words, plan, at=at, wait=wait, any_version=True))


def _record_files(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the kind and the name of every record's file; a copy is none."""
    for kind in KINDS:
        names = files.list_names(root, kind)
        copies = files.copies_in(names)
        yield from ((kind, name) for name in names if name not in copies)


def _upgrades(root: Path, read_now: ReadNow) -> Iterator[Write]:
    def read(path: str) -> tuple[bytes, dict[str, Any]]:
        data = read_now(path) or b""
        try:
            return data, decode(data)
        except TomlError as error:
            raise error.of(path) from error

    steps = [STEPS[number] for number in range(read(JOURNAL_FILE)[1]["schema"], SCHEMA)]
    for kind, name in _record_files(root) if steps else ():
        path = files.place_of(kind, name)
        data, before = read(path)
        after = copy.deepcopy(before)
        for step in steps:
            after = step(kind, after)
        if kind == "profile":
            after["schema"] = SCHEMA
        new = _edited(path, data, before, after)
        if new != data:
            yield Write(path, data, new)
