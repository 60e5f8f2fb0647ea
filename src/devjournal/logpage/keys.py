"""The `key: value` lines of a page: under Next and under Record.

The keys, their words and what may stand behind them are those of the fields of a meeting
and its person that bear a key in the data model. A key with nothing behind it changes
nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.errors import UsageError
from devjournal.logpage.marks import BLANKS, BULLET, Line, Mistake, fit_line, nearest, quoted
from devjournal.models.base import Field, fields
from devjournal.models.meetings import Meeting
from devjournal.models.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NUMBER = re.compile("[0-9]{1,9}")


class Key(NamedTuple):
    """One key: its name on the page, its field, and what may stand behind it.

    With `choices`, words of a closed list, `many` of them parted by commas; with `high`, a
    whole number from `low`; else text, and with `many` one line for each.
    """

    name: str
    field: str
    help: str = ""
    choices: tuple[str, ...] = ()
    many: bool = False
    low: int = 0
    high: int | None = None

    @property
    def repeats(self) -> bool:
        """Whether it has one line for each value."""
        return self.many and not self.choices

    def read(self, text: str) -> Any:
        """Return the value of one line; raises UsageError for what may not stand there."""
        if self.choices:
            parts = (part.strip() for part in text.split(",")) if self.many else (text,)
            words = _known([part for part in parts if part], self.choices)
            return words if self.many else words[0]
        if self.high is None:
            return text
        if _NUMBER.fullmatch(text) and self.low <= int(text) <= self.high:
            return int(text)
        raise UsageError(
            f"{quoted(text)} is not a whole number from {self.low} to {self.high}",
            hint=f"as in {self.low}, or {self.high}",
        )

    def fit(self, value: Any) -> Any:
        """Return a value as it can be written and read: texts as one line each."""
        if self.choices and self.many:
            return tuple(dict.fromkeys(value or ()))
        if self.many:
            return tuple(line for one in value or () if (line := fit_line(one)))
        return fit_line(value) if isinstance(value, str) else value

    def write(self, value: Any) -> list[str]:
        """Return the lines that hold a value; one with nothing behind it where it is unset."""
        if value in (None, ()):
            return [f"{self.name}:"]
        if self.repeats:
            return [f"{self.name}: {one}" for one in value]
        return [f"{self.name}: {', '.join(value) if self.many else value}"]


def _key(field: Field) -> Key:
    return Key(
        *(field.key, field.name, _help(field), field.choices, field.many),
        *(field.low or 0, field.high),
    )


def _help(field: Field) -> str:
    """Return what may stand behind a field's key; "" where any words may."""
    if field.choices:
        return f"{'any' if field.many else 'one'} of {', '.join(field.choices)}"
    if field.holds is dt.date:
        return "a day, as in today, fri, 15-oct"
    if field.high is None:
        return ""
    words = field.words.partition(";")[0].rstrip(".")
    limits = f"{field.low} to {field.high}"
    words = words[:1].lower() + words[1:]
    return words if limits in words else f"{words}, {limits}"


NEXT: tuple[Key, ...] = (
    Key("when", "next_when", "a day and a time, as in 19-nov 15:00"),
    *(_key(field) for field in fields(Meeting) if field.key == "focus"),
)
"""When we meet next, and what that is to be about. (P069, P073)"""

RECORD: tuple[Key, ...] = tuple(
    _key(field)
    for field in (*fields(Meeting), *fields(Person))
    if field.key and field.key != "focus"
)
"""Every other field that a person may record, and the personal thread of the person."""


def help_lines(keys: Iterable[Key]) -> tuple[str, ...]:
    """Return what may stand behind each key that does not take any words."""
    return tuple(f"{key.name}: {key.help}" for key in keys if key.help)


def fit_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as a page can carry them; what has nothing left is unset."""
    fitted = {key.field: key.fit(values.get(key.field)) for key in (*NEXT, *RECORD)}
    return {name: value for name, value in fitted.items() if value not in (None, (), "")}


def write_keys(keys: Iterable[Key], values: Mapping[str, Any]) -> list[str]:
    """Return the lines of keys, filled with the values of their fields."""
    return [line for key in keys for line in key.write(values.get(key.field))]


def read_keys(
    keys: Iterable[Key], lines: Iterable[Line], mistakes: list[Mistake]
) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the fields that were set, and the line of each."""
    by_name = {key.name: key for key in keys}
    values: dict[str, Any] = {}
    places: dict[str, int] = {}
    for line in lines:
        found = _read_line(by_name, line, mistakes) if line.words else None
        if found is None:
            continue
        key, value = found
        if key.field in values and not key.repeats:
            mistakes.append(line.mistake(f'"{key.name}:" is given twice', "leave one of them"))
            continue
        values[key.field] = (*values.get(key.field, ()), value) if key.repeats else value
        places.setdefault(key.field, line.number)
    return values, places


def _read_line(
    by_name: dict[str, Key], line: Line, mistakes: list[Mistake]
) -> tuple[Key, Any] | None:
    """Return a key and its value; None if it is unset, or after a mistake."""
    bullet = BULLET.match(line.words)
    name, colon, text = line.words[bullet.end() if bullet else 0 :].partition(":")
    key, text = by_name.get(_folded(name)), text.strip(BLANKS)
    if not colon:
        mistakes.append(line.no_place(f"a line here is `key: value`; keys: {', '.join(by_name)}"))
    elif not key:
        near = nearest(_folded(name), by_name)
        hint = f'did you mean "{near}:"?' if near else f"keys: {', '.join(by_name)}"
        mistakes.append(line.mistake(f"{quoted(name.strip())} is not a key of this section", hint))
    elif text:
        try:
            value = key.read(text)
        except UsageError as error:
            mistakes.append(line.mistake(f"{key.name}: {error.message}", error.hint, at=text))
        else:
            return None if value == () else (key, value)
    return None


def _known(texts: list[str], words: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [text for text in texts if _folded(text) not in words]
    if not unknown:
        return tuple(dict.fromkeys(map(_folded, texts)))
    near = [found for text in unknown if (found := nearest(_folded(text), words))]
    hint = f"did you mean {', '.join(near)}? " if near else ""
    raise UsageError(
        f"no such word: {', '.join(map(quoted, unknown))}", hint=f"{hint}Known: {', '.join(words)}"
    )


def _folded(text: str) -> str:
    return re.sub(r"[ \t-]+", "_", text.strip().lower())
