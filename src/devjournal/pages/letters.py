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
from devjournal.pages.phrases import first_name, flat
from devjournal.practice.readiness import labels_in
from devjournal.render.document import Block, Document, Item, ListBlock, Prose, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.entries import Win
    from devjournal.models.meetings import Action, Meeting
    from devjournal.models.people import Relationship


class AskMessage(NamedTuple):
    """A request as it is to be sent; `to` and `me` are names, `skill` is what it is called.

    `labels` are the words that name a relationship instead of help. (P093)
    """

    relationship: str
    to: str
    me: str | None
    skill: str | None
    ask: Ask
    labels: tuple[str, ...]


def build_ask_message(journal: Journal, relationship: str) -> AskMessage:
    """Return the message of the request that a relationship holds. (P088)"""
    record = journal.all("relationship")[relationship].record
    ask = record.ask or Ask()
    skill = journal.get(("skill", ask.skill)) if ask.skill else None
    return AskMessage(
        relationship=relationship,
        to=journal.name_of(record.person),
        me=journal.profile.record.name if journal.profile else None,
        skill=skill.record.name if skill else ask.skill,
        ask=ask,
        labels=labels_in(ask),
    )


class Thanks(NamedTuple):
    """What a letter of thanks says: `to` and `me` are names, `text` is in my own words.

    `meeting` is the latest one, held on the day `on`; `shown` is as much of it as they may
    see. `thanked_on` is set if it was thanked for before. `helped` are wins that they had a
    part in; `mine` and `theirs` are the open promises of both sides.
    """

    relationship: str
    to: str
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
    shown = journal.for_reader(other_side(relationship), today)
    held = journal.held_with(relationship.id)
    last = held[-1] if held else None
    planned = shown.next_meeting(relationship.id, today)
    coming = planned if planned and shown.day_of(planned.record.at) > today else None
    promises = [one for one in shown.where("action", relationship=relationship.id) if one.is_open]
    promises.sort(key=lambda one: (one.record.due or dt.date.max, one.id))
    return Thanks(
        relationship=relationship.id,
        to=journal.name_of(relationship.record.person),
        me=shown.profile.record.name if shown.profile else None,
        text=text,
        meeting=last.ref if last else None,
        on=journal.day_of(last.record.at) if last else None,
        thanked_on=last.record.thanked_on if last else None,
        received=last.record.received if last else (),
        shown=shown.get(last.ref) if last else None,
        helped=_helped(shown, relationship.record, held),
        mine=tuple(one for one in promises if one.record.owner == "me"),
        theirs=tuple(one for one in promises if one.record.owner == "them"),
        next=coming,
        next_at=shown.moment(coming.record.at) if coming else None,
    )


def _helped(
    shown: Journal, record: Relationship, held: Sequence[Stored[Meeting]]
) -> tuple[Stored[Win], ...]:
    """Return the wins credited to them that were not thanked for yet. (P103)

    These are those since the latest thanks before the latest meeting, else since the start.
    """
    thanked = (meeting.record.thanked_on for meeting in held[:-1])
    since = max((day for day in thanked if day), default=record.start)
    return tuple(
        win
        for win in shown.entries_of("win")
        if record.person in win.record.credit and (since is None or win.record.on >= since)
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
    said = ((ask.evidence or "").strip(), gap, _request(ask))
    blocks: list[Block] = [Prose(text) for text in said if text]
    blocks += _points("Afterwards I want to be able to say:", ask.outcomes)
    blocks.append(Prose(_WAY_OUT))
    return _letter(message.to, blocks, "Thank you for thinking about it,", message.me)


def _request(ask: Ask) -> str:
    """Return how many meetings I ask for, by when, about what. (P088, P089)"""
    number = ask.meetings
    count = "one meeting" if number == 1 else f"{number or 'a few'} meetings"
    by_when = f", {flat(ask.time_frame)}" if ask.time_frame else ""
    request = f"Would you be willing to spend {count} with me{by_when}?"
    if not ask.focus:
        return request
    focus = flat(ask.focus)
    stop = "" if focus.endswith((".", "!", "?", "…")) else "."
    they = "It" if number == 1 else "They"
    return f"{request} {they} would be about this: {focus}{stop}"


def compose_thanks(thanks: Thanks, today: dt.date) -> Document:
    """Return the letter: the thanks first, then what each of us said we would do."""
    shown = thanks.shown.record if thanks.shown else None
    blocks: list[Block] = [Prose(_thanks(thanks, today))]
    if thanks.text:
        blocks.append(Prose(thanks.text.strip()))
    blocks += _points("You had a part in this:", [one.record.text for one in thanks.helped])
    blocks += _points("What we decided:", shown.decisions if shown else ())
    blocks += _points("On my list:", [_promise(one.record, today) for one in thanks.mine])
    theirs = [_promise(one.record, today) for one in thanks.theirs]
    blocks += _points("On yours, as I have it:", theirs)
    if thanks.next_at:
        about = f", on this: {flat(shown.next_focus)}" if shown and shown.next_focus else ""
        blocks.append(Prose(f"We meet again {short_moment(thanks.next_at, today)}{about}."))
    return _letter(thanks.to, blocks, "With thanks,", thanks.me)


def _thanks(thanks: Thanks, today: dt.date) -> str:
    if thanks.on is None:
        return "Thank you."
    near = {0: "today", 1: "yesterday"}.get((today - thanks.on).days)
    *others, last = [f"for {_GIVEN[one]}" for one in thanks.received] or [""]
    what = f"{', '.join(others)} and {last}" if others else last
    when = near or f"on {short_day(thanks.on, today)}"
    return f"Thank you for your time {when}{': ' if what else ''}{what}."


def _promise(action: Action, today: dt.date) -> str:
    return f"{action.title}, by {short_day(action.due, today)}" if action.due else action.title


def _points(words: str, texts: Iterable[str]) -> list[Block]:
    """Return a list beneath the words that lead to it; nothing without any point."""
    items = tuple(Item(line(flat(text))) for text in texts)
    return [Prose(words), ListBlock(items)] if items else []


def _letter(to: str, blocks: Iterable[Block], closing: str, me: str | None) -> Document:
    end = "\n".join(filter(None, (closing, me and flat(me))))
    return Document((Prose(f"Dear {first_name(to)},"), *blocks, Prose(end)))
