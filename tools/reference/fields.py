"""One row of `docs/files.md` for each field: its type, its meaning, who sees it."""

from __future__ import annotations

import datetime as dt
import typing

from devjournal.journal.visibility import Rule, rule_of
from devjournal.models.base import Field, Table, by_name
from tools.reference.markdown import code, either, table

if typing.TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devjournal.models.registry import Reach

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
    "relationship": "the relationship it is bound to",
    "itself": "that relationship",
    "person": "that person's relationship",
    "sponsor": "its sponsor's relationship",
    "named": "readers of a goal or an ask that names it",
}

_ONLY_NOW: Mapping[tuple[str, str], str] = {("profile", "roles"): "everybody: the present ones"}
"""Where a reader sees less than the whole field, and no rule says so."""

_NOBODY = "me alone, ever"
_ON_WORD = "me, until its visibility says otherwise"

SPECIAL: Mapping[str, str] = {"visibility": "`private`, `shared`, or a list of readers"}
"""The types that one form can't say."""


def fields_table(record_class: type[Table], names: typing.Iterable[str], rule: str | None) -> str:
    """Return the table of some fields of a class; `rule` names its row of the visibility table.

    Without a rule the table doesn't say who sees a field.
    """
    head = ("Field", "Type", "Meaning", *(["Who sees it"] if rule else []))
    rows = [
        (
            _bold(record_class, name),
            typed,
            by_name(record_class)[name].words,
            *([_ONLY_NOW.get((rule, name)) or seen_by(rule_of(rule), name)] if rule else []),
        )
        for name, typed in _typed(record_class, names)
    ]
    return table(head, rows)


def seen_by(rule: Rule, field: str) -> str:
    """Return who sees a field of a record that says nothing about it itself."""
    shown = (*rule.fields, *rule.for_relationships)
    parts = [one for one in shown if one.startswith(f"{field}.")]
    if field in rule.when_shared:
        return _ON_WORD
    if field not in shown and not parts:
        return _NOBODY
    if not rule.reaches:
        return _ON_WORD
    if field in rule.for_relationships:
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


def type_words(name: str, found: Field, *, not_empty: bool) -> str:
    """Return the type of a field in words, with its limits and what stands for unset."""
    if name in SPECIAL:
        return SPECIAL[name]
    words = _one(name, found)
    words = f"{words}, not empty" if not_empty and not found.link else words
    words = f"list: {words}" if found.many else words
    return (
        f"{words} (unset: {code(found.default)})"
        if found.default and found.choices and not found.required
        else words
    )


def _one(name: str, found: Field) -> str:
    if found.choices:
        return either([code(choice) for choice in found.choices])
    if found.link:
        an = "an" if found.link.kind[0] in "aeiou" else "a"
        return f"id of {an} {found.link.kind}{', or a name' if found.link.or_name else ''}"
    if issubclass(found.holds, Table):
        return f"table, see {code(f'[[{name}]]' if found.many else f'[{name}]')}"
    limits = (found.low, found.high)
    told = f"from {limits[0]}" if limits[1] is None else f"{limits[0]} to {limits[1]}"
    return _HOLDS[found.holds] + (f", {told}" if limits[0] is not None else "")


def _typed(record_class: type[Table], names: typing.Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        field = by_name(record_class)[name]
        yield name, type_words(name, field, not_empty="min_length" in field.limits)


def _bold(record_class: type[Table], name: str) -> str:
    return f"**{code(name)}**" if by_name(record_class)[name].required else code(name)
