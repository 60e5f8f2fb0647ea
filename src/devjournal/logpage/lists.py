r"""The lists of a page: topics, promises that stood open, and new ones.

A list item is a bullet, a checkbox, an id in braces and a text; which of them may be
missing differs by list. A brace or a backslash inside an id has a backslash before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devjournal.errors import UsageError
from devjournal.frozen import dataclass
from devjournal.logpage.action_line import parse_action_line, write_action_line
from devjournal.logpage.fit import fit_conclusion
from devjournal.logpage.happened import NewAction, PromiseLine, TopicLine
from devjournal.logpage.marks import BLANKS, BOX, BULLET, CONCLUSION, ITEM_START, Line
from devjournal.logpage.mistakes import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devjournal.logpage.mistakes import Mistake

_ID = re.compile(r"\{(?P<id>(?:[^{}\\]|\\.)+)\}[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    ticked: bool
    id: str | None
    text: str


def write_topics(topics: Iterable[TopicLine]) -> list[str]:
    """Return a checklist with each conclusion indented below its topic."""
    lines = []
    for topic in topics:
        lines.append(_checked(topic.id, topic.text, ticked=topic.discussed))
        if topic.conclusion:
            below = topic.conclusion.split("\n")
            lines += [f"  {CONCLUSION.escape(line)}" if line else "" for line in below]
    return lines


def read_topics(lines: Iterable[Line], mistakes: list[Mistake]) -> tuple[TopicLine, ...]:
    """Return the topics; one without an id is new."""
    items: list[tuple[Line, list[str]]] = []
    for line in lines:
        if line.is_item:
            items.append((line, []))
        elif items and (line.is_indented or not line.words):
            items[-1][1].append(line.text)
        elif line.words:
            mistakes.append(
                line.no_place("a topic begins with `- [ ]`, its conclusion with blanks")
            )
    found = (_topic(line, below, mistakes) for line, below in items)
    return tuple(topic for topic in found if topic)


def write_promises(promises: Iterable[PromiseLine]) -> list[str]:
    """Return a checklist of actions that stood open."""
    return [_checked(promise.id, promise.text, ticked=promise.done) for promise in promises]


def read_promises(lines: Iterable[Line], mistakes: list[Mistake]) -> tuple[PromiseLine, ...]:
    """Return the actions that stood open; each has its id."""
    found = (_promise(line, mistakes) for line in lines if line.words)
    return tuple(promise for promise in found if promise)


def write_actions(actions: Iterable[NewAction]) -> list[str]:
    """Return new promises, one line each."""
    return [f"- {ITEM_START.escape(write_action_line(action))}" for action in actions]


def read_actions(lines: Iterable[Line], mistakes: list[Mistake]) -> tuple[NewAction, ...]:
    """Return new promises; their bullet may be missing."""
    found = (_action(line, mistakes) for line in lines if line.words)
    return tuple(action for action in found if action)


def _checked(whole_id: str | None, text: str, *, ticked: bool) -> str:
    braced = "{" + re.sub(r"([{}\\])", r"\\\1", whole_id) + "}" if whole_id else ""
    parts = ("- [x]" if ticked else "- [ ]", braced, ITEM_START.escape(text))
    return " ".join(part for part in parts if part)


def _read_item(line: Line, mistakes: list[Mistake]) -> _Item | None:
    """Return what stands on a line, its bullet and checkbox or not; None after a mistake."""
    bullet = BULLET.match(line.words)
    text = line.words[bullet.end() :] if bullet else line.words
    box = BOX.match(text)
    if box and box["box"].strip().lower() not in ("", "x"):
        hint = "write [ ] or [x], or \\[ if it belongs to the text"
        mistakes.append(line.mistake(f"{quoted(box[0])} is no checkbox", hint, at=box[0]))
        return None
    ticked = bool(box and box["box"].strip())
    text = text[box.end() :].lstrip(BLANKS) if box else text
    braced = _ID.match(text)
    if text.startswith("{") and not braced:
        hint = "write {id}, or \\{ if it belongs to the text"
        mistakes.append(line.mistake("the brace holds no id", hint, at=text))
        return None
    return _Item(
        ticked=ticked,
        id=re.sub(r"\\(.)", r"\1", braced["id"]) if braced else None,
        text=ITEM_START.unescape(text[braced.end() :] if braced else text),
    )


def _topic(line: Line, below: list[str], mistakes: list[Mistake]) -> TopicLine | None:
    item = _read_item(line, mistakes)
    if item is None:
        return None
    conclusion = fit_conclusion("\n".join(below))
    if not item.id and not item.text:
        if item.ticked or conclusion:
            mistakes.append(line.mistake("a topic needs words", "say what it was about"))
        return None
    return TopicLine(
        id=item.id,
        text=item.text,
        discussed=item.ticked,
        conclusion=_unescaped(conclusion),
        line=line.number,
    )


def _unescaped(conclusion: str | None) -> str | None:
    return conclusion and "\n".join(map(CONCLUSION.unescape, conclusion.split("\n")))


def _promise(line: Line, mistakes: list[Mistake]) -> PromiseLine | None:
    if not line.is_item:
        mistakes.append(line.no_place("a promise begins with `- [ ] {id}`"))
        return None
    item = _read_item(line, mistakes)
    if item and item.id:
        return PromiseLine(id=item.id, text=item.text, done=item.ticked, line=line.number)
    if item and (item.text or item.ticked):
        hint = "what was promised in this meeting stands under `## I will` or `## They will`"
        mistakes.append(line.mistake("a promise from before needs its {id}", hint))
    return None


def _action(line: Line, mistakes: list[Mistake]) -> NewAction | None:
    if line.is_indented and not line.is_item:
        mistakes.append(line.no_place("a new promise is one line, at the margin"))
        return None
    item = _read_item(line, mistakes)
    if item is None or not (item.text or item.id or item.ticked):
        return None
    if item.id or item.ticked:
        hint = "leave out the tick and the {id}, or write \\{ if it belongs to the text"
        mistakes.append(line.mistake("a new promise has no id and is not done yet", hint))
        return None
    try:
        return parse_action_line(item.text, line.number)
    except UsageError as error:
        mistakes.append(line.mistake(error.message, error.hint))
        return None
