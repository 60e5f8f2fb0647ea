"""What is wrong with a file, in words, and where in it: only imported once something is.

No parser of ours tells where a key or a value stands, so a text is cut into words here,
well-formed or not, and its keys are followed as far as that goes.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import re
import unicodedata
from typing import TYPE_CHECKING, Any, TypeVar

import tomli

from devjournal.dates import FIRST_DAY, real_day
from devjournal.errors import MOST_TOLD
from devjournal.journal.stored import Problem
from devjournal.models.validation import dotted
from devjournal.namedtuples import NamedTuple
from devjournal.store.toml import DEEPEST, Place, TomlError, line_and_column, refuse_long_keys
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Fault = TypeVar("Fault", bound=tuple[Any, ...])

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
    | (?P<open> (?:\"{3} | '{3}) [\s\S]*+ | ["'] [^\n]*+ )
    | (?P<mark>[\[\]{},=])
    | (?P<bare>[^\s\[\]{},="'\#]++)
    | (?P<odd>[\s\S])
    """,
    re.VERBOSE,
)


class Token(NamedTuple):
    """One word: its kind (a group of the pattern above; of a mark, itself) and its place."""

    kind: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Cut `text` (newlines as LF or CRLF) into words; none is left out.

    `text` is a whole string of any kind, `open` one that never ends, with all that it
    swallows; dots belong to the `bare` word around them.
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "odd"
        yield Token(match.group() if kind == "mark" else kind, *match.span())


KEEP_ONE_SIDE = "keep one of the two sides and delete the lines of <, = and >"
"""What is to be done about merge markers."""


_MERGE_MARKER = re.compile(r"(?:<{7}|\|{7}|>{7})(?:\r*| .*)|={7}\r*")


def merge_markers(lines: list[str]) -> list[int]:
    """Return the 1-based numbers of git's marker lines; a `=======` alone underlines a heading."""
    found: list[int] = []
    inside = False
    for number, line in enumerate(lines, 1):
        if _MERGE_MARKER.fullmatch(line) and (inside or line[0] == "<"):
            found.append(number)
            inside = line[0] != ">"
    return found


# Where each key and value stands


_KEY_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DEEPEST = 100


class _LostError(Exception):
    """The text is not TOML from here on."""


class Outline:
    """Where the keys of a text stand, as far as it is TOML.

    `places`: the offset of each value, or of the header or first key that makes a table.
    `again`: a key or header that stands a second time, with both offsets, the first one first.
    """

    def __init__(self, text: str) -> None:
        self.places: dict[Place, int] = {}
        self.again: list[tuple[Place, int, int]] = []
        self._text = text
        words = [word for word in tokens(text) if word.kind not in ("blank", "comment")]
        self._left = [Token("end", len(text), len(text)), *reversed(words)]
        self._lengths: dict[Place, int] = {}
        self._headed: set[Place] = set()
        here: Place = ()
        with contextlib.suppress(_LostError, tomli.TOMLDecodeError):
            while (kind := self._after_newlines()) != "end":
                if kind == "[":
                    here = self._header()
                else:
                    self._pair(here, 0)

    def _after_newlines(self) -> str:
        """Return the kind of the next word that is no newline, and stop there."""
        while self._left[-1].kind == "newline":
            self._left.pop()
        return self._left[-1].kind

    def _key_until(self, mark: str) -> list[tuple[str, int]]:
        """Read a dotted key up to `mark`: its parts, and where each stands."""
        start = self._left[-1].start
        while (word := self._left[-1]).kind in ("bare", "text"):
            self._left.pop()
        found = list(_KEY_PART.finditer(self._text, start, word.start))
        if word.kind != mark or not found:
            raise _LostError
        self._left.pop()
        return [(_plain_key(part.group()), part.start()) for part in found]

    def _header(self) -> Place:
        start = self._left.pop().start
        many = self._left[-1].kind == "["
        if many:
            self._left.pop()
        *above, (name, _) = self._key_until("]")
        if many and self._left.pop().kind != "]":
            raise _LostError
        path: Place = ()
        for part, _ in above:
            path = self._inside((*path, part))
            self.places.setdefault(path, start)
        path = (*path, name)
        if many:
            self.places.setdefault(path, start)
            self._lengths[path] = self._lengths.get(path, 0) + 1
            path = self._inside(path)
        elif path in self._headed:
            self.again.append((path, self.places[path], start))
        self._headed.add(path)
        self.places[path] = start
        return path

    def _inside(self, path: Place) -> Place:
        """Give the newest element where `path` is an array of tables."""
        return (*path, self._lengths[path] - 1) if path in self._lengths else path

    def _pair(self, here: Place, depth: int) -> None:
        *above, (name, name_at) = self._key_until("=")
        for part, part_at in above:
            here = (*here, part)
            self.places.setdefault(here, part_at)
        path = (*here, name)
        if path in self.places:
            self.again.append((path, self.places[path], name_at))
        self._value(path, depth)

    def _value(self, path: Place, depth: int) -> None:
        """Read a value: a list, or a table in braces, up to the mark that closes it."""
        kind, start, _ = self._left[-1]
        self.places.setdefault(path, start)
        if depth > _DEEPEST or kind not in ("[", "{", "text", "bare"):
            raise _LostError
        self._left.pop()
        while kind == "bare" == self._left[-1].kind:
            self._left.pop()
        close = {"[": "]", "{": "}"}.get(kind)
        index = 0
        while close and (inner := self._after_newlines()) != close:
            if inner == ",":
                self._left.pop()
            elif close == "}":
                self._pair(path, depth + 1)
            else:
                self._value((*path, index), depth + 1)
                index += 1
        if close:
            self._left.pop()


def _plain_key(part: str) -> str:
    return next(iter(tomli.loads(f"{part} = 0"))) if part[0] in "\"'" else part


# For a person


_WIDTH = 76
_NEAR = 1_000


def locate(data: bytes, path: Place) -> tuple[int, int] | None:
    """Return the 1-based line and column (in characters) of the value at `path`.

    Where there is none, that of the nearest table or list around it: its header, or its
    first key. None if nothing of `path` is there, or the file can't be followed so far.
    """
    offset = _offset(data, path)
    return None if offset is None else line_and_column(_text_of(data), offset)


def _offset(data: bytes, path: Place) -> int | None:
    places = _places(data)
    found = (places.get(path[:length]) for length in range(len(path), 0, -1))
    return next((offset for offset in found if offset is not None), None)


@functools.lru_cache(maxsize=1)
def _places(data: bytes) -> Mapping[Place, int]:
    """Return where the keys of a file stand; of the last one it is known."""
    return Outline(_text_of(data)).places


def problem_at(path: str, data: bytes, keys: Place, reason: str, **more: Any) -> Problem:
    """Return a problem with what stands at `keys` in a file, at its line if it has one."""
    place = locate(data, keys)
    if place is None:
        return Problem(path, reason, **more)
    return Problem(path, reason, *place, excerpt(data, *place), **more)


def tell_first(
    data: bytes, faults: Iterable[Fault], tell: Callable[[Fault], Problem]
) -> Iterator[Problem]:
    """Yield a file's first problems, by the keys they begin with, and how many more there are."""
    found = sorted(faults, key=lambda one: _offset(data, one[0]) or 0)
    yield from map(tell, found[:MOST_TOLD])
    if more := found[MOST_TOLD:]:
        reason = f"and {len(more)} more from here on"
        yield tell(more[0])._replace(reason=reason, excerpt=None, hint=None)


def excerpt(data: bytes, line: int, column: int) -> str:
    """Return the line, safe for a screen, cut to 76 columns, with a caret below `column`."""
    lines = _text_of(data).split("\n")
    text = lines[line - 1].removesuffix("\r") if 0 < line <= len(lines) else ""
    at = column - 1
    before, after = clean(text[max(at - _NEAR, 0) : at]), clean(text[at : at + _NEAR])
    shown = _cut(before[::-1], _WIDTH * 2 // 3)[::-1]
    width = sum(map(_columns_of, shown))
    return f"{shown}{_cut(after, _WIDTH - width)}\n{' ' * width}^"


def _text_of(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace")


def _cut(text: str, room: int) -> str:
    """Cut `text` to `room` columns of a terminal; a cut is shown."""
    ends = [*itertools.accumulate(map(_columns_of, text), initial=0)]
    return text if ends[-1] <= room else text[: sum(end < room for end in ends[1:])] + "…"


def _columns_of(char: str) -> int:
    """Return two for a wide character, none for a combining one."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


# What a parser complains of


_SINGLE = "a backslash starts an escape in \"...\"; put the text in single quotes: 'C:\\Users'"
_BACKSLASH = ("Unescaped '\\' in a string", "Invalid hex value")
_UNENDED = (
    "Unterminated string",
    "Illegal character '\\n'",
    "Found invalid character '\\n'",
    "Expected \"'",
)
_REPEATED = ("Cannot overwrite a value", "Cannot declare", "Duplicate inline table key")
_LONG_QUOTES = ('"""', "'''")
_NEXT_KEY = re.compile(r"""\n[ \t]*+[\w."' -]++=[ \t]*+("{3}|'{3})\Z""")
_MANY_DIGITS = re.compile(r"[+-]?[\d_]{600}")
_LIKE_A_DATE = re.compile(
    r"(?=\S{0,6}[0-9]{4}|[0-9]+[-/])"  # and no version, 1.2.3
    r"([0-9]{1,4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,4})((?:[ Tt][0-9])?[^\s#,\[\]{}\"'=]{0,60})"
)
_MONTHS = 12
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
    if isinstance(error, tomli.TOMLDecodeError):
        return (
            _unresolved_merge(text, error)
            or _unended_string(text, error)
            or _repeated_key(text, error)
            or _said_by_parser(text, error)
        )
    # Python itself would not make an integer of thousands of digits.
    for path, offset in Outline(text).places.items():
        if _MANY_DIGITS.match(text, offset):
            return at_path(text, path, "an integer beyond 64 bits")
    return TomlError(f"a value that can't be read: {error}")


def at_path(text: str, path: Place, reason: str) -> TomlError:
    """Tell `reason` of the value at `path`, which `text` has; lists count from 1."""
    return TomlError(f"{dotted(path)}: {reason}", *(locate(text.encode(), path) or ()))


def _too_deep(text: str) -> TomlError:
    depth = 0
    for token in tokens(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token.kind, 0)
        if depth > DEEPEST:
            place = line_and_column(text, token.start)
            return TomlError(f"too deep: more than {DEEPEST} levels", *place)
    refuse_long_keys(text)
    return TomlError("too deep for this system")


def _unresolved_merge(text: str, error: tomli.TOMLDecodeError) -> TomlError | None:
    lines = text.split("\n")
    if not _MERGE_MARKER.fullmatch(lines[error.lineno - 1]):
        return None
    ends = [n for n in merge_markers(lines[: error.lineno]) if lines[n - 1][0] in "<>"]
    line = ends[-1] if ends and lines[ends[-1] - 1][0] == "<" else error.lineno
    return TomlError("unresolved merge", line, 1, KEEP_ONE_SIDE)


def _unended_string(text: str, error: tomli.TOMLDecodeError) -> TomlError | None:
    # A string that stops only where the next key opens its own has swallowed that.
    found = [
        one
        for one in tokens(text)
        if one.start < error.pos and one.kind == "text"
        if _NEXT_KEY.search(text, one.start + 3, one.end)
    ]
    if not found and (error.msg.startswith(_UNENDED) or error.pos >= len(text)):
        found = [one for one in tokens(text) if one.kind == "open" and one.start <= error.pos]
    if not found:
        return None
    opener = found[0]
    quotes = text[opener.start : opener.start + 3]
    hint = f"close it with {quotes if quotes in _LONG_QUOTES else quotes[0]}"
    place = line_and_column(text, opener.start)
    return TomlError("the text that opens here is never closed", *place, hint)


def _repeated_key(text: str, error: tomli.TOMLDecodeError) -> TomlError | None:
    again = Outline(text).again
    if not again or not error.msg.startswith(_REPEATED):
        return None
    path, first, second = again[0]
    name = next(part for part in reversed(path) if isinstance(part, str))
    reason = f"duplicate key: {name} already stands on line {line_and_column(text, first)[0]}"
    return TomlError(reason, *line_and_column(text, second), "keep one of the two")


def _said_by_parser(text: str, error: tomli.TOMLDecodeError) -> TomlError:
    if error.pos >= len(text):
        place = line_and_column(text, len(text))
        return TomlError("the file ends in the middle of something", *place)
    dates = _LIKE_A_DATE.finditer(text, text.rfind("\n", 0, error.pos) + 1, error.pos + 60)
    if date := next((one for one in dates if one.start() <= error.pos <= one.end()), None):
        return _no_date(text, date)
    hint = None
    reason = next((r for said, r in _IN_WORDS.items() if error.msg.startswith(said)), error.msg)
    found = _WORD.match(text, error.pos)
    word = found.group() if found else ""
    if error.msg.startswith(_BACKSLASH):
        hint = _SINGLE
    elif error.msg == "Invalid value" and word.lower() in ("true", "false"):
        hint = f"write {word.lower()}"
    elif error.msg == "Invalid value" and word[:1].isalpha():
        hint = f'text stands in quotes: "{word}"'
    return TomlError(reason, error.lineno, error.colno, hint)


def _no_date(text: str, date: re.Match[str]) -> TomlError:
    """Return what is wrong with what looks like a date, and how it is written."""
    year, one, other, time = int(date[1]), int(date[2]), int(date[3]), date[4]
    day, swapped = real_day(year, one, other), real_day(year, other, one)
    hint = "a day is written as 2026-10-15: the year, the month, the day"
    if year < FIRST_DAY.year:
        return TomlError(f"{date[0]} is no day or time", *line_and_column(text, date.start()), hint)
    if day and not time:
        hint = f"write {day}"
    elif day:
        hint = "a moment is written as 2026-10-15T15:00:00+01:00"
    elif swapped:
        hint = f"the month comes before the day: {swapped}"
    elif 1 <= one <= _MONTHS:
        hint = f"that month has no day {other}"
    place = line_and_column(text, date.start())
    return TomlError(f"{date[0]} is no day or time", *place, hint)
