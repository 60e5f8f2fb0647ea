"""Promises by age and by who owes, with each late one. (P074, P105)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import late
from devjournal.pages.phrases import flat, letters_of
from devjournal.render.document import (
    Block,
    Column,
    Heading,
    Item,
    Line,
    ListBlock,
    Paragraph,
    Span,
    Table,
    line,
)

if TYPE_CHECKING:
    from devjournal.views.progress.owed import LateLine, Owed, Owes

_MOST_LATE = 5
_COLUMNS = (
    Column("open"),
    Column("in time", "right"),
    Column("late 1–7", "right"),
    Column("late 8–30", "right"),
    Column("late 30+", "right"),
    Column("kept", "right"),
)
_OWES = {"me": "I owe", "them": "They owe"}


def compose_owed(owed: Owed | None, today: dt.date, *, is_mine: bool) -> list[Block]:
    """Return how many promises of each side are open, by the days they are late, and kept.

    What I type to mean a late one stands before it where the page is mine.
    """
    if owed is None:
        return []
    if not owed.refs:
        return [Heading(line("Promises")), Paragraph(_kept(owed))]
    title = line("Promises", Span(" · by days late; kept of those that fell due", "dim"))
    blocks: list[Block] = [Heading(title), Table(_COLUMNS, tuple(map(_side, owed.sides)))]
    shown = owed.late[:_MOST_LATE]
    if shown:
        items = tuple(Item(_late(one, today, is_mine=is_mine)) for one in shown)
        blocks.append(ListBlock(items))
    if more := len(owed.late) - len(shown):
        step = Span("devjournal list actions", "command") if is_mine else ""
        blocks.append(
            Paragraph(line(f"{more} more late: " if step else f"{more} more late.", step))
        )
    return blocks


def _kept(owed: Owed) -> Line:
    """Return the sentence of who sees no open promise: there may be none, or none for them."""
    mine, theirs = owed.sides
    return line(
        "Of those that fell due, I kept ",
        Span(f"{mine.kept} of {mine.fell_due}", "number"),
        ", they kept ",
        Span(f"{theirs.kept} of {theirs.fell_due}", "number"),
        ".",
    )


def _side(side: Owes) -> tuple[Line, ...]:
    ages = (side.in_time, side.up_to_7, side.up_to_30, side.over_30)
    late_ones = [line(Span(str(number), "late" if number else "dim")) for number in ages[1:]]
    kept = f"{side.kept} of {side.fell_due}" if side.fell_due else "–"
    return (line(f"{_OWES[side.owner]} {side.number}"), line(str(ages[0])), *late_ones, line(kept))


def _late(one: LateLine, today: dt.date, *, is_mine: bool) -> Line:
    letters = (*letters_of(one.ref.id, one.short), Span(" ")) if is_mine else ()
    whose = "mine" if one.owner == "me" else "theirs"
    who = ", ".join(filter(None, (one.who, whose)))
    return line(*letters, f"{flat(one.title)} ({who}), ", Span(late(one.due, today), "late"))
