"""Who may see what: one table, and the journal that a reader gets by it.

Private until shared (P033): a field that is not in the table reaches nobody. A page for a
reader is built from `shown_to(journal, reader)`, so it can't tell what it does not have.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from devjournal.journal.journal import Journal, Loaded
from devjournal.journal.stored import Stored
from devjournal.records.plain import links_of

if TYPE_CHECKING:
    from devjournal.records.fields import Link
    from devjournal.records.profile import Profile

AUDIENCES: tuple[str, ...] = ("manager", "exec")
"""Readers that are no relationship."""

Default = Callable[["_Sight", Stored[Any]], bool]


def _every(_sight: _Sight, _stored: Stored[Any]) -> bool:
    return True


def _nobody(_sight: _Sight, _stored: Stored[Any]) -> bool:
    return False


def _bound(sight: _Sight, stored: Stored[Any]) -> bool:
    bound: str | None = stored.record.relationship
    return bound is not None and bound == sight.relationship_id


def _own_relationship(sight: _Sight, stored: Stored[Any]) -> bool:
    return stored.id == sight.relationship_id


def _own_person(sight: _Sight, stored: Stored[Any]) -> bool:
    return stored.id == sight.person


def _goal(sight: _Sight, stored: Stored[Any]) -> bool:
    goal = stored.record
    for_manager = sight.reader == "manager" and goal.objective and not goal.relationship
    return bool(for_manager) or _bound(sight, stored)


def _skill(sight: _Sight, stored: Stored[Any]) -> bool:
    return stored.id in sight.skills


def _topic(sight: _Sight, stored: Stored[Any]) -> bool:
    return stored.record.kind not in ("concern", "personal") and _bound(sight, stored)


def _opportunity(sight: _Sight, stored: Stored[Any]) -> bool:
    chance = stored.record
    if chance.outcome == "sank":
        return False
    if sight.reader == "manager":
        return chance.objective is not None
    return sight.person is not None and chance.sponsor == sight.person


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """Who sees a kind unless a record's own visibility says otherwise, and which fields."""

    default: Default
    fields: tuple[str, ...]


_ENTRY = (
    *("on", "kind", "text", "goal", "skill", "relationship", "meeting"),
    *("objective", "opportunity", "about"),
)
_STATE = ("state", "closed_on")
_GOAL = ("title", "relationship", "skill", "objective", "measure", "unit", "baseline", "target")

TABLE: Mapping[str, Rule] = {
    "win": Rule(
        _every,
        (
            *_ENTRY,
            *("so_what", "business_line", "served", "scale", "credit", "evidence", "numbers"),
        ),
    ),
    "objective": Rule(
        _every, ("title", "kpi", "unit", "baseline", "target", "owner", "period", *_STATE)
    ),
    "person": Rule(_own_person, ("name",)),
    "relationship": Rule(
        _own_relationship,
        (
            *("person", "kind", "my_role", "state", "purpose", "outcomes", "objectives"),
            *("cadence", "weekday", "time", "minutes", "channel", "meetings_agreed"),
            *("review_on", "agreement"),
        ),
    ),
    "meeting": Rule(
        _bound,
        ("relationship", "at", "minutes", "channel", "decisions", "next_focus", *_STATE),
    ),
    "goal": Rule(
        _goal, (*_GOAL, "due", "checkins.on", "checkins.value", "checkins.health", *_STATE)
    ),
    "skill": Rule(_skill, ("name", "importance", "target", "owners", "ratings")),
    "topic": Rule(
        _topic,
        (
            *("text", "relationship", "kind", "focus", "deep_dive", "minutes", "raised_on"),
            *("meeting", "conclusion", *_STATE),
        ),
    ),
    "action": Rule(_bound, ("title", "owner", "due", "relationship", *_STATE)),
    "opportunity": Rule(
        _opportunity,
        (
            *("title", "type", "purpose", "scale", "stretch", "sponsor", "stakeholders"),
            *("decision_makers", "exposure", "objective", "expected_result", "result"),
            *("prep_goals", "retry_of", "proposed_on", "accepted_on", "on", "outcome", *_STATE),
        ),
    ),
    "vouched": Rule(_bound, (*_ENTRY, "by", "act", "via", "risk_taken")),
    "gave": Rule(_bound, (*_ENTRY, "who", "what")),
    "resource": Rule(_bound, (*_ENTRY, "title", "author", "source", "link", "read_on")),
    "feedback": Rule(
        _nobody,
        (*_ENTRY, "given_by", "situation", "behaviour", "impact", "verbatim", "intent"),
    ),
    "lesson": Rule(_nobody, _ENTRY),
    "setback": Rule(
        _nobody,
        (*_ENTRY, "processing_until", "feedback", "gap_skills", "new_approach", *_STATE),
    ),
    "assessment": Rule(_nobody, (*_ENTRY, "accomplishments", "impact", "improve")),
    "reflection": Rule(_nobody, _ENTRY),
    "note": Rule(_nobody, _ENTRY),
}
"""Kind (an entry's own kind) to its rule. A meeting's notes and the profile are below."""

PROFILE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "every": ("schema", "name", "roles"),
    "relationship": ("aspiration", "target_role", "can_offer"),
}
"""What of the profile reaches every reader, and what more a relationship."""


LIKE_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
"""A name written like an id may be the id of a record whose file can't be read now."""


def shown_to(journal: Journal, reader: str, today: dt.date) -> Journal:
    """Return the journal that `reader` may see; an unknown reader gets an empty one."""
    sight = _Sight(journal, reader, today)
    totals = journal.totals if reader == "manager" else None
    return Journal(sight.load, reader=reader, totals=totals)


def is_reader(journal: Journal, reader: str) -> bool:
    """Whether there is such a reader: an audience, or a relationship's id."""
    return reader in AUDIENCES or reader in journal.all("relationship")


def rule_of(stored: Stored[Any]) -> Rule:
    """Return the row of the table that a record falls under."""
    return TABLE[stored.record.kind if stored.kind == "entry" else stored.kind]


class _Sight:
    """One reader's look at a journal."""

    def __init__(self, journal: Journal, reader: str, today: dt.date) -> None:
        self.journal = journal
        self.today = today
        self.reader = reader
        self.known = is_reader(journal, reader)
        self.relationship = journal.all("relationship").get(reader)

    @property
    def relationship_id(self) -> str | None:
        return self.relationship.id if self.relationship else None

    @property
    def person(self) -> str | None:
        return self.relationship.record.person if self.relationship else None

    @cached_property
    def skills(self) -> frozenset[str]:
        """The skills that the goals this reader sees, or the request to them, name."""
        goals = (stored for stored in self.journal.goals if self.sees(stored))
        named = {goal.record.skill for goal in goals}
        ask = self.relationship.record.ask if self.relationship else None
        return frozenset(skill for skill in (*named, ask and ask.skill) if skill)

    def load(self, kind: str) -> Loaded:
        """Return the records of a kind that this reader sees, with the fields they see."""
        if kind == "profile":
            profile = self.journal.profile
            return Loaded({"journal": self._profile(profile)} if profile and self.known else {})
        seen = (one for one in self.journal.all(kind).values() if self.sees(one))
        return Loaded({stored.id: self._redacted(stored) for stored in seen})

    def sees(self, stored: Stored[Any]) -> bool:
        """Whether this reader sees a record at all."""
        if not self.known:
            return False
        own = None if stored.kind == "meeting" else stored.record.visibility
        return self._named_in(own) if own else rule_of(stored).default(self, stored)

    def _named_in(self, visibility: str | tuple[str, ...]) -> bool:
        return visibility == "shared" or (
            not isinstance(visibility, str) and self.reader in visibility
        )

    def _profile(self, stored: Stored[Profile]) -> Stored[Profile]:
        fields = PROFILE_FIELDS["every"]
        if self.relationship:
            fields += PROFILE_FIELDS["relationship"]
        present = stored.record.present_roles(self.today)
        record = dataclasses.replace(_only(stored.record, fields), roles=present)
        return dataclasses.replace(stored, record=record, digest="")

    def _redacted(self, stored: Stored[Any]) -> Stored[Any]:
        fields = rule_of(stored).fields
        own = stored.record.visibility
        if stored.kind == "meeting" and own and self._named_in(own):
            fields += ("notes",)
        record = self._without_hidden_links(_only(stored.record, fields))
        return dataclasses.replace(stored, record=record, digest="")

    def _without_hidden_links(self, record: Any) -> Any:
        """A link shows only if its target does: ids carry titles."""
        for path, link in links_of(type(record)).items():
            record = _map_at(record, path, functools.partial(self._link, link))
        return record

    def _link(self, link: Link, id_: str) -> str | None:
        target = self.journal.all(link.kind).get(id_)
        if target is None:
            return id_ if link.or_name and not LIKE_AN_ID.fullmatch(id_) else None
        return id_ if self.sees(target) else None


def _only(record: Any, fields: tuple[str, ...]) -> Any:
    """Return a record with nothing but these fields; a dotted one keeps a table's field."""
    whole = {name for name in fields if "." not in name}
    inner: dict[str, tuple[str, ...]] = {}
    for name, _, sub in (name.partition(".") for name in fields if "." in name):
        inner[name] = (*inner.get(name, ()), sub)
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        if field.name in inner:
            tables = getattr(record, field.name)
            changes[field.name] = tuple(_only(table, inner[field.name]) for table in tables)
        elif field.name not in whole:
            changes[field.name] = _unset(field)
    return dataclasses.replace(record, **changes)


def _unset(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return "" if field.default is dataclasses.MISSING else field.default


def _map_at(holder: Any, path: tuple[str, ...], change: Callable[[str], str | None]) -> Any:
    """Return a record with the texts at a path changed; None removes one."""
    if holder is None:
        return None
    if isinstance(holder, tuple):
        changed = tuple(_map_at(item, path, change) for item in holder)
        return tuple(item for item in changed if item is not None)
    if not path:
        return change(holder)
    value = _map_at(getattr(holder, path[0]), path[1:], change)
    if value is None and _is_required(holder, path[0]):
        value = ""
    return dataclasses.replace(holder, **{path[0]: value})


def _is_required(holder: Any, name: str) -> bool:
    field = next(field for field in dataclasses.fields(holder) if field.name == name)
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
