"""Drafts: text that could not be used yet, kept outside the journal until it was.

Private (folder 0700, file 0600), whole or not at all, and removed only after what it says
was written. One that is open in an editor is held, so that nobody else offers or removes it.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import re
import sys
from typing import TYPE_CHECKING

from devjournal.errors import DiskError
from devjournal.models.ids import composed
from devjournal.store import disk
from devjournal.store.disk import FILE_MODE, disk_errors, write_new
from devjournal.store.files import Unreadable, read_regular, try_lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST_ID = 150
_DIGITS = 10
_NUMBERED = re.compile(r"-[0-9]+\.[a-z]+\Z")
_LOCK = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


def save_draft(
    folder: Path,
    name: str,
    data: bytes,
    *,
    suffix: str = ".md",
    until: contextlib.ExitStack | None = None,
) -> Path:
    """Keep `data` as a new draft, held on `until` that is closed; return where, or DiskError."""
    with disk_errors(f"can't keep a draft in {folder}"):
        disk.make_folder(folder)
        folder.chmod(disk.FOLDER_MODE)
        for number in itertools.count(1):
            path = folder / f"{name}-{number}{suffix}"
            with contextlib.suppress(FileExistsError):
                os.close(os.open(path, disk.NEW_FILE, FILE_MODE))
                break
        if until is not None:
            until.enter_context(held(path))
        try:
            _put(path, data)
        except OSError:
            path.unlink(missing_ok=True)
            raise
    return path


@contextlib.contextmanager
def held(draft: Path) -> Iterator[bool]:
    """Hold a draft; gives whether it could be had: if not, another process has it open.

    A process that dies holds nothing; without locks it can always be had. Raises DiskError.
    """
    lock = draft.with_name(f".{draft.name}.lock")
    with disk_errors(f"can't hold the draft {draft}"):
        handle = _locked(lock)
    if handle is None:
        yield False
        return
    try:
        yield True
    finally:
        # The file goes while it is ours; Windows wants it closed first.
        with contextlib.suppress(OSError):
            lock.unlink()
        os.close(handle)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                lock.unlink()


def _locked(lock: Path) -> int | None:
    """Return the open file of a lock once it is ours; None if it is another's."""
    while True:
        handle = os.open(lock, _LOCK, FILE_MODE)
        try:
            is_ours = try_lock(handle, is_to_write=True)
        except OSError:
            return handle  # no locks there
        if not is_ours:
            os.close(handle)
            return None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), lock.stat()):
                return handle
        os.close(handle)  # whoever had it has removed the file since


def rewrite_draft(path: Path, data: bytes) -> None:
    """Put `data` in the place of a draft, whole or not at all. Raises DiskError."""
    with disk_errors(f"can't write {path}"):
        _put(path, data)


def _put(path: Path, data: bytes) -> None:
    """Give a draft these bytes, by way of a file that is this draft's alone."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.unlink(missing_ok=True)
    write_new(beside, data)
    disk.put_in_place(beside, path)
    disk.sync_folder(path.parent)


def read_draft(path: Path) -> bytes:
    """Return what a draft holds; raises DiskError."""
    try:
        with disk_errors(f"can't read {path}"):
            return read_regular(path)
    except Unreadable as error:
        raise DiskError(f"{path} {error.reason}") from error


def remove_draft(path: Path) -> None:
    """Remove a draft whose text was written; one that is gone already is fine."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def drafts_called(folder: Path, start: str) -> Iterator[Path]:
    """Yield the drafts called so, the newest first; no empty one, and nothing an editor left."""
    with contextlib.suppress(OSError):
        found = [(one.stat().st_mtime_ns, one) for one in folder.iterdir() if one.is_file()]
        for _, draft in sorted(found, reverse=True):
            is_ours = composed(draft.name).startswith(start) and _NUMBERED.search(draft.name)
            if is_ours and draft.stat().st_size:
                yield draft


def folder_name(root: Path) -> str:
    """Return the name of the folder for a journal's drafts: no two journals share one."""
    return hashlib.sha256(os.fsencode(root.absolute())).hexdigest()[:_DIGITS]


def draft_name(kind: str, id_: str, before: bytes) -> str:
    """Return the name of a draft of a record's file: the record, and the bytes it began from."""
    return edit_name(kind, id_) + hashlib.sha256(before).hexdigest()[:_DIGITS]


def edit_name(kind: str, id_: str) -> str:
    """Return how the names of a record's drafts begin; a hash stands for an id that is too long."""
    encoded = os.fsencode(id_)
    name = id_ if len(encoded) <= _LONGEST_ID else hashlib.sha256(encoded).hexdigest()
    return f"edit-{kind}-{name}."


def made_for(draft: Path, kind: str, id_: str) -> bool:
    """Whether a file is a draft of a record, or of a relationship's meeting, or beside one."""
    names = [rf"{re.escape(edit_name(kind, id_))}[0-9a-f]{{{_DIGITS}}}-[0-9]+\.toml"]
    if kind == "relationship":
        names.append(rf"log-{re.escape(id_)}-[0-9]+\.md")
    return bool(re.fullmatch(rf"[.#]?(?:{'|'.join(names)})(?:[~.#].*)?", composed(draft.name)))
