"""A record's values in words: days, numbers, yes and no, lists, tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from devjournal.dates import show_day, show_moment
from devjournal.render.compose.figures import changed, moved
from devjournal.render.document import Line, Span, join, line

_EXACT = 2**53
_SAY_WHAT_THEY_ARE = ("on", "title", "name", "skill", "metric")


def show_number(value: float) -> str:
    """Return a number with all of its digits, and without a decimal point it does not need."""
    is_whole = value == int(value) and abs(value) < _EXACT
    return str(int(value)) if is_whole else repr(value)


def show_change(number: Any) -> str:
    """Return a number that moved: "cost per contact: 6.10 → 5.55 USD (-9%)"."""
    change = changed(number.before, number.after, number.unit, number.change)
    told = moved(number.before, number.after, number.unit)
    return f"{number.metric}: {told}" + (f" ({change})" if change else "")


def show_value(value: Any) -> Line:
    """Return a value of a record's plain data as one line; an empty one for None."""
    if value is None:
        return ()
    if isinstance(value, Mapping):
        return join(", ", (_named(name, one) for name, one in value.items()))
    if isinstance(value, (list, tuple)):
        separator = "; " if any(isinstance(one, Mapping) for one in value) else ", "
        return join(separator, map(show_value, value))
    return _single(value)


def _single(value: Any) -> Line:
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


def field_words(name: str) -> str:
    """Return a field's name as words."""
    return name.replace("_", " ")


def _named(name: str, value: Any) -> Line:
    """A day, a title or a name at the head of a table says what it is by itself."""
    if name in _SAY_WHAT_THEY_ARE:
        return show_value(value)
    return join(" ", [line(field_words(name)), show_value(value)])
