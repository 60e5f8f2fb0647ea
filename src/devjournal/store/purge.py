"""Forgetting a record for good: what undo, drafts and the history still hold of it.

Not undoable, as that is the point of it. What lies outside the program's reach (git, an
editor's backups, a sync tool's versions, a backup) is said, never guessed. A record is
followed through the names that it had. What leads to the rest goes last, and its own file
last of all: whatever ends a purge half way, doing it again does the rest.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import json
import os
import re
import unicodedata
from collections.abc import Iterator, Set
from pathlib import Path

from devjournal.errors import Conflict, DevjournalError, DiskError, Interrupted
from devjournal.models.ids import composed, split_letters
from devjournal.models.registry import KINDS
from devjournal.namedtuples import NamedTuple
from devjournal.store import history
from devjournal.store.disk import disk_errors, put, remove, sweep, sync_folder
from devjournal.store.drafts import held, made_for, rewrite_draft
from devjournal.store.files import (
    DAMAGED,
    DONE,
    STATE_FOLDER,
    UNDONE,
    file_of,
    id_in,
    on_disk,
    original_of,
)
from devjournal.store.root import refuse_newer
from devjournal.store.transaction import WAIT, refuse_link, writing

PURGED = "(purged)"
"""What stands in the history in place of words that named a purged record."""

_AGAIN = "it is forgotten in part, the rest is still kept: purge it again to forget that too"


@dataclasses.dataclass(frozen=True, slots=True)
class Purged:
    """How much was forgotten: the record's file, steps of the history, copies, drafts.

    A log page that cites the record counts as a draft; it loses these lines alone.
    """

    files: int
    steps: int
    copies: int
    drafts: int


class _Past(NamedTuple):
    """A step of the history, and the (composed) paths that the record's file had until then."""

    file: Path
    step: history.Step
    paths: Set[str]


def purge(root: Path, kind: str, id_: str, *, drafts: Path | None, wait: float = WAIT) -> Purged:
    """Remove a record's file and all that the program keeps of it; return how much that was.

    Steps of the history lose what they hold of the file, and their words if they name it.
    Raises what a commit raises, BadFile if a step of the history can't be read, and Conflict
    while a draft of it is open in an editor.
    """
    root = root.absolute()
    path = file_of(root, kind, id_)
    refuse_link(root, path)
    with writing(root, refuse_newer, wait), contextlib.ExitStack() as until:
        history.refuse_links(root)
        past = list(_past(root, now := composed(path)))
        paths = {now}.union(*(one.paths for one in past))
        ids = {id_in(Path(one).name) for one in paths}
        # Another record may bear a name by now that this one had before.
        absent = (one for one in paths if not (root / on_disk(root, one)).exists())
        own = {id_in(Path(one).name) for one in (now, *absent)}
        letters = {split_letters(one)[0] for one in ids} - {""} if KINDS[kind].lettered else set()
        with disk_errors(str(drafts)):
            about = [one for one in _files_in(drafts) if any(made_for(one, kind, i) for i in own)]
            pages = _pages_that_cite(drafts, ids, letters)
            for draft in (*about, *pages):
                if draft.name[0] != "." and not until.enter_context(held(draft)):
                    reason = f"{draft} is open in an editor; nothing was forgotten"
                    raise Conflict(reason, hint="close it, then again")
        with _half_done():
            with disk_errors(str(drafts)):
                left = sum(map(_remove, about)) + len(pages)
                for page, rest in pages.items():
                    if rest.strip():
                        rewrite_draft(page, rest)
                    else:
                        _remove(page)
            with disk_errors(path):
                names = {f"{one}.toml" for one in own}
                others = _files_in((root / path).parent)
                beside = [(one, original_of(composed(one.name), names)) for one in others]
                copies = [one for one, original in beside if original and id_in(original) in own]
                gone = sum(map(_remove, [*copies, *_damaged(root, paths)]))
            with disk_errors(STATE_FOLDER):
                either = "|".join(map(re.escape, ids | letters))
                named = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
                # The farthest first: whoever does it again finds the other names in the nearer.
                steps = sum(_forget(one, named) for one in reversed(past))
            with disk_errors(path):
                for folder in (Path(path).parent, STATE_FOLDER, DONE, UNDONE):
                    sweep(root / folder)  # what a crash left half written
                files = int(_remove(root / path))
        return Purged(files, steps, gone, left)


@contextlib.contextmanager
def _half_done() -> Iterator[None]:
    """Say of what ends a purge half way that doing it again does the rest."""
    try:
        yield
    except DiskError as error:
        raise DiskError(error.message, hint=_AGAIN) from error
    except KeyboardInterrupt:
        raise Interrupted("interrupted", hint=_AGAIN) from None
    except Exception as error:
        raise DevjournalError(f"{type(error).__name__}: {error}", hint=_AGAIN) from error


def _past(root: Path, path: str) -> Iterator[_Past]:
    """Yield every step, with what the file was called in it, from now back, or ahead if undone."""
    for folder, is_ahead in ((DONE, False), (UNDONE, True)):
        paths = {path}
        for file in history.kept(root, folder)[:: 1 if is_ahead else -1]:
            step = history.read_step(file)
            for old, new in _renames(step):
                came, goes = (old, new) if is_ahead else (new, old)
                if came in paths:
                    paths = {*paths, goes}
            yield _Past(file, step, paths)


def _renames(step: history.Step) -> Iterator[tuple[str, str]]:
    """Yield both paths of each file renamed: the new one is made, and the old one deleted next."""
    for made, deleted in itertools.pairwise(step.writes):
        is_pair = made.old is deleted.new is None and None not in (made.new, deleted.old)
        if is_pair and Path(made.path).parent == Path(deleted.path).parent:
            yield composed(deleted.path), composed(made.path)


def _forget(past: _Past, named: re.Pattern[str]) -> bool:
    """Take a record's file out of a step; return whether it was in it, or named."""
    file, step, paths = past
    writes = tuple(write for write in step.writes if composed(write.path) not in paths)
    if len(writes) == len(step.writes) and not named.search(composed(step.words)):
        return False
    if writes:
        put(file, history.to_bytes(dataclasses.replace(step, words=PURGED, writes=writes)))
    else:
        remove(file)
    sync_folder(file.parent)
    return True


def _damaged(root: Path, paths: Set[str]) -> Iterator[Path]:
    """Yield the quarantined logs that hold a path of the record's file, plain or as JSON has it."""
    either = {*paths, *(unicodedata.normalize("NFD", path) for path in paths)}
    forms = {os.fsencode(form) for path in either for form in (path, json.dumps(path)[1:-1])}
    said = re.compile(rb"(?<![\w./-])(?:" + b"|".join(map(re.escape, forms)) + rb")(?!\w)")
    for log in _files_in(root / DAMAGED):
        if said.search(log.read_bytes()):
            yield log


def _remove(file: Path) -> bool:
    try:
        remove(file)
    except FileNotFoundError:
        return False
    sync_folder(file.parent)
    return True


_PAGE = re.compile(r"\.?log(?:-.+)?-[0-9]+\.md(?:\.tmp)?")
_BRACED = re.compile(r"\{((?:[^{}\\]|\\.)+)\}")
_BELOW = re.compile(r"(?=[ \t\r]|\Z)(?![ \t]*[-*+][ \t]+\[)")


def _pages_that_cite(drafts: Path | None, ids: Set[str], letters: Set[str]) -> dict[Path, bytes]:
    """Return the log pages that cite a record, each with what is left without it.

    A line cites it by its id in braces, or by its letters, after which anything may stand:
    they alone say which record it is. A conclusion below such a line goes with it.
    """
    begun = tuple(f"{one}-" for one in letters)
    pages = {}
    for page in _files_in(drafts):
        if not _PAGE.fullmatch(page.name):
            continue
        lines = page.read_bytes().decode("utf-8", "surrogateescape").split("\n")
        rest: list[str] = []
        is_below = False
        for line in lines:
            braced = (re.sub(r"\\(.)", r"\1", found[1]) for found in _BRACED.finditer(line))
            cited = [*map(composed, braced)]
            cites = any(one in ids | letters or one.startswith(begun) for one in cited)
            is_below = cites or (is_below and bool(_BELOW.match(line)))
            if not is_below:
                rest.append(line)
        if rest != lines:
            pages[page] = "\n".join(rest).encode("utf-8", "surrogateescape")
    return pages


def _files_in(folder: Path | None) -> list[Path]:
    """Return the files in a folder that are no links; none if there is no such folder."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        if folder is None:
            return []
        return [one for one in sorted(folder.iterdir()) if one.is_file() and not one.is_symlink()]
    return []
