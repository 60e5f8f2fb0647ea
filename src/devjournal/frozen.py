"""The standard `dataclass` for frozen data, without compiling six methods for each class.

The standard one writes and compiles the source of `__init__`, `__eq__` and others for every
class at every start: 0.8 ms each, of which a command needs some fifty. These methods are
the same for all classes here. The fields are the standard library's: `fields`, `replace`,
`is_dataclass` and pydantic see no difference, and neither do type checkers.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(**told: bool) -> Callable[[type], type]:
        """Return the decorator; it is told what the standard one is told, `frozen=True` too."""
        make = dataclasses.dataclass(**{**told, "frozen": False}, init=False, repr=False, eq=False)

        def decorate(cls: type) -> type:
            for name, method in _METHODS.items():
                setattr(cls, name, method)
            return make(cls)

        return decorate


_FIELDS: dict[type, tuple[dataclasses.Field[Any], ...]] = {}


def _fields(cls: Any) -> tuple[dataclasses.Field[Any], ...]:
    """Return the fields of a class; they are asked for with every instance that is made."""
    if cls not in _FIELDS:
        _FIELDS[cls] = dataclasses.fields(cls)
    return _FIELDS[cls]


def _compared(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in _fields(type(self)) if field.compare]


def _init(self: Any, *in_order: Any, **given: Any) -> None:
    if in_order:
        given = _named(type(self), in_order, given)
    for field in _fields(type(self)):
        name = field.name
        if name in given:
            value = given.pop(name)
        elif field.default is not dataclasses.MISSING:
            value = field.default
        elif field.default_factory is not dataclasses.MISSING:
            value = field.default_factory()
        else:
            raise TypeError(f"{type(self).__name__} needs {name}")
        object.__setattr__(self, name, value)
    if given:
        raise TypeError(f"{type(self).__name__} has no {', '.join(given)}")


def _named(cls: Any, in_order: tuple[Any, ...], given: dict[str, Any]) -> dict[str, Any]:
    """Return what was given in order by the names of its fields, with the rest."""
    names = [field.name for field in _fields(cls) if not field.kw_only]
    named = dict(zip(names, in_order, strict=False))
    if len(in_order) > len(names) or named.keys() & given.keys():
        raise TypeError(f"{cls.__name__} was given a value too many")
    return named | given


def _eq(self: Any, other: object) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return _compared(self) == _compared(other)


def _hash(self: Any) -> int:
    return hash(tuple(_compared(self)))


def _repr(self: Any) -> str:
    names = [field.name for field in _fields(type(self)) if field.repr]
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
    return f"{type(self).__qualname__}({told})"


def _refuse(self: Any, name: str, *_value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"{type(self).__name__}.{name} can't be changed")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in _fields(type(self))]


def _setstate(self: Any, state: list[Any]) -> None:
    for field, value in zip(_fields(type(self)), state, strict=True):
        object.__setattr__(self, field.name, value)


_METHODS = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
