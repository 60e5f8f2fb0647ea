"""Today: what needs me now with its command, what comes next, how goals and skills stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

from devjournal.dates import in_days, late, short_day, short_moment, show_day
from devjournal.journal.names import short_ids
from devjournal.journal.stored import Ref
from devjournal.models.people import Ask
from devjournal.namedtuples import NamedTuple
from devjournal.pages import growth
from devjournal.pages import phrases as say
from devjournal.pages.slots import plan_meeting
from devjournal.practice.counts import (
    all_held,
    asks_for_review,
    is_over,
    number_of,
    numbered,
    percent,
    planned_meetings,
)
from devjournal.practice.nudges import Nudge, asks_for_debrief, nudges, still_processing
from devjournal.practice.readiness import missing, settle_readiness
from devjournal.practice.settle import ENDING, OUTCOME, draft_command, plan_command, who_word
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line
from devjournal.shell import ANSWER, DAY, FILL_IN, command, set_command

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Action, Meeting

SOON = dt.timedelta(days=2)
"""A meeting this far off, or nearer, wants to be prepared."""

_WEEK = dt.timedelta(days=7)
_PATIENCE = dt.timedelta(days=14)
_BEGUN = ("active", "paused", "closed")
_MEETINGS = 3
_GOALS = 5
_SKILLS = 4


class Matter(NamedTuple):
    """A meeting (its moment, its number and, if near, how to prep it) or another record."""

    about: Stored[Any]
    who: str | None = None
    label: str | None = None
    short: str | None = None
    at: dt.datetime | None = None
    number: int | None = None
    of: int | None = None
    prep: str | None = None

    @property
    def day(self) -> dt.date:
        """The day of a meeting or an opportunity, or the day that a promise is due."""
        name = "on" if self.about.kind == "opportunity" else "due"
        day: dt.date | None = getattr(self.about.record, name, None)
        return self.at.date() if self.at else day or dt.date.max


class Need(NamedTuple):
    """One thing that needs me, and the command that settles it.

    `log`: a meeting is over and not logged yet. `prep`: one is near, and `missing` says what
    it lacks. `mine`, `theirs`: a promise of mine is due or late, one of theirs is late. `ask`:
    somebody said "later", and the day has come. `plan`: the next meeting has no day. `day`: a
    day of the record has come, or it waits for one, as `missing` says.
    """

    kind: Literal["log", "prep", "mine", "theirs", "ask", "plan", "day"]
    matter: Matter
    command: str
    missing: str | None = None


class Today(NamedTuple):
    """The dashboard at a moment.

    `coming` are the next meetings, and the promises and opportunities of the week, that need
    nothing yet.
    Goals are the active ones, the one due first in front; skills those that were rated and aim
    at a level, the most important in front. `next_step` is a beginner's, who may take the
    `other_step` instead. `nudges_off` are the sorts of nudges that I turned off.
    """

    now: dt.datetime
    needs: tuple[Need, ...]
    nudges: tuple[Nudge, ...]
    coming: tuple[Matter, ...]
    goals: tuple[growth.GoalProgress, ...]
    skills: tuple[growth.SkillProgress, ...]
    next_step: say.Missing | None
    other_step: say.Missing | None
    nudges_off: tuple[str, ...]


def build_today(journal: Journal, now: dt.datetime) -> Today:
    """Return what needs me at a moment (aware, in the journal's zone), and what is near."""
    today, shorts = now.date(), short_ids(journal)
    needs = build_needs(journal, now, shorts)
    named = {need.matter.about.ref for need in needs}
    meetings = (one for one in planned_meetings(journal) if not is_over(journal, one, now))
    coming = [_coming(journal, one, now) for one in meetings if one.ref not in named][:_MEETINGS]
    coming += [
        _matter(journal, action, shorts[action.id])
        for action in journal.actions
        if action.is_open and today <= (action.record.due or dt.date.min) <= today + _WEEK
        if action.ref not in named
    ]
    coming += [
        Matter(one)
        for one in journal.where("opportunity", state="accepted")
        if today <= (one.record.on or dt.date.min) <= today + _WEEK and one.ref not in named
    ]
    goals = [goal for goal in journal.goals if goal.is_open and goal.record.state == "active"]
    goals.sort(key=lambda goal: (goal.record.due or dt.date.max, goal.id))
    skills = [skill for skill in journal.skills if skill.record.target and skill.record.ratings]
    skills.sort(key=lambda skill: (-(skill.record.importance or 0), skill.id))
    settings = journal.profile.record.settings if journal.profile else None
    steps = _first_steps(journal, {need.matter.about.id for need in needs})
    return Today(
        now=now,
        needs=needs,
        nudges=nudges(journal, now, shorts),
        coming=tuple(sorted(coming, key=lambda one: (one.day, one.at is None, one.about.id))),
        goals=tuple(growth.build_goal_progress(journal, one, now.date()) for one in goals),
        skills=tuple(growth.build_skill_progress(journal, skill) for skill in skills),
        next_step=steps[0] if steps else None,
        other_step=steps[1] if steps[1:] else None,
        nudges_off=settings.nudges_off if settings else (),
    )


def _coming(journal: Journal, meeting: Stored[Meeting], now: dt.datetime) -> Matter:
    matter, id_ = _matter(journal, meeting), meeting.record.relationship
    if matter.label is None or matter.day > now.date() + SOON:
        return matter
    return matter._replace(prep=command("prep", who_word(journal, id_, now)))


def _first_steps(journal: Journal, needed: Collection[str]) -> Sequence[say.Missing]:
    if not any(one.record.state in _BEGUN for one in journal.relationships):
        from devjournal.practice.first_steps import first_steps

        if steps := first_steps(journal, needed):
            return [say.Missing(*one) for one in steps]
    add = command("goal", "add", FILL_IN)
    return () if journal.goals else [say.Missing("No goal yet. What do you want to reach?", add)]


def build_needs(journal: Journal, now: dt.datetime, shorts: Mapping[str, str]) -> tuple[Need, ...]:
    """Return all that needs me at a moment, in the order of urgency."""
    planned, resting = planned_meetings(journal), still_processing(journal, now.date())
    actions = [one for one in journal.actions if one.is_open and not _rests(one.record, resting)]
    return (
        *_meetings(journal, planned, now),
        *_promises(journal, planned, now.date(), shorts, actions),
        *_requests(journal, now.date()),
        *_to_plan(journal, planned, now.date()),
        *_chances(journal, now.date(), resting),
        *_loose(journal, now.date(), shorts, actions),
        *_late_goals(journal, now.date(), resting),
        *_terms(journal, now),
    )


def _rests(action: Action, resting: Collection[Ref]) -> bool:
    """Whether it is for a goal that rests, and nobody else waits for it. (P018)"""
    return action.relationship is None and Ref("goal", action.goal or "") in resting


def _meetings(journal: Journal, planned: list[Stored[Meeting]], now: dt.datetime) -> Iterator[Need]:
    """Yield meetings to be logged, then near ones without a question or a topic. (P059)"""
    over = [one for one in planned if is_over(journal, one, now)]
    soon = [one for one in planned if journal.day_of(one.record.at) <= now.date() + SOON]
    for meeting in (*over, *(one for one in soon if one not in over)):
        id_ = meeting.record.relationship
        relationship = journal.get(("relationship", id_))
        word = who_word(journal, id_, now) if relationship else id_
        if meeting in over:
            day = journal.day_of(meeting.record.at)
            has_later = any(journal.day_of(m.record.at) >= day for m in journal.held_with(id_))
            which = ("--on", day.isoformat()) if has_later else ()
            yield Need("log", _matter(journal, meeting), command("log", word, *which))
        elif relationship:
            plan = plan_meeting(journal, relationship, meeting, now.date())
            if lacks := plan.readiness.missing:
                settle = settle_readiness(plan.readiness, word, meeting.id, plan.enough)
                yield Need("prep", _matter(journal, meeting), settle, lacks)


def _promises(
    journal: Journal,
    planned: list[Stored[Meeting]],
    today: dt.date,
    shorts: Mapping[str, str],
    actions: list[Stored[Action]],
) -> Iterator[Need]:
    """Yield mine due by tomorrow, and theirs that are late unless we meet soon. (P074)"""
    days = [(one.record.relationship, journal.day_of(one.record.at)) for one in planned]
    near = {relationship for relationship, day in days if today <= day <= today + SOON}
    tomorrow = today + dt.timedelta(days=1)
    still_open = [one for one in actions if one.record.due]
    still_open.sort(key=lambda one: (one.record.owner, one.record.due or dt.date.max, one.id))
    for one in still_open:
        record, short = one.record, shorts[one.id]
        settled = _matter(journal, one, short), command("done", short)
        if record.owner == "me" and (record.due or today) <= tomorrow:
            yield Need("mine", *settled)
        if record.owner == "them" and record.is_late(today) and record.relationship not in near:
            bound = journal.get(("relationship", record.relationship or ""))
            may_be_reminded = bound is not None and bound.is_open and record.visibility is None
            remind = command("remind", str(record.relationship))
            yield Need("theirs", settled[0], remind if may_be_reminded else settled[1])


def _to_plan(journal: Journal, planned: list[Stored[Meeting]], today: dt.date) -> Iterator[Need]:
    """Yield who is to be met again, with the day that the rhythm says. (P055, P069)"""
    have_one = {meeting.record.relationship for meeting in planned}
    for relationship in journal.relationships:
        record = relationship.record
        has_ended = record.end is not None and record.end <= today
        if record.state != "active" or has_ended or relationship.id in have_one:
            continue
        if not all_held(journal, relationship):
            settle = plan_command(journal, relationship.id, today)
            yield Need("plan", _matter(journal, relationship), settle)


def _chances(journal: Journal, today: dt.date, resting: Collection[Ref]) -> Iterator[Need]:
    """Yield opportunities near their day, and after it."""
    for one in (one for one in journal.opportunities if one.is_open):
        on = one.record.on
        if on is None or one.ref in resting or on > today + SOON:
            continue
        passed = on < today
        words = "its day has passed without a yes" if passed else f"it is {in_days(on, today)}"
        settle = command("opportunity", "decline" if passed else "accept", one.id)
        if one.record.state == "accepted" and passed:
            settle = command("opportunity", "deliver", one.id, "--outcome", OUTCOME)
            words = "how did it go?"
        elif one.record.state == "accepted" and one.record.expected_result:
            continue  # all is said, and it stands under what comes next
        elif one.record.state == "accepted":
            words += "; what is to come of it?"
            settle = set_command(one.id, "expected_result")
        elif not passed:
            words += "; is it yours?"
        yield Need("day", Matter(one), settle, words)


def _late_goals(journal: Journal, today: dt.date, resting: Collection[Ref]) -> Iterator[Need]:
    """Yield goals whose day has passed."""
    for one in journal.where("goal", closed=False, state="active"):
        if (one.record.due or today) < today and one.ref not in resting:
            words = "its day has passed; is it achieved, or when will it be?"
            yield Need("day", Matter(one), set_command(one.id, "due", DAY), words)


def _loose(
    journal: Journal, today: dt.date, shorts: Mapping[str, str], actions: list[Stored[Action]]
) -> Iterator[Need]:
    """Yield setbacks whose rest was over a short while ago, and promises of mine without a day."""
    for setback in journal.entries_of("setback", closed=False):
        if asks_for_debrief(setback.record, today):
            how = command("setback", "debrief", shorts[setback.id])
            yield Need("day", Matter(setback), how, "its rest is over; what do you make of it?")
    for action in actions:
        if action.record.owner == "me" and action.record.due is None:
            how = command("postpone", shorts[action.id], "--to", DAY)
            yield Need("day", Matter(action), how, "no day yet")


def _requests(journal: Journal, today: dt.date) -> Iterator[Need]:
    """Yield requests to be worded, sent, answered, or made again on a day. (P084, P091, P092)"""
    asks = [(one, one.record.ask) for one in journal.relationships]
    referred = {ask.referred_to: one for one, ask in asks if ask and ask.referred_to}
    for one, ask in asks:
        record, matter = one.record, _matter(journal, one)
        is_new = (record.created or today) > today - _WEEK
        answer, sent = command("ask", "answer", one.id, ANSWER), command("ask", "sent", one.id)
        again = ask.follow_up_on if ask and record.state in ("asked", "later") else None
        since = ask.sent_on if ask and record.state == "asked" else None
        if again and again <= today:  # whoever was asked already has an answer to give
            yield Need("ask", matter, sent if record.state == "later" else answer)
        elif since and since <= today - _PATIENCE and not again:
            words = f"asked {say.plain_day(since, today)}, no answer yet"
            yield Need("day", matter, answer, words)
        if record.state != "candidate":
            continue
        lacking = missing(ask or Ask(), record.kind)
        if lacking and (by := referred.get(record.person)):
            words = f"recommended by {journal.name_of(by.record.person)}; word the request"
            yield Need("day", matter, draft_command(one, lacking), words)
        elif ask and not is_new:
            words = "the request is not complete yet" if lacking else "the request is not sent yet"
            yield Need("day", matter, draft_command(one, lacking) if lacking else sent, words)


def _terms(journal: Journal, now: dt.datetime) -> Iterator[Need]:
    """Yield relationships whose last day, or whose review day, has come."""
    for one in journal.where("relationship", state="active"):
        record, today = one.record, now.date()
        if record.end and record.end <= today:
            how = command("relationship", "close", one.id, "--as", ENDING)
            yield Need("day", _matter(journal, one), how, "its last day has come: close or renew?")
            continue
        if asks_for_review(record, today):
            how = command("relationship", "check", who_word(journal, one.id, now))
            yield Need("day", _matter(journal, one), how, "its review day has come")


def _matter(journal: Journal, about: Stored[Any], short: str | None = None) -> Matter:
    record = about.record
    if about.kind == "relationship":
        return Matter(about, journal.name_of(record.person), record.label)
    who = journal.person_in(record.relationship) if record.relationship else None
    if about.kind == "action":
        return Matter(about, who, short=short)
    relationship = journal.get(("relationship", record.relationship))
    label = relationship.record.label if relationship else None
    at, (number, of) = journal.moment(record.at), number_of(journal, about)
    return Matter(about, who, label, at=at, number=number, of=of)


def compose_today(today: Today, *, why: bool = False) -> Document:
    """Return the page of a dashboard; `why`: with the reason of each nudge, and how to end it."""
    day = today.now.date()
    blocks: list[Block] = []
    if today.needs:
        about = doc.Column(style="label"), doc.Column(wrap=True), doc.Column(style="date")
        columns: tuple[doc.Column, ...] = (*about, doc.Column(style="command", beneath=True))
        needs = tuple(_need(need, day) for need in today.needs)
        blocks.append(doc.Table(columns, needs, head=False))
    blocks += [_nudge(nudge, today.nudges_off, why=why) for nudge in today.nudges]
    if today.coming:
        what = doc.Column(style="date"), doc.Column(wrap=True)
        columns = (*what, doc.Column(style="command", beneath=True))
        next_ = tuple((*_next(one, day), line(one.prep or "")) for one in today.coming)
        blocks += say.section("Next", doc.Table(columns, next_, head=False))
    goals = [_goal(goal, day) for goal in today.goals]
    skills = []
    for skill in (one.skill.record for one in today.skills):
        level = growth.level_words(skill.baseline, skill.level, skill.target)
        skills.append(doc.Gauge(line(say.flat(skill.name)), None, line(Span(level, "number"))))
    for gauges, title, most in ((goals, "Goals", _GOALS), (skills, "Skills", _SKILLS)):
        if len(gauges) > most:
            more = line(f"{len(gauges) - most} more")
            every = say.to_type(command("list", title.lower()))
            gauges[most:] = [doc.Gauge(more, None, every)]
        blocks += say.gauge_section(title, gauges)
    steps = [say.step_note(*step) for step in (today.next_step, today.other_step) if step]
    blocks += say.section("To begin with", *steps) if blocks else steps
    number = len(today.needs)
    figure = f"{say.count(number, 'thing')} need{'s' if number == 1 else ''} you"
    quiet = "nothing needs you" if today.next_step is None else "one next step"
    told = line(Span(figure, "warn") if number else quiet)
    return Document(tuple(blocks), title=line(show_day(today.now)), figure=told)


def _nudge(nudge: Nudge, off: tuple[str, ...], *, why: bool) -> Block:
    words, settle = line(f"{say.flat(nudge.about)}: {nudge.words}"), say.to_type(nudge.command)
    if not why:
        return doc.Note(words, "info", (settle,))
    later = command("today", "--later", nudge.kind)
    never = set_command("me", "settings.nudges_off", ",".join((*off, nudge.kind)))
    ends = (("not before tomorrow: ", later), ("never again: ", never))
    told = (line(before, Span(how, "command")) for before, how in ends)
    return doc.Note(words, "info", (settle, line(f"why: {nudge.why}"), *told))


def _need(need: Need, today: dt.date) -> tuple[Line, ...]:
    matter = need.matter
    label, what, due = line(Span(matter.label or "", "date")), line(), line()
    match need.kind:
        case "log" | "prep":
            label = line(Span(_when(matter.at, today) if matter.at else "", "date"))
            what = line(f"{_meeting(matter)}: {need.missing or 'how did it go?'}")
        case "mine" | "theirs":
            label = say.letters_of(matter.about.id, matter.short)
            what = _promise(matter)
            passed = late(matter.day, today)
            due = line(Span(passed, "late") if passed else f"due {in_days(matter.day, today)}")
        case "ask":
            day = say.plain_day(matter.about.record.ask.follow_up_on, today)
            what = line(f"{matter.who} said later: ask again, as of {day}")
        case "day":
            label = say.letters_of(matter.about.id, matter.short) if matter.short else label
            named = matter.who or say.flat(matter.about.record.headline)
            what = line(f"{named}: {need.missing}")
        case "plan":
            what = line(f"{matter.who}: no next meeting yet")
    return line(Span("! ", "warn"), *label), what, due, line(need.command)


def _when(at: dt.datetime, today: dt.date) -> str:
    """Return "Thu 15:00" within the week to come, else the day."""
    clock = f"{at.hour:02}:{at.minute:02}"
    if at.date() == today:
        return f"today {clock}"
    is_near = today < at.date() < today + _WEEK
    return f"{short_day(at, today)[:3]} {clock}" if is_near else say.plain_day(at, today)


def _meeting(matter: Matter) -> str:
    """Return "Priya Nair (mentor, 2 of 3)"."""
    counted = numbered(matter.number or 0, matter.of)
    within = counted.removeprefix("meeting ") if " of " in counted else counted
    facts = ", ".join(filter(None, (matter.label, within)))
    return f"{matter.who} ({facts})"


def _promise(matter: Matter) -> Line:
    """Return "Intro to Dana (Priya Nair)"; of my own promises just the title."""
    action = matter.about.record
    is_theirs = action.owner == "them" and matter.who
    return line(say.flat(action.title), f" ({matter.who})" if is_theirs else "")


def _next(matter: Matter, today: dt.date) -> tuple[Line, Line]:
    if matter.at:
        return line(short_moment(matter.at, today)), line(_meeting(matter))
    if matter.about.kind == "opportunity":
        return line(short_day(matter.day, today)), line(say.flat(matter.about.record.title))
    words = join(" ", [say.letters_of(matter.about.id, matter.short), _promise(matter)])
    return line(short_day(matter.day, today)), words


def _goal(standing: growth.GoalProgress, today: dt.date) -> doc.Gauge:
    goal, progress = standing.goal.record, standing.progress
    passed = late(goal.due, today) if goal.due else ""
    due = f"due {short_day(goal.due, today)}" if goal.due and progress is None else ""
    facts = (
        line(Span(f"{percent(progress)}%" if progress is not None else "", "number")),
        growth.health_words(goal.judged.health if goal.judged else None),
        line(Span(passed, "late") if passed else due),
    )
    title, health = line(say.flat(goal.title)), growth.health_style(goal)
    return doc.Gauge(title, progress, join(say.DOT, facts), health=health)
