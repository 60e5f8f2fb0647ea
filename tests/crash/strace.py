"""What strace saw of a run: the system calls that touched a journal; each can be struck."""

from __future__ import annotations

import collections
import re
from pathlib import Path
from typing import NamedTuple

ALL = ["-e", "trace=%file,%desc"]

_CHANGING = frozenset(
    {"flock", "fsync", "mkdir", "mkdirat", "rename", "renameat", "renameat2"}
    | {"unlink", "unlinkat", "write"}
)
_TEMPORARY = re.compile(r"-\d+-\d+\.tmp")
_LINE = re.compile(r"(\w+)\((.*)")


class Call(NamedTuple):
    """A system call: its name, the how manieth of that name it was, the paths that it is about."""

    name: str
    nth: int
    paths: tuple[str, ...]
    told: str

    @property
    def changes(self) -> bool:
        """Whether it may change what is on the disk, or make sure of it, or lock."""
        return self.name in _CHANGING or "O_CREAT" in self.told


def calls_on(root: Path, seen: str) -> list[Call]:
    """Return the calls that named the journal's folder, or a file in it."""
    found = []
    counts: collections.Counter[str] = collections.Counter()
    for line in seen.splitlines():
        match = _LINE.fullmatch(line)
        if not match:
            continue
        name = match[1]
        counts[name] += 1
        if paths := _paths(root, match[2]):
            found.append(Call(name, counts[name], paths, match[2]))
    return found


def has_hit(call: Call, root: Path, seen: str) -> bool:
    """Whether the call that was struck, of those that were seen, is the one that was meant."""
    lines = [match for line in seen.splitlines() if (match := _LINE.fullmatch(line))]
    of_its_name = [match for match in lines if match[1] == call.name]
    if len(of_its_name) < call.nth:
        return False
    return call.paths == _paths(root, of_its_name[call.nth - 1][2])


def kill(call: Call) -> list[str]:
    """Return strace's arguments to kill a process as it makes a call."""
    return ["-e", f"trace={call.name}", "-e", f"inject={call.name}:signal=KILL:when={call.nth}"]


def fail(call: Call, error: str, *, for_good: bool = False) -> list[str]:
    """Return strace's arguments to let a call fail, or it and all of its name that follow."""
    when = f"{call.nth}+" if for_good else f"{call.nth}"
    return ["-e", f"trace={call.name}", "-e", f"inject={call.name}:error={error}:when={when}"]


def _paths(root: Path, told: str) -> tuple[str, ...]:
    """Return the paths in a journal that a call names, by name or as an open file."""
    start = re.escape(str(root))
    asked = told.rpartition(" = ")[0]
    named = _TEMPORARY.sub(".tmp", asked)  # whose writer gives it another name each time
    return tuple(re.findall(rf'["<]{start}(/[^">]*|)[">]', named))
