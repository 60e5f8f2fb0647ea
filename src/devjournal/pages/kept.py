"""What both sides promised: kept of what fell due, and what is still owed. (P074, P098, P105)"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from devjournal.dates import late
from devjournal.journal.journal import Totals
from devjournal.journal.names import short_ids
from devjournal.pages.phrases import cite, count, flat, letters_of
from devjournal.practice.counts import count_kept, days_late, fell_due, held_in
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
    from collections.abc import Iterator

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.meetings import Action
    from devjournal.models.people import Relationship

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
    for relationship in journal.relationships:
        held = held_in(journal, relationship.id, period)
        actions = due.pop(relationship.id, [])
        if held or actions:
            yield _kept(journal, relationship, len(held), actions)
    if alone := [action for actions in due.values() for action in actions]:
        yield _kept(journal, None, 0, alone)


def _kept(
    journal: Journal,
    relationship: Stored[Relationship] | None,
    meetings: int,
    actions: list[Stored[Action]],
) -> Kept:
    return Kept(
        journal.name_of(relationship.record.person) if relationship else None,
        relationship.record.label if relationship else None,
        meetings,
        *count_kept(actions, "me"),
        *count_kept(actions, "them"),
        refs=(relationship.ref,) if relationship else tuple(action.ref for action in actions),
    )


def build_owed(journal: Journal, today: dt.date, kept: Commitments | None) -> Owed | None:
    """Return what both sides owe on a day; None where nothing was promised."""
    still_open = [one for one in journal.actions if one.is_open]
    if not (still_open or (kept and (kept.mine or kept.theirs))):
        return None
    shorts = short_ids(journal) if still_open else {}
    found = [
        Late(one, shorts.get(one.id, one.id), _with(journal, one.record), days)
        for one in still_open
        if (days := days_late(one.record, today))
    ]
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


def _with(journal: Journal, action: Action) -> str | None:
    return journal.person_in(action.relationship) if action.relationship else None


def compose_commitments(commitments: Commitments | None) -> list[Block]:
    """Return what was kept of what fell due, on both sides, and with whom."""
    if commitments is None:
        return []
    blocks: list[Block] = [Heading(line("Promises and meetings")), Paragraph(_all(commitments))]
    if commitments.by_person:
        columns = (
            Column("With", wrap=True),
            *(Column(title, align="right") for title in ("Meetings", "I kept", "They kept")),
        )
        blocks.append(Table(columns, tuple(map(_kept_row, commitments.by_person))))
    return blocks


def _all(commitments: Commitments) -> Line:
    meetings = line(Span(count(commitments.meetings, "meeting"), "number"), " held.")
    mine = _of(commitments.mine_kept, commitments.mine)
    theirs = _of(commitments.theirs_kept, commitments.theirs)
    sides = join(
        ", ",
        [line("I kept ", *mine) if mine else (), line("they kept ", *theirs) if theirs else ()],
    )
    return line(*meetings, " Of what fell due, ", *sides, ".") if sides else meetings


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
        return [Heading(line("Promises")), Paragraph(_kept_only(owed))]
    title = line("Promises", Span(" · by days late; kept of those that fell due", "dim"))
    columns = (
        Column("open"),
        *(Column(name, "right") for name in ("in time", "late 1–7", "late 8–30", "late 30+")),
        Column("kept", "right"),
    )
    blocks: list[Block] = [Heading(title), Table(columns, tuple(map(_owes_row, owed.sides)))]
    if shown := owed.late[:_MOST_LATE]:
        items = (Item(_late(one, today, is_mine=is_mine)) for one in shown)
        blocks.append(ListBlock(tuple(items)))
    if more := len(owed.late) - len(shown):
        step = line(": ", Span("devjournal list actions", "command")) if is_mine else line(".")
        blocks.append(Paragraph(line(f"{more} more late", *step)))
    return blocks


def _kept_only(owed: Owed) -> Line:
    """Return the sentence of who sees no open promise: there may be none, or none for them."""
    mine, theirs = (Span(f"{side.kept} of {side.fell_due}", "number") for side in owed.sides)
    return line("Of those that fell due, I kept ", mine, ", they kept ", theirs, ".")


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
