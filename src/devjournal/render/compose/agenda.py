"""The agenda as a page: for me on the terminal, or the other side's copy to share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import show_moment
from devjournal.pages.growth import level_words
from devjournal.pages.phrases import letters_of, plain_day
from devjournal.render.document import (
    Block,
    Column,
    Document,
    Item,
    Line,
    ListBlock,
    Note,
    Paragraph,
    Slot,
    Span,
    Table,
    Timeline,
    join,
    line,
)

if TYPE_CHECKING:
    from devjournal.pages.growth import TheirGrowth
    from devjournal.views.agenda import Agenda
    from devjournal.views.agenda_slots import Part
    from devjournal.views.agenda_slots import Slot as PlannedSlot
    from devjournal.views.promises import Promise
    from devjournal.views.purpose import Purpose

_LABELS: dict[Part, str] = {
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


def compose_agenda(agenda: Agenda, today: dt.date) -> Document:
    """Return the agenda's page; one for a reader ends with how much it withholds."""
    if not agenda.relationship:
        return _nothing(agenda)
    blocks: list[Block] = []
    if facts := _facts(agenda):
        blocks.append(Table((Column(style="label"), Column(wrap=True)), facts, head=False))
    blocks.append(Timeline(tuple(_slot(slot, agenda, today) for slot in agenda.slots)))
    if agenda.if_time:
        blocks.append(Paragraph(line("If there is time:")))
        blocks.append(ListBlock(tuple(_if_time(slot, agenda, today) for slot in agenda.if_time)))
    blocks += _ready(agenda)
    if agenda.reader != "self":
        blocks.append(_withheld(agenda))
    return Document(blocks=tuple(blocks), title=_title(agenda))


def _nothing(agenda: Agenda) -> Document:
    """The page for a reader whom the meeting does not reach."""
    words = Paragraph(line(f"There is nothing here for {agenda.reader}."))
    return Document(blocks=(words, _withheld(agenda)), title=line(agenda.me))


def _withheld(agenda: Agenda) -> Block:
    return Paragraph(line(Span(f"Withheld: {withheld_words(agenda.withheld)}", "dim")))


def withheld_words(count: int) -> str:
    """Return how much a page withholds, in words."""
    return f"{count} private {'item' if count == 1 else 'items'}"


def _title(agenda: Agenda) -> Line:
    number = f"meeting {agenda.number}" + (f" of {agenda.of}" if agenda.of else "")
    shared = agenda.reader != "self"
    parts = [
        " and ".join(filter(None, [agenda.me if shared else "", agenda.who])),
        agenda.label,
        number,
        show_moment(agenda.at) if agenda.at else "no day yet",
        f"{agenda.minutes} min",
        agenda.channel or "",
    ]
    return line(" · ".join(filter(None, parts)))


def _facts(agenda: Agenda) -> tuple[tuple[Line, Line], ...]:
    """What the meeting serves, how they grew so far, and what last time said it is about."""
    purpose = _purpose(agenda.purpose) if agenda.purpose else ()
    facts = (
        ("Purpose", purpose),
        ("Growth", join(" · ", [_growth(one) for one in agenda.their_growth])),
        ("Focus", line(agenda.focus or "")),
    )
    return tuple((line(label), words) for label, words in facts if words)


def _purpose(purpose: Purpose) -> Line:
    levels = f" {purpose.baseline} → {purpose.target}" if purpose.target else ""
    levels = levels if purpose.baseline else ""
    objective = f', for "{purpose.objective}"' if purpose.objective else ""
    return line(purpose.text, Span(levels, "number"), objective)


def _growth(one: TheirGrowth) -> Line:
    return line(f"{one.skill} ", Span(level_words(one.baseline, one.level, None), "number"))


def _slot(slot: PlannedSlot, agenda: Agenda, today: dt.date) -> Slot:
    text, *details = _lines(slot, agenda, today)
    return Slot(
        start=f"{slot.start // 60}:{slot.start % 60:02}",
        minutes=str(slot.minutes),
        label=line(_LABELS[slot.part]),
        text=text,
        details=tuple(details),
        ref=_letters(slot.ref.id, slot.short, agenda) if slot.ref and slot.short else (),
    )


def _if_time(slot: PlannedSlot, agenda: Agenda, today: dt.date) -> Item:
    letters = _letters(slot.ref.id, slot.short, agenda) if slot.ref and slot.short else ()
    label = Span(_LABELS[slot.part], "label")
    text, *details = _lines(slot, agenda, today)
    return Item(join("  ", [join(" ", [(label,), letters]), text]), tuple(details))


def _letters(id_: str, short: str | None, agenda: Agenda) -> Line:
    """Return what I type to mean a record; the other side has nothing to type it into."""
    return letters_of(id_, short) if agenda.reader == "self" else ()


def _lines(slot: PlannedSlot, agenda: Agenda, today: dt.date) -> list[Line]:
    """What a part is about, and lines beneath it."""
    if slot.part == "promised":
        return _promised(agenda)
    if slot.carried_from is None:
        return [line(slot.text)]
    since = plain_day(slot.carried_from, today)
    return [line(slot.text, Span(f" (carried from {since})", "dim"))]


def _promised(agenda: Agenda) -> list[Line]:
    """Both sides of what was promised, each with what still waits; a line each if that is much."""
    mine, theirs = agenda.promises.mine, agenda.promises.theirs
    me = "me" if agenda.reader == "self" else _first(agenda.me, "me")
    them = _first(agenda.who, "them")
    sides = [_side(me, mine, agenda, " done"), _side(them, theirs, agenda)]
    waiting = sum(not promise.is_done for promise in (*mine, *theirs))
    return [side for side in sides if side] if waiting > 1 else [join(" · ", sides)]


def _first(name: str, unknown: str) -> str:
    """Return the first word of a name; a hidden person's is empty."""
    return next(iter(name.split()), unknown)


def _side(name: str, promises: tuple[Promise, ...], agenda: Agenda, word: str = "") -> Line:
    if not promises:
        return ()
    done = sum(promise.is_done for promise in promises)
    waiting = [_waiting(promise, agenda) for promise in promises if not promise.is_done]
    told = line(f"{name} ", Span(f"{done} of {len(promises)}", "number"), word)
    return line(*told, ": ", *join("; ", waiting)) if waiting else told


def _waiting(promise: Promise, agenda: Agenda) -> Line:
    late = f", {promise.days_late} {'day' if promise.days_late == 1 else 'days'} late"
    title = line(promise.title, Span(late if promise.days_late else "", "late"))
    return join(" ", [_letters(promise.ref.id, promise.short, agenda), title])


def _ready(agenda: Agenda) -> list[Block]:
    """Whether the meeting is prepared, and the one command that mends what is missing."""
    minutes = f"{agenda.planned} of {agenda.minutes} minutes"
    is_ready = agenda.readiness.is_ready
    ready = line(Span("Ready", "good"), f": {agenda.readiness.found}, {minutes}.")
    if agenda.reader != "self":
        return [Paragraph(ready if is_ready else line(f"{minutes}."))]
    not_ready = line(f"Not ready: {agenda.readiness.missing}, {minutes}.")
    step = agenda.next_step
    if step is None:
        return [Paragraph(ready)]
    command = line(Span(step.command, "command"))
    if step.lacks == "topics":
        return [Note(join("  ", [not_ready, command]), "warn")]
    words = line("It is not logged yet." if step.lacks == "log" else "It has no day yet.")
    first = Paragraph(ready) if is_ready else Note(not_ready, "warn")
    return [first, Note(join("  ", [words, command]), "warn")]
