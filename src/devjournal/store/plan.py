"""From changes of records to bytes of files: pure, all of it checked, nothing touched.

What is planned is exactly what is written. Imported only to write, as it brings pydantic
and the TOML writers.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from devjournal.errors import BadFile, Conflict, Refused, UsageError
from devjournal.models import validation
from devjournal.models.plain import to_plain
from devjournal.store.codec import EditRefused, TomlError, decode, edit, encode
from devjournal.store.layout import path_of
from devjournal.store.read_record import digest_of
from devjournal.store.write import Write, changed_meanwhile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from devjournal.journal.stored import Change, Stored
    from devjournal.models.base import Record
    from devjournal.store.write import ReadNow


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
            hint="devjournal check says whether it can be read",
        )


def _changed(change: Change, before: Stored[Record], after: Record, path: str, old: bytes) -> bytes:
    with _told_by_name(change.kind, change.id):
        plain = validation.check_out(after, change.kind)
        try:
            data = edit(old, to_plain(before.record), plain)
        except EditRefused as error:
            raise Refused(f"{path}: {error}", hint="change the file by hand") from error
        except TomlError as error:
            raise BadFile(f"{path}: {error.reason}", hint=error.hint) from error
    return _read_back(change.kind, change.id, after, data)


def encode_new(kind: str, id_: str, record: Record) -> bytes:
    """Return the bytes of a new file; raises UsageError naming a field that is wrong."""
    with _told_by_name(kind, id_):
        data = encode(validation.check_out(record, kind))
    return _read_back(kind, id_, record, data)


@contextlib.contextmanager
def _told_by_name(kind: str, id_: str) -> Iterator[None]:
    """Turn what the door or the writer of files refuses into a UsageError."""
    try:
        yield
    except (validation.Rejected, TypeError, ValueError) as error:
        raise UsageError(f"{kind} {id_}: {error}") from error


def _read_back(kind: str, id_: str, meant: Record, data: bytes) -> bytes:
    """Return bytes that, when they are read again, are the record that was meant."""
    try:
        found = validation.admit(kind, decode(data))
    except (TomlError, validation.Rejected) as error:
        raise Refused(f"{kind} {id_} could not be read again: {error}") from error
    if found != meant:
        raise Refused(f"{kind} {id_} would not be read again as it is meant")
    return data
