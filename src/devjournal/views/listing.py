"""A list of the records of one kind: the facts that tell them apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from devjournal.frozen import dataclass
from devjournal.journal.names import short_ids
from devjournal.models.kinds import ENTRY_KINDS, kind_called
from devjournal.practice.settle import FILL_IN, NAME, command

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record: its short form (None: it has no letters), and its facts by their names."""

    ref: Ref
    short: str | None
    is_open: bool
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The records of a kind, open ones or all; `closed` is how many were left out.

    `columns` are the facts worth a column, `next_step` the command that adds a record.
    """

    plural: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    closed: int
    next_step: str | None


def build_listing(journal: Journal, word: str, *, everything: bool) -> Listing:
    """Return the records that `word` names: a kind, or an entry's kind, singular or plural.

    Raises UsageError for any other word.
    """
    word = word.strip().lower()
    kind = kind_called(word)
    variant = next((name for name in ENTRY_KINDS if word in (name, f"{name}s")), "")
    found = journal.entries_of(variant) if variant else tuple(journal.all(kind.name).values())
    shown = [one for one in found if everything or one.is_open]
    shorts = short_ids(journal) if kind.lettered else {}
    facts = _FACTS[variant or kind.name]
    rows = [_row(journal, one, shorts.get(one.id), facts) for one in shown]
    return Listing(
        plural=_PLURALS.get(variant, f"{variant}s") if variant else kind.plural,
        columns=_columns(facts, shown, everything=everything),
        rows=tuple(sorted(rows, key=_order)),
        closed=len(found) - len(shown),
        next_step=_NEXT_STEPS.get(variant or kind.name),
    )


Fact = Callable[["Journal", Any], Any]


def _row(
    journal: Journal, stored: Stored[Any], short: str | None, facts: Mapping[str, Fact | None]
) -> Row:
    record = stored.record
    told = {
        name: tell(journal, record) if tell else getattr(record, name)
        for name, tell in facts.items()
        if name != _NEXT
    }
    if _NEXT in facts:
        told[_NEXT] = _next_meeting(journal, stored.id)
    return Row(ref=stored.ref, short=short, is_open=stored.is_open, facts=told)


def _columns(
    facts: Mapping[str, Fact | None], shown: list[Stored[Any]], *, everything: bool
) -> tuple[str, ...]:
    """Return every fact but a state that says the same of all."""
    states = {one.record.current for one in shown if hasattr(one.record, "current")}
    tells = everything or len(states) > 1
    return tuple(name for name in facts if name != "state" or tells)


def _order(row: Row) -> tuple[bool, str, str]:
    """By the day that the row's record is about, those without one last; then by id."""
    days = [row.facts[name] for name in _DAYS if name in row.facts]
    day = days[0] if days else None
    return day is None, day.isoformat() if day else "", row.ref.id


def _who(journal: Journal, record: Any) -> str | None:
    return journal.person_in(record.relationship) if record.relationship else None


def _person(field: str) -> Fact:
    def tell(journal: Journal, record: Any) -> str | None:
        person = getattr(record, field)
        return journal.name_of(person) if person else None

    return tell


def _at(journal: Journal, record: Any) -> dt.datetime:
    return journal.moment(record.at)


def _next_meeting(journal: Journal, relationship: str) -> dt.datetime | None:
    meeting = journal.next_meeting(relationship)
    return journal.moment(meeting.record.at) if meeting else None


def _label(_journal: Journal, record: Any) -> str:
    return str(record.label)


def _now(_journal: Journal, record: Any) -> Mapping[str, Any] | None:
    """Where a goal's measure began, stands and goes; None if it is not measured."""
    if record.value is None and record.target is None:
        return None
    return {name: getattr(record, name) for name in ("baseline", "value", "target", "unit")}


def _health(_journal: Journal, record: Any) -> str | None:
    return record.latest.health if record.latest else None


def _gap(_journal: Journal, record: Any) -> int | None:
    """How many levels a skill is below its target, 0 where it is reached. (P086)"""
    level, target = record.level, record.target
    return None if level is None or target is None else max(int(target - level), 0)


_NEXT = "next"
_DAYS = ("on", "at", "due", "raised_on")
_PLURALS = {"feedback": "feedback", "vouched": "vouched", "gave": "gave"}
_ENTRY: Mapping[str, Fact | None] = {"on": None, "text": None}

_FACTS: Mapping[str, Mapping[str, Fact | None]] = {
    "profile": {"name": None, "target_role": None, "timezone": None},
    "person": {"name": None, "title": None, "organisation": None, "domains": None},
    "relationship": {
        "who": _person("person"),
        "what": _label,
        "state": None,
        "purpose": None,
        _NEXT: None,
    },
    "skill": {
        "name": None,
        "importance": None,
        "baseline": None,
        "level": None,
        "target": None,
        "gap": _gap,
    },
    "objective": {
        "title": None,
        "kpi": None,
        "baseline": None,
        "target": None,
        "unit": None,
        "period": None,
        "state": None,
    },
    "goal": {
        "title": None,
        "progress": None,
        "now": _now,
        "health": _health,
        "due": None,
        "state": None,
    },
    "topic": {"who": _who, "text": None, "kind": None, "raised_on": None, "state": None},
    "meeting": {"at": _at, "who": _who, "minutes": None, "state": None},
    "action": {"title": None, "owner": None, "who": _who, "due": None, "state": None},
    "opportunity": {
        "title": None,
        "type": None,
        "scale": None,
        "on": None,
        "state": None,
        "outcome": None,
    },
    "entry": {"on": None, "kind": None, "text": None},
    "win": {**_ENTRY, "objective": None, "numbers": None},
    "feedback": {**_ENTRY, "given_by": _person("given_by"), "intent": None},
    "lesson": {**_ENTRY, "skill": None},
    "setback": {**_ENTRY, "processing_until": None, "state": None},
    "vouched": {**_ENTRY, "by": _person("by"), "act": None},
    "gave": {**_ENTRY, "who": _person("who")},
    "resource": {**_ENTRY, "title": None, "author": None, "read_on": None},
    "assessment": _ENTRY,
    "reflection": _ENTRY,
    "note": _ENTRY,
}
"""Kind (an entry's own kind) to its facts; None: the field of that name."""

_NEXT_STEPS: Mapping[str, str] = {
    "person": command("person", "add", NAME),
    "relationship": command("meet", NAME, "--as", "mentor", "--purpose", FILL_IN),
    "skill": command("skill", "add", "--starter"),
    "objective": command("objective", "add", FILL_IN),
    "goal": command("goal", "add", FILL_IN),
    "topic": command("topic", NAME, FILL_IN),
    "opportunity": command("opportunity", "add", FILL_IN),
    "meeting": command("meet", NAME, "--next", "15-oct 15:00"),
    "action": command("action", FILL_IN),
    "entry": command("win", FILL_IN),
    "assessment": command("assess"),
    "setback": command("setback", "add", FILL_IN),
    **{
        kind: command(kind, FILL_IN)
        for kind in ("win", "feedback", "lesson", "vouched", "gave", "resource", "note")
    },
}
"""Kind to the command that adds one; a kind without such a command is not here."""
