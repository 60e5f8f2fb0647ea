r"""A review laid out by its writer: a page of plain text, and what it makes of the sections.

    ## What I am proud of {growth}
    - {skills/financial-acumen}
    - {mqkv} Cost per contact, down by a sixteenth

A heading is a section by its name in braces, an item a line by its own; words behind the braces
are the writer's, and without any it says what it always says. What stands under `{full}` is on
the page in full alone, what stands under `{out}` nowhere. What a reader may not see is no line of
theirs to begin with, so no page of text can bring it back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devjournal.journal.tenures import audience, tenure, turns
from devjournal.logpage.marks import Mistake, PageError
from devjournal.models.ids import split_letters
from devjournal.namedtuples import NamedTuple
from devjournal.render.document import Span, line, text_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.layout import Layout
    from devjournal.pages.packet import Row, Section

FULL, OUT = "full", "out"
_ASIDE = {FULL: "Only with --full", OUT: "Left out"}
_HELP = """\
<!-- {title}. Move lines and sections, put other words behind the braces, or cut a line: -->
<!-- it goes to "Left out" at the end, from where it can be moved back. An empty page forgets it. -->
"""
_HEADING = re.compile(r"##\s+(?P<title>.*?)\s*\{(?P<key>[^{}]+)\}\s*")
_ITEM = re.compile(r"[-*+]\s+\{(?P<key>[^{}]+)\}\s*(?P<words>.*?)\s*")


class Placed(NamedTuple):
    """A line by its key, and the writer's words for it (none: its own)."""

    key: str
    words: str


class Part(NamedTuple):
    """A section by its key, its title and its lines, in the writer's order."""

    key: str
    title: str
    lines: tuple[Placed, ...]


Laid = tuple[Part, ...]


def layout_for(
    journal: Journal, period: Period, reader: str, today: dt.date
) -> Stored[Layout] | None:
    """Return how the review of a period was laid out for a reader, if it was.

    What was said to one manager, or one employer's executives, is not said to the next.
    """
    found = (
        one
        for one in journal.all("layout").values()
        if (one.record.since, one.record.until) == period[1:3]
        and _reader(journal, one.record.reader, today) == _reader(journal, reader, today)
    )
    return next(found, None)


def _reader(journal: Journal, reader: str, today: dt.date) -> tuple[str, int]:
    name, on = audience(reader)
    return (name, tenure(turns(journal.profile, name), on or today)) if name else (reader, 0)


def parse_layout(text: str, sections: Iterable[Section] | None = None) -> Laid:
    """Return what a page of text says; raises PageError with the line of each mistake.

    With `sections`, only what is in them may be named.
    """
    known = None if sections is None else {one.key for one in sections}
    rows = None if sections is None else {key_in(row) for one in sections for row in one.rows}
    parts: list[Part] = []
    mistakes: list[Mistake] = []
    seen: set[str] = set()

    def wrong(reason: str, hint: str) -> None:
        mistakes.append(Mistake(number, reason, hint))

    for number, raw in enumerate(text.split("\n"), start=1):
        words = raw.strip()
        if not words or (words.startswith("<!--") and words.endswith("-->")):
            continue
        if found := _HEADING.fullmatch(words):
            key = found["key"]
            if known is not None and key not in {*known, *_ASIDE}:
                wrong(f"there is no section {{{key}}}", "leave its name in braces as it was")
            elif any(one.key == key for one in parts):
                wrong(f"the section {{{key}}} stands here twice", "leave one of them")
            parts.append(Part(key, found["title"], ()))
        elif not (found := _ITEM.fullmatch(words)):
            hint = "a section is `## Title {name}`, a line `- {name} words`"
            wrong("is neither a section nor a line", hint)
        elif not parts:
            wrong("stands under no section", "put it beneath a heading `## Title {name}`")
        elif found["key"] in seen:
            wrong(f"the line {{{found['key']}}} stands here twice", "leave one of them")
        elif rows is not None and found["key"] not in rows:
            wrong(f"there is no line {{{found['key']}}}", "leave its name in braces as it was")
        else:
            seen.add(found["key"])
            placed = Placed(found["key"], found["words"])
            parts[-1] = parts[-1]._replace(lines=(*parts[-1].lines, placed))
    if mistakes:
        raise PageError(mistakes)
    return tuple(parts)


def write_layout(laid: Laid) -> str:
    """Return a page of text, without the words that are not the writer's."""
    blocks = []
    for part in laid:
        lines = [f"- {{{one.key}}} {one.words}".rstrip() for one in part.lines]
        blocks.append("\n".join([f"## {part.title} {{{part.key}}}", *lines]))
    return "\n\n".join(blocks) + "\n"


def blank_layout(
    title: str, sections: Sequence[Section], short: Sequence[Section], laid: Laid | None
) -> str:
    """Return the page to edit, with all words in it, as it is laid out so far."""
    default = _default(sections, short)
    rows = {key_in(row): row for one in sections for row in one.rows}
    told = [
        part._replace(
            lines=tuple(
                one._replace(words=one.words or words_of(rows[one.key]))
                for one in part.lines
                if one.key in rows
            )
        )
        for part in (_completed(laid, default) if laid else default)
    ]
    return _HELP.format(title=title) + "\n" + write_layout(tuple(told))


def laid_from(text: str, sections: Sequence[Section], short: Sequence[Section]) -> Laid:
    """Return what an edited page says, what was cut from it as left out; raises PageError.

    It says nothing where it has no line, or is how the page always is.
    """
    laid = parse_layout(text, sections)
    if not any(part.lines for part in laid):
        return ()
    rows = {key_in(row): row for one in sections for row in one.rows}
    titles = {one.key: text_of(one.title) for one in sections}
    told = {one.key for part in laid for one in part.lines}
    cut = tuple(Placed(key, "") for key in rows if key not in told)
    aside = {key: next((p.lines for p in laid if p.key == key), ()) for key in _ASIDE}
    aside[OUT] += cut
    whole = [part for part in laid if part.key not in _ASIDE]
    whole += [Part(key, title, aside[key]) for key, title in _ASIDE.items()]
    return tuple(
        part._replace(
            title=part.title or titles.get(part.key, ""),
            lines=tuple(
                one._replace(words="" if one.words == words_of(rows[one.key]) else one.words)
                for one in part.lines
            ),
        )
        for part in whole
    )


def _default(sections: Sequence[Section], short: Sequence[Section]) -> Laid:
    on_sheet = {key_in(row) for one in short for row in one.rows}
    parts = [
        Part(
            one.key,
            text_of(one.title),
            tuple(Placed(key_in(r), "") for r in one.rows if key_in(r) in on_sheet),
        )
        for one in sections
    ]
    more = [key_in(row) for one in sections for row in one.rows]
    parts.append(
        Part(FULL, _ASIDE[FULL], tuple(Placed(key, "") for key in more if key not in on_sheet))
    )
    return (*(one for one in parts if one.lines), Part(OUT, _ASIDE[OUT], ()))


def _completed(laid: Laid, default: Laid) -> Laid:
    """Return a layout with what has come since: each line after the one it always follows."""
    told = {one.key for part in laid for one in part.lines}
    parts = [*laid]
    for place, part in enumerate(default):
        new = [one for one in part.lines if one.key not in told]
        at = next((n for n, one in enumerate(parts) if one.key == part.key), None)
        if at is None and new:
            before = {one.key for one in default[:place]}
            at = max((n + 1 for n, one in enumerate(parts) if one.key in before), default=0)
            parts.insert(at, part._replace(lines=()))
        for one in new:
            lines, order = parts[at or 0].lines, [line.key for line in part.lines]
            earlier = order[: order.index(one.key)]
            after = max((n + 1 for n, each in enumerate(lines) if each.key in earlier), default=0)
            parts[at or 0] = parts[at or 0]._replace(lines=(*lines[:after], one, *lines[after:]))
    return tuple(parts)


def lay_out(
    laid: Laid, sections: Sequence[Section], short: Sequence[Section], *, full: bool
) -> tuple[Section, ...]:
    """Return sections as their writer laid them out, with what has come since at its place."""
    laid = _completed(laid, _default(sections, short))
    rows = {key_in(row): row for one in sections for row in one.rows}
    known = {one.key: one for one in sections}
    home = {key_in(row): one.key for one in sections for row in one.rows}
    aside = [one for part in laid if part.key == FULL for one in part.lines] if full else []
    found = []
    for key in dict.fromkeys([*(part.key for part in laid), *(home.get(o.key, "") for o in aside)]):
        if key in _ASIDE or key not in known:
            continue
        part = next((one for one in laid if one.key == key), Part(key, "", ()))
        lines = [*part.lines, *(one for one in aside if home.get(one.key) == key)]
        those = tuple(_reworded(rows[one.key], one.words) for one in lines if one.key in rows)
        title = known[key].title
        if part.title and part.title != text_of(title):
            title = line(part.title, *(one for one in title if one.mark))
        if those:
            found.append(known[key]._replace(title=title, rows=those))
    return tuple(found)


def key_in(row: Row) -> str:
    """Return what names a row on a page of text: of a lettered record its letters."""
    folder, slash, id_ = row.key.partition("/")
    id_, blank, more = id_.partition(" ")
    letters, _ = split_letters(id_)
    named = f"{letters}{blank}{more}" if slash and letters else row.key
    return re.sub(r"[{}\s]+", " ", named).strip() or folder


def words_of(row: Row) -> str:
    """Return the words of a row that may be others: its title, or the longest of its text."""
    spans = [*_spans(row.short)]
    told = [one.text for one in spans if one.style in ("plain", "strong") and not one.drawn]
    return _trimmed(row.words or max(told, key=len, default=""))


def _trimmed(text: str) -> str:
    return " ".join(text.split()).lstrip(":·, ").strip()


def _spans(part: Any) -> Iterator[Span]:
    if isinstance(part, Span):
        if not part.mark:
            yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _spans(one)


def _reworded(row: Row, words: str) -> Row:
    old = words_of(row)
    if not words or not old or words == old:
        return row

    def changed(part: Any) -> Any:
        if isinstance(part, Span):
            is_it = not part.mark and old in part.text
            return part._replace(text=part.text.replace(old, words)) if is_it else part
        if not isinstance(part, tuple):
            return part
        made = [changed(one) for one in part]
        return type(part)(*made) if hasattr(part, "_fields") else tuple(made)

    return row._replace(blocks=changed(row.blocks), short=changed(row.short))


def renamed(page: str, names: Mapping[str, str]) -> str:
    """Return a page of text in which records have other names."""
    for old, new in names.items():
        page = re.sub(rf"(?<=\{{){re.escape(old)}(?=[ }}])", lambda _: new, page)  # noqa: B023
    return page


def without(page: str, names: Collection[str]) -> str:
    """Return a page of text without the lines of some records."""
    begins = tuple(f"- {{{name}{end}" for name in names for end in "} ")
    return "\n".join(one for one in page.split("\n") if not one.startswith(begins))
