"""`review`: what I did in a period, for one reader, by objective and goal. (P095, P105)

The work stands in `review_work`; here are learning and people, and what comes next. Entries
of others and my own are of one kind, which `me` tells apart. (P006, P015, P017-P020, P086,
P094, P099, P109)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.journal.tenures import AUDIENCES, audience
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.pages import review_work as work
from devjournal.pages.growth import (
    GoalProgress,
    Level,
    TheirGrowth,
    build_goal_progress,
    build_their_growth,
    grown_in,
)
from devjournal.pages.kept import Commitments, build_commitments
from devjournal.pages.review_entries import (
    EntryWith,
    Feedback,
    Setback,
    build_assessment,
    build_entries,
    build_feedback,
    build_setbacks,
)
from devjournal.practice.nudges import still_processing
from devjournal.practice.scorecard import Part, my_part
from devjournal.practice.self_checks import Came, how_i_came

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.growth import Skill


class SkillGrowth(NamedTuple):
    """A skill rated in the period, from its level before, else its first; `wins` show it.

    `shown_on` are the days of these wins.
    """

    skill: Stored[Skill]
    baseline: int
    level: int
    levels: tuple[Level, ...]
    wins: tuple[Ref, ...]
    shown_on: tuple[dt.date, ...]


class Next(NamedTuple):
    """A goal that falls due, or an opportunity that is planned, on its day.

    `prepared_by` are the goals that prepare for it. (P022)
    """

    record: Stored[Any]
    on: dt.date | None
    prepared_by: tuple[GoalProgress, ...] = ()


class HeldFrom(NamedTuple):
    """How many items of my own page the one for a reader leaves out."""

    reader: str
    items: int


class Review(NamedTuple):
    """What I did in a period, for one reader: facts, each with the record it comes from."""

    reader: str
    reader_kind: str
    reader_name: str | None
    me: str | None
    roles: tuple[str, ...]
    period: Period
    today: dt.date
    tally: work.Tally
    assessment: Stored[Any] | None
    chapters: tuple[work.Chapter, ...]
    growth: tuple[SkillGrowth, ...]
    opportunities: tuple[work.Delivered, ...]
    vouched: tuple[EntryWith, ...]
    credits: tuple[work.Credit, ...]
    gave: tuple[EntryWith, ...]
    vouched_for: tuple[EntryWith, ...]
    their_growth: tuple[TheirGrowth, ...]
    told: tuple[EntryWith, ...]
    feedback: Feedback
    setbacks: tuple[Setback, ...]
    lessons: tuple[Stored[Any], ...]
    commitments: Commitments | None
    my_part: tuple[Part, ...]
    came: Came | None
    gaps: tuple[work.Gap, ...]
    next: tuple[Next, ...]
    withheld: int = 0
    withheld_from: tuple[HeldFrom, ...] = ()


def build_review(journal: Journal, period: Period, today: dt.date, reader: str = "self") -> Review:
    """Return the review of a period as a reader (also a relationship's id) may see it."""
    quiet = still_processing(journal, today) | work.too_young(journal, min(period.last, today))
    whole = _build(journal, period, today, quiet)

    def page_for(one: str) -> Review:
        shown = _build(journal.for_reader(one, today), period, today, quiet)
        return shown._replace(withheld=say.withheld(whole, shown))

    if reader != "self":
        return page_for(reader)
    held = (HeldFrom(one, page_for(one).withheld) for one in AUDIENCES)
    return whole._replace(withheld_from=tuple(one for one in held if one.items))


def _build(journal: Journal, period: Period, today: dt.date, quiet: frozenset[Ref]) -> Review:
    wins = work.build_wins(journal, period)
    roles = journal.profile.record.present_roles(today) if journal.profile else ()
    return Review(
        reader=journal.reader,
        reader_kind=reader_kind(journal),
        reader_name=say.reader_name(journal),
        me=journal.me,
        roles=tuple(", ".join(filter(None, (role.title, role.organisation))) for role in roles),
        period=period,
        today=today,
        tally=work.build_tally(wins),
        assessment=build_assessment(journal, period, today),
        chapters=work.build_chapters(journal, period, today, wins),
        growth=build_growth(journal, period, wins),
        opportunities=work.build_delivered(journal, period, quiet),
        vouched=build_entries(journal, period, "vouched"),
        credits=work.build_credits(wins),
        gave=build_entries(journal, period, "gave"),
        vouched_for=build_entries(journal, period, "vouched", by_me=True),
        their_growth=build_their_growth(journal, journal.relationships, period),
        told=build_entries(journal, period, "feedback", by_me=True),
        feedback=build_feedback(journal, period),
        setbacks=build_setbacks(journal, period, quiet),
        lessons=tuple(one for one in journal.entries_of("lesson") if one.record.on in period),
        commitments=build_commitments(journal, period, today),
        my_part=my_part(journal, period, today),
        came=how_i_came(journal, period),
        gaps=work.build_gaps(journal, period, today, quiet),
        next=build_next(journal, today),
    )


def reader_kind(journal: Journal) -> str:
    """Return what a reader is to me: self, manager, exec, their kind, or `giving` where I help."""
    theirs = journal.get(("relationship", journal.reader))
    if theirs is None:
        return audience(journal.reader)[0] or "self"
    return "giving" if theirs.record.my_role == "giving" else str(theirs.record.kind)


def build_growth(
    journal: Journal, period: Period, wins: Sequence[work.WinWith]
) -> tuple[SkillGrowth, ...]:
    """Return every skill that was rated in a period, the most important first."""
    skills = sorted(journal.skills, key=lambda one: (-(one.record.importance or 0), one.id))
    found = []
    for skill in skills:
        if grown := grown_in(journal, skill.record.ratings, period):
            shown_by = [one.win for one in wins if one.win.record.skill == skill.id]
            refs, days = (one.ref for one in shown_by), (one.record.on for one in shown_by)
            found.append(SkillGrowth(skill, *grown, wins=tuple(refs), shown_on=tuple(days)))
    return tuple(found)


def build_next(journal: Journal, today: dt.date) -> tuple[Next, ...]:
    """Return the goals that fall due and the opportunities still open, in the order of days.

    An idea that was not proposed is mine alone.
    """
    is_mine = journal.reader == "self"
    goals = (one for one in journal.goals if one.record.state == "active" and one.record.due)
    coming = [Next(one, one.record.due) for one in goals]
    coming += [
        Next(one, one.record.on, _prepared_by(journal, one, today))
        for one in journal.opportunities
        if one.is_open and (is_mine or one.record.state != "idea")
    ]
    return tuple(sorted(coming, key=lambda one: (one.on or dt.date.max, one.record.ref)))


def _prepared_by(
    journal: Journal, opportunity: Stored[Any], today: dt.date
) -> tuple[GoalProgress, ...]:
    goals = (journal.get(("goal", id_)) for id_ in opportunity.record.prep_goals)
    return tuple(build_goal_progress(journal, one, today) for one in goals if one)
