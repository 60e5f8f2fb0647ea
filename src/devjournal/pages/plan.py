"""The Mentor Action Plan: all that one relationship is to bring, on a page. (P031)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.dates import in_days, late, short_day, show_day, show_moment, show_time
from devjournal.journal.stored import Ref, Stored
from devjournal.models.ids import address_in
from devjournal.namedtuples import NamedTuple
from devjournal.pages import agenda, growth
from devjournal.pages import phrases as say
from devjournal.pages.skills import readiness_blocks
from devjournal.pages.sponsor import Ledger, build_ledger, ledger_blocks
from devjournal.practice.counts import expected_next, held_of
from devjournal.practice.nudges import still_processing
from devjournal.practice.readiness import SponsorReadiness, sponsor_readiness
from devjournal.practice.scorecard import TARGETS
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line
from devjournal.shell import FILL_IN, command, set_command

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from devjournal.journal.journal import Journal
    from devjournal.models.growth import Objective
    from devjournal.models.meetings import Meeting
    from devjournal.models.people import Measure, Relationship


class Outcome(NamedTuple):
    """Something that is to come of it; `is_shared` if both sides agreed on it."""

    text: str
    is_shared: bool


class Meetings(NamedTuple):
    """Those held, and the next, or the day that the rhythm says. (P055, P089, P096)"""

    held: tuple[Ref, ...]
    next: Stored[Meeting] | None
    at: dt.datetime | None
    expected: dt.date | None


class Behind(NamedTuple):
    """What a promise is for, and the topic or the day of the meeting that it came of."""

    ref: Ref
    goal: str | None
    topic: str | None
    met: dt.date | None


class Plan(NamedTuple):
    """The plan of one relationship, which is None for a reader who may not know of it.

    `promises` are open ones, and those done since the last meeting. `readiness` is advice on
    looking for a sponsor; None where I am the giver. `missing` is told on my own page alone.
    """

    reader: str
    me: str
    today: dt.date
    relationship: Stored[Relationship] | None = None
    who: str = ""
    them: str = ""
    direction: growth.Direction | None = None
    purpose: agenda.Purpose | None = None
    outcomes: tuple[Outcome, ...] = ()
    serves: tuple[Stored[Objective], ...] = ()
    meetings: Meetings | None = None
    measures: Ref | None = None
    goals: tuple[growth.GoalProgress, ...] = ()
    skills: tuple[growth.SkillProgress, ...] = ()
    promises: agenda.Promises = agenda.Promises()
    behind: tuple[Behind, ...] = ()
    ledger: Ledger | None = None
    readiness: SponsorReadiness | None = None
    missing: tuple[say.Missing, ...] = ()
    withheld: int = 0


"""The states in which there is something to agree on."""


def build_plan(journal: Journal, id_: str, today: dt.date, *, reader: str = "self") -> Plan:
    """Return the plan of a relationship, all withheld if `reader` may not know of it."""
    shared = frozenset(journal.for_reader(id_, today).all("goal"))
    quiet = still_processing(journal, today)
    whole = _build(journal, id_, today, shared, quiet)
    if reader == "self":
        goal = command("goal", "add", FILL_IN, "--relationship", id_)
        runs = whole.relationship is None or whole.relationship.record.is_running
        missing = (
            (whole.purpose, "It has no purpose yet.", set_command(id_, "purpose")),
            (whole.goals, "It has no goal yet.", goal),
            (not runs or _agreed(whole), "Nothing is agreed on yet.", command("agree", id_)),
        )
        told = tuple(say.Missing(*words) for is_there, *words in missing if not is_there)
        return whole._replace(missing=told)
    own = shared if reader == id_ else frozenset()
    shown = _build(journal.for_reader(reader, today), id_, today, own, quiet)
    return shown._replace(withheld=say.withheld(whole, shown))


def _build(
    journal: Journal, id_: str, today: dt.date, shared: Container[str], quiet: Container[Ref]
) -> Plan:
    plan = Plan(journal.reader, journal.me or "me", today)
    relationship: Stored[Relationship] | None = journal.get(("relationship", id_))
    if relationship is None:
        return plan
    record = relationship.record
    is_giving = record.my_role == "giving"
    goals = _goals(journal, relationship, today, shared)
    serves = (journal.get(("objective", one)) for one in record.objectives)
    promises = agenda.build_promises(journal, id_, today)
    # What I want to come of it, then what both sides agreed on besides.
    agreed = record.agreement.outcomes if record.agreement else ()
    besides = [text for text in agreed if text not in record.outcomes]
    skills = {one.goal.record.skill for one in goals} | {record.ask.skill if record.ask else None}
    grown = [growth.build_skill_progress(journal, s) for s in journal.skills if s.id in skills]
    # The heaviest gap comes first. (P086)
    grown.sort(key=lambda one: (-(one.skill.record.importance or 0) * (one.gap or 0), one.skill.id))
    return plan._replace(
        relationship=relationship,
        who=journal.name_of(record.person),
        them=journal.address_of(record.person),
        direction=None if is_giving else growth.build_direction(journal, today),
        purpose=agenda.build_purpose(journal, relationship),
        outcomes=tuple(Outcome(text, text in agreed) for text in (*record.outcomes, *besides)),
        serves=tuple(filter(None, serves)),
        meetings=_meetings(journal, relationship, today),
        measures=Ref("relationship", id_, "measures") if record.measures else None,
        goals=goals,
        skills=tuple(grown),
        promises=promises,
        behind=tuple(
            _what_is_behind(journal, one.action) for one in (*promises.mine, *promises.theirs)
        ),
        ledger=build_ledger(journal, relationship, today, quiet),
        # Advice is for me: how ready I am stands on no page of others.
        readiness=None if is_giving or journal.reader != "self" else sponsor_readiness(journal),
    )


def _what_is_behind(journal: Journal, action: Stored[Any]) -> Behind:
    record = action.record
    met = journal.get(("meeting", record.meeting)) if record.meeting else None
    goal, topic = (say.title_of(journal, k, getattr(record, k)) for k in ("goal", "topic"))
    return Behind(action.ref, goal, topic, journal.day_of(met.record.at) if met else None)


def _meetings(journal: Journal, relationship: Stored[Relationship], today: dt.date) -> Meetings:
    held = journal.held_with(relationship.id)
    coming = journal.next_meeting(relationship.id, today)
    at = journal.moment(coming.record.at) if coming else None
    expected = None if coming else expected_next(journal, relationship.id, today)
    return Meetings(tuple(one.ref for one in held), coming, at, expected)


def _goals(
    journal: Journal, relationship: Stored[Relationship], today: dt.date, shared: Container[str]
) -> tuple[growth.GoalProgress, ...]:
    """Return its goals that were not given up, those for the skill asked for, and shared ones."""
    ask = relationship.record.ask
    asked = ask.skill if ask else None
    found = [
        one
        for one in journal.goals
        if one.record.state != "dropped"
        and one.record.relationship in (None, relationship.id)
        and (one.record.relationship or one.id in shared or (asked and one.record.skill == asked))
    ]
    found.sort(key=lambda one: (not one.is_open, one.record.due or dt.date.max, one.id))
    return tuple(growth.build_goal_progress(journal, one, today) for one in found)


def compose_plan(plan: Plan) -> Document:
    """Return the plan's page: why and where to, goals and skills, then who does what."""
    if plan.relationship is None:
        return say.nothing_for(plan.reader, plan.me)
    record = plan.relationship.record
    # The measures that both are held to. (P104)
    held_to = [("Held to", measure_line(one, plan.today)) for one in record.measures]
    names = address_in(plan.me), say.flat(plan.them) or _them(plan)
    blocks: list[Block] = [
        *say.facts_table(_head(plan, record)),
        *say.list_section("What is to come of it", _what_is_to_come(plan)),
        *_goal_blocks(plan),
        *say.gauge_section("Skills", (growth.skill_gauge(one, plan.today) for one in plan.skills)),
        *_promise_blocks(plan),
        *ledger_blocks(
            plan.ledger, plan.relationship, names, plan.today, mine=plan.reader == "self"
        ),
        *say.section("What we agreed", *say.facts_table([*_agreed(plan), *held_to])),
        *readiness_blocks(plan.readiness, record.kind, plan.reader),
        *(say.step_note(*missing, "warn") for missing in plan.missing),
    ]
    both = " and ".join(map(say.flat, filter(None, (plan.me, plan.who))))
    whose = f"{_them(plan)} is the {record.label}" if record.label else ""
    if record.kind == "partner":
        whose = "partners, equal on both sides"
    kind = "Coaching" if record.kind == "coach" else record.kind.title()
    held = len(plan.meetings.held) if plan.meetings else 0
    return Document(
        tuple(blocks),
        title=line(f"{kind} Action Plan{say.DOT}{both}"),
        subtitle=line(say.DOT.join(filter(None, (whose, f"as of {show_day(plan.today)}")))),
        figure=line(held_of(held, record.meetings_agreed or None, "agreed")),
    )


def measure_line(measure: Measure, today: dt.date) -> Line:
    """Return "Owners: 8 on 9 Oct, before 5, aim 11"; of what the scorecard counts, the aim."""
    name, aim = say.flat(measure.name), say.figure(measure.target)
    if measure.name.casefold() in map(str.casefold, TARGETS):
        return line(f"{name}: {aim}%")
    return line(f"{name}: ", *measure_words(measure, today), Span(f", aim {aim}", "dim"))


def measure_words(measure: Measure, today: dt.date) -> Line:
    """Return where a measure stands: "38 on 14 Sep, before 12", or that it was not counted yet."""
    if measure.value is None:
        return line(Span("not counted yet", "dim"))
    on = f" on {say.plain_day(measure.on, today)}" if measure.on else ""
    was = f", before {say.figure(measure.was)}" if measure.was is not None else ""
    return line(Span(say.figure(measure.value), "number"), Span(f"{on}{was}", "dim"))


def _them(plan: Plan) -> str:
    return say.flat(plan.who) or "the other side"


def _head(plan: Plan, record: Relationship) -> Iterator[tuple[str, Line]]:
    yield from growth.direction_facts(plan.direction)
    if plan.purpose:
        yield "Purpose", agenda.purpose_line(plan.purpose)
    # Such as "monthly · Thu 15:00 · 45 min · video".
    time = show_time(record.time) if record.time else ""
    day = " ".join(filter(None, ((record.weekday or "").title(), time)))
    minutes = f"{record.minutes} min" if record.minutes else ""
    rhythm = (record.cadence, day, minutes, say.flat(record.channel or ""))
    yield "Rhythm", line(say.DOT.join(filter(None, rhythm)))
    if plan.meetings and plan.meetings.at:
        on = plan.meetings.at.date()
        far, passed = in_days(on, plan.today), ", not logged yet" if on < plan.today else ""
        yield "Next", line(Span(show_moment(plan.meetings.at), "date"), f" ({far}){passed}")
    elif plan.meetings and plan.meetings.expected:
        expected = Span(show_day(plan.meetings.expected), "date")
        yield "Next", line("no day agreed yet; expected ", expected)
    if record.review_on:
        far = f" ({in_days(record.review_on, plan.today)}): close, renew or change it"
        yield "Review", line(Span(show_day(record.review_on), "date"), far)


def _what_is_to_come(plan: Plan) -> Iterator[doc.Item]:
    """Yield what is to come of it, for both of us and for the business. (P009, P101)"""
    for one in plan.outcomes:
        yield doc.Item(line(say.flat(one.text), Span(" (agreed)" if one.is_shared else "", "dim")))
    for objective in (stored.record for stored in plan.serves):
        measure = say.aim(objective)
        told = Span(f": {measure}" if measure else "", "dim")
        yield doc.Item(line(Span("Serves ", "label"), say.flat(objective.title), told))


def _goal_blocks(plan: Plan) -> list[Block]:
    blocks: list[Block] = []
    for one in plan.goals:
        gauge = growth.goal_gauge(one, plan.today)
        blocks.append(doc.Progress((gauge._replace(sub=(*gauge.sub, *_mine_to_know(one, plan))),)))
        steps = []
        for step in one.goal.record.milestones:
            when = Span("")
            if step.done_on:
                when = Span(f"done {say.plain_day(step.done_on, plan.today)}", "dim")
            elif step.due:
                due = f"due {say.plain_day(step.due, plan.today)}"
                when = Span(due, "late" if late(step.due, plan.today) else "date")
            text = join(say.DOT, [line(say.flat(step.title)), line(when)])
            steps.append(doc.Item(text, done=step.done_on is not None))
        blocks += [doc.ListBlock(tuple(steps))] if steps else []
    return say.section("Goals", *blocks)


def _mine_to_know(one: growth.GoalProgress, plan: Plan) -> Iterator[Line]:
    """Yield why I want a goal, and what I noted last; a reader's goal has neither."""
    goal = one.goal.record
    if goal.why:
        yield line(f"why: {say.flat(goal.why)}")
    noted = max((c for c in goal.checkins if c.note), key=lambda c: c.on, default=None)
    if noted:
        yield line(f"note {say.plain_day(noted.on, plan.today)}: {say.flat(noted.note or '')}")


def _behind(promise: agenda.Promise, plan: Plan) -> Iterator[tuple[str, str | None]]:
    """Yield what nobody but me sees of a promise: where it came from, what for, and what shows it.

    For a reader the record has none of these.
    """
    action = promise.action.record
    told = next((one for one in plan.behind if one.ref == promise.action.ref), None)
    if told:
        met = f"the meeting on {say.plain_day(told.met, plan.today)}" if told.met else None
        yield "for", told.goal
        yield "from", told.topic or met
    for move in action.moves:
        was = f"from {say.plain_day(move.was, plan.today)} " if move.was else ""
        on = f", on {say.plain_day(move.on, plan.today)}" if move.on and move.on != move.was else ""
        why = f": {move.why}" if move.why else ""
        yield "put off", f"{was}to {say.plain_day(move.now, plan.today)}{on}{why}"
    yield "shown by", action.evidence
    yield "note", action.note


def _promise_blocks(plan: Plan) -> list[Block]:
    """Return the promises of both sides, each with its day. (P070, P074)"""
    sides = ((say.flat(plan.me), plan.promises.mine), (_them(plan), plan.promises.theirs))
    blocks: list[Block] = []
    for name, promises in sides:
        items = []
        for one in promises:
            action = one.action.record
            is_mine = plan.reader == "self"
            letters = say.letters_of(one.action.id, one.short) if is_mine else ()
            kind = Span(f" ({action.kind})" if action.kind != "task" and action.kind else "", "dim")
            facts = [join(" ", [letters, line(say.flat(action.title), kind)])]
            if action.due:
                due = line(Span(f"due {short_day(action.due, plan.today)}", "date"))
                # The other side is not told how late they are.
                is_told = one.days_late and (is_mine or action.owner == "me")
                passed = f"{say.count(one.days_late, 'day')} late" if is_told else ""
                done = "done " if one.is_done and passed else ""
                facts.append(join(", ", [due, line(Span(f"{done}{passed}", "late"))]))
            beneath = say.labelled(_behind(one, plan))
            items.append(doc.Item(join(say.DOT, facts), beneath, done=one.is_done))
        if items:
            blocks += [doc.Heading(line(name), 2), doc.ListBlock(tuple(items))]
    return say.section("Actions", *blocks)


def _agreed(plan: Plan) -> list[tuple[str, Line]]:
    """Return the parts of the agreement that are told, in their order, by whose they are. (P052)"""
    agreement = plan.relationship.record.agreement if plan.relationship else None
    if agreement is None:
        return []
    parts = (
        ("How", agreement.how),
        ("When", agreement.when),
        (address_in(plan.me), agreement.my_part),
        (say.flat(plan.them) or _them(plan), agreement.their_part),
        ("For each other", agreement.mutual_resource),
        ("Between us", agreement.confidentiality),
    )
    rows = [(label, line(say.flat(text))) for label, text in parts if text]
    return rows + ([("Agreed", say.show_value(agreement.agreed_on))] if agreement.agreed_on else [])
