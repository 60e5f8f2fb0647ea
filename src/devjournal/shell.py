"""Commands as they are typed: every next step that the program prints is made here.

A word may come from a file of somebody else's, so what a shell would act on is quoted.
"""

from __future__ import annotations

import re

FILL_IN = "..."
QUESTION = "...?"
NAME = "NAME"
LEVEL = "LEVEL 1-5"
NUMBER = "NUMBER"
DAY = "DAY"
MOMENT = "DAY TIME"
PAST_DAY = "PAST DAY"
ANSWER = "yes, no or later"
TO_FILL = (FILL_IN, QUESTION, NAME, NUMBER, DAY, MOMENT)
"""Stand for what only the user knows, and say of what kind it is; always quoted."""


def command(*words: str) -> str:
    """Return `devjournal` and its words as one line for a shell.

    What is said after the verb and begins with a dash goes behind all flags and `--`.
    """
    flags = next((at for at, word in enumerate(words) if _is_flag(word)), len(words))
    said, rest = list(words[:flags]), list(words[flags:])
    dashed = next((at for at, word in enumerate(said) if word.startswith("-")), None)
    if dashed is not None:
        said = [*said[:dashed], *rest, "--", *said[dashed:]]
        rest = []
    return " ".join(("devjournal", *map(quoted, (*said, *rest))))


def set_command(id_: str, field: str, value: str = FILL_IN) -> str:
    """Return the command that sets a field of a record; the field is never inside the quotes."""
    return f"{command('set', id_)} {field}={quoted(value)}"


def _is_flag(word: str) -> bool:
    # Most commands have none, and compile nothing.
    return word.startswith("--") and re.fullmatch("--[a-z]+(-[a-z]+)*", word) is not None


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BARE = frozenset(f"{_LETTERS}{_LETTERS.upper()}0123456789_@%+=:,./-")
_ACTING = frozenset('"$`\\!')
"""Letters that need no quotes, and those that act inside double ones."""


def quoted(word: str) -> str:
    """Return a word as a shell takes it; what is to be filled in is always in quotes."""
    if word and word not in TO_FILL and _BARE.issuperset(word):
        return word
    if _ACTING.isdisjoint(word):
        return f'"{word}"'
    return "'" + word.replace("'", "'\"'\"'") + "'"
