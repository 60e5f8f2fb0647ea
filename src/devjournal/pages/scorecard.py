"""`scorecard`: what each side did, in two columns, and what was given and received. (P026, P100)"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from devjournal.dates import show_day
from devjournal.journal.journal import fell_due
from devjournal.models.ids import address_in
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.pages.kept import Commitments, build_commitments, totals_words
from devjournal.pages.months import (
    KeptBy,
    Rhythm,
    build_kept,
    build_rhythm,
    build_rhythms,
    compose_months,
    months_of,
)
from devjournal.pages.plan import measure_words
from devjournal.pages.sponsor import Ledger, build_ledger, ledger_blocks
from devjournal.practice.counts import gifts, held_in
from devjournal.practice.nudges import still_processing
from devjournal.practice.scorecard import (
    ASKED,
    GAVE,
    KEPT,
    PREPARED,
    RHYTHM,
    TARGETS,
    TOLD,
    Card,
    Row,
    Score,
    card_of,
)
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line
from devjournal.shell import NUMBER, command

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.meetings import Meeting, MomentMove
    from devjournal.models.people import Measure, Relationship


class Scorecard(NamedTuple):
    """The scorecard of one relationship, which is None for a reader who may not know of it.

    `received` are what I was given in meetings, and how often; `moved` are meetings that were to
    be in the period; `counted` are the records counted. `rhythm` and `kept` are month by month.
    """

    reader: str
    me: str
    period: Period
    today: dt.date
    relationship: Stored[Relationship] | None = None
    who: str = ""
    them: str = ""
    introduced_by: str | None = None
    card: Card = Card((), ())
    received: tuple[tuple[str, int], ...] = ()
    got: tuple[Stored[Any], ...] = ()
    gave: tuple[Stored[Any], ...] = ()
    held: tuple[Stored[Meeting], ...] = ()
    moved: tuple[MomentMove, ...] = ()
    ledger: Ledger | None = None
    counted: tuple[Ref, ...] = ()
    months: tuple[dt.date, ...] = ()
    rhythm: Rhythm | None = None
    kept: tuple[KeptBy, ...] = ()
    withheld: int = 0


def build_scorecard(
    journal: Journal, id_: str, period: Period, today: dt.date, *, reader: str = "self"
) -> Scorecard:
    """Return the scorecard of a relationship in a period, as a reader may see it."""
    quiet = still_processing(journal, today)
    whole = _build(journal, id_, period, today, quiet)
    if reader == "self":
        return whole
    shown = _build(journal.for_reader(reader, today), id_, period, today, quiet)
    return shown._replace(withheld=say.withheld(whole, shown))


def _build(
    journal: Journal, id_: str, period: Period, today: dt.date, quiet: Container[Ref]
) -> Scorecard:
    page = Scorecard(journal.reader, journal.me or "me", period, today)
    stored: Stored[Relationship] | None = journal.get(("relationship", id_))
    if stored is None:
        return page
    held = tuple(held_in(journal, id_, period))
    person = journal.get(("person", stored.record.person))
    by = person.record.introduced_by if person else None
    promises = journal.where("action", relationship=id_)
    months = months_of(period, today)
    counted = [one.ref for one in promises if fell_due(one.record, period, today)]
    mine, theirs = (
        tuple(one for one in gifts(journal, id_, owner) if one.record.on in period)
        for owner in ("me", "them")
    )
    return page._replace(
        relationship=stored,
        who=journal.name_of(stored.record.person),
        them=journal.address_of(stored.record.person),
        introduced_by=journal.name_of(by) if by else None,
        card=card_of(journal, stored, period, today),
        received=tuple(Counter(tag for one in held for tag in one.record.received).most_common()),
        got=theirs,
        gave=mine,
        held=held,
        moved=tuple(
            move
            for one in journal.where("meeting", relationship=id_)
            for move in one.record.moves
            if journal.day_of(move.was) in period
        ),
        ledger=build_ledger(journal, stored, today, quiet),
        counted=tuple(counted),
        months=months,
        rhythm=build_rhythm(journal, stored, months, period) if months else None,
        # A reader is told how many were kept, and not which month's were late.
        kept=build_kept(promises, months, period, today) if journal.reader == "self" else (),
    )


def compose_scorecard(page: Scorecard) -> Document:
    """Return the page: both sides' measures, what both do, gifts both ways, and how it goes."""
    if page.relationship is None:
        return say.nothing_for(page.reader, page.me)
    record, is_mine = page.relationship.record, page.reader == "self"
    me, them = address_in(page.me), say.flat(page.them) or "them"
    blocks: list[Block] = [
        *_sides(page.card.sides, me, them),
        *_together(page, record.measures),
        *_by_month(page, "I" if is_mine else me, them),
    ]
    if not blocks:
        blocks = [doc.Paragraph(line("Nothing to count in this period yet."))]
    blocks += ledger_blocks(page.ledger, page.relationship, (me, them), page.today, mine=is_mine)
    got = _given(page.received, () if page.ledger else page.got, page.today)
    blocks += say.list_section(f"What {them} gave", got)
    if page.ledger is None:
        gave = f"What {'I' if is_mine else me} gave"
        blocks += say.list_section(gave, _given((), page.gave, page.today))
    if is_mine:
        blocks += say.section("How it goes", *say.facts_table(_how_it_goes(page, record)))
    scores = [s for row in (*page.card.sides, *page.card.together) for s in (row.mine, row.theirs)]
    then = "in brackets the time before" if any(s and s.of_before for s in scores) else ""
    names = " and ".join(filter(None, ("" if is_mine else page.me, page.who)))
    title = ("Scorecard", say.flat(names), record.label if is_mine else "")
    return Document(
        tuple(blocks),
        title=line(say.DOT.join(filter(None, title))),
        subtitle=line(say.DOT.join(filter(None, (days_of(page.period), then)))),
        figure=line(f"{say.count(len(page.held), 'meeting')} held" if page.held else "none held"),
    )


def _by_month(page: Scorecard, me: str, them: str) -> list[Block]:
    """Return how both sides met and kept what they promised, in a period of several months."""
    one = page.rhythm
    rhythms = (one,) if one and (one.held or one.expected) else ()
    return compose_months(page.months, rhythms, page.kept, sides=(me, them), alone=True)


def days_of(period: Period) -> str:
    """Return the days of a period: "1 May 2026 to 14 Oct 2026"."""
    return " to ".join(show_day(day).partition(" ")[2] for day in (period.first, period.last))


def _sides(rows: Sequence[Row], me: str, them: str) -> list[Block]:
    if not rows:
        return []
    table = [
        (line(one.name), _score(one.mine, one), _score(one.theirs, one), _aim(one.target))
        for one in rows
    ]
    columns = (
        doc.Column("Of what was due", wrap=True),
        doc.Column(me),
        doc.Column(them),
        doc.Column("aim", "right", style="dim"),
    )
    return [doc.Table(columns, tuple(table))]


def _aim(target: int) -> Line:
    return line(f"{target}%")


_TREND: Mapping[str | None, Span] = {
    "up": Span(" ↑", "good", drawn=True),
    "down": Span(" ↓", "warn", drawn=True),
    "same": Span(" =", "dim", drawn=True),
}


def _score(score: Score | None, row: Row) -> Line:
    """Return such as "4 of 5 ↑ (2 of 4)", in green where it comes to its target."""
    if score is None:
        return ()
    then = f" ({score.number_before} of {score.of_before})" if score.of_before else ""
    if not score.of:
        return line(Span(f"none{then}", "dim"))
    style: doc.Style = "good" if score.reaches(row.target) else "warn"
    trend = _TREND.get(score.trend, Span(""))
    return line(Span(f"{score.number} of {score.of}", style), trend, Span(then, "dim"))


def _together(page: Scorecard, own: Sequence[Measure]) -> list[Block]:
    """Return what both sides do together, then what they agreed to be held to. (P104)"""
    known = {name.casefold() for name in TARGETS}
    table = [(line(o.name), _score(o.mine, o), _aim(o.target), line()) for o in page.card.together]
    for one in own:
        if one.name.casefold() not in known:
            words = (line(say.flat(one.name)), measure_words(one, page.today))
            table.append((*words, line(say.figure(one.target)), _to_count(page, one)))
    columns = (
        doc.Column("Together", wrap=True),
        doc.Column("", wrap=True),
        doc.Column("aim", "right", style="dim"),
        doc.Column(beneath=True),
    )
    return [doc.Table(columns, tuple(table))] if table else []


def _to_count(page: Scorecard, measure: Measure) -> Line:
    """Return the command that says where a measure stands, if it was never said."""
    if page.relationship is None or page.reader != "self" or measure.value is not None:
        return ()
    told = ("relationship", "measure", page.relationship.id, measure.name, "--value", NUMBER)
    return say.to_type(command(*told))


def _given(
    received: Sequence[tuple[str, int]], entries: Iterable[Stored[Any]], today: dt.date
) -> Iterator[doc.Item]:
    """Yield what one side gave in a period: in meetings, then each thing by its day."""
    if received:
        told = (f"{word} {number}" for word, number in received)
        yield doc.Item(line(Span("in meetings: ", "label"), ", ".join(told)))
    for one in entries:
        record = one.record
        what = getattr(record, "act", None) or getattr(record, "what", None)
        after = Span(f" ({say.flat(what)})" if what else "", "dim")
        when = Span(say.plain_day(record.on, today), "date")
        yield doc.Item(line(when, say.DOT, say.flat(record.text), after))


def _how_it_goes(page: Scorecard, record: Relationship) -> Iterator[tuple[str, Line]]:
    """Yield what nobody but me sees: how it began, what it is worth, and how I show up."""
    through = f"through {say.flat(page.introduced_by)}" if page.introduced_by else ""
    started = say.plain_day(record.start, page.today) if record.start else ""
    purpose = say.PURPOSES.get(record.purpose_kind or "", "")
    began = (started, say.ORIGINS.get(record.origin or "", ""), purpose, through)
    yield "Began", line(say.DOT.join(filter(None, began)))
    if record.closed_on:
        ended = (say.plain_day(record.closed_on, page.today), record.closed_as, record.closed_why)
        yield "Ended", line(say.DOT.join(say.flat(part) for part in ended if part))
    if record.wrote_on:
        yield "I wrote", line(Span(say.plain_day(record.wrote_on, page.today), "date"))
    yield "Became", line(record.became or "")
    yield "Stage", line(record.giving_stage or "")
    for name in ("fit", "trust", "value"):
        steps = [getattr(one, name) for one in sorted(record.checks, key=lambda one: one.on)]
        yield name.title(), _trail(steps)
    noted = max((one for one in record.checks if one.note), key=lambda one: one.on, default=None)
    if noted:
        when = f"{say.plain_day(noted.on, page.today)}: "
        yield "I noted", line(Span(when, "date"), say.flat(noted.note or ""))
    held = [one.record for one in page.held]
    worth = (("to me ", "value_me"), ("to them ", "value_them"))
    trails = ((who, _trail(getattr(one, name) for one in held)) for who, name in worth)
    yield "Meetings", join(say.DOT, [line(who, *trail) for who, trail in trails if trail])
    yield "Moved", join(", ", [line(_moved(one, page.today)) for one in page.moved])
    shares = [f"{one.talk_share}%" for one in held if one.talk_share is not None]
    yield "They talked", line(", ".join(shares))
    if checks := Counter(word for one in held for word in one.self_check):
        told = ", ".join(f"{word} {number}" for word, number in checks.most_common())
        yield "I was", line(told, Span(f", of {say.count(len(held), 'meeting')}", "dim"))


def _moved(move: MomentMove, today: dt.date) -> str:
    """Return from which day to which a meeting was moved, and why."""
    days = (say.plain_day(moment.date(), today) for moment in (move.was, move.now))
    why = f" ({say.flat(move.why).rstrip('.')})" if move.why else ""
    return f"{say.ARROW.join(days)}{why}"


def _trail(values: Iterable[int | None]) -> Line:
    """Return "3 → 4 → 5" of 5; nothing where nothing was told."""
    told = [str(one) for one in values if one is not None]
    return line(Span(say.ARROW.join(told), "number"), Span(" of 5", "dim")) if told else ()


class CardWith(NamedTuple):
    """The scorecard with one person, and what they are to me."""

    ref: Ref
    who: str
    label: str
    card: Card


class Scorecards(NamedTuple):
    """A row for each relationship that had something to count, and the totals of all."""

    reader: str
    reader_name: str | None
    me: str | None
    period: Period
    today: dt.date
    commitments: Commitments | None
    cards: tuple[CardWith, ...]
    months: tuple[dt.date, ...]
    rhythms: tuple[Rhythm, ...]
    kept: tuple[KeptBy, ...]
    withheld: int = 0


def build_scorecards(
    journal: Journal, period: Period, today: dt.date, *, reader: str = "self"
) -> Scorecards:
    """Return all scorecards in a period, as a reader may see them: a manager the totals."""
    whole = _build_all(journal, period, today)
    if reader == "self":
        return whole
    shown = _build_all(journal.for_reader(reader, today), period, today)
    return shown._replace(withheld=say.withheld(whole, shown))


def _build_all(journal: Journal, period: Period, today: dt.date) -> Scorecards:
    cards = []
    for one in journal.relationships:
        card = card_of(journal, one, period, today)
        now = (s for row in (*card.sides, *card.together) for s in (row.mine, row.theirs) if s)
        if any(score.of for score in now):
            who = journal.name_of(one.record.person)
            cards.append(CardWith(one.ref, who, one.record.label, card))
    commitments = build_commitments(journal, period, today)
    name = say.reader_name(journal)
    months = months_of(period, today)
    # A reader has the totals alone.
    mine = journal.reader == "self"
    return Scorecards(
        *(journal.reader, name, journal.me, period, today, commitments, tuple(cards), months),
        rhythms=build_rhythms(journal, months, period) if mine and months else (),
        kept=build_kept(journal.actions, months, period, today) if mine else (),
    )


def compose_scorecards(page: Scorecards) -> Document:
    """Return the page: what was kept in all, then a row for each relationship."""
    they = say.other_side(page)
    totals = totals_words(page.commitments, they) if page.commitments else ()
    blocks: list[Block] = [doc.Paragraph(totals)] if totals else []
    rows = tuple(map(_card_row, page.cards))
    columns = (
        doc.Column("With", wrap=True),
        *(doc.Column(title) for title in ("I kept", f"{they or 'they'} kept".capitalize(), "met")),
        *(doc.Column(title, fold=True) for title in ("prepared", "feedback", "gave")),
    )
    if rows:
        blocks.append(doc.Table(columns, rows))
    if rows and page.reader == "self":
        one = command("scorecard", page.cards[0].ref.id)
        blocks.append(say.step_note("Both sides of one, and the time before:", one))
    blocks += compose_months(page.months, page.rhythms, page.kept)
    if not blocks:
        blocks = [doc.Paragraph(line("Nothing to count in this period yet."))]
    facts = (days_of(page.period), say.for_reader(page.reader, page.reader_name))
    return Document(
        tuple(blocks),
        title=line("Scorecard" if page.reader == "self" else f"{page.me} · scorecard"),
        subtitle=line(say.DOT.join(filter(None, facts))),
        figure=line(say.count(len(rows), "relationship")) if rows else (),
    )


def _card_row(one: CardWith) -> tuple[Line, ...]:
    by_name = {row.name: row for row in (*one.card.sides, *one.card.together)}
    told = by_name.get(TOLD)
    feedback = by_name.get(ASKED) or (told if told and told.mine else None)
    kept = by_name.get(KEPT)
    label = Span(f" ({one.label})" if one.label else "", "dim")
    rest = (by_name.get(RHYTHM), by_name.get(PREPARED), feedback, by_name.get(GAVE))
    return (
        line(say.flat(one.who), label),
        _now(kept, kept and kept.mine),
        _now(kept, kept and kept.theirs),
        *(_now(row, row and row.mine) for row in rest),
    )


def _now(row: Row | None, score: Score | None) -> Line:
    """Return "4 of 5", in green where it comes to its target."""
    if score is None or row is None or not score.of:
        return ()
    style: doc.Style = "good" if score.reaches(row.target) else "warn"
    return line(Span(f"{score.number} of {score.of}", style))
