"""The one place that says what a page can't carry one to one, and what becomes of it.

- A title, a text, a focus, a decision is one line: line breaks become one space, blanks
  around it go, and one with nothing left is unset; a line with no words and no id goes.
- A token's value is one word: blanks inside it become hyphens.
- Notes and conclusions keep their lines; empty lines around them go, every line end becomes
  a newline, and a conclusion loses the indentation that all its lines share.
- Words of a closed list stand once each.

All else comes back as it went in: `parse(write(page)) == fit(page)`.
"""

from __future__ import annotations

import dataclasses
import re
import textwrap
from typing import TYPE_CHECKING

from devjournal.logpage.marks import BLANKS

if TYPE_CHECKING:
    from devjournal.logpage.happened import Happened, NewAction, PromiseLine, Recorded, TopicLine


def fit(page: Happened) -> Happened:
    """Return `page` as the page can carry it; fitting twice changes nothing more."""
    return dataclasses.replace(
        page,
        topics=tuple(topic for line in page.topics if (topic := _topic(line))),
        i_promised=tuple(map(_promise, page.i_promised)),
        they_promised=tuple(map(_promise, page.they_promised)),
        notes=fit_lines(page.notes),
        mine=tuple(action for line in page.mine if (action := _action(line)).title),
        theirs=tuple(action for line in page.theirs if (action := _action(line)).title),
        next_when=_set_line(page.next_when),
        next_focus=_set_line(page.next_focus),
        record=_recorded(page.record),
    )


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, whatever the system that ended them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def fit_line(text: str) -> str:
    """Return a text as one line."""
    parts = (part.strip(BLANKS) for part in split_lines(text))
    return " ".join(part for part in parts if part)


def fit_lines(text: str) -> str:
    """Return a longer text without the empty lines around it."""
    lines = split_lines(text)
    while lines and not lines[-1].strip(BLANKS):
        lines.pop()
    first = next((place for place, line in enumerate(lines) if line.strip(BLANKS)), 0)
    return "\n".join(lines[first:])


def fit_conclusion(text: str) -> str | None:
    """Return a longer text at the margin, or None if it says nothing."""
    return fit_lines(textwrap.dedent("\n".join(split_lines(text)))) or None


def _set_line(text: str | None) -> str | None:
    return fit_line(text or "") or None


def _set_word(text: str | None) -> str | None:
    return re.sub(r"[ \t]+", "-", fit_line(text or "")) or None


def _id(text: str) -> str:
    return " ".join(split_lines(text))


def _topic(topic: TopicLine) -> TopicLine | None:
    fitted = dataclasses.replace(
        topic,
        id=_id(topic.id) if topic.id else None,
        text=fit_line(topic.text),
        conclusion=fit_conclusion(topic.conclusion or ""),
    )
    return fitted if fitted.id or fitted.text else None


def _promise(promise: PromiseLine) -> PromiseLine:
    return dataclasses.replace(promise, id=_id(promise.id), text=fit_line(promise.text))


def _action(action: NewAction) -> NewAction:
    return dataclasses.replace(
        action,
        title=fit_line(action.title),
        due=_set_word(action.due),
        goal=_set_word(action.goal),
        kind=_set_word(action.kind),
    )


def _recorded(record: Recorded) -> Recorded:
    return dataclasses.replace(
        record,
        received=tuple(dict.fromkeys(record.received)),
        self_check=tuple(dict.fromkeys(record.self_check)),
        decisions=tuple(line for text in record.decisions if (line := fit_line(text))),
        channel=_set_line(record.channel),
        thanked_on=_set_line(record.thanked_on),
        personal=_set_line(record.personal),
    )
