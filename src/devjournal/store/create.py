"""Making a journal: the one file that makes a folder one. All other folders come with use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from devjournal.errors import Refused, UsageError
from devjournal.store.apply import apply
from devjournal.store.commit import WAIT
from devjournal.store.disk import FOLDER_MODE, disk_errors, make_folder
from devjournal.store.layout import JOURNAL_FILE
from devjournal.store.lock import locked

if TYPE_CHECKING:
    from devjournal.records.profile import Profile

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
    from devjournal.store.plan import Write, encode_new

    data = HEADER + encode_new("profile", "journal", profile)
    root = root.absolute()
    refuse_second(root)
    with disk_errors(str(root)):
        make_folder(root)
        if not any(root.iterdir()):
            root.chmod(FOLDER_MODE)
    with locked(root, wait=wait):
        refuse_second(root)
        apply(root, (Write(JOURNAL_FILE, None, data),))


def refuse_second(root: Path) -> None:
    """Raise Refused where there is a journal already, UsageError where there is a file.

    A file of that name makes a journal, whatever is in it.
    """
    if os.path.lexists(root / JOURNAL_FILE):
        raise Refused(
            f"there is a journal in {root} already", hint="devjournal where says which is used"
        )
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is no folder", hint="name a folder to make the journal in")
