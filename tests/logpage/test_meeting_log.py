from __future__ import annotations

from typing import Any

import pytest

from devjournal.errors import UsageError
from devjournal.logpage.meeting_log import NEXT, RECORD, Item, Key, MeetingLog, NewAction, fit
from devjournal.models.base import fields
from devjournal.models.meetings import Meeting
from devjournal.models.people import Person

KEYS = {key.name: key for key in (*NEXT, *RECORD)}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("received", "Advice ,listened,, advice", ("advice", "listened")),
        ("received", ",", ()),
        ("self_check", "honest", ("honest",)),
        ("value_me", "05", 5),
        ("minutes", "1", 1),
        ("kind", "One-to-one", "one_to_one"),
        ("decision", "Ask: who?", "Ask: who?"),
        ("thanks", "16-oct", "16-oct"),
    ],
)
def test_what_may_stand_behind_a_key(name: str, text: str, value: Any) -> None:
    """Known words whatever their case and hyphens, whole numbers, and any other text."""
    assert value == KEYS[name].read(text)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("talk_share", "101", '"101" is not a whole number from 0 to 100'),
        ("talk_share", "60%", '"60%" is not a whole number from 0 to 100'),
        ("value_them", "0", '"0" is not a whole number from 1 to 5'),
        ("value_me", "٣", '"٣" is not a whole number from 1 to 5'),
        ("minutes", "-5", '"-5" is not a whole number from 1 to 1440'),
        ("minutes", "9" * 5000, f'"{"9" * 60}…" is not a whole number from 1 to 1440'),
        ("received", "advise, luck", 'no such word: "advise", "luck"'),
        ("kind", "session, debrief", 'no such word: "session, debrief"'),
    ],
)
def test_what_may_not(name: str, text: str, reason: str) -> None:
    """A number out of its limits, or too long to read, and an unknown word are refused."""
    with pytest.raises(UsageError) as refused:
        KEYS[name].read(text)
    assert reason == refused.value.message


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


def test_what_says_nothing_goes() -> None:
    """A promise without words and a topic without words or id can't stand on a page."""
    page = MeetingLog(
        topics=(Item(text=" "), Item(id="kr", text="")),
        i_promised=(Item(id="a\nb", text="C\nD"),),
        mine=(NewAction(title="\n", due="fri"), NewAction(title="A", due="22 oct", goal=" ")),
        theirs=(NewAction(title=""),),
        fields={
            "next_focus": "",
            "decisions": ("", "A\nB"),
            "received": ("advice", "advice"),
            "channel": " ",
        },
    )
    expected = MeetingLog(
        topics=(Item(id="kr", text=""),),
        i_promised=(Item(id="a b", text="C D"),),
        mine=(NewAction(title="A", due="22-oct"),),
        fields={"decisions": ("A B",), "received": ("advice",)},
    )

    assert expected == fit(page)
