"""What a reader may see of a journal, worked out anew from the tests' own table.

It is written from DESIGN part 3 and calls nothing of `journal/visibility.py`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.models.base import Table, given, replace
from devjournal.models.links import links_of
from devjournal.models.registry import KINDS
from tests.privacy.filler import TODAY
from tests.privacy.who_sees_what import WHO_SEES_WHAT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.base import Link


class Leaf(NamedTuple):
    """One value of a record, at a path of field names; `link` says what it links to."""

    path: tuple[str, ...]
    value: Any
    link: Link | None


def leaves(record: Table) -> Iterator[Leaf]:
    """Yield each value of a record that was set, through its lists and tables."""
    links = links_of(type(record))
    for path, value in _values(record, ()):
        yield Leaf(path, value, links.get(path))


def _values(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, Table):
        for name in set_fields(value):
            yield from _values(getattr(value, name), (*path, name))
    elif isinstance(value, (tuple, dict)):
        for item in value if isinstance(value, tuple) else value.values():
            yield from _values(item, path)
    elif value is not None and value != "":
        yield path, value


def set_fields(record: Table) -> list[str]:
    """Return the names of the fields that hold something else than by default."""
    return list(given(record))


class Oracle:
    """Answers for one reader of one journal."""

    def __init__(self, journal: Journal, reader: str, today: dt.date) -> None:
        self.journal = journal
        self.reader = reader
        self.today = today
        self.mine = journal.all("relationship").get(reader)
        self.is_somebody = self.mine is not None or reader in ("manager", "exec")

    def sees(self, stored: Stored[Any]) -> bool:
        """Whether the reader may know of a record."""
        if not self.is_somebody:
            return False
        own = stored.record.visibility
        if own is None or stored.kind == "meeting":
            return self._reaches(stored)
        return self._is_told(own)

    def leaves(self, stored: Stored[Any]) -> Iterator[Leaf]:
        """Yield the values of a record that the reader sees."""
        name = stored.record.kind if stored.kind == "entry" else stored.kind
        roles = stored.record.present_roles(self.today) if name == "profile" else ()
        has_roles = name == "profile"
        record = replace(stored.record, roles=roles) if has_roles else stored.record
        for leaf in leaves(record):
            if self._may(stored, name, leaf.path) and (leaf.link is None or self.link_shows(leaf)):
                yield leaf

    def link_shows(self, leaf: Leaf) -> bool:
        """Whether a link's target shows; what names no record shows as the name it is."""
        assert leaf.link
        target = self.journal.all(leaf.link.kind).get(leaf.value)
        if target is not None:
            return self.sees(target)
        return leaf.link.or_name and is_plain_name(leaf.value)

    def _may(self, stored: Stored[Any], name: str, path: tuple[str, ...]) -> bool:
        row = WHO_SEES_WHAT[name]
        may = path[0] in row.shown
        may = may or (path[0] in row.related and self.mine is not None)
        may = may or (path[0] in row.told and self._is_told(stored.record.visibility))
        inside = WHO_SEES_WHAT.get(f"{name}.{path[0]}")
        return may and (inside is None or path[1] in inside.shown)

    def _is_told(self, visibility: str | tuple[str, ...] | None) -> bool:
        if visibility is None or visibility == "private":
            return False
        return visibility == "shared" or self.reader in visibility

    def _reaches(self, stored: Stored[Any]) -> bool:
        record = stored.record
        name = record.kind if stored.kind == "entry" else stored.kind
        if name == "topic" and record.kind in ("concern", "personal"):
            return False
        if name == "opportunity" and record.outcome == "sank":
            return False
        return any(self._is(who, stored) for who in WHO_SEES_WHAT[name].reaches)

    def _is(self, who: str, stored: Stored[Any]) -> bool:
        record = stored.record
        if who == "everybody":
            return True
        if who == "manager":
            serves = record.objective in self.journal.all("objective")
            return self.reader == "manager" and serves and not getattr(record, "relationship", None)
        if who == "whose-goals-or-ask-name-it":
            return stored.id in self._named_skills()
        if self.mine is None:
            return False
        if who == "its-relationship":
            return bool(record.relationship == self.mine.id)
        if who == "its-sponsor":
            return bool(record.sponsor == self.mine.record.person)
        if who == "its-own":
            return bool(stored.id == self.mine.record.person)
        assert who == "itself"
        return stored.id == self.mine.id

    def _named_skills(self) -> set[str | None]:
        goals = [goal for goal in self.journal.goals if self._reaches(goal) and self.sees(goal)]
        named = {goal.record.skill for goal in goals}
        if self.mine and self.mine.record.ask and self.sees(self.mine):
            named.add(self.mine.record.ask.skill)
        return named


def is_plain_name(text: str) -> bool:
    """Whether a text that names no record is a person's or a skill's plain name.

    What is written as ids are may name one that is gone, or whose file can't be read; the
    random journals write plain names with a capital letter.
    """
    return text == "me" or text != text.lower()


ALL_KINDS = tuple(KINDS)
Facts = Counter[tuple[Any, ...]]


def readers_of(journal: Journal) -> list[str]:
    """Return every reader there is, and one that there isn't."""
    return [*journal.all("relationship"), "manager", "exec", "nobody-here"]


def every(journal: Journal, kinds: Sequence[str] = ALL_KINDS) -> Iterator[Stored[Any]]:
    """Yield every record of some kinds."""
    return (stored for kind in kinds for stored in journal.all(kind).values())


def should_hold(journal: Journal, reader: str, kinds: Sequence[str] = ALL_KINDS) -> Facts:
    """Return each value, and where it stands, that a reader's journal is to hold."""
    oracle = Oracle(journal, reader, TODAY)
    seen = (stored for stored in every(journal, kinds) if oracle.sees(stored))
    return Counter(fact for one in seen for fact in _facts(one, oracle.leaves(one)))


def does_hold(journal: Journal, kinds: Sequence[str] = ALL_KINDS) -> Facts:
    """Return each value of a journal, and where it stands."""
    seen = every(journal, kinds)
    return Counter(fact for one in seen for fact in _facts(one, leaves(one.record)))


def _facts(stored: Stored[Any], values: Iterator[Leaf]) -> Iterator[tuple[Any, ...]]:
    yield (stored.kind, stored.id)
    yield from ((stored.kind, stored.id, leaf.path, leaf.value) for leaf in values)


def check_journal(journal: Journal, reader: str) -> int:
    """Check that a reader's journal holds what it should, to the letter; return how much."""
    theirs = journal.for_reader(reader, TODAY)
    should, does = should_hold(journal, reader), does_hold(theirs)
    assert Counter() == does - should, f"{reader} sees too much"
    assert Counter() == should - does, f"{reader} sees too little"
    assert () == theirs.problems(ALL_KINDS), f"{reader} is told of files"
    return does.total()
