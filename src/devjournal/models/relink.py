"""A record with some of its links changed, wherever in it they stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from devjournal.models.base import Checked
from devjournal.models.field_types import field_types
from devjournal.models.fields import Link

R = TypeVar("R", bound=Checked)
Replace = Callable[[Link, str], str | None]
"""From a link and what stands there to what is to stand there; None takes it out."""


class Needed(Exception):
    """A link that can't be taken out, as its record is nothing without it."""


def relinked(record: R, replace: Replace) -> R:
    """Return a record, or a table in one, with every link as `replace` wants it.

    The same object comes back if nothing changes. Raises Needed, naming the field.
    """
    changes: dict[str, Any] = {}
    for name, type_ in field_types(type(record)).items():
        before = getattr(record, name)
        after = before
        if type_.link:
            after = _replaced(type_.link, before, replace)
        elif issubclass(type_.holds, Checked):
            after = _inside(before, replace)
        if after is None and before is not None and type_.required:
            raise Needed(name)
        if after is not before and after != before:
            changes[name] = after
    return dataclasses.replace(record, **changes) if changes else record  # type: ignore[type-var]  # each is a dataclass


def _replaced(link: Link, value: Any, replace: Replace) -> Any:
    if not isinstance(value, tuple):
        return None if value is None else replace(link, value)
    found = (replace(link, one) for one in value)
    return tuple(one for one in found if one is not None)


def _inside(value: Any, replace: Replace) -> Any:
    if isinstance(value, tuple):
        return tuple(relinked(one, replace) for one in value)
    return None if value is None else relinked(value, replace)
