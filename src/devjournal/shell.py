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
    flags = next((at for at, word in enumerate(words) if re.fullmatch(_FLAG, word)), len(words))
    said, rest = list(words[:flags]), list(words[flags:])
    dashed = next((at for at, word in enumerate(said) if word.startswith("-")), None)
    if dashed is not None:
        said = [*said[:dashed], *rest, "--", *said[dashed:]]
        rest = []
    return " ".join(("devjournal", *map(quoted, (*said, *rest))))


def set_command(id_: str, field: str, value: str = FILL_IN) -> str:
    """Return the command that sets a field of a record; the field is never inside the quotes."""
    return f"{command('set', id_)} {field}={quoted(value)}"


_FLAG = "--[a-z]+(-[a-z]+)*"


def quoted(word: str) -> str:
    """Return a word as a shell takes it; what is to be filled in is always in quotes."""
    if word not in TO_FILL and re.fullmatch("[A-Za-z0-9_@%+=:,./-]+", word):
        return word
    if not re.search(r'["$`\\!]', word):  # what acts inside double quotes
        return f'"{word}"'
    return "'" + word.replace("'", "'\"'\"'") + "'"
