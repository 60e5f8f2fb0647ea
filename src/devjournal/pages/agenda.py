"""The agenda of a meeting: a timed plan, computed from the journal each time.

It is mine, with what to type, or the other side's copy in their voice. (P059-P073)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from devjournal.dates import show_moment
from devjournal.journal.names import fold, short_ids
from devjournal.journal.stored import Ref, Stored
from devjournal.pages.growth import TheirGrowth, build_their_growth, level_words
from devjournal.pages.phrases import (
    ARROW,
    DOT,
    count,
    facts_table,
    first_name,
    flat,
    letters_of,
    nothing_for,
    plain_day,
    step_note,
    withheld,
    withheld_note,
)
from devjournal.pages.slots import Part, Slot, plan_slots
from devjournal.practice.counts import count_kept, days_late, minutes_with, number_of, open_topics
from devjournal.practice.readiness import Readiness, readiness
from devjournal.practice.settle import FILL_IN, QUESTION, command, plan_command, who_word
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.models.growth import Objective, Skill
    from devjournal.models.meetings import Action, Meeting
    from devjournal.models.people import Relationship


class Promise(NamedTuple):
    """An action item between two people, with its short id and how many days it is late."""

    action: Stored[Action]
    short: str
    days_late: int

    @property
    def is_done(self) -> bool:
        """Whether it was kept."""
        return self.action.record.state == "done"


class Promises(NamedTuple):
    """What I promised beside what they promised: open ones, and those done since last time."""

    mine: tuple[Promise, ...] = ()
    theirs: tuple[Promise, ...] = ()

    @property
    def total(self) -> int:
        """How many there are on both sides."""
        return len(self.mine) + len(self.theirs)


def build_promises(journal: Journal, relationship: str, today: dt.date) -> Promises:
    """Return the promises that the next meeting of a relationship looks at. (P074, P100)"""
    held = journal.held_with(relationship)
    since = journal.day_of(held[-1].record.at) if held else dt.date.min
    shorts = short_ids(journal)
    promises = []
    for action in journal.where("action", relationship=relationship):
        record = action.record
        was_done = record.state == "done" and record.closed_on and record.closed_on >= since
        if record.is_open or was_done:
            short = shorts.get(action.id, action.id)
            promises.append(Promise(action, short, days_late(record, today)))
    promises.sort(key=lambda one: (one.action.record.due or dt.date.max, one.action.id))
    return Promises(
        mine=tuple(one for one in promises if one.action.record.owner == "me"),
        theirs=tuple(one for one in promises if one.action.record.owner == "them"),
    )


class Purpose(NamedTuple):
    """Why they meet, in their words; the skill it is about, and the objective it serves."""

    text: str
    skill: Stored[Skill] | None
    objective: Stored[Objective] | None


def build_purpose(journal: Journal, relationship: Stored[Relationship]) -> Purpose | None:
    """Return the purpose of a relationship; None if it has none."""
    record = relationship.record
    if not record.purpose:
        return None
    # What they learn of me is kept as their growth; my own level would say nothing of it.
    skill = _skill_meant(journal, relationship) if record.my_role != "giving" else None
    named = (journal.get(("objective", id_)) for id_ in record.objectives)
    return Purpose(record.purpose, skill, next(filter(None, named), None))


def _skill_meant(journal: Journal, relationship: Stored[Relationship]) -> Stored[Skill] | None:
    """Return the skill that was asked for, is worked on, or is named like the purpose."""
    record = relationship.record
    named = [record.ask.skill] if record.ask and record.ask.skill else []
    named += [
        goal.record.skill
        for goal in journal.goals
        if goal.record.relationship == relationship.id and goal.record.skill
    ]
    purpose = fold(record.purpose or "")
    named += [skill.id for skill in journal.skills if fold(skill.record.name) == purpose]
    return next((found for id_ in named if (found := journal.get(("skill", id_)))), None)


def purpose_line(purpose: Purpose) -> Line:
    """Return 'financial acumen 2 → 4, for "Cut cost to serve by 8%"'."""
    skill = purpose.skill.record if purpose.skill else None
    is_known = skill is not None and skill.baseline and skill.target
    levels = f" {skill.baseline}{ARROW}{skill.target}" if skill and is_known else ""
    objective = purpose.objective
    serves = f', for "{flat(objective.record.title)}"' if objective else ""
    return line(flat(purpose.text), Span(levels, "number"), serves)


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
        return nothing_for(agenda.reader, agenda.me, agenda.withheld)
    grown = [
        line(f"{one.skill} ", Span(level_words(one.baseline, one.level, None), "number"))
        for one in agenda.their_growth
    ]
    blocks = facts_table(
        (
            ("Purpose", purpose_line(agenda.purpose) if agenda.purpose else ()),
            ("Growth", join(DOT, grown)),
            ("Focus", line(agenda.focus or "")),
        )
    )
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
    counts: list[Line] = []
    waiting: list[Line] = []
    for name, side in sides:
        if side:
            actions = [promise.action for promise in side]
            kept, made = count_kept(actions, actions[0].record.owner)
            counts.append(line(f"{name} ", Span(f"{kept} of {made}", "number"), " done"))
        for one in side:
            if not one.is_done:
                late = f"{count(one.days_late, 'day')} late" if one.days_late else ""
                title = join(", ", [line(one.action.record.title), line(Span(late, "late"))])
                letters = _letters(one.action.id, one.short, agenda)
                waiting.append(join(" ", [line(Span(f"{name}:", "label")), letters, title]))
    return [join(DOT, counts), *waiting]


def _ready(agenda: Agenda) -> list[Block]:
    """Return whether the meeting is prepared, and the one command that mends what is missing."""
    minutes = f"{agenda.planned} of {agenda.minutes} minutes"
    is_ready = agenda.readiness.is_ready
    ready = doc.Paragraph(line(Span("Ready", "good"), f": {agenda.readiness.found}, {minutes}."))
    if agenda.reader != "self":
        return [ready if is_ready else doc.Paragraph(line(f"{minutes}."))]
    step = agenda.next_step
    if step is None:
        return [ready]
    not_ready = f"Not ready: {agenda.readiness.missing}, {minutes}."
    if step.lacks == "topics":
        return [step_note(not_ready, step.command, "warn")]
    words = "It is not logged yet." if step.lacks == "log" else "It has no day yet."
    first = ready if is_ready else doc.Note(line(not_ready), "warn")
    return [first, step_note(words, step.command, "warn")]
