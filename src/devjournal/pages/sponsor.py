"""What a sponsor put in, and what came of it: the ledger of one relationship. (P026, P040-P046)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.dates import in_days, late
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.practice.counts import gifts
from devjournal.practice.settle import WENT
from devjournal.render import document as doc
from devjournal.render.document import Block, Line, Span, line
from devjournal.shell import FILL_IN, command

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.growth import Opportunity
    from devjournal.models.meetings import Action
    from devjournal.models.people import Relationship

_SILENT_DAYS = 60


class Opened(NamedTuple):
    """A room that they opened: their word for me, the opportunity, or both; who decides there.

    `retries` are what tried it again.
    """

    on: dt.date | None
    entry: Stored[Any] | None
    room: Stored[Opportunity] | None
    deciders: tuple[str, ...]
    retries: tuple[Stored[Opportunity], ...]


class Ledger(NamedTuple):
    """Rooms by day, what they still mean to do, what I gave, the next room, and the last word.

    `heard_on` is the day on which they last heard from me; None if never, or for a reader.
    """

    opened: tuple[Opened, ...]
    promised: tuple[Stored[Action], ...]
    gave: tuple[Stored[Any], ...]
    next_room: Opened | None
    heard_on: dt.date | None


def build_ledger(
    journal: Journal,
    stored: Stored[Relationship],
    today: dt.date,
    quiet: Container[Ref] = frozenset(),
) -> Ledger | None:
    """Return the ledger of somebody who sponsors me; None for any other relationship.

    Rooms in `quiet`, where something went wrong that still rests, are left in peace. (P018)
    """
    record = stored.record
    if record.kind != "sponsor" or record.my_role == "giving":
        return None
    vouched = [
        one
        for one in journal.entries_of("vouched")
        if one.ref not in quiet
        and (one.record.by or (one.record.relationship == stored.id and record.person))
        == record.person
    ]
    rooms = {
        one.id: one
        for one in journal.opportunities
        if one.record.sponsor == record.person
        and one.record.state != "declined"
        and one.ref not in quiet
    }
    opened = [_opened(journal, one, rooms.pop(one.record.opportunity, None)) for one in vouched]
    opened += [_opened(journal, None, one) for one in rooms.values()]
    opened.sort(key=lambda one: one.on or today)
    coming = [one for one in opened if one.room and one.room.is_open]
    gave = gifts(journal, stored.id, "me")
    promised = (one for one in journal.where("action", relationship=stored.id) if one.is_open)
    return Ledger(
        tuple(opened),
        tuple(one for one in promised if one.record.owner == "them"),
        tuple(gave),
        min(coming, key=lambda one: _day_of(one.room, today), default=None),
        _heard_on(journal, stored, gave) if journal.reader == "self" else None,
    )


def _opened(
    journal: Journal, entry: Stored[Any] | None, room: Stored[Opportunity] | None
) -> Opened:
    if entry is not None and room is None and entry.record.opportunity:
        room = journal.get(("opportunity", entry.record.opportunity))
    known = room.record if room else None
    proposed = (known.proposed_on or known.accepted_on or known.on) if known else None
    deciders = room.record.decision_makers if room else ()
    names = tuple(map(journal.name_of, deciders))
    again = journal.where("opportunity", retry_of=room.id) if room else ()
    return Opened(entry.record.on if entry else proposed, entry, room, names, again)


def _day_of(room: Stored[Opportunity] | None, today: dt.date) -> tuple[bool, dt.date]:
    """Return what sorts rooms: those with a day to come first."""
    on = room.record.on if room else None
    return on is None or on < today, on or dt.date.max


def _heard_on(
    journal: Journal, stored: Stored[Relationship], gave: Iterable[Stored[Any]]
) -> dt.date | None:
    held = journal.held_with(stored.id)
    days = [journal.day_of(one.record.at) for one in held]
    days += [one.record.thanked_on for one in held if one.record.thanked_on]
    return max([*days, *(one.record.on for one in gave)], default=None)


def ledger_facts(ledger: Ledger | None, today: dt.date) -> list[tuple[str, Line]]:
    """Return the ledger in a few lines, for the head of an agenda."""
    if ledger is None:
        return []
    days = [one.on for one in ledger.opened if one.on]
    times = say.count(len(days), "time")
    last = f", the last on {say.plain_day(days[-1], today)}" if days else ""
    return [
        ("Opened a door", line(Span(times, "number"), last) if days else ()),
        ("Next room", _next_words(ledger.next_room, today)),
        ("Heard from me", _heard(ledger.heard_on, today)),
    ]


def _next_words(room: Opened | None, today: dt.date) -> Line:
    if room is None or room.room is None:
        return ()
    record = room.room.record
    on = Span(f", {say.plain_day(record.on, today)}" if record.on else ", no day yet", "date")
    who = f"; {' and '.join(map(say.flat, room.deciders))} decide" if room.deciders else ""
    who = who + "s" if len(room.deciders) == 1 else who
    return line(say.flat(record.title), on, who)


def _heard(on: dt.date | None, today: dt.date) -> Line:
    if on is None:
        return ()
    since = (today - on).days
    style: doc.Style = "warn" if since > _SILENT_DAYS else "dim"
    return line(Span(say.plain_day(on, today), "date"), Span(f", {in_days(on, today)}", style))


def ledger_blocks(
    ledger: Ledger | None,
    stored: Stored[Relationship],
    names: tuple[str, str],
    today: dt.date,
    *,
    mine: bool,
) -> list[Block]:
    """Return the ledger: rooms they opened and what came of each, then both sides' open accounts.

    `names` are what I and they are called; only on my own page (`mine`) is there a next step.
    """
    if ledger is None:
        return []
    me, they = names
    facts = [
        ("Next room", _next_words(ledger.next_room, today)),
        ("Heard from me", _heard(ledger.heard_on, today)),
    ]
    notes: list[Block] = []
    if mine and ledger.next_room is None:
        step = command("opportunity", "add", FILL_IN, "--sponsor", stored.record.person)
        notes.append(say.step_note("No next room yet: which one do you want to be in?", step))
    if mine and ledger.heard_on and (today - ledger.heard_on).days > _SILENT_DAYS:
        words = "They have not heard from you for a while: a line on what came of it is enough."
        notes.append(say.step_note(words, command("thank", stored.id, FILL_IN)))
    blocks = say.section("Ledger", *say.facts_table(facts), *notes)
    i_said, their = ("I", "their") if mine else (me, f"{they}'s")
    opened = (_opened_item(one, today, i_said, their) for one in ledger.opened)
    blocks += say.list_section(f"What {they} opened", opened)
    promised = []
    for one in ledger.promised:
        due = one.record.due
        when = Span(f", due {say.plain_day(due, today)}" if due else "", "date")
        passed = Span(f", {late(due, today)}" if mine and due and due < today else "", "late")
        promised.append(doc.Item(line(say.flat(one.record.title), when, passed), done=False))
    blocks += say.list_section(f"What {they} still means to do", promised)
    gave = (
        doc.Item(line(Span(say.plain_day(one.record.on, today), "date"), say.DOT, text))
        for one in ledger.gave
        if (text := say.flat(one.record.text))
    )
    blocks += say.list_section(f"What {'I' if mine else me} gave", gave)
    return blocks


def _opened_item(one: Opened, today: dt.date, i_said: str, their: str) -> doc.Item:
    entry, room = one.entry and one.entry.record, one.room and one.room.record
    title = say.flat(entry.text if entry else room.title if room else "")
    when = Span(say.plain_day(one.on, today) if one.on else "no day", "date")
    facts: list[tuple[str, str | None]] = []
    if room:
        facts.append(("the room", room.exposure or (room.title if entry else None)))
        facts.append(("who decides", ", ".join(one.deciders)))
        said_yes = say.plain_day(room.accepted_on, today) if room.accepted_on else None
        facts.append((f"{i_said} said yes", said_yes))
    if entry:
        spent = (f"{their} {entry.via}" if entry.via else "", entry.risk_taken)
        facts.append(("what it cost", ": ".join(filter(None, spent))))
    if room and (room.expected_result or room.result or room.outcome):
        facts.append(("expected", room.expected_result))
        came = ": ".join(filter(None, (WENT.get(room.outcome or ""), room.result)))
        facts.append(("brought back", came or "still to come"))
    facts += [("tried again", _tried(again.record)) for again in one.retries]
    act = Span(f" ({entry.act})" if entry and entry.act else "", "dim")
    return doc.Item(line(when, say.DOT, Span(title, "strong"), act), say.labelled(facts))


def _tried(room: Opportunity) -> str:
    return f"{room.title} ({WENT.get(room.outcome or '', room.state)})"
