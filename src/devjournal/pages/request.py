"""Requests to copy and send: the first one, one after a later, and one after a no.

A request says what I put into it, and besides what its reader may see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.dates import short_day
from devjournal.journal.names import fold_name
from devjournal.journal.visibility import other_side
from devjournal.models.people import Ask
from devjournal.namedtuples import NamedTuple
from devjournal.pages.letters import (
    LEADS_IN,
    NUMBERS,
    letter,
    lowered,
    number_of_meetings,
    points,
    sentence,
)
from devjournal.pages.phrases import flat, title_of
from devjournal.practice.counts import DEFAULT_MINUTES
from devjournal.practice.readiness import labels_in
from devjournal.render.document import Block, Document, Prose

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.journal.journal import Journal


class AskMessage(NamedTuple):
    """A request to send, in names; `labels` name a relationship instead of help. (P093)

    `can` is what showed my skill last, as far as they may see it; `sent_by` who recommended
    them. `state` is that of the relationship: after a later, and after a no, it is another
    letter. `offer` is what I can give to a partner.
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
    offer: tuple[str, ...]


def build_ask_message(journal: Journal, relationship: str, today: dt.date) -> AskMessage:
    """Return the message of the request that a relationship holds. (P088)"""
    bound = journal.all("relationship")[relationship]
    record = bound.record
    ask = record.ask or Ask()
    theirs = journal.for_reader(other_side(bound), today)
    skill = theirs.get(("skill", ask.skill)) if ask.skill else None
    ratings = [one for one in skill.record.ratings if one.evidence] if skill else []
    person, profile = journal.get(("person", record.person)), theirs.profile
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
        offer=profile.record.can_offer if profile and record.my_role == "equal" else (),
    )


_LEVELS = (
    "I am new to it",
    "I know the basics, and need help with the rest",
    "I manage on my own, though not with ease",
    "I am good at it, and want to go further",
    "others learn it from me, and I want to go further",
)
"""Where I stand, by my level. (P085)"""

_OTHERS = "And is there somebody else you would recommend I approach?"


def compose_ask_message(message: AskMessage, today: dt.date) -> Document:
    """Return the letter: who sent me, why, where I stand, what I ask for, and a way to say no.

    One of a mentor or a coach asks for meetings about something to learn, one of a partner to
    do it together and what they want of it; one of a sponsor shows a result and asks for one
    room. (P039, P084, P088)
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
        told: tuple[str | None, ...] = (
            message.purpose and f"I am working towards this: {sentence(message.purpose)}",
            ask.evidence and f"What I can show{for_it}: {sentence(ask.evidence)}",
            f"Would you be willing to get me into one room{by_when}?"
            + (f" It is this one: {sentence(ask.focus)}" if ask.focus else ""),
        )
        afterwards = "What I hope will come of it:"
        way_out = f"If it is not the right one, or the right time, which would be? {_OTHERS}"
    else:
        told = (_where_i_stand(message), _why_you(message), _meetings_asked(message, by_when))
        afterwards = "What I want to be able to do afterwards:"
        way_out = f"If this is not a good time, would there be a better one, and when? {_OTHERS}"
    prose: list[Block] = [Prose(text) for text in (*opening, *told) if text]
    prose += [*points(afterwards, ask.outcomes), *points("What I can bring:", message.offer)]
    if message.asked_as == "partner":
        prose.append(Prose("What would you want to get out of it yourself?"))
    return letter(
        message.address, [*prose, Prose(way_out)], "Thank you for thinking about it,", message.me
    )


def _after_a_no(message: AskMessage) -> Document:
    """Return the letter that a no may be followed by: whether later, or whom else. (P091, P092)"""
    ask = message.ask
    about = f" about {_named(message.skill)}" if message.skill else ""
    said = [
        f"Thank you for your answer{about}.",
        "May I ask if it is a busy time for you, and if you might be willing at a later date? "
        "If so, when?",
        "And if not: is there anyone else you would recommend I approach for this?",
    ]
    if ask.referred_to:
        said[1:] = ["And thank you for telling me whom to approach instead."]
    return letter(message.address, map(Prose, said), "With thanks,", message.me)


def _where_i_stand(message: AskMessage) -> str:
    ask, said = message.ask, []
    if message.skill:
        better = "I would like us both" if message.asked_as == "partner" else "I want"
        said.append(f"{better} to get better at {sentence(_named(message.skill))}")
    if message.purpose and fold_name(message.purpose) != fold_name(message.skill or ""):
        said.append(f"What it is for: {sentence(message.purpose)}")
    if ask.self_level:
        said.append(f"So far, {_LEVELS[ask.self_level - 1]}.")
    if message.can:
        said.append(f"What I can do already: {sentence(message.can)}")
    return " ".join(said)


def _named(skill: str) -> str:
    """Return a skill's name inside a sentence: in lower case, as far as that is no mistake.

    Nobody knows whether Excel or Hard is a name of its own: such a title stands behind a colon.
    """
    name = flat(skill)
    first = name.split(" ")[0]
    if not (first[:1].isupper() and first[1:].islower()):  # small already, or SQL
        return name
    is_common = first.endswith(_COMMON) and first not in _NAMES
    return f"{name[0].lower()}{name[1:]}" if is_common else f"this: {name}"


_COMMON = ("ing", "al", "ive", "ment", "tion", "ity", "ship", "ness")
_NAMES = ("Beijing", "Drupal", "Pascal", "Portugal", "Spring")
"""Endings of words that are seldom names of their own, and names that have one all the same."""


def _why_you(message: AskMessage) -> str:
    why, seen = message.ask.evidence, "this" if message.sent_by else "what I saw"
    return f"I am asking you because of {seen}: {sentence(why)}" if why else ""


def _meetings_asked(message: AskMessage, by_when: str) -> str:
    """Return how many meetings I ask for, how long, by when, and about what. (P088, P089)"""
    number = message.ask.meetings
    meetings = number_of_meetings(number) if number else "a few meetings"
    whom = "on it together" if message.asked_as == "partner" else "with me"
    asked = f"Would you be willing to spend {meetings} of {message.minutes} minutes {whom}"
    about = f" {'It' if number == 1 else 'They'} would be about this: "
    return f"{asked}{by_when}?" + (about + sentence(message.ask.focus) if message.ask.focus else "")


def _by_when(time_frame: str | None) -> str:
    """Return ", before March" for that, and " (three months)" for what is no part of a sentence."""
    words = flat(time_frame or "").rstrip(".")
    leads_in = words.split(" ")[0].lower() in LEADS_IN
    text = lowered(words, (*LEADS_IN, *NUMBERS))
    return "" if not words else f", {text}" if leads_in else f" ({text})"
