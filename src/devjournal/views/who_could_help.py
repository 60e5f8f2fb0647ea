"""Who could help with a skill: who answers for it, who knows it, in whom I saw it. (P087)"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from devjournal.frozen import dataclass
from devjournal.journal.names import fold

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.person import Person
    from devjournal.models.relationship import Relationship
    from devjournal.models.skill import Skill


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A moment at which I saw somebody's skill."""

    where: str | None
    on: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody who could help: `refs` are the person and the open relationship with them.

    `label` is what they are to me there, `state` how it stands. An owner with a plain name
    has no record.
    """

    refs: tuple[Ref, ...]
    name: str
    label: str | None
    relationship: str | None
    state: str | None
    is_owner: bool
    domains: tuple[str, ...]
    seen: tuple[Sight, ...]


def find_helpers(journal: Journal, skill: Stored[Skill]) -> tuple[Helper, ...]:
    """Return who could help with a skill; those in whom I saw it come first, then by name."""
    known = {person.id for person in journal.people}
    helpers = [h for person in journal.people if (h := _helper(journal, person, skill))]
    named = [one for one in skill.record.owners if one != "me" and one not in known]
    helpers += [_named(one) for one in named]
    return tuple(sorted(helpers, key=_order))


def _helper(journal: Journal, person: Stored[Person], skill: Stored[Skill]) -> Helper | None:
    is_owner = person.id in skill.record.owners
    domains = tuple(one for one in person.record.domains if _same_field(one, skill.record.name))
    seen = tuple(_sights(person.record, skill))
    if not (is_owner or domains or seen):
        return None
    bound = _open_with(journal, person.id)
    return Helper(
        refs=(person.ref, bound.ref) if bound else (person.ref,),
        name=person.record.name,
        label=bound.record.label if bound else None,
        relationship=bound.id if bound else None,
        state=bound.record.state if bound else None,
        is_owner=is_owner,
        domains=domains,
        seen=seen,
    )


def _named(name: str) -> Helper:
    return Helper(
        refs=(),
        name=name,
        label=None,
        relationship=None,
        state=None,
        is_owner=True,
        domains=(),
        seen=(),
    )


def _same_field(domain: str, skill: str) -> bool:
    """Whether all words of one are words of the other: acumen, and financial acumen."""
    one, other = set(fold(domain).split()), set(fold(skill).split())
    return bool(one) and (one <= other or other <= one)


def _sights(person: Person, skill: Stored[Skill]) -> Iterator[Sight]:
    """Yield where I saw the skill in a person, the latest first."""
    names = (skill.id, fold(skill.record.name))
    fitting = [one for one in person.seen if one.skill in names or fold(one.skill) in names]
    for one in sorted(fitting, key=lambda seen: seen.on or dt.date.min, reverse=True):
        yield Sight(where=one.where, on=one.on)


def _open_with(journal: Journal, person: str) -> Stored[Relationship] | None:
    """Return the relationship in which they help me, or else any that is open with them."""
    found = [one for one in journal.relationships if one.is_open and one.record.person == person]
    found.sort(key=lambda one: (one.record.my_role == "giving", one.record.state != "active"))
    return found[0] if found else None


def _order(helper: Helper) -> tuple[bool, bool, bool, str]:
    return not helper.seen, not helper.domains, not helper.is_owner, fold(helper.name)
