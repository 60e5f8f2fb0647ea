"""A relationship through its life: started, agreed on, checked, renewed, become another, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.changes.meetings import GIVEN, meet, relationship_as, role_and_kind
from devjournal.errors import Refused, UsageError
from devjournal.models.base import replace
from devjournal.models.people import Agreement
from devjournal.practice.settle import command

if TYPE_CHECKING:
    from devjournal.changes.operation import Changes
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.meetings import Meeting
    from devjournal.models.people import Check, Growth, Relationship

THREAD = ("purpose", "objectives", "origin", "cadence", "minutes", "channel", "link")
"""What goes on when a relationship becomes another one. (P077)"""


def start_relationship(
    changes: Changes, name: str, word: str, known: Stored[Relationship] | None, **facts: Any
) -> Ref:
    """Start a relationship, without a meeting; `known` is the one there is already.

    Raises Refused if that one can't start, or if there is no purpose (P030).
    """
    if known is not None and known.record.state not in ("candidate", "asked", "later", "declined"):
        known.record.require_move("start")
    return meet(changes, name, word, **facts)


def still_planned(journal: Journal, relationship: str) -> tuple[str, ...]:
    """Return the ids of a relationship's meetings that are still planned."""
    meetings = journal.meetings_with(relationship)
    return tuple(meeting.id for meeting in meetings if meeting.record.state == "planned")


def add_check(changes: Changes, stored: Stored[Relationship], check: Check) -> None:
    """Keep my private look at how it goes, beside the earlier ones. (P042, P075)"""
    changes.set(stored, checks=(*stored.record.checks, check))


def add_growth(changes: Changes, stored: Stored[Relationship], seen: Growth) -> None:
    """Keep a step in their growth, beside the earlier ones. (P099)

    Raises Refused where I am not the giver: their growth is then not mine to judge.
    """
    if stored.record.my_role != "giving":
        raise Refused(
            f"you do not give in {stored.id}, so their growth is not yours to judge",
            hint=f"your own growth: {command('skill', 'rate')}",
        )
    changes.set(stored, growth=(*stored.record.growth, seen))


def require_running(stored: Stored[Relationship]) -> None:
    """Raise Refused for a relationship in which nothing can be agreed on now."""
    state = stored.record.state
    if state not in ("active", "paused"):
        begin = command("relationship", "renew" if state == "closed" else "start", stored.id)
        raise Refused(
            f"what is {state} has nothing to agree on: {stored.id}", hint=f"begin it: {begin}"
        )


def agree(changes: Changes, stored: Stored[Relationship], **facts: Any) -> None:
    """Keep what both sides agreed on today; what is not given stays as it was. (P052)

    Raises Refused for a relationship that does not run.
    """
    require_running(stored)
    before = stored.record.agreement or Agreement()
    agreed = replace(before, **facts)
    if agreed != before:
        changes.set(stored, agreement=replace(agreed, agreed_on=changes.today))


def mark_thanked(changes: Changes, meeting: Stored[Meeting]) -> None:
    """Keep that a meeting was thanked for today; one that was before keeps its day. (P072)"""
    if meeting.record.thanked_on is None:
        changes.set(meeting, thanked_on=changes.today)


def renew(changes: Changes, stored: Stored[Relationship], **terms: Any) -> None:
    """Start another round on new terms; those of the past round that are used up end. (P089)

    `meetings_agreed` is how many more meetings were agreed on. Raises Refused from a state
    that can't be renewed.
    """
    record = stored.record
    held = len(changes.journal.held_with(stored.id))
    if "meetings_agreed" in terms:
        terms["meetings_agreed"] += held
    used_up = {
        "end": record.end is not None and record.end <= changes.today,
        "review_on": record.review_on is not None and record.review_on <= changes.today,
        "meetings_agreed": record.meetings_agreed is not None and held >= record.meetings_agreed,
    }
    ended = {term: None for term, is_over in used_up.items() if is_over}
    renewed = record.move("renew", changes.today)
    changes.update(stored, replace(renewed, **{**ended, **terms}))


def word_for(relationship: Relationship, word: str) -> str:
    """Return what they become to me: where I give, a mentor to them has a mentee in them."""
    words: dict[str, str] = {kind: given for given, kind in GIVEN.items()}
    return words.get(word, word) if relationship.my_role == "giving" else word


def become(
    changes: Changes,
    stored: Stored[Relationship],
    word: str,
    *,
    close: bool = False,
    **facts: Any,
) -> tuple[Ref, tuple[str, ...]]:
    """Make somebody a `word` to me now, on the same thread. (P077)

    What they were goes on, or with `close` ends as completed. (P021) Returns the new
    relationship, and the meetings of the old one that are still planned. Raises Refused where
    there is nothing to grow out of, or they are that already.
    """
    record = stored.record
    require_grown(changes.journal, stored, word)
    is_to_end = close and record.state != "closed"
    ended = record.move("close", changes.today, closed_as="completed") if is_to_end else record
    _, kind = role_and_kind(word)
    changes.update(stored, replace(ended, became=kind))
    known = relationship_as(changes.journal, record.person, word)
    thread = {name: getattr(record, name) for name in THREAD}
    ref = start_relationship(changes, record.person, word, known, **{**thread, **facts})
    return ref, still_planned(changes.journal, stored.id) if close else ()


def require_grown(journal: Journal, stored: Stored[Relationship], word: str) -> None:
    """Raise UsageError or Refused if somebody can't become a `word` to me."""
    record = stored.record
    if record.label == word:
        raise UsageError(f"{stored.id} is that already: {word}", hint="renew goes on with it")
    if record.state not in ("active", "paused", "closed"):
        raise Refused(
            f"what is {record.state} can't become anything yet: {stored.id}",
            hint=f"begin it: {command('relationship', 'start', stored.id)}",
        )
    known = relationship_as(journal, record.person, word)
    if known is not None and known.record.state in ("active", "paused"):
        close = command("relationship", "close", stored.id, "--as", "completed")
        raise Refused(
            f"they are that already: {known.id} is {known.record.state}",
            hint=f"close what it was: {close}",
        )
