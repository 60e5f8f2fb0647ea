"""A value as somebody writes it, read by the type of the field that it is for.

Flags and `set` share this, so that a day, a number or an id is read alike everywhere.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from devjournal.cli.values import (
    link,
    next_day,
    one_of,
    past_day,
    person_or_name,
    relationship_of,
    skill_or_name,
    visibility,
)
from devjournal.errors import NotFound, UsageError
from devjournal.models.field_types import FieldType, field_types, looks_back

if TYPE_CHECKING:
    from devjournal.cli.context import Context
    from devjournal.models.base import Checked
    from devjournal.models.fields import Link

_YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}
_MONTH_DAY = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"


def fields_from(
    here: Context, record_class: type[Checked], told: Mapping[str, Any], **typed: Any
) -> dict[str, Any]:
    """Return the fields of a record that flags said something about.

    `told` holds what Typer gave for each field: text, a list of texts, or a value that needs
    no reading; the flag is called as its field. `typed` are fields as the record holds them.
    """
    bound = told.get("relationship")
    relationship = relationship_of(here, bound, closed=True).id if bound else None
    read = {
        name: _from_flag(here, record_class, name, value, relationship)
        for name, value in told.items()
        if value and value is not True and name != "relationship"
    }
    plain = {name: value for name, value in told.items() if isinstance(value, bool)}
    found = {"relationship": relationship, **read, **plain, **typed}
    return {name: value for name, value in found.items() if value not in (None, ())}


def _from_flag(
    here: Context, record_class: type[Checked], name: str, value: Any, relationship: str | None
) -> Any:
    label = f"--{name.replace('_', '-')}"
    if isinstance(value, list):
        read = (read_value(here, record_class, name, one, label=label) for one in value)
        return tuple(one for one in read if one is not None)
    return read_value(here, record_class, name, str(value), label=label, relationship=relationship)


def read_value(
    here: Context,
    record_class: type[Checked],
    name: str,
    text: str,
    *,
    label: str,
    relationship: str | None = None,
) -> Any:
    """Return one value of a field; of a list, one of its items. Blank text is None.

    `relationship` is whose next meeting the day `next` means. Raises UsageError naming
    `label` for what is no such value, NotFound for a link to nothing.
    """
    text = text.strip()
    field = field_types(record_class)[name]
    if not text:
        return None
    if name in _OWN_WAY:
        return _OWN_WAY[name](here, label, text)
    if field.holds is dt.date:
        back = looks_back(record_class, name)
        return _day(here, label, text, back=back, relationship=relationship)
    if field.link:
        return _linked(here, field.link, text)
    return _plain(field, label, text)


def _day(here: Context, label: str, text: str, *, back: bool, relationship: str | None) -> dt.date:
    try:
        if back:
            return past_day(here, label, text)
        return here.day(text, after=next_day(here, relationship))
    except UsageError as error:
        said = "" if error.message.startswith(label) else f"{label} "
        raise UsageError(f"{said}{error.message}", hint=error.hint) from None


def _plain(field: FieldType, label: str, text: str) -> Any:
    if field.choices:
        return one_of(label, text, field.choices)
    if field.holds is bool:
        return _YES_OR_NO[one_of(label, text.lower(), tuple(_YES_OR_NO))]
    if field.holds is int:
        return _whole(label, text, field)
    if field.holds is float:
        from devjournal.cli.numbers import parse_value

        return parse_value(label, text)
    if field.holds is dt.time:
        from devjournal.dates import parse_time

        return parse_time(text)
    return text


def _whole(label: str, text: str, field: FieldType) -> int:
    if not re.fullmatch("[-+]?[0-9]{1,9}", text):
        raise UsageError(f"{label} {text}: is no whole number")
    number = int(text)
    low, high = field.low, field.high
    if (low is not None and number < low) or (high is not None and number > high):
        raise UsageError(f"{label} {text}: is not from {low} to {high}")
    return number


def _linked(here: Context, to: Link, text: str) -> str | None:
    if to.kind == "relationship":
        return relationship_of(here, text, closed=True).id
    if to.kind == "person":
        return person_or_name(here, text) if to.or_name else _person(here, text)
    return skill_or_name(here, text) if to.or_name else link(here, to.kind, text)


def _person(here: Context, text: str) -> str:
    from devjournal.journal.names import person_called

    known = person_called(here.journal, text)
    if known is None:
        from devjournal.practice.settle import command

        raise NotFound(f"there is no person {text!r}", hint=command("person", "add", text))
    return known.id


def _visibility(here: Context, _label: str, text: str) -> Any:
    return visibility(here, text)


def _period(here: Context, label: str, text: str) -> str:
    from devjournal.dates import parse_period

    period = parse_period(text, here.today).label
    if " " in period:
        raise UsageError(f"{label} {text}: is no year, half or quarter", hint="such as 2026-Q4")
    return period


def _zone(_here: Context, label: str, text: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(text)
    except (KeyError, OSError, ValueError) as error:
        raise UsageError(
            f"{label} {text}: there is no such time zone", hint="such as Europe/Dublin"
        ) from error
    return text


def _month_day(_here: Context, label: str, text: str) -> str:
    if not re.fullmatch(_MONTH_DAY, text):
        raise UsageError(f"{label} {text}: is no day of the year", hint="write MM-DD, as in 04-01")
    return text


_OWN_WAY = {
    "visibility": _visibility,
    "period": _period,
    "timezone": _zone,
    "review_starts": _month_day,
}
"""Fields whose text means more than its type says."""
