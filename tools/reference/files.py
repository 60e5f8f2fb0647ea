"""`docs/files.md`, from the records, the table of who sees what, and the example journals."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from devjournal.journal.visibility import rule_of
from devjournal.models.base import Record, Stateful, by_name, fields, life_of, states_of
from devjournal.models.entries import Entry
from devjournal.models.lifecycle import OPEN, commands_from, commands_to, moves_of
from devjournal.models.plain import tables_of
from devjournal.models.registry import KINDS, Kind, class_for, every_class, variants_of
from tools.reference.fields import exceptions, fields_table
from tools.reference.markdown import code, fence, made_by, table, top

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_COMMON = list(by_name(Record))
_ENTRY = [name for name in by_name(Entry) if name not in _COMMON]

_EXAMPLES: Mapping[str, str] = {
    "profile": "maya/journal.toml",
    "person": "maya/people/priya-nair.toml",
    "relationship": "signe/relationships/wren-mentee.toml",
    "skill": "maya/skills/financial-acumen.toml",
    "objective": "maya/objectives/cut-cost-to-serve-by-8.toml",
    "goal": "signe/goals/jonas-calls-six-districts-right.toml",
    "topic": "signe/topics/zmtr-*.toml",
    "meeting": "maya/meetings/priya-mentor-001.toml",
    "action": "maya/actions/nvcr-*.toml",
    "opportunity": "maya/opportunities/the-storm-story-at-the-guest-support-monthly.toml",
    "win": "signe/entries/knwr-*.toml",
    "feedback": "signe/entries/pcrm-*.toml",
    "lesson": "signe/entries/bfkx-*.toml",
    "setback": "signe/entries/tzqd-*.toml",
    "vouched": "signe/entries/sqbg-*.toml",
    "gave": "signe/entries/cdtf-*.toml",
    "resource": "signe/entries/wjhp-*.toml",
    "assessment": "signe/entries/qzhv-*.toml",
    "reflection": "signe/entries/jpsc-*.toml",
    "note": "signe/entries/xbtl-*.toml",
}
"""Kind, or entry's kind, to the example journals' file that is shown for it."""


def files_page(examples: Path) -> str:
    """Return the page: what every record bears, each kind, and the table of all states."""
    parts = [made_by("the records, their states and the examples"), top("files")]
    parts += ["## In every file", fields_table(Record, _COMMON, None)]
    for kind in KINDS.values():
        parts += _entries(kind, examples) if kind.name == "entry" else _kind(kind, examples)
    parts += ["## Every state, and the commands that reach and leave it", _lives()]
    return "\n\n".join(parts) + "\n"


def _kind(kind: Kind, examples: Path) -> Iterator[str]:
    record_class = class_for(kind.name)
    yield f"## {kind.name}"
    path = f"{kind.folder}/ID.toml" if kind.folder else "journal.toml"
    yield f"{code(path)}{_id_words(kind)}: {inspect.cleandoc(record_class.__doc__ or '')}"
    own = [field.name for field in fields(record_class) if field.name not in _COMMON]
    yield fields_table(record_class, own, kind.name)
    if words := exceptions(rule_of(kind.name)):
        yield words
    yield from _tables(record_class)
    yield from _moves(record_class)
    yield from _example(examples, kind.name)


def _entries(kind: Kind, examples: Path) -> Iterator[str]:
    """Yield what all entries share, and then each of their kinds."""
    yield f"## {kind.name}"
    words = inspect.cleandoc(Entry.__doc__ or "")
    yield f"{code(f'{kind.folder}/ID.toml')}{_id_words(kind)}: {words}"
    yield f"Each has a {code('kind')}, and these fields:"
    yield fields_table(Entry, _ENTRY, None)
    for variant in variants_of(kind.name):
        record_class = class_for(kind.name, variant)
        yield f"### {variant}"
        yield inspect.cleandoc(record_class.__doc__ or "")
        shared = {*_COMMON, *_ENTRY} - {"text"}
        own = [field.name for field in fields(record_class) if field.name not in shared]
        yield fields_table(record_class, own, variant)
        yield from _tables(record_class)
        yield from _moves(record_class)
        yield from _example(examples, variant)


def _id_words(kind: Kind) -> str:
    if not kind.folder:
        return ""
    return ", its id four consonants and the title" if kind.lettered else ""


def _tables(record_class: type[Record]) -> Iterator[str]:
    for name, inside in tables_of(record_class).items():
        yield f"{code(f'[[{name}]]' if by_name(record_class)[name].many else f'[{name}]')} holds:"
        names = [field.name for field in fields(inside)]
        yield fields_table(inside, names, None)


def _moves(record_class: type[Record]) -> Iterator[str]:
    """Yield the moves of a kind, each with its command; nothing for one without states."""
    if not issubclass(record_class, Stateful):
        return
    kind = life_of(record_class)
    states = ", ".join(_state(kind, state) for state in states_of(record_class))
    yield f"States, in the order of its life: {states}. Open ones are in **bold**; its moves are:"
    rows = [
        (move.verb, ", ".join(move.starts), move.end, _command(move.command))
        for move in moves_of(kind)
    ]
    yield table(("Move", "From", "To", "Command"), rows)


def _state(kind: str, state: str) -> str:
    return f"**{state}**" if state in OPEN[kind] else state


def _command(words: str) -> str:
    """Return the words of a command as code; where there are two, each."""
    return " or ".join(code(one) for one in words.split(", or "))


def _example(examples: Path, name: str) -> Iterator[str]:
    (found,) = examples.glob(_EXAMPLES[name])
    path = found.relative_to(examples.parent).as_posix()
    yield f"A whole one, [{path}](../{path}):"
    yield fence(found.read_text(encoding="utf-8"), "toml")


def _lives() -> str:
    rows = [
        (
            kind,
            _state(kind, state),
            *map(_commands, (commands_to(kind, state), commands_from(kind, state))),
        )
        for record_class in every_class()
        if issubclass(record_class, Stateful)
        for kind in [life_of(record_class)]
        for state in states_of(record_class)
    ]
    return table(("Kind", "State", "Reached by", "Left by"), rows)


def _commands(commands: Iterable[str]) -> str:
    return ", ".join(map(_command, commands)) or "nothing"
