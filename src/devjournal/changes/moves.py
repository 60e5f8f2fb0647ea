"""Moving what is there: done, taken up again, put off, given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.dates import show_moment
from devjournal.errors import Refused, UsageError
from devjournal.models.base import Stateful
from devjournal.models.lifecycle import kinds_that
from devjournal.models.meetings import Topic

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.changes.draft import Draft
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Action, Meeting

DONE_KINDS = kinds_that("finish", "discuss")
DROP_KINDS = kinds_that("drop")
REOPEN_KINDS = tuple("entry" if kind == "setback" else kind for kind in kinds_that("reopen"))
POSTPONE_KINDS = kinds_that("postpone")


def finish(draft: Draft, stored: Stored[Any], on: dt.date, evidence: str | None) -> None:
    """Draft an action done, or a topic discussed outside a meeting."""
    record = stored.record
    if isinstance(record, Topic):
        draft.change(stored, record.move("discuss", on, conclusion=evidence))
    else:
        draft.change(stored, record.move("finish", on, evidence=evidence))


def reopen(draft: Draft, stored: Stored[Any]) -> None:
    """Draft a closed record open again."""
    _movable(stored)
    draft.change(stored, stored.record.move("reopen", draft.today))


def drop(draft: Draft, stored: Stored[Any], why: str | None) -> None:
    """Draft a record given up; why is kept for me alone."""
    _movable(stored)
    draft.change(stored, stored.record.move("drop", draft.today, why=why))


def postpone_action(draft: Draft, stored: Stored[Action], to: dt.date, why: str | None) -> None:
    """Draft an action's day moved; a day that has passed is a UsageError."""
    if to < draft.today:
        raise UsageError(f"{to.isoformat()} has passed", hint="postpone to a day that is to come")
    draft.change(stored, stored.record.move("postpone", draft.today, due=to, why=why))


def postpone_meeting(
    draft: Draft, stored: Stored[Meeting], at: dt.datetime, why: str | None
) -> None:
    """Draft a meeting moved; a moment that has passed is a UsageError."""
    if at < draft.now:
        raise UsageError(
            f"{show_moment(at)} has passed", hint="postpone to a moment that is to come"
        )
    draft.change(stored, stored.record.move("postpone", draft.today, at=at, why=why))


def _movable(stored: Stored[Any]) -> None:
    if not isinstance(stored.record, Stateful):
        raise Refused(f"a {stored.kind} has no states")
