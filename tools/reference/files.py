"""`docs/files.md`, from the records, the table of who sees what, and the example journals."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from devjournal.journal.visibility import rule_of
from devjournal.models.base import Record, Stateful, by_name, fields, life_of
from devjournal.models.entries import Entry
from devjournal.models.lifecycle import MOVES, OPEN, moves_from, moves_of
from devjournal.models.registry import ENTRY_KINDS, KINDS, class_for, every_class
from tools.reference.fields import exceptions, fields_table, table_name
from tools.reference.markdown import code, fence, made_by, table, top

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from devjournal.models.base import Field
    from devjournal.models.lifecycle import Move

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
    "layout": "maya/layouts/review-2026-h1-for-my-manager.toml",
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
    parts += ["## In every file", fields_table(fields(Record))]
    for kind in KINDS.values():
        path = code(f"{kind.folder}/ID.toml" if kind.folder else "journal.toml")
        letters = ", its id four consonants and the title" if kind.lettered else ""
        words = _words(Entry if kind.name == "entry" else class_for(kind.name))
        parts += [f"## {kind.name}", f"{path}{letters}: {words}"]
        if kind.name != "entry":
            parts += _kind(class_for(kind.name), kind.name, examples)
            continue
        parts += [f"Each has a {code('kind')}, and these fields:"]
        parts += [fields_table(field for field in fields(Entry) if field.owner is Entry)]
        for name in ENTRY_KINDS:
            parts += [f"### {name}", _words(class_for("entry", name))]
            parts += _kind(class_for("entry", name), name, examples)
    parts += ["## Every state, and the commands that reach and leave it", _states()]
    return "\n\n".join(parts) + "\n"


def _words(cls: type[Record]) -> str:
    return inspect.cleandoc(cls.__doc__ or "")


def _table(field: Field, within: str = "") -> Iterator[str]:
    """Yield the fields of a table, and the tables in it, each by its whole name."""
    if field.table is None:
        return
    yield f"{table_name(field, within)} holds:"
    told, path = fields_table(fields(field.table)), f"{within}{field.name}."
    inner = [one for one in fields(field.table) if one.table]
    for one in inner:
        told = told.replace(table_name(one), table_name(one, path))
    yield told
    for one in inner:
        yield from _table(one, path)


def _kind(cls: type[Record], name: str, examples: Path) -> Iterator[str]:
    """Yield the fields of one kind, the tables in it, its moves, and an example."""
    shared = {Record} if name in KINDS else {Record, Entry}
    own = [one for one in fields(cls) if one.owner not in shared or one.name == "text"]
    yield fields_table(own, name)
    if words := exceptions(rule_of(name)):
        yield words
    for field in own:
        yield from _table(field)
    if issubclass(cls, Stateful):
        yield from _moves(cls)
    (found,) = examples.glob(_EXAMPLES[name])
    path = found.relative_to(examples.parent).as_posix()
    yield f"A whole one, [{path}](../{path}):"
    yield fence(found.read_text(encoding="utf-8"), "toml")


def _moves(cls: type[Stateful]) -> Iterator[str]:
    """Yield the states of a kind and its moves, each with its command."""
    kind = life_of(cls)
    states = ", ".join(_state(kind, state) for state in _states_of(cls))
    yield f"States, in the order of its life: {states}. Open ones are in **bold**; its moves are:"
    rows = [
        (move.verb, ", ".join(move.starts), move.end, _command(move.command))
        for move in moves_of(kind)
    ]
    yield table(("Move", "From", "To", "Command"), rows)


def _states_of(cls: type[Stateful]) -> tuple[str, ...]:
    return by_name(cls)["state"].choices


def _state(kind: str, state: str) -> str:
    return f"**{state}**" if state in OPEN[kind] else state


def _command(words: str) -> str:
    """Return the words of a command as code; where there are two, each."""
    return " or ".join(code(one) for one in words.split(", or "))


def _states() -> str:
    """Return the table of all states; a move within a state neither reaches nor leaves it."""
    rows = [
        (
            kind,
            _state(kind, state),
            _commands(
                one
                for one in MOVES
                if (one.kind, one.end) == (kind, state) and one.starts != (state,)
            ),
            _commands(one for one in moves_from(kind, state) if one.end != state),
        )
        for cls in every_class()
        if issubclass(cls, Stateful)
        for kind in [life_of(cls)]
        for state in _states_of(cls)
    ]
    return table(("Kind", "State", "Reached by", "Left by"), rows)


def _commands(moves: Iterable[Move]) -> str:
    commands = dict.fromkeys(move.command for move in moves)
    return ", ".join(map(_command, commands)) or "nothing"
