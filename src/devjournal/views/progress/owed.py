"""Promises by who owes and how late they are: counts, and each late one. (P074, P105)"""

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
    from devjournal.views.review.kept import Commitments

Owner = Literal["me", "them"]
_WEEK, _MONTH = 7, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Owes:
    """The open promises of one side: in time (or without a day), or late by so many days.

    `kept` are those of the period that were kept, of the `fell_due` in it.
    """

    owner: Owner
    in_time: int
    up_to_7: int
    up_to_30: int
    over_30: int
    kept: int
    fell_due: int

    @property
    def number(self) -> int:
        """How many are open."""
        return self.in_time + self.up_to_7 + self.up_to_30 + self.over_30


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLine:
    """An open promise whose day has passed."""

    ref: Ref
    short: str
    title: str
    owner: Owner
    who: str | None
    due: dt.date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Both sides, and the late ones, the latest first; `refs` are all open ones."""

    sides: tuple[Owes, ...]
    late: tuple[LateLine, ...]
    refs: tuple[Ref, ...]


def build_owed(journal: Journal, today: dt.date, kept: Commitments | None) -> Owed | None:
    """Return what both sides owe on a day; None where nothing was promised."""
    still_open = [one for one in journal.actions if one.is_open]
    if not (still_open or (kept and (kept.mine or kept.theirs))):
        return None
    shorts = short_ids(journal) if still_open else {}
    late = [_late(journal, one, shorts, today) for one in still_open if one.record.is_late(today)]
    return Owed(
        sides=(_side("me", still_open, today, kept), _side("them", still_open, today, kept)),
        late=tuple(sorted(late, key=lambda one: (one.due, one.ref.id))),
        refs=tuple(one.ref for one in still_open),
    )


def _side(
    owner: Owner, still_open: list[Stored[Action]], today: dt.date, kept: Commitments | None
) -> Owes:
    days = [_days_late(one.record, today) for one in still_open if one.record.owner == owner]
    mine = owner == "me"
    return Owes(
        owner=owner,
        in_time=sum(late == 0 for late in days),
        up_to_7=sum(0 < late <= _WEEK for late in days),
        up_to_30=sum(_WEEK < late <= _MONTH for late in days),
        over_30=sum(late > _MONTH for late in days),
        kept=(kept.mine_kept if mine else kept.theirs_kept) if kept else 0,
        fell_due=(kept.mine if mine else kept.theirs) if kept else 0,
    )


def _days_late(action: Action, today: dt.date) -> int:
    return max((today - action.due).days, 0) if action.due else 0


def _late(
    journal: Journal, stored: Stored[Action], shorts: Mapping[str, str], today: dt.date
) -> LateLine:
    action = stored.record
    bound = action.relationship
    return LateLine(
        ref=stored.ref,
        short=shorts.get(stored.id, stored.id),
        title=action.title,
        owner=action.owner,
        who=journal.person_in(bound) if bound else None,
        due=action.due or today,
        days=_days_late(action, today),
    )
