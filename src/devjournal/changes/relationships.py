"""Moving a relationship through its life, and looking at how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.changes.meet import meet
from devjournal.errors import Refused
from devjournal.models.base import replace
from devjournal.models.people import Agreement

if TYPE_CHECKING:
    from devjournal.changes.draft import Draft
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.people import Check, Growth, Relationship


def start_relationship(
    draft: Draft,
    name: str,
    word: str,
    known: Stored[Relationship] | None,
    **facts: Any,
) -> Ref:
    """Draft a relationship begun, without a meeting; `known` is the one there is already.

    Raises Refused if that one can't start, or if there is no purpose (P030).
    """
    if known is not None and known.record.state not in ("candidate", "asked", "later", "declined"):
        known.record.require_move("start")
    return meet(draft, name, word, **facts)


def close_relationship(
    draft: Draft, stored: Stored[Relationship], closed_as: str, why: str | None
) -> tuple[str, ...]:
    """Draft a relationship closed; return the ids of its meetings that are still planned.

    Raises Refused from a state that can't be closed.
    """
    draft.change(stored, stored.record.move("close", draft.today, closed_as=closed_as, why=why))
    return still_planned(draft.journal, stored.id)


def pause_relationship(draft: Draft, stored: Stored[Relationship]) -> tuple[str, ...]:
    """Draft a relationship at rest; return the ids of its meetings that are still planned.

    Raises Refused unless it is active.
    """
    draft.change(stored, stored.record.move("pause", draft.today))
    return still_planned(draft.journal, stored.id)


def still_planned(journal: Journal, relationship: str) -> tuple[str, ...]:
    """Return the ids of a relationship's meetings that are still planned."""
    meetings = journal.meetings_with(relationship)
    return tuple(meeting.id for meeting in meetings if meeting.record.state == "planned")


def look_at(draft: Draft, stored: Stored[Relationship], check: Check) -> None:
    """Draft my private look at how it goes, beside the earlier ones. (P042, P075)"""
    draft.change(stored, replace(stored.record, checks=(*stored.record.checks, check)))


def see_growth(draft: Draft, stored: Stored[Relationship], seen: Growth) -> None:
    """Draft a step in their growth, beside the earlier ones. (P099)

    Raises Refused where I am not the giver: their growth is then not mine to judge.
    """
    if stored.record.my_role != "giving":
        raise Refused(
            f"you do not give in {stored.id}, so their growth is not yours to judge",
            hint="your own growth: devjournal skill rate",
        )
    draft.change(stored, replace(stored.record, growth=(*stored.record.growth, seen)))


def require_running(stored: Stored[Relationship]) -> None:
    """Raise Refused for a relationship in which nothing can be agreed on now."""
    state = stored.record.state
    if state not in ("active", "paused"):
        raise Refused(
            f"what is {state} has nothing to agree on: {stored.id}",
            hint=f"begin it: devjournal relationship {_BEGINS.get(state, 'start')} {stored.id}",
        )


_BEGINS = {"closed": "renew"}


def agree(draft: Draft, stored: Stored[Relationship], **told: Any) -> None:
    """Draft what both sides agreed on today; what is not told stays as it was. (P052)

    Raises Refused for a relationship that does not run.
    """
    require_running(stored)
    before = stored.record.agreement or Agreement()
    agreed = replace(before, **told)
    if agreed != before:
        agreed = replace(agreed, agreed_on=draft.today)
        draft.change(stored, replace(stored.record, agreement=agreed))
