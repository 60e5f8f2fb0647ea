r"""The lists of a page: topics, promises that stood open, and new ones.

A list item is a bullet, a checkbox, an id in braces and a text; which of them may be
missing differs by list. A brace or a backslash inside an id has a backslash before it.

A new promise is one line: `Rebuild slide 2 due:next goal:lead-the-readout kind:resource`.
Only known tokens at the end of it are tokens, as in todo.txt; a word with a colon anywhere
else is prose. A title that ends in such a word has a backslash before it: `Ask what they
mean by \due:next`. The page and the flags share this parser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devjournal.errors import UsageError
from devjournal.logpage.marks import (
    BLANKS,
    BOX,
    BULLET,
    CONCLUSION,
    ITEM_START,
    TOKEN,
    Line,
    Mistake,
    fit_conclusion,
    fit_line,
    quoted,
)
from devjournal.logpage.meeting_log import Item, NewAction

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID = re.compile(r"\{(?P<id>(?:[^{}\\]|\\.)+)\}[ \t]*")
_TOKENS = ("due", "goal", "kind")


def write_items(items: Iterable[Item]) -> list[str]:
    """Return a checklist, with each conclusion indented below its topic."""
    lines = []
    for item in items:
        braced = "{" + re.sub(r"([{}\\])", r"\\\1", item.id) + "}" if item.id else ""
        parts = ("- [x]" if item.ticked else "- [ ]", braced, ITEM_START.escape(item.text))
        lines.append(" ".join(part for part in parts if part))
        if item.conclusion:
            below = item.conclusion.split("\n")
            lines += [f"  {CONCLUSION.escape(line)}" if line else "" for line in below]
    return lines


def read_topics(lines: Iterable[Line], mistakes: list[Mistake]) -> tuple[Item, ...]:
    """Return the topics; one without an id is new."""
    found: list[tuple[Line, list[str]]] = []
    for line in lines:
        if line.is_item:
            found.append((line, []))
        elif found and (line.is_indented or not line.words):
            found[-1][1].append(line.text)
        elif line.words:
            mistakes.append(
                line.no_place("a topic begins with `- [ ]`, its conclusion with blanks")
            )
    topics = (_topic(line, below, mistakes) for line, below in found)
    return tuple(topic for topic in topics if topic)


def read_promises(lines: Iterable[Line], mistakes: list[Mistake]) -> tuple[Item, ...]:
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


def parse_action_line(text: str, line: int | None = None) -> NewAction:
    """Return the promise that one line of text makes; values of tokens stay unchecked.

    Raises `UsageError` if a token has no value or is given twice, or if nothing but tokens
    is there.
    """
    title = fit_line(text)
    tokens: dict[str, str] = {}
    while TOKEN.begins(word := _last_word(title)):
        key, _, value = word.partition(":")
        if not value:
            raise UsageError(
                f'"{key.lower()}:" has no value',
                hint=f"give it a value, or write \\{key.lower()}: if it belongs to the text",
            )
        if key.lower() in tokens:
            raise UsageError(f'"{key.lower()}:" is given twice', hint="leave one of them")
        tokens[key.lower()] = value
        title = title.removesuffix(word).rstrip(BLANKS)
    title = title.removesuffix(word) + TOKEN.unescape(word)
    if not title:
        raise UsageError(
            "a promise needs words, not only tokens", hint="such as: Send the notes due:next"
        )
    return NewAction(title=title, line=line, **tokens)


def write_action_line(action: NewAction) -> str:
    """Return the line that `parse_action_line` reads as `action`, which is fitted."""
    word = _last_word(action.title)
    title = action.title.removesuffix(word) + TOKEN.escape(word)
    values = ((key, getattr(action, key)) for key in _TOKENS)
    return " ".join([title, *(f"{key}:{value}" for key, value in values if value)])


def _last_word(text: str) -> str:
    return text[max(map(text.rfind, BLANKS)) + 1 :]


def _read_item(line: Line, mistakes: list[Mistake]) -> Item | None:
    """Return what stands on a line, its bullet and checkbox or not; None after a mistake."""
    bullet = BULLET.match(line.words)
    text = line.words[bullet.end() :] if bullet else line.words
    box = BOX.match(text)
    if box and box["box"].strip().lower() not in ("", "x"):
        hint = "write [ ] or [x], or \\[ if it belongs to the text"
        mistakes.append(line.mistake(f"{quoted(box[0])} is not a checkbox", hint, at=box[0]))
        return None
    ticked = bool(box and box["box"].strip())
    text = text[box.end() :].lstrip(BLANKS) if box else text
    braced = _ID.match(text)
    if text.startswith("{") and not braced:
        hint = "write {id}, or \\{ if it belongs to the text"
        mistakes.append(line.mistake("the brace holds no id", hint, at=text))
        return None
    return Item(
        ticked=ticked,
        id=re.sub(r"\\(.)", r"\1", braced["id"]) if braced else None,
        text=ITEM_START.unescape(text[braced.end() :] if braced else text),
        line=line.number,
    )


def _topic(line: Line, below: list[str], mistakes: list[Mistake]) -> Item | None:
    item = _read_item(line, mistakes)
    if item is None:
        return None
    conclusion = fit_conclusion("\n".join(below))
    if not item.id and not item.text:
        if item.ticked or conclusion:
            mistakes.append(line.mistake("a topic needs words", "say what it was about"))
        return None
    if conclusion:
        conclusion = "\n".join(map(CONCLUSION.unescape, conclusion.split("\n")))
    return Item(
        id=item.id, text=item.text, ticked=item.ticked, conclusion=conclusion, line=line.number
    )


def _promise(line: Line, mistakes: list[Mistake]) -> Item | None:
    if not line.is_item:
        mistakes.append(line.no_place("a promise begins with `- [ ] {id}`"))
        return None
    item = _read_item(line, mistakes)
    if item and item.id:
        return item
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
