"""Today: what needs me now with its command, what comes next, how goals and skills stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from devjournal.dates import in_days, late, next_on_rhythm, short_day, short_moment, show_day
from devjournal.journal.names import short_ids
from devjournal.pages import growth
from devjournal.pages import phrases as say
from devjournal.practice.counts import is_over, number_of, open_topics, planned_meetings
from devjournal.practice.nudges import Nudge, nudges
from devjournal.practice.readiness import readiness
from devjournal.practice.settle import FILL_IN, NAME, command, plan_command, who_word
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.meetings import Action, Meeting
    from devjournal.models.people import Relationship

SOON = dt.timedelta(days=2)
"""A meeting this far off, or nearer, wants to be prepared."""

_WEEK = dt.timedelta(days=7)
_MEETINGS = 3
_GOALS = 5
_SKILLS = 4


class Matter(NamedTuple):
    """A meeting, a promise or a relationship, with whom it is and what they are to me.

    A promise has its short id; a meeting has its moment in the journal's zone, and its number
    of those agreed on.
    """

    about: Stored[Any]
    who: str | None = None
    label: str | None = None
    short: str | None = None
    at: dt.datetime | None = None
    number: int | None = None
    of: int | None = None

    @property
    def day(self) -> dt.date:
        """The day of a meeting, or the day that a promise is due."""
        due: dt.date | None = getattr(self.about.record, "due", None)
        return self.at.date() if self.at else due or dt.date.max


class Need(NamedTuple):
    """One thing that needs me, and the command that settles it.

    - `log`: a meeting is over and not logged yet. `prep`: one is near and not prepared;
      `missing` says what.
    - `mine`, `theirs`: a promise of mine is due or late, one of theirs is late.
    - `ask`: somebody said "later", and the day has come.
    - `plan`: we meet, and the next meeting has no day.
    """

    kind: Literal["log", "prep", "mine", "theirs", "ask", "plan"]
    matter: Matter
    command: str
    missing: str | None = None


class Today(NamedTuple):
    """The dashboard at a moment.

    `coming` are the next meetings, and the promises due within a week, that need nothing yet.
    Goals are the active ones, the one due first in front; skills those that were rated and aim
    at a level, the most important in front.
    """

    now: dt.datetime
    needs: tuple[Need, ...]
    nudges: tuple[Nudge, ...]
    coming: tuple[Matter, ...]
    goals: tuple[growth.GoalProgress, ...]
    skills: tuple[growth.SkillProgress, ...]
    next_step: say.Missing | None


def build_today(journal: Journal, now: dt.datetime) -> Today:
    """Return what needs me at a moment (aware, in the journal's zone), and what is near."""
    shorts = short_ids(journal)
    needs = build_needs(journal, now, shorts)
    goals = [goal for goal in journal.goals if goal.is_open and goal.record.state == "active"]
    goals.sort(key=lambda goal: (goal.record.due or dt.date.max, goal.id))
    skills = [skill for skill in journal.skills if skill.record.target and skill.record.ratings]
    skills.sort(key=lambda skill: (-(skill.record.importance or 0), skill.id))
    return Today(
        now=now,
        needs=needs,
        nudges=nudges(journal, now, shorts),
        coming=_coming(journal, now, shorts, frozenset(need.matter.about.ref for need in needs)),
        goals=tuple(map(growth.build_goal_progress, goals)),
        skills=tuple(growth.build_skill_progress(journal, skill) for skill in skills),
        next_step=_next_step(journal),
    )


def _coming(
    journal: Journal, now: dt.datetime, shorts: Mapping[str, str], named: frozenset[Ref]
) -> tuple[Matter, ...]:
    today = now.date()
    meetings = [
        meeting
        for meeting in planned_meetings(journal)
        if meeting.ref not in named and not is_over(journal, meeting, now)
    ]
    promises = [
        action
        for action in journal.actions
        if action.is_open
        and action.record.due is not None
        and today <= action.record.due <= today + _WEEK
        and action.ref not in named
    ]
    matters = [
        *(_meeting_matter(journal, meeting) for meeting in meetings[:_MEETINGS]),
        *(_promise_matter(journal, action, shorts) for action in promises),
    ]
    return tuple(sorted(matters, key=lambda one: (one.day, one.at is None, one.about.id)))


def _next_step(journal: Journal) -> say.Missing | None:
    if not journal.relationships:
        return say.Missing(
            "Nobody here yet. Begin with the person you learn from:",
            command("meet", NAME, "--as", "mentor", "--purpose", FILL_IN),
        )
    if not journal.goals:
        return say.Missing(
            "No goal yet. What do you want to reach?", command("goal", "add", FILL_IN)
        )
    return None


def build_needs(journal: Journal, now: dt.datetime, shorts: Mapping[str, str]) -> tuple[Need, ...]:
    """Return all that needs me at a moment, in the order of urgency.

    `shorts` are the short ids of lettered records.
    """
    planned = planned_meetings(journal)
    return (
        *_of_meetings(journal, planned, now),
        *_of_promises(journal, planned, now.date(), shorts),
        *_to_ask_again(journal, now.date()),
        *_to_plan(journal, planned, now.date()),
    )


def _of_meetings(
    journal: Journal, planned: list[Stored[Meeting]], now: dt.datetime
) -> Iterator[Need]:
    """Yield meetings to be logged, then near ones without a question or a topic. (P059)"""
    found: list[tuple[Literal["log", "prep"], Stored[Meeting], str | None]] = []
    found += [("log", one, None) for one in planned if is_over(journal, one, now)]
    for meeting in planned:
        is_near = journal.day_of(meeting.record.at) <= now.date() + SOON
        if is_near and not is_over(journal, meeting, now):
            id_ = meeting.record.relationship
            relationship = journal.get(("relationship", id_))
            giving = relationship is not None and relationship.record.my_role == "giving"
            topics = (topic.record for topic in open_topics(journal, id_))
            if missing := readiness(topics, giving=giving).missing:
                found.append(("prep", meeting, missing))
    for kind, meeting, lacks in found:
        id_ = meeting.record.relationship
        word = who_word(journal, id_, now) if journal.get(("relationship", id_)) else id_
        yield Need(kind, _meeting_matter(journal, meeting), command(kind, word), lacks)


def _of_promises(
    journal: Journal, planned: list[Stored[Meeting]], today: dt.date, shorts: Mapping[str, str]
) -> Iterator[Need]:
    """Yield my promises due by tomorrow, and theirs that are late. (P074)

    A late one of theirs waits for a meeting that is near: it stands on that agenda.
    """
    near = {
        meeting.record.relationship
        for meeting in planned
        if today <= journal.day_of(meeting.record.at) <= today + SOON
    }
    tomorrow = today + dt.timedelta(days=1)
    still_open = [action for action in journal.actions if action.is_open]
    still_open.sort(key=lambda action: (action.record.due or dt.date.max, action.id))
    mine, theirs = [], []
    for action in still_open:
        record = action.record
        need = _promise_matter(journal, action, shorts), command("done", shorts[action.id])
        if record.owner == "me" and record.due and record.due <= tomorrow:
            mine.append(Need("mine", *need))
        if record.owner == "them" and record.is_late(today) and record.relationship not in near:
            theirs.append(Need("theirs", *need))
    yield from (*mine, *theirs)


def _to_ask_again(journal: Journal, today: dt.date) -> Iterator[Need]:
    """Yield who said "later", once that day has come. (P091)"""
    for relationship in journal.relationships:
        state, ask = relationship.record.state, relationship.record.ask
        day = ask.follow_up_on if ask and state in ("asked", "later") else None
        if day and day <= today:
            # Whoever was asked already has an answer to give.
            answer = ("answer", relationship.id, FILL_IN)
            words = answer if state == "asked" else ("sent", relationship.id)
            yield Need("ask", _matter(journal, relationship), command("ask", *words))


def _to_plan(journal: Journal, planned: list[Stored[Meeting]], today: dt.date) -> Iterator[Need]:
    """Yield who is met and has no next meeting, unless all meetings agreed on were held. (P069)

    The command says the day on which the rhythm would have them meet, if it is to come. (P055)
    """
    have_one = {meeting.record.relationship for meeting in planned}
    for relationship in journal.relationships:
        record = relationship.record
        if record.state != "active" or relationship.id in have_one:
            continue
        held = journal.held_with(relationship.id)
        if record.meetings_agreed and len(held) >= record.meetings_agreed:
            continue
        last = journal.day_of(held[-1].record.at) if held else dt.date.max
        when = FILL_IN
        if record.cadence and last <= today:
            expected = next_on_rhythm(last, record.cadence)
            when = expected.isoformat() if expected > today else FILL_IN
        settle = plan_command(journal, relationship.id, when)
        yield Need("plan", _matter(journal, relationship), settle)


def _meeting_matter(journal: Journal, meeting: Stored[Meeting]) -> Matter:
    id_ = meeting.record.relationship
    relationship = journal.get(("relationship", id_))
    number, of = number_of(journal, meeting)
    return Matter(
        meeting,
        who=journal.person_in(id_),
        label=relationship.record.label if relationship else None,
        at=journal.moment(meeting.record.at),
        number=number,
        of=of,
    )


def _promise_matter(journal: Journal, action: Stored[Action], shorts: Mapping[str, str]) -> Matter:
    relationship = action.record.relationship
    who = journal.person_in(relationship) if relationship else None
    return Matter(action, who=who, short=shorts[action.id])


def _matter(journal: Journal, relationship: Stored[Relationship]) -> Matter:
    record = relationship.record
    return Matter(relationship, journal.name_of(record.person), record.label)


_NEEDS = (
    doc.Column(style="label"),
    doc.Column(wrap=True),
    doc.Column(style="date"),
    doc.Column(style="command", beneath=True),
)
_COMING = (doc.Column(style="date"), doc.Column(wrap=True))


def compose_today(today: Today) -> Document:
    """Return the page of a dashboard; where something is still empty, with the next step."""
    day = today.now.date()
    blocks: list[Block] = []
    if today.needs:
        needs = tuple(_need(need, day) for need in today.needs)
        blocks.append(doc.Table(_NEEDS, needs, head=False))
    blocks += [
        say.step_note(f"{say.flat(nudge.about)}: {nudge.words}", nudge.command)
        for nudge in today.nudges
    ]
    if today.coming:
        rows = tuple(_next(matter, day) for matter in today.coming)
        blocks += say.section("Next", doc.Table(_COMING, rows, head=False))
    goals = [_goal(goal, day) for goal in today.goals]
    skills = [_skill(skill) for skill in today.skills]
    for gauges, title, most in ((goals, "Goals", _GOALS), (skills, "Skills", _SKILLS)):
        if len(gauges) > most:
            more = line(f"{len(gauges) - most} more")
            every = say.to_type(command("list", title.lower()))
            gauges[most:] = [doc.Gauge(more, None, every)]
        blocks += say.gauge_section(title, gauges)
    if today.next_step:
        step = say.step_note(*today.next_step)
        blocks += say.section("Goals", step) if blocks else [step]
    number = len(today.needs)
    figure = f"{say.count(number, 'thing')} need{'s' if number == 1 else ''} you"
    return Document(
        blocks=tuple(blocks),
        title=line(show_day(today.now)),
        figure=line(Span(figure, "warn") if number else "nothing needs you"),
    )


def _need(need: Need, today: dt.date) -> tuple[Line, ...]:
    """Return a row: what it is known by, what it is, how pressing, and what settles it."""
    matter = need.matter
    label = line(Span(_when(matter.at, today) if matter.at else matter.label or "", "date"))
    if matter.short:
        label = say.letters_of(matter.about.id, matter.short)
    due: Line = ()
    if need.kind in ("mine", "theirs"):
        passed = late(matter.day, today)
        due = line(Span(passed, "late") if passed else f"due {in_days(matter.day, today)}")
    return line(Span("! ", "warn"), *label), _what(need, today), due, line(need.command)


def _when(at: dt.datetime, today: dt.date) -> str:
    """Return "Thu 15:00" within the week to come, else the day."""
    clock = f"{at.hour:02}:{at.minute:02}"
    if at.date() == today:
        return f"today {clock}"
    is_near = today < at.date() < today + _WEEK
    return f"{short_day(at, today)[:3]} {clock}" if is_near else say.plain_day(at, today)


def _what(need: Need, today: dt.date) -> Line:
    who = need.matter.who
    match need.kind:
        case "log" | "prep":
            return line(f"{_meeting(need.matter)}: {need.missing or 'how did it go?'}")
        case "mine" | "theirs":
            return _promise(need.matter)
        case "ask":
            day = say.plain_day(need.matter.about.record.ask.follow_up_on, today)
            return line(f"{who} said later: ask again, as of {day}")
        case "plan":
            return line(f"{who}: no next meeting yet")


def _meeting(matter: Matter) -> str:
    """Return "Priya Nair (mentor, 2 of 3)"."""
    number, of = matter.number, matter.of
    counted = f"{number} of {of}" if of and number and number <= of else f"meeting {number}"
    facts = ", ".join(filter(None, (matter.label, counted)))
    return f"{matter.who} ({facts})"


def _promise(matter: Matter) -> Line:
    """Return "Intro to Dana (Priya Nair)"; of my own promises just the title."""
    action = matter.about.record
    is_theirs = action.owner == "them" and matter.who
    return line(say.flat(action.title), f" ({matter.who})" if is_theirs else "")


def _next(matter: Matter, today: dt.date) -> tuple[Line, Line]:
    if matter.at:
        return line(short_moment(matter.at, today)), line(_meeting(matter))
    words = join(" ", [say.letters_of(matter.about.id, matter.short), _promise(matter)])
    return line(short_day(matter.day, today)), words


def _goal(standing: growth.GoalProgress, today: dt.date) -> doc.Gauge:
    goal, progress = standing.goal.record, standing.progress
    passed = late(goal.due, today) if goal.due else ""
    due = f"due {short_day(goal.due, today)}" if goal.due and progress is None else ""
    facts = [
        line(Span(f"{progress:.0%}" if progress is not None else "", "number")),
        growth.health_words(goal.judged.health if goal.judged else None),
        line(Span(passed, "late") if passed else due),
    ]
    return doc.Gauge(
        line(say.flat(goal.title)), progress, join(say.DOT, facts), health=growth.health_style(goal)
    )


def _skill(standing: growth.SkillProgress) -> doc.Gauge:
    skill = standing.skill.record
    words = growth.level_words(skill.baseline, standing.level, None)
    return doc.Gauge(
        line(say.flat(skill.name)), None, line(Span(words, "number"), f" of {skill.target}")
    )
