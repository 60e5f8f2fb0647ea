"""What comes out of another program's file: items, each at its line, and what can't be taken."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from json.decoder import JSONDecodeError
from typing import TYPE_CHECKING, Any

from devjournal.namedtuples import NamedTuple

if TYPE_CHECKING:
    from devjournal.exchange.outgoing import Links


class Here(NamedTuple):
    """What a reader knows of the journal: what words link to, its zone, and whose things to do are.

    For a table: the kind of its rows, and the columns of fields that are called otherwise there.
    """

    links: Links
    zone: dt.tzinfo
    owner: str = "me"
    kind: str = "action"
    columns: Mapping[str, str] = {}


LONGEST_LINE = 100_000
"""Letters of a line of a list; what is longer is none, and would take long to read."""


class Item(NamedTuple):
    """What would become a record: its kind (an entry's own), its fields, and where it stands.

    `origin` is what its program calls it, where it says so. `lost` names what a journal has no
    place for. With an `id` it is a journal's own record, which comes as it is.
    """

    kind: str
    facts: Mapping[str, Any]
    line: int
    origin: str = ""
    lost: tuple[str, ...] = ()
    id: str = ""


class Trouble(NamedTuple):
    """What can't be taken: at which line, why, and what would mend it."""

    line: int
    reason: str
    hint: str | None = None


class Lost(NamedTuple):
    """What was left on purpose, such as a template of what repeats."""

    what: str


Found = Item | Trouble | Lost


class Unfit(Exception):
    """Something about one item that can't be taken, for whoever knows its line."""


def day_in(text: str, name: str) -> dt.date:
    """Return a day written as 2026-11-19; raises Unfit, naming where it stands."""
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise Unfit(f"{name}{text} is no day") from None


def pieces(text: str, at: int = 0) -> Iterator[tuple[str, int, Any]]:
    """Yield the name, place and value of what stands in the JSON object at `at`, or in a list.

    In a list the name is empty. Raises JSONDecodeError, for what is nested too deeply, too.
    """
    opening = text[at : at + 1]
    if opening not in ("{", "["):
        raise JSONDecodeError("Expecting a list or an object", text, at)
    at = _skip(text, at + 1)
    closing = "}" if opening == "{" else "]"
    while text[at : at + 1] != closing:
        name, at = _name_at(text, at) if opening == "{" else ("", at)
        value, end = value_at(text, at)
        yield name, at, value
        at = _skip(text, end)
        is_more = text[at : at + 1] == ","
        if not is_more and text[at : at + 1] != closing:
            raise JSONDecodeError(f"Expecting ',' or '{closing}'", text, at)
        at = _skip(text, at + 1) if is_more else at
        if is_more and text[at : at + 1] == closing:
            raise JSONDecodeError("Expecting something behind the comma", text, at)


def _name_at(text: str, at: int) -> tuple[str, int]:
    """Return the name at a place in an object, and where its value begins."""
    name, end = value_at(text, at)
    colon = _skip(text, end)
    if not isinstance(name, str) or text[colon : colon + 1] != ":":
        raise JSONDecodeError("Expecting a name in double quotes and a colon", text, at)
    return name, _skip(text, colon + 1)


def value_at(text: str, at: int) -> tuple[Any, int]:
    """Return the JSON value at `at`, and where it ends; raises as `pieces` does."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except RecursionError:
        raise JSONDecodeError("Nested too deeply", text, at) from None
    except JSONDecodeError:
        raise
    except (ValueError, ArithmeticError) as error:
        raise JSONDecodeError(str(error), text, at) from None
    return value, end


def _skip(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


_BLANKS = re.compile(r"[ \t\n]*")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice!r} stands twice in an object that begins here")
    return found


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number, in an object that begins here")


_LONGEST = 30
"""Digits of a whole number; one of more is too large for a journal, and slow to read."""

_DECODER = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_float=Decimal,
    parse_int=lambda digits: int(digits[:_LONGEST]),
    parse_constant=_no_number,
)


class Lines:
    """The line of each place in a text, asked for in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at, self._line = 0, 1

    def of(self, at: int) -> int:
        """Return the line of a place that does not stand before the last one."""
        self._line += self._text.count("\n", self._at, at)
        self._at = at
        return self._line
