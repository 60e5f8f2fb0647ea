"""What each field of a class holds, as far as a value from outside needs to know it."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

from devjournal.records.base import Checked
from devjournal.records.fields import Link

DAYS_BEHIND = frozenset(
    {
        *("created", "closed_on", "raised_on", "sent_on", "agreed_on", "thanked_on"),
        *("proposed_on", "accepted_on", "read_on"),
    }
)
"""Fields that say on which day something happened, so never a day to come."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FieldType:
    """The type of one field.

    `holds` is what one value is: str, int, float, bool, a day, moment or time, dict, or the
    class of a table; `many` of it where the field is a list. `choices` and `link` are those
    of the texts it holds.
    """

    holds: type[Any]
    many: bool = False
    choices: tuple[str, ...] = ()
    link: Link | None = None
    required: bool = False
    empty: Any = None

    @property
    def is_table(self) -> bool:
        """Whether it holds one table, whose own fields can be named with a dot."""
        return issubclass(self.holds, Checked) and not self.many


@cache
def field_types(record_class: type[Checked]) -> Mapping[str, FieldType]:
    """Return the type of each field of a record's or a table's class, by its name."""
    hints = typing.get_type_hints(record_class, include_extras=True)
    found = {}
    for field in dataclasses.fields(record_class):  # type: ignore[arg-type]  # every Checked class is one
        is_made = field.default_factory is not dataclasses.MISSING
        required = field.default is dataclasses.MISSING and not is_made
        empty = None if required or is_made else field.default
        found[field.name] = dataclasses.replace(
            _of(hints[field.name]), required=required, empty=empty
        )
    return found


def looks_back(record_class: type[Checked], name: str) -> bool:
    """Whether a field of a class holds the day on which something happened."""
    entry_day = name == "on" and "text" in field_types(record_class)
    return name in DAYS_BEHIND or entry_day


def _of(hint: Any) -> FieldType:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        links = [mark for mark in arguments[1:] if isinstance(mark, Link)]
        inside = _of(arguments[0])
        return dataclasses.replace(inside, link=links[0]) if links else inside
    if origin in (types.UnionType, typing.Union):
        options = [_of(option) for option in arguments if option is not type(None)]
        return next((option for option in options if option.many), options[0])
    if origin is tuple:
        return dataclasses.replace(_of(arguments[0]), many=True)
    if origin is typing.Literal:
        return FieldType(holds=str, choices=arguments)
    return FieldType(holds=origin or hint)
