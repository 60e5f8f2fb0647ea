"""What is wrong with a file, in words, and where in it: only imported once something is.

No parser of ours tells where a key or a value stands, so a text is cut into words here,
well-formed or not, and its keys are followed as far as that goes.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import tomli

from devjournal.store.toml import DEEPEST, Place, TomlError

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
      (?P<newline>\n)
    | (?P<blank>[ \t\r]++)
    | (?P<comment>\#[^\n]*+)
    | (?P<text>
          \"{3} (?: [^"\\]++ | \\[\s\S] | "{1,2}(?!") )*+ "{3,5}
        | '{3} (?: [^']++ | '{1,2}(?!') )*+ '{3,5}
        | " (?!"") (?: [^"\\\n]++ | \\[^\n] )*+ "
        | ' (?!'') [^'\n]*+ '
      )
    | (?P<open>\"{3} | '{3} | " | ')
    | (?P<mark>[\[\]{},=])
    | (?P<bare>[^\s\[\]{},="'\#]++)
    | (?P<odd>[\s\S])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One word: its kind (a group of the pattern above) and its place in the text."""

    kind: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Cut `text` (newlines as LF or CRLF) into words; none is left out.

    `text` is a whole string of any kind, `open` the quotes of one that never ends; dots
    belong to the `bare` word around them.
    """
    for match in _TOKEN.finditer(text):
        yield Token(match.lastgroup or "odd", match.start(), match.end())


def lines_in_strings(text: str) -> set[int]:
    """Give the 0-based numbers of lines that begin inside a string."""
    inside: set[int] = set()
    for token in tokens(text):
        if token.kind in ("text", "open"):
            first = text.count("\n", 0, token.start) + 1
            end = token.end if token.kind == "text" else len(text)
            inside.update(range(first, first + text.count("\n", token.start, end)))
    return inside


def loose_lines(text: str) -> set[int]:
    """Give the 0-based numbers of lines with nothing or only a comment, outside strings."""
    lines = [line.strip(" \t\r") for line in text.split("\n")]
    loose = {number for number, line in enumerate(lines) if not line or line[0] == "#"}
    return loose - lines_in_strings(text)


def tail_comments(text: str) -> dict[int, str]:
    """Give the comments that stand behind something, by the 0-based number of their line."""
    loose = loose_lines(text)
    found: dict[int, str] = {}
    number = 0
    for token in tokens(text):
        if token.kind == "comment" and number not in loose:
            found[number] = text[token.start : token.end].rstrip()
        number += text.count("\n", token.start, token.end)
    return found


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Give the 1-based line and column, in characters, of `offset`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def is_merge_marker(line: str) -> bool:
    """Say whether `line` is one of git's four: seven signs, then nothing or a name."""
    sign, rest = line[:7], line[7:].rstrip("\r")
    if sign == "=======":
        return not rest
    return sign in ("<<<<<<<", "|||||||", ">>>>>>>") and (not rest or rest[0] == " ")


def merge_markers(lines: list[str]) -> list[int]:
    """Return the 1-based numbers of marker lines, from each `<<<<<<<` to its `>>>>>>>`.

    A `=======` by itself is none: Markdown underlines a heading so.
    """
    found: list[int] = []
    inside = False
    for number, line in enumerate(lines, 1):
        if is_merge_marker(line) and (inside or line[0] == "<"):
            found.append(number)
            inside = line[0] != ">"
    return found


def merge_markers_inside(data: bytes) -> list[int]:
    """Return the lines of merge markers that stand inside texts, in a file that decodes.

    There they are data, and most likely a mistake (row 7 of the faults): `check` warns.
    """
    return merge_markers(data.decode(errors="replace").split("\n"))


# Where each key and value stands


_KEY_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DEEPEST = 100


@dataclass(slots=True)
class Outline:
    """`places`: the offset of each value, or of the header or first key that makes a table.

    `again`: a key or header that stands a second time, with both offsets, the first one first.
    """

    places: dict[Place, int] = field(default_factory=dict)
    again: list[tuple[Place, int, int]] = field(default_factory=list)


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
        self.lengths: dict[Place, int] = {}
        self.headed: set[Place] = set()

    def read(self) -> None:
        here: Place = ()
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

    def key_until(self, mark: str) -> list[tuple[str, int]]:
        """Read a dotted key up to `mark`: its parts, and where each stands."""
        start = self.words[self.at].start
        while not self.sees(mark):
            if self.words[self.at].kind not in ("bare", "text"):
                raise _LostError
            self.at += 1
        end = self.words[self.at].start
        self.at += 1
        found = _KEY_PART.finditer(self.text, start, end)
        parts = [(_plain_key(part.group()), part.start()) for part in found]
        if not parts:
            raise _LostError
        return parts

    def header(self) -> Place:
        start = self.words[self.at].start
        self.at += 1
        many = self.sees("[")
        self.at += many
        *above, (name, _) = self.key_until("]")
        if many and not self.sees("]"):
            raise _LostError
        self.at += many
        path: Place = ()
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

    def inside(self, path: Place) -> Place:
        """Give the newest element where `path` is an array of tables."""
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def pair(self, here: Place, depth: int) -> None:
        *above, (name, name_at) = self.key_until("=")
        for part, part_at in above:
            here = (*here, part)
            self.found.places.setdefault(here, part_at)
        path = (*here, name)
        if path in self.found.places:
            self.found.again.append((path, self.found.places[path], name_at))
        self.value(path, depth)

    def value(self, path: Place, depth: int) -> None:
        self.found.places.setdefault(path, self.words[self.at].start)
        if depth > _DEEPEST:
            raise _LostError
        if self.sees("["):
            self.items(path, depth, "]")
        elif self.sees("{"):
            self.items(path, depth, "}")
        elif self.words[self.at].kind == "text":
            self.at += 1
        elif self.words[self.at].kind == "bare":
            while self.words[self.at].kind == "bare":
                self.at += 1
        else:
            raise _LostError

    def items(self, path: Place, depth: int, close: str) -> None:
        """Read a list, or a table in braces, up to the mark that closes it."""
        self.at += 1
        index = 0
        while not self.closes(close):
            if self.sees(","):
                self.at += 1
            elif close == "}":
                self.pair(path, depth + 1)
            else:
                self.value((*path, index), depth + 1)
                index += 1
        self.at += 1


def _plain_key(part: str) -> str:
    if part[0] not in "\"'":
        return part
    try:
        return next(iter(tomli.loads(f"{part} = 0")))
    except tomli.TOMLDecodeError as error:
        raise _LostError from error


# What a parser complains of


_SINGLE_QUOTES = (
    "a backslash starts an escape in \"...\"; put the text in single quotes: 'C:\\Users'"
)
_BACKSLASH = ("Unescaped '\\' in a string", "Invalid hex value")
_UNENDED = (
    "Unterminated string",
    "Illegal character '\\n'",
    "Found invalid character '\\n'",
    "Expected \"'",
)
_REPEATED = ("Cannot overwrite a value", "Cannot declare", "Duplicate inline table key")
_NEXT_KEY = re.compile(r"""\n[ \t]*[\w."' -]+=[ \t]*("{3}|'{3})\Z""")
_MANY_DIGITS = re.compile(r"[+-]?[\d_]{600}")
_WORD = re.compile(r"[^\s#,\[\]{}\"'=]{1,60}")
_IN_WORDS = {
    "Invalid value": "no value that TOML knows",
    "Invalid hex value": "a backslash that is no escape",
    "Unescaped '\\' in a string": "a backslash that is no escape",
    "Escaped character is not": "an escape for no character",
    "Expected newline or end of document": "something follows the value",
    "Expected '=' after a key": "an = is missing after the key",
    "Expected ']": "a ] is missing after the table's name",
    "Invalid statement": "neither a key nor a [table]",
    "Invalid initial character for a key": "no key can begin like this",
    "Unclosed array": "a list is not closed here, or a comma is missing",
    "Unclosed inline table": "a table in braces is not closed here, or a comma is missing",
    "Cannot": "this key already means something else",
}


def explain(text: str, error: ValueError | RecursionError) -> TomlError:
    """Turn what tomli raised on `text` (LF newlines) into a reason, a place and a hint."""
    if isinstance(error, RecursionError):
        return _too_deep(text)
    if not isinstance(error, tomli.TOMLDecodeError):
        return _beyond_parser(text, error)
    return (
        _unresolved_merge(text, error)
        or _unended_string(text, error)
        or _repeated_key(text, error)
        or _said_by_parser(text, error)
    )


def at_path(text: str, path: Place, reason: str) -> TomlError:
    """Tell `reason` of the value at `path`, which `text` has; lists count from 1."""
    name = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    offset = outline(text).places.get(path)
    place = (None, None) if offset is None else line_and_column(text, offset)
    return TomlError(f"{name.removeprefix('.')}: {reason}", *place)


def _too_deep(text: str) -> TomlError:
    depth = 0
    for token in tokens(text):
        if token.kind == "mark":
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(text[token.start], 0)
        if depth > DEEPEST:
            return TomlError(
                f"too deep: more than {DEEPEST} levels", *line_and_column(text, token.start)
            )
    return TomlError("too deep: a key of too many parts")


def _beyond_parser(text: str, error: ValueError) -> TomlError:
    """Tell of a value that Python itself would not make: an integer of thousands of digits."""
    for path, offset in outline(text).places.items():
        if _MANY_DIGITS.match(text, offset):
            return at_path(text, path, "an integer beyond 64 bits")
    return TomlError(f"a value that can't be read: {error}")


def _unresolved_merge(text: str, error: tomli.TOMLDecodeError) -> TomlError | None:
    lines = text.split("\n")
    if not is_merge_marker(lines[error.lineno - 1]):
        return None
    line = error.lineno
    for number in merge_markers(lines[:line]):
        if lines[number - 1][0] in "<>":
            line = number if lines[number - 1][0] == "<" else error.lineno
    hint = "keep one of the two sides and delete the lines of <, = and >"
    return TomlError("unresolved merge", line, 1, hint)


def _unended_string(text: str, error: tomli.TOMLDecodeError) -> TomlError | None:
    opener = _swallower(text, error.pos)
    if opener is None and (error.msg.startswith(_UNENDED) or error.pos >= len(text)):
        opener = _open_quotes(text, error.pos)
    if opener is None:
        return None
    quotes = text[opener.start : opener.start + 3]
    many = quotes in ('"""', "'''")
    reason = "the text that opens here is never closed"
    hint = f"close it with {quotes if many else quotes[0]}"
    return TomlError(reason, *line_and_column(text, opener.start), hint)


def _swallower(text: str, end: int) -> Token | None:
    """Find the string before `end` that stops only where the next key opens its own."""
    for token in tokens(text):
        if token.start >= end:
            break
        if token.kind == "text" and _NEXT_KEY.search(text, token.start + 3, token.end):
            return token
    return None


def _open_quotes(text: str, end: int) -> Token | None:
    return next((t for t in tokens(text) if t.kind == "open" and t.start <= end), None)


def _repeated_key(text: str, error: tomli.TOMLDecodeError) -> TomlError | None:
    again = outline(text).again
    if not again or not error.msg.startswith(_REPEATED):
        return None
    path, first, second = again[0]
    line, _ = line_and_column(text, first)
    name = next(part for part in reversed(path) if isinstance(part, str))
    reason = f"duplicate key: {name} already stands on line {line}"
    return TomlError(reason, *line_and_column(text, second), "keep one of the two")


def _said_by_parser(text: str, error: tomli.TOMLDecodeError) -> TomlError:
    if error.pos >= len(text):
        place = line_and_column(text, len(text))
        return TomlError("the file ends in the middle of something", *place)
    hint = None
    reason = next((r for said, r in _IN_WORDS.items() if error.msg.startswith(said)), error.msg)
    if error.msg.startswith(_BACKSLASH):
        hint = _SINGLE_QUOTES
    elif error.msg == "Invalid value":
        hint = _hint_for_word(text, error.pos)
    elif error.msg == "Invalid date or datetime":
        reason = f"{_word_at(text, error.pos)} is no day or time"
    return TomlError(reason, error.lineno, error.colno, hint)


def _hint_for_word(text: str, pos: int) -> str | None:
    word = _word_at(text, pos)
    if word.lower() in ("true", "false"):
        return f"write {word.lower()}"
    return f'text stands in quotes: "{word}"' if word[:1].isalpha() else None


def _word_at(text: str, pos: int) -> str:
    word = _WORD.match(text, pos)
    return word.group() if word else ""
