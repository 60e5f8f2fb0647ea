"""The learning of a review: skills that grew, what I was told, what went wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from devjournal.pages.phrases import cite, flat, plain_day
from devjournal.render.document import (
    Block,
    Heading,
    Item,
    Line,
    ListBlock,
    Paragraph,
    Span,
    line,
)

if TYPE_CHECKING:
    from devjournal.views.review.growth import Growth, Rating
    from devjournal.views.review.learning import Feedback, Heard, Setback, Thought


def compose_growth(growth: Sequence[Growth], today: dt.date) -> list[Block]:
    """Return the skills that were rated, from where to where, with what showed it."""
    items = tuple(_growth(one, today) for one in growth)
    return [Heading(line("Growth in skills")), ListBlock(items)] if items else []


def _growth(one: Growth, today: dt.date) -> Item:
    levels = f"{one.baseline} → {one.level}" if one.baseline != one.level else str(one.level)
    target = f" of {one.target}" if one.target else ""
    head = line(Span(one.name, "strong"), " ", Span(levels, "number"), target, *cite(one.refs[0]))
    shown = tuple(_rating(rating, today) for rating in one.ratings)
    wins = tuple(part for ref in one.wins for part in cite(ref, "win"))
    return Item(head, (*shown, line("shown by", *wins)) if wins else shown)


def _rating(rating: Rating, today: dt.date) -> Line:
    by = f", rated by {rating.by}" if rating.by else ""
    said = f": {flat(rating.evidence)}" if rating.evidence else ""
    when = Span(plain_day(rating.on, today), "date")
    return line(when, " · ", f"level {rating.level}{by}{said}")


def compose_feedback(feedback: Feedback, today: dt.date) -> list[Block]:
    """Return what I was told: how much says go on, how much says change, and each line."""
    if not feedback.heard:
        return []
    total = len(feedback.heard)
    counts = f"Reinforce {feedback.reinforce} of {total}, redirect {feedback.redirect} of {total}."
    items = tuple(_heard(one, today) for one in feedback.heard)
    return [Heading(line("Feedback")), Paragraph(line(counts)), ListBlock(items)]


def _heard(one: Heard, today: dt.date) -> Item:
    facts = ", ".join(filter(None, (one.given_by, one.intent, one.skill)))
    head = line(
        *_dated(one.on, today),
        flat(one.text),
        Span(f" ({facts})" if facts else "", "dim"),
        *cite(one.ref, "feedback"),
    )
    words = line(f"“{flat(one.verbatim)}”") if one.verbatim else ()
    later = (
        line(
            "since then: ",
            *_dated(thought.on, today),
            flat(thought.text),
            *cite(thought.ref, "reflection"),
        )
        for thought in one.later
    )
    return Item(head, tuple(filter(None, (words, *later))))


def compose_setbacks(
    setbacks: Sequence[Setback], lessons: Sequence[Thought], today: dt.date
) -> list[Block]:
    """Return what went wrong with what came of it, and lessons."""
    items = [_setback(one, today) for one in setbacks]
    items += [
        Item(line(*_dated(one.on, today), flat(one.text), *cite(one.ref, "lesson")))
        for one in lessons
    ]
    if not items:
        return []
    title = (
        "Setbacks and lessons" if setbacks and lessons else "Setbacks" if setbacks else "Lessons"
    )
    return [Heading(line(title)), ListBlock(tuple(items))]


def _setback(one: Setback, today: dt.date) -> Item:
    state = Span(f" ({one.state})", "dim")
    head = line(
        *_dated(one.on, today), Span(flat(one.text), "strong"), state, *cite(one.ref, "setback")
    )
    facts = (
        ("told", one.feedback),
        ("missing", ", ".join(one.gap_skills)),
        ("next time", one.new_approach),
    )
    lines = [line(Span(f"{label}: ", "label"), flat(text)) for label, text in facts if text]
    lines += [
        line(Span("tried again: ", "label"), title, *cite(ref, ""))
        for title, ref in zip(one.retries, one.refs, strict=True)
    ]
    return Item(head, tuple(lines))


def _dated(on: dt.date, today: dt.date) -> Line:
    return line(Span(plain_day(on, today), "date"), " · ")
