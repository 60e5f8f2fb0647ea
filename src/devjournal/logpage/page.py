r"""The page itself: one table of its sections, which is written downward and read in any order.

It knows no journal: it takes and gives plain facts (`meeting_log`), and the caller resolves
names, days and what was left unsaid. A comment (`<!-- ... -->`, one line) tells the person
what may stand in a section; under Notes everything is notes, so there is none.

A list item is a bullet, a checkbox, an id in braces and a text; which of them may be
missing differs by list. A brace or a backslash inside an id has a backslash before it.

A new promise is one line: `Rebuild slide 2 due:next goal:lead-the-readout kind:resource`.
Only known tokens at the end of it are tokens, as in todo.txt; a word with a colon anywhere
else is prose. The day behind `due:` may be several words, `due:24 dec` or `due: "next friday"`.
A title that ends in such a word has a backslash before it: `Ask what they mean by \due:next`.
The page and the flags share this parser.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from devjournal.dates.grammar import is_like_a_day
from devjournal.errors import UsageError
from devjournal.logpage import marks
from devjournal.logpage.marks import Line, Mistake, PageError, quoted, read_each
from devjournal.logpage.meeting_log import NEXT, RECORD, Item, Key, MeetingLog, NewAction, fit
from devjournal.namedtuples import NamedTuple

_DUE = re.compile(
    r"""(?:.*[ \t])?(?P<last>\\*due:[ \t]*(?P<words>"[^"]+"|[^ \t"]+(?:[ \t]+[^ \t"]+){0,4}))""",
    re.IGNORECASE,
)
_LIKE_A_TOKEN = re.compile(
    r"(?!(?:mailto|tel|sms|urn|doi|data|localhost):)[a-z][a-z_-]+:(?!//|:)\S+", re.IGNORECASE
)
_ID = re.compile(r"\{(?P<id>(?:[^{}\\]|\\.)+)\}[ \t]*")


def _write_items(items: Iterable[Item]) -> list[str]:
    lines = []
    for item in items:
        braced = "{" + re.sub(r"([{}\\])", r"\\\1", item.id) + "}" if item.id else ""
        parts = ("- [x]" if item.ticked else "- [ ]", braced, marks.ITEM_START.escape(item.text))
        lines.append(" ".join(filter(None, parts)))
        if item.conclusion:
            below = item.conclusion.split("\n")
            lines += [f"  {marks.CONCLUSION.escape(line)}" if line else "" for line in below]
    return lines


def _read_item(line: Line) -> Item:
    """Return what stands on a line, its bullet and checkbox or not; raises PageError."""
    bullet = marks.BULLET.match(line.words)
    text = line.words[bullet.end() :] if bullet else line.words
    box = marks.BOX.match(text)
    if box and box["box"].strip().lower() not in ("", "x"):
        hint = "write [ ] or [x], or \\[ if it belongs to the text"
        raise line.mistake(f"{quoted(box[0])} is not a checkbox", hint, at=box[0])
    ticked = bool(box and box["box"].strip())
    text = text[box.end() :].lstrip(marks.BLANKS) if box else text
    braced = _ID.match(text)
    if text.startswith("{") and not braced:
        hint = "write {id}, or \\{ if it belongs to the text"
        raise line.mistake("the brace holds no id", hint, at=text)
    id_ = re.sub(r"\\(.)", r"\1", braced["id"]) if braced else None
    text = marks.ITEM_START.unescape(text[braced.end() :] if braced else text)
    return Item(ticked=ticked, id=id_, text=text, line=line.number)


def _read_topics(lines: Iterable[Line], mistakes: list[Mistake]) -> tuple[Item, ...]:
    found: list[tuple[Line, list[str]]] = []

    def gather(line: Line) -> None:
        if line.is_item:
            found.append((line, []))
        elif found and (line.text.startswith(tuple(marks.BLANKS)) or not line.words):
            found[-1][1].append(line.text)
        elif line.words:
            raise line.no_place("a topic begins with `- [ ]`, its conclusion with blanks")

    read_each(lines, gather, mistakes)
    return read_each(found, _read_topic, mistakes)


def _read_topic(found: tuple[Line, list[str]]) -> Item | None:
    line, below = found
    item = _read_item(line)
    if conclusion := marks.fit_conclusion("\n".join(below)):
        conclusion = "\n".join(map(marks.CONCLUSION.unescape, conclusion.split("\n")))
    if item.id or item.text:
        return dataclasses.replace(item, conclusion=conclusion)
    if item.ticked or conclusion:
        raise line.mistake("a topic needs words", "say what it was about")
    return None


def _read_promise(line: Line) -> Item | None:
    if not line.is_item:
        raise line.no_place("a promise begins with `- [ ] {id}`")
    item = _read_item(line)
    if not item.id and (item.text or item.ticked):
        hint = "what was promised in this meeting stands under `## I will` or `## They will`"
        raise line.mistake("a promise from before needs its {id}", hint)
    return item if item.id else None


def _write_actions(actions: Iterable[NewAction]) -> list[str]:
    lines = []
    for action in actions:
        word = _last_word(action.title)
        title = action.title.removesuffix(word) + marks.TOKEN.escape(word)
        values = ((key, getattr(action, key)) for key in marks.TOKENS)
        tokens = (f" {key}:{value}" for key, value in values if value)
        lines.append(f"- {marks.ITEM_START.escape(title + ''.join(tokens))}")
    return lines


def _read_action(line: Line) -> NewAction | None:
    if line.text.startswith(tuple(marks.BLANKS)) and not line.is_item:
        raise line.no_place("a new promise is one line, at the margin")
    item = _read_item(line)
    if item.id or item.ticked:
        hint = "leave out the tick and the {id}, or write \\{ if it belongs to the text"
        raise line.mistake("a new promise has no id and is not done yet", hint)
    try:
        return parse_action_line(item.text, line.number) if item.text else None
    except UsageError as error:
        raise line.mistake(error.message, error.hint) from error


def parse_action_line(text: str, line: int | None = None) -> NewAction:
    """Return the promise of one line, its values unchecked; raises UsageError for a bad token."""
    title = marks.fit_line(text)
    tokens: dict[str, str] = {}
    while marks.TOKEN.begins(word := _last_word(title)):
        name, _, value = word.partition(":")
        key, value = name.lower(), marks.fit_token(name, value)
        if not value:
            hint = f"give it a value, or write \\{key}: if it belongs to the text"
            raise UsageError(f'"{key}:" has no value', hint=hint)
        if key in tokens:
            raise UsageError(f'"{key}:" is given twice', hint="leave one of them")
        tokens[key] = value
        title = title.removesuffix(word).rstrip(marks.BLANKS)
    idle = idle_tokens(title)
    title = title.removesuffix(word) + marks.TOKEN.unescape(word)
    if not title:
        hint = "such as: Send the notes due:next"
        raise UsageError("a promise needs words, not only tokens", hint=hint)
    return NewAction(title=title, line=line, idle=idle, **tokens)


def idle_tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text that look like tokens: known ones, and at its end any other.

    A ratio (`1:1`), a time, an address of the web and the like are none.
    """
    words = text.split()
    tail = len(words)
    while tail and _LIKE_A_TOKEN.fullmatch(words[tail - 1]):
        tail -= 1
    found = []
    for place, word in enumerate(words):
        after = "".join(words[place + 1 : place + 2])
        if marks.TOKEN.begins(word):
            bare = word.endswith(":")
            if not bare or is_like_a_day(after):
                found.append(f"{word} {after}" if bare else word)
        elif place >= tail:
            found.append(word)
    return tuple(found)


def _last_word(text: str) -> str:
    """Return the last word of a line; a day is one, of several words or in quotes, behind due:."""
    found = _DUE.fullmatch(text)
    if found and (':"' in found["last"] or is_like_a_day(found["words"].strip('"'))):
        return found["last"]
    return text[max(map(text.rfind, marks.BLANKS)) + 1 :]


def _read_keys(
    keys: Iterable[Key], lines: Iterable[Line], mistakes: list[Mistake]
) -> tuple[dict[str, Any], dict[str, int]]:
    by_name = {key.name: key for key in keys}
    values: dict[str, Any] = {}
    places: dict[str, int] = {}

    def read(line: Line) -> None:
        key, value = _read_line(by_name, line)
        if value in (None, ()):
            return
        if key.field in values and not key.repeats:
            raise line.mistake(f'"{key.name}:" is given twice', "leave one of them")
        values[key.field] = (*values.get(key.field, ()), value) if key.repeats else value
        places.setdefault(key.field, line.number)

    read_each((line for line in lines if line.words), read, mistakes)
    return values, places


def _read_line(by_name: Mapping[str, Key], line: Line) -> tuple[Key, Any]:
    bullet = marks.BULLET.match(line.words)
    name, colon, text = line.words[bullet.end() if bullet else 0 :].partition(":")
    key, text = by_name.get(marks.folded(name)), text.strip(marks.BLANKS)
    known = f"keys: {', '.join(by_name)}"
    if not colon:
        raise line.no_place(f"a line here is `key: value`; {known}")
    if not key:
        near = marks.nearest(marks.folded(name), by_name)
        hint = f'did you mean "{near}:"?' if near else known
        raise line.mistake(f"{quoted(name.strip())} is not a key of this section", hint)
    try:
        return key, key.read(text) if text else None
    except UsageError as error:
        raise line.mistake(f"{key.name}: {error.message}", error.hint, at=text) from error


class Section(NamedTuple):
    """One section of the page: its heading, the field of the log that it fills, and how.

    `help` says what may stand in it. With nothing in it, it stands on the page all the same,
    unless `if_empty` is False. Comments are taken out before it is read, unless `comments` is.
    """

    heading: str
    field: str
    write: Callable[[Any], list[str]]
    read: Callable[[Iterable[Line], list[Mistake]], Any]
    help: tuple[str, ...] = ()
    if_empty: bool = True
    comments: bool = True


def _each(read: Callable[[Line], Any]) -> Callable[[Iterable[Line], list[Mistake]], Any]:
    return lambda lines, mistakes: read_each((one for one in lines if one.words), read, mistakes)


def _promised(heading: str, field: str) -> Section:
    done = ("[x] is done",)
    return Section(heading, field, _write_items, _each(_read_promise), done, if_empty=False)


def _will(heading: str, field: str, tokens: str) -> Section:
    words = f"one line each; may end in {tokens}"
    return Section(heading, field, _write_actions, _each(_read_action), (words,))


def _keyed(heading: str, keys: tuple[Key, ...]) -> Section:
    return Section(
        heading,
        "fields",
        lambda values: [line for key in keys for line in key.write(values.get(key.field))],
        lambda lines, mistakes: _read_keys(keys, lines, mistakes),
        tuple(f"{key.name}: {key.help}" for key in keys if key.help),
    )


SECTIONS: tuple[Section, ...] = (
    Section(
        *("Topics", "topics", _write_items, _read_topics),
        ("[x] was discussed; its conclusion goes below it, indented; no {id}: a new topic",),
    ),
    _promised("I promised", "i_promised"),
    _promised("They promised", "they_promised"),
    Section(
        *("Notes", "notes"),
        lambda notes: [marks.HEADING.escape(row) for row in notes.split("\n")] if notes else [],
        lambda rows, _: marks.fit_lines("\n".join(marks.HEADING.unescape(r.text) for r in rows)),
        comments=False,
    ),
    _will("I will", "mine", "due:next, goal:ID, kind:resource"),
    _will("They will", "theirs", "due:next, kind:resource, kind:introduction"),
    _keyed("Next", NEXT),
    _keyed("Record", RECORD),
)

_BY_HEADING = {section.heading.lower(): section for section in SECTIONS}


def write(log: MeetingLog, *, heading: Sequence[str]) -> str:
    """Return the page as Markdown; `heading` are the facts of its title line, not read back."""
    fitted = fit(log)
    parts = ["# " + " · ".join(map(marks.fit_line, heading))]
    for section in SECTIONS:
        lines = section.write(getattr(fitted, section.field))
        if lines or section.if_empty:
            comments = (f"<!-- {words} -->" for words in section.help)
            parts.append("\n".join([f"## {section.heading}", *comments, *lines]))
    return "\n\n".join(parts) + "\n"


def parse(text: str) -> MeetingLog:
    """Return what a page says; raises `PageError` with every mistake, and then uses nothing.

    Sections may be missing and stand in any order. Line ends of any system, a BOM, blanks
    at the end of a line, the bullets `-`, `*` and `+`, and `[X]` are all understood.
    """
    mistakes: list[Mistake] = []
    found: dict[str, Any] = {"fields": {}, "lines": {}}
    for heading, lines in _divide(text, mistakes).items():
        section = _BY_HEADING[heading]
        kept = read_each(lines, _unless_comment, mistakes) if section.comments else lines
        value = section.read(kept, mistakes)
        if section.field == "fields":
            found["fields"] |= value[0]
            found["lines"] |= value[1]
        else:
            found[section.field] = value
    log = MeetingLog(**found)
    mistakes += (*_twins(log.topics), *_twins(log.promises))
    if mistakes:
        raise PageError(mistakes)
    return log


def _divide(text: str, mistakes: list[Mistake]) -> dict[str, list[Line]]:
    """Return the lines of each known section, and note headings that can't be used."""
    lines = before = list[Line]()
    divided: dict[str, list[Line]] = {}

    def take(line: Line) -> None:
        nonlocal lines
        if not marks.HEADING.begins(line.text):
            lines.append(line)
            return
        lines = []
        heading = line.words.strip("#").strip().lower()
        if heading in divided:
            hint = "put what they say under one of them"
            raise line.mistake(f"the section {quoted(line.words)} appears twice", hint)
        if heading not in _BY_HEADING:
            near = marks.nearest(heading, _BY_HEADING)
            meant = f"did you mean `## {_BY_HEADING[near].heading}`? " if near else ""
            hint = f"{meant}If it belongs to a text, write `\\## ` for `## `"
            raise line.mistake(f"{quoted(line.words)} is not a section of this page", hint)
        divided[heading] = lines

    texts = marks.split_lines(text.removeprefix("\ufeff"))
    read_each(map(Line, itertools.count(1), texts), take, mistakes)
    said = [line for line in read_each(before, _unless_comment, mistakes) if line.words]
    if said and marks.TITLE.match(said[0].text):
        del said[0]
    if said:
        reason = "text before the first section is not understood"
        mistakes += said[0].mistake(reason, "notes stand under `## Notes`").mistakes
    return divided


def _unless_comment(line: Line) -> Line | None:
    """Return a line, or None for a comment; raises PageError for one that does not end."""
    if not marks.COMMENT.begins(line.text):
        return line
    if line.words.find("-->") != len(line.words) - len("-->"):
        raise line.mistake("a comment is one line, from `<!--` to `-->`", "end it, or delete it")
    return None


def _twins(items: Iterable[Item]) -> Iterator[Mistake]:
    """Yield the mistake of each item whose id another bears before it."""
    seen: dict[str, Item] = {}
    for item in items:
        first = seen.setdefault(item.id, item) if item.id else item
        if first is not item:
            reason = f"{{{item.id}}} appears twice, first on line {first.line}"
            yield Mistake(item.line or 0, reason, "leave one of them")
