"""A step: one commit as it is kept, in words and in every file's bytes before and after.

The same form is the redo log while a commit is under way and the history afterwards. A
checksum tells a damaged one; a path in it can only be that of a record.
"""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from typing import Any, Literal

from devjournal.errors import UsageError
from devjournal.models.ids import check_id
from devjournal.models.registry import FOLDERS
from devjournal.store.layout import JOURNAL_FILE
from devjournal.store.write import Write

VERSION = 1
"""Version of the form of a step's file."""

LARGEST = 1 << 28
"""Bytes of the largest step that is written, or read."""

_NAME = re.compile("[0-9a-f]{1,64}")

Direction = Literal["do", "undo", "redo"]


class Damaged(Exception):
    """Bytes that are no step; the message says why, `hint` what helps."""

    hint = "devjournal check --fix moves it aside and says what it held"


class Newer(Damaged):
    """A step that only a newer version of this program can read."""

    hint = "upgrade devjournal"


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
        told = json.loads(head)
        if told["version"] > VERSION:
            raise Newer(f"its version is {told['version']}, and {VERSION} is known")
        if told["sha256"] != hashlib.sha256(body).hexdigest():
            raise Damaged("its checksum is wrong")
        return _step(json.loads(body))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Damaged("it is cut short, or something else was written over it") from error


def reversed_step(step: Step, name: str, at: str) -> Step:
    """Return the step that takes another one back."""
    writes = tuple(Write(w.path, w.new, w.old) for w in reversed(step.writes))
    return Step(name, at, step.words, writes, "undo", step.name)


def repeated_step(step: Step, name: str, at: str) -> Step:
    """Return the step that does again what was taken back."""
    return Step(name, at, step.words, step.writes, "redo", step.name)


def _step(body: dict[str, Any]) -> Step:
    direction = body["direction"]
    if direction not in ("do", "undo", "redo"):
        raise Damaged(f"it says {direction!r} where it says which way it goes")
    if not all(_NAME.fullmatch(name) for name in (body["name"], body["of"] or "0")):
        raise Damaged("a name in it is none that this program gives")
    writes = tuple(_write(*packed) for packed in body["writes"])
    if len({write.path for write in writes}) < len(writes):
        raise Damaged("it would write a file twice")
    return Step(body["name"], str(body["at"]), str(body["words"]), writes, direction, body["of"])


def _write(path: Any, old: Any, new: Any) -> Write:
    if not isinstance(path, str) or not is_target(path):
        raise Damaged(f"it would write {path}, which is no record's file")
    return Write(path, _unpacked(old), _unpacked(new))


def is_target(path: str) -> bool:
    """Whether a path is that of a record's file: nothing else is ever written."""
    if path == JOURNAL_FILE:
        return True
    folder, slash, name = path.partition("/")
    try:
        check_id(name.removesuffix(".toml"))
    except UsageError:
        return False
    return bool(slash) and folder in FOLDERS and name.endswith(".toml") and name != ".toml"


def _packed(data: bytes | None) -> Any:
    """Return bytes for JSON: as text where they are text, so that a person can read a log."""
    if data is None:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode("ascii")}


def _unpacked(packed: Any) -> bytes | None:
    if packed is None:
        return None
    if isinstance(packed, str):
        return packed.encode("utf-8")
    return base64.b64decode(packed["base64"], validate=True)
