"""The agenda of a meeting, mine or in the voice of the other side's copy. (P059-P073)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from devjournal.dates import show_moment
from devjournal.journal.journal import count_kept
from devjournal.journal.names import fold, short_ids
from devjournal.journal.stored import Ref, Stored
from devjournal.models.ids import address_in
from devjournal.namedtuples import NamedTuple
from devjournal.pages import briefing as known
from devjournal.pages import phrases as say
from devjournal.pages.growth import TheirGrowth, build_their_growth, level_words
from devjournal.pages.slots import Part, Slot, placed_as, plan_meeting, room_for
from devjournal.practice.counts import (
    days_late,
    is_over,
    minutes_with,
    number_of,
    numbered,
    promises_between,
)
from devjournal.practice.nudges import quiet_goals, still_processing
from devjournal.practice.readiness import Readiness, settle_readiness
from devjournal.practice.revisit import to_revisit
from devjournal.practice.settle import plan_command, who_word
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line, styled
from devjournal.shell import command

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.models.growth import Objective, Skill
    from devjournal.models.meetings import Action, Meeting
    from devjournal.models.people import Relationship
    from devjournal.pages.sponsor import Ledger


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


def build_promises(journal: Journal, relationship: str, today: dt.date) -> Promises:
    """Return the promises that the next meeting of a relationship looks at. (P074, P100)"""
    shorts = short_ids(journal)
    promises = [
        Promise(one, shorts.get(one.id, one.id), days_late(one.record, today))
        for one in promises_between(journal, relationship)
    ]
    sides = ([one for one in promises if one.action.record.owner == who] for who in ("me", "them"))
    return Promises(*map(tuple, sides))


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
    skills = _skills_meant(journal, relationship) if record.my_role != "giving" else ()
    skill = next(filter(None, (journal.get(("skill", id_)) for id_ in skills)), None)
    serves = (journal.get(("objective", id_)) for id_ in record.objectives)
    return Purpose(record.purpose, skill, next(filter(None, serves), None))


def _skills_meant(journal: Journal, relationship: Stored[Relationship]) -> Iterator[str]:
    record = relationship.record
    if record.ask and record.ask.skill:
        yield record.ask.skill
    goals = (goal.record for goal in journal.goals)
    yield from (one.skill for one in goals if one.relationship == relationship.id and one.skill)
    purpose = fold(record.purpose or "")
    yield from (skill.id for skill in journal.skills if fold(skill.record.name) == purpose)


def purpose_line(purpose: Purpose) -> Line:
    """Return 'financial acumen 2 → 4, for "Cut cost to serve by 8%"'.

    A purpose that does not name the skill has its name before the levels.
    """
    levels = serves = skill = ""
    if purpose.skill and purpose.skill.record.baseline and purpose.skill.record.target:
        levels = f" {purpose.skill.record.baseline}{say.ARROW}{purpose.skill.record.target}"
        name = say.flat(purpose.skill.record.name)
        skill = "" if fold(name) in fold(purpose.text) else f": {name}"
    if purpose.objective:
        serves = f', for "{say.flat(purpose.objective.record.title)}"'
    return line(say.flat(purpose.text), skill, Span(levels, "number"), serves)


class Step(NamedTuple):
    """What an agenda lacks first (a `log`, `topics` or a `day`), and what settles it."""

    lacks: Literal["log", "topics", "day"]
    command: str


class Agenda(NamedTuple):
    """A meeting with one person: whom, when, why, and the plan of its minutes.

    `relationship` is None for a reader who may not know of it; `them` is how I address `who`.
    `at` is None while no meeting is planned. `if_time` are the parts that did not fit; with
    `enough` minutes all topics would.
    """

    reader: str
    me: str
    relationship: Stored[Relationship] | None = None
    who: str = ""
    them: str = ""
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
    briefing: known.Briefing = known.Briefing()
    ledger: Ledger | None = None
    promises: Promises = Promises()
    slots: tuple[Slot, ...] = ()
    if_time: tuple[Slot, ...] = ()
    readiness: Readiness = Readiness(has_question=False, has_topic=False)
    enough: int = 0
    next_step: Step | None = None
    withheld: int = 0

    @property
    def is_mine(self) -> bool:
        """Whether it is my own page."""
        return self.reader == "self"


def build_agenda(
    journal: Journal,
    id_: str,
    today: dt.date,
    *,
    reader: str = "self",
    now: dt.datetime | None = None,
) -> Agenda:
    """Return the agenda of the next meeting, all withheld if `reader` may not know of it."""
    quiet = [goal.ref for goal in quiet_goals(journal, today)]
    again = to_revisit(journal, id_, today)
    resting = still_processing(journal, today)
    whole = _build(journal, id_, today, quiet, again, resting)
    if reader == "self":
        moment = now or dt.datetime.combine(today, dt.time(), journal.zone or dt.UTC)
        return whole._replace(next_step=_next_step(journal, whole, id_, moment))
    theirs = journal.for_reader(reader, today)
    shown = _build(theirs, id_, today, quiet, again, resting)
    if shown.relationship:
        room = room_for(theirs, shown.relationship)
        every = (*shown.slots, *shown.if_time)
        slots, if_time = placed_as(whole.slots, every, room)
        shown = shown._replace(slots=slots, if_time=if_time)
    return shown._replace(withheld=say.withheld(whole, shown))


def _ledger(
    journal: Journal, stored: Stored[Relationship], today: dt.date, resting: Container[Ref]
) -> Ledger | None:
    """Return what a sponsor put in, and what came of it: on my own page alone. (P041, P046)"""
    if stored.record.kind != "sponsor" or journal.reader != "self":
        return None
    # Only the agenda with a sponsor needs it.
    from devjournal.pages.sponsor import build_ledger

    return build_ledger(journal, stored, today, resting)


def _build(
    journal: Journal,
    id_: str,
    today: dt.date,
    quiet: Sequence[Ref],
    again: Sequence[Ref],
    resting: Container[Ref],
) -> Agenda:
    me = journal.me or "me"
    relationship: Stored[Relationship] | None = journal.get(("relationship", id_))
    if relationship is None:
        return Agenda(journal.reader, me)
    record = relationship.record
    meeting = journal.next_meeting(id_, today)
    held = journal.held_with(id_)
    number, of = number_of(journal, meeting) if meeting else (len(held) + 1, record.meetings_agreed)
    focus = held[-1].record.next_focus if held else None
    plan = plan_meeting(journal, relationship, meeting, today, quiet, again)
    at = journal.moment(meeting.record.at) if meeting else None
    return Agenda(
        reader=journal.reader,
        me=me,
        relationship=relationship,
        who=journal.name_of(record.person),
        them=journal.address_of(record.person),
        meeting=meeting,
        number=number,
        of=of,
        at=at,
        minutes=minutes_with(journal, id_, meeting),
        channel=(meeting.record.channel if meeting else None) or record.channel,
        purpose=build_purpose(journal, relationship),
        focus=focus,
        focus_ref=Ref("meeting", held[-1].id, "next_focus") if focus else None,
        their_growth=build_their_growth(journal, [relationship]),
        briefing=known.build_briefing(
            journal, relationship, at.date() if at else today, today, resting
        ),
        ledger=_ledger(journal, relationship, today, resting),
        promises=build_promises(journal, id_, today),
        slots=plan.slots,
        if_time=plan.if_time,
        readiness=plan.readiness,
        enough=plan.enough,
    )


def _next_step(
    journal: Journal, agenda: Agenda, relationship: str, now: dt.datetime
) -> Step | None:
    who, meeting = who_word(journal, relationship, now), agenda.meeting
    if meeting and is_over(journal, meeting, now):
        return Step("log", command("log", who))
    if not agenda.readiness.is_ready:
        planned = meeting.id if meeting else relationship
        settle = settle_readiness(agenda.readiness, who, planned, agenda.enough)
        return Step("topics", settle)
    if meeting is None:
        return Step("day", plan_command(journal, relationship, now.date()))
    return None


_LABELS: dict[Part, str] = {"duties": "Deliver", "room": "Unplanned", "terms": "Together"}
"""The parts that are not called by their own names."""


def compose_agenda(agenda: Agenda, today: dt.date) -> Document:
    """Return the agenda's page; whether I am ready is told to me alone."""
    if agenda.relationship is None:
        return say.nothing_for(agenda.reader, agenda.me)
    blocks = say.facts_table(_head(agenda, agenda.relationship, today))
    blocks.append(doc.Timeline(tuple(_slot(slot, agenda, today) for slot in agenda.slots)))
    if agenda.is_mine:
        blocks += _ready(agenda)
    if agenda.if_time:
        items = []
        for one in (_slot(slot, agenda, today) for slot in agenda.if_time):
            label = join(" ", [styled(one.label, "label"), one.ref])
            items.append(doc.Item(join("  ", [label, one.text]), one.details))
        blocks += [doc.Heading(line("If there is time"), 2), doc.ListBlock(tuple(items))]
    blocks += known.ahead_blocks(agenda.briefing.ahead, today)
    blocks += known.last_time_blocks(agenda.briefing.last, today)
    names = " and ".join(filter(None, ["" if agenda.is_mine else agenda.me, agenda.who]))
    title = (names, agenda.relationship.record.label, numbered(agenda.number, agenda.of))
    return Document(
        blocks=tuple(blocks),
        title=line(say.DOT.join(filter(None, title))),
        subtitle=line(say.DOT.join(filter(None, (f"{agenda.minutes} min", agenda.channel)))),
        figure=line(show_moment(agenda.at) if agenda.at else Span("no day yet", "warn")),
    )


def _head(agenda: Agenda, stored: Stored[Relationship], today: dt.date) -> list[tuple[str, Line]]:
    """Return what to have in mind: how to join, why we meet, whom I meet, and what is ours."""
    record = stored.record
    grown = [
        line(f"{one.skill} ", Span(level_words(one.baseline, one.level, None), "number"))
        for one in agenda.their_growth
    ]
    purpose = purpose_line(agenda.purpose) if agenda.purpose else ()
    sort = Span(f" ({record.purpose_kind})" if purpose and record.purpose_kind else "", "dim")
    facts = [
        known.channel_fact(agenda.channel, record.link),
        ("Purpose", line(*purpose, sort)),
        *known.terms_facts(agenda.briefing, stored, _names(agenda), today),
        ("Growth", join(say.DOT, grown)),
        *known.person_facts(agenda.briefing, record, mine=agenda.is_mine),
    ]
    if agenda.ledger is None:
        return facts
    # As above.
    from devjournal.pages.sponsor import ledger_facts

    # The next room comes with all that comes up.
    return facts + ledger_facts(agenda.ledger._replace(next_room=None), today)


def _slot(slot: Slot, agenda: Agenda, today: dt.date) -> doc.Slot:
    label = _LABELS.get(slot.part) or say.field_words(slot.part).capitalize()
    details: list[Line] = []
    if slot.part == "promised":
        text, *details = _promised(agenda, today)
    elif slot.topic:
        topic = slot.topic.record
        if slot.part == "topic" and topic.kind:  # (P063)
            label = topic.kind.capitalize()
        day = say.plain_day(slot.carried_from, today) if slot.carried_from else ""
        facts = (topic.focus, f"carried from {day}" if day else "")  # (P028)
        beside = ", ".join(filter(None, facts))
        text = line(topic.text, Span(f" ({beside})" if beside else "", "dim"))
        if slot.open_wording:
            details = [line(Span("more open: ", "label"), slot.open_wording)]
    else:
        text, bound = line(slot.words), agenda.relationship
        is_asked = agenda.is_mine and slot.part == "terms"
        if is_asked and bound and bound.record.is_running and not bound.record.agreement:
            details = [say.to_type(command("agree", bound.id))]
    return doc.Slot(
        start=f"{slot.start // 60}:{slot.start % 60:02}",
        minutes=str(slot.minutes),
        label=line(label),
        text=text,
        details=tuple(details),
        ref=_letters(slot.topic, slot.short, agenda) if slot.topic else (),
    )


def _letters(stored: Stored[Any], short: str | None, agenda: Agenda) -> Line:
    """Return what I type to mean a record; the other side has nothing to type it into."""
    return say.letters_of(stored.id, short) if short and agenda.is_mine else ()


def _names(agenda: Agenda) -> tuple[str, str]:
    """Return what I and they are called on the page."""
    return "me" if agenda.is_mine else address_in(agenda.me), agenda.them or "them"


def _promised(agenda: Agenda, today: dt.date) -> list[Line]:
    me, them = _names(agenda)
    counts: list[Line] = []
    waiting: list[Line] = []
    for name, side in ((me, agenda.promises.mine), (them, agenda.promises.theirs)):
        # The other side is told the day that was agreed on, and not how late they are.
        is_told = agenda.is_mine or side is agenda.promises.mine
        if side:
            kept = count_kept((one.action for one in side), side[0].action.record.owner)
            words = kept.words if is_told else kept.kindly and f"{kept.kindly} kept"
            counts.append(line(f"{name} ", Span(words, "number")) if words else ())
        for one in side:
            if not one.is_done:
                due = one.action.record.due
                late = f"{say.count(one.days_late, 'day')} late" if one.days_late else ""
                day = Span(late, "late")
                if not is_told:
                    day = Span(f"due {say.plain_day(due, today)}" if due else "", "date")
                title = join(", ", [line(one.action.record.title), line(day)])
                letters = _letters(one.action, one.short, agenda)
                waiting.append(join(" ", [line(Span(f"{name}:", "label")), letters, title]))
    return [join(say.DOT, counts), *waiting]


def _ready(agenda: Agenda) -> list[Block]:
    minutes = f"{sum(slot.minutes for slot in agenda.slots)} of {agenda.minutes} minutes"
    is_ready, step = agenda.readiness.is_ready, agenda.next_step
    ready = doc.Paragraph(line(Span("Ready", "good"), f": {agenda.readiness.found}, {minutes}."))
    if step is None:
        return [ready]
    not_ready = f"Not ready: {agenda.readiness.missing}, {minutes}."
    if step.lacks == "topics":
        return [say.step_note(not_ready, step.command, "warn")]
    words = "It is not logged yet." if step.lacks == "log" else "It has no day yet."
    first = ready if is_ready else doc.Note(line(not_ready), "warn")
    return [first, say.step_note(words, step.command, "warn")]
