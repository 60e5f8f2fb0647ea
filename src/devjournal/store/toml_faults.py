"""What a parser's complaint means to the person who wrote the file, and where to look.

Only imported once a file is known to be wrong.
"""

from __future__ import annotations

import re

import tomli

from devjournal.store.merge_markers import is_merge_marker, merge_markers
from devjournal.store.outline import Path, outline
from devjournal.store.read_text import DEEPEST
from devjournal.store.toml_error import TomlError
from devjournal.store.toml_tokens import Token, line_and_column, tokens

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


def at_path(text: str, path: Path, reason: str) -> TomlError:
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
