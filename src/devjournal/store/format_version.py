"""Which version of the files a journal is in: only files of our own version are written.

A newer one is read and left alone; an older one waits to be brought up (store/migrate.py).
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from devjournal.errors import BadFile, NotFound, Refused
from devjournal.store.layout import JOURNAL_FILE, SCHEMA
from devjournal.store.pending import look
from devjournal.store.read_file import Unreadable, read_file

if TYPE_CHECKING:
    from pathlib import Path


def refuse_newer(root: Path) -> None:
    """Raise Refused for a journal that only a newer version of this program may write.

    NotFound without a journal.toml, BadFile with one that doesn't say its version.
    """
    version = _version(root)
    if version > SCHEMA:
        raise Refused(
            f"this journal's files are of version {version}, and this program writes {SCHEMA}",
            hint="upgrade devjournal to change it; reading works",
        )


def refuse_known_newer(root: Path) -> None:
    """Raise Refused as `refuse_newer` does, but for a version that can't be told.

    For what mends a journal without touching a record.
    """
    with contextlib.suppress(BadFile, NotFound):
        refuse_newer(root)


def refuse_other_version(root: Path) -> None:
    """Raise Refused for a journal that is newer, as `refuse_newer` does, or older."""
    refuse_newer(root)
    version = _version(root)
    if version < SCHEMA:
        raise Refused(
            f"this journal's files are of version {version}, and this program writes {SCHEMA}",
            hint="devjournal check --fix brings them up; devjournal undo takes that back",
        )


def _version(root: Path) -> int:
    from devjournal.store.codec import TomlError, decode
    from devjournal.store.read_record import problem_at
    from devjournal.store.read_text import MOST_BYTES

    try:
        data = _finished(root, _now(root, most=MOST_BYTES))
        if data is None:
            raise NotFound("there is no journal here", hint="devjournal init makes one")
        version = decode(data).get("schema")
    except (TomlError, Unreadable) as error:
        raise BadFile(f"{JOURNAL_FILE}: {error.reason}", hint=error.hint) from error
    if type(version) is not int:  # true is an int as well
        reason = "schema: is not a whole number, so nobody knows which version wrote these files"
        raise problem_at(JOURNAL_FILE, data, ("schema",), reason).as_error()
    return version


def _now(root: Path, *, most: int) -> bytes | None:
    try:
        return read_file(root, JOURNAL_FILE, most=most)
    except FileNotFoundError:
        return None


def _finished(root: Path, now: bytes | None) -> bytes | None:
    """Return the bytes as they are once a commit under way is finished.

    One that mends the file, or brings it up, must not be kept from that by what it mends.
    """
    write = look(root).writes.get(JOURNAL_FILE)
    return write.new if write and write.old == now else now
