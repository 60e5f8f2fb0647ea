"""The pages of `help`: what the tables say, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from devjournal.dates import show_day
from devjournal.pages.phrases import field_words
from devjournal.render.document import (
    Block,
    Column,
    Document,
    Heading,
    Item,
    Line,
    ListBlock,
    Paragraph,
    Span,
    Table,
    line,
)

if TYPE_CHECKING:
    from devjournal.journal.visibility_table import Reach
    from devjournal.views.guide import (
        DatesGuide,
        FilesGuide,
        IdsGuide,
        KindGuide,
        Sight,
        VisibilityGuide,
        Written,
    )


def compose_topics(topics: Mapping[str, str]) -> Document:
    """Return the list of topics, each with the command that shows it."""
    rows = tuple(
        (line(Span(f"devjournal help {name}", "command")), line(about))
        for name, about in topics.items()
    )
    of_command = Paragraph(line("Of one command: ", Span("devjournal COMMAND --help", "command")))
    return Document(blocks=(Table((Column(), Column(wrap=True)), rows, head=False), of_command))


def compose_dates(guide: DatesGuide) -> Document:
    """Return the forms of days, moments and periods, with what they mean today."""
    return Document(
        title=line("Dates"),
        blocks=(
            _words(
                "Text is never searched for days: they are written in flags and on the log page."
            ),
            Heading(line("Days"), 2),
            _forms(guide.days),
            _words(
                "--on, --since and --until look back; --due, --to and --next look forward. What "
                f"could be read two ways is refused: for {guide.refused}, {guide.instead}."
            ),
            Heading(line("Moments"), 2),
            _forms(guide.moments),
            Heading(line("Periods"), 2),
            _forms(guide.periods),
        ),
    )


def _forms(forms: Iterable[Written]) -> Table:
    columns = (
        Column("write", style="command"),
        Column("it means", wrap=True),
        Column("today that is"),
    )
    rows = tuple((line(one.form), line(one.means), _days(one)) for one in forms)
    return Table(columns, rows)


def _days(form: Written) -> Line:
    if form.first is None:
        return ()
    if form.last is None:
        return line(Span(show_day(form.first), "date"))
    return line(Span(f"{form.first} to {form.last}", "date"))


def compose_ids(guide: IdsGuide) -> Document:
    """Return how ids are made, shortened and changed."""
    points = (
        "An id is the name of the record's file without .toml. Any beginning of it that no other "
        "record has names the record; folder/id names one kind's.",
        "What there is much of begins with four letters that are drawn once and stay: the first "
        "two are mostly enough, and are shown strong.",
        "All else is called by its title, its person, or its relationship and number; a name that "
        "is taken gets -2.",
        f"The program makes them of a-z, 0-9 and -, at most {guide.longest} long. A file that you "
        "named otherwise is taken as it is.",
        f"No record is called {_listed(guide.reserved)}: these words stand for somebody.",
    )
    rename = Span("devjournal rename ID [NEW]", "command")
    return Document(
        title=line("Ids"),
        blocks=(
            ListBlock(tuple(Item(line(point)) for point in points)),
            _kinds(guide.kinds, "an id of it"),
            Paragraph(line("A new title leaves the id; ", rename, " changes it, and all links.")),
        ),
    )


def _kinds(kinds: Iterable[KindGuide], title: str) -> Table:
    columns = (Column("kind"), Column(title, style="id"), Column("begins with", wrap=True))
    rows = tuple(
        (line(one.kind), line(one.example), line("four letters" if one.lettered else "its name"))
        for one in kinds
    )
    return Table(columns, rows)


REACHES: Mapping[Reach, str] = {
    "every": "every reader",
    "manager": "the manager, where it serves an objective and is bound to no relationship",
    "bound": "the relationship it is bound to",
    "itself": "the relationship it is",
    "person": "the relationship whose person it is",
    "sponsored": "the relationship whose person sponsors it",
    "named": "whoever sees a goal that names it; the relationship whose ask does",
}
"""Whom a record reaches, in words."""


def compose_visibility(guide: VisibilityGuide) -> Document:
    """Return who sees what: the whole table, kind by kind."""
    readers = f"A reader is one relationship, or {' or '.join(guide.audiences)}."
    return Document(
        title=line("Visibility"),
        subtitle=line("private until shared"),
        blocks=(
            _words(
                f"{readers} While a record's own visibility says nothing, it reaches those below "
                "with the fields below. What is not named here is for you alone, and a "
                "link shows only if what it leads to does."
            ),
            ListBlock(tuple(_sight(one) for one in guide.kinds)),
            Paragraph(
                line(
                    "Its own visibility replaces this: ",
                    Span("devjournal share ID --with READER", "command"),
                    ", ",
                    Span("devjournal unshare ID", "command"),
                    ".",
                )
            ),
        ),
    )


def _sight(one: Sight) -> Item:
    who = "; ".join(REACHES[reach] for reach in one.reaches) or "nobody until it is shared"
    sub = [line(Span("shows ", "label"), _fields(one.fields))]
    if one.to_relationships:
        sub.append(line(Span("to a relationship also ", "label"), _fields(one.to_relationships)))
    if one.on_word:
        sub.append(
            line(Span("only where its own visibility says so ", "label"), _fields(one.on_word))
        )
    for name, values in one.unless.items():
        sub.append(line(Span("nobody where its ", "label"), f"{name} is {' or '.join(values)}"))
    return Item(line(Span(one.kind, "strong"), f": {who}"), tuple(sub))


def compose_files(guide: FilesGuide) -> Document:
    """Return what lies where in a journal."""
    rows = tuple(
        (line(one.kind), line(f"{one.folder}/{one.example}.toml" if one.folder else "journal.toml"))
        for one in guide.kinds
    )
    blocks: tuple[Block, ...] = (
        _words(
            "One record is one file of TOML, its folder is its kind, its name is its id. Edit them "
            "by hand as you like: comments, order and keys of your own stay."
        ),
        Table((Column("kind"), Column("such as", style="id", wrap=True)), rows),
        _words(f"An entry's kind is one of {_listed(guide.entries)}."),
        Paragraph(
            line(
                Span("devjournal schema KIND", "command"),
                " prints every field, ",
                Span("devjournal check", "command"),
                " reads every file, ",
                Span("devjournal where", "command"),
                " says where they are. .devjournal/ holds what undo needs.",
            )
        ),
    )
    return Document(title=line("Files"), blocks=blocks)


def _words(text: str) -> Paragraph:
    return Paragraph(line(text))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _fields(names: Iterable[str]) -> str:
    return ", ".join(field_words(name).replace(".", ": ") for name in names)
