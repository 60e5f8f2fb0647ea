from __future__ import annotations

import datetime as dt
import json
import marshal
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devjournal.models.base import decimals
from devjournal.models.entries import Win
from devjournal.models.growth import Goal
from devjournal.models.meetings import Action, DayMove, Meeting
from devjournal.models.people import Relationship
from devjournal.models.plain import filled, is_countable, to_cache, to_plain
from devjournal.models.profile import Profile, Settings
from devjournal.models.validation import admit
from devjournal.render.json import render_json
from devjournal.store.toml import decode, encode
from tests.builders import number

if TYPE_CHECKING:
    from devjournal.models.base import Record

DAY = dt.date(2026, 10, 14)
SUMMER = dt.timezone(dt.timedelta(hours=1))
BARE = dt.datetime.fromisoformat("2026-10-15T15:00:00.000250")

RECORDS = [
    Action(title="Rebuild slide 2", owner="me"),
    Action(title="2026-10-14", owner="them", due=DAY, moves=(DayMove(was=None, now=DAY),)),
    Meeting(relationship="priya-mentor", at=dt.datetime(2026, 10, 15, 15, tzinfo=SUMMER)),
    Meeting(relationship="priya-mentor", at=BARE, minutes=0),
    Relationship(
        person="priya-nair", kind="mentor", my_role="receiving", time=dt.time(15, 30, 0, 5)
    ),
    Win(
        on=DAY,
        kind="win",
        text="Łukasz keeps his calls",
        visibility=(),
        numbers=(number("cost", "6.10", "0.0000001"), number("cost", 12, "1E+3")),
    ),
    Profile(
        schema=1,
        name="Robin Vale",
        settings=Settings(week_starts="sun"),
        alias={"p": "prep priya"},
    ),
]


def there_and_back(record: Record) -> Any:
    """Return a record as it comes out of bytes."""
    data = marshal.loads(marshal.dumps(to_cache(record)))  # noqa: S302 - our own bytes
    return filled(type(record), data)


@pytest.mark.parametrize("record", RECORDS, ids=map(str, range(len(RECORDS))))
def test_a_record_comes_back_the_same(record: Record) -> None:
    """Every value comes back equal and of its type, unset fields too."""
    assert record == there_and_back(record)
    assert repr(record) == repr(there_and_back(record))


@given(st.decimals(allow_nan=False, allow_infinity=False).filter(is_countable))
@example(Decimal("6.10"))
@example(Decimal("-0.00"))
@example(Decimal("1E+3"))
@example(Decimal(2**63))
def test_a_number_comes_back_with_its_digits(value: Decimal) -> None:
    """From the cache as it is; from a file and from JSON as it can be typed there."""
    goal = Goal(title="T", target=value)
    assert str(value) == str(there_and_back(goal).target)
    of_file: Any = admit("goal", decode(encode(to_plain(goal))))
    of_json = json.loads(render_json(goal, kind="goal"), parse_float=Decimal, parse_int=Decimal)
    for read in (of_file.target, of_json["target"]):
        assert (value, decimals(value)) == (read, decimals(read))


def test_only_what_is_set_is_kept() -> None:
    """A field at its default takes no room."""
    assert {"title": "t", "owner": "me"} == to_cache(Action(title="t", owner="me"))


def test_a_moment_with_seconds_in_its_offset_is_written_by_universal_time() -> None:
    """TOML has no seconds in an offset, and clocks before the zones had them."""
    old = dt.datetime(1971, 10, 14, 15, tzinfo=ZoneInfo("Africa/Monrovia"))
    plain = to_plain(Meeting(relationship="p", at=old))
    assert "1971-10-14T15:44:30+00:00" == plain["at"].isoformat()
    assert old == plain["at"]
