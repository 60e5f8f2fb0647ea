"""The work of a review: wins by objective and goal, who helped, stages stood on.

(P001, P006, P009-P011, P103, P110)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.models.base import replace
from devjournal.pages.growth import GoalProgress, build_goal_progress, goal_gauge
from devjournal.pages.phrases import (
    DOT,
    changed,
    cite,
    flat,
    labelled,
    list_section,
    moved,
    plain_day,
    section,
    state_words,
)
from devjournal.render import document as doc
from devjournal.render.document import Block, Line, Span, join, line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.entries import Win
    from devjournal.models.growth import Goal, Objective, Opportunity

_SERVED = {"team": "the team", "customer": "customers", "stakeholder": "stakeholders"}
_SCALE = {"team": "in the team", "org": "across the organisation", "company": "across the company"}


class Verdict(NamedTuple):
    """By which part a win's number moved (-0.25: a quarter less), and whether for the better.

    `is_better` is None without a verdict: nobody said whether less is good.
    """

    change: float | None
    is_better: bool | None


class WinWith(NamedTuple):
    """A win, a verdict on each of its numbers, the names of who helped, and what it serves.

    `goal` and `objective` are ids; a win without an objective serves that of its goal.
    """

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


class Chapter(NamedTuple):
    """The work for one objective (None: for none); `wins` belong to none of its goals."""

    objective: Stored[Objective] | None
    owner: str | None
    goals: tuple[GoalPart, ...]
    wins: tuple[WinWith, ...]


class Delivered(NamedTuple):
    """An opportunity that was delivered, its sponsor's name and its objective's title."""

    opportunity: Stored[Opportunity]
    on: dt.date
    sponsor: str | None
    objective: str | None


def build_wins(journal: Journal, period: Period) -> tuple[WinWith, ...]:
    """Return the wins of a period in the order of days."""
    wins = journal.entries_of("win")
    return tuple(_win_with(journal, win) for win in wins if win.record.on in period)


def _win_with(journal: Journal, stored: Stored[Win]) -> WinWith:
    win = stored.record
    goal = journal.get(("goal", win.goal)) if win.goal else None
    served = win.objective or (goal.record.objective if goal else None)
    return WinWith(
        stored,
        verdicts=tuple(Verdict(number.change, number.is_better) for number in win.numbers),
        credit=tuple(journal.name_of(person) for person in win.credit),
        goal=goal.id if goal else None,
        objective=_known(journal, served),
    )


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
    """Return a chapter for each objective that was worked on, the one with most wins first.

    Goals and wins that serve no objective come last, in a chapter of their own.
    """
    until = min(period.last, today)
    goals = [goal for goal in journal.goals if _belongs(goal, period, today, wins)]

    def chapter(objective: Stored[Objective] | None) -> Chapter:
        id_ = objective.id if objective else None
        here = [win for win in wins if win.objective == id_]
        parts = tuple(
            GoalPart(
                build_goal_progress(goal.with_record(as_of(goal.record, until))),
                tuple(win for win in here if win.goal == goal.id),
            )
            for goal in goals
            if _known(journal, goal.record.objective) == id_
        )
        placed = {win.win.id for part in parts for win in part.wins}
        owner = objective.record.owner if objective else None
        return Chapter(
            objective,
            owner=journal.name_of(owner) if owner else None,
            goals=parts,
            wins=tuple(win for win in here if win.win.id not in placed),
        )

    found = [chapter(objective) for objective in (*journal.objectives, None)]
    worked_on = [one for one in found if one.goals or one.wins]
    worked_on.sort(
        key=lambda one: (
            one.objective is None,
            -len(one.wins) - sum(len(part.wins) for part in one.goals),
        )
    )
    return tuple(worked_on)


def _belongs(goal: Stored[Goal], period: Period, today: dt.date, wins: Sequence[WinWith]) -> bool:
    """Whether a goal was alive in a period, as far as its dated records say."""
    closed_on = goal.record.closed_on
    if closed_on is not None and closed_on < period.first:
        return False
    begun = any(checkin.on <= period.last for checkin in goal.record.checkins)
    ended = closed_on is not None and closed_on in period
    is_now = goal.record.is_open and today <= period.last
    return begun or ended or is_now or any(win.goal == goal.id for win in wins)


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


def compose_chapter(chapter: Chapter, today: dt.date) -> list[Block]:
    """Return an objective's section: its number, its own wins, then each goal's."""
    goals: list[Block] = []
    for part in chapter.goals:
        stored = part.progress.goal
        title = line(Span("Goal · ", "dim"), flat(stored.record.title))
        gauge = goal_gauge(part.progress, today, cited=cite(stored.ref), titled=False)
        goals += [doc.Heading(title, 2), doc.Progress((gauge,)), *_wins(part.wins, today)]
    wins = _wins(chapter.wins, today)
    if chapter.objective:
        number = doc.Paragraph(_objective(chapter, chapter.objective, today))
        return section(chapter.objective.record.title, number, *wins, *goals)
    return [*section("Goals of my own", *goals), *section("Other work", *wins)]


def _objective(chapter: Chapter, stored: Stored[Objective], today: dt.date) -> Line:
    objective = stored.record
    closed = f" {plain_day(objective.closed_on, today)}" if objective.closed_on else ""
    change = Span(moved(objective.baseline, objective.target, objective.unit), "number")
    facts = [
        join(" ", [line(flat(objective.kpi or "")), line(change)]),
        line(objective.period or ""),
        line(f"owner {chapter.owner}" if chapter.owner else ""),
        line(*state_words(objective.state), closed) if objective.state != "open" else (),
    ]
    return line(*join(DOT, facts), *cite(stored.ref))


def _wins(wins: Sequence[WinWith], today: dt.date) -> list[Block]:
    return [doc.ListBlock(tuple(_win(one, today) for one in wins))] if wins else []


def _win(one: WinWith, today: dt.date) -> doc.Item:
    """Return a win: business words, figures, what happened, then whom it served with whom."""
    win = one.win.record
    headline = Span(flat(win.business_line or win.text), "strong")
    head = line(Span(plain_day(win.on, today), "date"), DOT, headline, *cite(one.win.ref, "win"))
    numbers = map(_number, win.numbers, one.verdicts)
    said = (
        line(flat(text)) for text in (win.text if win.business_line else "", win.so_what) if text
    )
    served = f"for {_SERVED[win.served]}" if win.served else ""
    reach = "" if win.served == win.scale else _SCALE.get(win.scale or "", "")
    around = (
        ", ".join(filter(None, (served, reach))),
        f"with {', '.join(one.credit)}" if one.credit else "",
        f"evidence: {flat(win.evidence)}" if win.evidence else "",
    )
    quiet = line(Span(DOT.join(filter(None, around)), "dim"))
    return doc.Item(head, tuple(filter(None, (*numbers, *said, quiet))))


def _number(number: Any, verdict: Verdict) -> Line:
    way = moved(number.before, number.after, number.unit)
    change = changed(number.before, number.after, number.unit, verdict.change)
    told = line(f"{flat(number.metric)}: ", Span(way, "number"))
    if not change:
        return told
    if verdict.is_better is None:
        return line(*told, f" ({change})")
    better = Span("better", "good") if verdict.is_better else Span("worse", "bad")
    return line(*told, f" ({change}, ", better, ")")


def compose_credits(helpers: Sequence[Credit]) -> list[Block]:
    """Return who helped, with which wins."""
    items = []
    for one in helpers:
        wins = (part for ref in one.wins for part in cite(ref, "win"))
        items.append(doc.Item(line(Span(one.name, "strong"), *wins)))
    return list_section("With the help of", items)


def compose_delivered(delivered: Sequence[Delivered], today: dt.date) -> list[Block]:
    """Return the stages stood on, each with what was expected and what came of it."""
    items = []
    for one in delivered:
        record = one.opportunity.record
        facts = [
            line(Span(plain_day(one.on, today), "date")),
            line(Span(flat(record.title), "strong")),
            line(", ".join(filter(None, (record.type, _SCALE.get(record.scale or ""))))),
            state_words(record.outcome) if record.outcome else (),
        ]
        beneath = (
            ("expected", record.expected_result),
            ("result", record.result),
            ("objective", one.objective),
            ("seen by", record.exposure),
            ("door opened by", one.sponsor),
        )
        head = line(*join(DOT, facts), *cite(one.opportunity.ref, ""))
        items.append(doc.Item(head, labelled(beneath)))
    return list_section("Opportunities", items)
