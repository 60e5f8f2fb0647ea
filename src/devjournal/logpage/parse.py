"""From a filled-in page to what happened, or to all that is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.logpage.fit import split_lines
from devjournal.logpage.happened import Happened, PromiseLine, TopicLine
from devjournal.logpage.marks import COMMENT, HEADING, TITLE, Line
from devjournal.logpage.mistakes import Mistake, PageError, nearest, quoted
from devjournal.logpage.sections import SECTIONS, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BY_HEADING = {section.heading.lower(): section for section in SECTIONS}


def parse(text: str) -> Happened:
    """Return what a page says; raises `PageError` with every mistake, and then uses nothing.

    Sections may be missing and stand in any order. Line ends of any system, a BOM, blanks
    at the end of a line, the bullets `-`, `*` and `+`, and `[X]` are all understood.
    """
    mistakes: list[Mistake] = []
    fields: dict[str, Any] = {}
    for section, lines in _divide(text, mistakes):
        read = list(_without_comments(lines, mistakes)) if section.comments else lines
        fields |= section.form.read(read, mistakes)
    happened = Happened(**fields)
    mistakes += _twins(happened.topics)
    mistakes += _twins(happened.promises)
    if mistakes:
        raise PageError(mistakes)
    return happened


def _divide(text: str, mistakes: list[Mistake]) -> Iterable[tuple[Section, list[Line]]]:
    """Return each known section with its lines, and note headings that can't be used."""
    before: list[Line] = []
    divided: dict[str, list[Line]] = {}
    lines = before
    for number, words in enumerate(split_lines(text.removeprefix("\ufeff")), start=1):
        line = Line(number=number, text=words)
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
            f"the section {quoted(line.words)} stands twice", "put what they say under one of them"
        )
    if heading in _BY_HEADING:
        return None
    near = nearest(heading, _BY_HEADING)
    meant = f"did you mean `## {_BY_HEADING[near].heading}`? " if near else ""
    return line.mistake(
        f"{quoted(line.words)} is no section of this page",
        f"{meant}If it belongs to a text, write `\\## ` for `## `",
    )


def _before_first(lines: Iterable[Line]) -> list[Mistake]:
    """Return the mistake of text before the first section, where only a title may stand."""
    said = [line for line in lines if line.words]
    if said and TITLE.match(said[0].text):
        del said[0]
    hint = "notes stand under `## Notes`"
    return [line.mistake("text before the first section has no place", hint) for line in said[:1]]


def _without_comments(lines: Iterable[Line], mistakes: list[Mistake]) -> Iterator[Line]:
    for line in lines:
        if not COMMENT.begins(line.text):
            yield line
        elif line.words.find("-->") != len(line.words) - len("-->"):
            mistakes.append(
                line.mistake("a comment is one line, from `<!--` to `-->`", "end it, or delete it")
            )


def _twins(items: Iterable[TopicLine | PromiseLine]) -> Iterator[Mistake]:
    seen: dict[str, int | None] = {}
    for item in items:
        if item.id is not None and item.id in seen and item.line is not None:
            yield Mistake(
                line=item.line,
                reason=f"{{{item.id}}} stands twice, first on line {seen[item.id]}",
                hint="leave one of them",
            )
        elif item.id is not None:
            seen[item.id] = item.line
