"""A relationship through its life: asked for, started, agreed on, renewed, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

from devjournal.changes.meetings import plan_next
from devjournal.dates import show_day
from devjournal.errors import NotFound, Refused, UsageError
from devjournal.journal.names import fold, person_called, refuse_unread
from devjournal.models import ids
from devjournal.models.base import replace
from devjournal.models.people import THEIR_WORD, Agreement, Ask, Measure, Person, Relationship
from devjournal.practice.counts import DEFAULT_MINUTES, all_held
from devjournal.practice.readiness import require_specific
from devjournal.practice.scorecard import MOST_MEASURES, TARGETS
from devjournal.practice.settle import start_command
from devjournal.shell import command

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from devjournal.changes.operation import Changes
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.people import Growth

SIDES: Mapping[str, tuple[Any, Any]] = {
    **{kind: ("receiving", kind) for kind in THEIR_WORD},
    "partner": ("equal", "partner"),
    **{word: ("giving", kind) for kind, word in THEIR_WORD.items()},
}
"""What somebody is to me, with my role and the kind of relationship that is."""

Bound: TypeAlias = "Stored[Relationship]"

_RHYTHM = {"cadence": "monthly", "minutes": DEFAULT_MINUTES}
"""How often and how long, unless somebody says otherwise. (P055)"""

_THREAD = ("purpose", "objectives", "origin", "cadence", "minutes", "channel", "link")
"""What goes on when a relationship becomes another one. (P077)"""

_PASSED_ON = ("purpose", "purpose_kind", "outcomes", "objectives")
"""What of a relationship goes to whom they recommend instead."""


def meet(
    changes: Changes,
    /,
    name: str,
    word: str,
    *,
    at: dt.datetime | None = None,
    about_them: Mapping[str, Any] | None = None,
    **facts: Any,
) -> Ref:
    """Meet `name`, a `word` to me; return the relationship. Refused if it can't start. (P030)"""
    person = _person_for(changes, name, about_them or {})
    known = relationship_as(changes.journal, person.id, word)
    if known is None:
        new = _new(person.id, word, {**_RHYTHM, **_given(facts)})
        ref = changes.add("relationship", new.move("start", changes.today))
    else:
        ref = known.ref
        record = replace(known.record, **_given(facts))
        if record.state == "paused":
            hint = command("relationship", "resume", known.id)
            raise Refused(f"{known.id} is paused", hint=hint)
        is_active = record.state == "active"
        changes.update(known, record if is_active else record.move("start", changes.today))
    if at is not None:
        plan_next(changes, ref.id, at)
    return ref


def _person_for(changes: Changes, name: str, about: Mapping[str, Any]) -> Stored[Person]:
    known = person_called(changes.journal, name)
    if known is None:
        id_ = changes.add("person", Person(name=name, **_given(about))).id
    else:
        id_ = known.id
        changes.set(known, **_given(about))
    return cast("Stored[Person]", changes.journal.all("person")[id_])


def _given(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in facts.items() if value not in (None, ())}


def _new(person: str, word: str, facts: Mapping[str, Any]) -> Relationship:
    role, kind = SIDES[word]
    return Relationship(person=person, kind=kind, my_role=role, **facts)


def relationship_as(journal: Journal, person: str, word: str) -> Bound | None:
    """Return what makes a person a `word` to me, unless closed; BadFile if it can't be read."""
    for stored in journal.relationships:
        record = stored.record
        is_meant = record.person == person and (record.my_role, record.kind) == SIDES[word]
        if is_meant and record.state != "closed":
            return stored
    usual = ids.relationship_id(person, word, journal.all("relationship"))
    refuse_unread(journal, usual, ("relationship",))
    return None


def start_relationship(
    changes: Changes, /, name: str, word: str, known: Bound | None, **facts: Any
) -> Ref:
    """Start a relationship without a meeting, `known` or new; raises Refused (P030)."""
    if known is not None:
        known.record.require_move("start")
    return meet(changes, name, word, **facts)


def still_planned(journal: Journal, relationship: str) -> tuple[str, ...]:
    """Return the ids of a relationship's meetings that are still planned."""
    meetings = journal.meetings_with(relationship)
    return tuple(meeting.id for meeting in meetings if meeting.record.state == "planned")


def left_open(journal: Journal, relationship: str) -> tuple[Stored[Any], ...]:
    """Return the promises, topics and goals of a relationship that are open; mine come first."""
    found = (journal.where(kind, relationship=relationship) for kind in ("action", "topic", "goal"))
    still_open = [one for kind in found for one in kind if one.is_open]
    return tuple(sorted(still_open, key=lambda one: getattr(one.record, "owner", "") == "them"))


def add_growth(changes: Changes, stored: Bound, seen: Growth) -> None:
    """Keep a step in their growth (P099); raises Refused where it is not mine to judge."""
    require_giving(stored)
    changes.set(stored, growth=(*stored.record.growth, seen))


def require_giving(stored: Bound) -> None:
    """Raise Refused where I am not the giver, so that their growth is not mine to judge."""
    if stored.record.my_role != "giving":
        message = f"you do not give in {stored.id}, so their growth is not yours to judge"
        raise Refused(message, hint="your own growth: devjournal skill gaps")


def require_running(stored: Bound) -> None:
    """Raise Refused for a relationship in which nothing can be agreed on now."""
    state = stored.record.state
    if not stored.record.is_running:
        begin = (
            command("relationship", "renew", stored.id)
            if state == "closed"
            else start_command(stored)
        )
        hint = f"begin it: {begin}"
        raise Refused(f"what is {state} has nothing to agree on: {stored.id}", hint=hint)


def agree(changes: Changes, /, stored: Bound, **facts: Any) -> None:
    """Keep what both agreed on today (P052); raises Refused if the relationship does not run."""
    require_running(stored)
    before = stored.record.agreement or Agreement()
    agreed = replace(before, **facts)
    if agreed != before:
        changes.set(stored, agreement=replace(agreed, agreed_on=changes.today))


def renew(changes: Changes, stored: Bound, **terms: Any) -> None:
    """Start another round, of `meetings_agreed` more; terms that are used up end. (P089)"""
    record, today = stored.record, changes.today
    held = len(changes.journal.held_with(stored.id))
    if "meetings_agreed" in terms:
        terms["meetings_agreed"] += held
    used_up = {
        "end": record.end is not None and record.end <= today,
        "review_on": record.review_on is not None and record.review_on <= today,
        "meetings_agreed": all_held(changes.journal, stored),
    }
    ended = {term: None for term, is_over in used_up.items() if is_over}
    changes.update(stored, replace(record.move("renew", today), **{**ended, **terms}))


def word_for(relationship: Relationship, word: str) -> str:
    """Return what they become to me: where I give, a mentor to them has a mentee in them."""
    return THEIR_WORD.get(word, word) if relationship.my_role == "giving" else word


def become(
    changes: Changes, stored: Bound, word: str, *, close: bool = False, **facts: Any
) -> tuple[Ref, tuple[str, ...]]:
    """Make somebody a `word` to me now, on the same thread. (P077)

    What they were goes on, or with `close` ends as completed. (P021) Returns the new
    relationship, and the meetings of the old one that are still planned. Raises Refused where
    there is nothing to grow out of, or they are that already.
    """
    record = stored.record
    known = require_grown(changes.journal, stored, word)
    is_to_end = close and record.state != "closed"
    ended = record.move("close", changes.today, closed_as="completed") if is_to_end else record
    changes.update(stored, replace(ended, became=SIDES[word][1]))
    thread = {name: getattr(record, name) or None for name in _THREAD}
    ref = start_relationship(changes, record.person, word, known, **{**thread, **facts})
    return ref, still_planned(changes.journal, stored.id) if close else ()


def require_grown(journal: Journal, stored: Bound, word: str) -> Bound | None:
    """Return what makes somebody a `word` to me; UsageError or Refused if they can't become one."""
    record = stored.record
    if record.label == word:
        raise UsageError(f"{stored.id} is that already: {word}", hint="renew goes on with it")
    if not (record.is_running or record.state == "closed"):
        hint = f"begin it: {start_command(stored)}"
        raise Refused(f"what is {record.state} can't become anything yet: {stored.id}", hint=hint)
    known = relationship_as(journal, record.person, word)
    if known is not None and known.record.is_running:
        close = command("relationship", "close", stored.id, "--as", "completed")
        hint = f"close what it was: {close}"
        raise Refused(f"they are that already: {known.id} is {known.record.state}", hint=hint)
    return known


# What both sides are held to (P104)


def set_measure(changes: Changes, /, stored: Bound, name: str, **facts: Any) -> None:
    """Add a measure to a relationship, or change the one of that name; keep what it was before.

    Raises UsageError for what is missing or not mine to tell, Refused for more than say much.
    """
    require_running(stored)
    measures = stored.record.measures
    known = next((one for one in measures if fold(one.name) == fold(name)), None)
    _require_measure(stored, name, facts, is_new=known is None)
    if "value" in facts:
        facts = {"on": changes.today, **facts}
        if known and known.value is not None and facts["on"] != known.on:
            facts["was"] = known.value
    new = replace(known, **facts) if known else Measure(name=name, **facts)
    kept = tuple(new if one is known else one for one in measures)
    changes.set(stored, measures=kept if known else (*measures, new))


def _require_measure(stored: Bound, name: str, facts: Mapping[str, Any], *, is_new: bool) -> None:
    if is_new and "target" not in facts:
        raise UsageError(f"{name}: has no target yet", hint="give it: --target 90")
    if not {"target", "value"} & facts.keys():
        raise UsageError("missing: what to change", hint="say it with --target or --value")
    if fold(name) in map(fold, TARGETS):
        if "value" in facts:
            hint = "its target alone is yours to set"
            raise UsageError(f"{name}: is counted from the journal", hint=hint)
        if not 0 < facts["target"] <= 100:
            raise UsageError(f"--target {facts['target']}: is not from 1 to 100 percent")
    if is_new and len(stored.record.measures) >= MOST_MEASURES:
        first = stored.record.measures[0].name
        drop = command("relationship", "measure", stored.id, first, "--drop")
        message = f"{stored.id} has {MOST_MEASURES} measures already; few say most"
        raise Refused(message, hint=f"drop one first: {drop}")


def drop_measure(changes: Changes, stored: Bound, name: str) -> None:
    """Take a measure out of a relationship; raises NotFound if it has none of that name."""
    measures = stored.record.measures
    kept = tuple(one for one in measures if fold(one.name) != fold(name))
    if len(kept) == len(measures):
        there = ", ".join(one.name for one in measures) or "none"
        raise NotFound(f"{stored.id} has no measure {name!r}", hint=f"there: {there}")
    changes.set(stored, measures=kept)


# A request (P084-P093)


def draft_ask(
    changes: Changes,
    name: str,
    word: str,
    asked: Mapping[str, Any],
    *,
    about_them: Mapping[str, Any] | None = None,
    **facts: Any,
) -> Ref:
    """Word a request to `name`, who is to become a `word` to me; return the candidate.

    `asked` are the fields of the request, `facts` those of the relationship; what a candidate
    says already stays unless it is said anew. Raises Refused for an open-ended request (P084,
    P088) and for one that was sent already.
    """
    person = _person_for(changes, name, about_them or {})
    known = relationship_as(changes.journal, person.id, word)
    if known is not None:
        require_unsent(known)
    ask = replace((known.record.ask if known else None) or Ask(), **asked)
    ask = with_known(changes.journal, name, ask, SIDES[word][1])
    require_specific(ask, SIDES[word][1])
    if known is None:  # somebody whom I mean to ask (P082)
        new = _new(person.id, word, {"origin": "i_asked", "ask": ask, **facts})
        return changes.add("relationship", new)
    changes.set(known, ask=ask, **facts)
    return known.ref


def with_known(journal: Journal, name: str, ask: Ask, kind: str) -> Ask:
    """Return a request with what the journal knows of its skill: my level, what I saw of theirs."""
    if not ask.skill or kind == "sponsor":
        return ask
    skill, person = journal.get(("skill", ask.skill)), person_called(journal, name)
    called = {fold(ask.skill), fold(skill.record.name) if skill else ""}
    seen = [
        one.where for one in (person.record.seen if person else ()) if fold(one.skill) in called
    ]
    level = skill.record.level if skill else None
    evidence = next(filter(None, reversed(seen)), None)
    return replace(ask, self_level=ask.self_level or level, evidence=ask.evidence or evidence)


def require_unsent(known: Bound) -> None:
    """Raise Refused for a request that is not mine to word any more."""
    state = known.record.state
    if known.record.is_running:
        message = f"there is nothing to ask for: {known.id} is {state} already"
        raise Refused(message, hint="ask for another kind of help with --as")
    if state == "declined":
        hint = f"a letter that asks once more: {command('ask', 'draft', known.id)}"
        raise Refused(f"the answer was no: {known.id} is declined", hint=hint)
    if state == "asked":
        message = f"the request was sent and can't be reworded: {known.id} is {state}"
        raise Refused(message, hint="it can be before it is sent, and after an answer of later")


def accept(changes: Changes, stored: Bound, purpose: str | None, at: dt.datetime | None) -> None:
    """Record their yes: the relationship starts, with its first meeting if it has a moment. (P090)

    Its purpose is the one given, else its own, else what the request was about; the meetings
    and outcomes asked for are those agreed on (P089), in the usual rhythm unless it has its own
    (P055). Raises Refused without any purpose (P030).
    """
    record = stored.record
    ask = replace(record.ask or Ask(), answer="yes", follow_up_on=None)
    started = replace(
        record.move("start", changes.today),
        ask=ask,
        **{name: getattr(record, name) or usual for name, usual in _RHYTHM.items()},
        purpose=purpose or purpose_of(changes.journal, record),
        meetings_agreed=record.meetings_agreed or ask.meetings,
        outcomes=record.outcomes or ask.outcomes,
    )
    changes.update(stored, started)
    if at is not None:
        plan_next(changes, stored.id, at)


def purpose_of(journal: Journal, record: Relationship) -> str | None:
    """Return why we are to work together: as given, else the skill asked for, else the focus."""
    ask = record.ask or Ask()
    skill = journal.get(("skill", ask.skill)) if ask.skill else None
    return record.purpose or (skill.record.name if skill else ask.skill) or ask.focus


def put_off(changes: Changes, stored: Bound, until: dt.date) -> None:
    """Record their "later", and the day to come back to them. (P091)"""
    if until <= changes.today:
        raise UsageError(f"{show_day(until)} is not to come", hint="--on is the day to ask again")
    changes.move(stored, "put off", follow_up_on=until)


def decline(changes: Changes, stored: Bound, refer: str | None, why: str | None) -> Ref | None:
    """Record their no; return the candidate whom they recommend, asked for the same. (P092)"""
    record = stored.record
    record.require_move("decline")  # a refusal comes before anybody is added
    referred = _person_for(changes, refer, {}) if refer else None
    if referred is not None and referred.id == record.person:
        raise UsageError(f"--refer {refer}: that is who said no", hint="name somebody else")
    changes.move(stored, "decline", why=why, referred_to=referred.id if referred else None)
    if referred is None:
        return None
    if referred.record.introduced_by is None:
        changes.set(referred, introduced_by=record.person)
    if known := relationship_as(changes.journal, referred.id, record.label):
        return known.ref
    anew = ("evidence", "sent_on", "answer", "follow_up_on", "referred_to")
    ask = record.ask and replace(record.ask, **dict.fromkeys(anew))
    kept = {name: getattr(record, name) for name in _PASSED_ON}
    new = _new(referred.id, record.label, {"origin": "i_asked", "ask": ask, **kept})
    return changes.add("relationship", new)
