"""The command that settles something, as a person would type it.

Every command that the program prints as a next step is made here. Ids and names come from
files, which may be hostile or just hold a space: a word that a shell would not take as it
stands is quoted.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from devjournal.errors import NotFound
from devjournal.journal.names import who
from devjournal.models.ids import calling_word
from devjournal.practice.counts import expected_next

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.journal.journal import Journal

FILL_IN = "..."
QUESTION = "...?"
NAME = "NAME"
"""Stand for words that only the user knows; always quoted, as they may be several."""


def command(*words: str) -> str:
    """Return `devjournal` and its words as one line for a shell."""
    return " ".join(("devjournal", *map(_quoted, words)))


def set_command(id_: str, field: str, value: str = FILL_IN) -> str:
    """Return the command that sets a field of a record; the field is never inside the quotes."""
    return f"{command('set', id_)} {field}={_quoted(value)}"


def who_word(journal: Journal, relationship: str, now: dt.datetime) -> str:
    """Return the shortest WHO for a relationship: a first word, the person's id, or its own."""
    person: str = journal.all("relationship")[relationship].record.person
    for word in (calling_word(person), person):
        with contextlib.suppress(NotFound):
            found = who(journal, word, now)
            if found.relationship.id == relationship and found.said is None:
                return word
    return relationship


def plan_command(journal: Journal, relationship: str, today: dt.date) -> str:
    """Return the command that plans the next meeting; it says which, if there are several.

    It says the day on which the rhythm would have them meet. (P055)
    """
    record = journal.all("relationship")[relationship].record
    with_them = [one for one in journal.relationships if one.record.person == record.person]
    is_one_of_several = sum(one.record.is_open for one in with_them) > 1
    which = ("--as", record.label) if is_one_of_several else ()
    expected = expected_next(journal, relationship, today)
    when = expected.isoformat() if expected else FILL_IN
    return command("meet", journal.name_of(record.person), *which, "--next", when)


def _quoted(word: str) -> str:
    if word not in (FILL_IN, QUESTION, NAME) and re.fullmatch("[A-Za-z0-9_@%+=:,./-]+", word):
        return word
    if not re.search(r'["$`\\!]', word):  # what acts inside double quotes
        return f'"{word}"'
    return "'" + word.replace("'", "'\"'\"'") + "'"
