"""The history: the logs of past commits, so that undo and redo are exact.

`.devjournal/history/` holds what was done, `.devjournal/undone/` what was taken back and
can be done again. A file's name is its number, by which they are ordered, and the step's
own name.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, NamedTuple

from devjournal.errors import BadFile, Refused
from devjournal.store.disk import (
    disk_errors,
    make_folder,
    put_in_place,
    remove,
    sync_folder,
    try_folder,
)
from devjournal.store.layout import DONE, LOG, STATE_FOLDER, UNDONE
from devjournal.store.read_file import Unreadable, links_of_state, read_regular
from devjournal.store.step import LARGEST, Damaged, Step, from_bytes

if TYPE_CHECKING:
    from pathlib import Path

MOST_STEPS = 500
"""How many steps are kept."""

MOST_BYTES = 16 << 20
"""How many bytes of steps are kept, and beside them one step that is larger than that."""

_NAME = re.compile(r"([0-9]{1,18})-[0-9a-f]+\.json")


class Kept(NamedTuple):
    """A step's file: its number in the order of steps, where it is."""

    number: int
    file: Path

    @property
    def name(self) -> str:
        """The step's own name."""
        return self.file.stem.partition("-")[2]

    def damaged(self, why: Damaged) -> BadFile:
        """The error for a step that can't be read."""
        return BadFile(f"{'/'.join(self.file.parts[-3:])}: damaged: {why}", hint=why.hint)


def done(root: Path) -> list[Kept]:
    """Return the steps that can be undone, oldest first."""
    return _kept(root, DONE)


def undone(root: Path) -> list[Kept]:
    """Return the steps that can be done again, the one that was undone last first."""
    return _kept(root, UNDONE)


def every(root: Path) -> list[Kept]:
    """Return all steps that are kept, done and undone."""
    return sorted([*done(root), *undone(root)])


def next_number(root: Path) -> int:
    """Return the number of the step that is done next."""
    return max((kept.number for kept in every(root)), default=0) + 1


def read_step(kept: Kept) -> Step:
    """Return a step; raises BadFile for one that is damaged."""
    try:
        return from_bytes(read_regular(kept.file, most=LARGEST))
    except (OSError, Unreadable) as error:
        raise kept.damaged(Damaged(str(error))) from error
    except Damaged as error:
        raise kept.damaged(error) from error


def refuse_links(root: Path) -> None:
    """Raise Refused if logs are kept behind a link: none is written, moved or removed there."""
    for link in links_of_state(root):
        raise Refused(f"{link} is a symlink", hint="remove the link")


def make_folders(root: Path) -> None:
    """Make the history's folders, before a commit that will need them. Raises OSError."""
    refuse_links(root)
    for name in (DONE, UNDONE):
        folder = root / STATE_FOLDER / name
        with _naming(name):
            make_folder(folder)
            try_folder(folder)


def take_in(root: Path, step: Step, log: Path) -> None:
    """Make a finished log the newest step, or, for an undo or redo, move the step it is of.

    What was undone can't be done again once something else was done. Begun by a process
    that died and done again by another, it comes to the same. Raises DiskError.
    """
    state = root / STATE_FOLDER
    if step.direction == "do":
        number = next_number(root)
        with _naming(UNDONE):
            _forget(state / UNDONE, undone(root))
        with _naming(DONE):
            put_in_place(log, state / DONE / f"{number:08}-{step.name}.json")
            sync_folder(state / DONE)
    else:
        came, goes = (DONE, UNDONE) if step.direction == "undo" else (UNDONE, DONE)
        with _naming(f"{came} to {STATE_FOLDER}/{goes}"):
            for kept in _kept(root, came):
                if kept.name == step.of:
                    put_in_place(kept.file, state / goes / kept.file.name)
            sync_folder(state / goes)
            sync_folder(state / came)
        with _naming(LOG):
            remove(log)
    with disk_errors(STATE_FOLDER):
        sync_folder(state)
    with contextlib.suppress(OSError):  # it is done, and the next step forgets as much
        _forget(state / DONE, _too_many(done(root)))


def _naming(place: str) -> contextlib.AbstractContextManager[None]:
    return disk_errors(f"{STATE_FOLDER}/{place}")


def _too_many(steps: list[Kept]) -> list[Kept]:
    """Return the steps that are more than is kept, oldest first; the newest is none of them.

    A step that is larger than the whole bound is not counted in it, so that it costs no step
    before it. One such is kept; a second one ends the history before itself, as undo goes back
    step by step and passes over none.
    """
    left, larger = MOST_BYTES, 0
    for place, kept in enumerate(reversed(steps)):
        size = kept.file.stat().st_size
        if size > MOST_BYTES:
            larger += 1
        else:
            left -= size
        if place and (place >= MOST_STEPS or left < 0 or larger > 1):
            return steps[: len(steps) - place]
    return []


def _forget(folder: Path, steps: list[Kept]) -> None:
    """Remove steps from a folder, in their order, so that none is left behind a gap."""
    for kept in steps:
        remove(kept.file)
    if steps:
        sync_folder(folder)


def _kept(root: Path, folder: str) -> list[Kept]:
    place = root / STATE_FOLDER / folder
    if not {STATE_FOLDER, f"{STATE_FOLDER}/{folder}"}.isdisjoint(links_of_state(root)):
        return []
    try:
        names = [entry.name for entry in place.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = ((_NAME.fullmatch(name), name) for name in names)
    return sorted(Kept(int(match[1]), place / name) for match, name in found if match)
