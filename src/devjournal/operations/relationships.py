"""Starting and closing relationships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.operations.meet import meet

if TYPE_CHECKING:
    from devjournal.journal.stored import Ref, Stored
    from devjournal.operations.draft import Draft
    from devjournal.records.relationship import Relationship


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
        known.record.begin(draft.today)
    return meet(draft, name, word, **facts)


def close_relationship(
    draft: Draft, stored: Stored[Relationship], closed_as: str, why: str | None
) -> tuple[str, ...]:
    """Draft a relationship closed; return the ids of its meetings that are still planned.

    Raises Refused from a state that can't be closed.
    """
    draft.change(stored, stored.record.close(draft.today, closed_as, why))
    meetings = draft.journal.meetings_with(stored.id)
    return tuple(meeting.id for meeting in meetings if meeting.record.state == "planned")
