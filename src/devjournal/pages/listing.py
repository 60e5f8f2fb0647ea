"""`list`, `history` and `check`: records of a kind, what was done to them, what is wrong."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from devjournal.dates import late, short_day, short_moment
from devjournal.journal.names import fold, short_ids
from devjournal.models.ids import split_letters
from devjournal.namedtuples import NamedTuple
from devjournal.pages import phrases as say
from devjournal.pages.growth import gap_of, health_style, health_words, level_words, measured
from devjournal.practice.counts import as_counted, percent
from devjournal.practice.settle import WENT
from devjournal.render import document as doc
from devjournal.render.document import Block, Document, Line, Span, line, meter, styled
from devjournal.shell import FILL_IN, MOMENT, NAME, command

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Problem, Stored
    from devjournal.store.history import Step


class Row(NamedTuple):
    """One record, its short form (None: it has no letters), and what was computed of it."""

    record: Stored[Any]
    short: str | None
    facts: Mapping[str, Any]

    def value(self, name: str) -> Any:
        """Return what stands in a column: a computed fact, or the record's field."""
        return self.facts[name] if name in self.facts else getattr(self.record.record, name)


class Listing(NamedTuple):
    """The records of a kind: `more` goes beneath a narrow row, `closed` of them were left out."""

    plural: str
    columns: tuple[str, ...]
    more: tuple[str, ...]
    rows: tuple[Row, ...]
    closed: int
    next_step: str | None


def orders(word: str) -> tuple[str, ...]:
    """Return what the records that `word` names can be put in order by: `created`, or a column."""
    kind, variant = say.called(word)
    columns, more = _COLUMNS.get(variant or kind.name, _ENTRY)
    return tuple(one for one in (*columns, *more, "created") if one not in _OF_MANY)


def build_listing(
    journal: Journal,
    word: str,
    today: dt.date,
    *,
    everything: bool,
    keep: Callable[[Stored[Any]], bool] | None = None,
    order: str = "",
) -> Listing:
    """Return the records of the kind (an entry's own) that `word` names, or raise UsageError.

    `keep` tells which of them count. `order` is one of `orders`, behind a `-` the other way
    round; without it they stand by their days.
    """
    kind, variant, every = say.all_called(journal, word)
    found = [one for one in every if keep(one)] if keep else every
    shown = [one for one in found if everything or one.is_open]
    shorts = short_ids(journal) if kind.lettered else {}
    columns, more = _COLUMNS.get(variant or kind.name, _ENTRY)
    dated = {"next": _next, "progress": _progress, "now": _now}
    facts: dict[str, Fact] = {
        **_FACTS,
        **{name: functools.partial(fact, today=today) for name, fact in dated.items()},
    }
    computed = {name: facts[name] for name in (*columns, *more) if name in facts}
    rows = [
        Row(one, shorts.get(one.id), {name: fact(journal, one) for name, fact in computed.items()})
        for one in shown
    ]
    return Listing(
        plural=_PLURALS.get(variant, f"{variant}s") if variant else kind.plural,
        columns=_worth_showing(columns, rows, everything=everything),
        more=_worth_showing(more, rows, everything=everything),
        rows=tuple(_in_order(journal, rows, order)),
        closed=len(found) - len(shown),
        next_step=None if keep else _NEXT_STEPS.get(variant or kind.name),
    )


def _in_order(journal: Journal, rows: list[Row], order: str) -> list[Row]:
    """Return rows by a column, or by the day that each is about; those without one come last."""

    def of(row: Row) -> Any:
        record = row.record.record
        days = (getattr(record, name) for name in say.DAYS if hasattr(record, name))
        value = row.value(order.removeprefix("-")) if order else next(days, None)
        if isinstance(value, dt.datetime):
            value = journal.moment(value)
        return fold(value) if isinstance(value, str) else value

    rows = sorted(rows, key=lambda row: row.record.id)
    told = [row for row in rows if of(row) is not None]
    told.sort(key=of, reverse=order.startswith("-"))
    return [*told, *(row for row in rows if of(row) is None)]


def _worth_showing(columns: Sequence[str], rows: list[Row], *, everything: bool) -> tuple[str, ...]:
    """Return every column but a state that says the same of all, and those that are empty."""
    states = {row.record.record.state for row in rows if "state" in columns}
    return tuple(
        name
        for name in columns
        if any(row.value(name) not in (None, ()) for row in rows)
        and (name != "state" or everything or len(states) > 1)
    )


Fact: TypeAlias = "Callable[[Journal, Stored[Any]], Any]"


def _who(journal: Journal, stored: Stored[Any]) -> str | None:
    record = stored.record
    if stored.kind == "relationship":
        return journal.name_of(record.person)
    if stored.kind == "entry":
        return say.title_of(journal, "person", record.who)
    return journal.person_in(record.relationship) if record.relationship else None


def _linked(kind: str, field: str) -> Fact:
    return lambda journal, stored: say.title_of(journal, kind, getattr(stored.record, field))


def _next(journal: Journal, stored: Stored[Any], today: dt.date) -> dt.datetime | None:
    meeting = journal.next_meeting(stored.id, today)
    return journal.moment(meeting.record.at) if meeting else None


def _progress(journal: Journal, stored: Stored[Any], today: dt.date) -> float | None:
    return as_counted(journal, stored, today).record.progress


def _now(journal: Journal, stored: Stored[Any], today: dt.date) -> str | None:
    goal = as_counted(journal, stored, today).record
    return measured(goal.baseline, goal.value, goal.target, goal.unit) or None


def _of(compute: Callable[[Any], Any]) -> Fact:
    return lambda _journal, stored: compute(stored.record)


_FACTS: Mapping[str, Fact] = {
    "who": _who,
    "what": _of(lambda one: one.label),
    "at": lambda journal, stored: journal.moment(stored.record.at),
    "aim": _of(lambda one: say.moved(one.baseline, one.target, one.unit) or None),
    "health": _of(lambda goal: goal.judged and goal.judged.health),
    "level": _of(lambda skill: skill.level),
    "gap": _of(gap_of),
    "objective": _linked("objective", "objective"),
    "skill": _linked("skill", "skill"),
    "given_by": _linked("person", "given_by"),
    "by": _linked("person", "by"),
}
"""What is computed of a record; all else is a field of it."""

_OF_MANY = ("domains", "numbers")
_PLURALS = {"feedback": "feedback", "vouched": "vouched", "gave": "gave"}
_ENTRY = (("text", "on"), ())
_COLUMNS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "profile": (("name", "target_role", "timezone"), ()),
    "person": (("name", "title"), ("organisation", "domains")),
    "relationship": (("who", "what", "state", "next"), ("purpose",)),
    "skill": (("name", "importance", "level", "target", "gap"), ()),
    "objective": (("title", "aim", "period", "state"), ("kpi",)),
    "goal": (("title", "progress", "health", "due"), ("state", "now")),
    "topic": (("text", "who", "raised_on", "state"), ("kind", "minutes")),
    "meeting": (("at", "who", "minutes", "state"), ()),
    "action": (("title", "owner", "due", "state"), ("who",)),
    "opportunity": (("title", "on", "state", "outcome"), ("type", "scale")),
    "entry": (("text", "kind", "on"), ()),
    "win": (("text", "on"), ("numbers", "objective")),
    "feedback": (("text", "given_by", "on"), ("intent",)),
    "lesson": (("text", "on"), ("skill",)),
    "setback": (("text", "on", "state"), ("processing_until",)),
    "vouched": (("text", "by", "on"), ("act",)),
    "gave": (("text", "who", "on"), ()),
    "resource": (("text", "on"), ("title", "author", "read_on")),
    "layout": (("title", "reader", "since", "until"), ()),
}
"""Kind (an entry's own kind) to its columns, and those that go beneath a row when it is narrow."""

_NEXT_STEPS: Mapping[str, str] = {
    "person": command("person", "add", NAME),
    "relationship": command("meet", NAME, "--as", "mentor", "--purpose", FILL_IN),
    "skill": command("skill", "add", "--starter"),
    "topic": command("topic", NAME, FILL_IN),
    "meeting": command("meet", NAME, "--as", "mentor", "--purpose", FILL_IN, "--next", MOMENT),
    "action": command("action", FILL_IN),
    "entry": command("win", FILL_IN),
    "assessment": command("assess", "--accomplishment", FILL_IN),
    **{k: command(k, "add", FILL_IN) for k in ("objective", "goal", "opportunity", "setback")},
    **{
        kind: command(kind, FILL_IN)
        for kind in ("win", "feedback", "lesson", "vouched", "gave", "resource", "note")
    },
}
"""Kind to the command that adds one; a kind without such a command is not here."""


def compose_listing(listing: Listing, today: dt.date, *, is_whole: bool = True) -> Document:
    """Return the table of a list; an empty one says the next step, a cut one how to see all.

    Unless it `is_whole`, only some records were asked for.
    """
    blocks: list[Block] = []
    if listing.rows:
        blocks.append(_table(listing, today))
    else:
        words = f"No open {listing.plural}." if listing.closed else f"No {listing.plural} yet."
        if not is_whole:
            words = f"{words.removesuffix('.').removesuffix(' yet')} like that."
        step = say.to_type(listing.next_step or "")
        blocks.append(doc.Note(line(words), sub=(step,) if step else ()))
    if listing.closed:
        again = command("list", listing.plural, "--all")
        every = say.to_type(again) if is_whole else line("with --all they stand here, too")
        blocks.append(doc.Paragraph(line(Span(f"{listing.closed} closed: ", "dim"), *every)))
    return Document(blocks=tuple(blocks))


_LONG = ("title", "text", "name", "purpose", "numbers", "domains", "kpi", "now", "objective")
_RIGHT = ("level", "target", "importance", "gap", "minutes")


def _table(listing: Listing, today: dt.date) -> doc.Table:
    """Return a row for each record: letters come first, and after the facts a whole id."""
    lettered = listing.rows[0].short is not None
    names = ["id", *listing.columns] if lettered else [*listing.columns, "id"]
    names += listing.more
    columns = []
    for name in names:
        align: Literal["left", "right"] = "right" if name in _RIGHT else "left"
        fold = name in listing.more
        columns.append(doc.Column(say.field_words(name), align, wrap=name in _LONG, fold=fold))
    id_column = doc.Column("id") if lettered else doc.Column("id", style="id_rest", fold=True)
    columns[names.index("id")] = id_column
    rows = []
    for row in listing.rows:
        cells = (_cell(name, row, today, fold=name in listing.more) for name in names)
        # What is closed is dim.
        rows.append(tuple(styled(one, "plain" if row.record.is_open else "dim") for one in cells))
    return doc.Table(tuple(columns), tuple(rows))


def _cell(name: str, row: Row, today: dt.date, *, fold: bool) -> Line:
    """Return what stands in a column; beneath a row the usual is left out."""
    if name == "id":
        id_ = row.record.id
        return say.letters_of(id_, row.short) if split_letters(id_)[0] and row.short else line(id_)
    value = row.value(name)
    if value is None or (fold and value == type(row.record.record).__defaults__.get(name)):
        return ()
    if name in _SHOW:
        return _SHOW[name](value, row.record.record)
    if isinstance(value, dt.datetime):
        if name == "next" and value.date() < today:
            return line(Span(short_moment(value, today), "late"), ", not logged yet")
        return line(Span(short_moment(value, today), "date"))
    if isinstance(value, dt.date):
        is_late = name == "due" and row.record.is_open and late(value, today)
        return line(Span(short_day(value, today), "late" if is_late else "date"))
    return say.show_value(value)


_SHOW: Mapping[str, Callable[[Any, Any], Line]] = {
    "progress": lambda value, goal: line(
        *meter(value, health_style(goal)), " ", Span(f"{percent(value)}%", "number")
    ),
    "health": lambda value, _: health_words(value),
    "level": lambda value, skill: line(Span(level_words(skill.baseline, value, None), "number")),
    "text": lambda value, _: line(say.first_line(value)),
    "numbers": lambda value, _: line("; ".join(map(say.show_change, value))),
    "state": lambda value, _: say.state_words(value),
    "outcome": lambda value, _: line(Span(WENT[value], say.state_words(value)[0].style)),
}
"""The facts that are shown in a way of their own: the value, of which record."""


def compose_history(done: Sequence[Step], undone: Sequence[Step]) -> Document:
    """Return what can be done again, then what was done, newest first."""
    if not done and not undone:
        return Document((doc.Paragraph(line("Nothing was done yet.")),))
    steps = [*((step, "undone") for step in reversed(undone)), *((step, "") for step in done)]
    rows = tuple(
        (line(step.at[:16].replace("T", " ")), line(step.words), line(state))
        for step, state in steps
    )
    columns = (doc.Column(style="date"), doc.Column(wrap=True), doc.Column(style="dim"))
    return Document((doc.Table(columns, rows, head=False),))


def compose_problems(problems: Sequence[Problem]) -> Document:
    """Return every problem and warning: where it is, its line, and what would mend it."""
    blocks: list[Block] = []
    for problem in problems:
        level: Literal["bad", "warn"] = "bad" if problem.level == "problem" else "warn"
        beneath = [line(part) for part in (problem.excerpt or "").splitlines()]
        if problem.hint:
            is_command = problem.hint.startswith("devjournal ")
            beneath.append(line(Span(problem.hint, "command" if is_command else "dim")))
        text = line(Span(problem.where, "strong"), f": {problem.reason}")
        blocks.append(doc.Note(text, level, tuple(beneath)))
    bad = sum(problem.level == "problem" for problem in problems)
    counts = ((bad, "problem"), (len(problems) - bad, "warning"))
    tally = ", ".join(say.count(number, noun) for number, noun in counts if number)
    blocks.append(doc.Paragraph(line(tally or "Every file is in order.")))
    return Document(tuple(blocks))
