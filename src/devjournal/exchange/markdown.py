"""Checklists in Markdown, with the signs of Obsidian Tasks and of Logseq.

A box, or a word such as TODO, makes a line a thing to do. Its days stand behind signs on the
line, or, in Logseq, on lines beneath it. What stands in a block of code is no list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devjournal.exchange.incoming import LONGEST_LINE, Item, Trouble, Unfit, day_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.exchange.incoming import Found, Here

_BOX = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[(?P<box>.)\][ \t]+(?P<text>.*)")
_WORD = re.compile(
    r"[ \t]*[-*][ \t]+(?P<box>TODO|DOING|NOW|LATER|WAITING|DONE|CANCELED|CANCELLED) (?P<text>.*)"
)
_STATES = {
    **dict.fromkeys((" ", "/", "TODO", "DOING", "NOW", "LATER", "WAITING"), "open"),
    **dict.fromkeys(("x", "X", "DONE"), "done"),
    **dict.fromkeys(("-", "CANCELED", "CANCELLED"), "dropped"),
}
_DAY = r"\d{4}-\d\d-\d\d"
_MADE = "\u2795"  # a heavy plus
_SIGNS = {"📅": "due", _MADE: "created", "✅": "done", "❌": "dropped"}
_FIELDS = {"due": "due", "created": "created", "completion": "done", "cancelled": "dropped"}
_DATED = re.compile(
    rf"(?P<sign>[{''.join(_SIGNS)}⏳🛫])\ufe0f? ?(?P<day>{_DAY})"
    rf"|[\[(](?P<field>due|created|completion|cancelled|scheduled|start):: *(?P<value>{_DAY})[\])]"
)
_LOST = {
    "repeats": re.compile(rf"🔁\ufe0f? ?[^📅{_MADE}✅❌⏳🛫🔺⏫🔼🔽⏬#^\n]*|\[repeat:: [^\]]*\]"),
    "priorities": re.compile(r"[🔺⏫🔼🔽⏬]\ufe0f?|\[#[A-C]\]|\[priority:: [^\]]*\]"),
}
_MARK = re.compile(r"#(?P<tag>[^\s#]*[^\W\d][^\s#]*)|\^(?P<block>[A-Za-z0-9-]+)")
_BENEATH = re.compile(
    rf"[ \t]*(?P<word>DEADLINE|SCHEDULED): <(?P<day>{_DAY})[^>]*>|[ \t]*id:: (?P<id>\S+)[ \t]*"
)
_MOST_BENEATH = 10
"""Lines beneath an item in which its days may stand."""

_FENCE = re.compile(r"[ \t>]*(?P<fence>```+|~~~+)")


def read(text: str, here: Here) -> Iterator[Found]:
    """Yield an action for each line with a box, or with a word that stands for one."""
    lines = text.split("\n")
    fence = ""
    for at, line in enumerate(lines):
        if found := _FENCE.match(line):
            mark = found["fence"][:3]
            fence = "" if fence == mark else fence or mark
        elif not fence and len(line) > LONGEST_LINE:
            yield Trouble(at + 1, f"is longer than {LONGEST_LINE:,} letters")
        elif not fence and (item := _BOX.fullmatch(line) or _WORD.fullmatch(line)):
            try:
                yield _item(item, at + 1, lines[at + 1 : at + 1 + _MOST_BENEATH], here)
            except Unfit as error:
                yield Trouble(at + 1, str(error))


def _item(found: re.Match[str], number: int, beneath: list[str], here: Here) -> Item:
    state = _STATES.get(found["box"])
    if state is None:
        raise Unfit(f"[{found['box']}]: no state is known by that sign")
    days, lost = dict[str, Any](), list[str]()
    text = _undated(found["text"], days, lost)
    title, tags, block = _unmarked(text)
    origin = _beneath(beneath, days, lost) or block
    if not title:
        raise Unfit("it has no words")
    bound = next(filter(None, (here.links.of("relationship", one) for one in tags)), None)
    facts = {
        "title": title,
        "owner": here.owner,
        "state": state,
        "due": days.get("due"),
        "created": days.get("created"),
        "closed_on": days.get(state),
        "relationship": bound,
        "tags": tuple(one for one in dict.fromkeys(tags) if one != bound),
    }
    given = {name: value for name, value in facts.items() if value not in (None, ())}
    return Item("action", given, number, origin, tuple(lost))


def _undated(text: str, days: dict[str, Any], lost: list[str]) -> str:
    """Return a text without its signs; their days go to `days`, what has no place to `lost`."""
    for what, pattern in _LOST.items():
        lost += [what] if pattern.search(text) else []
        text = pattern.sub(" ", text)
    for one in _DATED.finditer(text):
        name = _SIGNS.get(one["sign"] or "") or _FIELDS.get(one["field"] or "")
        if name:
            days[name] = day_in(one["day"] or one["value"], "")
        else:
            lost.append("days to start")
    return _DATED.sub(" ", text).strip()


def _unmarked(text: str) -> tuple[str, list[str], str]:
    """Return a text without the tags and the name of a block at its end, and those."""
    words, tags, block = text.split(), list[str](), ""
    while words and (found := _MARK.fullmatch(words[-1])):
        words.pop()
        tags += [found["tag"]] if found["tag"] else []
        block = found["block"] or block
    return " ".join(words), tags[::-1], block


def _beneath(lines: list[str], days: dict[str, Any], lost: list[str]) -> str:
    """Take the days that stand on the lines beneath an item, and return its name if it has one."""
    name = ""
    for line in lines:
        found = _BENEATH.fullmatch(line)
        if not found:
            break
        if found["word"] == "DEADLINE":
            days["due"] = day_in(found["day"], "")
        elif found["word"]:
            lost.append("days to start")
        name = found["id"] or name
    return name
