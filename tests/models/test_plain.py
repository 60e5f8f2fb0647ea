from __future__ import annotations

import datetime as dt
import marshal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from devjournal.models.entries import Number, Win
from devjournal.models.meetings import Action, DayMove, Meeting
from devjournal.models.people import Relationship
from devjournal.models.plain import filled, to_cache, to_plain
from devjournal.models.profile import Profile, Settings

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
        numbers=(Number(metric="cost", before=6.0, after=5.55, lower_is_better=False),),
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


def test_only_what_is_set_is_kept() -> None:
    """A field at its default takes no room."""
    assert {"title": "t", "owner": "me"} == to_cache(Action(title="t", owner="me"))


def test_a_moment_with_seconds_in_its_offset_is_written_by_universal_time() -> None:
    """TOML has no seconds in an offset, and clocks before the zones had them."""
    old = dt.datetime(1971, 10, 14, 15, tzinfo=ZoneInfo("Africa/Monrovia"))
    plain = to_plain(Meeting(relationship="p", at=old))
    assert "1971-10-14T15:44:30+00:00" == plain["at"].isoformat()
    assert old == plain["at"]
