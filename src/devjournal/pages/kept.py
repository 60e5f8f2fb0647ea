"""What both sides promised: kept of what fell due, and what is still owed. (P074, P098, P105)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from devjournal.dates import late
from devjournal.journal.journal import Totals
from devjournal.journal.names import short_ids
from devjournal.pages.phrases import cite, count, flat, letters_of, section, to_type
from devjournal.practice.counts import count_kept, days_late, fell_due, held_in
from devjournal.render import document as doc
from devjournal.render.document import Block, Line, Span, join, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.meetings import Action

Owner = Literal["me", "them"]

_ONE_DAY = dt.timedelta(days=1)
_WEEK, _MONTH = 7, 30
_MOST_LATE = 5


class Kept(NamedTuple):
    """With one person (or, with `who` None, with nobody): what was kept of what fell due."""

    who: str | None
    label: str | None
    meetings: int
    mine_kept: int
    mine: int
    theirs_kept: int
    theirs: int
    refs: tuple[Ref, ...]


class Commitments(NamedTuple):
    """All together, and with whom, as far as the reader may see it."""

    meetings: int
    mine_kept: int
    mine: int
    theirs_kept: int
    theirs: int
    by_person: tuple[Kept, ...]


class Owes(NamedTuple):
    """The open promises of one side: in time (or without a day), or late by so many days.

    `kept` are those of the period that were kept, of the `fell_due` in it.
    """

    owner: Owner
    in_time: int
    up_to_7: int
    up_to_30: int
    over_30: int
    kept: int
    fell_due: int

    @property
    def number(self) -> int:
        """How many are open."""
        return self.in_time + self.up_to_7 + self.up_to_30 + self.over_30


class Late(NamedTuple):
    """An open promise whose day has passed, with whom, and by how many days."""

    action: Stored[Action]
    short: str
    who: str | None
    days: int


class Owed(NamedTuple):
    """Both sides, and the late ones, the latest first; `refs` are all open ones."""

    sides: tuple[Owes, ...]
    late: tuple[Late, ...]
    refs: tuple[Ref, ...]


def build_commitments(journal: Journal, period: Period, today: dt.date) -> Commitments | None:
    """Return the meetings held in a period, and what fell due in it and was kept.

    A reader who sees no single promise may still be told the totals. None if there is
    nothing to tell.
    """
    rows = tuple(_by_person(journal, period, today))
    # What is due today has all day: undone, it counts from tomorrow on.
    totals = journal.totals(period, today - _ONE_DAY) or Totals(
        *(sum(getattr(row, name) for row in rows) for name in Totals._fields)
    )
    if not (totals.meetings or totals.mine or totals.theirs):
        return None
    return Commitments(**totals._asdict(), by_person=rows)


def _by_person(journal: Journal, period: Period, today: dt.date) -> Iterator[Kept]:
    """Yield what was kept with everybody with whom there was something to keep."""
    due: dict[str | None, list[Stored[Action]]] = {}
    for action in journal.actions:
        if fell_due(action.record, period, today):
            due.setdefault(action.record.relationship, []).append(action)
    for relationship in (*journal.relationships, None):
        if relationship:
            held = held_in(journal, relationship.id, period)
            actions = due.pop(relationship.id, [])
        else:
            held, actions = [], [action for left in due.values() for action in left]
        if held or actions:
            yield Kept(
                journal.name_of(relationship.record.person) if relationship else None,
                relationship.record.label if relationship else None,
                len(held),
                *count_kept(actions, "me"),
                *count_kept(actions, "them"),
                refs=(relationship.ref,) if relationship else tuple(one.ref for one in actions),
            )


def build_owed(journal: Journal, today: dt.date, kept: Commitments | None) -> Owed | None:
    """Return what both sides owe on a day; None where nothing was promised."""
    still_open = [one for one in journal.actions if one.is_open]
    if not (still_open or (kept and (kept.mine or kept.theirs))):
        return None
    shorts = short_ids(journal) if still_open else {}
    found = []
    for one in still_open:
        if days := days_late(one.record, today):
            relationship = one.record.relationship
            who = journal.person_in(relationship) if relationship else None
            found.append(Late(one, shorts.get(one.id, one.id), who, days))
    return Owed(
        sides=(_side("me", still_open, today, kept), _side("them", still_open, today, kept)),
        late=tuple(sorted(found, key=lambda one: (-one.days, one.action.id))),
        refs=tuple(one.ref for one in still_open),
    )


def _side(
    owner: Owner, still_open: list[Stored[Action]], today: dt.date, kept: Commitments | None
) -> Owes:
    days = [days_late(one.record, today) for one in still_open if one.record.owner == owner]
    mine = owner == "me"
    return Owes(
        owner=owner,
        in_time=sum(late == 0 for late in days),
        up_to_7=sum(0 < late <= _WEEK for late in days),
        up_to_30=sum(_WEEK < late <= _MONTH for late in days),
        over_30=sum(late > _MONTH for late in days),
        kept=(kept.mine_kept if mine else kept.theirs_kept) if kept else 0,
        fell_due=(kept.mine if mine else kept.theirs) if kept else 0,
    )


def compose_commitments(commitments: Commitments | None) -> list[Block]:
    """Return what was kept of what fell due, on both sides, and with whom."""
    if commitments is None:
        return []
    meetings = line(Span(count(commitments.meetings, "meeting"), "number"), " held.")
    mine = _of(commitments.mine_kept, commitments.mine)
    theirs = _of(commitments.theirs_kept, commitments.theirs)
    kept = (line("I kept ", *mine) if mine else (), line("they kept ", *theirs) if theirs else ())
    sides = join(", ", kept)
    whole = line(*meetings, " Of what fell due, ", *sides, ".") if sides else meetings
    blocks: list[Block] = [doc.Paragraph(whole)]
    if commitments.by_person:
        numbers = ("Meetings", "I kept", "They kept")
        columns = (doc.Column("With", wrap=True), *(doc.Column(one, "right") for one in numbers))
        blocks.append(doc.Table(columns, tuple(map(_kept_row, commitments.by_person))))
    return section("Promises and meetings", *blocks)


def _kept_row(kept: Kept) -> tuple[Line, ...]:
    label = Span(f" ({kept.label})" if kept.label else "", "dim")
    return (
        line(kept.who, label, *cite(kept.refs[0], "")) if kept.who else line("on my own"),
        line(str(kept.meetings) if kept.who else ""),
        _of(kept.mine_kept, kept.mine),
        _of(kept.theirs_kept, kept.theirs),
    )


def _of(part: int, whole: int) -> Line:
    return line(Span(f"{part} of {whole}", "number")) if whole else ()


def compose_owed(owed: Owed | None, today: dt.date, *, is_mine: bool) -> list[Block]:
    """Return how many promises of each side are open, by the days they are late, and kept.

    What I type to mean a late one stands before it where the page is mine.
    """
    if owed is None:
        return []
    if not owed.refs:
        # There may be no open promise, or none for who reads it.
        mine, theirs = (Span(f"{side.kept} of {side.fell_due}", "number") for side in owed.sides)
        sides = line("Of those that fell due, I kept ", mine, ", they kept ", theirs, ".")
        return section("Promises", doc.Paragraph(sides))
    title = line("Promises", Span(" · by days late; kept of those that fell due", "dim"))
    columns = (
        doc.Column("open"),
        *(doc.Column(name, "right") for name in ("in time", "late 1–7", "late 8–30", "late 30+")),
        doc.Column("kept", "right"),
    )
    table = doc.Table(columns, tuple(map(_owes_row, owed.sides)))
    blocks: list[Block] = [doc.Heading(title), table]
    if shown := owed.late[:_MOST_LATE]:
        items = (doc.Item(_late(one, today, is_mine=is_mine)) for one in shown)
        blocks.append(doc.ListBlock(tuple(items)))
    if more := len(owed.late) - len(shown):
        step = line(": ", *to_type("devjournal list actions")) if is_mine else line(".")
        blocks.append(doc.Paragraph(line(f"{more} more late", *step)))
    return blocks


def _owes_row(side: Owes) -> tuple[Line, ...]:
    who = {"me": "I owe", "them": "They owe"}[side.owner]
    ages = (side.up_to_7, side.up_to_30, side.over_30)
    late_ones = [line(Span(str(number), "late" if number else "dim")) for number in ages]
    kept = f"{side.kept} of {side.fell_due}" if side.fell_due else "–"
    return (line(f"{who} {side.number}"), line(str(side.in_time)), *late_ones, line(kept))


def _late(one: Late, today: dt.date, *, is_mine: bool) -> Line:
    action = one.action.record
    letters = line(*letters_of(one.action.id, one.short), " ") if is_mine else ()
    who = ", ".join(filter(None, (one.who, "mine" if action.owner == "me" else "theirs")))
    passed = Span(late(action.due, today) if action.due else "", "late")
    return line(*letters, flat(action.title), Span(f" ({who})", "dim"), ", ", passed)
