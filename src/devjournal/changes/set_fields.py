"""Setting single fields of a record, where that is not a move with a verb of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from devjournal.changes.verbs import ways_on
from devjournal.errors import Refused
from devjournal.models.base import Checked, Stateful
from devjournal.models.field_types import field_types

if TYPE_CHECKING:
    from devjournal.changes.draft import Draft
    from devjournal.journal.stored import Stored

Path = tuple[str, ...]
"""A field's name, or a table's and that of a field in it."""

_OF_A_CLOSED_ONE = ("closed_on", "closed_why", "closed_as")


def set_fields(draft: Draft, stored: Stored[Any], values: Mapping[Path, Any]) -> None:
    """Draft fields of a record set; a value of None clears one.

    Raises Refused for a state, for what makes a record what it is, and for clearing what
    it needs.
    """
    record = stored.record
    for path, value in values.items():
        _refuse_moves(stored, path[0])
        record = _with(record, path, value)
    draft.change(stored, record)


def _refuse_moves(stored: Stored[Any], name: str) -> None:
    state = getattr(stored.record, "state", None)
    hint = " · ".join(ways_on(stored)) or "no command moves it yet: edit its file"
    if name == "state":
        raise Refused(f"a state is not set, it is reached: {stored.id} is {state}", hint=hint)
    if name == "schema" or (name == "kind" and stored.kind == "entry"):
        raise Refused(f"the {name} of {stored.id} can't change", hint="add a new record")
    is_open = isinstance(stored.record, Stateful) and stored.record.is_open
    if name in _OF_A_CLOSED_ONE and is_open:
        raise Refused(f"{stored.id} is {state}: it has no {name}", hint=hint)


def _with(holder: Checked, path: Path, value: Any) -> Checked:
    name, *rest = path
    field = field_types(type(holder))[name]
    if rest:
        table = getattr(holder, name) or field.holds()
        value = _with(table, tuple(rest), value)
        value = None if value == field.holds() else value
    elif value is None:
        if field.required:
            raise Refused(f"{name} can't be cleared: a record of this kind needs it")
        value = field.empty
    return dataclasses.replace(holder, **{name: value})  # type: ignore[type-var]  # a dataclass
