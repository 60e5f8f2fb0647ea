from __future__ import annotations

import dataclasses
import typing

import pytest

from devjournal.logpage.happened import Happened, Recorded
from devjournal.logpage.sections import NEXT, RECORD, SECTIONS
from devjournal.models.base import by_name
from devjournal.models.meetings import Meeting

if typing.TYPE_CHECKING:
    from devjournal.logpage.keys import Key

KEYS = {key.field: key for key in RECORD}


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
    words = by_name(Meeting)[field].choices

    assert str(KEYS[field].value.told).endswith(f"of {', '.join(words)}")


@pytest.mark.parametrize(
    "field", ["talk_share", "value_me", "value_them", "minutes", "developmental_minutes"]
)
def test_limits_are_those_of_a_meeting(field: str) -> None:
    """A page takes the same numbers as the records do."""
    known = by_name(Meeting)[field]
    key: Key = KEYS[field]

    assert (known.low, known.high) == (
        key.value.read(str(known.low)),
        key.value.read(str(known.high)),
    )
    assert str(key.value.told).startswith(f"{known.low} to {known.high}")
