from __future__ import annotations

import dataclasses
import typing
from typing import Any

import pytest

from devjournal.logpage.happened import Happened, Recorded
from devjournal.logpage.sections import NEXT, RECORD, SECTIONS
from devjournal.models.fields import Interval
from devjournal.models.meeting import Meeting

if typing.TYPE_CHECKING:
    from devjournal.logpage.keys import Key

HINTS = typing.get_type_hints(Meeting, include_extras=True)
KEYS = {key.field: key for key in RECORD}


def inside(hint: Any, kind: object) -> list[Any]:
    """Return all parts of a type that are of a kind, at any depth."""
    own = [hint] if typing.get_origin(hint) is kind else []
    return own + [part for argument in typing.get_args(hint) for part in inside(argument, kind)]


def test_every_fact_has_its_place() -> None:
    """Each field of what happened is read by one section, and each key fills its own field."""
    read = [name for section in SECTIONS for name in section.form.read([], [])]
    keyed = [key.field for key in NEXT]
    fields = [field.name for field in dataclasses.fields(Happened)]
    recorded = [field.name for field in dataclasses.fields(Recorded)]

    assert sorted(fields) == sorted(read + keyed)
    assert sorted(recorded) == sorted([*KEYS, "lines"])


@pytest.mark.parametrize("field", ["received", "self_check", "kind"])
def test_words_are_those_of_a_meeting(field: str) -> None:
    """A page knows the same words as the records do."""
    (literal,) = inside(HINTS[field], typing.Literal)
    words = typing.get_args(literal)

    assert str(KEYS[field].value.told).endswith(f"of {', '.join(words)}")


@pytest.mark.parametrize(
    "field", ["talk_share", "value_me", "value_them", "minutes", "developmental_minutes"]
)
def test_limits_are_those_of_a_meeting(field: str) -> None:
    """A page takes the same numbers as the records do."""
    (annotated,) = inside(HINTS[field], typing.Annotated)
    (limits,) = (mark for mark in annotated.__metadata__ if isinstance(mark, Interval))
    key: Key = KEYS[field]

    assert (limits.ge, limits.le) == (
        key.value.read(str(limits.ge)),
        key.value.read(str(limits.le)),
    )
    assert str(key.value.told).startswith(f"{limits.ge} to {limits.le}")
