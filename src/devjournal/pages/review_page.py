"""`review` as a page: on one sheet, or in full with the record of each line at its end.

What a reader is told, in which order and words, is one table (`review_readers`); here is how
each of it is said.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.dates import late, show_day
from devjournal.pages import phrases as say
from devjournal.pages import review_work as work
from devjournal.pages.appendix import unmarked, with_appendix, without_ids, without_marks
from devjournal.pages.growth import Level, TheirGrowth, level_words
from devjournal.pages.kept import compose_came, compose_commitments
from devjournal.pages.layout import Choice, laid_out
from devjournal.pages.packet import (
    Row,
    Section,
    compose_sections,
    count_rows,
    lines_in,
    listed,
    one_sheet,
)
from devjournal.pages.review import Review, SkillGrowth
from devjournal.pages.review_entries import (
    EntryWith,
    assessment_section,
    dated,
    entry_item,
    feedback_section,
    setback_item,
)
from devjournal.pages.review_readers import READERS
from devjournal.pages.review_summary import compose_summary
from devjournal.practice.counts import percent
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line, text_of
from devjournal.shell import FILL_IN, command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from devjournal.pages.growth import GoalProgress
    from devjournal.practice.scorecard import Part


def compose_review(
    review: Review, *, full: bool = True, cite: bool = False, laid: str | None = None
) -> Document:
    """Return the page in full, or on one sheet; as its writer has `laid` it out, if they did.

    In full, and where it is to `cite` them, its lines refer to their records at its end; their
    ids stand on a page for others only where it is to cite.
    """
    today, is_mine = review.today, review.reader == "self"
    sections = shown(review, laid, full=full)
    blocks: list[Block] = [_tally(review)] if is_mine else []
    if full and not is_mine and laid is None:
        blocks = compose_summary(review)
    elif not (sections or blocks):
        blocks = [doc.Note(line("Nothing in this period."))]
    blocks += compose_sections(sections, full=full)
    # The days of the period are told unless its name says them.
    first, last = (show_day(day).partition(" ")[2] for day in review.period[1:3])
    days = f"{first} to {last}"
    as_of = f"as of {show_day(today)}" if is_mine else show_day(today).partition(" ")[2]
    facts = (
        *map(line, review.roles),
        line(Span(days if days != review.period.label else "", "date")),
        line(say.for_reader(review.reader, review.reader_name)),
        line(Span(as_of, "date")),
    )
    wins = review.tally.wins
    if laid is not None:
        whole = shown(review, laid, full=True)
        wins = sum(row.sort == "win" for one in whole for row in one.rows)
    document = Document(
        tuple(blocks),
        title=line(say.DOT.join(filter(None, (review.me, f"review {review.period.label}")))),
        subtitle=join(say.DOT, facts),
        figure=line(Span(say.count(wins, "win"), "number")) if wins else (),
        tight=not full,
    )
    if full or cite:
        return with_appendix(document, review, today, ids=is_mine or cite)
    return without_marks(document)


_MINE_ALONE = ("withheld", "withheld_from")


def facts_of(review: Review, *, cite: bool = False, laid: str | None = None) -> Any:
    """Return what a review holds for its reader: for others what the page in full shows.

    That has no ids unless it is to `cite`, no homework and nothing of what is withheld; of one
    that its writer has `laid` out it has the sections in their words, as the records say more.
    """
    if review.reader == "self":
        return review
    if laid is not None:
        names = ("reader_kind", "reader_name", "me", "roles", "period", "today")
        return {name: getattr(review, name) for name in names} | {
            "sections": [
                {
                    "title": text_of(one.title),
                    "lines": [[*map(unmarked, lines_in(row.blocks))] for row in one.rows],
                }
                for one in shown(review, laid, full=True)
            ]
        }
    facts = review._asdict() if cite else without_ids(review)
    theirs = {"tally": {"wins": review.tally.wins}, "gaps": []}
    theirs |= {} if cite else {"reader": review.reader_kind}
    return {name: one for name, one in facts.items() if name not in _MINE_ALONE} | theirs


def sections_of(review: Review, *, full: bool) -> tuple[Section, ...]:
    """Return the sections of the page, in full or those that go on one sheet."""
    told = READERS[review.reader_kind]
    titles = {one.section: line(one.title) for one in told if one.title}
    order = [one.section for one in told]
    found = [
        (order.index(place) if place in order else len(order), section)
        for place, section in _sections(review)
    ]
    found.sort(key=lambda one: one[0])
    named = (one._replace(title=titles.get(one.key, one.title)) for _, one in found)
    every = tuple(one for one in named if one.rows)
    limits = {sort: number for one in told for sort, number in one.most.items()}
    return every if full else one_sheet(every, limits)


def choice_of(review: Review) -> Choice:
    """Return the lines that may be laid out, and those that usually go on a sheet."""
    return Choice(sections_of(review, full=True), sections_of(review, full=False))


def shown(review: Review, laid: str | None, *, full: bool) -> tuple[Section, ...]:
    """Return the sections of the page as it is laid out, or as it always is."""
    if laid is None:
        return sections_of(review, full=full)
    return laid_out(laid, choice_of(review), full=full)


def left_out(review: Review, laid: str | None = None) -> int:
    """Return how many lines the page in full has that the sheet has not."""
    whole, short = (count_rows(shown(review, laid, full=full)) for full in (True, False))
    return whole - short


def _sections(review: Review) -> Iterator[tuple[str, Section]]:
    """Yield every section that there may be, in the usual order, with its place in a table."""
    today, is_mine = review.today, review.reader == "self"
    yield from (("where", one) for one in assessment_section(review.assessment, today))
    for chapter in review.chapters:
        for section in work.chapter_sections(chapter, today, is_mine=is_mine):
            yield "work", section
    for name, title in _LISTS:
        # Others read who helped where it is said with what.
        if is_mine or name != "credits":
            found = (_to_you(one, review.reader_name) for one in getattr(review, name))
            rows = tuple(_row(name, one, at, today) for at, one in enumerate(found))
            yield name, Section(name, line(title), rows)
    for section in feedback_section(review.feedback, today, review.reader_name):
        yield "feedback", section
    yield "learned", _learned(review)
    yield "promises", _promises(review)
    if is_mine:
        yield "gaps", Section("gaps", line("No evidence for"), tuple(_gaps(review)))
    yield "next", Section("next", line("Next"), tuple(_next(review)))
    yield "withheld", Section("withheld", line("Withheld"), tuple(_held(review)))


_LISTS: tuple[tuple[str, str], ...] = (
    ("growth", "Growth in skills"),
    ("opportunities", "Opportunities"),
    ("vouched", "Who put in a word for me"),
    ("credits", "With the help of"),
    ("gave", "Given back"),
    ("vouched_for", "Whom I put in a word for"),
    ("their_growth", "Growth of those I help"),
    ("told", "Feedback I gave"),
)
"""The lists of a review: its fact, and their heading."""


def _to_you(one: Any, reader: str | None) -> Any:
    """Return a fact with who reads it called you: what I gave them, and a level they saw."""
    if isinstance(one, SkillGrowth):
        seen = (level._replace(by="you") if level.by == reader else level for level in one.levels)
        return one._replace(levels=tuple(seen)) if reader else one
    if not (isinstance(one, EntryWith) and reader and one.who == reader):
        return one
    is_by_them = one.entry.record.kind == "vouched" and one.entry.record.by != "me"
    return one if is_by_them else one._replace(who="you")


def _row(sort: str, one: Any, at: int, today: dt.date) -> Row:
    """Return a fact of a list as a row; what is latest, or grew most, goes first on a sheet."""
    if isinstance(one, SkillGrowth):
        grown = one.level - one.baseline
        key = say.key_of(one.skill.ref)
        return listed(sort, key, _growth_item(one, today), weight=(grown, -at))
    if isinstance(one, work.Delivered):
        item, key = work.delivered_item(one, today), say.key_of(one.opportunity.ref)
        return listed(sort, key, item, weight=one.on)
    if isinstance(one, EntryWith):
        return listed(
            sort, say.key_of(one.entry.ref), entry_item(one, today), weight=one.entry.record.on
        )
    if isinstance(one, TheirGrowth):
        key = f"{say.key_of(one.ref)} {one.skill}"
        return listed(sort, key, _their_growth_item(one, today), weight=-at)
    return listed(sort, one.name, work.credit_item(one, today), weight=-at)


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


def _learned(review: Review) -> Section:
    today, kinds = review.today, []
    rows = []
    for setback in review.setbacks:
        entry = setback.entry
        item = setback_item(setback, today)
        rows.append(listed("learned", say.key_of(entry.ref), item, weight=entry.record.on))
    kinds += ["Setbacks"] if rows else []
    for one in review.lessons:
        item = doc.Item(dated(one, today, say.flat(one.record.text)))
        rows.append(listed("learned", say.key_of(one.ref), item, weight=one.record.on))
    kinds += ["Lessons"] if review.lessons else []
    return Section("learned", line(" and ".join(kinds).capitalize()), tuple(rows))


def _promises(review: Review) -> Section:
    blocks = compose_commitments(review.commitments, say.other_side(review))
    if blocks and (part := _my_part(review.my_part)):
        blocks.append(doc.Paragraph(part))
    blocks += compose_came(review.came)
    rows = (Row("promises", "promises", tuple(blocks), blocks[0]),) if blocks else ()
    return Section("promises", line("Promises and meetings"), rows)


def _my_part(parts: Sequence[Part]) -> Line:
    """Return "Meetings of the rhythm: 9 of 10; Prepared: 7 of 9.", of all together. (P098)"""
    told = (line(f"{p.name}: ", Span(f"{p.number} of {p.of}", "number")) for p in parts)
    return line(*join("; ", told), ".") if parts else ()


def _gaps(review: Review) -> Iterator[Row]:
    for at, gap in enumerate(review.gaps):
        made, last = gap.record.record.created, gap.last
        since = f" since {say.plain_day(last, review.today)}" if last else " so far"
        if last is None and made in review.period:
            since = f" since it was added, {say.plain_day(made, review.today)}"
        told = Span(since, "dim")
        ref = gap.record.ref
        item = doc.Item(line(gap.record.record.headline, told, *say.cite(ref)))
        yield listed("gaps", f"{say.key_of(ref)} gap", item, weight=-at)


def _next(review: Review) -> Iterator[Row]:
    columns = (doc.Column(style="date"), doc.Column(wrap=True))
    for at, (record, on, goals) in enumerate(review.next):
        when = line(say.plain_day(on, review.today) if on else "no day yet")
        passed = late(on, review.today) if on else ""
        state = "due" if record.kind == "goal" else record.record.state
        told = Span(f", {passed}", "late") if passed else Span(f", {state}", "dim")
        stretch = Span(", a stretch" if record.record.stretch else "", "dim")
        by = Span(f", prepared by {prepared}" if (prepared := _with_parts(goals)) else "", "dim")
        title, cited = say.flat(record.record.title), say.cite(record.ref, "")
        whole, short = (
            doc.Table(columns, ((when, line(title, told, *more, *cited)),), head=False)
            for more in ((stretch, by), ())
        )
        sort = "next" if record.kind == "goal" else "chance"
        key = f"{say.key_of(record.ref)} next"
        yield Row(sort, key, (whole,), short, -at, words=title)


def _with_parts(goals: Iterable[GoalProgress]) -> str:
    """Return "Lead the readout (68%)", of each goal."""
    found = []
    for one in goals:
        part = "" if one.progress is None else f" ({percent(one.progress)}%)"
        found.append(f"{say.flat(one.goal.record.title)}{part}")
    return ", ".join(found)


def _held(review: Review) -> Iterator[Row]:
    """Yield how much the pages for others leave out of mine, each with what lists it."""
    for reader, items in review.withheld_from:
        whom = say.for_reader(reader, None).removeprefix("for ")
        how = say.to_type(command("review", "--for", reader, "--withheld"))
        item = doc.Item(line(f"{say.count(items, 'private item')} from {whom}"), (how,))
        yield listed("withheld", reader, item)


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
