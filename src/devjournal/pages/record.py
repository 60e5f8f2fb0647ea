"""`show`: one record whole, what it links to, what links to it, and who may see it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.dates import show_day
from devjournal.journal.names import short_ids
from devjournal.journal.tenures import ASSISTANT, AUDIENCES
from devjournal.journal.visibility import readers_of, rule_of
from devjournal.models.links import links_of, values_at
from devjournal.models.plain import to_plain
from devjournal.models.registry import ALL_KINDS, KINDS
from devjournal.namedtuples import NamedTuple
from devjournal.pages import growth
from devjournal.pages import phrases as say
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, join, line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored

_LONG = 120
_WIDE_CELL = 28


class Link(NamedTuple):
    """One end of a link: the field that holds it, and the record at the other, by its own kind."""

    field: str
    kind: str
    ref: Ref
    short: str | None
    headline: str
    on: dt.date | None


class RecordPage(NamedTuple):
    """One record, its file and all in it; `readers` may see it (or its notes), never `kept`.

    `progress` is a goal's; `later` are reflections on it.
    """

    ref: Ref
    name: str
    short: str | None
    headline: str
    state: str | None
    path: str
    today: dt.date
    record: Mapping[str, Any]
    progress: growth.GoalProgress | None
    links: tuple[Link, ...]
    later: tuple[Stored[Any], ...]
    linked_from: tuple[Link, ...]
    readers: tuple[str, ...]
    to_everyone: bool
    kept: tuple[str, ...]


def build_record(journal: Journal, stored: Stored[Any], path: str, today: dt.date) -> RecordPage:
    """Return the page of a record whose file is at `path`."""
    shorts = short_ids(journal)
    readers = readers_of(journal, stored, today)
    plain = to_plain(stored.record)
    rule = rule_of(say.name_of_kind(stored))
    shown = (*rule.fields, *rule.for_relationships, *rule.when_shared, "created", "visibility")
    names = {name.partition(".")[0] for name in shown}
    links = [
        _link(journal, at, target, shorts)
        for at, link in links_of(type(stored.record)).items()
        for id_ in dict.fromkeys(values_at(stored.record, at))
        if (target := journal.get((link.kind, id_)))
    ]
    later = journal.reflections_on(stored.id)
    linked_from: list[Link] = []
    for kind in ALL_KINDS:
        found = [
            _link(journal, at, other, shorts)
            for other in journal.all(kind).values()
            if other.mentions(stored.id) and other not in later
            for at, link in links_of(type(other.record)).items()
            if link.kind == stored.kind and stored.id in values_at(other.record, at)
        ]
        linked_from += sorted(found, key=lambda link: (link.on or dt.date.min, link.ref.id))
    return RecordPage(
        ref=stored.ref,
        name=say.name_of_kind(stored),
        short=shorts.get(stored.id),
        headline=say.headline(journal, stored),
        state=getattr(stored.record, "state", None),
        path=path,
        today=today,
        record=_in_zone(journal, plain),
        progress=growth.build_goal_progress(journal, stored, today)
        if stored.kind == "goal"
        else None,
        links=tuple(links),
        later=later,
        linked_from=tuple(linked_from),
        readers=readers,
        to_everyone={*readers} - {ASSISTANT} == {*AUDIENCES, *journal.all("relationship")},
        kept=tuple(name for name in plain if name not in names),
    )


def _link(
    journal: Journal, path: tuple[str, ...], other: Stored[Any], shorts: Mapping[str, str]
) -> Link:
    return Link(
        field=".".join(path),
        kind=say.name_of_kind(other),
        ref=other.ref,
        short=shorts.get(other.id) if KINDS[other.kind].lettered else None,
        headline=say.headline(journal, other),
        on=say.day_about(journal, other.record),
    )


def _in_zone(journal: Journal, plain: Any) -> Any:
    match plain:
        case dt.datetime():
            return journal.moment(plain)
        case dict():
            return {name: _in_zone(journal, value) for name, value in plain.items()}
        case list():
            return [_in_zone(journal, value) for value in plain]
        case _:
            return plain


def compose_record(page: RecordPage) -> Document:
    """Return a record's facts, its long texts, its tables, and what links to it."""
    titles = {link.ref.id: link.headline for link in page.links}
    places = say.places_in(page.record)
    facts: dict[str, Any] = {}
    texts: list[Block] = []
    tables: list[Block] = []
    for name, value in page.record.items():
        rows = value if isinstance(value, list) else [value]
        if isinstance(value, str) and (len(value) > _LONG or "\n" in value):
            texts += [_heading(name), doc.Prose(value.rstrip("\n"))]
        elif any(isinstance(one, dict) for one in rows):
            table = _table(rows, titles, places) if rows is value else _facts(value, titles)
            tables += [_heading(name), table]
        else:
            facts[name] = value
    blocks: list[Block] = [*_way(page), _facts(facts, titles, places), *texts, *tables]
    if page.later:
        blocks += [_heading("since_then"), doc.ListBlock(tuple(map(_reflection, page.later)))]
    if page.linked_from:
        blocks += [_heading("linked_from"), doc.ListBlock(tuple(map(_linked, page.linked_from)))]
    blocks.append(doc.Paragraph(line(Span(_seen_by(page), "dim"))))
    called = join(" ", [line(page.name), say.letters_of(page.ref.id, page.short)])
    return Document(
        blocks=tuple(blocks),
        title=line(say.flat(page.headline.partition("\n")[0])),
        subtitle=join(say.DOT, [called, line(Span(page.path, "dim"))]),
        figure=say.state_words(page.state) if page.state else (),
    )


def _way(page: RecordPage) -> list[Block]:
    """Return a goal's bar and its trajectory; what was shown stands in its check-ins."""
    way = page.progress
    if way is None or (way.progress is None and not way.points and not way.confidence):
        return []
    gauge = growth.goal_gauge(way._replace(shown=()), page.today)
    return [doc.Progress((gauge._replace(label=()),))]


def _heading(name: str) -> doc.Heading:
    words = say.field_words(name)
    return doc.Heading(line(words[:1].upper() + words[1:]), 2)


def _facts(facts: Mapping[str, Any], titles: Mapping[str, str], places: int = 0) -> doc.Table:
    shown = ((name, _value(value, titles, places)) for name, value in facts.items())
    rows = ((line(say.field_words(name)), words) for name, words in shown)
    return doc.Table((doc.Column(style="label"), doc.Column(wrap=True)), tuple(rows), head=False)


def _table(
    tables: Sequence[Mapping[str, Any]], titles: Mapping[str, str], places: int
) -> doc.Table:
    names = list(dict.fromkeys(name for row in tables for name in row))
    columns = []
    for name in names:
        is_wide = any(len(str(row.get(name, ""))) > _WIDE_CELL for row in tables)
        fold = is_wide and name != names[0]
        columns.append(doc.Column(say.field_words(name), wrap=True, fold=fold))
    of_rows = ((row, max(places, say.places_in(row))) for row in tables)
    rows = (tuple(_value(row.get(name), titles, at) for name in names) for row, at in of_rows)
    return doc.Table(tuple(columns), tuple(rows))


def _value(value: Any, titles: Mapping[str, str], places: int) -> Line:
    """Return a value in words; a link as its id and, if that says something else, its title."""
    if isinstance(value, list):
        separator = "; " if any("," in str(one) for one in value) else ", "
        return join(separator, (_value(one, titles, places) for one in value))
    if not isinstance(value, str):
        return say.show_value(value, places)
    title = titles.get(value)
    if title is None:
        return line(say.flat(value))
    says_the_same = title.casefold().replace(" ", "-") == value
    return line(Span(value, "id"), Span("" if says_the_same else f" {title}", "dim"))


def _reflection(stored: Stored[Any]) -> doc.Item:
    entry = stored.record
    day = Span(show_day(entry.on), "date")
    return doc.Item(line(day, f"{say.DOT}{say.flat(entry.text)}", *say.cite(stored.ref, "")))


def _linked(link: Link) -> doc.Item:
    field = "" if link.field in (link.kind, "person", "relationship") else f" ({link.field})"
    head = join(" ", [line(link.kind), say.letters_of(link.ref.id, link.short)])
    day = line(Span(show_day(link.on), "date")) if link.on else ()
    return doc.Item(join(say.DOT, [head, line(link.headline, Span(field, "dim")), day]))


def _seen_by(page: RecordPage) -> str:
    what = "Its notes are seen by" if page.name == "meeting" else "Seen by"
    if not page.readers:
        return f"{what} nobody but you"
    named = ["every reader", *({ASSISTANT} & {*page.readers})] if page.to_everyone else page.readers
    readers = ", ".join(named)
    kept = ", ".join(map(say.field_words, page.kept))
    return f"{what} {readers}" + (f"; never shown: {kept}" if kept else "")
