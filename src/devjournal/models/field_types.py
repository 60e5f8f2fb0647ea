"""What each field of a class holds, as far as a value from outside needs to know it."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any

from devjournal.frozen import dataclass
from devjournal.models.base import Checked
from devjournal.models.fields import Interval, Link
from devjournal.models.plain import once_per_class

_DAYS_BEHIND = frozenset(
    {
        *("created", "closed_on", "raised_on", "sent_on", "agreed_on", "thanked_on"),
        *("proposed_on", "accepted_on", "read_on"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldType:
    """The type of one field.

    `holds` is what one value is: str, int, float, bool, a day, moment or time, dict, or the
    class of a table; `many` of it where the field is a list. `choices` and `link` are those
    of the texts it holds, `low` and `high` the bounds of a number. `required`: it can't be
    unset; `empty` is its value where it is.
    """

    holds: type[Any]
    many: bool = False
    choices: tuple[str, ...] = ()
    link: Link | None = None
    low: int | None = None
    high: int | None = None
    required: bool = False
    empty: Any = None

    @property
    def is_table(self) -> bool:
        """Whether it holds one table, whose own fields can be named with a dot."""
        return issubclass(self.holds, Checked) and not self.many


@once_per_class
def field_types(record_class: type[Any]) -> Mapping[str, FieldType]:
    """Return the type of each field of a record's or a table's class, by its name."""
    hints = typing.get_type_hints(record_class, include_extras=True)
    found = {}
    for field in dataclasses.fields(record_class):
        is_made = field.default_factory is not dataclasses.MISSING
        required = field.default is dataclasses.MISSING and not is_made
        empty = None if required or is_made else field.default
        found[field.name] = dataclasses.replace(
            _of(hints[field.name]), required=required, empty=empty
        )
    return found


def looks_back(record_class: type[Checked], name: str) -> bool:
    """Whether a field of a class holds a day on which something happened, never one to come."""
    is_entry_day = name == "on" and "about" in field_types(record_class)
    return name in _DAYS_BEHIND or is_entry_day


def _of(hint: Any) -> FieldType:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _marked(_of(arguments[0]), arguments[1:])
    if origin in (types.UnionType, typing.Union):
        options = [_of(option) for option in arguments if option is not type(None)]
        return next((option for option in options if option.many), options[0])
    if origin is tuple:
        return dataclasses.replace(_of(arguments[0]), many=True)
    if origin is typing.Literal:
        return FieldType(holds=str, choices=arguments)
    return FieldType(holds=origin or hint)


def _marked(inside: FieldType, marks: tuple[Any, ...]) -> FieldType:
    for mark in marks:
        if isinstance(mark, Link):
            inside = dataclasses.replace(inside, link=mark)
        elif isinstance(mark, Interval):
            inside = dataclasses.replace(inside, low=mark.ge, high=mark.le)
    return inside
