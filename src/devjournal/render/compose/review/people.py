"""The people of a review: who vouched and helped, what I gave back, what was promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from devjournal.pages.phrases import cite, flat, plain_day
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
    join,
    line,
)

if TYPE_CHECKING:
    from devjournal.views.review.chances import Gave, Vouched
    from devjournal.views.review.given import VouchedFor
    from devjournal.views.review.kept import Commitments, Kept
    from devjournal.views.review.wins import Credit

_COLUMNS = (
    Column("With", wrap=True),
    Column("Meetings", align="right"),
    Column("I kept", align="right"),
    Column("They kept", align="right"),
)


def compose_vouched(vouched: Sequence[Vouched], today: dt.date) -> list[Block]:
    """Return who spent their name or network on me."""
    items = tuple(word_put_in(one, one.by, today) for one in vouched)
    return [Heading(line("Who put in a word for me")), ListBlock(items)] if items else []


def word_put_in(one: Vouched | VouchedFor, name: str | None, today: dt.date) -> Item:
    """Return a word that was put in, by or for `name`: when, what was done, at what risk."""
    who = ", ".join(filter(None, (name, one.act)))
    head = line(
        Span(plain_day(one.on, today), "date"),
        " · ",
        Span(who, "strong"),
        f"{': ' if who else ''}{flat(one.text)}",
        *cite(one.ref, "vouched"),
    )
    risk = line(Span("at the risk of: ", "label"), flat(one.risk_taken)) if one.risk_taken else ()
    return Item(head, (risk,) if risk else ())


def compose_credits(helpers: Sequence[Credit]) -> list[Block]:
    """Return who helped, with which wins."""
    items = tuple(
        Item(
            line(Span(one.name, "strong"), *(part for ref in one.refs for part in cite(ref, "win")))
        )
        for one in helpers
    )
    return [Heading(line("With the help of")), ListBlock(items)] if items else []


def compose_gave(gave: Sequence[Gave], today: dt.date) -> list[Block]:
    """Return what I gave to others."""
    items = tuple(_gave(one, today) for one in gave)
    return [Heading(line("Given back")), ListBlock(items)] if items else []


def _gave(one: Gave, today: dt.date) -> Item:
    who = line(Span(f"to {one.who}", "strong"), ": ") if one.who else ()
    what = f" ({flat(one.what)})" if one.what else ""
    when = Span(plain_day(one.on, today), "date")
    return Item(line(when, " · ", *who, f"{flat(one.text)}{what}", *cite(one.ref, "gave")))


def compose_commitments(commitments: Commitments | None) -> list[Block]:
    """Return what was kept of what fell due, on both sides, and with whom."""
    if commitments is None:
        return []
    blocks: list[Block] = [
        Heading(line("Promises and meetings")),
        Paragraph(_together(commitments)),
    ]
    if commitments.by_person:
        rows = tuple(map(_row, commitments.by_person))
        blocks.append(Table(_COLUMNS, rows))
    return blocks


def _together(commitments: Commitments) -> Line:
    held = commitments.meetings
    meetings = line(Span(f"{held}", "number"), f" {'meeting' if held == 1 else 'meetings'} held.")
    sides = [
        _side("I kept ", commitments.mine_kept, commitments.mine),
        _side("they kept ", commitments.theirs_kept, commitments.theirs),
    ]
    kept = join(", ", sides)
    return line(*meetings, " Of what fell due, ", *kept, ".") if kept else meetings


def _side(words: str, kept: int, due: int) -> Line:
    return line(words, Span(_of(kept, due), "number")) if due else ()


def _row(kept: Kept) -> tuple[Line, ...]:
    label = f" ({kept.label})" if kept.label else ""
    return (
        line(f"{kept.who}{label}", *cite(kept.refs[0], "")) if kept.who else line("on my own"),
        line(str(kept.meetings) if kept.who else ""),
        line(_of(kept.mine_kept, kept.mine) if kept.mine else ""),
        line(_of(kept.theirs_kept, kept.theirs) if kept.theirs else ""),
    )


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}"
