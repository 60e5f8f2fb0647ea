"""Named tuples as `typing` has them, whose classes cost a tenth to define.

A page is made of some sixty classes, and `typing.NamedTuple` takes 0.1 ms for each: it checks
every annotation and compiles a constructor. Here a class gets its constructor with its first
value, and most classes have none in a run; what is compiled serves all classes of as many
fields. Values are as quick as those of `typing`.
"""

from __future__ import annotations

import functools
from collections import _tuplegetter  # type: ignore[attr-defined]  # a property, made in C
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Self

__all__ = ["NamedTuple"]


class _Type(type):
    """Takes the fields of a class out of its body, and leaves a getter for each."""

    _fields: tuple[str, ...]
    _field_defaults: dict[str, Any]

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _Type:
        fields = tuple(body.get("__annotations__", ()))
        defaults = {field: body[field] for field in fields if field in body}
        if fields[len(fields) - len(defaults) :] != tuple(defaults):
            raise TypeError(f"{name}: a field without a default stands behind one that has one")
        getters = {field: _tuplegetter(at, "") for at, field in enumerate(fields)}
        told = {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
        return super().__new__(cls, name, bases, {"__slots__": (), **body, **getters, **told})


class _NamedTuple(tuple[Any, ...], metaclass=_Type):
    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        """Make the first value of a class, and the constructor of all others."""
        code = _making(len(cls._fields)).replace(co_varnames=("_cls", *cls._fields))
        defaults = tuple(cls._field_defaults.values())
        made = FunctionType(code, {"_new": tuple.__new__}, "__new__", defaults)
        cls.__new__ = made  # type: ignore[method-assign]  # that is the point
        value: Self = made(cls, *args, **kwargs)
        return value

    def _replace(self, **values: Any) -> Self:
        made = tuple.__new__(type(self), map(values.pop, type(self)._fields, self))
        if values:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(values)}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(type(self)._fields, self, strict=True))

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({values})"


@functools.cache
def _making(count: int) -> CodeType:
    """Return the code that makes a value of so many fields."""
    names = "".join(f"_{at}, " for at in range(count))
    making: FunctionType = eval(f"lambda _cls, {names}: _new(_cls, ({names}))")  # noqa: S307  # no text of anybody's
    return making.__code__


if TYPE_CHECKING:
    from typing import NamedTuple
else:
    NamedTuple = _NamedTuple
