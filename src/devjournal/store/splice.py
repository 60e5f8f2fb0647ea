"""Put changed lines into a file's bytes, so that all others stay as they were.

tomledit reads and writes LF, adds a final newline, writes the headers of one array of tables
alike, and takes the comments above what it removes with it. So it is only asked which lines
change: from what it writes of the file as it is, to what it writes of it changed.
"""

from __future__ import annotations

import codecs
from collections import Counter
from difflib import SequenceMatcher
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from devjournal.store.toml_tokens import lines_in_strings, loose_lines, tail_comments, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Line(NamedTuple):
    """A line and its end; `spared` tells that it was kept when what it stood by was removed."""

    text: str
    end: str
    spared: bool = False


def splice(data: bytes, base: str, new: str, *, spare: bool = True) -> bytes:
    """Return `data` with the lines of `new` where that differs from `base`.

    `base` is the text of `data` as tomledit writes it, `new` the changed one, both with LF.

    A line that stays keeps its end, a line in its place gets the same, a further one what
    most lines have. A missing final newline stays missing. With `spare`, comments and blank
    lines that tomledit removed with something are put back, but a blank line beside another;
    a comment that stood behind what was removed gets the line to itself.
    """
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data.removeprefix(bom).decode()
    usual = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    old = [
        Line(line.removesuffix("\r"), "\r\n" if line.endswith("\r") else "\n")
        for line in text.split("\n")
    ]
    old[-1] = Line(old[-1].text, usual)
    if text and not text.endswith("\n"):
        base, new = base.removesuffix("\n"), new.removesuffix("\n")
    if base.count("\n") != text.count("\n"):
        base = "\n".join(line.text for line in old)
    new = _without_doubled(base, new)
    merged = _tidied(_merged(old, base.split("\n"), new.split("\n"), usual=usual, spare=spare))
    joined = "".join(line.text + line.end for line in merged)
    return bom + joined.removesuffix(merged[-1].end).encode()


def _merged(
    old: list[Line], base: list[str], new: list[str], *, usual: str, spare: bool
) -> list[Line]:
    text = "\n".join(base)
    inside = lines_in_strings(text)
    spares = _spares(old, text)
    lost = Counter(_comments(text)) - Counter(_comments("\n".join(new)))
    inside_new = lines_in_strings("\n".join(new))
    merged: list[Line] = []
    spared: list[Line] = []
    for tag, start, end, new_start, new_end in _opcodes(base, new):
        if tag == "equal":
            free = next((n for n in range(new_start, new_end) if n not in inside_new), None)
            if spared and free is not None:
                place = start + free - new_start
                merged += [*old[start:place], *spared, *old[place:end]]
                spared = []
            else:
                merged += old[start:end]
            continue
        alike = end - start == new_end - new_start
        ends = [line.end for line in old[start:end]] if alike else [usual] * (new_end - new_start)
        lines = list(map(Line, new[new_start:new_end], ends))
        if spare:
            spared += _spared([spares.get(n) for n in range(start, end)], lost)
        # Never into a text of several lines: there they would be words of it.
        if start not in inside and new_start not in inside_new:
            merged += spared + lines
        elif new_end not in inside_new:
            merged += lines + spared
        else:
            merged += lines
            continue
        spared = []
    return merged + spared


def _spares(old: list[Line], text: str) -> dict[int, Line]:
    """Return the lines that may be put back, by number: blank ones, and comments by themselves."""
    tails = tail_comments(text)
    found = {number: old[number]._replace(spared=True) for number in loose_lines(text)}
    for number, tail in tails.items():
        line = old[number]
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        found[number] = Line(indent + tail, line.end, spared=True)
    return found


def _spared(spares: Iterable[Line | None], lost: Counter[str]) -> list[Line]:
    """Return the blank lines, and the comments that are lost; each is lost once."""
    found = []
    for line in filter(None, spares):
        comment = line.text.strip()
        if not comment or lost[comment] > 0:
            lost[comment] -= 1
            found.append(line)
    return found


def _without_doubled(base: str, new: str) -> str:
    """Take out what tomledit says twice: it gives a list's last comment to what it adds, too."""
    doubled = Counter(_comments(new)) - Counter(_comments(base))
    if not doubled:
        return new
    for token in reversed([one for one in tokens(new) if one.kind == "comment"]):
        comment = new[token.start : token.end].rstrip()
        if doubled[comment] > 0:
            doubled[comment] -= 1
            new = new[: token.start].rstrip(" \t") + new[token.end :]
    return new


def _comments(text: str) -> Iterator[str]:
    """Yield every comment of a text, on a line of its own or behind something."""
    lines = text.split("\n")
    yield from filter(None, (lines[number].strip() for number in loose_lines(text)))
    yield from tail_comments(text).values()


def _opcodes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Align two texts; what they begin and end with is the same whatever difflib would say."""
    one, other = _with_context(old), _with_context(new)
    shorter = min(len(one), len(other))
    front = sum(1 for _ in takewhile(lambda i: one[i] == other[i], range(shorter)))
    room = range(1, shorter - front + 1)
    back = sum(1 for _ in takewhile(lambda i: one[-i] == other[-i], room))
    middle = SequenceMatcher(None, one[front : len(one) - back], other[front : len(other) - back])
    return [
        ("equal", 0, front, 0, front),
        *(
            (t, a + front, b + front, c + front, d + front)
            for t, a, b, c, d in middle.get_opcodes()
        ),
        ("equal", len(one) - back, len(one), len(other) - back, len(other)),
    ]


def _with_context(lines: list[str]) -> list[tuple[str, bool]]:
    """Tell lines of a text from the same ones outside: both may be empty or begin with #."""
    inside = lines_in_strings("\n".join(lines))
    return [(line, number in inside) for number, line in enumerate(lines)]


def _tidied(lines: list[Line]) -> list[Line]:
    """Drop blank lines that were spared and now stand beside another, or at an end."""
    tidied: list[Line] = []
    followers = [*lines[1:], None]
    for line, follower in zip(lines, followers, strict=True):
        between = tidied and tidied[-1].text.strip() and follower and follower.text.strip()
        if not line.spared or line.text.strip() or between:
            tidied.append(line)
    return tidied or lines[:1]
