"""The review's page: work first, then learning and people, then what is missing and next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from devjournal.dates import late, show_day
from devjournal.pages.phrases import cite, plain_day, withheld_note
from devjournal.render.compose.review.given import (
    compose_their_growth,
    compose_told,
    compose_vouched_for,
)
from devjournal.render.compose.review.learning import (
    compose_feedback,
    compose_growth,
    compose_setbacks,
)
from devjournal.render.compose.review.people import (
    compose_commitments,
    compose_credits,
    compose_gave,
    compose_vouched,
)
from devjournal.render.compose.review.work import compose_chances, compose_chapter
from devjournal.render.document import (
    Block,
    Document,
    Heading,
    Item,
    Line,
    ListBlock,
    Note,
    Paragraph,
    Span,
    line,
)

if TYPE_CHECKING:
    from devjournal.views.review import Review
    from devjournal.views.review.ahead import Gap, Next
    from devjournal.views.review.wins import Tally

_FOR = {"manager": "for my manager", "exec": "for executives"}


def compose_review(review: Review) -> Document:
    """Return the page of a review; one for a reader ends with how much it withholds."""
    today = review.today
    blocks: list[Block] = [
        *_tally(review),
        *(block for chapter in review.chapters for block in compose_chapter(chapter, today)),
        *compose_growth(review.growth, today),
        *compose_chances(review.chances, today),
        *compose_vouched(review.vouched, today),
        *compose_credits(review.credits),
        *compose_gave(review.gave, today),
        *compose_vouched_for(review.vouched_for, today),
        *compose_their_growth(review.their_growth, today),
        *compose_told(review.told, today),
        *compose_feedback(review.feedback, today),
        *compose_setbacks(review.setbacks, review.lessons, today),
        *compose_commitments(review.commitments),
        *_gaps(review),
        *_next(review.next, today),
    ]
    if review.reader != "self":
        blocks += _colophon(review)
    return Document(tuple(blocks), title=_title(review), subtitle=_subtitle(review))


def _colophon(review: Review) -> list[Block]:
    """Return how to read the page, and what it leaves out."""
    day = show_day(review.today)
    told = f"As of {day}. In brackets stands the record that a line comes from."
    return [Heading(line("This page")), Paragraph(line(told)), withheld_note(review.withheld)]


def _title(review: Review) -> Line:
    return line(" · ".join(filter(None, (review.me, f"review {review.period.label}"))))


def _subtitle(review: Review) -> Line:
    """Return who I am, the days of the period unless its name says them, and for whom."""
    first, last = (
        show_day(day).partition(" ")[2] for day in (review.period.first, review.period.last)
    )
    days = f"{first} to {last}"
    reader = f"for {review.reader_name}" if review.reader_name else _FOR.get(review.reader, "")
    facts = (
        *review.roles,
        days if days != review.period.label else "",
        reader,
        f"as of {show_day(review.today)}" if review.reader == "self" else "",
    )
    return line(" · ".join(filter(None, facts)))


def _tally(review: Review) -> list[Block]:
    if review.tally.wins:
        return [Paragraph(_counts(review.tally))]
    if review.reader == "self":
        return [Note(line("No win in this period yet.  ", Span('devjournal win "..."', "command")))]
    return [Note(line("No win in this period."))]


def _counts(tally: Tally) -> Line:
    """Return "7 of 9 wins have numbers" and the like: counts, never a score. (P105)"""
    first = "win has" if tally.wins == 1 else "wins have"
    said = (
        (tally.with_numbers, f" {first} numbers, "),
        (tally.with_meaning, " business words, "),
        (tally.with_objective, " an objective, "),
        (tally.with_evidence, " evidence."),
    )
    return line(
        *(
            part
            for number, words in said
            for part in (Span(f"{number} of {tally.wins}", "number"), words)
        )
    )


def _gaps(review: Review) -> list[Block]:
    """Return what has no evidence; for a reader, what this page has nothing about."""
    if not review.gaps:
        return []
    title = "No evidence for" if review.reader == "self" else "Nothing on this page for"
    items = tuple(Item(_gap(gap, review.today)) for gap in review.gaps)
    return [Heading(line(title)), ListBlock(items)]


def _gap(gap: Gap, today: dt.date) -> Line:
    since = f" since {plain_day(gap.last, today)}" if gap.last else " so far"
    return line(gap.title, Span(since, "dim"), *cite(gap.ref))


def _next(coming: Sequence[Next], today: dt.date) -> list[Block]:
    items = tuple(Item(_coming(one, today)) for one in coming)
    return [Heading(line("Next")), ListBlock(items)] if items else []


def _coming(one: Next, today: dt.date) -> Line:
    when = Span(plain_day(one.on, today) if one.on else "no day yet", "date")
    passed = late(one.on, today) if one.on else ""
    state = Span(f", {passed}", "late") if passed else Span(f", {one.state}", "dim")
    return line(when, " · ", one.title, state, *cite(one.ref, ""))
