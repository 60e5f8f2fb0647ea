from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import pickle
from typing import Any, ClassVar

import pydantic
import pytest

from devjournal.frozen import dataclass as ours


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """What the standard decorator makes of it."""

    WORD: ClassVar[str] = "said once"

    name: str
    """What it is called."""

    due: dt.date | None = None
    tags: list[str] = dataclasses.field(default_factory=list)
    line: int = dataclasses.field(default=0, compare=False)


@ours(frozen=True, slots=True)
class Ours:
    """What ours makes of it."""

    WORD: ClassVar[str] = "said once"

    name: str
    """What it is called."""

    due: dt.date | None = None
    tags: list[str] = dataclasses.field(default_factory=list)
    line: int = dataclasses.field(default=0, compare=False)


@ours(frozen=True, slots=True, kw_only=True)
class Named:
    """One whose values are given by name."""

    name: str
    note: str | None = None


@ours(frozen=True, slots=True, kw_only=True)
class Longer(Named):
    """One with a field more."""

    more: int


def pickled(one: Any) -> Any:
    """Return it as it comes out of a pickle."""
    return pickle.loads(pickle.dumps(one))  # noqa: S301 - our own bytes


BOTH = pytest.mark.parametrize("cls", [Theirs, Ours])


@BOTH
@pytest.mark.parametrize(
    ("in_order", "named"),
    [
        (("a",), {}),
        ((), {"name": "a"}),
        (("a", dt.date(2026, 10, 14), ["x"], 3), {}),
        (("a",), {"tags": ["x"], "line": 3}),
        ((), {}),
        (("a", None, [], 0, "too many"), {}),
        (("a",), {"name": "twice"}),
        (("a",), {"unknown": 1}),
    ],
)
def test_it_is_made_of_the_same(cls: Any, in_order: Any, named: Any) -> None:
    """What one decorator's class takes, the other's takes, and nothing else."""

    def made(of: Any) -> Any:
        try:
            return dataclasses.asdict(of(*in_order, **named))
        except TypeError:
            return "refused"

    assert made(Theirs) == made(cls)


@BOTH
def test_it_is_frozen_and_slotted(cls: Any) -> None:
    """No field can be set or deleted, and none added."""
    one = cls("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.name
    with pytest.raises((AttributeError, TypeError)):
        one.other = 1
    assert not hasattr(one, "__dict__")
    assert ("a", "said once") == (one.name, one.WORD)


@BOTH
def test_it_equals_what_holds_the_same(cls: Any) -> None:
    """Equal by the fields that are compared, and to nothing of another class."""
    assert cls("a", line=1) == cls("a", line=2)
    assert cls("a") != cls("b")
    assert cls("a") != "a"
    assert cls("a") != {Theirs: Ours, Ours: Theirs}[cls]("a")


def test_it_can_be_a_key() -> None:
    """What is equal has the same hash."""
    assert 1 == len({Named(name="a"), Named(name="a")})


@BOTH
def test_it_is_shown_by_its_fields(cls: Any) -> None:
    """As the standard one is, and as it could be typed."""
    expected = f"{cls.__name__}(name='a', due=None, tags=['x'], line=0)"
    assert expected == repr(cls("a", tags=["x"]))


@BOTH
def test_a_default_is_made_for_each(cls: Any) -> None:
    """Two of them never share a list."""
    assert cls("a").tags is not cls("b").tags


def test_the_standard_library_knows_it() -> None:
    """fields, replace, asdict and is_dataclass work as on any other."""
    one = Longer(name="a", more=1)
    assert dataclasses.is_dataclass(Longer)
    assert ["name", "note", "more"] == [field.name for field in dataclasses.fields(Longer)]
    assert Longer(name="b", more=1) == dataclasses.replace(one, name="b")
    with pytest.raises(TypeError):
        dataclasses.replace(one, unknown=1)  # type: ignore[call-arg]  # that is what is tested


def test_values_are_given_by_name_where_that_is_said() -> None:
    """A keyword-only class takes nothing in order."""
    with pytest.raises(TypeError):
        Named("a")  # type: ignore[call-arg]  # that is what is tested


@BOTH
@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, pickled])
def test_it_can_be_copied(cls: Any, again: Any) -> None:
    """A copy, a deep one and a pickled one are equal to it."""
    one = cls("a", dt.date(2026, 10, 14), ["x"])
    assert one == again(one)


@BOTH
def test_pydantic_checks_it(cls: Any) -> None:
    """A type adapter makes it of a dict, and says what is wrong at which field."""
    adapter = pydantic.TypeAdapter(cls)
    assert cls("a", dt.date(2026, 10, 14)) == adapter.validate_python(
        {"name": "a", "due": dt.date(2026, 10, 14)}
    )
    with pytest.raises(pydantic.ValidationError) as caught:
        adapter.validate_python({"name": 1})
    assert [("name",)] == [error["loc"] for error in caught.value.errors()]
