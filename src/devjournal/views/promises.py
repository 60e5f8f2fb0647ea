"""What both sides promised, and what became of it since they last met. (P074, P100)"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from devjournal.frozen import dataclass
from devjournal.journal.names import short_ids

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.action import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One action item between two people."""

    ref: Ref
    short: str
    owner: Literal["me", "them"]
    title: str
    due: dt.date | None
    is_done: bool
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """What I promised beside what they promised: open ones, and those done since last time."""

    mine: tuple[Promise, ...]
    theirs: tuple[Promise, ...]

    @property
    def total(self) -> int:
        """How many there are on both sides."""
        return len(self.mine) + len(self.theirs)


def build_promises(journal: Journal, relationship: str, today: dt.date) -> Promises:
    """Return the promises that the next meeting of a relationship looks at."""
    held = journal.held_with(relationship)
    last = held[-1] if held else None
    since = journal.day_of(last.record.at) if last else dt.date.min
    shorts = short_ids(journal)
    promises = [
        _promise(stored, shorts, today)
        for stored in journal.actions
        if stored.mentions(relationship)
        and stored.record.relationship == relationship
        and _counts(stored.record, since)
    ]
    promises.sort(key=lambda promise: (promise.due or dt.date.max, promise.ref.id))
    return Promises(
        mine=tuple(promise for promise in promises if promise.owner == "me"),
        theirs=tuple(promise for promise in promises if promise.owner == "them"),
    )


def _counts(action: Action, since: dt.date) -> bool:
    if action.state == "done":
        return action.closed_on is not None and action.closed_on >= since
    return action.is_open


def _promise(stored: Stored[Action], shorts: Mapping[str, str], today: dt.date) -> Promise:
    action = stored.record
    late = (today - action.due).days if action.due and action.is_late(today) else 0
    return Promise(
        ref=stored.ref,
        short=shorts.get(stored.id, stored.id),
        owner=action.owner,
        title=action.title,
        due=action.due,
        is_done=action.state == "done",
        days_late=late,
    )
