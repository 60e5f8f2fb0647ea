"""The giving side of a review: how those I help grew, my word for them, what I told them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from devjournal.pages.growth import level_words
from devjournal.pages.phrases import cite, flat, plain_day
from devjournal.render.compose.review.people import word_put_in
from devjournal.render.document import Block, Heading, Item, Line, ListBlock, Span, line

if TYPE_CHECKING:
    from devjournal.pages.growth import Level, TheirGrowth
    from devjournal.views.review.given import Told, VouchedFor


def compose_their_growth(growth: Sequence[TheirGrowth], today: dt.date) -> list[Block]:
    """Return the skills of those I help, from where to where, with what showed it."""
    items = tuple(_growth(one, today) for one in growth)
    return [Heading(line("Growth of those I help")), ListBlock(items)] if items else []


def _growth(one: TheirGrowth, today: dt.date) -> Item:
    who = Span(one.who, "strong")
    head = line(
        who,
        f": {one.skill} ",
        Span(level_words(one.baseline, one.level, None), "number"),
        *cite(one.ref, ""),
    )
    return Item(head, tuple(_level(level, today) for level in one.levels))


def _level(one: Level, today: dt.date) -> Line:
    by = f", seen by {one.by}" if one.by else ""
    said = f": {flat(one.evidence)}" if one.evidence else ""
    when = Span(plain_day(one.on, today), "date")
    return line(when, " · ", f"level {one.level}{by}{said}")


def compose_vouched_for(vouched: Sequence[VouchedFor], today: dt.date) -> list[Block]:
    """Return on whom I spent my name or network."""
    items = tuple(word_put_in(one, one.whom, today) for one in vouched)
    return [Heading(line("Whom I put in a word for")), ListBlock(items)] if items else []


def compose_told(told: Sequence[Told], today: dt.date) -> list[Block]:
    """Return the feedback that I gave, in my own words."""
    items = tuple(_told(one, today) for one in told)
    return [Heading(line("Feedback I gave")), ListBlock(items)] if items else []


def _told(one: Told, today: dt.date) -> Item:
    facts = ", ".join(filter(None, (f"to {one.to}" if one.to else "", one.intent)))
    head = line(
        Span(plain_day(one.on, today), "date"),
        " · ",
        flat(one.text),
        Span(f" ({facts})" if facts else "", "dim"),
        *cite(one.ref, "feedback"),
    )
    return Item(head, (line(f"“{flat(one.verbatim)}”"),) if one.verbatim else ())
