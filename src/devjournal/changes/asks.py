"""The life of a request: drafted, sent, and answered with yes, no or later. (P084-P093)"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.changes.meet import bound_as, person_for, plan_next, role_and_kind
from devjournal.errors import Refused, UsageError
from devjournal.models.base import replace
from devjournal.models.people import Ask, Relationship
from devjournal.practice.asking import require_specific

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.changes.draft import Draft
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored

CHANGEABLE = ("candidate", "later")
"""The states in which a request is still mine to word."""


def draft_ask(
    draft: Draft,
    name: str,
    word: str,
    asked: dict[str, Any],
    *,
    about_them: dict[str, Any] | None = None,
    **facts: Any,
) -> Ref:
    """Draft a request to `name`, who is to become a `word` to me; return the candidate.

    `asked` are the fields of the request, `facts` those of the relationship; what a candidate
    says already stays unless it is told anew. Raises Refused for an open-ended request (P084,
    P088) and for one that was sent already.
    """
    person = person_for(draft, name, about_them or {})
    known = bound_as(draft.journal, person.id, word)
    if known is not None:
        require_unsent(known)
    before = known.record.ask if known else None
    ask = replace(before or Ask(), **asked)
    require_specific(ask)
    if known is not None:
        draft.change(known, replace(known.record, ask=ask, **facts))
        return known.ref
    return _add_candidate(draft, person.id, word, ask=ask, **facts)


def require_unsent(known: Stored[Relationship]) -> None:
    """Raise Refused for a request that is not mine to word any more."""
    state = known.record.state
    if state not in CHANGEABLE:
        raise Refused(
            f"can't word an ask anew that is past: {known.id} is {state}",
            hint="a candidate's can be, and one that was answered with later",
        )


def _add_candidate(draft: Draft, person: str, word: str, **facts: Any) -> Ref:
    """Add somebody whom I mean to ask. (P082)"""
    role, kind = role_and_kind(word)
    new = Relationship(person=person, kind=kind, my_role=role, **{"origin": "i_asked", **facts})
    return draft.add("relationship", new)


def send_ask(draft: Draft, bound: Stored[Relationship], on: dt.date) -> None:
    """Draft that I asked on a day; raises Refused from a state that can't be asked."""
    draft.change(bound, bound.record.move("ask", on))


def accept(
    draft: Draft, bound: Stored[Relationship], purpose: str | None, at: dt.datetime | None
) -> None:
    """Draft their yes: the relationship starts, with its first meeting if it has a moment. (P090)

    Its purpose is the one told, else its own, else what the request was about; the meetings
    asked for are the meetings agreed on (P089). Raises Refused without any purpose (P030).
    """
    record = bound.record
    ask = replace(record.ask or Ask(), answer="yes", follow_up_on=None)
    begun = replace(
        record.move("start", draft.today),
        ask=ask,
        purpose=purpose or purpose_of(draft.journal, record),
        meetings_agreed=record.meetings_agreed or ask.meetings,
    )
    draft.change(bound, begun)
    if at is not None:
        plan_next(draft, bound.id, at)


def purpose_of(journal: Journal, record: Relationship) -> str | None:
    """Return why we are to work together: as told, else the skill asked for, else the focus."""
    ask = record.ask or Ask()
    skill = journal.get(("skill", ask.skill)) if ask.skill else None
    named = skill.record.name if skill else ask.skill
    return record.purpose or named or ask.focus


def put_off(draft: Draft, bound: Stored[Relationship], until: dt.date) -> None:
    """Draft their "later", and the day to come back to them. (P091)"""
    if until <= draft.today:
        raise UsageError(f"{until.isoformat()} is not to come", hint="--on is the day to ask again")
    draft.change(bound, bound.record.move("put off", draft.today, follow_up_on=until))


def decline(
    draft: Draft, bound: Stored[Relationship], refer: str | None, why: str | None
) -> Ref | None:
    """Draft their no; whom they recommended becomes a candidate, whom I return. (P092)

    The candidate takes over the request, but for what I saw somebody else do.
    """
    bound.record.require_move("decline")  # a refusal comes before anybody is drafted
    referred = person_for(draft, refer, {}) if refer else None
    if referred is not None and referred.id == bound.record.person:
        raise UsageError(f"--refer {refer}: that is who said no", hint="name somebody else")
    said = bound.record.move(
        "decline", draft.today, referred_to=referred.id if referred else None, why=why
    )
    draft.change(bound, said)
    if referred is None:
        return None
    if referred.record.introduced_by is None:
        told = replace(referred.record, introduced_by=bound.record.person)
        draft.change(referred, told)
    known = bound_as(draft.journal, referred.id, bound.record.label)
    return known.ref if known else _pass_on(draft, bound.record, referred.id)


def _pass_on(draft: Draft, declined: Relationship, person: str) -> Ref:
    """Make the same request a draft to somebody else."""
    ask = declined.ask
    if ask is not None:
        told = {name: getattr(ask, name) for name in _PASSED_ON}
        ask = Ask(**told)
    return _add_candidate(
        draft,
        person,
        declined.label,
        purpose=declined.purpose,
        purpose_kind=declined.purpose_kind,
        outcomes=declined.outcomes,
        objectives=declined.objectives,
        ask=ask,
    )


_PASSED_ON = ("skill", "self_level", "time_frame", "meetings", "focus", "outcomes")
