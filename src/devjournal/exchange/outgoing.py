"""Action items on their way to another program's list, and the words that link them there.

They are for me alone, in a list that others may see: what is marked private, or belongs to a
relationship or a person that is, is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devjournal.namedtuples import NamedTuple
from devjournal.pages.phrases import flat
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Action


class Outgoing(NamedTuple):
    """What goes to another program, and why how many others do not."""

    actions: tuple[Stored[Action], ...]
    left_out: Mapping[str, int]


def actions_for(journal: Journal, about: str | None, *, but: Mapping[str, Any]) -> Outgoing:
    """Return the action items of one relationship, or all: open ones first, by their days.

    `but` has, by words for them, what tells that an action can't go there.
    """
    taken, left = [], dict.fromkeys(("private", *but), 0)
    for one in journal.actions:
        if about is not None and one.record.relationship != about:
            continue
        why = "private" if is_private(journal, one) else None
        why = why or next((words for words, is_so in but.items() if is_so(one.record)), None)
        if why:
            left[why] += 1
        else:
            taken.append(one)
    taken.sort(key=lambda one: (not one.is_open, str(one.record.due or "9999"), one.id))
    return Outgoing(tuple(taken), {words: number for words, number in left.items() if number})


def is_private(journal: Journal, stored: Stored[Any]) -> bool:
    """Whether a record is marked private, or its relationship or their person is."""
    bound = journal.get(("relationship", stored.record.relationship or ""))
    person = journal.get(("person", bound.record.person)) if bound else None
    return any(one and one.record.visibility == "private" for one in (stored, bound, person))


def title_of(stored: Stored[Action]) -> str:
    """Return what is to be done on one line, with nothing in it that acts on a screen."""
    return clean(flat(stored.record.title))


def word(text: str, *, joint: str = "-") -> str:
    """Return a tag or an id as one word, as other programs have them."""
    return re.sub(r"[\W_]+", joint, clean(text)).strip(joint)


class Links:
    """The records that words of another program stand for, by their ids."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._words: dict[str, dict[str, str]] = {}

    def of(self, kind: str, text: str) -> str | None:
        """Return the id of the record that a word stands for; None where it is just a word."""
        if kind not in self._words:
            self._words[kind] = {word(id_): id_ for id_ in self._journal.all(kind)}
        return text if self._journal.get((kind, text)) else self._words[kind].get(word(text))
