"""The history: the logs of past commits, so that undo and redo are exact.

A step is one commit in words and in every file's bytes before and after. The same form is
the redo log while a commit is under way. A checksum tells a damaged one; a path in it can
only be that of a record. `.devjournal/history/` holds what was done, `.devjournal/undone/`
what was taken back and can be done again. A file's name is its number, by which they are
ordered, and the step's own name.
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from devjournal.errors import BadFile, DevjournalError, Refused, UsageError
from devjournal.models.ids import check_id
from devjournal.models.registry import FOLDERS
from devjournal.namedtuples import NamedTuple
from devjournal.store import disk, files
from devjournal.store.disk import disk_errors, put_in_place, sync_folder
from devjournal.store.files import DONE, LOG, STATE_FOLDER, UNDONE, Unreadable, links_of_state

if TYPE_CHECKING:
    from pathlib import Path


class Write(NamedTuple):
    """A file's path in the journal, with `/`; its bytes before (None: new), after (None: gone)."""

    path: str
    old: bytes | None
    new: bytes | None


ReadNow = Callable[[str], bytes | None]
"""Gives the bytes of a file as it is now, by its path; None if there is none."""

VERSION = 1
"""Version of the form of a step's file."""

_STEP_NAME = re.compile("[0-9a-f]{1,64}")

Direction = Literal["do", "undo", "redo"]


class Damaged(Exception):
    """Bytes that are no step; the message says why, `hint` what helps."""

    hint = "devjournal check --fix moves it aside and says what it held"

    def told(self) -> str:
        """Return what is wrong, in words that follow a path."""
        return f"damaged: {self}"

    def of(self, path: str) -> DevjournalError:
        """Return the error for a command that can't go on without it."""
        return BadFile(f"{path}: {self.told()}", hint=self.hint)


class Newer(Damaged):
    """A step that only a newer version of this program can read."""

    hint = "upgrade devjournal"

    def told(self) -> str:
        """Return what is wrong, in words that follow a path."""
        return f"a newer version of this program wrote it: {self}"

    def of(self, path: str) -> DevjournalError:
        """Return the error for a command that can't go on without it."""
        return Refused(f"{path}: {self.told()}", hint=self.hint)


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """One commit: its own name, the moment (ISO), what was done in words, what was written.

    An undo or a redo names in `of` the step of the history that it takes back or does again.
    """

    name: str
    at: str
    words: str
    writes: tuple[Write, ...]
    direction: Direction = "do"
    of: str = ""

    def rewound(self, direction: Literal["undo", "redo"], name: str, at: str) -> Step:
        """Return the step that takes this one back, or does it again."""
        writes = self.writes
        if direction == "undo":
            writes = tuple(Write(path, new, old) for path, old, new in reversed(writes))
        return Step(name, at, self.words, writes, direction, self.name)


def to_bytes(step: Step) -> bytes:
    """Return a step as the bytes of its file: a line with the checksum, then the body."""
    body = json.dumps(
        {
            "name": step.name,
            "at": step.at,
            "words": step.words,
            "direction": step.direction,
            "of": step.of,
            "writes": [[w.path, _packed(w.old), _packed(w.new)] for w in step.writes],
        },
        indent=1,
    ).encode()
    head = json.dumps({"version": VERSION, "sha256": hashlib.sha256(body).hexdigest()}).encode()
    return head + b"\n" + body + b"\n"


def from_bytes(data: bytes) -> Step:
    """Return the step that a file's bytes stand for; raises Damaged."""
    head, _, rest = data.partition(b"\n")
    body = rest.removesuffix(b"\n")
    try:
        header = json.loads(head)
        if header["version"] > VERSION:
            raise Newer(f"its version is {header['version']}, and {VERSION} is known")
        if header["sha256"] != hashlib.sha256(body).hexdigest():
            raise Damaged("its checksum is wrong")
        return _step(json.loads(body))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Damaged("it is cut short, or something else was written over it") from error


def _step(body: dict[str, Any]) -> Step:
    direction = body["direction"]
    if direction not in ("do", "undo", "redo"):
        raise Damaged(f"it says {direction!r} where it says which way it goes")
    if not all(_STEP_NAME.fullmatch(name) for name in (body["name"], body["of"] or "0")):
        raise Damaged("a name in it is none that this program gives")
    for path, _, _ in body["writes"]:
        if not isinstance(path, str) or not is_target(path):
            raise Damaged(f"it would write {path}, which is no record's file")
    writes = tuple(Write(path, *map(_unpacked, both)) for path, *both in body["writes"])
    if len({write.path for write in writes}) < len(writes):
        raise Damaged("it would write a file twice")
    return Step(body["name"], str(body["at"]), str(body["words"]), writes, direction, body["of"])


def is_target(path: str) -> bool:
    """Whether a path is that of a record's file: nothing else is ever written."""
    folder, _, name = path.rpartition("/")
    try:
        check_id(name.removesuffix(".toml"))
    except UsageError:
        return False
    return path == files.JOURNAL_FILE or (folder in FOLDERS and name.endswith(".toml"))


def _packed(data: bytes | None) -> Any:
    """Return bytes for JSON: as text where they are text, so that a person can read a log."""
    try:
        return None if data is None else data.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data or b"").decode("ascii")}


def _unpacked(packed: Any) -> bytes | None:
    if packed is None:
        return None
    if isinstance(packed, str):
        return packed.encode("utf-8")
    return base64.b64decode(packed["base64"], validate=True)


MOST_STEPS = 500
MOST_BYTES = 16 << 20
"""How many steps are kept, and how many bytes of them: beside these one step that is larger."""

_NAME = re.compile(r"(?:[0-9]{8}|[1-9][0-9]{8,11})-[0-9a-f]{12}\.json")


def kept(root: Path, *folders: str) -> list[Path]:
    """Return steps' files by number, of both folders if none is named; the last undone is first."""
    found: list[Path] = []
    for folder in folders or (DONE, UNDONE):
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            if {STATE_FOLDER, folder}.isdisjoint(links_of_state(root)):
                found += [one for one in (root / folder).iterdir() if _NAME.fullmatch(one.name)]
    return sorted(found, key=_number)


def foreign(root: Path) -> Iterator[str]:
    """Yield the paths of what lies among the steps and is none, whoever put it there."""
    for folder in (DONE, UNDONE):
        if {STATE_FOLDER, folder}.isdisjoint(links_of_state(root)):
            with contextlib.suppress(OSError):
                for name in sorted(one.name for one in (root / folder).iterdir()):
                    if not _NAME.fullmatch(name) and not disk.TEMPORARY.fullmatch(name):
                        yield f"{folder}/{name}"


def _number(file: Path) -> tuple[int, str]:
    number, _, rest = file.name.partition("-")
    return int(number), rest


def next_number(root: Path) -> int:
    """Return the number of the step that is done next."""
    return max((_number(file)[0] for file in kept(root)), default=0) + 1


def read_step(file: Path) -> Step:
    """Return a step; raises BadFile for one that is damaged, Refused for a newer version's."""
    try:
        step = from_bytes(files.read_regular(file))
        if step.name != file.stem.partition("-")[2]:
            raise Damaged("it bears the name of another step")
    except (OSError, Unreadable, Damaged) as error:
        why = error if isinstance(error, Damaged) else Damaged(str(error))
        raise why.of("/".join(file.parts[-3:])) from error
    return step


def refuse_links(root: Path) -> None:
    """Raise Refused if logs are kept behind a link: none is written, moved or removed there."""
    for link in links_of_state(root):
        raise Refused(f"{link} is a symlink", hint="remove the link")


def make_folders(root: Path) -> None:
    """Make the history's folders, before a commit that will need them."""
    refuse_links(root)
    for folder in (DONE, UNDONE):
        with disk_errors(folder):
            disk.make_folder(root / folder)
            disk.try_folder(root / folder)


def take_in(root: Path, step: Step, log: Path) -> None:
    """Make a finished log the newest step, or, for an undo or redo, move the step it is of.

    What was undone can't be done again once something else was done. Begun by a process
    that died and done again by another, it comes to the same. Raises DiskError.
    """
    if step.direction == "do":
        number = next_number(root)
        with disk_errors(UNDONE):
            _forget(kept(root, UNDONE))
        with disk_errors(DONE):
            put_in_place(log, root / DONE / f"{number:08}-{step.name}.json")
            sync_folder(root / DONE)
    else:
        came, goes = _way(step)
        with disk_errors(f"{came} to {goes}"):
            for file in kept(root, came):
                if file.stem.partition("-")[2] == step.of:
                    put_in_place(file, root / goes / file.name)
            sync_folder(root / goes)
            sync_folder(root / came)
        with disk_errors(LOG):
            disk.remove(log)
    with disk_errors(STATE_FOLDER):
        sync_folder(root / STATE_FOLDER)
    with contextlib.suppress(OSError):  # it is done, and the next step forgets as much
        _forget(_too_many(kept(root, DONE)))


def _way(step: Step) -> tuple[str, str]:
    """Return the folder from which the step that is undone or redone moves, and that to which."""
    return (DONE, UNDONE) if step.direction == "undo" else (UNDONE, DONE)


def _too_many(steps: list[Path]) -> list[Path]:
    """Return the steps that are more than is kept, oldest first; the newest is none of them.

    A step that is larger than the whole bound is not counted in it, so that it costs no step
    before it. One such is kept; a second one ends the history before itself, as undo goes back
    step by step and passes over none.
    """
    left, larger = MOST_BYTES, 0
    for place, file in enumerate(reversed(steps)):
        size = file.stat().st_size
        if size > MOST_BYTES:
            larger += 1
        else:
            left -= size
        if place and (place >= MOST_STEPS or left < 0 or larger > 1):
            return steps[: len(steps) - place]
    return []


def _forget(steps: list[Path]) -> None:
    """Remove steps of one folder, in their order, so that none is left behind a gap."""
    for file in steps:
        disk.remove(file)
    for file in steps[:1]:
        sync_folder(file.parent)


class Past(NamedTuple):
    """What to undo, newest first; what to redo, in that order; which steps can't be read."""

    done: tuple[Step, ...]
    undone: tuple[Step, ...]
    damaged: tuple[DevjournalError, ...]


def past_of(root: Path, limit: int) -> Past:
    """Return at most `limit` steps done and as many undone."""
    return files.read_still(root.absolute(), lambda: _past_now(root, limit))


def _past_now(root: Path, limit: int) -> Past:
    damaged: list[DevjournalError] = []
    steps: dict[str, list[Step]] = {}
    for folder, way in ((DONE, -1), (UNDONE, 1)):
        steps[folder] = []
        for one in kept(root, folder)[::way][:limit]:
            try:
                steps[folder].append(read_step(one))
            except (BadFile, Refused) as error:
                # Whoever writes may have moved it meanwhile, or forgotten it.
                if not isinstance(error.__cause__, FileNotFoundError):
                    damaged.append(error)
    try:
        step = pending(root)
    except Damaged as error:
        damaged.append(error.of(LOG))
        step = None
    if step and step.direction == "do":
        steps = {DONE: [step, *steps[DONE]], UNDONE: []}
    elif step:
        came, goes = _way(step)
        moved = [one for one in steps[came] if one.name == step.of]
        steps[came] = [one for one in steps[came] if one.name != step.of]
        steps[goes] = [*moved, *steps[goes]]
    return Past(tuple(steps[DONE][:limit]), tuple(steps[UNDONE][:limit]), tuple(damaged))


def pending(root: Path) -> Step | None:
    """Return the commit that a process left under way, or None; Damaged if it can't be read."""
    if STATE_FOLDER in links_of_state(root):
        return None
    try:
        data = files.read_regular(root / LOG)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, Unreadable) as error:
        raise Damaged(f"it can't be read: {files.why(error)}") from error
    return from_bytes(data)
