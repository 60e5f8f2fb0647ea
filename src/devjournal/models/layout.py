r"""How you laid out a review for a reader, as a page of plain text; its records stay as they are.

    ## What I am proud of {growth}
    - {skills/financial-acumen}
    - {mqkv} Cost per contact, down by a sixteenth

A heading is a section by its name in braces, an item a line by its own; words behind the braces
are yours, and a line without any says what it always says.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from devjournal.errors import UsageError
from devjournal.models.base import Record, required

_HEADING = re.compile(r"##\s+(?P<words>.*?)\s*\{(?P<key>[^{}]+)\}")
_ITEM = re.compile(r"[-*+]\s+\{(?P<key>[^{}]+)\}\s*(?P<words>.*)")
_COMMENT = re.compile("<!--.*-->")


class Placed(NamedTuple):
    """A line by its key, and your words for it (none: its own); `number` is where it stands."""

    key: str
    words: str = ""
    number: int = 0


class Part(NamedTuple):
    """A section by its key, its title and its lines, in your order."""

    key: str
    title: str
    lines: tuple[Placed, ...] = ()
    number: int = 0


class Fault(NamedTuple):
    """What is wrong with a line of the page, and what would mend it."""

    number: int
    reason: str
    hint: str


def read_layout(text: str) -> tuple[tuple[Part, ...], tuple[Fault, ...]]:
    """Return what a page says, and what is wrong with it."""
    parts: list[Part] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    lines = enumerate(text.removeprefix("\ufeff").splitlines(), start=1)
    for number, words in ((n, raw.strip()) for n, raw in lines):
        heading, item = _HEADING.fullmatch(words), _ITEM.fullmatch(words)
        found = heading or item
        if not found:
            if words and not _COMMENT.fullmatch(words):
                hint = "a section is `## Title {name}`, a line `- {name} words`"
                faults.append(Fault(number, "is neither a section nor a line", hint))
            continue
        key = found["key"]
        if (name := f"{'##' if heading else '-'} {key}") in seen:
            faults.append(Fault(number, f"{{{key}}} stands here twice", "leave one of them"))
        elif heading:
            parts.append(Part(key, found["words"], (), number))
        elif parts:
            placed = Placed(key, found["words"], number)
            parts[-1] = parts[-1]._replace(lines=(*parts[-1].lines, placed))
        else:
            faults.append(Fault(number, "stands under no section", "put it beneath a heading"))
        seen.add(name)
    return tuple(parts), tuple(faults)


def require_layout(text: str) -> None:
    """Raise UsageError for a page that can't be read."""
    for number, reason, hint in read_layout(text)[1][:1]:
        raise UsageError(f"line {number}: {reason}", hint=hint)


def write_layout(parts: Collection[Part]) -> str:
    """Return a page of these sections."""

    def rows(part: Part) -> Iterator[str]:
        yield " ".join(filter(None, ("##", part.title, f"{{{part.key}}}")))
        for one in part.lines:
            yield f"- {{{one.key}}} {one.words}".rstrip()

    return "\n\n".join("\n".join(rows(part)) for part in parts) + "\n"


class Layout(Record):
    """How you laid out the review of a period for a reader."""

    title: str = required("Which review it is.", min_length=1)
    since: dt.date = required("The first day of its period.")
    until: dt.date = required("The last day of its period.", least="since")
    reader: str = required(
        "Who reads it: self, manager, exec, or a relationship.", link="relationship or name"
    )
    page: str = required(
        "Its sections and lines in your order, each by its name in braces, and your own words.",
        sense=require_layout,
    )

    def with_names(self, names: Mapping[str, str | None]) -> str:
        """Return the page in which records have other names, and those without are gone."""

        def named(placed: Placed | Part) -> str | None:
            name, blank, more = placed.key.partition(" ")
            to = names.get(name, name)
            return None if to is None else f"{to}{blank}{more}"

        read, faults = read_layout(self.page)
        if faults:
            return self.page
        parts = []
        for part in read:
            lines = [one._replace(key=to) for one in part.lines if (to := named(one)) is not None]
            parts.append(part._replace(key=named(part) or part.key, lines=tuple(lines)))
        return write_layout(parts)
