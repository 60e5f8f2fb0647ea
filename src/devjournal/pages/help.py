"""The topics of `help`: Markdown files, with the parts filled in that the program's tables know.

The Markdown is read into a document's blocks, so that help looks like every other page. Only
what the topics use is read: headings, paragraphs, lists, tables, code, strong and quiet words.
"""

from __future__ import annotations

import datetime as dt
import re
from importlib.resources import files
from typing import TYPE_CHECKING

from devjournal.dates import DAY_NAMES, grammar, show_day
from devjournal.dates.grammar import parse_day, parse_moment
from devjournal.dates.periods import PERIOD_FORMS, parse_period
from devjournal.errors import UsageError
from devjournal.journal.tenures import AUDIENCES
from devjournal.journal.visibility import KINDS_SHOWN, rule_of
from devjournal.models import ids
from devjournal.models.lifecycle import MOVES, OPEN
from devjournal.models.registry import ENTRY_KINDS, KINDS
from devjournal.namedtuples import NamedTuple
from devjournal.pages.phrases import field_words, to_type
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, line
from devjournal.shell import command

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from devjournal.models.registry import Reach

TOPICS: Mapping[str, str] = {
    "dates": "how to write a day, a moment, a period",
    "ids": "how records are called",
    "visibility": "who sees what",
    "states": "what becomes of a record, and by which command",
    "files": "what lies where",
    "assistant": "what an assistant sees, and how it asks",
}
"""Every topic of help, with what it is about."""

REACHES: Mapping[Reach, str] = {
    "every": "every reader",
    "firm": "the manager and executives of the employer on its day; the relationships that ran "
    "then or since, but no paid outsider and nobody you help",
    "manager": "the manager, where it serves an objective of their employer and is bound to no "
    "relationship",
    "relationship": "the relationship it is bound to",
    "itself": "the relationship it is",
    "person": "the relationship whose person it is",
    "sponsor": "the relationship whose person sponsors it, but no paid outsider and nobody you "
    "help",
    "named": "whoever sees a goal that names it; the relationship whose ask does",
}
"""Whom a record reaches, in words."""

_TITLES: Mapping[str, str] = {
    "person": "Priya Nair",
    "skill": "Financial acumen",
    "objective": "Cut cost to serve",
    "goal": "Lead the readout",
    "topic": "Q4 forecast",
    "action": "Rebuild slide 2",
    "opportunity": "Talk at the meetup",
    "layout": "review 2026-Q4 for my manager",
    "entry": "Presented the case",
}
"""Titles of which example ids are made."""


class Here(NamedTuple):
    """What the meaning of a day hangs on: today, the time zone in words, the first weekday."""

    today: dt.date
    zone: str = "the machine's time zone"
    week_start: int = 0


class Help(NamedTuple):
    """One topic, as Markdown."""

    topic: str
    markdown: str


def build_help(topic: str, here: Here) -> Help:
    """Return a topic with its tables filled in, as they are here."""
    text = (files(__package__) / "topics" / f"{topic}.md").read_text(encoding="utf-8")
    parts = _PARTS[topic](here)
    return Help(topic, re.sub(r"\{(\w+)\}", lambda match: parts[match[1]], text))


def _dates(here: Here) -> dict[str, str]:
    today, anchors = here.today, grammar.Anchors(week_start=here.week_start)

    def day(written: str) -> str:
        return show_day(parse_day(written, today, anchors=anchors))

    def moment(written: str) -> str:
        return show_day(parse_moment(written, today, zone=dt.UTC).date())

    def period(written: str) -> str:
        found = parse_period(written, today)
        return f"{found.first} to {found.last}"

    def forms(known: Iterable[grammar.Form], means: Callable[[str], str]) -> str:
        # What "next" is depends on with whom; the cycle is the profile's.
        untold = ("next", "cycle")
        rows = ((f"`{form}`", says, "" if form in untold else means(form)) for form, says in known)
        return _table(("write", "it means", "today that is"), rows)

    try:
        instead = parse_day(grammar.REFUSED_DAY, today).isoformat()
    except UsageError as error:
        instead = error.hint or ""
    return {
        "days": forms(grammar.DAY_FORMS, day),
        "moments": forms(grammar.MOMENT_FORMS, moment),
        "periods": forms(PERIOD_FORMS, period),
        "refused": grammar.REFUSED_DAY,
        "instead": instead,
        "zone": here.zone,
        "week_start": DAY_NAMES[here.week_start],
    }


def _ids(_here: Here) -> dict[str, str]:
    rows = [
        (kind.name, f"`{example_id(kind.name)}`", "four letters" if kind.lettered else "its name")
        for kind in KINDS.values()
        if kind.folder
    ]
    table, reserved = _table(("kind", "an id of it", "begins with"), rows), sorted(ids.RESERVED)
    return {"kinds": table, "reserved": ", ".join(reserved), "longest": str(ids.LIMIT)}


def _visibility(_here: Here) -> dict[str, str]:
    items: list[str] = []
    for kind in KINDS_SHOWN:
        rule = rule_of(kind)
        who = "; ".join(REACHES[reach] for reach in rule.reaches) or "nobody until it is shared"
        items.append(f"- **{kind}**: {who}")
        told = (
            ("shows", rule.fields),
            ("to a relationship also", rule.for_relationships),
            ("only where its own visibility says so", rule.when_shared),
        )
        for label, names in told:
            words = ", ".join(field_words(name).replace(".", ": ") for name in names)
            items += [f"  - *{label}* {words}"] if words else []
        for name, values in rule.unless.items():
            items.append(f"  - *nobody where its* {name} is {' or '.join(values)}")
    return {"audiences": " or ".join(AUDIENCES), "table": "\n".join(items)}


def _states(_here: Here) -> dict[str, str]:
    tables = []
    for kind in OPEN:
        moves = [
            (", ".join(move.starts) or "new", move.end, f"`devjournal {move.command}`")
            for move in MOVES
            if move.kind == kind
        ]
        tables.append(f"## {kind}\n\n{_table(('from', 'to', 'command'), moves)}")
    return {"states": "\n\n".join(tables)}


def _files(_here: Here) -> dict[str, str]:
    rows = []
    for kind in KINDS.values():
        path = f"{kind.folder}/{example_id(kind.name)}" if kind.folder else "journal"
        rows.append((kind.name, f"`{path}.toml`"))
    return {"files": _table(("kind", "such as"), rows), "entries": ", ".join(ENTRY_KINDS)}


def _assistant(_here: Here) -> dict[str, str]:
    return {}


_PARTS = dict(zip(TOPICS, (_dates, _ids, _visibility, _states, _files, _assistant), strict=True))


def example_id(kind: str) -> str:
    """Return an id as the program makes it."""
    person = ids.named_id(_TITLES["person"], "person", ())
    relationship = ids.relationship_id(person, "mentor", ())
    if kind == "relationship":
        return relationship
    if kind == "meeting":
        return ids.meeting_id(relationship, ())
    if not KINDS[kind].lettered:
        return ids.named_id(_TITLES[kind], kind, ())
    letters = iter("kwtz")
    return ids.lettered_id(
        _TITLES[kind], kind, borne=(), is_kept=lambda _: False, draw=lambda _: next(letters)
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    every = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in every)


def compose_topics(topics: Mapping[str, str]) -> Document:
    """Return the list of topics, each with the command that shows it."""
    rows = tuple((to_type(command("help", name)), line(about)) for name, about in topics.items())
    table = doc.Table((doc.Column(), doc.Column(wrap=True)), rows, head=False)
    of_one = line("Of one command: ", *to_type("devjournal COMMAND --help"))
    return Document((table, doc.Paragraph(of_one)))


def compose_help(topic: Help) -> Document:
    """Return a topic's Markdown as a document."""
    title, *chunks = topic.markdown.strip().split("\n\n")
    return Document(tuple(map(_block, chunks)), title=_line(title.removeprefix("# ")))


def _block(chunk: str) -> Block:
    if chunk.startswith("## "):
        return doc.Heading(_line(chunk.removeprefix("## ")))
    if chunk.startswith("| "):
        head, _, *rows = [row.strip("| ").split(" | ") for row in chunk.splitlines()]
        cells = [[*row, *[""] * (len(head) - len(row))] for row in rows]
        # Columns of long texts may wrap.
        columns = (
            doc.Column(title, wrap=any(len(cell) > _LONG for cell in column))
            for title, *column in zip(head, *cells, strict=True)
        )
        return doc.Table(tuple(columns), tuple(tuple(map(_line, row)) for row in cells))
    if chunk.startswith("- "):
        items = []
        for item in re.split(r"^- ", chunk, flags=re.MULTILINE)[1:]:
            first, *sub = map(_line, re.split(r"\n {2}- ", item))
            items.append(doc.Item(first, tuple(sub)))
        return doc.ListBlock(tuple(items))
    return doc.Paragraph(_line(chunk))


_LONG = 24
_STYLES: Mapping[str, doc.Style] = {"`": "command", "**": "strong", "*": "label"}
_MARKED = re.compile(r"(`|\*\*|\*)(.+?)\1")


def _line(text: str) -> Line:
    first, *rest = _MARKED.split(" ".join(text.split()))
    marked = zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    pairs = ((Span(words, _STYLES[mark]), after) for mark, words, after in marked)
    return line(first, *(part for pair in pairs for part in pair))
