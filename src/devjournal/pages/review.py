"""`review`: what I did in a period, for one reader, by objective and goal. (P095, P105)

The work stands in `review_work`, learning and people in `review_people`; here they become one
page, with what has no evidence and what comes next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.dates import late, show_day
from devjournal.journal.stored import Ref
from devjournal.pages import phrases as say
from devjournal.pages import review_people as people
from devjournal.pages import review_work as work
from devjournal.pages.growth import TheirGrowth, build_their_growth
from devjournal.pages.kept import Commitments, build_commitments, compose_commitments
from devjournal.practice.nudges import still_processing
from devjournal.practice.settle import FILL_IN, command
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Span, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored

_IMPORTANT = 4


class Gap(NamedTuple):
    """Something that matters without evidence in the period, and the day of its latest before."""

    record: Stored[Any]
    last: dt.date | None


class Next(NamedTuple):
    """A goal that falls due, or an opportunity that is planned, on its day."""

    record: Stored[Any]
    on: dt.date | None


class Review(NamedTuple):
    """What I did in a period, for one reader: facts, each with the record it comes from.

    `me` is my name and `roles` my present ones; `reader_name` is the person's where the
    reader is a relationship. `withheld` counts what the page would show for self alone.
    """

    reader: str
    reader_name: str | None
    me: str | None
    roles: tuple[str, ...]
    period: Period
    today: dt.date
    tally: work.Tally
    chapters: tuple[work.Chapter, ...]
    growth: tuple[people.SkillGrowth, ...]
    opportunities: tuple[work.Delivered, ...]
    vouched: tuple[people.EntryWith, ...]
    credits: tuple[work.Credit, ...]
    gave: tuple[people.EntryWith, ...]
    vouched_for: tuple[people.EntryWith, ...]
    their_growth: tuple[TheirGrowth, ...]
    told: tuple[people.EntryWith, ...]
    feedback: people.Feedback
    setbacks: tuple[people.Setback, ...]
    lessons: tuple[Stored[Any], ...]
    commitments: Commitments | None
    gaps: tuple[Gap, ...]
    next: tuple[Next, ...]
    withheld: int = 0


def build_review(journal: Journal, period: Period, today: dt.date, reader: str = "self") -> Review:
    """Return the review of a period as a reader (also a relationship's id) may see it."""
    quiet = still_processing(journal, today)
    whole = _build(journal, period, today, quiet)
    if reader == "self":
        return whole
    shown = _build(journal.for_reader(reader, today), period, today, quiet)
    return shown._replace(withheld=say.withheld(whole, shown))


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
        chapters=work.build_chapters(journal, period, today, wins),
        growth=people.build_growth(journal, period, wins),
        opportunities=work.build_delivered(journal, period, quiet),
        vouched=people.build_entries(journal, period, "vouched"),
        credits=work.build_credits(wins),
        gave=people.build_entries(journal, period, "gave"),
        vouched_for=people.build_entries(journal, period, "vouched", by_me=True),
        their_growth=build_their_growth(journal, journal.relationships, period),
        told=people.build_entries(journal, period, "feedback", by_me=True),
        feedback=people.build_feedback(journal, period),
        setbacks=people.build_setbacks(journal, period, quiet),
        lessons=tuple(one for one in journal.entries_of("lesson") if one.record.on in period),
        commitments=build_commitments(journal, period, today),
        gaps=build_gaps(journal, period, today, quiet),
        next=build_next(journal),
    )


def build_gaps(
    journal: Journal, period: Period, today: dt.date, quiet: frozenset[Ref]
) -> tuple[Gap, ...]:
    """Return open objectives and goals, and skills of importance 4 or 5, without evidence.

    Those longest without it come first. What began after the period is no gap in it, and
    what is `quiet` is left in peace.
    """
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


def build_next(journal: Journal) -> tuple[Next, ...]:
    """Return the goals that fall due and the opportunities still open, in the order of days."""
    goals = (one for one in journal.goals if one.record.state == "active" and one.record.due)
    coming = [Next(one, one.record.due) for one in goals]
    coming += [Next(one, one.record.on) for one in journal.opportunities if one.is_open]
    return tuple(sorted(coming, key=lambda one: (one.on or dt.date.max, one.record.ref)))


_SECTIONS: tuple[tuple[str, str, Callable[[Any, dt.date], doc.Item]], ...] = (
    ("growth", "Growth in skills", people.growth_item),
    ("opportunities", "Opportunities", work.delivered_item),
    ("vouched", "Who put in a word for me", people.vouched_item),
    ("credits", "With the help of", work.credit_item),
    ("gave", "Given back", people.gave_item),
    ("vouched_for", "Whom I put in a word for", people.vouched_item),
    ("their_growth", "Growth of those I help", people.their_growth_item),
    ("told", "Feedback I gave", people.told_item),
)
"""The lists of a review: its fact, their heading, and what makes an item of each."""


def compose_review(review: Review) -> Document:
    """Return the page: work, learning, people, then what is missing and what comes next."""
    today = review.today
    blocks: list[Block] = [_tally(review)]
    for chapter in review.chapters:
        blocks += work.compose_chapter(chapter, today)
    for name, title, item in _SECTIONS:
        blocks += say.list_section(title, (item(one, today) for one in getattr(review, name)))
    blocks += people.compose_feedback(review.feedback, today)
    went_wrong = [people.setback_item(one, today) for one in review.setbacks]
    learned = [
        doc.Item(people.dated(one, today, say.flat(one.record.text))) for one in review.lessons
    ]
    names = (("Setbacks", went_wrong), ("Lessons", learned))
    title = " and ".join(name for name, items in names if items).capitalize()
    blocks += say.list_section(title, went_wrong + learned)
    blocks += compose_commitments(review.commitments)
    blocks += _what_is_open(review)
    if review.reader != "self":
        about = f"As of {show_day(today)}. In brackets stands the record that a line comes from."
        withheld = say.withheld_note(review.withheld)
        blocks += say.section("This page", doc.Paragraph(line(about)), withheld)
    # The days of the period are told unless its name says them.
    first, last = (show_day(day).partition(" ")[2] for day in review.period[1:3])
    days = f"{first} to {last}"
    facts = (
        *review.roles,
        days if days != review.period.label else "",
        say.for_reader(review.reader, review.reader_name),
        f"as of {show_day(today)}" if review.reader == "self" else "",
    )
    wins = review.tally.wins
    return Document(
        tuple(blocks),
        title=line(say.DOT.join(filter(None, (review.me, f"review {review.period.label}")))),
        subtitle=line(say.DOT.join(filter(None, facts))),
        figure=line(Span(say.count(wins, "win"), "number")) if wins else (),
    )


def _tally(review: Review) -> Block:
    """Return "7 of 9 wins have numbers" and the like: counts, never a score."""
    wins, *counts = review.tally
    if not wins:
        if review.reader != "self":
            return doc.Note(line("No win in this period."))
        return say.step_note("No win in this period yet.", command("win", FILL_IN))
    have = "win has" if wins == 1 else "wins have"
    told = (f" {have} numbers, ", " business words, ", " an objective, ", " evidence.")
    parts = ((Span(f"{n} of {wins}", "number"), of) for n, of in zip(counts, told, strict=True))
    return doc.Paragraph(line(*(part for pair in parts for part in pair)))


def _what_is_open(review: Review) -> list[Block]:
    """Return what has no evidence (on a reader's page: is not on it), and what comes next."""
    items = []
    for gap in review.gaps:
        since = f" since {say.plain_day(gap.last, review.today)}" if gap.last else " so far"
        told = Span(since, "dim")
        items.append(doc.Item(line(gap.record.record.headline, told, *say.cite(gap.record.ref))))
    rows = []
    for record, on in review.next:
        when = line(say.plain_day(on, review.today) if on else "no day yet")
        passed = late(on, review.today) if on else ""
        state = "due" if record.kind == "goal" else record.record.state
        told = Span(f", {passed}", "late") if passed else Span(f", {state}", "dim")
        words = line(say.flat(record.record.title), told, *say.cite(record.ref, ""))
        rows.append((when, words))
    columns = (doc.Column(style="date"), doc.Column(wrap=True))
    table = [doc.Table(columns, tuple(rows), head=False)] if rows else []
    title = "No evidence for" if review.reader == "self" else "Nothing on this page for"
    return [*say.list_section(title, items), *say.section("Next", *table)]
