"""What pages say the same way: ids, days, figures, values, and what a reader is not shown."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from devjournal.dates import short_day, show_day, show_moment, show_time
from devjournal.journal.stored import Ref, Stored
from devjournal.models.base import decimals
from devjournal.models.ids import split_letters
from devjournal.models.registry import ENTRY_KINDS, KINDS, Kind, kind_called
from devjournal.namedtuples import NamedTuple
from devjournal.render import document as doc
from devjournal.render.document import Block, Line, Span, Style, join, line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devjournal.journal.journal import Journal
    from devjournal.models.growth import Objective

DOT = " · "
"""Between facts on one line."""

ARROW = " → "
"""From one figure to the next."""

_STATES: Mapping[str, Style] = {
    **dict.fromkeys(("achieved", "delivered", "met", "swam"), "good"),
    **dict.fromkeys(("missed", "sank", "declined"), "bad"),
    **dict.fromkeys(("paused", "later", "mixed"), "warn"),
}
"""The colours of states and outcomes; all others are plain."""

ORIGINS: Mapping[Any, str] = {
    "i_asked": "I asked",
    "chosen_by_them": "they chose me",
    "programme": "a programme",
}
"""How a relationship began."""

PURPOSES: Mapping[Any, str] = {
    "skill": "to learn a skill",
    "onboarding": "to find my way in",
    "project": "for a project",
    "advancement": "for the next step up",
    "culture": "to learn how things are done",
}
"""What sort of purpose a relationship has."""

_FOR = {
    "manager": "for my manager",
    "exec": "for executives",
    "assistant": "for an assistant",
}
_BLANKS = r"(?:[ \t]|\r?\n)+"
_MONEY = ("AUD", "CAD", "CHF", "DKK", "EUR", "GBP", "NOK", "PLN", "SEK", "USD", "$", "€", "£")
_FEW = 10
_SMALL = 0.1
_PLAIN = ("on", "title", "name", "skill", "metric")


def letters_of(id_: str, short: str | None) -> Line:
    """Return an id's letters with its shortest form strong; a named id (no short form) whole."""
    letters, _ = split_letters(id_)
    if not letters or short is None:
        return line(Span(id_, "id"))
    strong = short if letters.startswith(short) else letters
    return line(Span(strong, "id"), Span(letters[len(strong) :], "id_rest"))


def name_of_kind(stored: Stored[Any]) -> str:
    """Return what a record is called by kind; an entry by its own."""
    return str(stored.record.kind) if stored.kind == "entry" else stored.kind


def called(word: str) -> tuple[Kind, str]:
    """Return the kind that a word names, and an entry's own kind; UsageError for none."""
    word = word.strip().lower()
    variant = next((name for name in ENTRY_KINDS if word in (name, f"{name}s")), "")
    return kind_called(word), variant


def all_called(journal: Journal, word: str) -> tuple[Kind, str, tuple[Stored[Any], ...]]:
    """Return the kind, an entry's own kind and the records that a word names. UsageError else."""
    kind, variant = called(word)
    found = journal.entries_of(variant) if variant else tuple(journal.all(kind.name).values())
    return kind, variant, found


def headline(journal: Journal, stored: Stored[Any]) -> str:
    """Return a record in a few words; a relationship and a meeting by whom they are with."""
    if stored.kind == "relationship":
        return f"{journal.name_of(stored.record.person)}, {stored.record.label}"
    if stored.kind == "meeting":
        return journal.person_in(stored.record.relationship)
    return str(stored.record.headline)


def title_of(journal: Journal, kind: str, id_: str | None) -> str | None:
    """Return what a link leads to by its title; a plain name, or what is gone, as it is."""
    stored = journal.get((kind, id_)) if id_ else None
    return stored.record.headline if stored else id_


DAYS = ("on", "at", "due", "raised_on")
"""The fields that say which day a record is about."""


def day_about(journal: Journal, record: Any, *besides: str) -> dt.date | None:
    """Return the day that a record is about, if it has one; `besides` are more fields for it."""
    names = (*DAYS, *besides)
    day: dt.date | None = next(filter(None, (getattr(record, n, None) for n in names)), None)
    return journal.day_of(day) if isinstance(day, dt.datetime) else day


_WITH = ("person", "relationship", "given_by", "by", "who", "sponsor")


def facts_in_a_line(journal: Journal, stored: Stored[Any]) -> tuple[str, ...]:
    """Return a record's folder and id, its day, its state (or kind), whom it is with, its title."""
    record = stored.record
    is_meeting = stored.kind == "meeting"
    day = None if is_meeting else day_about(journal, record, "start")
    when = f"{journal.moment(record.at):%Y-%m-%dT%H:%M}" if is_meeting else str(day or "")
    ref = "me" if stored.kind == "profile" else f"{KINDS[stored.kind].folder}/{stored.id}"
    state = getattr(record, "state", None) or (stored.kind == "entry" and record.kind)
    name = next((one for one in _WITH if getattr(record, one, None)), "")
    call = journal.person_in if name == "relationship" else journal.name_of
    who = call(getattr(record, name)) if name else ""
    bound = record.label if stored.kind == "relationship" else record.headline
    return ref, when, state or "", who, (record.kind or "") if is_meeting else bound


def cite(ref: Ref, word: str | None = None) -> Line:
    """Return where a line comes from, for its end: ` [win kwtz]`; `word` instead of its kind."""
    letters, _ = split_letters(ref.id)
    named = Span(letters, "id") if letters else Span(ref.id, "id_rest")
    what = ref.kind if word is None else word
    parts = line(Span(f"[{what} " if what else "[", "id_rest"), named, Span("]", "id_rest"))
    return line(" ", *(one._replace(mark=doc.Mark(ref)) for one in parts))


def key_of(ref: Ref) -> str:
    """Return what names a record among others: "goals/lead-the-readout"."""
    return f"{KINDS[ref.kind].plural}/{ref.id}"


def cited(page: Any) -> frozenset[Ref]:
    """Return the Ref of every record, and every Ref, anywhere in a page's facts."""
    if isinstance(page, Ref | Stored):
        return frozenset((page if isinstance(page, Ref) else page.ref,))
    parts = page if isinstance(page, tuple | list | frozenset) else ()
    return frozenset().union(*map(cited, parts))


def withheld(whole: Any, shown: Any) -> int:
    """Return how many items a page cites that a reader's does not."""
    return len(cited(whole) - cited(shown))


def withheld_words(number: int) -> str:
    """Return what its writer is told of a page for a reader: how much it leaves out."""
    return f"Withheld: {count(number, 'private item')}" if number else "Nothing is withheld."


def nothing_for(reader: str, me: str) -> doc.Document:
    """Return the page of a relationship for a reader who may not know of it."""
    return doc.Document((doc.Paragraph(line(f"There is nothing here for {reader}.")),), line(me))


def other_side(page: Any) -> str | None:
    """Return what a page calls the other side: "you" where it is for them.

    None where it is for a manager or executives: what others promised me is not for them.
    """
    if page.reader_name:
        return "you"
    return "they" if page.reader == "self" else None


def section(title: str, *blocks: Block) -> list[Block]:
    """Return blocks beneath their heading; nothing where there is no block."""
    return [doc.Heading(line(title)), *blocks] if blocks else []


def list_section(title: str, items: Iterable[doc.Item]) -> list[Block]:
    """Return a list beneath its heading; nothing where it is empty."""
    return section(title, *([doc.ListBlock(found)] if (found := tuple(items)) else []))


def gauge_section(title: str, gauges: Iterable[doc.Gauge]) -> list[Block]:
    """Return bars beneath their heading; nothing where there is none."""
    return section(title, *([doc.Progress(found)] if (found := tuple(gauges)) else []))


def facts_table(facts: Iterable[tuple[str, Line]]) -> list[Block]:
    """Return what is told of one thing, a fact a row; nothing where no fact is known."""
    rows = tuple((line(label), words) for label, words in facts if words)
    columns = (doc.Column(style="label"), doc.Column(wrap=True))
    return [doc.Table(columns, rows, head=False)] if rows else []


def labelled(facts: Iterable[tuple[str, str | None]]) -> tuple[Line, ...]:
    """Return a line for each fact that is known, for the lines beneath an item."""
    return tuple(line(Span(f"{label}: ", "label"), flat(text)) for label, text in facts if text)


def to_type(command: str) -> Line:
    """Return a command as it is to be typed."""
    return line(Span(command, "command"))


class Missing(NamedTuple):
    """Something that is not there yet, and the command that adds it."""

    words: str
    command: str


def step_note(words: str, command: str, level: Literal["info", "warn"] = "info") -> Block:
    """Return a remark with the command beneath it that settles it."""
    return doc.Note(line(words), level, (to_type(command),))


def reader_name(journal: Journal) -> str | None:
    """Return the name of the person whom a journal is shown to; None for me or an audience."""
    theirs = journal.get(("relationship", journal.reader))
    return journal.name_of(theirs.record.person) if theirs else None


def for_reader(reader: str, name: str | None) -> str:
    """Return whom a page is for: "for Priya Nair"; nothing where it is for me."""
    kind, _, day = reader.partition(":")
    told = _FOR.get(kind, "")
    return f"for {name}" if name else " of ".join(filter(None, (told, told and day)))


def count(number: int, noun: str) -> str:
    """Return a number with its noun: "1 topic", "2 topics"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def plain_day(day: dt.date, today: dt.date) -> str:
    """Return "19 Nov", with the year only when it is not this year."""
    return short_day(day, today).partition(" ")[2]


def flat(text: str) -> str:
    """Return a text of several lines as one; other control characters are left to be seen."""
    return re.sub(_BLANKS, " ", text).strip(" ")


def first_line(text: str) -> str:
    """Return the first line of a text, which says if there is more."""
    first, _, more = text.partition("\n")
    return f"{first} …" if more else first


def figure(value: Decimal, *like: Decimal | None, unit: str | None = None) -> str:
    """Return a number with thousands separators; a fraction as long as the longest of `like`."""
    places = places_of((value, *like), unit) if decimals(value) else 0
    return f"{value:,.{places}f}"


def places_of(values: Iterable[Any], unit: str | None) -> int:
    """Return how many decimals figures that stand together have; of money none or two."""
    places = max([0, *(decimals(one) for one in values if isinstance(one, Decimal))])
    return 2 if places == 1 and (unit or "").partition(" ")[0] in _MONEY else places


def places_in(plain: Mapping[str, Any]) -> int:
    """Return how many decimals the figures of a record, or of a table in it, have together."""
    checkins = (one.get("value") for one in plain.get("checkins", ()))
    values = (plain.get(name) for name in ("baseline", "target", "before", "after"))
    return places_of((*values, *checkins), plain.get("unit"))


def with_unit(text: str, unit: str | None) -> str:
    """Return a figure with its unit behind it: "12%", "5.55 USD"."""
    if not unit:
        return text
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def moved(
    before: Decimal | None, after: Decimal | None, unit: str | None, between: str = ARROW
) -> str:
    """Return "6.10 → 5.55 USD", or the one of the two that is known."""
    if before is None or after is None:
        known = after if before is None else before
        return with_unit(figure(known, unit=unit), unit) if known is not None else ""
    first = figure(before, after, unit=unit)
    last = with_unit(figure(after, before, unit=unit), unit)
    return f"{with_unit(first, unit) if unit == '%' else first}{between}{last}"


def aim(objective: Objective) -> str:
    """Return what an objective wants: "cost per contact from 6.10 to 5.61 EUR"."""
    whole = moved(objective.baseline, objective.target, objective.unit, " to ")
    is_way = objective.baseline is not None and objective.target is not None
    words = (flat(objective.kpi or ""), f"from {whole}" if is_way else whole)
    return " ".join(filter(None, words))


def changed(number: Any) -> str:
    """Return by how much a number moved: "-25%", and of parts of a whole "-19 points".

    Of a few things, 3 and then 7, the figures themselves say it best.
    """
    before, after = number.before, number.after
    if before is None or after is None or before == after or math.isinf(after - before):
        return ""
    if number.unit == "%" or (number.unit or "").startswith(("of ", "out of ")):
        points = after - before
        return f"{'+' if points > 0 else ''}{figure(points)} point{'' if abs(points) == 1 else 's'}"
    is_few = all(one == int(one) and abs(one) <= _FEW for one in (before, after))
    if is_few or number.change is None or math.isinf(number.change):
        return ""
    change = number.change if number.change <= -1 else max(number.change, -0.99)  # some is left
    told = f"{change:+.{int(abs(change) < _SMALL)}%}".replace(".0%", "%")
    return "" if told in ("+0%", "-0%") else told


def show_change(number: Any) -> str:
    """Return a number that moved: "cost per contact: 6.10 → 5.55 USD (-9%)"."""
    told = moved(number.before, number.after, number.unit)
    return f"{number.metric}: {told}" + (f" ({change})" if (change := changed(number)) else "")


def show_number(value: Decimal, places: int = 0) -> str:
    """Return a number with the digits that it was typed with, and at least so many decimals."""
    return f"{value:.{max(decimals(value), places)}f}"


def state_words(state: str) -> Line:
    """Return a record's state in its colour."""
    return line(Span(state, _STATES.get(state, "plain")))


def field_words(name: str) -> str:
    """Return a field's name as words."""
    return name.replace("_", " ")


def show_value(value: Any, places: int = 0) -> Line:
    """Return a value of a record's plain data as one line; an empty one for None.

    Its figures have at least so many decimals.
    """
    match value:
        case None:
            return ()
        case Mapping():
            # A day, a title or a name at the head of a table says what it is by itself.
            places = max(places, places_in(value))
            names = (line("" if name in _PLAIN else field_words(name)) for name in value)
            shown = (show_value(one, places) for one in value.values())
            return join(", ", [join(" ", each) for each in zip(names, shown, strict=True)])
        case list() | tuple():
            separator = "; " if any(isinstance(one, Mapping) for one in value) else ", "
            return join(separator, [show_value(one, places) for one in value])
        case _:
            return _show_single(value, places)


def _show_single(value: Any, places: int) -> Line:
    match value:
        case bool():
            return line("yes" if value else "no")
        case int():
            return line(Span(str(value), "number"))
        case Decimal():
            return line(Span(show_number(value, places), "number"))
        case dt.datetime():
            return line(Span(show_moment(value), "date"))
        case dt.date():
            return line(Span(show_day(value), "date"))
        case dt.time():
            return line(Span(show_time(value), "date"))
        case _:
            return line(str(value))
