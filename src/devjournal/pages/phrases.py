"""What pages say the same way: ids, days, figures, the values of a record."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from devjournal.dates import short_day, show_day, show_moment
from devjournal.models.ids import split_letters
from devjournal.render.document import Line, Paragraph, Span, Style, join, line

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored

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

_FOR = {"manager": "for my manager", "exec": "for executives"}
_BLANKS = re.compile(r"(?:[ \t]|\r?\n)+")
_TOO_LARGE = 1e15
_MOST_DECIMALS = 4
_EXACT = 2**53
_SAY_WHAT_THEY_ARE = ("on", "title", "name", "skill", "metric")


def letters_of(id_: str, short: str | None) -> Line:
    """Return a lettered id's four letters with its shortest form strong; a named id whole.

    A named id has no short form (None), although it may begin like letters: html-basics.
    """
    letters, _ = split_letters(id_)
    if not letters or short is None:
        return line(Span(id_, "id"))
    strong = short if letters.startswith(short) else letters
    return line(Span(strong, "id"), Span(letters[len(strong) :], "id_rest"))


def name_of_kind(stored: Stored[Any]) -> str:
    """Return what a record is called by kind; an entry by its own."""
    return str(stored.record.kind) if stored.kind == "entry" else stored.kind


def headline(journal: Journal, stored: Stored[Any]) -> str:
    """Return a record in a few words; a relationship and a meeting by whom they are with."""
    if stored.kind == "relationship":
        return f"{journal.name_of(stored.record.person)}, {stored.record.label}"
    if stored.kind == "meeting":
        return journal.person_in(stored.record.relationship)
    return str(stored.record.headline)


def cite(ref: Ref, word: str | None = None) -> Line:
    """Return where a line comes from, for its end: ` [win kwtz]`.

    `word` says what the record is, if its kind doesn't. Of a lettered id the letters are enough.
    """
    letters, _ = split_letters(ref.id)
    named = Span(letters, "id") if letters else Span(ref.id, "id_rest")
    what = ref.kind if word is None else word
    return line(" ", Span(f"[{what} " if what else "[", "id_rest"), named, Span("]", "id_rest"))


def withheld_note(number: int) -> Paragraph:
    """Return the last line of a page for a reader: how much it leaves out."""
    return Paragraph(line(Span(f"Withheld: {count(number, 'private item')}", "dim")))


def for_reader(reader: str, name: str | None) -> str:
    """Return whom a page is for: "for Priya Nair"; nothing where it is for me."""
    return f"for {name}" if name else _FOR.get(reader, "")


def count(number: int, noun: str) -> str:
    """Return a number with its noun: "1 topic", "2 topics"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def plain_day(day: dt.date, today: dt.date) -> str:
    """Return "19 Nov", with the year only when it is not this year."""
    return short_day(day, today).partition(" ")[2]


def flat(text: str) -> str:
    """Return a text of several lines as one; other control characters are left to be seen."""
    return _BLANKS.sub(" ", text).strip(" ")


def figure(value: float, *, like: float | None = None) -> str:
    """Return a number with thousands separators, and as many decimals as `like` has."""
    if max(abs(value), abs(like or 0)) >= _TOO_LARGE:
        return f"{value:g}"
    decimals = max(_decimals(value), 0 if like is None else _decimals(like))
    return f"{value:,.{decimals}f}"


def _decimals(value: float) -> int:
    """Return how many decimals a number has, or is worth showing."""
    return len(f"{value:.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2])


def with_unit(text: str, unit: str | None) -> str:
    """Return a figure with its unit behind it: "12%", "5.55 USD"."""
    if not unit:
        return text
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def moved(before: float | None, after: float | None, unit: str | None) -> str:
    """Return "6.10 → 5.55 USD", or the one of the two that is known."""
    if before is None or after is None:
        known = after if before is None else before
        return with_unit(figure(known), unit) if known is not None else ""
    first = figure(before, like=after)
    last = with_unit(figure(after, like=before), unit)
    return f"{with_unit(first, unit) if unit == '%' else first}{ARROW}{last}"


def changed(
    before: float | None, after: float | None, unit: str | None, change: float | None
) -> str:
    """Return by how much it moved: "-25%", and of shares in percent "-19 points"."""
    if unit == "%" and before is not None and after is not None:
        points = after - before
        return f"{'+' if points > 0 else ''}{figure(points)} points"
    if change is None:
        return ""
    return f"{change:+.1%}".replace(".0%", "%")


def show_change(number: Any) -> str:
    """Return a number that moved: "cost per contact: 6.10 → 5.55 USD (-9%)"."""
    change = changed(number.before, number.after, number.unit, number.change)
    told = moved(number.before, number.after, number.unit)
    return f"{number.metric}: {told}" + (f" ({change})" if change else "")


def show_number(value: float) -> str:
    """Return a number with all of its digits, and without a decimal point it does not need."""
    is_whole = value == int(value) and abs(value) < _EXACT
    return str(int(value)) if is_whole else repr(value)


def state_words(state: str) -> Line:
    """Return a record's state in its colour."""
    return line(Span(state, _STATES.get(state, "plain")))


def field_words(name: str) -> str:
    """Return a field's name as words."""
    return name.replace("_", " ")


def show_value(value: Any) -> Line:
    """Return a value of a record's plain data as one line; an empty one for None."""
    match value:
        case None:
            return ()
        case Mapping():
            return join(", ", (_named(name, one) for name, one in value.items()))
        case list() | tuple():
            separator = "; " if any(isinstance(one, Mapping) for one in value) else ", "
            return join(separator, map(show_value, value))
        case _:
            return _show_single(value)


def _show_single(value: Any) -> Line:
    match value:
        case bool():
            return line("yes" if value else "no")
        case int() | float():
            return line(Span(show_number(value), "number"))
        case dt.datetime():
            return line(Span(show_moment(value), "date"))
        case dt.date():
            return line(Span(show_day(value), "date"))
        case dt.time():
            return line(Span(f"{value:%H:%M}", "date"))
        case _:
            return line(str(value))


def _named(name: str, value: Any) -> Line:
    """A day, a title or a name at the head of a table says what it is by itself."""
    if name in _SAY_WHAT_THEY_ARE:
        return show_value(value)
    return join(" ", [line(field_words(name)), show_value(value)])
