"""`docs/files.md`, from the records, the table of who sees what, and the example journals."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from devjournal.changes.lives import lives, stateful_classes
from devjournal.changes.verbs import COMMANDS
from devjournal.journal.visibility_table import TABLE
from devjournal.models.base import Record, Stateful
from devjournal.models.entry.base import Entry
from devjournal.models.kinds import KINDS, Kind, class_for
from devjournal.models.plain import file_order
from devjournal.models.validation.check import tables
from tools.reference.fields import exceptions, fields_table, plain
from tools.reference.markdown import code, fence, made_by, table, top

_COMMON = [field.name for field in dataclasses.fields(Record)]
_ENTRY = [field.name for field in dataclasses.fields(Entry) if field.name not in _COMMON]

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
    yield f"{code(path)}{_id_words(kind)}: {plain(inspect.cleandoc(record_class.__doc__ or ''))}"
    own = [field.name for field in file_order(record_class) if field.name not in _COMMON]
    yield fields_table(record_class, own, kind.name)
    if words := exceptions(TABLE[kind.name]):
        yield words
    yield from _tables(record_class)
    yield from _moves(kind.name)
    yield from _example(examples, kind.name)


def _entries(kind: Kind, examples: Path) -> Iterator[str]:
    """Yield what all entries share, and then each of their kinds."""
    yield f"## {kind.name}"
    words = plain(inspect.cleandoc(Entry.__doc__ or ""))
    yield f"{code(f'{kind.folder}/ID.toml')}{_id_words(kind)}: {words}"
    yield f"Each has a {code('kind')}, and these fields:"
    yield fields_table(Entry, _ENTRY, None)
    for variant in kind.classes:
        record_class = class_for(kind.name, variant)
        yield f"### {variant}"
        yield plain(inspect.cleandoc(record_class.__doc__ or ""))
        shared = {*_COMMON, *_ENTRY} - {"text"}
        own = [field.name for field in file_order(record_class) if field.name not in shared]
        yield fields_table(record_class, own, variant)
        yield from _tables(record_class)
        if variant == "setback":
            yield from _moves(kind.name)
        yield from _example(examples, variant)


def _id_words(kind: Kind) -> str:
    if not kind.folder:
        return ""
    return ", its id four consonants and the title" if kind.lettered else ""


def _tables(record_class: type[Record]) -> Iterator[str]:
    many = {name for name, value in _defaults(record_class).items() if value == ()}
    for name, inside in tables(record_class).items():
        yield f"{code(f'[[{name}]]' if name in many else f'[{name}]')} holds:"
        names = [field.name for field in file_order(inside)]
        yield fields_table(inside, names, None)


def _defaults(record_class: type[Record]) -> Mapping[str, Any]:
    return {field.name: field.default for field in dataclasses.fields(record_class)}


def _moves(kind: str) -> Iterator[str]:
    """Yield the moves of a kind, each with its command; nothing for one without states."""
    record_class = stateful_classes().get(kind)
    if record_class is None:
        return
    states = ", ".join(_state(record_class, state) for state in record_class.STATES)
    yield f"States, in the order of its life: {states}. Open ones are in **bold**; its moves are:"
    rows = [
        (verb, ", ".join(starts), end, _command(COMMANDS[kind][verb]))
        for verb, (starts, end) in record_class.MOVES.items()
    ]
    yield table(("Move", "From", "To", "Command"), rows)


def _state(record_class: type[Stateful], state: str) -> str:
    return f"**{state}**" if state in record_class.OPEN else state


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
            "setback" if life.kind == "entry" else life.kind,
            f"**{life.state}**" if life.is_open else life.state,
            *(", ".join(map(_command, words)) or "nothing" for words in (life.reached, life.left)),
        )
        for life in lives()
    ]
    return table(("Kind", "State", "Reached by", "Left by"), rows)
