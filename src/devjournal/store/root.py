"""Which folder is the journal, and of which version its files are."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from devjournal.errors import BadFile, NotFound, Refused
from devjournal.shell import command
from devjournal.store import files
from devjournal.store.files import JOURNAL_FILE, SCHEMA, Unreadable, read_file
from devjournal.store.load import look

VARIABLE = "DEVJOURNAL_DIR"
"""The environment variable that names the journal's folder."""


def find_root(
    start: Path | None, named: str | None, environ: Mapping[str, str], data_dir: Path | None
) -> Path:
    """Return the folder of the journal to use, as an absolute path.

    Whatever links led to it, it is one path, as caches and drafts are kept by it. In this
    order: `named` (from `--journal`), `DEVJOURNAL_DIR`, the nearest folder from
    `start` upward with a journal.toml, `data_dir`. A folder that is named outright
    is the only one looked at; `start` and `data_dir` are None where there is none. Raises
    NotFound without a journal, BadFile if that is unclear, Refused for another user's upward.
    """
    if given := named or environ.get(VARIABLE):
        return _journal_in(folder_given(start, given), "--journal" if named else VARIABLE)
    if start is None:
        raise NotFound(_GONE, hint="go to one that is there, or name the journal: --journal DIR")
    # A journal.toml makes one, good or bad.
    near = (one for one in (start, *start.parents) if os.path.lexists(one / JOURNAL_FILE))
    if found := next(near, None):
        _refuse_strangers(found)
    elif data_dir:
        found = _journal_in(data_dir, None)
    else:
        hint = "name the journal: --journal DIR, or set HOME"
        raise NotFound("there is no journal here, and no home folder is known", hint=hint)
    return Path(os.path.realpath(found))


_GONE = "the current folder is gone"


def folder_given(start: Path | None, given: str) -> Path:
    """Return the folder that was named; `~nobody` stands for itself."""
    folder = Path(given)
    with contextlib.suppress(RuntimeError):
        folder = folder.expanduser()
    if start is None and not folder.is_absolute():
        raise NotFound(f"{_GONE}, and {given} would be in it", hint="go to one that is there")
    return Path(os.path.realpath(start / folder if start else folder))


def _refuse_strangers(folder: Path) -> None:
    """Raise Refused for a journal that another user has put upward of the current folder."""
    if sys.platform != "win32" and (folder / JOURNAL_FILE).lstat().st_uid != os.geteuid():
        reason = f"the journal in {folder} is another user's"
        raise Refused(reason, hint=f"if it is meant: {command('today', '--journal', str(folder))}")


def _journal_in(folder: Path, named_by: str | None) -> Path:
    try:
        os.lstat(folder / JOURNAL_FILE)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        pass
    except OSError as error:
        raise BadFile(f"{folder / JOURNAL_FILE}: can't be read: {files.why(error)}") from error
    else:
        return folder
    where = f"in {folder}, where {named_by} points" if named_by else "here"
    to_make = "to make one there" if named_by else "to make one"
    make = command("init", str(folder)) if named_by else command("init")
    raise NotFound(f"there is no journal {where}", hint=f"{to_make}: {make}")


def refuse_newer(root: Path, *, or_older: bool = False) -> None:
    """Raise Refused for a journal that only a newer version of this program may write.

    With `or_older` also for one whose files are to be brought up first. Raises NotFound
    without a journal.toml, BadFile with one that doesn't say its version.
    """
    version = _version(root)
    if version > SCHEMA:
        hint = "upgrade devjournal to change it; reading works"
    elif version < SCHEMA and or_older:
        hint = "devjournal check --fix brings them up; devjournal undo takes that back"
    else:
        return
    reason = f"this journal's files are of version {version}, and this program writes {SCHEMA}"
    raise Refused(reason, hint=hint)


def _version(root: Path) -> int:
    from devjournal.store import toml

    data = None
    try:
        with contextlib.suppress(FileNotFoundError):
            data = read_file(root, JOURNAL_FILE)
        # As it is once a commit under way is finished: one that mends the file, or brings it
        # up, must not be kept from that by what it mends.
        write = look(root).writes.get(JOURNAL_FILE)
        if write and write.old == data:
            data = write.new
        if data is None:
            raise NotFound("there is no journal here", hint="to make one: devjournal init")
        version = toml.decode(data).get("schema")
    except Unreadable as error:
        raise error.of(JOURNAL_FILE) from error
    if type(version) is not int:  # true is an int as well
        from devjournal.store.toml_errors import problem_at

        reason = "schema: is not a whole number, so nobody knows which version wrote these files"
        raise problem_at(JOURNAL_FILE, data, ("schema",), reason).as_error()
    return version
