"""How I kept my part with those I learn from, or those I help: counts with denominators.

What makes a good mentee or mentor is counted from the journal as it stands. (P095, P105)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.models.action import Action

_ONE_DAY = dt.timedelta(days=1)


class Conduct(NamedTuple):
    """Promises kept of those that fell due, meetings held of those agreed, thanks, gifts."""

    kept: int
    promised: int
    held: int
    agreed: int
    thanked: int
    gave: int


def count_conduct(
    journal: Journal,
    among: Container[str],
    since: dt.date,
    today: dt.date,
) -> Conduct:
    """Count what I did in the relationships `among`, from `since` to `today`, both included.

    What is due today has all day: undone, it counts from tomorrow on. A meeting that they
    cancelled was not mine to keep.
    """
    promises = [
        action.record.state == "done"
        for action in journal.actions
        if action.record.relationship in among
        and action.record.owner == "me"
        and _fell_due(action.record, since, today)
    ]
    meetings = [
        meeting.record
        for meeting in journal.meetings
        if meeting.record.relationship in among
        and since <= journal.day_of(meeting.record.at) <= today
    ]
    held = [meeting for meeting in meetings if meeting.state == "held"]
    failed = [m for m in meetings if m.state == "missed" or m.cancelled_by == "me"]
    gave = [
        entry
        for entry in journal.entries_of("gave")
        if entry.record.relationship in among and since <= entry.record.on <= today
    ]
    return Conduct(
        kept=sum(promises),
        promised=len(promises),
        held=len(held),
        agreed=len(held) + len(failed),
        thanked=sum(meeting.thanked_on is not None for meeting in held),
        gave=len(gave),
    )


def relationships_as(journal: Journal, role: Literal["receiving", "giving"]) -> frozenset[str]:
    """Return the ids of the relationships in which I have a role, closed ones too."""
    return frozenset(bound.id for bound in journal.relationships if bound.record.my_role == role)


def _fell_due(action: Action, since: dt.date, today: dt.date) -> bool:
    day = action.due or action.closed_on
    if action.state == "dropped" or day is None or not since <= day <= today:
        return False
    return action.state == "done" or day <= today - _ONE_DAY
