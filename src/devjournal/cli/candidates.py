"""What an argument or a flag may be: records, days, choices, fields, as candidates on TAB.

What the words of a parameter's help say, "met, missed or dropped", is what is offered for it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from devjournal.cli.run import Run
from devjournal.dates import WEEKDAY_CHOICES, show_day
from devjournal.dates.grammar import weekday_called
from devjournal.errors import DevjournalError
from devjournal.journal.stored import Stored
from devjournal.models.base import Field, Table, by_name
from devjournal.models.lifecycle import OPEN, Move, moved_by
from devjournal.models.registry import ENTRY_KINDS, KINDS, class_for

Candidate = tuple[str, str]
"""What may be typed, and what it is."""

FILES = "*files"
"""Stands alone where the shell's own names of files are wanted."""

_MOST = 40
"""How many closed records of a kind are offered before two letters are typed."""

_SAFE_ID = "[A-Za-z0-9-]+"

_PEOPLE = ("meet name", "ask draft name", "ask answer refer", "relationship start name")
_TOLD: Mapping[str, str] = {
    **dict.fromkeys(_PEOPLE, "person"),
    **dict.fromkeys(("ask sent name", "ask answer name"), "relationship"),
    "log discussed": "topic",
    "log done": "action",
    "relationship grew skill": "skill",
    "setback retry opportunity": "opportunity",
}
"""Parameters that name a record of a kind, where neither a field nor the command tells it."""


def values(run: Run, ctx: Any, param: Any, begun: str, before: str) -> Iterable[Candidate]:
    """Return what a parameter may be; `begun` is typed of it, and `before` stands before that."""
    command = ctx.command_path.partition(" ")[2]
    field = getattr(ctx.command.callback, "fields", {}).get(param.name)
    if field is not None:
        return of_field(run, field, begun)
    if param.name == "fields":
        return _assignments(run, command, ctx.params.get("id_"), begun, before)
    moves, kinds = moved_by(command, OPEN | KINDS.keys())
    placeholder = (param.metavar or "").strip("[].")
    if kind := _TOLD.get(f"{command} {param.name}") or (
        "relationship" if placeholder == "WHO" else ""
    ):
        return records(run, (kind,), begun, moves)
    if placeholder == "ID":
        # Of any kind: planned meetings are read only once it may be one of them.
        found = records(
            run, kinds or [one for one in KINDS if begun or one != "meeting"], begun, moves
        )
        given = ctx.params.get("ids") or ()
        return (one for one in found if one[0] not in given)
    if words := _words_of(param.help or ""):
        return ((word, "") for word in words)
    own = _BY_PLACEHOLDER.get(placeholder)
    return own(run, ctx, begun) if own else ()


def of_field(run: Run, field: Field, begun: str) -> Iterable[Candidate]:
    """Return what a field may be."""
    if field.name == "visibility":
        return _readers(run, begun, "private", "shared", "manager", "exec")
    if field.link:
        return records(run, (field.link.kind,), begun)
    if field.holds in (dt.date, dt.datetime):
        return _days(run, "back" if field.past else "forward")
    if field.name == "period":
        return _periods(run)
    words: Sequence[Any] = field.choices
    if field.holds is bool:
        words = ("yes", "no")
    elif field.sense is weekday_called:
        words = WEEKDAY_CHOICES
    elif field.holds is int and field.high and field.high <= 10:
        words = range(field.low or 0, field.high + 1)
    return ((str(one), "") for one in words)


def records(
    run: Run, kinds: Iterable[str], begun: str, moves: Sequence[Move] = ()
) -> Iterator[Candidate]:
    """Yield the ids of records of some kinds: those that moves can move, else the open ones.

    Behind them come the closed ones that begin with what is typed, unless they are many and two
    letters would tell more of them.
    """
    for kind in kinds:
        starts = {state for move in moves if move.kind == kind for state in move.starts}
        if kind == "entry" and len(begun) < 2 and len(run.journal.stems(kind)) > _MOST:
            continue  # all of them count as open
        found = _near(run, kind, begun)
        if starts <= {*OPEN.get(kind, ())}:
            ended = () if starts or not begun else [one for one in found if not one.is_open]
            found = [one for one in found if one.is_open]
            found += ended if len(found) + len(ended) <= _MOST or len(begun) > 1 else ()
        for one in found:
            if re.fullmatch(_SAFE_ID, one.id) and (not starts or one.record.state in starts):
                yield one.id, _about(run, one)


def _near(run: Run, kind: str, begun: str) -> list[Stored[Any]]:
    if kind == "profile":
        return []
    if kind not in KINDS:
        return [one for one in run.journal.entries_of(kind) if one.id.startswith(begun)]
    return list(run.journal.beginning(kind, begun) if begun else run.journal.all(kind).values())


def _about(run: Run, stored: Stored[Any]) -> str:
    if stored.kind == "relationship":
        state = stored.record.state
        return run.journal.person_in(stored.id) + (f", {state}" if state != "active" else "")
    if stored.kind == "meeting":
        return f"{show_day(run.journal.day_of(stored.record.at))}, {stored.record.state}"
    return " ".join(stored.record.headline.split())


def _readers(run: Run, begun: str, *first: str) -> Iterator[Candidate]:
    yield from ((one, "") for one in first)
    yield from records(run, ("relationship",), begun)


_AHEAD = ("today", "tomorrow", *WEEKDAY_CHOICES, "eow", "eom", "eoq", "1w", "2w", "1m")
_BACK = ("today", "yesterday", *WEEKDAY_CHOICES)


def _days(run: Run, look: Any) -> Iterator[Candidate]:
    for word in _BACK if look == "back" else _AHEAD:
        yield word, show_day(run.day(word, look=look))


def _periods(run: Run) -> Iterator[Candidate]:
    from devjournal.cli.values import period_told  # with much that no other candidate needs

    year, month = run.today.year, run.today.month
    now = (f"{year}-Q{(month + 2) // 3}", f"{year}-H{(month + 5) // 6}", f"{year}", f"{year - 1}")
    for word in ("cycle", "last-quarter", *now):
        with contextlib.suppress(DevjournalError):
            period = period_told(run, word, None, None)
            yield word, f"{show_day(period.first)} to {show_day(period.last)}"


def _assignments(
    run: Run, command: str, id_: str | None, begun: str, before: str
) -> Iterator[Candidate]:
    """Yield the fields of a record, `due=`, or settings; behind that what such a one may be."""
    from devjournal.cli.values import record_called  # as above
    from devjournal.models.profile import OwnSettings

    is_config = command == "config set"
    cls = OwnSettings if is_config else type(record_called(run, id_ or "").record)
    fields = dict(_settable(cls))
    if not before:
        yield from ((f"{name}=", field.words) for name, field in fields.items())
    elif field := fields.get(before.removesuffix("=")):
        yield from of_field(run, field, begun)


def _settable(cls: type[Table], prefix: str = "") -> Iterator[tuple[str, Field]]:
    for name, field in by_name(cls).items():
        if field.is_table:
            yield from _settable(field.holds, f"{prefix}{name}.")
        elif not (field.table or field.holds is dict or name in ("state", "schema")):
            yield prefix + name, field


def _settings() -> Iterator[Candidate]:
    from devjournal.models.profile import OwnSettings  # seldom

    yield from ((name, field.words) for name, field in _settable(OwnSettings))


def _templates(run: Run) -> Iterator[Candidate]:
    from devjournal.cli.templates import template_names  # seldom

    yield from ((name, "") for name in template_names(run) if re.fullmatch(_SAFE_ID, name))


def _field_at(path: str) -> Field:
    kind, table, name = path.split(".")
    return by_name(by_name(class_for(kind))[table].holds)[name]


def _kinds(ctx: Any) -> Iterator[Candidate]:
    is_list = ctx.command.name in ("list", "search")
    for kind in KINDS.values():
        if kind.folder or not is_list:
            yield (kind.plural if is_list else kind.name), ""
    if is_list:
        yield from ((one, "") for one in ENTRY_KINDS)


def _orders(ctx: Any) -> Iterator[Candidate]:
    from devjournal.pages.listing import orders

    if kind := ctx.params["kind"]:
        yield from ((one, "") for one in orders(kind))


def _words_of(help_: str) -> Sequence[str]:
    """Return the words of "met, missed or dropped"; none of a help that lists no words."""
    found = re.match(r"(?:[A-Z][^:;.]*: )?(\w+(?:, \w+)*),? or (?!another)(\w+)(?=[.;:]|$)", help_)
    return [*found[1].split(", "), found[2]] if found else ()


NUDGES = "profile.settings.nudges_off"

_BY_PLACEHOLDER: Mapping[str, Callable[[Run, Any, str], Iterable[Candidate]]] = {
    "DAY": lambda run, _ctx, _: _days(run, "back"),
    "WHEN": lambda run, _ctx, _: _days(run, "forward"),
    "PERIOD": lambda run, _ctx, _: _periods(run),
    "READER": lambda run, _ctx, begun: _readers(run, begun, "self", "manager", "exec"),
    **dict.fromkeys(("FILE", "DIR", "FOLDER"), lambda *_: ((FILES, ""),)),
    "TEMPLATE": lambda run, *_: _templates(run),
    "KEY": lambda *_: _settings(),
    "FIELD": lambda _run, ctx, _: _orders(ctx),
    "KIND": lambda _run, ctx, _: _kinds(ctx),
    "LEVEL": lambda run, _ctx, begun: of_field(run, _field_at("skill.ratings.level"), begun),
    "NUDGE": lambda run, _ctx, begun: of_field(
        run, _field_at("profile.settings.nudges_off"), begun
    ),
}
