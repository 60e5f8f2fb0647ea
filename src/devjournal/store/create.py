"""Making a journal: the one file that makes a folder one. All other folders come with use."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from devjournal.errors import Refused, UsageError
from devjournal.store.commit import WAIT
from devjournal.store.disk import FOLDER_MODE, disk_errors, make_folder, put, sync_folder
from devjournal.store.layout import JOURNAL_FILE
from devjournal.store.lock import locked

if TYPE_CHECKING:
    from pathlib import Path

    from devjournal.models.profile import Profile

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
    from devjournal.store.plan import encode_new

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
            f"there is a journal in {root} already", hint="devjournal where says which is used"
        )
    with disk_errors(str(root)):
        is_file = root.exists() and not root.is_dir()
    if is_file:
        raise UsageError(f"{root} is no folder", hint="name a folder to make the journal in")
