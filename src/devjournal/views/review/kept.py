"""Commitments kept on both sides, and meetings held: counts with denominators. (P098, P105)"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from devjournal.dates import Period
from devjournal.journal.journal import Journal
from devjournal.journal.stored import Ref, Stored


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """With one person (or, with `who` None, with nobody): what was kept of what fell due."""

    who: str | None
    label: str | None
    meetings: int
    mine_kept: int
    mine: int
    theirs_kept: int
    theirs: int
    refs: tuple[Ref, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Commitments:
    """All together, and with whom, as far as the reader may see it."""

    meetings: int
    mine_kept: int
    mine: int
    theirs_kept: int
    theirs: int
    by_person: tuple[Kept, ...]


def build_commitments(journal: Journal, period: Period, today: dt.date) -> Commitments | None:
    """Return what fell due in a period until today, and was kept; None if nothing is known.

    A reader who sees no single promise may still be told the totals.
    """
    so_far = dataclasses.replace(period, last=min(period.last, today))
    rows = tuple(row for row in _rows(journal, so_far) if row.meetings or row.mine or row.theirs)
    totals = journal.totals(so_far)
    if totals is None and not rows:
        return None
    if totals is None:
        return Commitments(
            meetings=sum(row.meetings for row in rows),
            mine_kept=sum(row.mine_kept for row in rows),
            mine=sum(row.mine for row in rows),
            theirs_kept=sum(row.theirs_kept for row in rows),
            theirs=sum(row.theirs for row in rows),
            by_person=rows,
        )
    if not (totals.meetings or totals.mine or totals.theirs):
        return None
    return Commitments(**totals._asdict(), by_person=rows)


def _rows(journal: Journal, period: Period) -> list[Kept]:
    due: dict[str | None, list[Stored[Any]]] = {}
    for action in journal.actions:
        day = action.record.due or action.record.closed_on
        if action.record.state != "dropped" and day is not None and day in period:
            due.setdefault(action.record.relationship, []).append(action)
    rows = [
        _kept(journal, bound, due.pop(bound.id, []), period) for bound in journal.relationships
    ]
    alone = [action for actions in due.values() for action in actions]
    return [*rows, _kept(journal, None, alone, period)]


def _kept(
    journal: Journal, bound: Stored[Any] | None, actions: list[Stored[Any]], period: Period
) -> Kept:
    mine = [action.record.state for action in actions if action.record.owner == "me"]
    theirs = [action.record.state for action in actions if action.record.owner == "them"]
    held = journal.held_with(bound.id) if bound else ()
    return Kept(
        who=journal.name_of(bound.record.person) if bound else None,
        label=bound.record.label if bound else None,
        meetings=sum(journal.day_of(meeting.record.at) in period for meeting in held),
        mine_kept=mine.count("done"),
        mine=len(mine),
        theirs_kept=theirs.count("done"),
        theirs=len(theirs),
        refs=(bound.ref,) if bound else tuple(action.ref for action in actions),
    )
