"""What was done and what was undone, as a reader sees it: nothing is locked or mended here.

A commit that a crash left under way counts as done, as it does for every other read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devjournal.errors import BadFile
from devjournal.store import history
from devjournal.store.layout import LOG, STATE_FOLDER
from devjournal.store.lock import reading
from devjournal.store.redo_log import pending
from devjournal.store.step import Damaged, Step

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Past(NamedTuple):
    """The steps that can be undone, newest first; those that can be redone, in that order.

    `damaged` says which steps are kept and can't be read.
    """

    done: tuple[Step, ...]
    undone: tuple[Step, ...]
    damaged: tuple[str, ...]


def past_of(root: Path, limit: int) -> Past:
    """Return at most `limit` steps done and as many undone."""
    damaged: list[str] = []
    with reading(root.absolute()):
        done = _read(history.done(root)[::-1][:limit], damaged)
        undone = _read(history.undone(root)[:limit], damaged)
        step = _under_way(root, damaged)
    if step is not None:
        done, undone = _with(step, done, undone)
    return Past(tuple(done[:limit]), tuple(undone[:limit]), tuple(damaged))


def _read(kept: Iterable[history.Kept], damaged: list[str]) -> list[Step]:
    steps = []
    for one in kept:
        try:
            steps.append(history.read_step(one))
        except BadFile as error:
            if isinstance(error.__cause__, FileNotFoundError):
                continue  # whoever writes has moved it meanwhile, or forgotten it
            damaged.append(error.message)
    return steps


def _under_way(root: Path, damaged: list[str]) -> Step | None:
    try:
        return pending(root)
    except Damaged as error:
        damaged.append(f"{STATE_FOLDER}/{LOG}: damaged: {error}")
        return None


def _with(step: Step, done: list[Step], undone: list[Step]) -> tuple[list[Step], list[Step]]:
    """Return both lists as they are once a step has been carried through."""
    if step.direction == "do":
        return [step, *done], []
    came, goes = (done, undone) if step.direction == "undo" else (undone, done)
    moved = [one for one in came if one.name == step.of]
    came, goes = [one for one in came if one.name != step.of], [*moved, *goes]
    return (came, goes) if step.direction == "undo" else (goes, came)
