"""A journal's files as one archive, byte for byte, and an archive as a new journal.

What is in it are the records and the profile, comments and all; undo's history is not, nor is
anything else that lies in the folder. An archive may come from somebody else: a name in it that
is no record's is refused, so nothing is written anywhere else.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import tarfile
from typing import TYPE_CHECKING

from devjournal.errors import BadFile, Refused, UsageError
from devjournal.models.ids import check_id
from devjournal.models.registry import FOLDERS, KINDS
from devjournal.store import disk, files
from devjournal.store.disk import FILE_MODE, disk_errors
from devjournal.store.files import JOURNAL_FILE, MOST_BYTES, SUFFIX, Unreadable
from devjournal.store.load import look

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def pack(root: Path) -> tuple[bytes, int]:
    """Return a tar archive of a journal's files, of one state, and how many they are.

    Raises BadFile for one that can't be read: an archive without it would not be whole.
    """
    root, found = root.absolute(), dict[str, bytes]()
    with files.reading(root):
        try:
            for kind in KINDS:
                for name in files.list_names(root, kind):
                    path = files.place_of(kind, name)
                    found[path] = files.read_file(root, path)
        except (OSError, Unreadable) as error:
            raise BadFile(f"a file can't be read: {error}; nothing was written") from error
        for path, write in look(root).writes.items():  # of a commit that was interrupted
            found.pop(path, None)
            found |= {path: write.new} if write.new is not None else {}
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path, data in sorted(found.items()):
            info = tarfile.TarInfo(path)
            info.size, info.mode = len(data), FILE_MODE
            tar.addfile(info, io.BytesIO(data))
    return archive.getvalue(), len(found)


def unpack(data: bytes, root: Path) -> int:
    """Make the folder `root` the journal of an archive, whole or not at all; count its files.

    Raises Refused for a folder that has anything in it, BadFile for what is no archive of a
    journal, DiskError.
    """
    root = root.absolute()
    require_empty(root)
    found = _files_in(data)
    part = root.with_name(f".{root.name}.{os.getpid()}.part")
    with disk_errors(str(root)):
        try:
            disk.make_folder(part)
            for path, content in found.items():
                file = part / path
                disk.make_folder(file.parent)
                disk.put(file, content)
                disk.sync_folder(file.parent)
            with contextlib.suppress(FileNotFoundError):
                root.rmdir()
            part.rename(root)
            disk.sync_folder(root.parent)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return len(found)


def require_empty(root: Path) -> None:
    """Raise Refused for a folder that has anything in it, or a place where a file is."""
    with disk_errors(str(root)):
        is_free = not os.path.lexists(root) or (root.is_dir() and not any(root.iterdir()))
    if not is_free:
        hint = "name a folder that is not there yet"
        raise Refused(f"{root} is not empty; nothing was written", hint=hint)


def _files_in(data: bytes) -> Mapping[str, bytes]:
    """Return the files of an archive by their paths in a journal."""
    found: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as tar:
            for info in tar:
                content = tar.extractfile(info) if info.isreg() else None
                if content is None or info.name in found or not _is_record(info.name, info.size):
                    raise BadFile(f"{info.name} in it is no file of a journal")
                found[info.name] = content.read()
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise BadFile(f"what is in it is no archive: {error}") from error
    if JOURNAL_FILE not in found:
        raise BadFile(f"there is no {JOURNAL_FILE} in it, so it is no journal")
    return found


def _is_record(path: str, size: int) -> bool:
    folder, _, name = path.rpartition("/")
    is_here = folder in FOLDERS if folder else name.endswith(SUFFIX)
    try:
        check_id(name.removesuffix(SUFFIX))
    except UsageError:
        return False
    return is_here and name.endswith(SUFFIX) and size <= MOST_BYTES
