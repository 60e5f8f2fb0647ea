"""Moving what is there: done, taken up again, put off, given up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.dates import show_moment
from devjournal.errors import Refused, UsageError
from devjournal.models.base import Stateful
from devjournal.models.topic import Topic

if TYPE_CHECKING:
    from devjournal.changes.draft import Draft
    from devjournal.journal.stored import Stored
    from devjournal.models.action import Action
    from devjournal.models.meeting import Meeting

DONE_KINDS = ("action", "topic")
DROP_KINDS = ("action", "topic", "goal", "objective")
REOPEN_KINDS = ("action", "topic", "goal", "objective", "opportunity", "meeting", "entry")
POSTPONE_KINDS = ("action", "meeting")


def finish(draft: Draft, stored: Stored[Any], on: dt.date, evidence: str | None) -> None:
    """Draft an action done, or a topic discussed outside a meeting."""
    record = stored.record
    if isinstance(record, Topic):
        draft.change(stored, record.discuss(on, None, evidence))
    else:
        draft.change(stored, record.finish(on, evidence))


def reopen(draft: Draft, stored: Stored[Any]) -> None:
    """Draft a closed record open again."""
    _movable(stored)
    draft.change(stored, stored.record.reopen(draft.today))


def drop(draft: Draft, stored: Stored[Any], why: str | None) -> None:
    """Draft a record given up; why is kept for me alone."""
    _movable(stored)
    draft.change(stored, stored.record.drop(draft.today, why))


def postpone_action(draft: Draft, stored: Stored[Action], to: dt.date, why: str | None) -> None:
    """Draft an action's day moved; a day that has passed is a UsageError."""
    if to < draft.today:
        raise UsageError(f"{to.isoformat()} has passed", hint="postpone to a day that is to come")
    draft.change(stored, stored.record.postpone(to, draft.today, why))


def postpone_meeting(
    draft: Draft, stored: Stored[Meeting], at: dt.datetime, why: str | None
) -> None:
    """Draft a meeting moved; a moment that has passed is a UsageError."""
    if at < draft.now:
        raise UsageError(
            f"{show_moment(at)} has passed", hint="postpone to a moment that is to come"
        )
    draft.change(stored, stored.record.postpone(at, why))


def _movable(stored: Stored[Any]) -> None:
    if not isinstance(stored.record, Stateful):
        raise Refused(f"a {stored.kind} has no states")
