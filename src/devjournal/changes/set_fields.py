"""Setting single fields of a record, where that is not a move with a verb of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.errors import Refused
from devjournal.models.base import Stateful, Table, by_name, life_of, replace
from devjournal.models.lifecycle import moves_from

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    hint = " · ".join(_ways_on(stored.record)) or "no command moves it yet: edit its file"
    if name == "state":
        raise Refused(f"a state is not set, it is reached: {stored.id} is {state}", hint=hint)
    if name == "schema" or (name == "kind" and stored.kind == "entry"):
        raise Refused(f"the {name} of {stored.id} can't change", hint="add a new record")
    is_open = isinstance(stored.record, Stateful) and stored.record.is_open
    if name in _OF_A_CLOSED_ONE and is_open:
        raise Refused(f"{stored.id} is {state}: it has no {name}", hint=hint)


def _ways_on(record: Any) -> list[str]:
    """Return the commands that move a record from the state it is in."""
    if not isinstance(record, Stateful):
        return []
    moves = moves_from(life_of(type(record)), record.state)
    return [f"devjournal {move.command}" for move in moves]


def _with(holder: Table, path: Path, value: Any) -> Table:
    name, *rest = path
    field = by_name(type(holder))[name]
    if rest:
        table = getattr(holder, name) or field.holds()
        value = _with(table, tuple(rest), value)
        value = None if value == field.holds() else value
    elif value is None:
        if field.required:
            raise Refused(f"{name} can't be cleared: a record of this kind needs it")
        value = field.default
    return replace(holder, **{name: value})
