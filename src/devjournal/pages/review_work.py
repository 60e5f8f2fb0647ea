"""The work of a review: wins, who helped, stages stood on. (P001, P006, P009-P011, P103, P110)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.journal.names import fold_name
from devjournal.journal.stored import Ref
from devjournal.models.base import replace
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.pages.growth import (
    GoalProgress,
    build_goal_progress,
    goal_gauge,
    goal_standing,
)
from devjournal.pages.packet import Row, Section, listed
from devjournal.practice.counts import QUIET_DAYS, percent
from devjournal.practice.settle import WENT
from devjournal.render import document as doc
from devjournal.render.document import Line, Span, join, line

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from decimal import Decimal

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.entries import Win
    from devjournal.models.growth import Goal, Objective, Opportunity

_IMPORTANT = 4
_MOST_NUMBERS = 2
_SERVED = {"team": "the team", "customer": "customers", "stakeholder": "stakeholders"}
_SCALE = {"team": "in the team", "org": "across the organisation", "company": "across the company"}


class Verdict(NamedTuple):
    """By which part a number moved (-0.25: a quarter less), and whether for the better, or None."""

    change: float | None
    is_better: bool | None


class WinWith(NamedTuple):
    """A win, a verdict on each number, who helped, and the ids of what it, or its goal, serves."""

    win: Stored[Win]
    verdicts: tuple[Verdict, ...]
    credit: tuple[str, ...]
    goal: str | None
    objective: str | None


class Tally(NamedTuple):
    """How many wins there are, and how many of them say what a good one says."""

    wins: int
    with_numbers: int
    with_meaning: int
    with_objective: int
    with_evidence: int


class Credit(NamedTuple):
    """Somebody who helped, and with which wins."""

    name: str
    wins: tuple[Ref, ...]


class GoalPart(NamedTuple):
    """A goal as it stood when the period ended, or stands today, and its wins."""

    progress: GoalProgress
    wins: tuple[WinWith, ...]


class Standing(NamedTuple):
    """Where an objective's number stood last, and on which day that was."""

    value: Decimal
    on: dt.date


class Chapter(NamedTuple):
    """The work for one objective (None: for none); `wins` belong to none of its goals."""

    objective: Stored[Objective] | None
    owner: str | None
    goals: tuple[GoalPart, ...]
    wins: tuple[WinWith, ...]
    now: Standing | None = None


class Delivered(NamedTuple):
    """An opportunity that was delivered, its sponsor's name and its objective's title."""

    opportunity: Stored[Opportunity]
    on: dt.date
    sponsor: str | None
    objective: str | None


class Gap(NamedTuple):
    """Something that matters without evidence in the period, and the day of its latest before."""

    record: Stored[Any]
    last: dt.date | None


def build_wins(journal: Journal, period: Period) -> tuple[WinWith, ...]:
    """Return the wins of a period in the order of days."""
    found = []
    for stored in journal.entries_of("win"):
        win = stored.record
        if win.on in period:
            goal = journal.get(("goal", win.goal)) if win.goal else None
            served = win.objective or (goal.record.objective if goal else None)
            verdicts = tuple(Verdict(number.change, number.is_better) for number in win.numbers)
            credit = tuple(map(journal.name_of, win.credit))
            goal_id = goal.id if goal else None
            found.append(WinWith(stored, verdicts, credit, goal_id, _known(journal, served)))
    return tuple(found)


def _known(journal: Journal, objective: str | None) -> str | None:
    return objective if objective and journal.get(("objective", objective)) else None


def build_tally(wins: Sequence[WinWith]) -> Tally:
    """Return an honest count of wins: each figure stands beside how many there are."""
    records = [one.win.record for one in wins]
    return Tally(
        wins=len(wins),
        with_numbers=sum(bool(win.numbers) for win in records),
        with_meaning=sum(bool(win.business_line or win.so_what) for win in records),
        with_objective=sum(one.objective is not None for one in wins),
        with_evidence=sum(bool(win.evidence) for win in records),
    )


def build_credits(wins: Sequence[WinWith]) -> tuple[Credit, ...]:
    """Return who helped, whoever helped with most wins first."""
    helped: dict[str, list[Ref]] = {}
    for one in wins:
        for name in dict.fromkeys(one.credit):
            helped.setdefault(name, []).append(one.win.ref)
    found = (Credit(name, tuple(refs)) for name, refs in helped.items())
    return tuple(sorted(found, key=lambda credit: (-len(credit.wins), credit.name)))


def build_chapters(
    journal: Journal, period: Period, today: dt.date, wins: Sequence[WinWith]
) -> tuple[Chapter, ...]:
    """Return a chapter for each objective worked on, by their wins; what serves none comes last."""
    until = min(period.last, today)
    won = {win.goal for win in wins}
    found: list[tuple[bool, int, Chapter]] = []
    for objective in (*journal.objectives, None):
        id_ = objective.id if objective else None
        here = [win for win in wins if win.objective == id_]
        of_goal: dict[str | None, list[WinWith]] = {}
        for win in here:
            of_goal.setdefault(win.goal, []).append(win)
        parts = tuple(
            GoalPart(
                build_goal_progress(journal, goal.with_record(as_of(goal.record, until)), until),
                tuple(of_goal.get(goal.id, ())),
            )
            for goal in journal.goals
            if _known(journal, goal.record.objective) == id_ and _belongs(goal, period, today, won)
        )
        placed = {win.win.id for part in parts for win in part.wins}
        owner = objective.record.owner if objective else None
        name = journal.me if owner == "me" else journal.name_of(owner) if owner else None
        left = tuple(win for win in here if win.win.id not in placed)
        if parts or left:
            now = _standing(journal, objective, until) if objective else None
            chapter = Chapter(objective, name, parts, left, now)
            found.append((objective is None, -len(here), chapter))
    return tuple(chapter for *_, chapter in sorted(found, key=lambda one: one[:2]))


def _standing(journal: Journal, objective: Stored[Objective], on: dt.date) -> Standing | None:
    """Return where an objective's number stood on a day, as a win or a goal's check-in says."""
    record = objective.record
    kpi = fold_name(record.kpi or "")
    found = []
    for win in (stored.record for stored in journal.entries_of("win")):
        after = [one.after for one in win.numbers if _is_of(one.metric, one.unit, kpi, record.unit)]
        found += [Standing(value, win.on) for value in after if value is not None]
    for goal in (stored.record for stored in journal.goals):
        if goal.objective == objective.id and _is_of(goal.measure, goal.unit, kpi, record.unit):
            values = ((one.value, one.on) for one in goal.checkins)
            found += [Standing(value, day) for value, day in values if value is not None]
    return max((one for one in found if one.on <= on), key=lambda one: one.on, default=None)


def _is_of(measure: str | None, unit: str | None, kpi: str, in_unit: str | None) -> bool:
    return bool(kpi) and fold_name(measure or "") == kpi and (unit or in_unit) == in_unit


def _belongs(
    goal: Stored[Goal], period: Period, today: dt.date, won: Container[str | None]
) -> bool:
    """Whether a goal was alive in a period, as far as its dated records say."""
    closed_on = goal.record.closed_on
    if closed_on is not None and closed_on < period.first:
        return False
    begun = any(checkin.on <= period.last for checkin in goal.record.checkins)
    ended = closed_on is not None and closed_on in period
    is_now = goal.record.is_open and today <= period.last
    return begun or ended or is_now or goal.id in won


def as_of(goal: Goal, day: dt.date) -> Goal:
    """Return a goal as it stood on a day: what came later is not yet there."""
    checkins = tuple(checkin for checkin in goal.checkins if checkin.on <= day)
    milestones = tuple(
        step if step.done_on is None or step.done_on <= day else replace(step, done_on=None)
        for step in goal.milestones
    )
    was = replace(goal, checkins=checkins, milestones=milestones)
    if goal.closed_on is None or goal.closed_on <= day:
        return was
    return replace(was, state="active", closed_on=None)


def build_delivered(
    journal: Journal, period: Period, quiet: frozenset[Ref]
) -> tuple[Delivered, ...]:
    """Return what was delivered in a period, in the order of days, but for what is `quiet`."""
    found = []
    for stored in journal.opportunities:
        record = stored.record
        on = record.on or record.closed_on
        if record.state == "delivered" and stored.ref not in quiet and on and on in period:
            sponsor = journal.name_of(record.sponsor) if record.sponsor else None
            objective = journal.get(("objective", record.objective)) if record.objective else None
            title = objective.record.title if objective else None
            found.append(Delivered(stored, on, sponsor, title))
    return tuple(sorted(found, key=lambda one: (one.on, one.opportunity.ref)))


def build_gaps(
    journal: Journal, period: Period, today: dt.date, quiet: frozenset[Ref]
) -> tuple[Gap, ...]:
    """Return open objectives and goals, and skills of importance 4 or 5, without evidence.

    Those longest without it come first. What began after the period is no gap in it, a period
    that is to come has none, and what is `quiet` is left in peace.
    """
    if period.first > today:
        return ()
    evidence: dict[Ref, list[dt.date]] = {}
    for ref, on in _evidence(journal):
        evidence.setdefault(ref, []).append(on)
    gaps = []
    skills = (one for one in journal.skills if (one.record.importance or 0) >= _IMPORTANT)
    goals = (one for one in journal.goals if one.record.state == "active")
    for stored in (*(one for one in journal.objectives if one.is_open), *goals, *skills):
        days = evidence.get(stored.ref, [])
        before = [day for day in days if day <= min(period.last, today)]
        has_begun = before or not days
        if has_begun and stored.ref not in quiet and not any(day in period for day in before):
            gaps.append(Gap(stored, max(before, default=None)))
    return tuple(sorted(gaps, key=lambda gap: (gap.last or dt.date.min, gap.record.ref)))


def too_young(journal: Journal, on: dt.date) -> frozenset[Ref]:
    """Return the objectives, goals and skills that by a day are too young to lack evidence."""
    found = (*journal.objectives, *journal.goals, *journal.skills)
    return frozenset(
        one.ref
        for one in found
        if one.record.created and (on - one.record.created).days < QUIET_DAYS
    )


def _evidence(journal: Journal) -> Iterator[tuple[Ref, dt.date]]:
    """Yield the days of what speaks for each record; for a goal, for its objective too."""
    for skill in journal.skills:
        yield from ((skill.ref, rating.on) for rating in skill.record.ratings)
    for goal in journal.goals:
        for checkin in goal.record.checkins:
            yield goal.ref, checkin.on
            yield Ref("objective", goal.record.objective or ""), checkin.on
    for win in (stored.record for stored in journal.entries_of("win")):
        goal_ = journal.get(("goal", win.goal)) if win.goal else None
        yield Ref("skill", win.skill or ""), win.on
        yield Ref("goal", win.goal or ""), win.on
        yield Ref("objective", win.objective or ""), win.on
        yield Ref("objective", (goal_.record.objective if goal_ else None) or ""), win.on


def chapter_sections(chapter: Chapter, today: dt.date, *, is_mine: bool) -> list[Section]:
    """Return an objective's section: its aim, its own wins, then each goal with its wins."""
    wins = tuple(_win(one, today) for one in chapter.wins)
    goals: list[Row] = []
    for part in chapter.goals:
        goals += (_goal(part.progress, today), *(_win(one, today) for one in part.wins))
    if chapter.objective is None:
        own = "Goals of my own" if is_mine else "Goals"
        found = (("goals", own, tuple(goals)), ("other", "Other work", wins))
        return [Section(key, line(title), rows) for key, title, rows in found if rows]
    objective = chapter.objective.record
    closed = f" {say.plain_day(objective.closed_on, today)}" if objective.closed_on else ""
    aim = line(Span("Aim: ", "label"), words) if (words := say.aim(objective)) else ()
    cited = say.cite(chapter.objective.ref)
    facts = (
        aim,
        standing(chapter, today),
        line(objective.period or ""),
        line(f"owner {chapter.owner}" if chapter.owner else ""),
        line(*say.state_words(objective.state), closed) if objective.state != "open" else (),
    )
    whole = doc.Paragraph(line(*join(say.DOT, facts), *cited))
    short = doc.Paragraph(line(*(_way(chapter, today) or aim), *cited))
    weight_ = (bool(chapter.now), len(wins) + len(goals)) if chapter.now else ()
    row = Row("aim", say.key_of(chapter.objective.ref), (whole,), short, weight_)
    rows = (row, *wins, *goals)
    return [Section(row.key, line(say.flat(objective.title)), rows)]


def _goal(progress: GoalProgress, today: dt.date) -> Row:
    """Return a goal: with its bar and its way; short, how far it is."""
    stored = progress.goal
    goal = stored.record
    title = line(Span("Goal · ", "dim"), say.flat(goal.title))
    cited = say.cite(stored.ref)
    gauge = goal_gauge(progress, today, cited=cited, titled=False)
    part: Line = ()
    drawn: Line = ()
    if gauge.ratio is not None:
        part = line(Span(f"{percent(gauge.ratio)}%", "number"))
        drawn = (*doc.meter(gauge.ratio, gauge.health), Span(" ", drawn=True))
    due = f"due {say.plain_day(goal.due, today)}" if goal.due and not goal.closed_on else ""
    told = join(say.DOT, (part, goal_standing(goal, today), line(Span(due, "date"))))
    short = doc.ListBlock(
        (doc.Item(line(*title, " " if drawn else say.DOT if told else "", *drawn, *told, *cited)),)
    )
    weight_ = (goal.is_open, bool(gauge.ratio), goal.due is not None, progress.progress or 0)
    blocks = (doc.Heading(title, 2), doc.Progress((gauge,)))
    key, words = say.key_of(stored.ref), say.flat(goal.title)
    return Row("goal", key, blocks, short, weight_, rank=2, words=words)


def _way(chapter: Chapter, today: dt.date) -> Line:
    """Return "cost per contact 6.10 → 5.72 EUR on 5 Oct, aim 5.61"; nothing where none is known."""
    if chapter.objective is None or chapter.now is None:
        return ()
    record, (value, on) = chapter.objective.record, chapter.now
    way = Span(say.moved(record.baseline, value, record.unit), "number")
    like = (value, record.baseline)
    aim = say.figure(record.target, *like, unit=record.unit) if record.target is not None else ""
    wanted = f", aim {say.with_unit(aim, record.unit)}" if aim else ""
    return line(f"{say.flat(record.kpi or '')} ", way, f" on {say.plain_day(on, today)}{wanted}")


_FAR = ("team", "org", "company")


def weight(one: WinWith) -> tuple[object, ...]:
    """Return what a win counts by: how far it reached, a figure that moved, and its day."""
    record = one.win.record
    reach = _FAR.index(record.scale) if record.scale else -1
    return reach, bool(record.numbers), bool(record.business_line), record.on


def standing(chapter: Chapter, today: dt.date) -> Line:
    """Return "now 5.72 EUR on 5 Oct"; nothing where nobody wrote it down."""
    if chapter.objective is None or chapter.now is None:
        return ()
    record, (value, on) = chapter.objective.record, chapter.now
    shown = say.figure(value, record.baseline, record.target, unit=record.unit)
    now = Span(say.with_unit(shown, record.unit), "number")
    return line("now ", now, f" on {say.plain_day(on, today)}")


def _win(one: WinWith, today: dt.date) -> Row:
    win = one.win.record
    headline = Span(say.flat(win.business_line or win.text), "strong")
    when = Span(say.plain_day(win.on, today), "date")
    numbers = [*map(_number, win.numbers, one.verdicts)]
    said = (win.text if win.business_line else "", win.so_what)
    served = f"for {_SERVED[win.served]}" if win.served else ""
    reach = "" if win.served == win.scale else _SCALE.get(win.scale or "", "")
    around = (
        ", ".join(filter(None, (served, reach))),
        f"with {', '.join(one.credit)}" if one.credit else "",
    )
    quiet = line(Span(say.DOT.join(filter(None, around)), "dim"))
    noted = say.labelled([("note", win.note)])
    beneath = (*numbers, *(line(say.flat(text or "")) for text in said), quiet, *noted)
    head = line(when, say.DOT, headline, *say.cite(one.win.ref, "win"))
    item = doc.Item(head, tuple(filter(None, beneath)))
    most = min(len(numbers), _MOST_NUMBERS)
    return listed("win", say.key_of(one.win.ref), item, most=most, weight=weight(one), rank=1)


def _number(number: Any, verdict: Verdict) -> Line:
    way = say.moved(number.before, number.after, number.unit)
    ends = None
    if number.before is not None and number.after is not None:
        ends = float(number.before), float(number.after)
    told = line(f"{say.flat(number.metric)}: ", Span(way, "number", change=ends))
    better = Span("better", "good") if verdict.is_better else Span("worse", "bad")
    parts = (line(say.changed(number)), line(better) if verdict.is_better is not None else ())
    verdicts = join(", ", parts)
    return line(*told, " (", *verdicts, ")") if verdicts else told


def credit_item(one: Credit, _today: dt.date) -> doc.Item:
    """Return somebody who helped, with which wins."""
    wins = (part for ref in one.wins for part in say.cite(ref, "win"))
    return doc.Item(line(Span(one.name, "strong"), *wins))


def delivered_item(one: Delivered, today: dt.date) -> doc.Item:
    """Return a stage stood on, with what was expected and what came of it."""
    record = one.opportunity.record
    purpose = f"for {record.purpose}" if record.purpose else ""
    what_for = " ".join(filter(None, (record.type, purpose)))
    facts = (
        line(Span(say.plain_day(one.on, today), "date")),
        line(Span(say.flat(record.title), "strong")),
        line(", ".join(filter(None, (what_for, _SCALE.get(record.scale or ""))))),
        line(Span(WENT[record.outcome], say.state_words(record.outcome)[0].style))
        if record.outcome
        else (),
    )
    beneath = (
        ("expected", record.expected_result),
        ("result", record.result),
        ("objective", one.objective),
        ("seen by", record.exposure),
        ("door opened by", one.sponsor),
    )
    head = line(*join(say.DOT, facts), *say.cite(one.opportunity.ref, ""))
    return doc.Item(head, say.labelled(beneath))
