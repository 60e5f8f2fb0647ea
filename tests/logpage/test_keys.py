from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.logpage.keys import NEXT, RECORD, Key, read_keys
from devjournal.logpage.marks import Line
from devjournal.models.base import fields
from devjournal.models.meetings import Meeting
from devjournal.models.people import Person

if TYPE_CHECKING:
    from devjournal.logpage.marks import Mistake


def read_record(*texts: str) -> tuple[dict[str, Any], list[Mistake]]:
    """Return the fields and the mistakes of lines under Record."""
    mistakes: list[Mistake] = []
    lines = [Line(number, text) for number, text in enumerate(texts, start=1)]
    fields, _ = read_keys(RECORD, lines, mistakes)
    return fields, mistakes


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("received: Advice ,listened,, advice", {"received": ("advice", "listened")}),
        ("self-check: honest", {"self_check": ("honest",)}),
        ("- Talk Share :  60 ", {"talk_share": 60}),
        ("value_me: 05", {"value_me": 5}),
        ("minutes: 0", {"minutes": 0}),
        ("kind: One-to-one", {"kind": "one_to_one"}),
        ("decision: Ask: who?", {"decisions": ("Ask: who?",)}),
        ("thanks: 16-oct", {"thanked_on": "16-oct"}),
        ("personal:", {}),
        ("   ", {}),
    ],
)
def test_what_may_stand_behind_a_key(text: str, fields: dict[str, Any]) -> None:
    """Keys and words are known whatever their case and hyphens; an unset key is nothing."""
    assert (fields, []) == read_record(text)


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("talk_share: 101", 13, 'talk_share: "101" is not a whole number from 0 to 100'),
        ("talk_share: 60%", 13, 'talk_share: "60%" is not a whole number from 0 to 100'),
        ("value_them: 0", 13, 'value_them: "0" is not a whole number from 1 to 5'),
        ("value_me: ٣", 11, 'value_me: "٣" is not a whole number from 1 to 5'),
        ("minutes: -5", 10, 'minutes: "-5" is not a whole number from 0 to 1440'),
        ("received: advise, luck", 11, 'received: no such word: "advise", "luck"'),
        ("kind: session, debrief", 7, 'kind: no such word: "session, debrief"'),
        (" mood: fine", 2, '"mood" is not a key of this section'),
        ("It went well", 1, '"It went well" is not understood here'),
    ],
)
def test_what_may_not(text: str, column: int, reason: str) -> None:
    """A wrong value, an unknown key and prose are told where they stand."""
    fields, mistakes = read_record(text)

    assert {} == fields
    assert [(1, column, reason)] == [(m.line, m.column, m.reason) for m in mistakes]


def test_a_number_too_long_to_read() -> None:
    """Digits without end are refused like any other number, and shown in short."""
    _, (mistake,) = read_record("minutes: " + "9" * 5000)

    assert f'minutes: "{"9" * 60}…" is not a whole number from 0 to 1440' == mistake.reason


@pytest.mark.parametrize(
    ("text", "near"), [("recieved: advice", "received"), ("received: advise", "advice")]
)
def test_the_nearest_word_is_named(text: str, near: str) -> None:
    """A slip of the pen is answered with the word that was meant."""
    _, (mistake,) = read_record(text)

    assert near in str(mistake.hint)


def test_a_key_stands_once() -> None:
    """Two answers are a mistake; an empty line beside the answer is none; decisions are many."""
    assert ({"minutes": 45}, []) == read_record("minutes:", "minutes: 45", "minutes:")
    assert ({"decisions": ("A", "A")}, []) == read_record("decision: A", "decision: A")

    _, (mistake,) = read_record("minutes: 45", "minutes: 50")
    assert (2, '"minutes:" is given twice') == (mistake.line, mistake.reason)


def test_the_keys_of_next_are_its_own() -> None:
    """A key is known in its own section only."""
    mistakes: list[Mistake] = []
    read_keys(NEXT, [Line(3, "minutes: 45")], mistakes)

    assert ["keys: when, focus"] == [mistake.hint for mistake in mistakes]


def test_every_key_of_a_meeting_or_its_person_stands_on_the_page() -> None:
    """A field is told once: what the model gives a key, a person can write on the page."""
    keyed = [field for cls in (Meeting, Person) for field in fields(cls) if field.key]
    known = {key.field: key for key in (*NEXT, *RECORD)}
    assert known.keys() == {"next_when", *(field.name for field in keyed)}
    for field in keyed:
        key = known[field.name]
        assert (field.choices, field.many, field.high) == (key.choices, key.many, key.high)


@pytest.mark.parametrize("key", [key for key in RECORD if key.high], ids=lambda key: key.name)
def test_numbers_have_the_limits_of_the_model(key: Key) -> None:
    """The least and the most are taken, and told beside the key."""
    assert [key.low, key.high] == [key.read(str(key.low)), key.read(str(key.high))]
    assert f"{key.low} to {key.high}" in key.help
