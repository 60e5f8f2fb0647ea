"""What others see of a record, and what a review holds back: for me alone, with the commands."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.dates import Period, add_months
from devjournal.journal.names import short_ids
from devjournal.journal.stored import Change, Ref
from devjournal.journal.tenures import lasting
from devjournal.models.base import given, replace
from devjournal.models.ids import split_letters
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.pages.agenda import build_agenda
from devjournal.pages.plan import build_plan
from devjournal.pages.progress import build_progress
from devjournal.pages.review import build_review
from devjournal.render import document as doc
from devjournal.render.document import Document, Line, Span, line
from devjournal.shell import command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.journal.journal import Journal


class Held(NamedTuple):
    """What a page holds back, in words, and the command that would show it there, if any does."""

    ref: Ref
    words: str
    kind: str
    show: str | None


class Withheld(NamedTuple):
    """What the review of a period for somebody holds back of my own."""

    whom: str
    whom_name: str | None
    period: Period
    held: tuple[Held, ...]


def build_withheld(journal: Journal, period: Period, today: dt.date, whom: str) -> Withheld:
    """Return what the review for a reader leaves out of mine: as much as that page counts."""
    mine = build_review(journal, period, today)
    theirs = build_review(journal, period, today, whom)
    refs = sorted(say.cited(mine) - say.cited(theirs))
    records = {ref: one for ref in refs if (one := journal.get(ref[:2]))}
    word = lasting(journal, whom, today)
    shared = journal.with_changes(
        Change(one.kind, one.id, one, replace(one.record, visibility=(word,)))
        for one in records.values()
    )
    would, shorts = say.cited(build_review(shared, period, today, whom)), short_ids(journal)
    held = []
    for ref, one in records.items():
        letters, _ = split_letters(one.id)
        word = letters if letters and letters.startswith(shorts.get(one.id, "-")) else one.id
        show = command("share", word, "--with", whom) if ref in would else None
        if one.kind == "opportunity" and one.record.state == "idea":
            show = command("opportunity", "propose", word)
        part = f": {say.field_words(ref.part)}" if ref.part else ""
        words = f"{say.flat(say.headline(journal, one))}{part}"
        held.append(Held(ref, words, say.name_of_kind(one), show))
    name = say.reader_name(journal.for_reader(whom, today))
    return Withheld(whom, name, period, tuple(held))


def compose_withheld(page: Withheld) -> Document:
    """Return the list: first what a command shows, then what stays with me."""
    can = [doc.Item(_words(one), (say.to_type(one.show),)) for one in page.held if one.show]
    cannot = [doc.Item(_words(one)) for one in page.held if not one.show]
    blocks = [
        *say.list_section("Shown by a command", can),
        *say.list_section("On no page for them", cannot),
    ]
    if not page.held:
        blocks = [doc.Note(line("Nothing is withheld."))]
    return Document(
        tuple(blocks),
        title=line(f"Withheld from the review {say.for_reader(page.whom, page.whom_name)}"),
        subtitle=line(f"{page.period.label}{say.DOT}for you alone"),
        figure=line(Span(say.count(len(page.held), "private item"), "number")) if page.held else (),
    )


def _words(one: Held) -> Line:
    return line(one.words, *say.cite(one.ref, one.kind))


class Seen(NamedTuple):
    """What a reader sees of a record: its fields, and the commands of the pages that show it."""

    reader: str
    fields: tuple[str, ...]
    pages: tuple[str, ...]


def build_seen(
    journal: Journal, ref: Ref, reader: str, today: dt.date, period: Period
) -> Seen | None:
    """Return what a reader sees of a record; None where they don't. `period` is the review's."""
    theirs = journal.for_reader(reader, today).get(ref)
    if theirs is None:
        return None
    called = {"on": "day", "kind": ""}
    names = filter(None, (called.get(name, name) for name in given(theirs.record)))
    return Seen(
        reader,
        tuple(map(say.field_words, names)),
        tuple(_pages(journal, ref, reader, today, period)),
    )


def _pages(
    journal: Journal, ref: Ref, reader: str, today: dt.date, period: Period
) -> Iterator[str]:
    is_bond = journal.get(("relationship", reader)) is not None
    if is_bond and ref in _refs(build_agenda(journal, reader, today, reader=reader)):
        yield command("prep", reader, "--share")
    if ref in _refs(build_review(journal, period, today, reader)):
        yield command("review", "--for", reader)
    elif ref in _refs(build_review(journal, _around(journal, ref, today), today, reader)):
        yield command("review", "--for", reader, "--period", _around(journal, ref, today).label)
    if is_bond and ref in _refs(build_plan(journal, reader, today, reader=reader)):
        yield command("plan", reader, "--for", reader)
    if ref in _refs(build_progress(journal, today, reader=reader)):
        yield command("progress", "--for", reader)


def _refs(page: Any) -> set[Ref]:
    return {Ref(*ref[:2]) for ref in say.cited(page)}


def _around(journal: Journal, ref: Ref, today: dt.date) -> Period:
    """Return the year in which a record lies."""
    stored = journal.get(ref)
    day = say.day_about(journal, stored.record, "created") if stored else None
    first = (day or today).replace(month=1, day=1)
    return Period(str(first.year), first, add_months(first, 12) - dt.timedelta(days=1))
