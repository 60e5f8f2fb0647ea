"""`FIELD=VALUE` as `set` takes it: the field found by its name, the value read by its type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from devjournal.cli.values import read_value
from devjournal.errors import UsageError
from devjournal.models.base import Field, Table, by_name

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.changes.records import Path
    from devjournal.cli.run import Run
    from devjournal.journal.stored import Stored

_COMMA = re.compile(r"(?<!\\),")


def parse_assignments(run: Run, stored: Stored[Any], texts: Sequence[str]) -> dict[Path, Any]:
    """Return the values that some `FIELD=VALUE` set in a record; None clears the field.

    Raises UsageError for what has no `=`, names no field or is no value of it, and for a
    field that stands twice.
    """
    found: dict[Path, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"{text}: is no FIELD=VALUE", hint='such as due=fri, or "note=..."')
        path = tuple(name.strip().split("."))
        if path in found:
            raise UsageError(f"{name} is set twice")
        found[path] = _read(run, stored, path, value)
    return found


def _read(run: Run, stored: Stored[Any], path: Path, value: str) -> Any:
    field = _field(type(stored.record), path)
    name = path[-1]
    label = f"{'.'.join(path)}:"
    if name in ("state", "schema") or (name == "kind" and stored.kind == "entry"):
        return value
    if not value.strip():
        return None
    if name == "at" and stored.kind == "meeting":
        return _moment(run, stored, value)
    if not field.many or name == "visibility":
        bound = getattr(stored.record, "relationship", None)
        bound = stored.id if stored.kind == "relationship" else bound
        return read_value(run, field, value, label=label, relationship=bound)
    items = (item.replace("\\,", ",").strip() for item in _COMMA.split(value))
    return tuple(read_value(run, field, item, label=label) for item in items if item)


def _field(record_class: type[Table], path: Path) -> Field:
    """Return the field that the last name of a path means."""
    name, *rest = path
    known = by_name(record_class)
    if name not in known:
        from difflib import get_close_matches

        near = get_close_matches(name, known, n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"there is no field {name}{meant}", hint=f"there are {', '.join(known)}")
    field = known[name]
    if field.is_table and rest:
        return _field(field.holds, tuple(rest))
    if rest:
        raise UsageError(f"{name} has no fields of its own: {'.'.join(path)}")
    return _settable(field)


def _settable(field: Field) -> Field:
    name = field.name
    if field.is_table:
        inner = ", ".join(f"{name}.{one}" for one in by_name(field.holds))
        raise UsageError(f"{name} is a table: set its fields", hint=inner)
    if issubclass(field.holds, (Table, dict)):
        raise UsageError(
            f"{name} holds tables, which are not set here",
            hint=_INSTEAD.get(
                (field.owner.__name__, name), "edit the file: devjournal show names it"
            ),
        )
    return field


def _moment(run: Run, stored: Stored[Any], value: str) -> dt.datetime:
    return run.moment(value.strip(), time=run.journal.moment(stored.record.at).time())


_INSTEAD = {
    ("Goal", "checkins"): "devjournal goal checkin ID --value 9",
    ("Skill", "ratings"): "devjournal skill rate ID 3",
    ("Action", "moves"): "devjournal postpone ID --to fri",
    ("Meeting", "moves"): 'devjournal postpone ID --to "22-oct 15:00"',
}
"""The command that adds to a field of tables."""
