"""The words a TOML text is made of, well-formed or not: what the guards and `outline` read.

No meaning is given to anything here. It is tolerant on purpose: tomli says whether a text
is right; this only says where its strings, comments and marks stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

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
