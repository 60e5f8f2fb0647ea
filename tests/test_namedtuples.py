"""Named tuples of our own behave as those of `typing`."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any

import pytest

from devjournal import namedtuples


class Ours(namedtuples.NamedTuple):
    """Names that a constructor's own might be."""

    cls: int
    new: str | None = None
    args: tuple[str, ...] = ()

    @property
    def doubled(self) -> int:
        """Twice the first."""
        return self.cls * 2


class Theirs(typing.NamedTuple):
    """The same, of `typing`."""

    cls: int
    new: str | None = None
    args: tuple[str, ...] = ()

    @property
    def doubled(self) -> int:
        """Twice the first."""
        return self.cls * 2


def told(cls: Any) -> list[object]:
    """Return what can be told of a class's values, whichever module it is from."""
    one = cls(1, args=("x",))
    first, *rest = one
    return [
        (*one, one.cls, one.new, one.args, one.doubled, len(one), hash(one), first, rest),
        (one == (1, None, ("x",)), one < cls(2), one == copy.copy(one) == copy.deepcopy(one)),
        (one._replace(new="y"), one._asdict(), cls._fields, cls._field_defaults),
        (hasattr(one, "__dict__"), cls.__match_args__, typing.get_type_hints(cls)),
        repr(one).replace(cls.__name__, ""),
    ]


def test_values_are_as_those_of_typing() -> None:
    """Defaults, names, order, methods, equality, copies and what is said of them are the same."""
    assert told(Theirs) == told(Ours)
    made = Ours(3, "z")
    again = pickle.loads(pickle.dumps(made))  # noqa: S301 - made above
    assert (made, Ours) == (again, type(again))


@pytest.mark.parametrize("wrong", [(), (1, 2, 3, 4), {"cls": 1, "colour": 2}, {"new": 1}])
@pytest.mark.parametrize("cls", [Ours, Theirs])
def test_wrong_values_are_refused(cls: Any, wrong: Any) -> None:
    """A value that is missing, or has no place, is a TypeError; so is to change one."""
    with pytest.raises(TypeError):
        cls(**wrong) if isinstance(wrong, dict) else cls(*wrong)
    with pytest.raises(AttributeError):
        cls(1).cls = 2
    with pytest.raises((TypeError, ValueError), match="colour"):  # as of Python 3.13, before it
        cls(1)._replace(colour=2)


def test_defaults_stand_last() -> None:
    """A field without a default behind one that has one is refused where it is defined."""
    with pytest.raises(TypeError, match="without a default"):

        class Wrong(namedtuples.NamedTuple):
            one: int = 1
            two: int  # type: ignore[misc]  # that is what is tested
