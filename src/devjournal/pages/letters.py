"""Letters to copy and send: thanks, a reminder, a farewell, and a hello later on.

They go to the other side, so they are built from what that may see. What I received is told
besides: they know what they gave. A request is in request.py.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from devjournal.dates import short_day, short_moment
from devjournal.journal.visibility import other_side
from devjournal.namedtuples import NamedTuple
from devjournal.pages.phrases import flat
from devjournal.render.document import Block, Document, Item, ListBlock, Prose, line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.entries import Win
    from devjournal.models.meetings import Action, Meeting
    from devjournal.models.people import Relationship


class Thanks(NamedTuple):
    """What a letter of thanks says: `text` in my own words; `to` and `me` are names.

    `meeting` is the latest one, held on the day `on`; `shown` is as much of it as they may
    see. `thanked_on` is set if it was thanked for before. `helped` are wins that they had a
    part in; `mine` are my open promises. Theirs are not in it: thanks never dun.
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
        mine=_promised(shown, relationship.id, "me"),
        next=coming,
        next_at=shown.moment(coming.record.at) if coming else None,
    )


class Reminder(NamedTuple):
    """What they promised and may see, of which the day has come or was never set.

    `opening` leads to that, in words that are right for what we are to each other.
    """

    relationship: str
    to: str
    address: str
    me: str | None
    theirs: tuple[Stored[Action], ...]
    opening: str


def build_reminder(
    journal: Journal, relationship: Stored[Relationship], today: dt.date
) -> Reminder:
    """Return the reminder of what somebody promised that is due by today."""
    person = relationship.record.person
    shown = journal.for_reader(other_side(relationship), today)
    theirs = _promised(shown, relationship.id, "them")
    due = tuple(one for one in theirs if (one.record.due or today) <= today)
    address = journal.address_of(person)
    opening = _REMINDING[relationship.record.my_role]
    return Reminder(relationship.id, journal.name_of(person), address, shown.me, due, opening)


class Farewell(NamedTuple):
    """What a farewell says, or a hello some time after it.

    `parting` is a sentence on the time together, in which `held` meetings were held, the last
    one on the day `last`. `helped` are the wins that they had a part in, for a hello those since
    it ended; `mine` are my open promises.
    """

    relationship: str
    to: str
    address: str
    me: str | None
    parting: str
    text: str | None
    held: int
    last: dt.date | None
    helped: tuple[Stored[Win], ...]
    mine: tuple[Stored[Action], ...]


def build_farewell(
    journal: Journal,
    relationship: Stored[Relationship],
    today: dt.date,
    text: str | None = None,
    *,
    later: bool = False,
) -> Farewell:
    """Return the farewell at the end of a relationship, or, some time `later`, the hello."""
    record, held = relationship.record, journal.held_with(relationship.id)
    shown = journal.for_reader(other_side(relationship), today)
    since = (record.closed_on if later else record.start) or dt.date.min
    wins = (one for one in shown.entries_of("win") if record.person in one.record.credit)
    return Farewell(
        relationship=relationship.id,
        to=journal.name_of(record.person),
        address=journal.address_of(record.person),
        me=shown.me,
        parting=_PARTING[record.label if record.label == "sponsor" else record.my_role],
        text=text,
        held=len(held),
        last=journal.day_of(held[-1].record.at) if held else None,
        helped=tuple(one for one in wins if one.record.on >= since),
        mine=_promised(shown, relationship.id, "me"),
    )


def _promised(shown: Journal, relationship: str, owner: str) -> tuple[Stored[Action], ...]:
    promises = shown.where("action", relationship=relationship)
    mine = [one for one in promises if one.is_open and one.record.owner == owner]
    return tuple(sorted(mine, key=lambda one: (one.record.due or dt.date.max, one.id)))


_GIVEN: Mapping[str, str] = {
    "listened": "listening",
    "experience": "sharing your experience",
    "advice": "your advice",
    "question": "the questions you asked",
    "resource": "what you gave me to read",
    "introduction": "the introduction",
}
"""What somebody gave, as it stands after "thank you for". (P027, P049)"""

_WORDS = """
no one two three four five six seven eight nine ten
after at before between by during for from in next on over starting this through till until within
a an the you your we our my it how what when where why that this
"""
NUMBERS, LEADS_IN, _SMALL = (tuple(row.split()) for row in _WORDS.strip().split("\n"))
"""Numbers; words that lead a time in; words that are small inside a sentence."""

_DAYS_A_MONTH = 30.4


def number_of_meetings(number: int) -> str:
    """Return "three meetings"."""
    return f"{_number(number)} meeting{'' if number == 1 else 's'}"


def _number(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


_ENDED = r"[.!?…][\"'”’)]*"
"""What ends a sentence."""


def sentence(text: str) -> str:
    """Return what stands behind a colon: on one line, and ending as a sentence does."""
    said = flat(text)
    said = said if said.endswith("?") else lowered(said, _SMALL)
    return said if re.search(rf"{_ENDED}$", said) else f"{said}."


def lowered(text: str, small: Collection[str]) -> str:
    """Return a text whose first word is in lower case if it is one of some."""
    first = text.split(" ", maxsplit=1)[0]
    return text[:1].lower() + text[1:] if first.lower() in small else text


def compose_thanks(thanks: Thanks, today: dt.date) -> Document:
    """Return the letter: the thanks first, then what I said I would do, and when we meet."""
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
        text = thanks.text.strip()
        is_whole = text[:1].isupper() and re.search(rf"{_ENDED}$", text)
        told = text if is_whole else f"Above all, thank you for this: {sentence(text)}"
        blocks.append(Prose(told))

    blocks += points("You had a part in this:", [one.record.text for one in thanks.helped])
    blocks += points("What we decided:", shown.decisions if shown else ())
    blocks += points("On my list:", _promises(thanks.mine, today))
    if thanks.next_at:
        about = f", on this: {sentence(shown.next_focus)}" if shown and shown.next_focus else "."
        blocks.append(Prose(f"We meet again {short_moment(thanks.next_at, today)}{about}"))
    return letter(thanks.address, blocks, "With thanks,", thanks.me)


def compose_reminder(reminder: Reminder, today: dt.date) -> Document:
    """Return the letter: what I still count on, by the day that we said, and an open door."""
    theirs = [one.record for one in reminder.theirs]
    said = (f" (we said {short_day(one.due, today)})" if one.due else "" for one in theirs)
    items = [one.title + day for one, day in zip(theirs, said, strict=True)]
    blocks = points(reminder.opening, items)
    door = "If something has changed, or you need anything from me for it, please tell me."
    return letter(reminder.address, [*blocks, Prose(door)], "With thanks,", reminder.me)


_REMINDING: Mapping[str, str] = {
    "receiving": "You offered me this, and I would still be glad of it:",
    "giving": "You set yourself this, and I would be glad to hear how it goes:",
    "equal": "This is on your list for what we do together, as far as I know:",
}
"""What leads to what they promised, by my side of it."""

_PARTING: Mapping[str, str] = {
    "receiving": "I learned a great deal from you.",
    "sponsor": "You opened doors for me, and I know what that took.",
    "giving": "It was a pleasure to see you grow.",
    "equal": "It was a pleasure to build this with you.",
}
"""What a farewell says of the time together, by my side of it."""


def compose_farewell(farewell: Farewell, today: dt.date) -> Document:
    """Return the letter: thanks for the whole time, what came of it, what I still owe."""
    time = number_of_meetings(farewell.held) if farewell.held else "time"
    time = "meeting" if farewell.held == 1 else time
    blocks: list[Block] = [Prose(f"Thank you for the {time} that we had. {farewell.parting}")]
    blocks += [Prose(farewell.text.strip())] if farewell.text else []
    blocks += points("You had a part in this:", [one.record.text for one in farewell.helped])
    blocks += points("This is still on my list for you:", _promises(farewell.mine, today))
    door = "I would like to stay in touch. If I can ever do something for you, please ask."
    blocks.append(Prose(door))
    return letter(farewell.address, blocks, "With warm thanks,", farewell.me)


def compose_hello(hello: Farewell, today: dt.date) -> Document:
    """Return the letter: how long it has been, what came of it, and a question back."""
    months = round((today - hello.last).days / _DAYS_A_MONTH) if hello.last else 0
    ago = f"It has been {_number(months)} months since we last met, and" if months > 1 else "Today"
    blocks: list[Block] = [Prose(f"{ago} I thought of you.")]
    blocks += [Prose(hello.text.strip())] if hello.text else []
    blocks += points("Since then, you had a part in this:", [w.record.text for w in hello.helped])
    door = "How are you, and what are you working on? If I can do something for you, please ask."
    return letter(hello.address, [*blocks, Prose(door)], "With kind regards,", hello.me)


def _promises(mine: Iterable[Stored[Action]], today: dt.date) -> Iterator[str]:
    for action in (one.record for one in mine):
        due = action.due if action.due and action.due >= today else None
        yield action.title + (f", by {short_day(due, today)}" if due else "")


def points(words: str, texts: Iterable[str]) -> list[Block]:
    """Return a list with the words above it; nothing where it is empty."""
    items = tuple(Item(line(flat(text))) for text in texts)
    return [Prose(words), ListBlock(items)] if items else []


def letter(address: str, blocks: Iterable[Block], closing: str, me: str | None) -> Document:
    """Return a letter, from how they are addressed to my name."""
    end = "\n".join(filter(None, (closing, me and flat(me))))
    return Document((Prose(f"Dear {flat(address)},"), *blocks, Prose(end)))
