"""Letters to copy and send: a request, thanks, a reminder, a farewell, and a hello later on.

All but the request go to the other side, so they are built from what they may see. What I
received is told besides: they know what they gave. A request says what I put into it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from devjournal.dates import short_day, short_moment
from devjournal.journal.names import fold_name
from devjournal.journal.visibility import other_side
from devjournal.models.people import Ask
from devjournal.namedtuples import NamedTuple
from devjournal.pages.phrases import flat, title_of
from devjournal.practice.counts import DEFAULT_MINUTES
from devjournal.practice.readiness import labels_in
from devjournal.render.document import Block, Document, Item, ListBlock, Prose, line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.entries import Win
    from devjournal.models.meetings import Action, Meeting
    from devjournal.models.people import Relationship


class AskMessage(NamedTuple):
    """A request to send, in names; `labels` name a relationship instead of help. (P093)

    `can` is what showed my skill last, as far as they may see it; `sent_by` who recommended
    them. `state` is that of the relationship: after a later, and after a no, it is another
    letter.
    """

    relationship: str
    to: str
    address: str
    me: str | None
    skill: str | None
    ask: Ask
    labels: tuple[str, ...]
    asked_as: str
    state: str
    purpose: str | None
    minutes: int
    can: str | None
    sent_by: str | None


def build_ask_message(journal: Journal, relationship: str, today: dt.date) -> AskMessage:
    """Return the message of the request that a relationship holds. (P088)"""
    bound = journal.all("relationship")[relationship]
    record = bound.record
    ask = record.ask or Ask()
    theirs = journal.for_reader(other_side(bound), today)
    skill = theirs.get(("skill", ask.skill)) if ask.skill else None
    ratings = [one for one in skill.record.ratings if one.evidence] if skill else []
    person = journal.get(("person", record.person))
    by = person.record.introduced_by if person else None
    return AskMessage(
        relationship=relationship,
        to=journal.name_of(record.person),
        address=journal.address_of(record.person),
        me=theirs.me,
        skill=title_of(journal, "skill", ask.skill),
        ask=ask,
        labels=labels_in(ask),
        asked_as=record.kind,
        state=record.state,
        purpose=record.purpose,
        minutes=record.minutes or DEFAULT_MINUTES,
        can=max(ratings, key=lambda one: one.on).evidence if ratings else None,
        sent_by=journal.name_of(by) if by and by != "me" else None,
    )


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
    """What they promised and may see, of which the day has come or was never set."""

    relationship: str
    to: str
    address: str
    me: str | None
    theirs: tuple[Stored[Action], ...]


def build_reminder(
    journal: Journal, relationship: Stored[Relationship], today: dt.date
) -> Reminder:
    """Return the reminder of what somebody promised that is due by today."""
    person = relationship.record.person
    shown = journal.for_reader(other_side(relationship), today)
    theirs = _promised(shown, relationship.id, "them")
    due = tuple(one for one in theirs if (one.record.due or today) <= today)
    address = journal.address_of(person)
    return Reminder(relationship.id, journal.name_of(person), address, shown.me, due)


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

_LEVELS = (
    "I am new to it",
    "I know the basics, and need help with the rest",
    "I manage on my own, though not with ease",
    "I am good at it, and want to go further",
    "others learn it from me, and I want to go further",
)
"""Where I stand, by my level. (P085)"""

_WORDS = """
no one two three four five six seven eight nine ten
after at before between by during for from in next on over starting this through till until within
a an the you your we our my it how what when where why that this
"""
_NUMBERS, _LEADS_IN, _SMALL = (tuple(row.split()) for row in _WORDS.strip().split("\n"))
"""Numbers; words that lead a time in; words that are small inside a sentence."""

_DAYS_A_MONTH = 30.4
_OTHERS = "And is there somebody else you would recommend I approach?"


def compose_ask_message(message: AskMessage, today: dt.date) -> Document:
    """Return the letter: who sent me, why, where I stand, what I ask for, and a way to say no.

    One of mentor, coach or partner asks for meetings about something to learn; one of a sponsor
    shows a result and asks for one room. (P039, P084, P088)
    """
    ask, blocks = message.ask, []
    if message.state == "declined":
        return _after_a_no(message)
    if message.state == "later" and ask.sent_on:
        when = f"on {short_day(ask.sent_on, today)}"
        blocks.append(f"When I asked you {when}, you said that later would be better.")
    if message.sent_by:
        blocks.append(f"{flat(message.sent_by)} recommended that I turn to you.")
    opening = [" ".join(blocks)]
    by_when = _by_when(ask.time_frame)
    if message.asked_as == "sponsor":
        for_it = " for it" if message.purpose else ""
        told = (
            message.purpose and f"I am working towards this: {_told(message.purpose)}",
            ask.evidence and f"What I can show{for_it}: {_told(ask.evidence)}",
            f"Would you be willing to get me into one room{by_when}?"
            + (f" It is this one: {_told(ask.focus)}" if ask.focus else ""),
        )
        afterwards = "What I hope will come of it:"
        way_out = f"If it is not the right one, or the right time, which would be? {_OTHERS}"
    else:
        told = (_where_i_stand(message), _why_you(message), _meetings_asked(message, by_when))
        afterwards = "What I want to be able to do afterwards:"
        way_out = f"If this is not a good time, would there be a better one, and when? {_OTHERS}"
    prose: list[Block] = [Prose(text) for text in (*opening, *told) if text]
    prose += _points(afterwards, ask.outcomes)
    return _letter(
        message.address, [*prose, Prose(way_out)], "Thank you for thinking about it,", message.me
    )


def _after_a_no(message: AskMessage) -> Document:
    """Return the letter that a no may be followed by: whether later, or whom else. (P091, P092)"""
    ask = message.ask
    about = f" about {flat(message.skill)}" if message.skill else ""
    said = [
        f"Thank you for your answer{about}.",
        "May I ask if it is a busy time for you, and if you might be willing at a later date? "
        "If so, when?",
        "And if not: is there anyone else you would recommend I approach for this?",
    ]
    if ask.referred_to:
        said[1:] = ["And thank you for telling me whom to approach instead."]
    return _letter(message.address, map(Prose, said), "With thanks,", message.me)


def _where_i_stand(message: AskMessage) -> str:
    ask, said = message.ask, []
    if message.skill:
        said.append(f"I want to get better at {_told(message.skill)}")
    if message.purpose and fold_name(message.purpose) != fold_name(message.skill or ""):
        said.append(f"What it is for: {_told(message.purpose)}")
    if ask.self_level:
        said.append(f"So far, {_LEVELS[ask.self_level - 1]}.")
    if message.can:
        said.append(f"What I can do already: {_told(message.can)}")
    return " ".join(said)


def _why_you(message: AskMessage) -> str:
    why, seen = message.ask.evidence, "this" if message.sent_by else "what I saw"
    return f"I am asking you because of {seen}: {_told(why)}" if why else ""


def _meetings_asked(message: AskMessage, by_when: str) -> str:
    """Return how many meetings I ask for, how long, by when, and about what. (P088, P089)"""
    number = message.ask.meetings
    meetings = _number_of_meetings(number) if number else "a few meetings"
    asked = f"Would you be willing to spend {meetings} of {message.minutes} minutes with me"
    about = f" {'It' if number == 1 else 'They'} would be about this: "
    return f"{asked}{by_when}?" + (about + _told(message.ask.focus) if message.ask.focus else "")


def _number_of_meetings(number: int) -> str:
    return f"{_number(number)} meeting{'' if number == 1 else 's'}"


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _by_when(time_frame: str | None) -> str:
    """Return ", before March" for that, and " (three months)" for what is no part of a sentence."""
    words = flat(time_frame or "").rstrip(".")
    leads_in = words.split(" ")[0].lower() in _LEADS_IN
    text = _lowered(words, _LEADS_IN)
    return "" if not words else f", {text}" if leads_in else f" ({text})"


_ENDED = r"[.!?…][\"'”’)]*"
"""What ends a sentence."""


def _told(text: str) -> str:
    """Return what stands behind a colon: on one line, and ending as a sentence does."""
    said = flat(text)
    said = said if said.endswith("?") else _lowered(said, _SMALL)
    return said if re.search(rf"{_ENDED}$", said) else f"{said}."


def _lowered(text: str, small: Collection[str]) -> str:
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
        told = text if is_whole else f"Above all, thank you for this: {_told(text)}"
        blocks.append(Prose(told))

    blocks += _points("You had a part in this:", [one.record.text for one in thanks.helped])
    blocks += _points("What we decided:", shown.decisions if shown else ())
    blocks += _points("On my list:", _promises(thanks.mine, today))
    if thanks.next_at:
        about = f", on this: {_told(shown.next_focus)}" if shown and shown.next_focus else "."
        blocks.append(Prose(f"We meet again {short_moment(thanks.next_at, today)}{about}"))
    return _letter(thanks.address, blocks, "With thanks,", thanks.me)


def compose_reminder(reminder: Reminder, today: dt.date) -> Document:
    """Return the letter: what I still count on, by the day that we said, and an open door."""
    theirs = [one.record for one in reminder.theirs]
    said = (f" (we said {short_day(one.due, today)})" if one.due else "" for one in theirs)
    items = [one.title + day for one, day in zip(theirs, said, strict=True)]
    blocks = _points("You offered me this, and I would still be glad of it:", items)
    door = "If something has changed, or you need anything from me for it, please tell me."
    return _letter(reminder.address, [*blocks, Prose(door)], "With thanks,", reminder.me)


_PARTING: Mapping[str, str] = {
    "receiving": "I learned a great deal from you.",
    "sponsor": "You opened doors for me, and I know what that took.",
    "giving": "It was a pleasure to see you grow.",
    "equal": "It was a pleasure to build this with you.",
}
"""What a farewell says of the time together, by my side of it."""


def compose_farewell(farewell: Farewell, today: dt.date) -> Document:
    """Return the letter: thanks for the whole time, what came of it, what I still owe."""
    time = _number_of_meetings(farewell.held) if farewell.held else "time"
    blocks: list[Block] = [Prose(f"Thank you for the {time} that we had. {farewell.parting}")]
    blocks += [Prose(farewell.text.strip())] if farewell.text else []
    blocks += _points("You had a part in this:", [one.record.text for one in farewell.helped])
    blocks += _points("This is still on my list for you:", _promises(farewell.mine, today))
    door = "I would like to stay in touch. If I can ever do something for you, please ask."
    blocks.append(Prose(door))
    return _letter(farewell.address, blocks, "With warm thanks,", farewell.me)


def compose_hello(hello: Farewell, today: dt.date) -> Document:
    """Return the letter: how long it has been, what came of it, and a question back."""
    months = round((today - hello.last).days / _DAYS_A_MONTH) if hello.last else 0
    ago = f"It has been {_number(months)} months since we last met, and" if months > 1 else "Today"
    blocks: list[Block] = [Prose(f"{ago} I thought of you.")]
    blocks += [Prose(hello.text.strip())] if hello.text else []
    blocks += _points("Since then, you had a part in this:", [w.record.text for w in hello.helped])
    door = "How are you, and what are you working on? If I can do something for you, please ask."
    return _letter(hello.address, [*blocks, Prose(door)], "With kind regards,", hello.me)


def _promises(mine: Iterable[Stored[Action]], today: dt.date) -> Iterator[str]:
    for action in (one.record for one in mine):
        due = action.due if action.due and action.due >= today else None
        yield action.title + (f", by {short_day(due, today)}" if due else "")


def _points(words: str, texts: Iterable[str]) -> list[Block]:
    items = tuple(Item(line(flat(text))) for text in texts)
    return [Prose(words), ListBlock(items)] if items else []


def _letter(address: str, blocks: Iterable[Block], closing: str, me: str | None) -> Document:
    end = "\n".join(filter(None, (closing, me and flat(me))))
    return Document((Prose(f"Dear {flat(address)},"), *blocks, Prose(end)))
