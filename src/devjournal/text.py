"""The one gate for text on its way to a screen or a shell, and how people are called.

A journal can be received from someone else, so all of its bytes are hostile: an escape
sequence may set the clipboard, a bidi override may turn a name around. `clean` makes such
characters visible instead of dropping them, so that nothing hides. Every command that the
program prints as a next step is made by `command`, which quotes what a shell would not take.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_C0_C1_DEL = "\x00-\x1f\x7f-\x9f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_LINE_BREAKS = "\u2028\u2029"
_TAGS = "\U000e0000-\U000e007f"
_SURROGATES = "\ud800-\udfff"
# What a font shows as nothing: soft hyphen, fillers, spaces of no width, signs for notes.
_UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e00ff"
    "\U000e01f0-\U000e0fff"
)
_HIDDEN = f"{_C0_C1_DEL}{_BIDI}{_LINE_BREAKS}{_TAGS}{_SURROGATES}{_UNSEEN}"
# These are left where they shape the letter before them, as in some scripts, in variants of
# Japanese names and in emoji. After none, or in a row, they only hide.
_JOINERS = "\u200c\u200d"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_SHAPES = (
    f"(?<=[^\x00-\x7f{_HIDDEN}{_JOINERS}{_SELECTORS}])(?:[{_SELECTORS}][{_JOINERS}]?|[{_JOINERS}])"
    "|(?<=[#*0-9])\ufe0f(?=\u20e3)"
)
_UNSAFE = re.compile(f"({_SHAPES})|[{_HIDDEN}{_JOINERS}{_SELECTORS}]")


def clean(text: str, *, lines: bool = False) -> str:
    r"""Return `text` with control, bidi, tag, surrogate and all unseen characters made visible.

    ESC becomes the four characters `\x1b`. A newline becomes a space, as a title is one
    line wherever it is shown; with `lines=True` it is kept, for notes and other long text.
    A tab becomes one space.
    """
    flat = text.replace("\r\n", "\n").replace("\t", " ")
    if not lines:
        return escape(flat.replace("\n", " "), _visible)
    return "\n".join(escape(line, _visible) for line in flat.split("\n"))


def escape(text: str, how: Callable[[str], str]) -> str:
    """Return `text` with each character that would act or hide as `how` writes it."""
    return _UNSAFE.sub(lambda found: found[1] or how(found[0]), text)


def _visible(char: str) -> str:
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


_KNOWN = """
dr prof professor mr mrs ms miss mx sir dame lord lady rev fr hon ing dipling herr frau mme sra
van von vom zu zur der den de del della di da das do dos du la le al el bin ibn ter ten af av
jr sr ii iii iv phd md mba obe cbe qc kc esq
"""
TITLES, PARTICLES, _AFTER = (frozenset(row.split()) for row in _KNOWN.strip().split("\n"))
"""Titles before a name, words that begin a family name (some are given names, too: Van, Al),
and what may stand behind a name; without their full stops."""

_BY_FAMILY = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af ]+"
_GIVEN_WITH_TITLE = frozenset({"sir", "dame"})
_LONG_CAPITALS = 3


def address_in(name: str) -> str:
    """Return how people call somebody by their name: "Priya", and "Dr. van Dijk" with a title.

    What can't be told apart, as in "J. Okafor" or "田中 美咲", is returned whole.
    """
    words = _in_order(name).split()
    titles = [*takewhile(lambda word: _bare(word) in TITLES, words)]
    rest = words[len(titles) :]
    if not rest:
        return " ".join(words)
    if not titles:
        return _given(rest)
    if _bare(titles[-1]) in _GIVEN_WITH_TITLE:
        return " ".join([*titles, rest[0]])
    family = next((at for at in range(len(rest)) if _is_particle(rest, at)), len(rest) - 1)
    return " ".join([*titles, *rest[family:]])


def _in_order(name: str) -> str:
    """Return a name with the family name last and nothing behind it: "Priya Nair"."""
    family, _, given = name.partition(",")
    if {*map(_bare, given.replace(",", " ").split())} - _AFTER:
        family = f"{given} {family}"
    words = family.replace(",", " ").split()
    while len(words) > 1 and _bare(words[-1]) in _AFTER:
        words.pop()
    return " ".join(words)


def _given(words: list[str]) -> str:
    first, *more = words
    is_initial = first.isupper() and all(len(part) == 1 for part in first.strip(".").split("."))
    name = " ".join(words)
    by_family = not name.isascii() and re.fullmatch(_BY_FAMILY, name)
    if is_initial or _is_particle(words, 0) or by_family:
        return name
    if first.isupper() and len(first) >= _LONG_CAPITALS:  # as in NAIR Priya
        return next((word for word in more if not word.isupper()), first)
    return first


def _is_particle(words: list[str], at: int) -> bool:
    word, after = words[at], words[at + 1 :]
    begins = word.lower() in PARTICLES and bool(after)
    return begins and (word.islower() or _is_particle(words, at + 1))


def _bare(word: str) -> str:
    return word.replace(".", "").replace("-", "").lower()


FILL_IN = "..."
QUESTION = "...?"
NAME = "NAME"
LEVEL = "LEVEL 1-5"
NUMBER = "NUMBER"
DAY = "DAY"
PAST_DAY = "PAST DAY"
ANSWER = "yes, no or later"
_TO_FILL = (FILL_IN, QUESTION, NAME, NUMBER, DAY)
"""Stand for what only the user knows, and say of what kind it is; always quoted."""


def command(*words: str) -> str:
    """Return `devjournal` and its words as one line for a shell.

    What is said after the verb and begins with a dash goes behind all flags and `--`.
    """
    flags = next((at for at, word in enumerate(words) if _FLAG.fullmatch(word)), len(words))
    said, rest = list(words[:flags]), list(words[flags:])
    dashed = next((at for at, word in enumerate(said) if word.startswith("-")), None)
    if dashed is not None:
        said = [*said[:dashed], *rest, "--", *said[dashed:]]
        rest = []
    return " ".join(("devjournal", *map(quoted, (*said, *rest))))


def set_command(id_: str, field: str, value: str = FILL_IN) -> str:
    """Return the command that sets a field of a record; the field is never inside the quotes."""
    return f"{command('set', id_)} {field}={quoted(value)}"


_FLAG = re.compile("--[a-z]+(-[a-z]+)*")


def quoted(word: str) -> str:
    """Return a word as a shell takes it; what is to be filled in is always in quotes."""
    if word not in _TO_FILL and re.fullmatch("[A-Za-z0-9_@%+=:,./-]+", word):
        return word
    if not re.search(r'["$`\\!]', word):  # what acts inside double quotes
        return f'"{word}"'
    return "'" + word.replace("'", "'\"'\"'") + "'"
