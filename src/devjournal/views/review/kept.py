"""Commitments kept on both sides, and meetings held: counts with denominators. (P098, P105)"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from devjournal.frozen import dataclass
from devjournal.journal.totals import Totals

if TYPE_CHECKING:
    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.action import Action

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitments:
    """All together, and with whom, as far as the reader may see it."""

    meetings: int
    mine_kept: int
    mine: int
    theirs_kept: int
    theirs: int
    by_person: tuple[Kept, ...]


def build_commitments(journal: Journal, period: Period, today: dt.date) -> Commitments | None:
    """Return the meetings held in a period, and what fell due in it and was kept.

    What is due today has all day: undone, it counts from tomorrow on. A reader who sees no
    single promise may still be told the totals. None if there is nothing to tell.
    """
    yesterday = today - _ONE_DAY
    rows = tuple(_rows(journal, period, yesterday))
    totals = journal.totals(period, yesterday)
    counts = (
        totals._asdict()
        if totals
        else {name: sum(getattr(row, name) for row in rows) for name in Totals._fields}
    )
    if not (counts["meetings"] or counts["mine"] or counts["theirs"]):
        return None
    return Commitments(**counts, by_person=rows)


def _rows(journal: Journal, period: Period, yesterday: dt.date) -> Iterator[Kept]:
    """Yield what was kept with everybody with whom there was something to keep."""
    due: dict[str | None, list[Stored[Action]]] = {}
    for action in journal.actions:
        if _fell_due(action.record, period, yesterday):
            due.setdefault(action.record.relationship, []).append(action)
    for bound in journal.relationships:
        held = [m for m in journal.held_with(bound.id) if journal.day_of(m.record.at) in period]
        actions = due.pop(bound.id, [])
        if held or actions:
            yield _kept(journal, bound, len(held), actions)
    if alone := [action for actions in due.values() for action in actions]:
        yield _kept(journal, None, 0, alone)


def _fell_due(action: Action, period: Period, yesterday: dt.date) -> bool:
    day = action.due or action.closed_on
    if action.state == "dropped" or day is None or day not in period:
        return False
    return action.state == "done" or day <= yesterday


def _kept(
    journal: Journal, bound: Stored[Any] | None, meetings: int, actions: list[Stored[Action]]
) -> Kept:
    mine = [action.record.state for action in actions if action.record.owner == "me"]
    theirs = [action.record.state for action in actions if action.record.owner == "them"]
    return Kept(
        who=journal.name_of(bound.record.person) if bound else None,
        label=bound.record.label if bound else None,
        meetings=meetings,
        mine_kept=mine.count("done"),
        mine=len(mine),
        theirs_kept=theirs.count("done"),
        theirs=len(theirs),
        refs=(bound.ref,) if bound else tuple(action.ref for action in actions),
    )
