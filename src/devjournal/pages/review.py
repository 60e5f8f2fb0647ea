"""`review`: what I did in a period, for one reader, by objective and goal. (P095, P105)

The work stands in `review_work`; here are learning and people, and what comes next. Entries
of others and my own are of one kind, which `me` tells apart. (P006, P015, P017-P020, P086,
P094, P099, P109)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from devjournal.dates import late, show_day
from devjournal.journal.tenures import AUDIENCES
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
    level_words,
)
from devjournal.pages.kept import Commitments, build_commitments, compose_came, compose_commitments
from devjournal.pages.review_entries import (
    EntryWith,
    Feedback,
    Setback,
    build_assessment,
    build_entries,
    build_feedback,
    build_setbacks,
    compose_assessment,
    compose_feedback,
    dated,
    entry_item,
    setback_item,
)
from devjournal.pages.review_summary import HeldFrom, compose_summary, held_items
from devjournal.practice.counts import percent
from devjournal.practice.nudges import still_processing
from devjournal.practice.scorecard import Part, my_part
from devjournal.practice.self_checks import Came, how_i_came
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line
from devjournal.shell import FILL_IN, command

if TYPE_CHECKING:
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


class Review(NamedTuple):
    """What I did in a period, for one reader: facts, each with the record it comes from."""

    reader: str
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


def _growth_item(one: SkillGrowth, today: dt.date) -> doc.Item:
    skill = one.skill.record
    levels = Span(level_words(one.baseline, one.level, skill.target), "number")
    head = line(Span(say.flat(skill.name), "strong"), " ", levels, *say.cite(one.skill.ref))
    wins = join(
        ", ",
        [
            line(Span(say.plain_day(on, today), "date"), *say.cite(ref, "win"))
            for ref, on in zip(one.wins, one.shown_on, strict=True)
        ],
    )
    shown = _levels(one.levels, "rated by", today)
    return doc.Item(
        head, (*shown, *([line("shown by what I achieved on ", *wins)] if wins else []))
    )


def _their_growth_item(one: TheirGrowth, today: dt.date) -> doc.Item:
    levels = Span(level_words(one.baseline, one.level, None), "number")
    who = Span(say.flat(one.who), "strong")
    head = line(who, f": {say.flat(one.skill)} ", levels, *say.cite(one.ref, ""))
    return doc.Item(head, _levels(one.levels, "seen by", today))


def _levels(levels: Sequence[Level], by: str, today: dt.date) -> tuple[Line, ...]:
    """Return lines such as "16 Sep · level 3, rated by Zoë: Seven minutes without reading"."""
    lines = []
    for one in levels:
        who = f", {by} {say.flat(one.by)}" if one.by else ""
        said = f": {say.flat(one.evidence)}" if one.evidence else ""
        when = Span(say.plain_day(one.on, today), "date")
        lines.append(line(when, f"{say.DOT}level {one.level}{who}{said}"))
    return tuple(lines)


_SECTIONS: tuple[tuple[str, str, Callable[[Any, dt.date], doc.Item]], ...] = (
    ("growth", "Growth in skills", _growth_item),
    ("opportunities", "Opportunities", work.delivered_item),
    ("vouched", "Who put in a word for me", entry_item),
    ("credits", "With the help of", work.credit_item),
    ("gave", "Given back", entry_item),
    ("vouched_for", "Whom I put in a word for", entry_item),
    ("their_growth", "Growth of those I help", _their_growth_item),
    ("told", "Feedback I gave", entry_item),
)
"""The lists of a review: its fact, their heading, and what makes an item of each."""


def _to_you(one: Any, reader: str | None) -> Any:
    """Return a fact with who reads it called you: what I gave them, and a level they saw."""
    if isinstance(one, SkillGrowth):
        seen = (level._replace(by="you") if level.by == reader else level for level in one.levels)
        return one._replace(levels=tuple(seen)) if reader else one
    if not (isinstance(one, EntryWith) and reader and one.who == reader):
        return one
    is_by_them = one.entry.record.kind == "vouched" and one.entry.record.by != "me"
    return one if is_by_them else one._replace(who="you")


def compose_review(review: Review, *, cite: bool = False) -> Document:
    """Return the page: work, learning, people, then what is missing and what comes next.

    On a page for others no line names its record, unless it is to `cite` them.
    """
    today, is_mine = review.today, review.reader == "self"
    blocks: list[Block] = [_tally(review)] if is_mine else compose_summary(review)
    blocks += compose_assessment(review.assessment, today)
    for chapter in review.chapters:
        blocks += work.compose_chapter(chapter, today, is_mine=is_mine)
    for name, title, item in _SECTIONS:
        # Others read who helped where it is said with what.
        if is_mine or name != "credits":
            found = (_to_you(one, review.reader_name) for one in getattr(review, name))
            items = (item(one, today) for one in found)
            blocks += say.list_section(title, items)
    blocks += compose_feedback(review.feedback, today, review.reader_name)
    went_wrong = [setback_item(one, today) for one in review.setbacks]
    learned = [doc.Item(dated(one, today, say.flat(one.record.text))) for one in review.lessons]
    names = (("Setbacks", went_wrong), ("Lessons", learned))
    title = " and ".join(name for name, items in names if items).capitalize()
    blocks += say.list_section(title, went_wrong + learned)
    blocks += compose_commitments(review.commitments, say.other_side(review))
    if review.commitments and (part := _my_part(review.my_part)):
        blocks.append(doc.Paragraph(part))
    blocks += compose_came(review.came)
    blocks += _what_is_open(review)
    if cite and not is_mine:
        about = "In brackets stands the record that a line comes from."
        blocks += say.section("This page", doc.Paragraph(line(about)))
    # The days of the period are told unless its name says them.
    first, last = (show_day(day).partition(" ")[2] for day in review.period[1:3])
    days = f"{first} to {last}"
    facts = (
        *review.roles,
        days if days != review.period.label else "",
        say.for_reader(review.reader, review.reader_name),
        f"as of {show_day(today)}" if is_mine else show_day(today).partition(" ")[2],
    )
    wins = review.tally.wins
    document = Document(
        tuple(blocks),
        title=line(say.DOT.join(filter(None, (review.me, f"review {review.period.label}")))),
        subtitle=line(say.DOT.join(filter(None, facts))),
        figure=line(Span(say.count(wins, "win"), "number")) if wins else (),
    )
    return document if is_mine or cite else say.without_ids(document)


def _tally(review: Review) -> Block:
    """Return "7 of 9 wins have numbers" and the like: counts, never a score."""
    wins, *counts = review.tally
    if not wins:
        if review.today not in review.period:
            has_begun = review.period.first <= review.today
            words = "No win in this period." if has_begun else "This period is still to come."
            return doc.Note(line(words))
        return say.step_note("No win in this period yet.", command("win", FILL_IN))
    have = "win has" if wins == 1 else "wins have"
    told = (f" {have} numbers, ", " business words, ", " an objective, ", " evidence.")
    parts = ((Span(f"{n} of {wins}", "number"), of) for n, of in zip(counts, told, strict=True))
    return doc.Paragraph(line(*(part for pair in parts for part in pair)))


def _my_part(parts: Sequence[Part]) -> Line:
    """Return "Meetings of the rhythm: 9 of 10; Prepared: 7 of 9.", of all together. (P098)"""
    told = (line(f"{p.name}: ", Span(f"{p.number} of {p.of}", "number")) for p in parts)
    return line(*join("; ", told), ".") if parts else ()


def _with_parts(goals: Sequence[GoalProgress]) -> str:
    """Return "Lead the readout (68%)", of each goal."""
    parts = ("" if one.progress is None else f" ({percent(one.progress)}%)" for one in goals)
    titles = (say.flat(one.goal.record.title) for one in goals)
    return ", ".join(map("".join, zip(titles, parts, strict=True)))


def _what_is_open(review: Review) -> list[Block]:
    items = []
    for gap in review.gaps:
        made, last = gap.record.record.created, gap.last
        since = f" since {say.plain_day(last, review.today)}" if last else " so far"
        if last is None and made in review.period:
            since = f" since it was added, {say.plain_day(made, review.today)}"
        told = Span(since, "dim")
        items.append(doc.Item(line(gap.record.record.headline, told, *say.cite(gap.record.ref))))
    rows = []
    for record, on, goals in review.next:
        when = line(say.plain_day(on, review.today) if on else "no day yet")
        passed = late(on, review.today) if on else ""
        state = "due" if record.kind == "goal" else record.record.state
        told = Span(f", {passed}", "late") if passed else Span(f", {state}", "dim")
        stretch = Span(", a stretch" if record.record.stretch else "", "dim")
        by = Span(f", prepared by {prepared}" if (prepared := _with_parts(goals)) else "", "dim")
        words = line(say.flat(record.record.title), told, stretch, by, *say.cite(record.ref, ""))
        rows.append((when, words))
    columns = (doc.Column(style="date"), doc.Column(wrap=True))
    table = [doc.Table(columns, tuple(rows), head=False)] if rows else []
    return [
        *(say.list_section("No evidence for", items) if review.reader == "self" else ()),
        *say.section("Next", *table),
        *say.list_section("Withheld", held_items(review)),
    ]
