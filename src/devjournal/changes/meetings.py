"""Meeting somebody: the person, the relationship and its next meeting, in one operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

from devjournal.dates import next_on_rhythm, show_moment
from devjournal.errors import Refused, UsageError
from devjournal.journal.names import person_called, refuse_unread
from devjournal.models import ids
from devjournal.models.base import replace
from devjournal.models.meetings import Meeting
from devjournal.models.people import THEIR_WORD, Person, Relationship
from devjournal.practice.meetings import DEFAULT_MINUTES

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.changes.operation import Changes
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored

Kind = Literal["mentor", "coach", "sponsor", "partner"]
Role = Literal["receiving", "giving", "equal"]

KINDS: tuple[Kind, ...] = ("mentor", "coach", "sponsor", "partner")
GIVEN: dict[str, Kind] = {word: cast("Kind", kind) for kind, word in THEIR_WORD.items()}
"""What I call somebody I give to, with the kind of relationship that is."""

_RHYTHM = {"cadence": "monthly", "minutes": DEFAULT_MINUTES}
"""How often and how long, unless somebody says otherwise. (P055)"""


def role_and_kind(word: str) -> tuple[Role, Kind]:
    """Return my role and the kind for what somebody is to me: mentor, mentee, partner...

    Raises KeyError for any other word.
    """
    if word in GIVEN:
        return "giving", GIVEN[word]
    kind = {kind: kind for kind in KINDS}[cast("Kind", word)]
    return ("equal" if kind == "partner" else "receiving"), kind


def meet(
    changes: Changes,
    name: str,
    word: str,
    *,
    at: dt.datetime | None = None,
    about_them: dict[str, Any] | None = None,
    **facts: Any,
) -> Ref:
    """Meet `name`, who is a `word` to me; what is there already is taken up.

    Returns the relationship. `facts` are its fields, `about_them` those of the person. Raises
    Refused for a relationship without a purpose (P030) or that can't be started.
    """
    person = person_for(changes, name, about_them or {})
    role, kind = role_and_kind(word)
    known = relationship_as(changes.journal, person.id, word)
    facts = _given(facts)
    if known is None:
        new = Relationship(person=person.id, kind=kind, my_role=role, **{**_RHYTHM, **facts})
        ref = changes.add("relationship", new.move("start", changes.today))
    else:
        ref = known.ref
        record = replace(known.record, **facts)
        if record.state == "paused":
            raise Refused(f"{known.id} is paused", hint=record.moves_hint())
        is_active = record.state == "active"
        changes.update(known, record if is_active else record.move("start", changes.today))
    if at is not None:
        plan_next(changes, ref.id, at)
    return ref


def person_for(changes: Changes, name: str, about: dict[str, Any]) -> Stored[Person]:
    """Return who is called `name`, added if new, with what is said `about` them."""
    known = person_called(changes.journal, name)
    if known is None:
        ref = changes.add("person", Person(name=name, **_given(about)))
    else:
        ref = known.ref
        changes.set(known, **_given(about))
    return cast("Stored[Person]", changes.journal.all("person")[ref.id])


def _given(facts: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in facts.items() if value not in (None, ())}


def relationship_as(journal: Journal, person: str, word: str) -> Stored[Relationship] | None:
    """Return the relationship in which a person is a `word` to me, unless it is closed.

    Raises BadFile if it may stand in a file that can't be read.
    """
    role, kind = role_and_kind(word)
    for stored in journal.relationships:
        record = stored.record
        is_meant = (record.person, record.my_role, record.kind) == (person, role, kind)
        if is_meant and record.state != "closed":
            return stored
    usual = ids.relationship_id(person, kind, role == "giving", journal.all("relationship"))
    refuse_unread(journal, usual, ("relationship",))
    return None


def plan_next(changes: Changes, relationship: str, at: dt.datetime, **facts: Any) -> str:
    """Plan the next meeting of a relationship at a moment; return its id.

    The planned one that is to come, if there is one, moves there; else it is a new one. One
    that waits to be logged stays as it is. A moment that has passed is a UsageError.
    """
    if at < changes.now:
        raise UsageError(f"{show_moment(at)} has passed", hint="the next meeting is to come")
    journal = changes.journal
    for planned in journal.meetings_with(relationship):
        was = journal.moment(planned.record.at)
        if planned.record.state == "planned" and was >= changes.now:
            record = replace(planned.record, **facts)
            moved = record if was == at else record.move("postpone", changes.today, at=at)
            changes.update(planned, moved)
            return planned.id
    return add_meeting(changes, relationship, at, **facts)


def add_meeting(changes: Changes, relationship: str, at: dt.datetime, **facts: Any) -> str:
    """Add one more meeting of a relationship, as long as its meetings are; return its id."""
    record = changes.journal.all("relationship")[relationship].record
    usual = {"minutes": record.minutes, "channel": record.channel}
    new = Meeting(relationship=relationship, at=at, **{**usual, **facts})
    return changes.add("meeting", new).id


def next_day(journal: Journal, relationship: str, today: dt.date) -> dt.date | None:
    """Return the day of the next meeting: the planned one, else the one that the rhythm expects.

    None if neither is known; an expected day that has passed counts as today.
    """
    planned = journal.next_meeting(relationship, today)
    if planned and journal.day_of(planned.record.at) >= today:
        return journal.day_of(planned.record.at)
    cadence = journal.all("relationship")[relationship].record.cadence
    held = journal.held_with(relationship)
    if not (held and cadence):
        return None
    return max(next_on_rhythm(journal.day_of(held[-1].record.at), cadence), today)


def usual_time(journal: Journal, relationship: str) -> dt.time | None:
    """Return the time of day they meet: the agreed one, else that of the last meeting."""
    agreed: dt.time | None = journal.all("relationship")[relationship].record.time
    if agreed:
        return agreed
    meetings = journal.meetings_with(relationship)
    return journal.moment(meetings[-1].record.at).time() if meetings else None
