"""Runs scenes in processes of their own, under strace, which may strike one of their calls.

One server has imported everything and forks for each run: a run then takes as long as what
it does.
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import io
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from tests import forked
from tests.crash.broken import BROKEN
from tests.crash.scenes import PLAYED

_ANY_TRACER = (0x59616D61, -1)
"""The arguments of prctl that let a process be traced by one that is not its parent."""

_BEFORE = 99


class Server(forked.Server):
    """The server, from the side of whoever asks it."""

    def run(
        self, scene: str, root: Path, *, strace: list[str] | None = None, broken: str = ""
    ) -> Ran:
        """Run a scene on a journal, with a store broken in a way; return how it ended."""
        return Ran(**self.ask(scene=scene, root=str(root), strace=strace, broken=broken))


@dataclasses.dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended: its status as of waitpid, what it printed, what strace saw."""

    status: int
    printed: str
    seen: str

    @property
    def code(self) -> int | None:
        """The exit code; None if a signal ended it."""
        return os.waitstatus_to_exitcode(self.status) if os.WIFEXITED(self.status) else None

    @property
    def was_killed(self) -> bool:
        """Whether SIGKILL ended it."""
        return os.WIFSIGNALED(self.status) and os.WTERMSIG(self.status) == signal.SIGKILL


def _warm_up() -> None:
    """Run all scenes once, so that what is imported on the way is imported; without a cache."""
    from devjournal.cli.run import Run

    setattr(Run, "cache_folder", None)  # noqa: B010  # in this process, for good
    with tempfile.TemporaryDirectory() as folder, _printing_to(io.StringIO()):
        for number, scene in enumerate(PLAYED.values()):
            root = Path(folder, str(number))
            scene.prepare(root)
            scene.act(root)


def _run(scene: str, root: str, strace: list[str] | None, broken: str) -> dict[str, Any]:
    seen = Path(root).with_name("seen")
    seen.unlink(missing_ok=True)
    ours, childs = socket.socketpair()
    child = os.fork()
    if not child:
        _be_struck(PLAYED[scene].act, Path(root), broken, childs)
    childs.close()
    os.waitpid(child, os.WUNTRACED)
    with _traced(child, seen, strace):
        os.kill(child, signal.SIGCONT)
        _, status = os.waitpid(child, 0)
    with ours.makefile(errors="replace") as stream:
        printed = stream.read()
    ours.close()
    told = seen.read_text(errors="replace") if strace else ""
    return {"status": status, "printed": printed, "seen": told}


def _be_struck(act: Callable[[Path], int], root: Path, broken: str, told: socket.socket) -> None:
    """Be the process that is struck: stop until strace is there, then act, then end.

    What is printed goes out by no system call that a journal is written with, so that it
    arrives whatever was struck.
    """
    printed = io.StringIO()
    code = _BEFORE
    try:
        ctypes.CDLL(None).prctl(*_ANY_TRACER, 0, 0, 0)
        if broken:
            BROKEN[broken]()
        with _printing_to(printed):
            os.kill(os.getpid(), signal.SIGSTOP)
            code = act(root)
    except BaseException as error:  # noqa: BLE001  # the process ends here
        printed.write(f"Traceback: {error!r}")
    finally:
        told.sendall(printed.getvalue().encode(errors="replace"))
        os._exit(code)


@contextlib.contextmanager
def _printing_to(stream: TextIO) -> Iterator[None]:
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        yield


@contextlib.contextmanager
def _traced(child: int, seen: Path, arguments: list[str] | None) -> Iterator[None]:
    if arguments is None:
        yield
        return
    command = ["strace", "-p", str(child), "-o", str(seen), "-y", "-e", "signal=none", *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        while "TracerPid:\t0\n" in Path("/proc", str(child), "status").read_text():
            assert process.poll() is None, process.stderr and process.stderr.read()
            time.sleep(0.001)
        yield


if __name__ == "__main__":
    _warm_up()
    forked.serve(_run)
