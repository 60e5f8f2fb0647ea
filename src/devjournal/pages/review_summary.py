"""The head of a review for others: what was achieved, where the aims stand, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devjournal.pages import phrases as say
from devjournal.pages.review_work import standing, weight
from devjournal.practice.counts import percent
from devjournal.render import document as doc
from devjournal.render.document import Block, Line, Span, join, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.pages.review import Review
    from devjournal.pages.review_work import WinWith

_MOST = 2
"""How many aims and next things stand in the summary: the page has them all."""


def compose_summary(review: Review) -> list[Block]:
    """Return three lines that say the whole page, each left out where there is nothing to say."""
    best = max(_wins(review), key=weight, default=None)
    said = (best.win.record.business_line or best.win.record.text) if best else ""
    aims, coming = [*_aims(review)][:_MOST], [*_coming(review)][:_MOST]
    if not (best or aims or coming):
        return [doc.Note(line("No win in this period."))]
    facts = (
        ("Achieved", line(Span(say.flat(said), "strong"))),
        ("Aims", join(say.DOT, aims)),
        ("Next", join(say.DOT, coming)),
    )
    return say.facts_table(facts)


def _wins(review: Review) -> Iterator[WinWith]:
    for chapter in review.chapters:
        yield from chapter.wins
        yield from (win for part in chapter.goals for win in part.wins)


def _aims(review: Review) -> Iterator[Line]:
    """Yield where each aim stands: an objective by its number, and a goal by its part."""
    for chapter in review.chapters:
        if chapter.objective and chapter.now:
            now = standing(chapter, review.today)
            record = chapter.objective.record
            aim = (
                say.figure(record.target, record.baseline, unit=record.unit)
                if record.target
                else ""
            )
            wanted = f", aim {say.with_unit(aim, record.unit)}" if aim else ""
            yield line(say.flat(record.kpi or ""), " ", *now, wanted)
    for part in (part for chapter in review.chapters for part in chapter.goals):
        goal, done = part.progress.goal, part.progress.progress
        if goal.is_open and done is not None:
            yield line(say.flat(goal.record.title), " ", Span(f"{percent(done)}%", "number"))


def _coming(review: Review) -> Iterator[Line]:
    """Yield what comes next by its day, or else the objectives that are still open."""
    for record, on, _ in review.next:
        if on is None or on >= review.today:
            day = f", {say.plain_day(on, review.today)}" if on else ""
            yield line(say.flat(record.record.headline), Span(day, "date"))
    if not review.next:
        for objective in (one.objective for one in review.chapters if one.objective):
            if objective.is_open:
                yield line(say.flat(objective.record.title))
