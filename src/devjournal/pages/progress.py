"""`progress`: what moved in a run of months, each with the record it comes from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from devjournal.dates import MONTHS, Period, add_months, show_day
from devjournal.namedtuples import NamedTuple
from devjournal.pages import growth
from devjournal.pages import phrases as say
from devjournal.pages.kept import Owed, build_commitments, build_owed, compose_came, compose_owed
from devjournal.pages.months import KeptBy, Rhythm, build_kept, build_rhythms, compose_months
from devjournal.practice.self_checks import Came, how_i_came
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Span, line
from devjournal.shell import FILL_IN, command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.journal.journal import Journal

WEEKS = 52
_WEEK = dt.timedelta(days=7)
_ORDER = ("active", "paused", "achieved", "dropped")


class Week(NamedTuple):
    """A week, by its first day: what I wrote, meetings held, what both sides got done."""

    first: dt.date
    written: int
    held: int
    done: int


class Progress(NamedTuple):
    """What moved in a run of months; `activity` is for me, `next_step` if there is nothing."""

    reader: str
    reader_name: str | None
    me: str | None
    months: tuple[dt.date, ...]
    period: Period
    today: dt.date
    direction: growth.Direction | None
    goals: tuple[growth.GoalProgress, ...]
    skills: tuple[growth.SkillProgress, ...]
    their_growth: tuple[growth.TheirGrowth, ...]
    activity: tuple[Week, ...]
    owed: Owed | None
    kept: tuple[KeptBy, ...]
    rhythms: tuple[Rhythm, ...]
    came: Came | None
    next_step: str | None = None
    withheld: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show at all."""
        moved = (self.goals, self.skills, self.their_growth, self.activity, self.rhythms)
        return not (any(moved) or self.owed)


def build_progress(
    journal: Journal, today: dt.date, *, months: int = 12, reader: str = "self"
) -> Progress:
    """Return the progress of the last months as a reader (also a relationship's id) may see it."""
    whole = _build(journal, today, months)
    if reader == "self":
        step = command("goal", "add", FILL_IN) if whole.is_empty else None
        return whole._replace(next_step=step)
    shown = _build(journal.for_reader(reader, today), today, months)
    return shown._replace(withheld=say.withheld(whole, shown))


def _build(journal: Journal, today: dt.date, number: int) -> Progress:
    firsts = tuple(add_months(today.replace(day=1), back - number + 1) for back in range(number))
    period = Period(label=f"last {number} months", first=firsts[0], last=today)
    # The open goals and those that closed in the period, the one due first in front.
    goals = [g for g in journal.goals if g.is_open or (g.record.closed_on or dt.date.min) in period]
    goals.sort(key=lambda g: (_ORDER.index(g.record.state), g.record.due or dt.date.max, g.id))
    # Every skill with a level or a target, the most important first.
    skills = [one for one in journal.skills if one.record.ratings or one.record.target]
    skills.sort(key=lambda one: (-(one.record.importance or 0), one.id))
    # A reader has the totals alone: to see a month's is to see a promise.
    mine = journal.actions if journal.reader == "self" else ()
    return Progress(
        reader=journal.reader,
        reader_name=say.reader_name(journal),
        me=journal.me,
        months=firsts,
        period=period,
        today=today,
        direction=growth.build_direction(journal, today),
        goals=tuple(growth.build_goal_progress(journal, one, today, period.first) for one in goals),
        skills=tuple(growth.build_skill_progress(journal, one, period.first) for one in skills),
        their_growth=growth.build_their_growth(journal, journal.relationships, period),
        activity=build_activity(journal, today) if journal.reader == "self" else (),
        owed=build_owed(journal, today, build_commitments(journal, period, today)),
        kept=build_kept(mine, firsts, period, today),
        rhythms=build_rhythms(journal, firsts, period),
        came=how_i_came(journal, period),
    )


def build_activity(journal: Journal, today: dt.date) -> tuple[Week, ...]:
    """Return the last 52 weeks, this one last; nothing if nothing happened in them."""
    week_start = journal.settings.week_start
    begins = today - dt.timedelta(days=(today.weekday() - week_start) % 7)
    first = begins - _WEEK * (WEEKS - 1)
    goals = [one.record for one in journal.goals]
    written = [
        *(one.record.on for one in journal.entries),
        *(one.record.raised_on for one in journal.topics),
        *(checkin.on for goal in goals for checkin in goal.checkins),
        *(rating.on for one in journal.skills for rating in one.record.ratings),
    ]
    held = [journal.day_of(m.record.at) for m in journal.meetings if m.record.state == "held"]
    done = [
        *(one.record.closed_on for one in journal.actions if one.record.state == "done"),
        *(step.done_on for goal in goals for step in goal.milestones),
    ]
    weeks = [
        Counter((day - first).days // 7 for day in days if day and first <= day <= today)
        for days in (written, held, done)
    ]
    if not any(weeks):
        return ()
    return tuple(Week(first + _WEEK * n, *(counts[n] for counts in weeks)) for n in range(WEEKS))


def compose_progress(progress: Progress) -> Document:
    """Return the page; one for a reader is called by my name, and has nothing for me alone."""
    today, is_mine = progress.today, progress.reader == "self"
    goals = growth.by_what_they_build(progress.goals, today)
    skills = (growth.skill_gauge(one, today) for one in progress.skills)
    theirs = (growth.growth_gauge(one, today) for one in progress.their_growth)
    blocks: list[Block] = [
        *say.facts_table(growth.direction_facts(progress.direction)),
        *say.gauge_section("Goals", goals),
        *say.gauge_section("Skills", skills),
        *say.gauge_section("Growth of those I help", theirs),
        *_activity(progress.activity),
        *compose_owed(progress.owed, today, say.other_side(progress)),
        *compose_months(progress.months, progress.rhythms, progress.kept),
        *compose_came(progress.came),
    ]
    if progress.is_empty and is_mine:
        words = "Nothing to look back on yet. What do you want to reach?"
        blocks.append(say.step_note(words, progress.next_step or ""))
    elif progress.is_empty:
        blocks.append(doc.Paragraph(line("There is nothing here for you.")))
    reader = say.for_reader(progress.reader, progress.reader_name)
    ends = progress.months[0], progress.months[-1]
    first, last = (f"{MONTHS[day.month - 1]} {day.year}" for day in ends)
    title = f"{progress.me} · progress" if progress.me and not is_mine else "Progress"
    # How many of the open goals are on track, of those that say how they go.
    judged = [one.goal.record.judged for one in progress.goals if one.goal.is_open]
    told = [checkin.health for checkin in judged if checkin]
    goals_told = f"{told.count('on_track')} of {say.count(len(told), 'goal')}"
    return Document(
        tuple(blocks),
        title=line(title, f"{say.DOT}{last if first == last else f'{first} to {last}'}"),
        subtitle=line(say.DOT.join(filter(None, (reader, f"as of {show_day(today)}")))),
        figure=line(Span(goals_told, "number"), " on track") if told else (),
    )


def _activity(weeks: Sequence[Week]) -> list[Block]:
    if not weeks:
        return []
    tracks = []
    for name in ("written", "held", "done"):
        counts = [getattr(week, name) for week in weeks]
        most = max(counts)
        words = line(Span(str(sum(counts)), "number"), f", up to {most} a week" if most else "")
        label = line(Span(name.title(), "label"))
        tracks.append(doc.Track(label, tuple(map(float, counts)), words))
    title = line("Activity", Span(f" · a cell a week, {len(weeks)} weeks", "dim"))
    # A month is named above the first week that begins in it.
    begins = ((n, week.first) for n, week in enumerate(weeks) if week.first.day <= _WEEK.days)
    marks = tuple((n, MONTHS[first.month - 1]) for n, first in begins)
    names = tuple(show_day(week.first).partition(" ")[2] for week in weeks)
    return [doc.Heading(title), doc.Strip(tuple(tracks), marks, names=names)]
