"""The agenda of a meeting: a timed plan, computed from the journal each time.

It is mine, with what to type, or the other side's copy in their voice. (P059-P073)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from devjournal.dates import show_moment
from devjournal.journal.stored import Ref, Stored
from devjournal.pages.cited import withheld
from devjournal.pages.growth import TheirGrowth, build_their_growth, level_words
from devjournal.pages.phrases import DOT, count, letters_of, plain_day, withheld_note
from devjournal.pages.slots import Part, Slot, plan_slots
from devjournal.pages.terms import (
    Promise,
    Promises,
    Purpose,
    build_promises,
    build_purpose,
    first_name,
    purpose_line,
)
from devjournal.practice.counts import count_kept
from devjournal.practice.meetings import minutes_with, number_of, open_topics
from devjournal.practice.readiness import Readiness, readiness
from devjournal.practice.settle import FILL_IN, QUESTION, command, plan_command, who_word
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Note, Paragraph, Span, join, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.journal.journal import Journal
    from devjournal.models.meetings import Meeting
    from devjournal.models.people import Relationship


class Step(NamedTuple):
    """What an agenda lacks first, and the command that settles it.

    `log`: its meeting is over and not logged yet. `topics`: it is not ready. `day`: no
    meeting is planned.
    """

    lacks: Literal["log", "topics", "day"]
    command: str


class Agenda(NamedTuple):
    """A meeting with one person: whom, when, why, and the plan of its minutes.

    `relationship` is None for a reader who may not know of it. `at` is None while no meeting
    is planned. `if_time` are the parts that did not fit.
    """

    reader: str
    me: str
    relationship: Stored[Relationship] | None = None
    who: str = ""
    meeting: Stored[Meeting] | None = None
    number: int = 0
    of: int | None = None
    at: dt.datetime | None = None
    minutes: int = 0
    channel: str | None = None
    purpose: Purpose | None = None
    focus: str | None = None
    focus_ref: Ref | None = None
    their_growth: tuple[TheirGrowth, ...] = ()
    promises: Promises = Promises()
    slots: tuple[Slot, ...] = ()
    if_time: tuple[Slot, ...] = ()
    readiness: Readiness = Readiness(has_question=False, has_topic=False)
    next_step: Step | None = None
    withheld: int = 0

    @property
    def planned(self) -> int:
        """The minutes that are planned."""
        return sum(slot.minutes for slot in self.slots)


def build_agenda(
    journal: Journal, relationship: str, today: dt.date, *, reader: str = "self"
) -> Agenda:
    """Return the agenda of the next meeting of a relationship, as `reader` may see it.

    For a reader whom the relationship does not reach there is none: all of it is withheld.
    """
    whole = _build(journal, relationship, today)
    if reader == "self":
        return whole._replace(next_step=_next_step(journal, whole, relationship, today))
    shown = _build(journal.for_reader(reader, today), relationship, today)
    return shown._replace(withheld=withheld(whole, shown))


def _build(journal: Journal, id_: str, today: dt.date) -> Agenda:
    profile = journal.profile
    me = profile.record.name if profile else "me"
    relationship: Stored[Relationship] | None = journal.get(("relationship", id_))
    if relationship is None:
        return Agenda(journal.reader, me)
    record = relationship.record
    meeting = journal.next_meeting(id_, today)
    held = journal.held_with(id_)
    number, of = len(held) + 1, record.meetings_agreed
    if meeting:
        number, of = number_of(journal, meeting)
    focus = held[-1].record.next_focus if held else None
    promises = build_promises(journal, id_, today)
    minutes = minutes_with(journal, id_, meeting)
    topics = open_topics(journal, id_)
    slots, if_time = plan_slots(
        journal, relationship, topics, today, minutes=minutes, promises=promises.total
    )
    return Agenda(
        reader=journal.reader,
        me=me,
        relationship=relationship,
        who=journal.name_of(record.person),
        meeting=meeting,
        number=number,
        of=of,
        at=journal.moment(meeting.record.at) if meeting else None,
        minutes=minutes,
        channel=(meeting.record.channel if meeting else None) or record.channel,
        purpose=build_purpose(journal, relationship),
        focus=focus,
        focus_ref=Ref("meeting", held[-1].id, "next_focus") if focus else None,
        their_growth=build_their_growth(journal, [relationship]),
        promises=promises,
        slots=slots,
        if_time=if_time,
        readiness=readiness((topic.record for topic in topics), giving=record.my_role == "giving"),
    )


def _next_step(journal: Journal, agenda: Agenda, relationship: str, today: dt.date) -> Step | None:
    noon = dt.datetime.combine(today, dt.time(12), journal.zone or dt.UTC)
    who = who_word(journal, relationship, noon)
    if agenda.at and agenda.at.date() < today:
        return Step("log", command("log", who))
    if not agenda.readiness.is_ready:
        asks = agenda.readiness.has_topic and not agenda.readiness.has_question
        return Step("topics", command("topic", who, QUESTION if asks else FILL_IN))
    if agenda.at is None:
        return Step("day", plan_command(journal, relationship, FILL_IN))
    return None


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
    if agenda.relationship is None:
        words = Paragraph(line(f"There is nothing here for {agenda.reader}."))
        return Document((words, withheld_note(agenda.withheld)), title=line(agenda.me))
    blocks: list[Block] = []
    if facts := _facts(agenda):
        columns = (doc.Column(style="label"), doc.Column(wrap=True))
        blocks.append(doc.Table(columns, facts, head=False))
    blocks.append(doc.Timeline(tuple(_slot(slot, agenda, today) for slot in agenda.slots)))
    if agenda.if_time:
        items = tuple(_if_time(slot, agenda, today) for slot in agenda.if_time)
        blocks += [doc.Heading(line("If there is time"), 2), doc.ListBlock(items)]
    blocks += _ready(agenda)
    is_mine = agenda.reader == "self"
    if not is_mine:
        blocks.append(withheld_note(agenda.withheld))
    number = f"meeting {agenda.number}" + (f" of {agenda.of}" if agenda.of else "")
    names = " and ".join(filter(None, ["" if is_mine else agenda.me, agenda.who]))
    title = (names, agenda.relationship.record.label, number)
    return Document(
        blocks=tuple(blocks),
        title=line(DOT.join(filter(None, title))),
        subtitle=line(DOT.join(filter(None, (f"{agenda.minutes} min", agenda.channel)))),
        figure=line(show_moment(agenda.at) if agenda.at else Span("no day yet", "warn")),
    )


def _facts(agenda: Agenda) -> tuple[tuple[Line, Line], ...]:
    """Return what the meeting serves, how they grew so far, and what last time said of it."""
    grown = [
        line(f"{one.skill} ", Span(level_words(one.baseline, one.level, None), "number"))
        for one in agenda.their_growth
    ]
    facts = (
        ("Purpose", purpose_line(agenda.purpose) if agenda.purpose else ()),
        ("Growth", join(DOT, grown)),
        ("Focus", line(agenda.focus or "")),
    )
    return tuple((line(label), words) for label, words in facts if words)


def _slot(slot: Slot, agenda: Agenda, today: dt.date) -> doc.Slot:
    text, *details = _lines(slot, agenda, today)
    return doc.Slot(
        start=f"{slot.start // 60}:{slot.start % 60:02}",
        minutes=str(slot.minutes),
        label=line(_LABELS[slot.part]),
        text=text,
        details=tuple(details),
        ref=_letters(slot.topic.id, slot.short, agenda) if slot.topic else (),
    )


def _if_time(slot: Slot, agenda: Agenda, today: dt.date) -> doc.Item:
    letters = _letters(slot.topic.id, slot.short, agenda) if slot.topic else ()
    text, *details = _lines(slot, agenda, today)
    label = join(" ", [line(Span(_LABELS[slot.part], "label")), letters])
    return doc.Item(join("  ", [label, text]), tuple(details))


def _letters(id_: str, short: str | None, agenda: Agenda) -> Line:
    """Return what I type to mean a record; the other side has nothing to type it into."""
    return letters_of(id_, short) if short and agenda.reader == "self" else ()


def _lines(slot: Slot, agenda: Agenda, today: dt.date) -> list[Line]:
    """Return what a part is about, and lines beneath it."""
    if slot.part == "promised":
        return _promised(agenda)
    words = slot.topic.record.text if slot.topic else slot.words
    if slot.carried_from is None:
        return [line(words)]
    since = plain_day(slot.carried_from, today)
    return [line(words, Span(f" (carried from {since})", "dim"))]


def _promised(agenda: Agenda) -> list[Line]:
    """Return how many promises each side kept, and beneath it each that still waits."""
    me = "me" if agenda.reader == "self" else first_name(agenda.me, "me")
    sides = ((me, agenda.promises.mine), (first_name(agenda.who, "them"), agenda.promises.theirs))
    kept = [_kept(name, side) for name, side in sides if side]
    waiting = [
        _waiting(name, promise, agenda)
        for name, side in sides
        for promise in side
        if not promise.is_done
    ]
    return [join(DOT, kept), *waiting]


def _kept(name: str, side: Sequence[Promise]) -> Line:
    actions = [promise.action for promise in side]
    kept, made = count_kept(actions, actions[0].record.owner)
    return line(f"{name} ", Span(f"{kept} of {made}", "number"), " done")


def _waiting(name: str, promise: Promise, agenda: Agenda) -> Line:
    late = f"{count(promise.days_late, 'day')} late" if promise.days_late else ""
    title = join(", ", [line(promise.action.record.title), line(Span(late, "late"))])
    letters = _letters(promise.action.id, promise.short, agenda)
    return join(" ", [line(Span(f"{name}:", "label")), letters, title])


def _ready(agenda: Agenda) -> list[Block]:
    """Return whether the meeting is prepared, and the one command that mends what is missing."""
    minutes = f"{agenda.planned} of {agenda.minutes} minutes"
    is_ready = agenda.readiness.is_ready
    ready = Paragraph(line(Span("Ready", "good"), f": {agenda.readiness.found}, {minutes}."))
    if agenda.reader != "self":
        return [ready if is_ready else Paragraph(line(f"{minutes}."))]
    step = agenda.next_step
    if step is None:
        return [ready]
    settle = (line(Span(step.command, "command")),)
    not_ready = line(f"Not ready: {agenda.readiness.missing}, {minutes}.")
    if step.lacks == "topics":
        return [Note(not_ready, "warn", settle)]
    words = "It is not logged yet." if step.lacks == "log" else "It has no day yet."
    first = ready if is_ready else Note(not_ready, "warn")
    return [first, Note(line(words), "warn", settle)]
