"""Totals that tell no content: meetings held, and promises kept of those that fell due."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.models.meetings import Action


class Totals(NamedTuple):
    """Meetings held, and on each side the promises kept of those that fell due."""

    meetings: int
    mine_kept: int
    mine: int
    theirs_kept: int
    theirs: int


def count_totals(journal: Journal, period: Period | None, today: dt.date) -> Totals:
    """Count what a journal's records tell of a period (None: of all time).

    A promise counts from its day on, or once it is done; one that was dropped does not.
    """
    held = [meeting for meeting in journal.meetings if meeting.record.state == "held"]
    meetings = sum(period is None or journal.day_of(one.record.at) in period for one in held)
    kept = {"me": 0, "them": 0}
    due = {"me": 0, "them": 0}
    for action in (stored.record for stored in journal.actions):
        if fell_due(action, period, today):
            due[action.owner] += 1
            kept[action.owner] += action.state == "done"
    return Totals(meetings, kept["me"], due["me"], kept["them"], due["them"])


def fell_due(action: Action, period: Period | None, today: dt.date) -> bool:
    """Whether a promise fell due in a period by `today`, or was kept in it."""
    day = action.due or action.closed_on
    if action.state == "dropped" or day is None or (period is not None and day not in period):
        return False
    return action.state == "done" or day <= today
