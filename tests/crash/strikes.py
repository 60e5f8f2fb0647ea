"""A process that dies, or is told no, at one of its calls that write.

Inside this process, where what stands for its death is raised; or really, in one of its own.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import os
import signal
import stat
from collections.abc import Callable, Iterator
from typing import Any, Literal
from unittest import mock

Kind = Literal["kill", "torn", "full", "stop"]
KINDS: tuple[Kind, ...] = ("kill", "torn", "full", "stop")

_CALLS = ("open", "fsync", "replace", "rename", "unlink", "mkdir", "chmod")


class Killed(BaseException):
    """The process is dead: no handler of an error runs, and nothing is written any more."""


@dataclasses.dataclass
class Strike:
    """What strikes, at which call that writes, and whether it has hit.

    `told` is a file that a process of its own makes when it is hit: it is struck really.
    """

    kind: Kind
    at: int
    told: str = ""
    has_hit: bool = False

    @property
    def is_dead(self) -> bool:
        """Whether the process it hit is dead."""
        return self.has_hit and self.kind in ("kill", "torn")

    def __call__(self, really: Callable[..., Any], *arguments: Any) -> None:
        """Count a call, and strike if it is the one."""
        if self.is_dead:
            raise Killed
        self.at -= 1
        if self.at:
            return
        self.has_hit = True
        if self.told:
            os.close(os_open(self.told, os.O_CREAT | os.O_WRONLY))
            if self.kind != "full":
                os.kill(os.getpid(), signal.SIGKILL if self.kind == "kill" else signal.SIGINT)
                return
        if self.kind == "torn" and really is os_fsync:
            _tear(arguments[0])
        if self.kind == "full":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise KeyboardInterrupt if self.kind == "stop" else Killed


os_fsync = os.fsync
os_open = os.open


def _tear(handle: int) -> None:
    """Lose the second half of a file that is being made sure of."""
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode):
        os.ftruncate(handle, found.st_size // 2)


@contextlib.contextmanager
def striking(strike: Strike | None) -> Iterator[None]:
    """Let a strike fall on what is done inside."""
    if strike is None:
        yield
        return

    def struck(really: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            if really is not os_open or arguments[1] & (os.O_WRONLY | os.O_RDWR):
                strike(really, *arguments)
            return really(*arguments, **more)

        return call

    with contextlib.ExitStack() as patches:
        for name in _CALLS:
            patches.enter_context(mock.patch.object(os, name, struck(getattr(os, name))))
        yield
