"""The `key: value` lines of a page: under Next and under Record.

Each key says once what it is called, which field it fills and what may stand behind it. A
key with nothing behind it changes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devjournal.errors import UsageError
from devjournal.frozen import dataclass
from devjournal.logpage.marks import BLANKS, BULLET, Line
from devjournal.logpage.mistakes import Mistake, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NUMBER = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What may stand behind a key: how it is read and written, and how it is told."""

    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    told: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: its name on the page, its field, its value; `many`: one line for each."""

    name: str
    field: str
    value: Value
    many: bool = False


TEXT = Value(read=str)


def whole(low: int, high: int, meaning: str = "") -> Value:
    """A whole number from `low` to `high`."""
    told = f"{low} to {high}{meaning}"

    def read(text: str) -> int:
        if _NUMBER.fullmatch(text) and low <= int(text) <= high:
            return int(text)
        raise UsageError(
            f"{quoted(text)} is no whole number from {low} to {high}",
            hint=f"as in {low}, or {high}",
        )

    return Value(read=read, told=told)


def one_of(*words: str) -> Value:
    """One word of a closed list."""
    return Value(read=lambda text: _known([text], words)[0], told=f"one of {', '.join(words)}")


def some_of(*words: str) -> Value:
    """Words of a closed list, parted by commas."""

    def read(text: str) -> tuple[str, ...]:
        parts = (part.strip() for part in text.split(","))
        return _known([part for part in parts if part], words)

    return Value(read=read, write=", ".join, told=f"any of {', '.join(words)}")


def write_keys(keys: Iterable[Key], source: object) -> list[str]:
    """Return a line for each key, filled from the field of `source` that it names."""
    lines = []
    for key in keys:
        held = getattr(source, key.field)
        values = (held if key.many else (held,)) or (None,)
        lines += [_key_line(key, value) for value in values]
    return lines


def read_keys(
    keys: Iterable[Key], lines: Iterable[Line], mistakes: list[Mistake]
) -> dict[str, Any]:
    """Return the fields that were set, and under `lines` the line of each."""
    by_name = {key.name: key for key in keys}
    fields: dict[str, Any] = {}
    places: dict[str, int] = {}
    for line in lines:
        found = _read_line(by_name, line, mistakes) if line.words else None
        if found is None:
            continue
        key, value = found
        if key.field in fields and not key.many:
            mistakes.append(line.mistake(f'"{key.name}:" stands twice', "leave one of them"))
            continue
        fields[key.field] = (*fields.get(key.field, ()), value) if key.many else value
        places.setdefault(key.field, line.number)
    return {**fields, "lines": places}


def _key_line(key: Key, value: object) -> str:
    return f"{key.name}:" if value in (None, ()) else f"{key.name}: {key.value.write(value)}"


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
        mistakes.append(line.mistake(f"{quoted(name.strip())} is no key of this section", hint))
    elif text:
        try:
            return key, key.value.read(text)
        except UsageError as error:
            reason = f"{key.name}: {error.message}"
            mistakes.append(line.mistake(reason, error.hint, at=text))
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
