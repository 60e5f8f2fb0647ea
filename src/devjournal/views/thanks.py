"""Thanks after a meeting: what I was given, what each of us promised, when we meet. (P072, P103)

It goes to the other side, so it is built from what they may see. What I received is told
besides: they know what they gave.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.frozen import dataclass
from devjournal.journal.visibility import other_side

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.meeting import Meeting
    from devjournal.models.relationship import Relationship


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """An open promise of one side."""

    ref: Ref
    title: str
    due: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """A win that they had a part in."""

    ref: Ref
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """What a letter of thanks says: `to` and `me` are names, `text` is in my own words.

    `on` is the day of the latest meeting, None if there was none yet; `thanked_on` is set if
    that was thanked for before.
    """

    relationship: str
    to: str
    me: str | None
    text: str | None
    meeting: Ref | None
    on: dt.date | None
    thanked_on: dt.date | None
    received: tuple[str, ...]
    decisions: tuple[str, ...]
    helped: tuple[Helped, ...]
    mine: tuple[Pledge, ...]
    theirs: tuple[Pledge, ...]
    next_meeting: Ref | None
    next_at: dt.datetime | None
    next_focus: str | None

    @property
    def has_reason(self) -> bool:
        """Whether there is anything to thank for."""
        return bool(self.meeting or self.text or self.helped)


def build_thanks(
    journal: Journal, bound: Stored[Relationship], today: dt.date, text: str | None = None
) -> Thanks:
    """Return the thanks for the latest meeting of a relationship that was held."""
    shown = journal.for_reader(other_side(bound), today)
    held = journal.held_with(bound.id)
    last = held[-1] if held else None
    seen = shown.get(last.ref) if last else None
    coming = _coming(shown, bound.id, today)
    return Thanks(
        relationship=bound.id,
        to=journal.name_of(bound.record.person),
        me=shown.profile.record.name if shown.profile else None,
        text=text,
        meeting=last.ref if last else None,
        on=journal.day_of(last.record.at) if last else None,
        thanked_on=last.record.thanked_on if last else None,
        received=last.record.received if last else (),
        decisions=seen.record.decisions if seen else (),
        helped=_helped(shown, bound.record, _since(held, bound.record)),
        mine=_pledges(shown, bound.id, "me"),
        theirs=_pledges(shown, bound.id, "them"),
        next_meeting=coming.ref if coming else None,
        next_at=shown.moment(coming.record.at) if coming else None,
        next_focus=seen.record.next_focus if seen else None,
    )


def _coming(shown: Journal, relationship: str, today: dt.date) -> Stored[Meeting] | None:
    planned = shown.next_meeting(relationship, today)
    is_to_come = planned is not None and shown.day_of(planned.record.at) > today
    return planned if is_to_come else None


def _since(held: tuple[Stored[Meeting], ...], record: Relationship) -> dt.date | None:
    """Return the day from which what they helped with was not thanked for yet.

    That is the day of the latest thanks before the latest meeting, else the first day.
    """
    thanked = (meeting.record.thanked_on for meeting in held[:-1])
    return max((day for day in thanked if day), default=record.start)


def _helped(shown: Journal, record: Relationship, since: dt.date | None) -> tuple[Helped, ...]:
    """Return the wins that they are credited with. (P103)"""
    return tuple(
        Helped(ref=win.ref, text=win.record.text)
        for win in shown.entries_of("win")
        if record.person in win.record.credit and (since is None or win.record.on >= since)
    )


def _pledges(shown: Journal, relationship: str, owner: str) -> tuple[Pledge, ...]:
    still_open: list[Stored[Any]] = [
        action
        for action in shown.actions
        if action.is_open
        and (action.record.relationship, action.record.owner) == (relationship, owner)
    ]
    still_open.sort(key=lambda action: (action.record.due or dt.date.max, action.id))
    return tuple(
        Pledge(ref=one.ref, title=one.record.title, due=one.record.due) for one in still_open
    )
