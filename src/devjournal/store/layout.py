"""Where files stand in a journal, and which names in its folders are records.

Only names are looked at here; what a name stands for is found out when it is opened.
"""

from __future__ import annotations

import re

from devjournal.models.ids import check_id
from devjournal.models.registry import KINDS

SCHEMA = 1
"""The version of the files' format that this program writes."""

JOURNAL_FILE = "journal.toml"
"""The file that makes a folder a journal; it holds the profile."""

STATE_FOLDER = ".devjournal"
"""What the program keeps for itself in a journal; it ignores itself in git."""

LOG = "redo.json"
"""The redo log's name in the state folder."""

DONE = "history"
"""The folder in the state folder for the logs of what was done."""

UNDONE = "undone"
"""The folder in the state folder for the logs of what was taken back."""

DAMAGED = "damaged"
"""The folder in the state folder for logs that can't be read and were moved aside."""

_SUFFIX = ".toml"
_COPY = re.compile(
    r"""
      [ ]\([^)]*\b(?:conflicted[ ]copy|case[ ]conflict)\b[^)]*\)
    | \.sync-conflict-[^.]*
    | \.conflict-[^.]*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def path_of(kind: str, id_: str) -> str:
    """Return a record's path from the journal's folder, with `/`.

    Raises UsageError for an id that would leave its kind's folder.
    """
    check_id(id_)
    folder = KINDS[kind].folder
    return f"{folder}/{id_}{_SUFFIX}" if folder else JOURNAL_FILE


def place_of(kind: str, name: str) -> str:
    """Return the path of a file called `name` among those of a kind."""
    folder = KINDS[kind].folder
    return f"{folder}/{name}" if folder else name


def is_record_name(kind: str, name: str) -> bool:
    """Whether a name may be a record's, or a copy of one.

    Editors' backups, swap files and locks end otherwise, or begin with a dot.
    """
    if not name.endswith(_SUFFIX) or name[0] == ".":
        return False
    return kind != "profile" or fold(original_of(name) or name) == JOURNAL_FILE


def id_in(name: str) -> str:
    """Return the id that a file's name gives its record."""
    return name.removesuffix(_SUFFIX)


def original_of(name: str) -> str | None:
    """Return the name of the file that `name` is a conflict copy of; None if it is none.

    Sync tools leave such copies beside a file, and so does a commit that met a hand edit.
    """
    found = _COPY.search(name)
    return name[: found.start()] + _SUFFIX if found else None


def fold(name: str) -> str:
    """Return what two names have in common that some systems take for one file."""
    if name.isascii():
        return name.lower()
    import unicodedata

    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
