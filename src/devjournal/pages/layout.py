"""A review as its writer laid it out: the page to edit, and the sections that come of it.

What stands under `{full}` is on the page in full alone, what stands under `{out}` nowhere. What a
reader may not see is no line of theirs to begin with, so no page of text can bring it back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from devjournal.journal.tenures import audience, tenure, turns
from devjournal.logpage.marks import Mistake, PageError
from devjournal.models.ids import split_letters
from devjournal.models.layout import Part, Placed, read_layout, write_layout
from devjournal.namedtuples import NamedTuple
from devjournal.pages.appendix import unmarked
from devjournal.render import document as doc
from devjournal.render.document import Span, line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from devjournal.dates import Period
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.layout import Layout
    from devjournal.pages.packet import Row, Section

_FULL, _OUT = "full", "out"
_ASIDE = {_FULL: "Only with --full", _OUT: "Left out"}
_HELP = """\
<!-- {title}. Move lines and sections, and put words of your own behind the braces. -->
<!-- What you cut goes to "Left out", from where you can move it back. -->
<!-- An empty page forgets all of it. -->
"""


class Choice(NamedTuple):
    """The lines that a reader may be shown: all of them, and those that usually go on a sheet."""

    sections: tuple[Section, ...]
    sheet: tuple[Section, ...]

    @property
    def rows(self) -> dict[str, Row]:
        """Every line by its key on a page of text."""
        return {_key_in(row): row for one in self.sections for row in one.rows}

    @property
    def titles(self) -> dict[str, str]:
        """The title of every section, by its key."""
        return {one.key: unmarked(one.title) for one in self.sections} | _ASIDE

    @property
    def homes(self) -> dict[str, str]:
        """The section of every line."""
        return {_key_in(row): one.key for one in self.sections for row in one.rows}


def layout_for(
    journal: Journal, period: Period, reader: str, today: dt.date
) -> Stored[Layout] | None:
    """Return how the review of a period was laid out for a reader, if it was.

    What was said to one manager, or one employer's executives, is not said to the next.
    """
    whom = _reader(journal, reader, today)
    for one in journal.layouts:
        record = one.record
        is_of_period = (record.since, record.until) == period[1:3]
        begun = record.created or today
        if is_of_period and _reader(journal, record.reader, begun) == whom:
            return one
    return None


def _reader(journal: Journal, reader: str, day: dt.date) -> tuple[str, int]:
    name, on = audience(reader)
    return (name, tenure(turns(journal.profile, name), on or day)) if name else (reader, 0)


def page_to_edit(title: str, choice: Choice, laid: str | None) -> str:
    """Return the page of text with all its words, as it is laid out so far."""
    rows, titles = choice.rows, choice.titles
    parts = [
        part._replace(
            title=part.title or titles.get(part.key, ""),
            lines=tuple(
                one._replace(words=one.words or _words_of(rows[one.key]))
                for one in part.lines
                if one.key in rows
            ),
        )
        for part in _completed(laid, choice)
    ]
    return _HELP.format(title=title) + "\n" + write_layout(parts)


def edited(text: str, choice: Choice) -> str:
    """Return what an edited page lays out, with what was cut from it as left out.

    It is empty where the page has no line. Raises PageError with the line of each mistake.
    """
    parts, faults = read_layout(text)
    rows, known = choice.rows, {*_ASIDE, *(one.key for one in choice.sections)}
    hint = "leave what stands in braces as it was"
    mistakes = [Mistake(*fault) for fault in faults]
    wrong = [(one.number, one.key) for one in parts if one.key not in known]
    lines = [one for part in parts for one in part.lines]
    wrong += [(one.number, one.key) for one in lines if one.key not in rows]
    mistakes += (Mistake(number, f"there is no {{{key}}}", hint) for number, key in wrong)
    if mistakes:
        raise PageError(mistakes)
    if not lines:
        return ""
    told = {one.key for one in lines}
    aside = {key: [one for p in parts if p.key == key for one in p.lines] for key in _ASIDE}
    aside[_OUT] += [Placed(key) for key in rows if key not in told]
    ends = (Part(key, title, tuple(aside[key])) for key, title in _ASIDE.items())
    titles = choice.titles
    return write_layout(
        [
            part._replace(
                title="" if part.title == titles.get(part.key) else part.title,
                lines=tuple(
                    one._replace(words="" if one.words == _words_of(rows[one.key]) else one.words)
                    for one in part.lines
                ),
            )
            for part in (*(one for one in parts if one.lines and one.key not in _ASIDE), *ends)
        ]
    )


def laid_out(laid: str, choice: Choice, *, full: bool) -> tuple[Section, ...]:
    """Return the sections as their writer laid them out, what has come since at its place."""
    parts = {part.key: part for part in _completed(laid, choice)}
    rows, homes = choice.rows, choice.homes
    more = parts[_FULL].lines if full and _FULL in parts else ()
    known = {one.key: one for one in choice.sections}
    found = []
    for key in dict.fromkeys([*parts, *(homes.get(one.key, "") for one in more)]):
        if key not in known:
            continue
        part = parts.get(key, Part(key, ""))
        lines = (*part.lines, *(one for one in more if homes.get(one.key) == key))
        those = tuple(_reworded(rows[one.key], one.words) for one in lines if one.key in rows)
        title = known[key].title
        if part.title and part.title != unmarked(title):
            title = line(part.title)
        if those:
            found.append(known[key]._replace(title=title, rows=those))
    return tuple(found)


def _usual(choice: Choice) -> tuple[Part, ...]:
    parts = [
        Part(one.key, "", tuple(Placed(_key_in(row)) for row in one.rows)) for one in choice.sheet
    ]
    on_sheet = {one.key for part in parts for one in part.lines}
    more = tuple(Placed(key) for key in choice.rows if key not in on_sheet)
    return (*parts, Part(_FULL, "", more), Part(_OUT, ""))


def _completed(laid: str | None, choice: Choice) -> tuple[Part, ...]:
    """Return a layout with what has come since: each line after one that it always follows."""
    usual = _usual(choice)
    if laid is None:
        return usual
    parts = [*read_layout(laid)[0]]
    told = {one.key for part in parts for one in part.lines}
    for place, part in enumerate(usual):
        new = [one for one in part.lines if one.key not in told]
        if not new:
            continue
        at = next((n for n, one in enumerate(parts) if one.key == part.key), -1)
        if at < 0:
            before = {one.key for one in usual[:place]}
            at = max((n + 1 for n, one in enumerate(parts) if one.key in before), default=0)
            parts.insert(at, part._replace(lines=()))
        order = [one.key for one in part.lines]
        for one in new:
            lines, earlier = parts[at].lines, order[: order.index(one.key)]
            after = max((n + 1 for n, each in enumerate(lines) if each.key in earlier), default=0)
            parts[at] = parts[at]._replace(lines=(*lines[:after], one, *lines[after:]))
    return tuple(parts)


def _key_in(row: Row) -> str:
    """Return what names a row on a page of text: of a lettered record its letters."""
    name, blank, more = row.key.partition(" ")
    letters, _ = split_letters(name.rpartition("/")[2])
    key = f"{letters if '/' in name and letters else name}{blank}{more}"
    return re.sub(r"[{}\s]+", " ", key).strip() or row.sort


def _words_of(row: Row) -> str:
    """Return the words of a row that may be others: all of a sentence, a title, or a text."""
    if isinstance(row.short, doc.Paragraph):
        return " ".join(unmarked(row.short.text).split())
    told = [one.text for one in _spans(row.short) if one.style in ("plain", "strong")]
    return " ".join((row.words or max(told, key=len, default="")).split()).lstrip(":·, ")


def _spans(part: Any) -> Iterator[Span]:
    if isinstance(part, Span):
        yield from (part,) if not (part.mark or part.drawn) else ()
    elif isinstance(part, tuple):
        for one in part:
            yield from _spans(one)


def _reworded(row: Row, words: str) -> Row:
    old = _words_of(row)

    def changed(part: Any) -> Any:
        if isinstance(part, Span):
            return part if part.mark else part._replace(text=part.text.replace(old, words))
        if not isinstance(part, tuple):
            return part
        made = [changed(one) for one in part]
        return type(part)(*made) if hasattr(part, "_fields") else tuple(made)

    if not (words and old):
        return row
    if isinstance(row.short, doc.Paragraph):
        said = doc.Paragraph(line(words, *(one for one in row.short.text if one.mark)))
        return row._replace(blocks=(said, *row.blocks[1:]), short=said)
    return row._replace(blocks=changed(row.blocks), short=changed(row.short))
