"""What a meeting's log says, as plain facts before any name or day is resolved.

The same facts come from the page, from stdin and from flags. Days stay text here; `line`
and `lines` keep where a thing stood on the page, so that whoever resolves it later can name
the line. They take no part in comparison. The values of fields stand behind keys, which are,
with their words and limits, those of the fields of a meeting and its person that bear a key
in the data model.

`fit` is the one place that says what a page can't carry one to one, and what becomes of it:

- A title, a text, a focus, a decision is one line: line breaks become one space, blanks
  around it go, and one with nothing left is unset; a line with no words and no id goes.
- A token's value is one word: blanks inside it become hyphens.
- Notes and conclusions keep their lines; empty lines around them go, every line end becomes
  a newline, and a conclusion loses the indentation that all its lines share.
- Words of a closed list stand once each.

All else comes back as it went in: `parse(write(log)) == fit(log)`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from devjournal.errors import UsageError
from devjournal.logpage import marks
from devjournal.models.base import Field, fields
from devjournal.models.meetings import Meeting
from devjournal.models.people import Person
from devjournal.namedtuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a checklist: a topic (new without an `id`), or an action that was open before."""

    id: str | None = None
    text: str
    ticked: bool = False
    conclusion: str | None = None
    line: int | None = dataclasses.field(default=None, compare=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """A promise made in the meeting, in a line; its tokens are unchecked. (P070, P071, P074)

    `idle` are words of the title that look like tokens and are text.
    """

    title: str
    due: str | None = None
    goal: str | None = None
    kind: str | None = None
    line: int | None = dataclasses.field(default=None, compare=False)
    idle: tuple[str, ...] = dataclasses.field(default=(), compare=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLog:
    """All that one page says; what is unset changes nothing. `fields` are by their names."""

    topics: tuple[Item, ...] = ()
    i_promised: tuple[Item, ...] = ()
    they_promised: tuple[Item, ...] = ()
    notes: str = ""
    mine: tuple[NewAction, ...] = ()
    theirs: tuple[NewAction, ...] = ()
    fields: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    lines: Mapping[str, int] = dataclasses.field(default_factory=dict, compare=False)

    @property
    def promises(self) -> tuple[Item, ...]:
        """The open actions of both sides, mine first."""
        return self.i_promised + self.they_promised

    @property
    def says_anything(self) -> bool:
        """Whether it says anything of a meeting; a line that stands as it stood before does not."""
        return bool(
            (self.notes or self.mine or self.theirs or self.fields)
            or any(topic.id is None or topic.ticked or topic.conclusion for topic in self.topics)
            or any(promise.ticked for promise in self.promises)
        )


def fit(log: MeetingLog) -> MeetingLog:
    """Return `log` as a page can carry it; fitting twice changes nothing more."""
    return dataclasses.replace(
        log,
        topics=tuple(one for one in map(_item, log.topics) if one.id or one.text),
        i_promised=tuple(map(_item, log.i_promised)),
        they_promised=tuple(map(_item, log.they_promised)),
        notes=marks.fit_lines(log.notes),
        mine=tuple(one for one in map(_action, log.mine) if one.title),
        theirs=tuple(one for one in map(_action, log.theirs) if one.title),
        fields=_values(log.fields),
    )


def _item(item: Item) -> Item:
    return dataclasses.replace(
        item,
        id=" ".join(marks.split_lines(item.id)) if item.id else None,
        text=marks.fit_line(item.text),
        conclusion=marks.fit_conclusion(item.conclusion or ""),
    )


def _action(action: NewAction) -> NewAction:
    told = ((name, getattr(action, name) or "") for name in marks.TOKENS)
    words: dict[str, Any] = {name: marks.fit_token(name, text) or None for name, text in told}
    return dataclasses.replace(action, title=marks.fit_line(action.title), **words)


def _values(values: Mapping[str, Any]) -> dict[str, Any]:
    fitted = {}
    for key in (*NEXT, *RECORD):
        value = values.get(key.field)
        if key.choices and key.many:
            value = tuple(dict.fromkeys(value or ()))
        elif key.many:
            value = tuple(filter(None, map(marks.fit_line, value or ())))
        elif isinstance(value, str):
            value = marks.fit_line(value)
        fitted[key.field] = value
    return {name: value for name, value in fitted.items() if value not in (None, (), "")}


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
            parts = text.split(",") if self.many else [text]
            words = _known([part.strip() for part in parts if part.strip()], self.choices)
            return words if self.many else words[0]
        if self.high is None:
            return text
        if re.fullmatch("[0-9]{1,9}", text) and self.low <= int(text) <= self.high:
            return int(text)
        message = f"{marks.quoted(text)} is not a whole number from {self.low} to {self.high}"
        raise UsageError(message, hint=f"as in {self.low}, or {self.high}")

    def write(self, value: Any) -> list[str]:
        """Return the lines that hold a value; one with nothing behind it where it is unset."""
        if value in (None, ()):
            return [f"{self.name}:"]
        lines = value if self.repeats else [", ".join(value) if self.many else value]
        return [f"{self.name}: {one}" for one in lines]


def _key(field: Field) -> Key:
    low, high = field.low or 0, field.high
    words = ""
    if field.choices:
        words = f"{'any' if field.many else 'one'} of {', '.join(field.choices)}"
    elif field.holds is dt.date:
        words = "a day, as in today, fri, 15-oct"
    elif high is not None:
        first = field.words.partition(";")[0].rstrip(".")
        words = first[:1].lower() + first[1:]
        words += "" if f"{low} to {high}" in words else f", {low} to {high}"
    return Key(field.key, field.name, words, field.choices, field.many, low, high)


_KEYED = [_key(field) for field in (*fields(Meeting), *fields(Person)) if field.key]

NEXT: tuple[Key, ...] = (
    Key("when", "next_when", "a day and a time, as in 19-nov 15:00"),
    *(key for key in _KEYED if key.name == "focus"),
)
"""When we meet next, and what that is to be about. (P069, P073)"""

RECORD: tuple[Key, ...] = tuple(key for key in _KEYED if key.name != "focus")
"""Every other field that a person may record, and the personal thread of the person."""


def _known(texts: list[str], words: tuple[str, ...]) -> tuple[str, ...]:
    if unknown := [text for text in texts if marks.folded(text) not in words]:
        near = [found for text in unknown if (found := marks.nearest(marks.folded(text), words))]
        hint = f"did you mean {', '.join(near)}? " if near else ""
        said = ", ".join(map(marks.quoted, unknown))
        raise UsageError(f"no such word: {said}", hint=f"{hint}Known: {', '.join(words)}")
    return tuple(dict.fromkeys(map(marks.folded, texts)))
