"""Striking the program at each of its calls that write: the disk is full, or it is killed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.faults.program import Program
    from tests.runner import Ran

_STRIKE = """
from tests.crash import strikes
strikes.falling = strikes.striking(strikes.Strike({strike!r}, {at}, {hit!r}))
strikes.falling.__enter__()
"""

READ_ONLY = """
import errno, os
really = os.open
def no(*_, **__):
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))
def opened(path, flags, *more, **k):
    if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        no()
    return really(path, flags, *more, **k)
os.open = opened
os.mkdir = os.replace = os.rename = os.unlink = os.chmod = no
"""


class Struck(NamedTuple):
    """A strike that hit: at which call, and what the program came to."""

    at: int
    ran: Ran


def strike_at(program: Program, strike: str, at: int, *arguments: str) -> Struck | None:
    """Run the program with a strike (full, kill or stop) at its n-th call that writes.

    Returns None for a strike that missed, as there was no such call.
    """
    hit = program.folder / "hit"
    hit.unlink(missing_ok=True)
    ran = program(*arguments, hurt=_STRIKE.format(at=at, strike=strike, hit=str(hit)))
    return Struck(at, ran) if hit.exists() else None


def strikes(program: Program, strike: str, *arguments: str, step: int = 1) -> Iterator[Struck]:
    """Strike the program at each call, or at every n-th, each time on the journal as it was."""
    before = program.folder / "before"
    shutil.copytree(program.root, before, symlinks=True)
    for at in range(1, 200, step):
        struck = strike_at(program, strike, at, *arguments)
        if not struck:
            return
        yield struck
        shutil.rmtree(program.root)
        shutil.copytree(before, program.root, symlinks=True)
    pytest.fail("there is no end of calls")


def crashed(program: Program, *arguments: str) -> Path:
    """Kill a command (or `done x`) right after its commit point; return the redo log."""
    log = program.root / ".devjournal" / "redo.json"
    for at in range(1, 100):
        assert strike_at(program, "kill", at, *(arguments or ("done", "x")))
        if log.exists():
            return log
        for draft in program.drafts:
            draft.unlink()
    pytest.fail("there is no end of calls")
