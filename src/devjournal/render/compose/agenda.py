"""The agenda as a page: for me on the terminal, or the other side's copy to share."""

from __future__ import annotations

import datetime as dt

from devjournal.dates import short_day, show_moment
from devjournal.render.compose.ids import letters_of
from devjournal.render.document import (
    Block,
    Document,
    Line,
    ListBlock,
    Item,
    Note,
    Paragraph,
    Slot,
    Span,
    Timeline,
    join,
    line,
)
from devjournal.views import agenda as view
from devjournal.views.promises import Promise

_LABELS: dict[view.Part, str] = {
    "open": "Open",
    "promised": "Promised",
    "duties": "Deliver",
    "deep_dive": "Deep dive",
    "topic": "Topic",
    "goal": "Goal",
    "room": "Topic",
    "feedback": "Feedback",
    "offer": "Offer",
    "close": "Close",
}


def compose_agenda(agenda: view.Agenda, today: dt.date) -> Document:
    """Return the agenda's page; one for a reader ends with how much it withholds."""
    blocks: list[Block] = []
    if agenda.purpose:
        blocks.append(Paragraph(_purpose(agenda.purpose)))
    if agenda.focus:
        blocks.append(Paragraph(line(Span("Focus    ", "label"), agenda.focus)))
    blocks.append(Timeline(tuple(_slot(slot, agenda, today) for slot in agenda.slots)))
    if agenda.if_time:
        blocks.append(Paragraph(line("If there is time:")))
        blocks.append(ListBlock(tuple(Item(_text(slot, today)) for slot in agenda.if_time)))
    blocks.append(_ready(agenda))
    if agenda.reader != "self":
        blocks.append(Paragraph(line(Span(f"Withheld: {withheld_words(agenda.withheld)}", "dim"))))
    return Document(blocks=tuple(blocks), title=_title(agenda))


def withheld_words(count: int) -> str:
    """Return how much a page withholds, in words."""
    return f"{count} private {'item' if count == 1 else 'items'}"


def _title(agenda: view.Agenda) -> Line:
    number = f"meeting {agenda.number}" + (f" of {agenda.of}" if agenda.of else "")
    shared = agenda.reader != "self"
    parts = [
        f"{agenda.me} and {agenda.who}" if shared else agenda.who,
        agenda.label,
        number,
        show_moment(agenda.at) if agenda.at else "no day yet",
        f"{agenda.minutes} min",
        agenda.channel or "",
    ]
    return line(" · ".join(filter(None, parts)))


def _purpose(purpose: view.Purpose) -> Line:
    levels = f" {purpose.baseline} → {purpose.target}" if purpose.target else ""
    levels = levels if purpose.baseline else ""
    objective = f', for "{purpose.objective}"' if purpose.objective else ""
    return line(Span("Purpose  ", "label"), purpose.text, Span(levels, "number"), objective)


def _slot(slot: view.Slot, agenda: view.Agenda, today: dt.date) -> Slot:
    reference = letters_of(slot.ref.id, slot.short) if slot.ref and slot.short else ()
    text = _promised(agenda, today) if slot.part == "promised" else _text(slot, today)
    return Slot(
        start=f"{slot.start // 60}:{slot.start % 60:02}",
        minutes=str(slot.minutes),
        label=line(_LABELS[slot.part]),
        text=text,
        ref=reference,
    )


def _text(slot: view.Slot, today: dt.date) -> Line:
    if slot.carried_from is None:
        return line(slot.text)
    return line(
        slot.text,
        Span(f" (carried from {short_day(slot.carried_from, today).split(' ', 1)[1]})", "dim"),
    )


def _promised(agenda: view.Agenda, today: dt.date) -> Line:
    """Both sides of what was promised, each with what still waits."""
    mine, theirs = agenda.promises.mine, agenda.promises.theirs
    me = "me" if agenda.reader == "self" else agenda.me.split()[0]
    sides = [_side(me, mine, " done"), _side(agenda.who.split()[0], theirs, "")]
    return join(" · ", [side for side in sides if side])


def _side(name: str, promises: tuple[Promise, ...], word: str) -> Line:
    if not promises:
        return ()
    done = sum(promise.is_done for promise in promises)
    waiting = [_waiting(promise) for promise in promises if not promise.is_done]
    told = line(f"{name} ", Span(f"{done} of {len(promises)}", "number"), word)
    return line(*told, ": ", *join("; ", waiting)) if waiting else told


def _waiting(promise: Promise) -> Line:
    late = f", {promise.days_late} {'day' if promise.days_late == 1 else 'days'} late"
    return line(
        *letters_of(promise.ref.id, promise.short),
        f" {promise.title}",
        Span(late, "late") if promise.days_late else "",
    )


def _ready(agenda: view.Agenda) -> Block:
    minutes = f"{agenda.planned} of {agenda.minutes} minutes"
    if agenda.readiness.is_ready:
        return Paragraph(line(Span("Ready", "good"), f": a question and a topic, {minutes}."))
    if agenda.reader != "self":
        return Paragraph(line(f"{minutes}."))
    who = agenda.relationship.split("-")[0]
    return Note(
        line(
            f"Not ready: {agenda.readiness.missing}, {minutes}.  ",
            Span(f'devjournal topic {who} "..."', "command"),
        ),
        "warn",
    )
