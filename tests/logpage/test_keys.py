from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.logpage.keys import read_keys
from devjournal.logpage.marks import Line
from devjournal.logpage.sections import NEXT, RECORD

if TYPE_CHECKING:
    from devjournal.logpage.mistakes import Mistake


def read_record(*texts: str) -> tuple[dict[str, Any], list[Mistake]]:
    """Return the fields and the mistakes of lines under Record."""
    mistakes: list[Mistake] = []
    lines = [Line(number=number, text=text) for number, text in enumerate(texts, start=1)]
    fields = read_keys(RECORD, lines, mistakes)
    del fields["lines"]
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
        ("talk_share: 101", 13, 'talk_share: "101" is no whole number from 0 to 100'),
        ("talk_share: 60%", 13, 'talk_share: "60%" is no whole number from 0 to 100'),
        ("value_them: 0", 13, 'value_them: "0" is no whole number from 1 to 5'),
        ("value_me: ٣", 11, 'value_me: "٣" is no whole number from 1 to 5'),
        ("minutes: -5", 10, 'minutes: "-5" is no whole number from 0 to 1440'),
        ("received: advise, luck", 11, 'received: no such word: "advise", "luck"'),
        ("kind: session, debrief", 7, 'kind: no such word: "session, debrief"'),
        (" mood: fine", 2, '"mood" is no key of this section'),
        ("It went well", 1, '"It went well" has no place here'),
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

    assert f'minutes: "{"9" * 60}…" is no whole number from 0 to 1440' == mistake.reason


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
    assert (2, '"minutes:" stands twice') == (mistake.line, mistake.reason)


def test_the_keys_of_next_are_its_own() -> None:
    """A key is known in its own section only."""
    mistakes: list[Mistake] = []
    read_keys(NEXT, [Line(number=3, text="minutes: 45")], mistakes)

    assert ["keys: when, focus"] == [mistake.hint for mistake in mistakes]
