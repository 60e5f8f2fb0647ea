"""The command that settles something, as a person would type it.

Every command that the program prints as a next step is made here. Ids and names come from
files, which may be hostile or just hold a space: a word that a shell would not take as it
stands is quoted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devjournal.errors import NotFound
from devjournal.journal.names import who

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.journal.journal import Journal

FILL_IN = "..."
QUESTION = "...?"
NAME = "NAME"
"""Stand for words that only the user knows; always quoted, as they may be several."""

_BARE = r"[A-Za-z0-9_@%+=:,./-]+"
_SPECIAL_IN_DOUBLE_QUOTES = r'["$`\\!]'


def command(*words: str) -> str:
    """Return `devjournal` and its words as one line for a shell."""
    return " ".join(("devjournal", *map(_quoted, words)))


def set_command(id_: str, field: str, value: str = FILL_IN) -> str:
    """Return the command that sets a field of a record; the field is never inside the quotes."""
    return f"{command('set', id_)} {field}={_quoted(value)}"


def who_word(journal: Journal, relationship: str, now: dt.datetime) -> str:
    """Return the shortest WHO that means a relationship and no other.

    The first word of the person's id, else that whole id, else the relationship's.
    """
    person: str = journal.all("relationship")[relationship].record.person
    words = (person.partition("-")[0], person)
    return next((word for word in words if _means(journal, word, relationship, now)), relationship)


def plan_command(journal: Journal, relationship: str, when: str) -> str:
    """Return the command that plans the next meeting; it says which, if there are several."""
    record = journal.all("relationship")[relationship].record
    same = [
        other
        for other in journal.relationships
        if other.record.person == record.person and other.record.is_open
    ]
    which = ("--as", record.label) if len(same) > 1 else ()
    return command("meet", journal.name_of(record.person), *which, "--next", when)


def _means(journal: Journal, word: str, relationship: str, now: dt.datetime) -> bool:
    try:
        found = who(journal, word, now)
    except NotFound:
        return False
    return found.relationship.id == relationship and found.said is None


def _quoted(word: str) -> str:
    if word not in (FILL_IN, QUESTION, NAME) and re.fullmatch(_BARE, word):
        return word
    if not re.search(_SPECIAL_IN_DOUBLE_QUOTES, word):
        return f'"{word}"'
    return "'" + word.replace("'", "'\"'\"'") + "'"
