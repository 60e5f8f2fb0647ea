"""Meeting somebody: the person, the relationship and its next meeting, in one operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

from devjournal.dates import show_moment
from devjournal.errors import Refused, UsageError
from devjournal.journal.names import person_called, refuse_unread
from devjournal.models import ids
from devjournal.models.base import replace
from devjournal.models.meetings import Meeting
from devjournal.models.people import THEIR_WORD, Person, Relationship
from devjournal.practice.meetings import DEFAULT_MINUTES

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.changes.draft import Draft
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
    draft: Draft,
    name: str,
    word: str,
    *,
    at: dt.datetime | None = None,
    about_them: dict[str, Any] | None = None,
    **facts: Any,
) -> Ref:
    """Draft meeting `name`, who is a `word` to me; what is there already is taken up.

    Returns the relationship. `facts` are its fields, `about_them` those of the person. Raises
    Refused for a relationship without a purpose (P030) or that can't be started.
    """
    person = person_for(draft, name, about_them or {})
    role, kind = role_and_kind(word)
    bound = bound_as(draft.journal, person.id, word)
    facts = {field: value for field, value in facts.items() if value not in (None, ())}
    if bound is None:
        new = Relationship(person=person.id, kind=kind, my_role=role, **{**_RHYTHM, **facts})
        ref = draft.add("relationship", new.move("start", draft.today))
        bound = draft.journal.all("relationship")[ref.id]
    else:
        _take_up(draft, bound, facts)
    if at is not None:
        plan_next(draft, bound.id, at)
    return bound.ref


def person_for(draft: Draft, name: str, about: dict[str, Any]) -> Stored[Person]:
    """Return who is called `name`, drafted if new, with what is told `about` them."""
    about = {field: value for field, value in about.items() if value not in (None, ())}
    known = person_called(draft.journal, name)
    if known is None:
        ref = draft.add("person", Person(name=name, **about))
        return cast("Stored[Person]", draft.journal.all("person")[ref.id])
    draft.change(known, replace(known.record, **about))
    return cast("Stored[Person]", draft.journal.all("person")[known.id])


def bound_as(journal: Journal, person: str, word: str) -> Stored[Relationship] | None:
    """Return the relationship in which a person is a `word` to me, unless it is closed.

    Raises BadFile if it may stand in a file that can't be read.
    """
    role, kind = role_and_kind(word)
    for bound in journal.relationships:
        told = (bound.record.person, bound.record.my_role, bound.record.kind)
        if told == (person, role, kind) and bound.record.state != "closed":
            return bound
    _refuse_unread(journal, person, role, kind)
    return None


def _refuse_unread(journal: Journal, person: str, role: Role, kind: Kind) -> None:
    """Raise BadFile if what they are to me may stand in a file that can't be read."""
    usual = ids.relationship_id(person, kind, role == "giving", journal.all("relationship"))
    refuse_unread(journal, usual, ("relationship",))


def _take_up(draft: Draft, bound: Stored[Relationship], facts: dict[str, Any]) -> None:
    record = replace(bound.record, **facts)
    if record.state == "paused":
        raise Refused(f"{bound.id} is paused", hint=record.moves_hint())
    draft.change(bound, record if record.state == "active" else record.move("start", draft.today))


def plan_next(draft: Draft, relationship: str, at: dt.datetime, **facts: Any) -> str:
    """Draft the next meeting of a relationship at a moment; return its id.

    The planned one that is to come, if there is one, moves there; else it is a new one. One
    that waits to be logged stays as it is. A moment that has passed is a UsageError.
    """
    if at < draft.now:
        raise UsageError(f"{show_moment(at)} has passed", hint="the next meeting is to come")
    planned = _coming(draft, relationship)
    if planned is not None:
        record = replace(planned.record, **facts)
        same = draft.journal.moment(record.at) == at
        draft.change(planned, record if same else record.move("postpone", draft.today, at=at))
        return planned.id
    return add_meeting(draft, relationship, at, **facts)


def _coming(draft: Draft, relationship: str) -> Stored[Meeting] | None:
    planned = (m for m in draft.journal.meetings_with(relationship) if m.record.state == "planned")
    return next((m for m in planned if draft.journal.moment(m.record.at) >= draft.now), None)


def add_meeting(draft: Draft, relationship: str, at: dt.datetime, **facts: Any) -> str:
    """Draft one more meeting of a relationship, as long as its meetings are; return its id."""
    bound = draft.journal.all("relationship")[relationship].record
    usual = {"minutes": bound.minutes, "channel": bound.channel}
    return draft.add("meeting", Meeting(relationship=relationship, at=at, **{**usual, **facts})).id
