"""An import: items of another program's file become new records, or are here already.

What is here already is known by its origin, which a record keeps: the name of the format and
what the program calls it, or, where it has no name for it, a digest of its kind, title and day.
A record of another origin is the same if it has the same kind, title and day. So importing twice
adds nothing, whatever became of the record meanwhile; nothing that is here is changed.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Literal

from devjournal.dates import short_day
from devjournal.exchange.incoming import Item, Lost, Trouble
from devjournal.journal.names import fold_name
from devjournal.models import validation
from devjournal.models.base import contradictions
from devjournal.models.registry import ENTRIES, class_for
from devjournal.namedtuples import NamedTuple
from devjournal.pages.phrases import first_line
from devjournal.practice.rules import broken
from devjournal.render import document as doc
from devjournal.render.document import Line, Span, join, line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from devjournal.changes.operation import Changes
    from devjournal.exchange.incoming import Found
    from devjournal.journal.stored import Ref
    from devjournal.models.base import Record

_LONGEST = 500_000
"""Letters of a record; what is longer might not be read again."""


class Row(NamedTuple):
    """An item: its line, what becomes of it, its kind and title, and what is known of it."""

    line: int
    status: Literal["new", "here", "bad"]
    kind: str = ""
    title: str = ""
    id: str = ""
    on: dt.date | None = None
    state: str = ""
    links: tuple[str, ...] = ()
    reason: str = ""
    hint: str | None = None


class Arrival(NamedTuple):
    """All that a file has, in its order, and how often it has what a journal has no place for."""

    file: str
    rows: tuple[Row, ...]
    lost: Mapping[str, int]

    def of(self, status: str) -> tuple[Row, ...]:
        """Return the rows of a status."""
        return tuple(row for row in self.rows if row.status == status)


def arrive(
    changes: Changes, form: str, file: str, found: Iterable[Found], known: Mapping[str, Ref]
) -> Arrival:
    """Add what is new to `changes`, and return what becomes of each item.

    `form` is the format's name; `known` has more names, of that format, of records that are here.
    """
    every = [*found]
    seen = _Seen(changes, form, {one.kind for one in every if isinstance(one, Item)}, known)
    lost: Counter[str] = Counter()
    rows: list[Row] = []
    new: list[tuple[int, str, Any]] = []
    for one in every:
        if isinstance(one, Lost):
            lost[one.what] += 1
        elif isinstance(one, Trouble):
            rows.append(Row(one.line, "bad", reason=one.reason, hint=one.hint))
        else:
            row, record = _arrived(changes, seen, form, one)
            if record is not None:
                lost.update(one.lost)
                new.append((len(rows), _kind_of(one.kind), record))
            rows.append(row)
    refs = changes.add_all((kind, record) for _, kind, record in new)
    for (at, _, _), ref in zip(new, refs, strict=True):
        rows[at] = rows[at]._replace(id=ref.id)
    return Arrival(file, tuple(rows), dict(sorted(lost.items())))


def _kind_of(kind: str) -> str:
    return "entry" if kind in ENTRIES else kind


def _arrived(changes: Changes, seen: _Seen, form: str, item: Item) -> tuple[Row, Any]:
    """Return what becomes of an item, and its record if it is new."""
    cls = class_for(*(("entry", item.kind) if item.kind in ENTRIES else (item.kind,)))
    title = str(item.facts.get(cls.TITLE) or "")
    days = [item.facts[name] for name in _DAYS if item.facts.get(name) is not None]
    on, state = next(iter(days), None), str(item.facts.get("state", ""))
    theirs = ("theirs",) if item.facts.get("owner") == "them" else ()
    links = tuple(str(item.facts[name]) for name in ("relationship", "goal") if name in item.facts)
    row = Row(item.line, "new", item.kind, title, "", on, state, (*theirs, *links))
    origin = f"{form}:{item.origin or seen.digest(item.kind, title, on)}"
    if here := seen.here(item, origin, title, days):
        return row._replace(status="here", id=here.id), None
    kind_of_entry = {"kind": item.kind} if item.kind in ENTRIES else {}
    if missing := sorted(cls.__required__ - item.facts.keys() - {"kind"}):
        return row._replace(status="bad", reason=f"{', '.join(missing)}: is missing"), None
    record = cls(**{**item.facts, **kind_of_entry, "imported_from": origin})
    if wrong := next(faults_of(changes, _kind_of(item.kind), record), None):
        return row._replace(status="bad", reason=wrong[0], hint=wrong[1]), None
    return row, record


def faults_of(changes: Changes, kind: str, record: Record) -> Iterator[tuple[str, str | None]]:
    """Yield what keeps a record from being written, each with what would mend it."""
    try:
        plain = validation.check_out(record, kind)
        if len(str(plain).encode()) > _LONGEST:
            yield f"is longer than {_LONGEST:,} letters", "a record is a page or two; split it"
            return
    except validation.Rejected as error:
        yield from ((str(fault), None) for fault in error.faults)
        return
    for path, reason, hint in contradictions(record, today=changes.today):
        yield f"{validation.dotted(path)}: {reason}", hint
    for rule in broken(changes.journal, kind, record):
        if rule.level == "blocks":
            yield rule.words_for(changes.journal, record), None


_DAYS = ("due", "on", "at", "created")
"""The fields that tell two records of one title apart."""

Key = tuple[str, str, "dt.date | None"]


class _Seen:
    """The records of some kinds by their origins, and by kind, title and day."""

    def __init__(
        self, changes: Changes, form: str, kinds: Iterable[str], known: Mapping[str, Ref]
    ) -> None:
        self._journal = changes.journal
        self._by_origin: dict[str, Ref] = {f"{form}:{name}": ref for name, ref in known.items()}
        self._by_key: dict[Key, list[tuple[Ref, str]]] = defaultdict(list)
        self._times: Counter[Key] = Counter()
        self._taken: set[Ref] = set()
        for kind in {_kind_of(kind) for kind in kinds}:
            for one in self._journal.all(kind).values():
                record: Any = one.record
                came = record.imported_from or ""
                if came:
                    self._by_origin[came] = one.ref
                form_there = came.partition(":")[0]
                name = record.kind if kind == "entry" else kind
                for day in self._days(record):
                    self._by_key[name, fold_name(record.headline), day].append(
                        (one.ref, form_there)
                    )

    def _days(self, record: Any) -> set[dt.date | None]:
        days = {self._day(getattr(record, name, None)) for name in _DAYS}
        return days if getattr(record, "due", None) is None else days - {None}

    def _day(self, day: Any) -> dt.date | None:
        return self._journal.day_of(day) if hasattr(day, "hour") else day

    def digest(self, kind: str, title: str, on: dt.date | None) -> str:
        """Return what stands for an item without a name; of the same again another."""
        key = (kind, fold_name(title), on)
        self._times[key] += 1
        told = f"{kind}\n{key[1]}\n{on or ''}"
        again = f"-{self._times[key]}" if self._times[key] > 1 else ""
        return hashlib.sha256(told.encode(errors="replace")).hexdigest()[:16] + again

    def here(self, item: Item, origin: str, title: str, days: Iterable[Any]) -> Ref | None:
        """Return the record that an item is already; each stands for one item.

        What its program has a name for is not another one with a name from there.
        """
        known = self._by_origin.get(origin)
        form = origin.partition(":")[0] if item.origin else None
        keys = [(item.kind, fold_name(title), day) for day in [*map(self._day, days)] or [None]]
        alike = (ref for key in keys for ref, came in self._by_key.get(key, ()) if came != form)
        found = known or next((ref for ref in alike if ref not in self._taken), None)
        if found:
            self._taken.add(found)
        return found


_WORDS = {"new": ("new", "good"), "here": ("here already", "dim"), "bad": ("can't be taken", "bad")}
_TALLIES = (("new", "new"), ("here", "here already"), ("bad", "can't be taken"))


def tally(arrival: Arrival) -> str:
    """Return how many items are new, here already, and can't be taken."""
    counts = ((len(arrival.of(status)), words) for status, words in _TALLIES)
    return ", ".join(f"{number} {words}" for number, words in counts if number) or "nothing in it"


def lost_words(arrival: Arrival) -> str:
    """Return what a journal has no place for, and how often it came; nothing if nothing did."""
    told = (f"{name} ({number})" if number > 1 else name for name, number in arrival.lost.items())
    return ", ".join(told)


def compose_arrival(arrival: Arrival, today: dt.date) -> doc.Document:
    """Return the table of what would come: what is new, here already, or can't be taken and why."""
    titles = (doc.Column("line", "right"), doc.Column(), doc.Column("kind"), doc.Column("day"))
    columns = (*titles, doc.Column("state"), doc.Column("what", wrap=True))
    rows = tuple(_cells(arrival, row, today) for row in arrival.rows)
    blocks: list[doc.Block] = [doc.Table(columns, rows)] if rows else []
    blocks.append(doc.Paragraph(line(f"{tally(arrival)}.")))
    if lost := lost_words(arrival):
        blocks.append(doc.Paragraph(line(Span(f"No place for: {lost}", "dim"))))
    return doc.Document(tuple(blocks))


def _cells(arrival: Arrival, row: Row, today: dt.date) -> tuple[Line, ...]:
    words, style = _WORDS[row.status]
    day = line(Span(short_day(row.on, today), "date")) if row.on else ()
    told = [row.id] if row.status == "here" else row.links
    what = join(" · ", [line(first_line(row.title)), *(line(Span(one, "dim")) for one in told)])
    if row.status == "bad":
        what = line(Span(f"{arrival.file}:{row.line}: ", "strong"), row.reason)
    shown = line(Span(words, style))  # type: ignore[arg-type]  # one of the styles
    return (line(str(row.line)), shown, line(row.kind), day, line(row.state), what)
