"""One row of `docs/files.md` for each field: its type, its meaning, who sees it."""

from __future__ import annotations

import datetime as dt
import re
import typing
from collections.abc import Iterator, Mapping
from typing import Any

from devjournal.journal.visibility_table import TABLE, Reach, Rule
from devjournal.models.base import Checked
from devjournal.models.field_types import FieldType, field_types
from devjournal.models.fields import MinLen
from devjournal.models.validation.schema import docstrings
from tools.reference.markdown import code, either, table

_SOURCES = re.compile(r" ?\((?:P\d+(?:, )?)+\)")
"""Where a field's practice comes from: of use to those who change the program only."""

_HOLDS: Mapping[type, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    dt.date: "day",
    dt.datetime: "moment",
    dt.time: "time",
    dict: "table of your own",
}

_REACHES: Mapping[Reach, str] = {
    "every": "everybody",
    "manager": "manager",
    "bound": "the relationship it is bound to",
    "itself": "that relationship",
    "person": "that person's relationship",
    "sponsored": "its sponsor's relationship",
    "named": "readers of a goal or an ask that names it",
}

_ONLY_NOW: Mapping[tuple[str, str], str] = {("profile", "roles"): "everybody: the present ones"}
"""Where a reader sees less than the whole field, and no rule says so."""

_NOBODY = "me alone, ever"
_ON_WORD = "me, until its visibility says otherwise"

SPECIAL: Mapping[str, str] = {"visibility": "`private`, `shared`, or a list of readers"}
"""The types that one form can't say."""


def fields_table(record_class: type[Checked], names: typing.Iterable[str], rule: str | None) -> str:
    """Return the table of some fields of a class; `rule` names its row of the visibility table.

    Without a rule the table doesn't say who sees a field.
    """
    head = ("Field", "Type", "Meaning", *(["Who sees it"] if rule else []))
    words = docstrings(record_class)
    rows = [
        (
            _bold(record_class, name),
            typed,
            plain(words[name]),
            *([_ONLY_NOW.get((rule, name)) or seen_by(TABLE[rule], name)] if rule else []),
        )
        for name, typed in _typed(record_class, names)
    ]
    return table(head, rows)


def plain(docstring: str) -> str:
    """Return a docstring without the numbers of the practices that it serves."""
    return _SOURCES.sub("", docstring).strip()


def seen_by(rule: Rule, field: str) -> str:
    """Return who sees a field of a record that says nothing about it itself."""
    shown = (*rule.fields, *rule.to_relationships)
    parts = [one for one in shown if one.startswith(f"{field}.")]
    if field in rule.on_word:
        return _ON_WORD
    if field not in shown and not parts:
        return _NOBODY
    if not rule.reaches:
        return _ON_WORD
    if field in rule.to_relationships:
        return "every relationship"
    who = either([_REACHES[reach] for reach in rule.reaches])
    only = either([code(part.rpartition(".")[2]) for part in parts]) if parts else ""
    return f"{who}: {only} only" if only else who


def exceptions(rule: Rule) -> str:
    """Return which records of a kind reach nobody by themselves; empty where all do."""
    told = [
        f"One whose {code(field)} is {either([code(value) for value in values])}"
        for field, values in rule.unless.items()
    ]
    return f"{' '.join(told)} is seen by me, until its visibility says otherwise." if told else ""


def type_words(name: str, found: FieldType, *, not_empty: bool) -> str:
    """Return the type of a field in words, with its limits and what stands for unset."""
    if name in SPECIAL:
        return SPECIAL[name]
    words = _one(name, found)
    words = f"{words}, not empty" if not_empty and not found.link else words
    words = f"list: {words}" if found.many else words
    return f"{words} (unset: {code(found.empty)})" if found.empty and found.choices else words


def _one(name: str, found: FieldType) -> str:
    if found.choices:
        return either([code(choice) for choice in found.choices])
    if found.link:
        an = "an" if found.link.kind[0] in "aeiou" else "a"
        return f"id of {an} {found.link.kind}{', or a name' if found.link.or_name else ''}"
    if issubclass(found.holds, Checked):
        return f"table, see {code(f'[[{name}]]' if found.many else f'[{name}]')}"
    limits = (found.low, found.high)
    told = f"from {limits[0]}" if limits[1] is None else f"{limits[0]} to {limits[1]}"
    return _HOLDS[found.holds] + (f", {told}" if limits[0] is not None else "")


def _typed(record_class: type[Checked], names: typing.Iterable[str]) -> Iterator[tuple[str, str]]:
    types = field_types(record_class)
    hints = typing.get_type_hints(record_class, include_extras=True)
    for name in names:
        not_empty = any(isinstance(mark, MinLen) for mark in _marks(hints[name]))
        yield name, type_words(name, types[name], not_empty=not_empty)


def _marks(hint: Any) -> Iterator[Any]:
    yield from getattr(hint, "__metadata__", ())
    for inside in typing.get_args(hint):
        yield from _marks(inside)


def _bold(record_class: type[Checked], name: str) -> str:
    return f"**{code(name)}**" if field_types(record_class)[name].required else code(name)
