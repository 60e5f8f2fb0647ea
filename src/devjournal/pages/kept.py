"""What both sides promised: kept of what fell due, and what is still owed. (P074, P098, P105)"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from typing import TYPE_CHECKING, Literal

from devjournal.dates import late
from devjournal.journal.journal import Promised, Totals, count_kept, fell_due
from devjournal.journal.names import short_ids
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.practice.counts import days_late, held_in
from devjournal.render import document as doc
from devjournal.render.document import Block, Line, Span, join, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.meetings import Action
    from devjournal.practice.self_checks import Came

_MOST_LATE = 5


class Kept(NamedTuple):
    """With one person (or, with `who` None, with nobody): what was kept of what fell due.

    Named as in `Totals`: `mine_kept` were kept in time, `mine_late` late.
    """

    who: str | None
    label: str | None
    meetings: int
    mine_kept: int
    mine_late: int
    mine: int
    theirs_kept: int
    theirs_late: int
    theirs: int
    refs: tuple[Ref, ...]


class Commitments(NamedTuple):
    """All together, and with whom, as far as the reader may see it."""

    meetings: int
    mine_kept: int
    mine_late: int
    mine: int
    theirs_kept: int
    theirs_late: int
    theirs: int
    by_person: tuple[Kept, ...]


class Owes(NamedTuple):
    """One side's open promises by how many days they are late, and what it kept in a period."""

    owner: Literal["me", "them"]
    in_time: int
    up_to_7: int
    up_to_30: int
    over_30: int
    kept: int
    kept_late: int
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
    """Return what was held, due and kept in a period, totals even where no promise is seen."""
    rows = tuple(_by_person(journal, period, today))
    sums = (sum(getattr(row, name) for row in rows) for name in Totals._fields)
    totals = journal.totals(period, today) or Totals(*sums)
    if not (totals.meetings or totals.mine or totals.theirs):
        return None
    return Commitments(*totals, by_person=rows)


def _by_person(journal: Journal, period: Period, today: dt.date) -> Iterator[Kept]:
    due: dict[str | None, list[Stored[Action]]] = {}
    for one in journal.actions:
        if fell_due(one.record, period, today):
            due.setdefault(one.record.relationship, []).append(one)
    for relationship in journal.relationships:
        held, theirs = held_in(journal, relationship.id, period), due.pop(relationship.id, [])
        if held or theirs:
            kept = *count_kept(theirs, "me"), *count_kept(theirs, "them")
            record = relationship.record
            who = journal.name_of(record.person)
            yield Kept(who, record.label, len(held), *kept, refs=(relationship.ref,))
    if left := [one for actions in due.values() for one in actions]:
        kept = *count_kept(left, "me"), *count_kept(left, "them")
        yield Kept(None, None, 0, *kept, refs=tuple(one.ref for one in left))


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
    mine, theirs = (
        [days_late(one.record, today) for one in still_open if one.record.owner == owner]
        for owner in ("me", "them")
    )
    kept_by_me, kept_by_them = _sides(kept) if kept else (Promised(0, 0, 0), Promised(0, 0, 0))
    return Owed(
        sides=(Owes("me", *_ages(mine), *kept_by_me), Owes("them", *_ages(theirs), *kept_by_them)),
        late=tuple(sorted(found, key=lambda one: (-one.days, one.action.id))),
        refs=tuple(one.ref for one in still_open),
    )


def _ages(days: Sequence[int]) -> tuple[int, int, int, int]:
    ages = [bisect_left((0, 7, 30), late) for late in days]
    return ages.count(0), ages.count(1), ages.count(2), ages.count(3)


def _sides(kept: Kept | Commitments) -> tuple[Promised, Promised]:
    """Return what I kept of what fell due, and what they did."""
    mine = Promised(kept.mine_kept, kept.mine_late, kept.mine)
    return mine, Promised(kept.theirs_kept, kept.theirs_late, kept.theirs)


def _kept_words(mine: Promised, theirs: Promised, they: str | None) -> Line:
    """Return what each side kept of what fell due, as a sentence; nothing where nothing did."""
    told = (("I kept ", mine.words), (f"{they} kept ", _theirs(theirs, they)))
    sides = join("; ", [line(who, Span(words, "number")) for who, words in told if words])
    return line("Of what fell due, ", *sides, ".") if sides else ()


def totals_words(commitments: Commitments, they: str | None) -> Line:
    """Return how many meetings were held, and what each side kept of what fell due."""
    held = commitments.meetings
    meetings = line(Span(say.count(held, "meeting"), "number"), " held.") if held else ()
    return join(" ", [meetings, _kept_words(*_sides(commitments), they=they)])


def _theirs(promised: Promised, they: str | None) -> str:
    """Return what the other side kept, in kind words for themselves; nothing for third people."""
    return {"they": promised.words, "you": promised.kindly}.get(they or "", "")


def compose_commitments(commitments: Commitments | None, they: str | None) -> list[Block]:
    """Return what was kept of what fell due, on both sides, then with whom.

    `they` is what the other side is called: "you" on a page for them, None where it is not told.
    """
    if commitments is None:
        return []
    rows = []
    for one in commitments.by_person:
        who, held_with = line("on my own"), line()
        if one.who:
            label = Span(f" ({one.label})" if one.label else "", "dim")
            who = line(one.who, label, *say.cite(one.refs[0], ""))
            held_with = line(str(one.meetings))
        mine, theirs = _sides(one)
        other = [line(Span(_theirs(theirs, they), "number"))] if they else []
        rows.append((who, held_with, line(Span(mine.words, "number")), *other))
    columns = (
        doc.Column("With", wrap=True),
        doc.Column("Meetings", "right"),
        doc.Column("I kept", fold=True),
        *([doc.Column(f"{they.capitalize()} kept", fold=True)] if they else []),
    )
    # What is between the two of us is told by the sentence.
    has_table = bool(rows) and (they == "they" or len(rows) > 1)
    table = [doc.Table(columns, tuple(rows))] if has_table else []
    whole = doc.Paragraph(totals_words(commitments, they))
    return [whole, *table]


def compose_owed(owed: Owed | None, today: dt.date, they: str | None) -> list[Block]:
    """Return how many promises of each side are open, by the days they are late, and kept.

    `they` is as in `compose_commitments`; only I am told how late anybody is.
    """
    if owed is None:
        return []
    ours, other = (Promised(one.kept, one.kept_late, one.fell_due) for one in owed.sides)
    # On my own page what was kept stands month by month.
    kept = _kept_words(ours, other, they) if they != "they" else ()
    sentence: list[Block] = [doc.Paragraph(kept)] if kept else []
    mine, theirs = (one.number for one in owed.sides)
    if they == "you" and owed.refs:
        sentence.append(doc.Paragraph(line(f"Open: I owe {mine}, you owe {theirs}.")))
    if they != "they" or not owed.refs:
        # There may be no open promise, or none for who reads it.
        return say.section("Promises", *sentence)
    rows = []
    for side in owed.sides:
        who = "I owe" if side.owner == "me" else "They owe"
        ages = (side.up_to_7, side.up_to_30, side.over_30)
        passed = (line(Span(str(number), "late" if number else "dim")) for number in ages)
        rows.append((line(f"{who} {side.number}"), line(str(side.in_time)), *passed))
    titles = ("not late", "late 1–7", "late 8–30", "late 30+")
    columns = (doc.Column("open"), *(doc.Column(title, "right") for title in titles))
    title = line("Promises", Span(" · open ones by days late", "dim"))
    blocks: list[Block] = [doc.Heading(title), doc.Table(columns, tuple(rows))]
    items = []
    for one in owed.late[:_MOST_LATE]:
        action = one.action.record
        letters = line(*say.letters_of(one.action.id, one.short), " ")
        who = ", ".join(filter(None, (one.who, "mine" if action.owner == "me" else "theirs")))
        day = Span(late(action.due, today) if action.due else "", "late")
        told = line(*letters, say.flat(action.title), Span(f" ({who})", "dim"), ", ", day)
        items.append(doc.Item(told))
    blocks += [doc.ListBlock(tuple(items))] if items else []
    if more := len(owed.late) - len(items):
        step = line(": ", *say.to_type("devjournal list actions"))
        blocks.append(doc.Paragraph(line(f"{more} more late", *step)))
    return blocks


def compose_came(came: Came | None) -> list[Block]:
    """Return "I was prepared in 15 of 18 meetings, honest in 14; worth 4 or 5 to me in 16 of 17."

    (P065, P075)
    """
    if came is None:
        return []
    told = [(word, number) for word, number in came.checks if number]
    checks = [
        line(
            f"{'' if at else 'I was '}{word} in ",
            Span(f"{number}" if at else f"{number} of {say.count(came.held, 'meeting')}", "number"),
        )
        for at, (word, number) in enumerate(told)
    ]
    worth = [
        line(f"to {whom} in ", Span(f"{number} of {of}", "number"))
        for whom, (number, of) in zip(("me", "them"), came.worth, strict=True)
        if of
    ]
    worth_it = line("Worth 4 or 5 of 5 ", *join(", ", worth), ".") if worth else ()
    sentences = (line(*join(", ", checks), ".") if checks else (), worth_it)
    return [doc.Paragraph(join(" ", sentences))]
