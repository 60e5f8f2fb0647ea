"""What a reader may see of a journal, worked out anew from the tests' own table.

It is written from DESIGN part 3 and calls nothing of `journal/visibility.py`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from devjournal.models.base import Table, given, replace
from devjournal.models.links import links_of
from devjournal.models.registry import KINDS
from tests.privacy.filler import BEFORE, TODAY
from tests.privacy.who_sees_what import WHO_SEES_WHAT

if TYPE_CHECKING:
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
        self.audience, _, then = reader.partition(":")
        self.then = BEFORE if then == str(BEFORE) else today
        is_known = self.audience in ("manager", "exec") and then in ("", str(BEFORE))
        self.is_somebody = self.mine is not None or is_known or reader == "assistant"

    def sees(self, stored: Stored[Any]) -> bool:
        """Whether the reader may know of a record."""
        if not self.is_somebody or stored.kind == "layout":  # how I lay my own pages out
            return False
        own = stored.record.visibility
        if own is None or stored.kind == "meeting":
            return self._reaches(stored)
        return self._is_told(own, stored)

    def leaves(self, stored: Stored[Any]) -> Iterator[Leaf]:
        """Yield the values of a record that the reader sees."""
        name = stored.record.kind if stored.kind == "entry" else stored.kind
        roles = stored.record.present_roles(self.today) if name == "profile" else ()
        has_roles = name == "profile"
        record = replace(stored.record, roles=roles) if has_roles else stored.record
        for leaf in leaves(record):
            if not self._may(stored, name, leaf.path):
                continue
            if leaf.link is None or self.link_shows(leaf):
                yield leaf
            elif leaf.path == ("credit",) and (helper := self._named_helper(leaf.value)):
                yield leaf._replace(value=helper)

    def _named_helper(self, id_: str) -> str | None:
        """The name of who helped with a win, which everybody is told who sees the win."""
        person = self.journal.all("person").get(id_)
        return person.record.name if person and person.record.visibility != "private" else None

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
        may = may or (path[0] in row.told and self._is_told(stored.record.visibility, stored))
        inside = WHO_SEES_WHAT.get(f"{name}.{path[0]}")
        return may and (inside is None or path[1] in inside.shown)

    def _is_told(self, visibility: str | tuple[str, ...] | None, stored: Stored[Any]) -> bool:
        if visibility is None or visibility == "private":
            return False
        if self.reader == "assistant":
            return "assistant" in visibility
        if self.mine is not None:
            return visibility == "shared" or self.reader in visibility
        words = [self.audience] if visibility == "shared" else visibility
        for name, _, day in (word.partition(":") for word in words):
            on = dt.date.fromisoformat(day) if day else self._day(stored)
            is_then = self._time(name, on) == self._time(name, self.then)
            if name == self.audience and is_then:
                return True
        return False

    def _day(self, stored: Stored[Any]) -> dt.date | None:
        record = stored.record
        if stored.kind == "entry":
            return cast("dt.date", record.on)
        at = getattr(record, "at", None)
        days = [record.created, getattr(record, "raised_on", None)]
        days += [getattr(record, "proposed_on", None), getattr(record, "start", None)]
        days += [self.journal.day_of(at) if at else None]
        return next((day for day in days if day), None)

    def _time(self, audience: str, on: dt.date | None) -> int | None:
        """Which employer's time a day lies in, or which manager's; None if nobody knows."""
        profile = self.journal.all("profile")["journal"].record
        firsts: set[dt.date] = set()
        roles = sorted(profile.roles, key=lambda role: role.since or dt.date.min)
        for n, role in enumerate(roles):
            earlier = [one for one in roles[:n] if one.organisation]
            is_told = role.since and role.organisation and earlier
            if is_told and all(one.until and one.until < role.since for one in earlier):
                latest = max(earlier, key=lambda one: one.until)
                if latest.organisation.casefold() != role.organisation.casefold():
                    firsts.add(role.since)
        if audience == "manager":
            firsts |= {one.until + dt.timedelta(days=1) for one in profile.former_managers}
        if on is None:
            return None if firsts else 0
        return sum(first <= on for first in firsts)

    def _is_of_their_firm(self, stored: Stored[Any]) -> bool:
        day = self._day(stored)
        time = self._time("exec", day)
        if self.mine is None:
            mine, its = self._time(self.audience, self.then), self._time(self.audience, day)
            is_over = mine != self._time(self.audience, dt.date.max)
            is_later = is_over and (mine is None or its is None or its > mine)
            return time == self._time("exec", self.then) and not is_later
        if self._is_outsider():
            return False
        begun = self._time("exec", self.mine.record.start or self._day(self.mine) or self.today)
        return time is not None and begun is not None and begun <= time

    def _is_outsider(self) -> bool:
        assert self.mine
        person = self.journal.all("person").get(self.mine.record.person)
        if self.mine.record.my_role == "giving":
            return True
        roles = self.journal.all("profile")["journal"].record.present_roles(self.today)
        firms = {role.organisation.casefold() for role in roles if role.organisation}
        if person is None or not person.record.paid:
            return False
        return (person.record.organisation or "").casefold() not in firms

    def _reaches(self, stored: Stored[Any]) -> bool:
        record = stored.record
        name = record.kind if stored.kind == "entry" else stored.kind
        if name == "topic" and record.kind in ("concern", "personal"):
            return False
        if name == "opportunity" and record.outcome == "sank":
            return False
        if self.reader == "assistant":
            told = self.journal.all("profile")["journal"].record.settings
            return told is not None and name in told.assistant_sees
        return any(self._is(who, stored) for who in WHO_SEES_WHAT[name].reaches)

    def _is(self, who: str, stored: Stored[Any]) -> bool:
        record = stored.record
        if who == "everybody":
            return True
        if who in ("the-firm", "manager"):
            return self._is_business(who, stored)
        if who == "whose-goals-or-ask-name-it":
            return stored.id in self._named_skills()
        if self.mine is None:
            return False
        if who == "its-relationship":
            return bool(record.relationship == self.mine.id)
        if who == "its-sponsor":
            return record.sponsor == self.mine.record.person and not self._is_outsider()
        if who == "its-own":
            return bool(stored.id == self.mine.record.person)
        assert who == "itself"
        return stored.id == self.mine.id

    def _is_business(self, who: str, stored: Stored[Any]) -> bool:
        if who == "the-firm":
            return self._is_of_their_firm(stored)
        serves = self.journal.all("objective").get(stored.record.objective)
        is_mine = self.audience == "manager" and not getattr(stored.record, "relationship", None)
        return bool(is_mine and serves and self._is_of_their_firm(serves))

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
    then = [f"manager:{BEFORE}", f"exec:{BEFORE}", "manager:then"]
    named = ["manager", "exec", "assistant"]
    return [*journal.all("relationship"), *named, *then, "nobody-here"]


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
