"""Letters to copy and send: what I ask somebody for, and thanks after a meeting.

Thanks go to the other side, so they are built from what they may see. What I received is
told besides: they know what they gave.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from devjournal.dates import short_day, short_moment
from devjournal.journal.visibility import other_side
from devjournal.models.people import Ask
from devjournal.pages.phrases import flat, title_of
from devjournal.practice.readiness import labels_in
from devjournal.render.document import Block, Document, Item, ListBlock, Prose, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.entries import Win
    from devjournal.models.meetings import Action, Meeting
    from devjournal.models.people import Relationship


class AskMessage(NamedTuple):
    """A request to send, in names; `labels` name a relationship instead of help. (P093)"""

    relationship: str
    to: str
    address: str
    me: str | None
    skill: str | None
    ask: Ask
    labels: tuple[str, ...]


def build_ask_message(journal: Journal, relationship: str) -> AskMessage:
    """Return the message of the request that a relationship holds. (P088)"""
    record = journal.all("relationship")[relationship].record
    ask = record.ask or Ask()
    name = title_of(journal, "skill", ask.skill)
    to = journal.name_of(record.person)
    address = journal.address_of(record.person)
    return AskMessage(relationship, to, address, journal.me, name, ask, labels_in(ask))


class Thanks(NamedTuple):
    """What a letter of thanks says: `text` in my own words; `to` and `me` are names.

    `meeting` is the latest one, held on the day `on`; `shown` is as much of it as they may
    see. `thanked_on` is set if it was thanked for before. `helped` are wins that they had a
    part in; `mine` and `theirs` are the open promises of both sides.
    """

    relationship: str
    to: str
    address: str
    me: str | None
    text: str | None
    meeting: Ref | None
    on: dt.date | None
    thanked_on: dt.date | None
    received: tuple[str, ...]
    shown: Stored[Meeting] | None
    helped: tuple[Stored[Win], ...]
    mine: tuple[Stored[Action], ...]
    theirs: tuple[Stored[Action], ...]
    next: Stored[Meeting] | None
    next_at: dt.datetime | None

    @property
    def has_reason(self) -> bool:
        """Whether there is anything to thank for."""
        return bool(self.meeting or self.text or self.helped)


def build_thanks(
    journal: Journal, relationship: Stored[Relationship], today: dt.date, text: str | None = None
) -> Thanks:
    """Return the thanks for the latest meeting of a relationship that was held. (P072, P103)"""
    record = relationship.record
    shown = journal.for_reader(other_side(relationship), today)
    held = journal.held_with(relationship.id)
    last = held[-1] if held else None
    # Wins credited to them since the latest thanks before that meeting, else the start. (P103)
    thanked = [one.record.thanked_on for one in held[:-1] if one.record.thanked_on]
    since = max(thanked, default=record.start) or dt.date.min
    wins = (one for one in shown.entries_of("win") if record.person in one.record.credit)
    planned = shown.next_meeting(relationship.id, today)
    coming = planned if planned and shown.day_of(planned.record.at) > today else None
    promises = [one for one in shown.where("action", relationship=relationship.id) if one.is_open]
    promises.sort(key=lambda one: (one.record.due or dt.date.max, one.id))
    return Thanks(
        relationship=relationship.id,
        to=journal.name_of(record.person),
        address=journal.address_of(record.person),
        me=shown.me,
        text=text,
        meeting=last.ref if last else None,
        on=journal.day_of(last.record.at) if last else None,
        thanked_on=last.record.thanked_on if last else None,
        received=last.record.received if last else (),
        shown=shown.get(last.ref) if last else None,
        helped=tuple(one for one in wins if one.record.on >= since),
        mine=tuple(one for one in promises if one.record.owner == "me"),
        theirs=tuple(one for one in promises if one.record.owner == "them"),
        next=coming,
        next_at=shown.moment(coming.record.at) if coming else None,
    )


_WAY_OUT = (
    "If this is a bad moment: is there a later one, and when? "
    "And is there somebody else you would recommend I approach?"
)
"""What to ask where the answer may be later, or no. (P091, P092)"""

_GIVEN: Mapping[str, str] = {
    "listened": "listening",
    "experience": "telling me how it was for you",
    "advice": "your advice",
    "question": "the questions you asked",
    "resource": "what you gave me to read",
    "introduction": "the introduction",
}
"""What somebody gave, as it stands after "thank you for". (P027, P049)"""


def compose_ask_message(message: AskMessage) -> Document:
    """Return the letter: what I saw, where I stand, what I ask for, and a way to say no."""
    ask = message.ask
    level = f" Today I would put myself at {ask.self_level} of 5." if ask.self_level else ""
    gap = f"That is what I want to learn: {flat(message.skill)}.{level}" if message.skill else ""
    # How many meetings I ask for, by when, about what. (P088, P089)
    count = "one meeting" if ask.meetings == 1 else f"{ask.meetings or 'a few'} meetings"
    by_when = f", {flat(ask.time_frame)}" if ask.time_frame else ""
    request = f"Would you be willing to spend {count} with me{by_when}?"
    if ask.focus:
        focus, they = flat(ask.focus), "It" if ask.meetings == 1 else "They"
        stop = "" if focus.endswith((".", "!", "?", "…")) else "."
        request += f" {they} would be about this: {focus}{stop}"
    said = ((ask.evidence or "").strip(), gap, request)
    blocks: list[Block] = [Prose(text) for text in said if text]
    blocks += _points("Afterwards I want to be able to say:", ask.outcomes)
    blocks.append(Prose(_WAY_OUT))
    return _letter(message.address, blocks, "Thank you for thinking about it,", message.me)


def compose_thanks(thanks: Thanks, today: dt.date) -> Document:
    """Return the letter: the thanks first, then what each of us said we would do."""
    shown = thanks.shown.record if thanks.shown else None
    words = "Thank you."
    if thanks.on:
        near = {0: "today", 1: "yesterday"}.get((today - thanks.on).days)
        when = near or f"on {short_day(thanks.on, today)}"
        *others, last = [f"for {_GIVEN[one]}" for one in thanks.received] or [""]
        what = f"{', '.join(others)} and {last}" if others else last
        words = f"Thank you for your time {when}{': ' if what else ''}{what}."
    blocks: list[Block] = [Prose(words)]
    if thanks.text:
        blocks.append(Prose(thanks.text.strip()))

    def promised(side: Iterable[Stored[Action]]) -> Iterator[str]:
        for action in (one.record for one in side):
            yield action.title + (f", by {short_day(action.due, today)}" if action.due else "")

    blocks += _points("You had a part in this:", [one.record.text for one in thanks.helped])
    blocks += _points("What we decided:", shown.decisions if shown else ())
    blocks += _points("On my list:", promised(thanks.mine))
    blocks += _points("On yours, as I have it:", promised(thanks.theirs))
    if thanks.next_at:
        about = f", on this: {flat(shown.next_focus)}" if shown and shown.next_focus else ""
        blocks.append(Prose(f"We meet again {short_moment(thanks.next_at, today)}{about}."))
    return _letter(thanks.address, blocks, "With thanks,", thanks.me)


def _points(words: str, texts: Iterable[str]) -> list[Block]:
    items = tuple(Item(line(flat(text))) for text in texts)
    return [Prose(words), ListBlock(items)] if items else []


def _letter(address: str, blocks: Iterable[Block], closing: str, me: str | None) -> Document:
    end = "\n".join(filter(None, (closing, me and flat(me))))
    return Document((Prose(f"Dear {flat(address)},"), *blocks, Prose(end)))
