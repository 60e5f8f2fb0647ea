"""What a disk may hold once the power is gone: a model, and the operations that it is fed.

The model is harsher than any file system it stands for. Until a file is synced its bytes
are there in full, in part, as zeros or not at all; until a folder is synced each change of
a name in it happened or did not, in whatever order. Two things are taken as given: a
rename happens as a whole, between two folders too, and is sure once one of them is synced;
and what was synced stays.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

Files = Mapping[str, bytes]
Names = dict[str, "File | Folder"]

_MOST_WAYS = 256
_SAME = {"mkdirat": "mkdir", "renameat": "rename", "renameat2": "rename", "unlinkat": "unlink"}
_UNKNOWN = re.compile(
    "copy_file_range|f?truncate.*|link(at)?|pwrite.*|rmdir|sendfile|symlink.*|writev"
)
_LINE = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)(?:<.*>)?(?: .*)?")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_HANDLE = re.compile(r"(\d+)<([^>]*)>")


class File:
    """A file: whatever name it has."""

    def __init__(self, data: bytes = b"") -> None:
        """Begin with bytes that are sure."""
        self.data = data


class Folder:
    """A folder: the names in it that are sure."""

    def __init__(self) -> None:
        """Begin with none."""
        self.names: Names = {}


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """A name that is given in a folder (`to`), one that is taken (`was`), or both as one."""

    was: tuple[Folder, str] | None = None
    to: tuple[Folder, str, File | Folder] | None = None

    def is_sure_by(self, synced: File | Folder) -> bool:
        """Whether the sync of a folder makes sure of it."""
        return any(place and place[0] is synced for place in (self.was, self.to))


@dataclasses.dataclass(frozen=True, slots=True)
class Bytes:
    """Bytes that are put in a file, at a place; `cut` says that what was behind it goes."""

    file: File
    at: int
    data: bytes
    cut: bool = False

    def is_sure_by(self, synced: File | Folder) -> bool:
        """Whether the sync of a file makes sure of it."""
        return synced is self.file

    def put_in(self, old: bytes) -> bytes:
        """Return a file's bytes with these in it."""
        behind = b"" if self.cut else old[self.at + len(self.data) :]
        return old[: self.at].ljust(self.at, b"\0") + self.data + behind

    def in_part(self) -> Iterator[Bytes | None]:
        """Yield what of it may have reached the disk: all, nothing, half, zeros."""
        yield self
        yield None
        if self.data:
            yield dataclasses.replace(self, data=self.data[: len(self.data) // 2])
            yield dataclasses.replace(self, data=bytes(len(self.data)))


class Sync(NamedTuple):
    """A file or a folder is made sure of."""

    what: File | Folder


Operation = Name | Bytes | Sync
Chosen = tuple[Operation | None, ...]
Choices = list[list[Operation | None]]
Choose = Callable[[Choices], Iterator[Chosen]]
"""Yields ways to choose what became of each operation that was not made sure of."""


class Disk:
    """A disk that holds a journal, all of it sure, and what processes do to it."""

    def __init__(self, root: Path, files: Files) -> None:
        """Begin with files and folders, as `tree` tells them."""
        self._root = root
        self._top = Folder()
        self._live: Names = {"": self._top}
        self.operations: list[Operation] = []
        for path, data in files.items():
            node = Folder() if path.endswith("/") else File(data)
            self._live[path.rstrip("/")] = node
            folder, name = self._place(path.rstrip("/"))
            folder.names[name] = node

    def watch(self, seen: str) -> None:
        """Take in what strace saw of a process."""
        offsets: dict[str, int] = {}
        for line in seen.splitlines():
            match = _LINE.fullmatch(line)
            if match and int(match[3]) >= 0:
                call = _SAME.get(match[1], match[1])
                assert not (_UNKNOWN.fullmatch(call) and f"{self._root}/" in line), line
                self.operations += self._operations(call, match[2], line, offsets)

    def states_after(self, count: int, choose: Choose) -> Iterator[Files]:
        """Yield what may be there if the power goes after so many operations."""
        done = self.operations[:count]
        unsure: list[int] = []
        for place, operation in enumerate(done):
            if isinstance(operation, Sync):
                unsure = [i for i in unsure if not _is_sure(done[i], operation.what)]
            else:
                unsure.append(place)
        choices = [_choices(done[place]) for place in unsure]
        for chosen in choose(choices):
            lost = dict(zip(unsure, chosen, strict=True))
            yield self._state([lost.get(i, one) for i, one in enumerate(done)])

    def _state(self, operations: Iterable[Operation | None]) -> Files:
        """Return what is there if exactly these operations have reached the disk."""
        names = {id(node): dict(node.names) for node in self._folders()}
        data: dict[int, bytes] = {}
        for operation in operations:
            if isinstance(operation, Name):
                if operation.was:
                    names.setdefault(id(operation.was[0]), {}).pop(operation.was[1], None)
                if operation.to:
                    folder, name, node = operation.to
                    names.setdefault(id(folder), {})[name] = node
            elif isinstance(operation, Bytes):
                file = operation.file
                data[id(file)] = operation.put_in(data.get(id(file), file.data))
        return dict(_walk(self._top, "", names, data))

    def _folders(self) -> Iterator[Folder]:
        waiting = [self._top]
        while waiting:
            folder = waiting.pop()
            yield folder
            waiting += [node for node in folder.names.values() if isinstance(node, Folder)]

    def _place(self, path: str) -> tuple[Folder, str]:
        above, _, name = path.rpartition("/")
        folder = self._live[above]
        assert isinstance(folder, Folder)
        return folder, name

    def _inside(self, path: str) -> str | None:
        if path != str(self._root) and not path.startswith(f"{self._root}/"):
            return None
        return path[len(str(self._root)) + 1 :]

    def _operations(
        self, call: str, told: str, line: str, offsets: dict[str, int]
    ) -> Iterator[Operation]:
        """Yield what a system call that succeeded did to the disk."""
        strings = [_bytes(one) for one in _STRING.findall(told)]
        if call in {"write", "fsync", "lseek"}:
            handle = _HANDLE.match(told)
            path = self._inside(handle[2]) if handle else None
            if handle and path is not None:
                yield from self._on_handle(
                    call, handle[1], self._live[path], told, strings, offsets
                )
            return
        paths = [self._inside(one.decode(errors="surrogateescape")) for one in strings]
        if not paths or paths[0] is None:
            return
        if call == "openat":
            offsets[line.rpartition("= ")[2].partition("<")[0]] = 0
            yield from self._open(paths[0], told)
        elif call == "mkdir":
            yield self._give(paths[0], Folder())
        elif call == "unlink":
            del self._live[paths[0]]
            yield Name(was=self._place(paths[0]))
        elif call == "rename" and paths[1] is not None:
            node = self._live.pop(paths[0])
            self._live[paths[1]] = node
            yield Name(was=self._place(paths[0]), to=(*self._place(paths[1]), node))

    def _on_handle(
        self,
        call: str,
        handle: str,
        node: File | Folder,
        told: str,
        strings: list[bytes],
        offsets: dict[str, int],
    ) -> Iterator[Operation]:
        if call == "fsync":
            yield Sync(node)
        elif call == "lseek" and told.endswith("0, SEEK_SET"):
            offsets[handle] = 0
        elif call == "write":
            assert isinstance(node, File)
            assert "..." not in told.rpartition('"')[2], "strace has cut it short"
            yield Bytes(node, offsets[handle], strings[0])
            offsets[handle] += len(strings[0])

    def _open(self, path: str, told: str) -> Iterator[Operation]:
        if "O_CREAT" in told and path not in self._live:
            yield self._give(path, File())
        elif "O_TRUNC" in told:
            file = self._live[path]
            assert isinstance(file, File)
            yield Bytes(file, 0, b"", cut=True)

    def _give(self, path: str, node: File | Folder) -> Name:
        self._live[path] = node
        return Name(to=(*self._place(path), node))


def _is_sure(operation: Operation, synced: File | Folder) -> bool:
    return not isinstance(operation, Sync) and operation.is_sure_by(synced)


def _choices(operation: Operation) -> list[Operation | None]:
    """Return what may have become of an operation that was not made sure of."""
    return list(operation.in_part()) if isinstance(operation, Bytes) else [operation, None]


def every_way(choices: Choices) -> Iterator[Chosen]:
    """Yield every way to choose; where those are too many, some by chance."""
    if math.prod(map(len, choices)) <= _MOST_WAYS:
        yield from itertools.product(*choices)
        return
    chance = random.Random(len(choices))  # noqa: S311  # the same in every run
    for _ in range(_MOST_WAYS):
        yield tuple(chance.choice(several) for several in choices)


def one_by_one(choices: Choices) -> Iterator[Chosen]:
    """Yield all kept, all lost, and each alone lost or kept."""
    kept = tuple(several[0] for several in choices)
    lost = tuple(several[1] for several in choices)
    yield from (kept, lost)
    for place in range(len(choices)):
        yield (*kept[:place], lost[place], *kept[place + 1 :])
        yield (*lost[:place], kept[place], *lost[place + 1 :])


def _walk(
    folder: Folder, above: str, names: Mapping[int, Names], data: Mapping[int, bytes]
) -> Iterator[tuple[str, bytes]]:
    for name, node in sorted(names.get(id(folder), {}).items()):
        if isinstance(node, Folder):
            yield f"{above}{name}/", b""
            yield from _walk(node, f"{above}{name}/", names, data)
        else:
            yield f"{above}{name}", data.get(id(node), node.data)


def _bytes(told: str) -> bytes:
    """Return the bytes of a string that strace has told as one of C."""
    return told.encode("latin-1").decode("unicode_escape").encode("latin-1")
