"""The records that the lines of a page come from: named in the lines, at the end, or not at all."""

from __future__ import annotations

import itertools
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from devjournal.journal.stored import Ref, Stored
from devjournal.models.ids import split_letters
from devjournal.models.links import relinked
from devjournal.pages import phrases as say
from devjournal.pages.review_work import WinWith
from devjournal.render import document as doc
from devjournal.render.document import Document, Line, Span, join, line, text_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    Change = Callable[[Span], Span | None]


_LONGEST = 80
"""What is told of a record at most: its line on the page says more."""


def without_marks(document: Document) -> Document:
    """Return a page on which no line names its record."""
    whole: Document = _changed(document, lambda _: None)
    return whole


def unmarked(part: Line) -> str:
    """Return the text of a line without the records that it names."""
    return text_of(tuple(one for one in part if not (one.mark or one.drawn))).strip()


def with_appendix(document: Document, page: Any, today: dt.date, *, ids: bool) -> Document:
    """Return a page whose lines have numbers, and the records of the `page`'s facts at its end.

    Without `ids` a record is told by its kind, day and title, and one that has none is not.
    """
    records = dict(_records(page))
    numbers: dict[Ref, int] = {}
    places: dict[int, list[int]] = {}
    count = itertools.count(1)

    def number(span: Span) -> Span | None:
        ref = Ref(*span.mark.source[:2]) if span.mark else Ref("", "")
        if not ids and ref not in records:
            return None
        found = numbers.setdefault(ref, len(numbers) + 1)
        places.setdefault(found, []).append(place := next(count))
        return Span(f"[{found}]", "id_rest", mark=doc.Mark(ref, found, place))

    marked: Document = _changed(document, number)
    if not numbers:
        return marked
    found = tuple(
        doc.Reference(at, tuple(places[at]), *_told(ref, records.get(ref), today, ids=ids))
        for ref, at in numbers.items()
    )
    blocks = say.section("Where each line comes from", doc.Appendix(found))
    return marked._replace(blocks=(*marked.blocks, *blocks))


def _records(part: Any) -> Iterator[tuple[Ref, Stored[Any]]]:
    if isinstance(part, Stored):
        yield part.ref, part
    for one in part if isinstance(part, tuple | list) else ():
        yield from _records(one)


def _told(
    ref: Ref, stored: Stored[Any] | None, today: dt.date, *, ids: bool
) -> tuple[Line, tuple[Line, ...]]:
    """Return a record's kind, id, day and title, and beneath its evidence."""
    letters, _ = split_letters(ref.id)
    kind = say.name_of_kind(stored) if stored else ref.kind
    name = line(f"{kind} ", Span(letters or ref.id, "id")) if ids else line(kind)
    if stored is None:
        return name, ()
    record = stored.record
    day = getattr(record, "on", None) or getattr(record, "created", None)
    when = line(Span(say.plain_day(day, today), "date")) if day else ()
    evidence = say.labelled([("evidence", getattr(record, "evidence", None))])
    title = shorten(say.flat(record.headline), _LONGEST, placeholder=" …")
    return join(say.DOT, (name, when, line(title))), evidence


def without_ids(part: Any) -> Any:
    """Return a page's facts without the records that they come from: no id, and no link."""
    if isinstance(part, Stored):
        return relinked(part.record, lambda _link, _id: None, blank="")
    if isinstance(part, Ref):
        return None
    if isinstance(part, WinWith):
        part = part._replace(goal=None, objective=None)
    if hasattr(part, "_asdict"):
        return {name: without_ids(value) for name, value in part._asdict().items()}
    if isinstance(part, tuple):
        return [without_ids(one) for one in part if not isinstance(one, Ref)]
    return part


def _changed(part: Any, change: Change) -> Any:
    """Return a part of a document in which each run of spans with one mark is changed, or gone."""
    if isinstance(part, Span) or not isinstance(part, tuple):
        return part
    if hasattr(part, "_fields"):
        return type(part)(*(_changed(one, change) for one in part))
    kept: list[Any] = []
    for mark, run in itertools.groupby(part, lambda one: getattr(one, "mark", None)):
        if mark is None:
            kept += [_changed(one, change) for one in run]
        elif changed := change(next(iter(run))):
            kept.append(changed)
        elif kept and kept[-1] == Span(" "):
            kept.pop()
    return tuple(kept)
