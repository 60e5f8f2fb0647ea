"""When a time zone's clock changes: as yearly rules where it keeps to them, else day by day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from devjournal.dates import month_end
from devjournal.namedtuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_YEARS_SEEN = 12
"""A rule is one that the zone keeps for so many years: fewer can't tell a fourth from a last."""

_STEP = dt.timedelta(days=7)
_SECOND = dt.timedelta(seconds=1)


class ZoneChange(NamedTuple):
    """One way in which the clock changes: from an offset to another, at these local moments.

    They are by the clock before the change. With a `month` it comes each year on the weekday of
    the first, the `number`th of the month, -1 for the last.
    """

    before: dt.timedelta
    after: dt.timedelta
    name: str
    onsets: tuple[dt.datetime, ...]
    month: int = 0
    number: int = 0


def changes_of(zone: dt.tzinfo, first: int, last: int) -> tuple[ZoneChange, ...]:
    """Return how the clock changes from the year before `first` to the one after `last`."""
    begin = dt.datetime(first - 1, 1, 1, tzinfo=dt.UTC)
    end = dt.datetime(max(last + 2, first + _YEARS_SEEN), 1, 1, tzinfo=dt.UTC)
    kinds: dict[tuple[dt.timedelta, dt.timedelta, str], list[dt.datetime]] = {}
    for at in _turns(zone, begin, end):
        before = _offset(zone, at - _SECOND)
        key = (before, _offset(zone, at), at.astimezone(zone).tzname() or "")
        kinds.setdefault(key, []).append((at + before).replace(tzinfo=None))
    found = []
    for key, onsets in kinds.items():
        rule = _rule_of(onsets, first - 1, end.year)
        shown = onsets if rule else [one for one in onsets if one.year <= last + 1]
        if shown:
            found.append(ZoneChange(*key, tuple(shown[:1] if rule else shown), *(rule or ())))
    starts = (one.onsets[0] for one in found)
    if min(starts, default=dt.datetime.max) >= dt.datetime(first, 1, 1):  # noqa: DTZ001, DTZ901 - local
        found.insert(0, _from_the_first(zone, begin))
    return tuple(found)


def _from_the_first(zone: dt.tzinfo, begin: dt.datetime) -> ZoneChange:
    """Return what the clock shows before its first change."""
    offset = _offset(zone, begin)
    onset = (begin + offset).replace(tzinfo=None)
    return ZoneChange(offset, offset, begin.astimezone(zone).tzname() or "", (onset,))


def _offset(zone: dt.tzinfo, at: dt.datetime) -> dt.timedelta:
    return at.astimezone(zone).utcoffset() or dt.timedelta()


def _turns(zone: dt.tzinfo, begin: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """Yield the moments at which the offset is another than before."""
    at = begin
    while at < end:
        after = at + _STEP
        if _offset(zone, at) != _offset(zone, after):
            low, high = at, after
            while high - low > _SECOND:
                middle = low + (high - low) // 2
                middle -= dt.timedelta(microseconds=middle.microsecond)
                if _offset(zone, middle) == _offset(zone, at):
                    low = middle
                else:
                    high = middle
            yield high
        at = after


def _rule_of(onsets: Sequence[dt.datetime], first: int, end: int) -> tuple[int, int] | None:
    """Return the month and the number of a weekday in it that all share; None if they don't."""
    alike = {(one.month, one.weekday(), one.time()) for one in onsets}
    if [one.year for one in onsets] != list(range(first, end)) or len(alike) != 1:
        return None
    numbers = {(one.day - 1) // 7 + 1 for one in onsets}
    if all(one.day + 7 > month_end(one.date()).day for one in onsets):
        return onsets[0].month, -1
    return (onsets[0].month, numbers.pop()) if len(numbers) == 1 else None
