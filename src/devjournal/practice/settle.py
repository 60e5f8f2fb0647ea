"""The command that settles something, as a person would type it, on the journal as it is."""

from __future__ import annotations

import contextlib
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from devjournal.dates import WEEKDAY_CHOICES, add_months
from devjournal.errors import BadFile, NotFound
from devjournal.journal.names import person_called, who
from devjournal.models.base import Table, by_name, life_of
from devjournal.models.ids import calling_word
from devjournal.models.lifecycle import moves_from
from devjournal.practice.counts import expected_next
from devjournal.shell import DAY, FILL_IN, LEVEL, MOMENT, NUMBER, PAST_DAY, command

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.base import Field
    from devjournal.practice.readiness import Need

ENDING = "completed, faded or ended"
_FRIDAY = 4
OUTCOME = "swam, mixed or sank"
WENT: Mapping[str, str] = {
    "swam": "went well",
    "mixed": "went partly well",
    "sank": "did not go well",
}
"""How an opportunity went, as every page says it, by its outcome."""


def fields_command(id_: str, *fields: Field, prefix: str = "") -> str:
    """Return the command that sets fields, each with a word of its kind to fill in."""
    first, *more = (f'{prefix}{field.name}="{_word_for(field)}"' for field in fields)
    return " ".join((command("set", id_), first, *more))


OF_A_CLOSED_ONE = ("closed_on", "closed_why", "closed_as")
"""Fields that no command sets on what is open."""


def mending_command(id_: str, holder: Any, path: Sequence[str | int]) -> str | None:
    """Return the command that mends what stands at a path of a record, or of any of its class.

    None where there is none.
    """
    *tables, name = path
    if name in OF_A_CLOSED_ONE and getattr(holder, "is_open", False) is True:
        return command("edit", id_)
    holder = holder if isinstance(holder, type) else type(holder)
    for table in tables:
        field = by_name(holder).get(str(table))
        if field is None or not field.is_table:
            return None
        holder = field.table
    if issubclass(by_name(holder)[str(name)].holds, (Table, dict)):
        return None  # tables are edited
    prefix = "".join(f"{table}." for table in tables)
    return fields_command(id_, by_name(holder)[str(name)], prefix=prefix)


def _word_for(field: Field) -> str:
    word = LEVEL if field.high == _MOST else _WORDS.get(field.holds, FILL_IN)
    if field.past:
        word = PAST_DAY
    elif field.name in ("weekday", "week_starts"):
        word = " or ".join(WEEKDAY_CHOICES)
    return " or ".join(field.choices) or word


_MOST = 5
_WORDS: Mapping[type, str] = {dt.date: DAY, dt.datetime: DAY, int: NUMBER, Decimal: NUMBER}


def start_command(stored: Stored[Any]) -> str:
    """Return the command that starts a relationship; it asks for what a start needs. (P030)"""
    record = stored.record
    needs = () if record.purpose else ("--purpose", FILL_IN)
    if record.kind == "partner" and not record.project:  # (P044)
        needs = (*needs, "--project", FILL_IN)
    return command("relationship", "start", stored.id, *needs)


def coach_term(start: dt.date) -> dt.date:
    """Return the last day to propose for a coach, who stays shorter than others do. (P038)"""
    return add_months(start, 6)


def draft_command(stored: Stored[Any], lacking: Iterable[Need]) -> str:
    """Return the command that words a request, with a word to fill in for each part it lacks."""
    parts = ((need.flag, _FILLED.get(need.flag, FILL_IN)) for need in lacking)
    return command("ask", "draft", stored.id, *(word for part in parts for word in part))


_FILLED: Mapping[str, str] = {"--level": LEVEL, "--meetings": NUMBER}


def moves_hint(journal: Journal, stored: Stored[Any], today: dt.date) -> str:
    """Return the commands that a record's state allows, one a line, as they run on it."""
    record = stored.record
    if stored.kind == "meeting" and record.relationship not in journal.all("relationship"):
        return command("check")  # with whom it was is not to be read here
    found = []
    for move in moves_from(life_of(type(record)), record.state):
        words = move.command.partition(",")[0].split()
        if stored.kind == "relationship" and move.verb == "start":
            found.append(start_command(stored))
        elif stored.kind != "meeting" or _is_its_turn(journal, stored, move.verb, today):
            told = {**_CAPITALS, "ID": stored.id, "WHO": getattr(record, "relationship", "")}
            if move.verb == "hold":
                told["DAY"] = journal.day_of(record.at).isoformat()
            found.append(command(*(told.get(word, word) for word in words)))
    return "\n".join(found) or f"{record.state} is its last state"


_CAPITALS = {"DAY": DAY, "WHEN": DAY, "TEXT": FILL_IN, "ENDING": ENDING, "OUTCOME": OUTCOME}


def _is_its_turn(journal: Journal, meeting: Stored[Any], verb: str, today: dt.date) -> bool:
    """Whether a command that names WHO is about this meeting, and its day allows it."""
    day, bound = journal.day_of(meeting.record.at), meeting.record.relationship
    if verb in ("cancel", "miss"):
        following = journal.next_meeting(bound, today if verb == "cancel" else None)
        is_next = following is not None and following.id == meeting.id
        return is_next and (verb == "cancel" or day <= today)
    return verb != "hold" or day <= today


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

    It says the day on which the rhythm would have them meet (P055), or the Monday after it for
    those who never met on a weekend. What does not run is begun again first.
    """
    stored = journal.all("relationship")[relationship]
    record = stored.record
    if begins := {"paused": "resume", "closed": "renew"}.get(record.state):
        return command("relationship", begins, relationship)
    if record.state != "active":
        return start_command(stored)
    with_them = [one for one in journal.relationships if one.record.person == record.person]
    is_one_of_several = sum(one.record.is_open for one in with_them) > 1
    which = ("--as", record.label) if is_one_of_several else ()
    expected = expected_next(journal, relationship, today)
    held = (journal.day_of(one.record.at) for one in journal.held_with(relationship))
    if expected and expected.weekday() > _FRIDAY and all(day.weekday() <= _FRIDAY for day in held):
        expected += dt.timedelta(days=7 - expected.weekday())
    when = expected.isoformat() if expected else DAY
    if record.time is None and not journal.meetings_with(relationship):  # no usual time to take
        when = MOMENT
    name, found = journal.name_of(record.person), None
    with contextlib.suppress(NotFound, BadFile):
        found = person_called(journal, name)
    if found is None or found.id != record.person:  # others bear the name
        name, which = relationship, ()
    return command("meet", name, *which, "--next", when)
