"""`FIELD=VALUE` as `set` takes it: the field found by its name, the value read by its type."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from devjournal.cli.field_values import read_value
from devjournal.errors import UsageError
from devjournal.models.field_types import FieldType, field_types

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.changes.set_fields import Path
    from devjournal.cli.context import Context
    from devjournal.journal.stored import Stored
    from devjournal.models.base import Checked

_COMMA = re.compile(r"(?<!\\),")


def parse_assignments(here: Context, stored: Stored[Any], texts: Sequence[str]) -> dict[Path, Any]:
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
        found[path] = _read(here, stored, path, value)
    return found


def _read(here: Context, stored: Stored[Any], path: Path, value: str) -> Any:
    holder, field = _field(type(stored.record), path)
    name = path[-1]
    label = f"{'.'.join(path)}:"
    if name in ("state", "schema") or (name == "kind" and stored.kind == "entry"):
        return value
    if not value.strip():
        return None
    if name == "at" and stored.kind == "meeting":
        return _moment(here, stored, value)
    if not field.many or name == "visibility":
        bound = getattr(stored.record, "relationship", None)
        bound = stored.id if stored.kind == "relationship" else bound
        return read_value(here, holder, name, value, label=label, relationship=bound)
    items = (item.replace("\\,", ",").strip() for item in _COMMA.split(value))
    return tuple(read_value(here, holder, name, item, label=label) for item in items if item)


def _field(record_class: type[Checked], path: Path) -> tuple[type[Checked], FieldType]:
    """Return the class that holds the last name of a path, and that field's type."""
    name, *rest = path
    known = field_types(record_class)
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
    return record_class, _settable(record_class, name, field)


def _settable(record_class: type[Checked], name: str, field: FieldType) -> FieldType:
    from devjournal.models.base import Checked

    if field.is_table:
        inner = ", ".join(f"{name}.{one}" for one in field_types(field.holds))
        raise UsageError(f"{name} is a table: set its fields", hint=inner)
    if issubclass(field.holds, (Checked, dict)):
        raise UsageError(
            f"{name} holds tables, which are not set here",
            hint=_INSTEAD.get(
                (record_class.__name__, name), "edit the file: devjournal show names it"
            ),
        )
    return field


def _moment(here: Context, stored: Stored[Any], value: str) -> dt.datetime:
    return here.moment(value.strip(), time=here.journal.moment(stored.record.at).time())


_INSTEAD = {
    ("Goal", "checkins"): "devjournal goal checkin ID --value 9",
    ("Skill", "ratings"): "devjournal skill rate ID 3",
    ("Action", "moves"): "devjournal postpone ID --to fri",
    ("Meeting", "moves"): 'devjournal postpone ID --to "22-oct 15:00"',
}
"""The command that adds to a field of tables."""
