"""The life of a request: drafted, sent, and answered with yes, no or later. (P084-P093)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.changes.meetings import person_for, plan_next, relationship_as, role_and_kind
from devjournal.errors import Refused, UsageError
from devjournal.models.base import replace
from devjournal.models.people import Ask, Relationship
from devjournal.practice.asking import require_specific

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.changes.operation import Changes
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored

_PASSED_ON = ("purpose", "purpose_kind", "outcomes", "objectives")
"""What of a relationship goes to whom they recommend instead."""


def draft_ask(
    changes: Changes,
    name: str,
    word: str,
    asked: dict[str, Any],
    *,
    about_them: dict[str, Any] | None = None,
    **facts: Any,
) -> Ref:
    """Word a request to `name`, who is to become a `word` to me; return the candidate.

    `asked` are the fields of the request, `facts` those of the relationship; what a candidate
    says already stays unless it is said anew. Raises Refused for an open-ended request (P084,
    P088) and for one that was sent already.
    """
    person = person_for(changes, name, about_them or {})
    known = relationship_as(changes.journal, person.id, word)
    if known is not None:
        require_unsent(known)
    before = known.record.ask if known else None
    ask = replace(before or Ask(), **asked)
    require_specific(ask)
    if known is not None:
        changes.set(known, ask=ask, **facts)
        return known.ref
    return _add_candidate(changes, person.id, word, ask=ask, **facts)


def require_unsent(known: Stored[Relationship]) -> None:
    """Raise Refused for a request that is not mine to word any more."""
    state = known.record.state
    if state not in ("candidate", "later"):
        raise Refused(
            f"the request was sent and can't be reworded: {known.id} is {state}",
            hint="it can be before it is sent, and after an answer of later",
        )


def _add_candidate(changes: Changes, person: str, word: str, **facts: Any) -> Ref:
    """Add somebody whom I mean to ask. (P082)"""
    role, kind = role_and_kind(word)
    new = Relationship(person=person, kind=kind, my_role=role, **{"origin": "i_asked", **facts})
    return changes.add("relationship", new)


def accept(
    changes: Changes, stored: Stored[Relationship], purpose: str | None, at: dt.datetime | None
) -> None:
    """Record their yes: the relationship starts, with its first meeting if it has a moment. (P090)

    Its purpose is the one given, else its own, else what the request was about; the meetings
    asked for are the meetings agreed on (P089). Raises Refused without any purpose (P030).
    """
    record = stored.record
    ask = replace(record.ask or Ask(), answer="yes", follow_up_on=None)
    started = replace(
        record.move("start", changes.today),
        ask=ask,
        purpose=purpose or purpose_of(changes.journal, record),
        meetings_agreed=record.meetings_agreed or ask.meetings,
    )
    changes.update(stored, started)
    if at is not None:
        plan_next(changes, stored.id, at)


def purpose_of(journal: Journal, record: Relationship) -> str | None:
    """Return why we are to work together: as given, else the skill asked for, else the focus."""
    ask = record.ask or Ask()
    skill = journal.get(("skill", ask.skill)) if ask.skill else None
    named = skill.record.name if skill else ask.skill
    return record.purpose or named or ask.focus


def put_off(changes: Changes, stored: Stored[Relationship], until: dt.date) -> None:
    """Record their "later", and the day to come back to them. (P091)"""
    if until <= changes.today:
        raise UsageError(f"{until.isoformat()} is not to come", hint="--on is the day to ask again")
    changes.move(stored, "put off", follow_up_on=until)


def decline(
    changes: Changes, stored: Stored[Relationship], refer: str | None, why: str | None
) -> Ref | None:
    """Record their no; whom they recommended becomes a candidate, whom I return. (P092)

    The candidate takes over the request, but for what I saw somebody else do.
    """
    record = stored.record
    record.require_move("decline")  # a refusal comes before anybody is added
    referred = person_for(changes, refer, {}) if refer else None
    if referred is not None and referred.id == record.person:
        raise UsageError(f"--refer {refer}: that is who said no", hint="name somebody else")
    changes.move(stored, "decline", why=why, referred_to=referred.id if referred else None)
    if referred is None:
        return None
    if referred.record.introduced_by is None:
        changes.set(referred, introduced_by=record.person)
    known = relationship_as(changes.journal, referred.id, record.label)
    if known:
        return known.ref
    asked = record.ask
    ask = asked and replace(
        asked,
        **dict.fromkeys(("evidence", "sent_on", "answer", "follow_up_on", "referred_to")),
    )
    kept = {name: getattr(record, name) for name in _PASSED_ON}
    return _add_candidate(changes, referred.id, record.label, ask=ask, **kept)
