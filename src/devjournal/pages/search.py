"""What was looked for in the whole journal: the records that say it, best first.

All words have to occur in a record, whatever their case and accents. It is for me alone:
private records are searched like all others, and no reader gets this page.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from devjournal.dates import short_day
from devjournal.journal.names import fold, short_ids
from devjournal.models.base import Field, Table, by_name
from devjournal.models.registry import ALL_KINDS
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.render.document import Document, Item, Line, ListBlock, Paragraph, Span, join, line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored

TITLE, TEXT, NOTES, LINK = range(4)
"""The weights: what a record is called goes over its text, that over notes and linked ids."""

_LONGEST = 120
_BEFORE = 40
"""Letters of an excerpt, and those kept before the first word where it has to be cut."""


class Excerpt(NamedTuple):
    """A text on one line, cut where it ends in `…`, and the spans in it that were looked for."""

    text: str
    marks: tuple[tuple[int, int], ...]


class Hit(NamedTuple):
    """A record that says all words, and the field (dotted) that says most of them."""

    record: Stored[Any]
    kind: str
    short: str | None
    title: Excerpt
    day: dt.date | None
    is_open: bool
    field: str
    excerpt: Excerpt


class Search(NamedTuple):
    """The best hits, and how many records say it in all."""

    text: str
    hits: tuple[Hit, ...]
    found: int


class Place(NamedTuple):
    """A text of a record, the field it stands in (dotted), and its weight."""

    field: str
    weight: int
    text: str


def build_search(
    journal: Journal,
    text: str,
    *,
    kind: str | None = None,
    limit: int | None = None,
    keep: Callable[[Stored[Any]], bool] | None = None,
) -> Search:
    """Return the records that say every word of `text`, at most `limit` of them.

    A title goes over text, text over notes, notes over the ids of what is linked, and a
    whole word over a part of one; then what is open over what is closed, and the later over
    the earlier. `kind` is a word for a kind, or an entry's. Raises UsageError for any other.
    `keep` tells which records count.
    """
    words = tuple(dict.fromkeys(fold(text).split()))
    if kind is None:
        records = tuple(one for each in ALL_KINDS for one in journal.all(each).values())
    else:
        *_, records = say.all_called(journal, kind)
    ranked = []
    for stored in records:
        # Most of ten years need not be looked at.
        raw = None if stored.raw_text is None else fold(stored.raw_text)
        if raw is None or all(word in raw for word in words):
            places = tuple(places_of(stored.record))
            if (score := _score(places, words)) is not None and (not keep or keep(stored)):
                day = say.day_about(journal, stored.record, "start", "created")
                age = -day.toordinal() if day else 0
                rank = (score, not stored.is_open, age, stored.kind, stored.id)
                ranked.append((rank, stored, places))
    ranked.sort(key=lambda one: one[0])
    shorts = short_ids(journal)
    hits = (_hit(journal, stored, places, words, shorts) for _, stored, places in ranked[:limit])
    return Search(text, tuple(hits), len(ranked))


def _score(places: Sequence[Place], words: Sequence[str]) -> int | None:
    """Return how well a record says the words, the less the better; None if not every one."""
    plain = [(place.weight, fold(place.text)) for place in places]
    total = 0
    for word in words:
        found = [(weight, is_whole(text, word)) for weight, text in plain]
        # A whole word goes before a part of one.
        scores = [weight * 2 + (not whole) for weight, whole in found if whole is not None]
        if not scores:
            return None
        total += min(scores)
    return total if words else None


def _hit(
    journal: Journal,
    stored: Stored[Any],
    places: Sequence[Place],
    words: Sequence[str],
    shorts: Mapping[str, str],
) -> Hit:
    def worth(place: Place) -> tuple[int, int]:
        text = fold(place.text)
        return sum(word in text for word in words), -place.weight

    place = max(places, key=worth)
    return Hit(
        record=stored,
        kind=say.name_of_kind(stored),
        short=shorts.get(stored.id),
        title=excerpt_of(say.headline(journal, stored).partition("\n")[0], words),
        day=say.day_about(journal, stored.record, "start", "created"),
        is_open=stored.is_open,
        field=place.field,
        excerpt=excerpt_of(place.text, words),
    )


def places_of(record: Table) -> Iterator[Place]:
    """Yield every text of a record but choices, such as a state, which half of all records hold."""
    title = getattr(type(record), "TITLE", "")
    for name, type_ in by_name(type(record)).items():
        if type_.choices or name == "visibility":
            continue
        value = getattr(record, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Table):
                inside = places_of(one)
                yield from (place._replace(field=f"{name}.{place.field}") for place in inside)
            elif type_.holds is str and one:
                yield from _texts(name, one, type_, is_title=name == title)


def _texts(name: str, value: str, type_: Field, *, is_title: bool) -> Iterator[Place]:
    if type_.link and not type_.link.or_name:
        # A relationship is called by its person; a meeting only belongs to its relationship.
        yield Place(name, TITLE if is_title and type_.link.kind == "person" else LINK, value)
    elif is_title:
        first, _, rest = value.partition("\n")
        yield from (Place(name, TITLE, first), *([Place(name, TEXT, rest)] if rest else []))
    else:
        yield Place(name, NOTES if name in ("notes", "note") else TEXT, value)


def is_whole(text: str, word: str) -> bool | None:
    """Whether a word stands in plain text by itself; None if it is not in it at all."""
    found = None
    for start in _starts(text, word):
        around = text[start - 1 : start] + text[start + len(word) :][:1]
        if not any(map(str.isalnum, around)):
            return True
        found = False
    return found


def spans_of(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return from where to where in `text` any of the plain words stands, in order, none twice."""
    letters = [fold(letter) for letter in text]
    origins = [at for at, plain in enumerate(letters) for _ in plain]
    whole = "".join(letters)
    spans: list[tuple[int, int]] = []
    for start, end in sorted(
        (origins[start], origins[start + len(word) - 1] + 1)
        for word in words
        for start in _starts(whole, word)
    ):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _starts(text: str, word: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(re.escape(word), text))


def excerpt_of(text: str, words: Sequence[str]) -> Excerpt:
    """Return the piece of a text around the first of the plain words; all of it, if it is short."""
    one_line = " ".join(text.split())
    spans = spans_of(one_line, words)
    first = spans[0][0] if spans else 0
    start = 0
    if len(one_line) > _LONGEST and first > _BEFORE:
        # It begins at a word, if one is near.
        space = one_line.find(" ", first - _BEFORE, first)
        start = space + 1 if space >= 0 else first - _BEFORE
    end = start + _LONGEST
    head = "…" if start else ""
    tail = "…" if end < len(one_line) else ""
    piece = one_line[start:end].rstrip()
    limit = start + len(piece)
    by = len(head) - start
    marks = tuple((a + by, min(b, limit) + by) for a, b in spans if start <= a < limit)
    return Excerpt(f"{head}{piece}{tail}", marks)


def compose_search(search: Search, today: dt.date) -> Document:
    """Return the list of hits; one that was cut says how many there are, and how to see all."""
    items = ListBlock(tuple(_item(hit, today) for hit in search.hits))
    if search.found == len(search.hits):
        return Document((items,))
    more = f"{len(search.hits)} of {search.found}; all of them: --all"
    return Document((items, Paragraph(line(Span(more, "dim")))))


def _item(hit: Hit, today: dt.date) -> Item:
    facts = (
        line(Span(f"{hit.kind} ", "dim"), *say.letters_of(hit.record.id, hit.short)),
        _marked(hit.title),
        line(Span(short_day(hit.day, today), "date")) if hit.day else (),
        () if hit.is_open else line(Span("closed", "dim")),
    )
    if hit.excerpt == hit.title:
        return Item(join(say.DOT, facts))
    field = Span(f"{say.field_words(hit.field).replace('.', ': ')}: ", "label")
    return Item(join(say.DOT, facts), (line(field, *_marked(hit.excerpt)),))


def _marked(excerpt: Excerpt) -> Line:
    spans: list[Span] = []
    at = 0
    for start, end in excerpt.marks:
        spans += [Span(excerpt.text[at:start]), Span(excerpt.text[start:end], "strong")]
        at = end
    return line(*spans, excerpt.text[at:])
