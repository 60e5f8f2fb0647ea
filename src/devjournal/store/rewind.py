"""Undo and redo: a past commit taken back or done again, exactly, as a commit of its own."""

from __future__ import annotations

import difflib
import functools
from typing import TYPE_CHECKING

from devjournal.errors import Refused
from devjournal.store import history
from devjournal.store.commit import WAIT, not_done, read_for_writing, step_name, write_step
from devjournal.store.format_version import refuse_newer
from devjournal.store.lock import locked
from devjournal.store.redo_log import recover
from devjournal.store.step import Step, repeated_step, reversed_step

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from devjournal.store.history import Kept
    from devjournal.store.write import ReadNow, Write


def undo(root: Path, *, at: dt.datetime, wait: float = WAIT) -> Step:
    """Take back the newest step of the history; return it.

    Raises Refused if there is none, or, with the difference, if a file was changed since.
    """
    return _rewind(root, lambda root: history.done(root)[::-1], reversed_step, "undo", at, wait)


def redo(root: Path, *, at: dt.datetime, wait: float = WAIT) -> Step:
    """Do again the step that was taken back last; return it. Raises Refused as `undo` does."""
    return _rewind(root, history.undone, repeated_step, "redo", at, wait)


def _rewind(
    root: Path,
    candidates: Callable[[Path], Sequence[Kept]],
    made: Callable[[Step, str, str], Step],
    verb: str,
    at: dt.datetime,
    wait: float,
) -> Step:
    root = root.absolute()
    refuse_newer(root)
    read_now = functools.partial(read_for_writing, root)
    with not_done(verb), locked(root, wait=wait) as is_locked:
        recover(root, read_now)
        refuse_newer(root)  # whoever had the lock may have brought newer files
        steps = candidates(root)
        if not steps:
            raise Refused(
                f"there is nothing to {verb}", hint="devjournal history lists what was done"
            )
        step = history.read_step(steps[0])
        when = at.isoformat(timespec="microseconds")
        made_step = made(step, step_name(verb, step.name, when), when)
        _refuse_if_changed(made_step, verb, read_now)
        write_step(root, made_step, read_now, is_locked)
    return step


def _refuse_if_changed(step: Step, verb: str, read_now: ReadNow) -> None:
    changed = [write for write in step.writes if read_now(write.path) != write.old]
    if changed:
        told = "\n".join(_difference(write, read_now(write.path)) for write in changed)
        raise Refused(
            f"can't {verb} this, as files were changed by hand since: {step.words}\n{told}",
            hint="nothing was changed; what you wrote by hand is kept",
        )


def _difference(write: Write, now: bytes | None) -> str:
    """Return what was changed since, as a unified difference."""
    if now is None:
        return f"{write.path}: the file is gone"
    if write.old is None:
        return f"{write.path}: a file was made there"
    names = (f"{write.path} as it was left", f"{write.path} now")
    lines = difflib.unified_diff(_lines(write.old), _lines(now), *names, n=1, lineterm="")
    return "\n".join(lines)


def _lines(data: bytes) -> list[str]:
    """Return the lines; a carriage return is shown, as it may be the only difference."""
    return data.decode("utf-8", "backslashreplace").replace("\r", "\\r").split("\n")
