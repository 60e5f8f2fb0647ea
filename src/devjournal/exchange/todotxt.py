"""todo.txt: one thing to do a line, as todo.sh, topydo and others read and write it.

A priority is a letter in brackets and a blank, at the beginning, and nothing else is. Words with
a colon are known keys or just words, since 10:30 is one. What is done has the day it was done
and the day it was made; with one day alone programs don't agree on which it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devjournal.exchange.incoming import LONGEST_LINE, Item, Trouble, Unfit, day_in
from devjournal.exchange.outgoing import title_of, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devjournal.exchange.incoming import Found, Here
    from devjournal.journal.stored import Stored
    from devjournal.models.meetings import Action

_DAY = r"\d{4}-\d\d-\d\d"
_DONE = re.compile(rf"x (?:\([A-Z]\) )?(?:(?P<closed>{_DAY}) )?(?:(?P<created>{_DAY}) )?")
_OPEN = re.compile(rf"(?P<priority>\([A-Z]\) )?(?:(?P<created>{_DAY}) )?")
_KEYS = {
    "due": r"\S+",
    "t": _DAY,
    "rec": r"\+?\d*[dbwmy]",
    "pri": "[A-Z]",
    "id": r"\S+",
    "kind": "task|resource|introduction",
    "owner": "me|them",
}
_KEY = re.compile("|".join(f"{key}:(?:{value})" for key, value in _KEYS.items()))
_LOST = {"t": "a day to start (t:)", "rec": "repeats (rec:)", "pri": "priorities"}
_MISREAD = re.compile(rf"- |x |[(\[]|{_DAY} ")
"""How no title may begin, as some program would take it for something else."""


def read(text: str, here: Here) -> Iterator[Found]:
    """Yield an action for each line that says something."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if len(line) > LONGEST_LINE:
            yield Trouble(number, f"is longer than {LONGEST_LINE:,} letters")
            continue
        try:
            yield _item(line.strip(), number, here)
        except Unfit as error:
            yield Trouble(number, str(error))


def _item(line: str, number: int, here: Here) -> Item:
    is_done = line.startswith("x ")
    head = (_DONE if is_done else _OPEN).match(f"{line} ")
    told = head.groupdict() if head else {}
    facts: dict[str, Any] = {"owner": here.owner, "state": "done" if is_done else "open"}
    lost = ["priorities"] if told.get("priority") else []
    for field, name in (("closed_on", "closed"), ("created", "created")):
        if told.get(name):
            facts[field] = day_in(told[name], "")
    words, marks = _parted(line[head.end() if head else 0 :].split())
    for key, _, value in (one.partition(":") for one in words if _KEY.fullmatch(one)):
        if key in ("due", "kind", "owner"):
            facts[key] = day_in(value, "due:") if key == "due" else value
        elif key in _LOST:
            lost.append(_LOST[key])
    title = " ".join(one for one in words if not _KEY.fullmatch(one))
    if title.startswith("- ") and _MISREAD.match(title, 2):
        title = title.removeprefix("- ")
    if not title:
        raise Unfit("it has no words")
    return Item("action", {**facts, "title": title, **_links(marks, here)}, number, "", tuple(lost))


def _parted(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the words of a line, and the contexts and projects that stand at either end of it."""
    start, end = 0, len(words)
    while start < end and _is_mark(words[start]):
        start += 1
    while end > start and (_is_mark(words[end - 1]) or _KEY.fullmatch(words[end - 1])):
        end -= 1
    tail = words[end:]
    marks = [one for one in (*words[:start], *tail) if _is_mark(one)]
    return words[start:end] + [one for one in tail if not _is_mark(one)], marks


def _is_mark(text: str) -> bool:
    return len(text) > 1 and text[0] in "@+"


def _links(marks: Iterable[str], here: Here) -> dict[str, Any]:
    """Return the links that contexts and projects stand for; the others are tags."""
    found: dict[str, Any] = {}
    tags = []
    for mark in marks:
        kind = "relationship" if mark[0] == "@" else "goal"
        if kind not in found and (id_ := here.links.of(kind, mark[1:])):
            found[kind] = id_
        else:
            tags.append(mark[1:])
    return {**found, "tags": tuple(dict.fromkeys(tags))} if tags else found


LEFT_OUT = {"dropped, which todo.txt has no mark for": lambda one: one.state == "dropped"}
"""What can't go there, in words."""


def write(actions: Iterable[Stored[Action]]) -> str:
    """Return a line for each action."""
    return "".join(f"{_line(one)}\n" for one in actions)


def _line(stored: Stored[Action]) -> str:
    action = stored.record
    is_done = action.state == "done"
    days = (action.closed_on if is_done else None, action.created)
    if is_done and action.closed_on is None:
        days = (None, None)  # a day alone would be the one on which it was done
    title = title_of(stored)
    parts = ["x" if is_done else "", *(str(day) for day in days if day)]
    # Behind a day, too: some take what stands in brackets there for a priority.
    parts.append(f"- {title}" if _MISREAD.match(title) else title)
    parts += (f"@{word(one)}" for one in (action.relationship, *action.tags) if one and word(one))
    parts += (f"+{word(one)}" for one in (action.goal,) if one)
    parts += (f"due:{action.due}" if action.due else "",)
    parts.append(f"kind:{action.kind}" if action.kind not in (None, "task") else "")
    parts.append("owner:them" if action.owner == "them" else "")
    return " ".join(filter(None, parts))
