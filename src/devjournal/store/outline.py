"""Where each key and value of a TOML text stands, which no parser of ours tells.

It is asked only when something is wrong, for a text that tomli has read or nearly so; of
what it can't follow it gives the part before.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from typing import NoReturn

import tomli

from devjournal.store.toml_tokens import Token, tokens

Path = tuple[str | int, ...]
"""Keys and 0-based places in lists, from the top of a file."""

_KEY_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DEEPEST = 100


@dataclass(slots=True)
class Outline:
    """`places`: the offset of each value, or of the header or first key that makes a table.

    `again`: a key or header that stands a second time, with both offsets, the first one first.
    """

    places: dict[Path, int] = field(default_factory=dict)
    again: list[tuple[Path, int, int]] = field(default_factory=list)


def outline(text: str) -> Outline:
    """Follow the keys of `text`; where it is no TOML any more, stop."""
    reader = _Reader(text)
    with contextlib.suppress(_LostError):
        reader.read()
    return reader.found


class _LostError(Exception):
    """The text is not TOML from here on."""


class _Reader:
    """One walk over the words of a text, from statement to statement."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Outline()
        self.words = [word for word in tokens(text) if word.kind not in ("blank", "comment")]
        self.words.append(Token("end", len(text), len(text)))
        self.at = 0
        self.lengths: dict[Path, int] = {}
        self.headed: set[Path] = set()

    def read(self) -> None:
        here: Path = ()
        while self.words[self.at].kind != "end":
            if self.words[self.at].kind == "newline":
                self.at += 1
            elif self.sees("["):
                here = self.header()
            else:
                self.pair(here, 0)

    def sees(self, mark: str) -> bool:
        word = self.words[self.at]
        return word.kind == "mark" and self.text[word.start] == mark

    def closes(self, mark: str) -> bool:
        """Skip newlines, which mean nothing in a list; then see whether `mark` ends it."""
        while self.words[self.at].kind == "newline":
            self.at += 1
        return self.sees(mark)

    def lost(self) -> NoReturn:
        raise _LostError

    def key_until(self, mark: str) -> list[tuple[str, int]]:
        """Read a dotted key up to `mark`: its parts, and where each stands."""
        start = self.words[self.at].start
        while not self.sees(mark):
            if self.words[self.at].kind not in ("bare", "text"):
                self.lost()
            self.at += 1
        end = self.words[self.at].start
        self.at += 1
        found = _KEY_PART.finditer(self.text, start, end)
        parts = [(_plain_key(part.group()), part.start()) for part in found]
        if not parts:
            self.lost()
        return parts

    def header(self) -> Path:
        start = self.words[self.at].start
        self.at += 1
        many = self.sees("[")
        self.at += many
        *above, (name, _) = self.key_until("]")
        if many and not self.sees("]"):
            self.lost()
        self.at += many
        path: Path = ()
        for part, _ in above:
            path = self.inside((*path, part))
            self.found.places.setdefault(path, start)
        path = (*path, name)
        if many:
            self.found.places.setdefault(path, start)
            self.lengths[path] = self.lengths.get(path, 0) + 1
            path = self.inside(path)
        elif path in self.headed:
            self.found.again.append((path, self.found.places[path], start))
        self.headed.add(path)
        self.found.places[path] = start
        return path

    def inside(self, path: Path) -> Path:
        """Give the newest element where `path` is an array of tables."""
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def pair(self, here: Path, depth: int) -> None:
        *above, (name, name_at) = self.key_until("=")
        for part, part_at in above:
            here = (*here, part)
            self.found.places.setdefault(here, part_at)
        path = (*here, name)
        if path in self.found.places:
            self.found.again.append((path, self.found.places[path], name_at))
        self.value(path, depth)

    def value(self, path: Path, depth: int) -> None:
        self.found.places.setdefault(path, self.words[self.at].start)
        if depth > _DEEPEST:
            self.lost()
        if self.sees("["):
            self.array(path, depth)
        elif self.sees("{"):
            self.inline_table(path, depth)
        elif self.words[self.at].kind == "text":
            self.at += 1
        elif self.words[self.at].kind == "bare":
            while self.words[self.at].kind == "bare":
                self.at += 1
        else:
            self.lost()

    def array(self, path: Path, depth: int) -> None:
        self.at += 1
        index = 0
        while not self.closes("]"):
            if self.sees(","):
                self.at += 1
            else:
                self.value((*path, index), depth + 1)
                index += 1
        self.at += 1

    def inline_table(self, path: Path, depth: int) -> None:
        self.at += 1
        while not self.closes("}"):
            if self.sees(","):
                self.at += 1
            else:
                self.pair(path, depth + 1)
        self.at += 1


def _plain_key(part: str) -> str:
    if part[0] not in "\"'":
        return part
    try:
        return next(iter(tomli.loads(f"{part} = 0")))
    except tomli.TOMLDecodeError as error:
        raise _LostError from error
