"""Records with less in them: what is not named is as if it had never been set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.models.base import Field, by_name, replace

if TYPE_CHECKING:
    from collections.abc import Callable


def only(holder: Any, fields: tuple[str, ...]) -> Any:
    """Return a record with nothing but these fields; a dotted one keeps a table's field."""
    if holder is None:
        return None
    if isinstance(holder, tuple):
        return tuple(only(item, fields) for item in holder)
    inner: dict[str, tuple[str, ...]] = {}
    for name, _, sub in (name.partition(".") for name in fields if "." in name):
        inner[name] = (*inner.get(name, ()), sub)
    changes: dict[str, Any] = {}
    for field in by_name(type(holder)).values():
        if field.name in inner:
            changes[field.name] = only(getattr(holder, field.name), inner[field.name])
        elif field.name not in fields:
            changes[field.name] = _unset(field)
    return replace(holder, **changes)


def _unset(field: Field) -> Any:
    return "" if field.required else field.default


def with_texts(holder: Any, path: tuple[str, ...], change: Callable[[str], str | None]) -> Any:
    """Return a record with the texts at a path changed; None removes one."""
    if holder is None:
        return None
    if isinstance(holder, tuple):
        changed = tuple(with_texts(item, path, change) for item in holder)
        return tuple(item for item in changed if item is not None)
    if not path:
        return change(holder)
    value = with_texts(getattr(holder, path[0]), path[1:], change)
    if value is None and _is_required(holder, path[0]):
        value = ""
    return replace(holder, **{path[0]: value})


def _is_required(holder: Any, name: str) -> bool:
    return by_name(type(holder))[name].required
