"""Forgetting a record for good: what undo, drafts and the history still hold of it.

Not undoable, as that is the point of it. What lies outside the program's reach (git, an
editor's backups, a sync tool's versions, a backup) is said, never guessed. A record is
followed through the names that it had. What leads to the rest goes last, and its own file
last of all: whatever ends a purge half way, doing it again does the rest.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import itertools
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path
from typing import NamedTuple

from devjournal.errors import Conflict, DiskError, Interrupted
from devjournal.models.ids import split_letters
from devjournal.models.registry import KINDS
from devjournal.store import history
from devjournal.store.disk import disk_errors, put, remove, sweep, sync_folder
from devjournal.store.drafts import held, made_for, rewrite_draft
from devjournal.store.files import (
    DAMAGED,
    DONE,
    STATE_FOLDER,
    UNDONE,
    id_in,
    locked,
    original_of,
    path_of,
)
from devjournal.store.history import Step, to_bytes
from devjournal.store.redo_log import recover
from devjournal.store.transaction import WAIT, read_for_writing, refuse_link, refuse_newer

PURGED = "(purged)"
"""What stands in the history in place of words that named a purged record."""

_AGAIN = "it is forgotten in part, the rest is still kept: purge it again to forget that too"

Names = Callable[[str], bool]
"""Says whether a text names the record."""


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
    """A step of the history, and the paths that the record's file had until then."""

    kept: history.Kept
    step: Step
    paths: Set[str]


def purge(root: Path, kind: str, id_: str, *, drafts: Path, wait: float = WAIT) -> Purged:
    """Remove a record's file and all that the program keeps of it; return how much that was.

    Steps of the history lose what they hold of the file, and their words if they name it.
    Raises what a commit raises, BadFile if a step of the history can't be read, and Conflict
    while a draft of it is open in an editor.
    """
    root = root.absolute()
    refuse_newer(root)
    path = path_of(kind, id_)
    refuse_link(root, path)
    with locked(root, wait=wait), contextlib.ExitStack() as until:
        history.refuse_links(root)
        recover(root, functools.partial(read_for_writing, root))
        refuse_newer(root)  # whoever had the lock may have brought newer files
        past = list(_past(root, path))
        paths = {path}.union(*(one.paths for one in past))
        ids = {id_in(Path(one).name) for one in paths}
        # Another record may bear a name by now that this one had before.
        own = {id_in(Path(one).name) for one in paths if one == path or not (root / one).exists()}
        with disk_errors(str(drafts)):
            about = drafts_of(drafts, kind, own)
            pages = pages_that_cite(drafts, citing(ids, _letters(kind, ids)))
            hold((*about, *pages), until)
        with _half_done():
            with disk_errors(str(drafts)):
                left = sum(map(_remove, about)) + len(pages)
                for page, rest in pages.items():
                    _cut(page, rest)
            with disk_errors(path):
                copies = [copy for one in own for copy in _copies(root, path_of(kind, one))]
                gone = sum(map(_remove, [*copies, *_damaged(root, paths)]))
            with disk_errors(STATE_FOLDER):
                # The farthest first: whoever does it again finds the other names in the nearer.
                steps = sum(_forget(one, _names(kind, ids)) for one in reversed(past))
            with disk_errors(path):
                _sweep(root, path)
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


def _past(root: Path, path: str) -> Iterator[_Past]:
    """Yield every step, with what the file at `path` was called in it, from now on back.

    What was undone is, from now on, ahead.
    """
    for steps, is_ahead in ((history.done(root)[::-1], False), (history.undone(root), True)):
        paths = {path}
        for kept in steps:
            step = history.read_step(kept)
            for old, new in _renames(step):
                came, goes = (old, new) if is_ahead else (new, old)
                if came in paths:
                    paths = {*paths, goes}
            yield _Past(kept, step, paths)


def _renames(step: Step) -> Iterator[tuple[str, str]]:
    """Yield the old and the new path of each file that a step renamed.

    Such a step makes the new file, and next deletes the old one beside it.
    """
    for made, deleted in itertools.pairwise(step.writes):
        is_pair = made.old is deleted.new is None and None not in (made.new, deleted.old)
        if is_pair and Path(made.path).parent == Path(deleted.path).parent:
            yield deleted.path, made.path


def _names(kind: str, ids: Set[str]) -> Names:
    """Return what says whether a text names a record: by a whole id, or by its letters."""
    either = "|".join(map(re.escape, {*ids, *_letters(kind, ids)}))
    name = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
    return lambda text: bool(name.search(text))


def _letters(kind: str, ids: Set[str]) -> set[str]:
    letters = {split_letters(id_)[0] for id_ in ids} if KINDS[kind].lettered else set()
    return letters - {""}


def _forget(past: _Past, names: Names) -> bool:
    """Take a record's file out of a step; return whether it was in it, or named."""
    kept, step, paths = past
    writes = tuple(write for write in step.writes if write.path not in paths)
    if len(writes) == len(step.writes) and not names(step.words):
        return False
    if writes:
        put(kept.file, to_bytes(dataclasses.replace(step, words=PURGED, writes=writes)))
    else:
        remove(kept.file)
    sync_folder(kept.file.parent)
    return True


def _cut(page: Path, rest: bytes) -> None:
    """Leave of a page what does not cite the record; nothing is no draft."""
    if rest.strip():
        rewrite_draft(page, rest)
    else:
        _remove(page)


def _copies(root: Path, path: str) -> Iterator[Path]:
    """Yield the conflict copies of a file: ours, and those of sync tools."""
    file = root / path
    for other in files_in(file.parent):
        if original_of(other.name) == file.name:
            yield other


def _damaged(root: Path, paths: Set[str]) -> Iterator[Path]:
    """Yield the quarantined logs that hold a path of the record's file.

    A log has it as it is in JSON; what is half written over may have it plain.
    """
    forms = {os.fsencode(form) for path in paths for form in (path, json.dumps(path)[1:-1])}
    said = re.compile(rb"(?<![\w./-])(?:" + b"|".join(map(re.escape, forms)) + rb")(?!\w)")
    for log in files_in(root / STATE_FOLDER / DAMAGED):
        if said.search(log.read_bytes()):
            yield log


def _sweep(root: Path, path: str) -> None:
    """Remove what a crash left half written of the file, of a log or of a step."""
    state = root / STATE_FOLDER
    for folder in ((root / path).parent, state, state / DONE, state / UNDONE):
        if folder.is_dir():
            sweep(folder)


def _remove(file: Path) -> bool:
    try:
        remove(file)
    except FileNotFoundError:
        return False
    sync_folder(file.parent)
    return True


# Drafts of a record, and pages that cite it


_PAGE = re.compile(r"\.?log(?:-.+)?-[0-9]+\.md(?:\.tmp)?")
_BRACED = re.compile(r"\{((?:[^{}\\]|\\.)+)\}")
_BELOW = re.compile(r"(?=[ \t\r]|\Z)(?![ \t]*[-*+][ \t]+\[)")

Cites = Callable[[str], bool]
"""Says whether a line of a page cites the record."""


def drafts_of(drafts: Path, kind: str, ids: Set[str]) -> list[Path]:
    """Return the drafts that were made for a record, and what was left beside them."""
    return [one for one in files_in(drafts) if any(made_for(one, kind, id_) for id_ in ids)]


def pages_that_cite(drafts: Path, cites: Cites) -> dict[Path, bytes]:
    """Return the log pages that cite a record, each with what is left without it."""
    pages = {}
    for page in files_in(drafts):
        if _PAGE.fullmatch(page.name):
            text = page.read_bytes().decode("utf-8", "surrogateescape")
            rest = _without(text, cites)
            if rest != text:
                pages[page] = rest.encode("utf-8", "surrogateescape")
    return pages


def _without(page: str, cites: Cites) -> str:
    """Return a page without the lines that cite a record, and a conclusion below them."""
    rest: list[str] = []
    is_below = False
    for line in page.split("\n"):
        is_below = cites(line) or (is_below and bool(_BELOW.match(line)))
        if not is_below:
            rest.append(line)
    return "\n".join(rest)


def hold(drafts: Iterable[Path], until: contextlib.ExitStack) -> None:
    """Raise Conflict for a draft that is open in an editor: it would be written there again."""
    for draft in drafts:
        if draft.name[0] != "." and not until.enter_context(held(draft)):
            raise Conflict(
                f"{draft} is open in an editor; nothing was forgotten", hint="close it, then again"
            )


def citing(ids: Set[str], letters: Set[str]) -> Cites:
    """Return what says whether a line of a page cites a record: its id in braces, or its letters.

    After the letters anything may stand: they alone say which record it is.
    """
    begun = tuple(f"{one}-" for one in letters)
    whole = {*ids, *letters}

    def cites(line: str) -> bool:
        cited = (re.sub(r"\\(.)", r"\1", found[1]) for found in _BRACED.finditer(line))
        return any(one in whole or one.startswith(begun) for one in cited)

    return cites


def files_in(folder: Path) -> list[Path]:
    """Return the files in a folder that are no links; none if there is no such folder."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        return [one for one in sorted(folder.iterdir()) if one.is_file() and not one.is_symlink()]
    return []
