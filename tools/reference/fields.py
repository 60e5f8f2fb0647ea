"""One row of `docs/files.md` for each field: its type, its meaning, who sees it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from devjournal.journal.visibility import Rule, rule_of
from tools.reference.markdown import code, either, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from devjournal.models.base import Field
    from devjournal.models.registry import Reach

_HOLDS: Mapping[type, str] = {
    str: "text",
    int: "whole number",
    Decimal: "number",
    bool: "true or false",
    dt.date: "day",
    dt.datetime: "moment",
    dt.time: "time",
    dict: "table of your own",
}

_REACHES: Mapping[Reach, str] = {
    "every": "everybody",
    "firm": "manager, exec and relationships of its firm",
    "manager": "manager",
    "relationship": "the relationship it belongs to",
    "itself": "that relationship",
    "person": "that person's relationship",
    "sponsor": "its sponsor's relationship",
    "named": "readers of a goal or an ask that names it",
}

_NOBODY = "you alone, always"
_UNLESS_SHARED = "you, until its visibility says otherwise"


def fields_table(fields: Iterable[Field], kind: str = "") -> str:
    """Return the table of some fields; `kind` is the one whose rule says who sees them."""
    rows = [
        (
            f"**{code(field.name)}**" if field.required else code(field.name),
            type_words(field),
            field.words,
            *([_seen_by(kind, field)] if kind else []),
        )
        for field in fields
    ]
    return table(("Field", "Type", "Meaning", *(["Who sees it"] if kind else [])), rows)


def _seen_by(kind: str, field: Field) -> str:
    """Return who sees a field of a record that says nothing about it itself."""
    if (kind, field.name) == ("profile", "roles"):
        return "everybody: the present ones"
    rule = rule_of(kind)
    shown = (*rule.fields, *rule.for_relationships)
    parts = [code(one.partition(".")[2]) for one in shown if one.startswith(f"{field.name}.")]
    is_shown = field.name in shown or bool(parts)
    if field.name in rule.when_shared or (is_shown and not rule.reaches):
        return _UNLESS_SHARED
    if not is_shown:
        return _NOBODY
    if field.name in rule.for_relationships:
        return "every relationship"
    who = either([_REACHES[reach] for reach in rule.reaches])
    return f"{who}: {either(parts)} only" if parts else who


def exceptions(rule: Rule) -> str:
    """Return which records of a kind reach nobody by themselves; empty where all do."""
    told = [
        f"One whose {code(field)} is {either([code(value) for value in values])}"
        for field, values in rule.unless.items()
    ]
    return f"{' '.join(told)} is seen by {_UNLESS_SHARED}." if told else ""


def type_words(field: Field) -> str:
    """Return the type of a field in words, with its limits and what stands for unset."""
    if field.name == "visibility":
        return "`private`, `shared`, or a list of readers"
    words = _one(field)
    if "min_length" in field.limits and not field.link:
        words = f"{words}, not empty"
    words = f"list: {words}" if field.many else words
    has_default = field.choices and not field.required and field.default
    return f"{words} (unset: {code(field.default)})" if has_default else words


def _one(field: Field) -> str:
    if field.choices:
        return either([code(choice) for choice in field.choices])
    if field.link:
        an = "an" if field.link.kind[0] in "aeiou" else "a"
        return f"id of {an} {field.link.kind}{', or a name' if field.link.or_name else ''}"
    if field.table:
        return f"table, see {table_name(field)}"
    if field.low is None:
        return _HOLDS[field.holds]
    limits = f"from {field.low}" if field.high is None else f"{field.low} to {field.high}"
    return f"{_HOLDS[field.holds]}, {limits}"


def table_name(field: Field, within: str = "") -> str:
    """Return what stands above a table in a file: `[ask]`, or `[[checkins]]` for each."""
    name = f"{within}{field.name}"
    return code(f"[[{name}]]" if field.many else f"[{name}]")
