"""The page itself: one table of its sections, which is written downward and read in any order.

A comment (`<!-- ... -->`, one line) tells the person what may stand in a section; under Notes
everything is notes, so there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from devjournal.logpage.keys import NEXT, RECORD, Key, help_lines, read_keys, write_keys
from devjournal.logpage.lists import (
    read_actions,
    read_promises,
    read_topics,
    write_actions,
    write_items,
)
from devjournal.logpage.marks import (
    COMMENT,
    HEADING,
    TITLE,
    Line,
    Mistake,
    PageError,
    fit_line,
    fit_lines,
    nearest,
    quoted,
    split_lines,
)
from devjournal.logpage.meeting_log import Item, MeetingLog, fit

Write = Callable[[Any], list[str]]
Read = Callable[[Iterable[Line], list[Mistake]], Any]


class Section(NamedTuple):
    """One section of the page: its heading, the field of the log that it fills, and how.

    `help` says what may stand in it. With nothing in it, it stands on the page all the same,
    unless `if_empty` is False. Comments are taken out before it is read, unless `comments` is.
    """

    heading: str
    field: str
    write: Write
    read: Read
    help: tuple[str, ...] = ()
    if_empty: bool = True
    comments: bool = True


def _keyed(heading: str, keys: tuple[Key, ...]) -> Section:
    return Section(
        heading,
        "fields",
        lambda values: write_keys(keys, values),
        lambda lines, mistakes: read_keys(keys, lines, mistakes),
        help_lines(keys),
    )


def _write_notes(notes: str) -> list[str]:
    return [HEADING.escape(line) for line in notes.split("\n")] if notes else []


def _read_notes(lines: Iterable[Line], _: list[Mistake]) -> str:
    return fit_lines("\n".join(HEADING.unescape(line.text) for line in lines))


_DONE = ("[x] is done",)

SECTIONS: tuple[Section, ...] = (
    Section(
        *("Topics", "topics", write_items, read_topics),
        ("[x] was discussed; its conclusion goes below it, indented; no {id}: a new topic",),
    ),
    Section("I promised", "i_promised", write_items, read_promises, _DONE, if_empty=False),
    Section("They promised", "they_promised", write_items, read_promises, _DONE, if_empty=False),
    Section("Notes", "notes", _write_notes, _read_notes, comments=False),
    Section(
        *("I will", "mine", write_actions, read_actions),
        ("one line each; may end in due:next, goal:ID, kind:resource",),
    ),
    Section(
        *("They will", "theirs", write_actions, read_actions),
        ("one line each; may end in due:next, kind:resource, kind:introduction",),
    ),
    _keyed("Next", NEXT),
    _keyed("Record", RECORD),
)

_BY_HEADING = {section.heading.lower(): section for section in SECTIONS}


def write(log: MeetingLog, *, heading: Sequence[str]) -> str:
    """Return the page as Markdown.

    `heading` are the facts of its title line, as they are to be read: the person, the
    relationship, which meeting, when. They are not read back.
    """
    fitted = fit(log)
    parts = ["# " + " · ".join(fit_line(fact) for fact in heading)]
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
    for section, lines in _divide(text, mistakes):
        kept = list(_without_comments(lines, mistakes)) if section.comments else lines
        value = section.read(kept, mistakes)
        if section.field == "fields":
            found["fields"] |= value[0]
            found["lines"] |= value[1]
        else:
            found[section.field] = value
    log = MeetingLog(**found)
    mistakes += _twins(log.topics)
    mistakes += _twins(log.promises)
    if mistakes:
        raise PageError(mistakes)
    return log


def _divide(text: str, mistakes: list[Mistake]) -> Iterable[tuple[Section, list[Line]]]:
    """Return each known section with its lines, and note headings that can't be used."""
    before: list[Line] = []
    divided: dict[str, list[Line]] = {}
    lines = before
    for number, words in enumerate(split_lines(text.removeprefix("\ufeff")), start=1):
        line = Line(number, words)
        if not HEADING.begins(words):
            lines.append(line)
            continue
        lines = []
        heading = line.words.strip("#").strip().lower()
        wrong = _wrong_heading(line, heading, divided)
        if wrong:
            mistakes.append(wrong)
        else:
            divided[heading] = lines
    mistakes += _before_first(_without_comments(before, mistakes))
    return [(_BY_HEADING[heading], found) for heading, found in divided.items()]


def _wrong_heading(line: Line, heading: str, seen: Iterable[str]) -> Mistake | None:
    if heading in seen:
        return line.mistake(
            f"the section {quoted(line.words)} appears twice", "put what they say under one of them"
        )
    if heading in _BY_HEADING:
        return None
    near = nearest(heading, _BY_HEADING)
    meant = f"did you mean `## {_BY_HEADING[near].heading}`? " if near else ""
    return line.mistake(
        f"{quoted(line.words)} is not a section of this page",
        f"{meant}If it belongs to a text, write `\\## ` for `## `",
    )


def _before_first(lines: Iterable[Line]) -> list[Mistake]:
    """Return the mistake of text before the first section, where only a title may stand."""
    said = [line for line in lines if line.words]
    if said and TITLE.match(said[0].text):
        del said[0]
    hint = "notes stand under `## Notes`"
    return [
        line.mistake("text before the first section is not understood", hint) for line in said[:1]
    ]


def _without_comments(lines: Iterable[Line], mistakes: list[Mistake]) -> Iterator[Line]:
    for line in lines:
        if not COMMENT.begins(line.text):
            yield line
        elif line.words.find("-->") != len(line.words) - len("-->"):
            mistakes.append(
                line.mistake("a comment is one line, from `<!--` to `-->`", "end it, or delete it")
            )


def _twins(items: Iterable[Item]) -> Iterator[Mistake]:
    seen: dict[str, int | None] = {}
    for item in items:
        if item.id is not None and item.id in seen and item.line is not None:
            yield Mistake(
                item.line,
                f"{{{item.id}}} appears twice, first on line {seen[item.id]}",
                "leave one of them",
            )
        elif item.id is not None:
            seen[item.id] = item.line
