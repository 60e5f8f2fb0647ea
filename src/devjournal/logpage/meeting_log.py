"""What a meeting's log says, as plain facts before any name or day is resolved.

The same facts come from the page, from stdin and from flags. Days stay text here; `line`
and `lines` keep where a thing stood on the page, so that whoever resolves it later can name
the line. They take no part in comparison.

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
import re
from typing import TYPE_CHECKING, Any

from devjournal.logpage.keys import fit_values
from devjournal.logpage.marks import fit_conclusion, fit_line, fit_lines, split_lines

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a checklist: a topic of the meeting, or an action that stood open before it.

    `text` is one line, and only a reminder where there is an id. A topic without an id was
    raised in the meeting; only a topic has a conclusion, which may be several lines.
    """

    id: str | None = None
    text: str
    ticked: bool = False
    conclusion: str | None = None
    line: int | None = dataclasses.field(default=None, compare=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """Something that one side promised in the meeting. (P070, P071, P074)

    The title is one line; `due`, `goal` and `kind` are one word each, as they were written
    and still unchecked. `line` is None for one that came from a flag.
    """

    title: str
    due: str | None = None
    goal: str | None = None
    kind: str | None = None
    line: int | None = dataclasses.field(default=None, compare=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLog:
    """All that one page says. An unset field, like a line that is missing, changes nothing.

    `fields` are the values of `key: value` lines, by the name of the field that each fills.
    """

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
        news = dataclasses.replace(
            self,
            topics=tuple(t for t in self.topics if t.id is None or t.ticked or t.conclusion),
            i_promised=tuple(promise for promise in self.i_promised if promise.ticked),
            they_promised=tuple(promise for promise in self.they_promised if promise.ticked),
        )
        return news != MeetingLog()


def fit(log: MeetingLog) -> MeetingLog:
    """Return `log` as a page can carry it; fitting twice changes nothing more."""
    return dataclasses.replace(
        log,
        topics=tuple(one for one in map(_item, log.topics) if one.id or one.text),
        i_promised=tuple(map(_item, log.i_promised)),
        they_promised=tuple(map(_item, log.they_promised)),
        notes=fit_lines(log.notes),
        mine=tuple(one for one in map(_action, log.mine) if one.title),
        theirs=tuple(one for one in map(_action, log.theirs) if one.title),
        fields=fit_values(log.fields),
    )


def _item(item: Item) -> Item:
    return dataclasses.replace(
        item,
        id=" ".join(split_lines(item.id)) if item.id else None,
        text=fit_line(item.text),
        conclusion=fit_conclusion(item.conclusion or ""),
    )


def _action(action: NewAction) -> NewAction:
    return dataclasses.replace(
        action,
        title=fit_line(action.title),
        due=_word(action.due),
        goal=_word(action.goal),
        kind=_word(action.kind),
    )


def _word(text: str | None) -> str | None:
    return re.sub(r"[ \t]+", "-", fit_line(text or "")) or None
