"""Moments: a day of the grammar and a time, placed in a time zone."""

from __future__ import annotations

import datetime as dt
import re

from devjournal.dates.calendar import outside
from devjournal.dates.days import NO_ANCHORS, Anchors, Form, Look, next_anchor, parse_day
from devjournal.errors import UsageError

MOMENT_FORMS: tuple[Form, ...] = (
    Form("15-oct 15:00", "any day, and a time by the 24-hour clock"),
    Form("2026-11-19T15:00", "as it stands in a file"),
)

_TIME = "([01]?[0-9]|2[0-3]):([0-5][0-9])"
_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ISO_MOMENT = _ISO_DAY + "[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:z|[-+][0-9]{2}:[0-9]{2})?"

_START_OF_WORK = dt.time(9)
_MINUTE = dt.timedelta(minutes=1)


def parse_time(text: str) -> dt.time:
    """Return the time of day that `15:00` names, by the 24-hour clock."""
    found = re.fullmatch(_TIME, text.strip())
    if found is None:
        raise UsageError(f"{text!r} is not a time of day", hint="use 24 hours, as in 9:30 or 15:00")
    return dt.time(int(found[1]), int(found[2]))


def parse_moment(
    text: str,
    today: dt.date,
    *,
    zone: dt.tzinfo,
    default_time: dt.time | None = None,
    look: Look = "forward",
    anchors: Anchors = NO_ANCHORS,
) -> dt.datetime:
    """Return the moment that `text` names, in `zone`.

    `15-oct 15:00`, any day of `parse_day` with a time; `2026-11-19T15:00`, as in a file
    also with seconds and an offset; `next`, the next meeting's own moment; a day alone
    takes `default_time`. Raises UsageError for any other text, a day alone without a
    default, and a time that the zone's clock skips or shows twice.
    """
    written = _written(text, zone)
    if written is not None:
        return written
    day_text, _, time_text = " ".join(text.split()).partition(" ")
    if time_text:
        day = parse_day(day_text, today, look=look, anchors=anchors)
        return _on_the_clock(text, day, parse_time(time_text), zone)
    anchor = next_anchor(anchors) if day_text.lower() == "next" else None
    if isinstance(anchor, dt.datetime):
        return _in_zone(text, anchor, zone)
    if re.fullmatch(_TIME, day_text):
        raise UsageError(f"{text!r} has no day", hint=f"use today {day_text}, or another day")
    day = parse_day(day_text, today, look=look, anchors=anchors)
    if default_time is None:
        raise UsageError(f"{text!r} has no time", hint=f"use {day_text} 15:00, or another time")
    return _on_the_clock(text, day, default_time, zone)


def parse_clock(text: str, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment that DEVJOURNAL_TODAY sets the clock to; a bare day means 09:00."""
    try:
        if re.match(_ISO_DAY, text.strip()):
            return parse_moment(text, dt.date.min, zone=zone, default_time=_START_OF_WORK)
    except UsageError as error:
        raise UsageError(f"DEVJOURNAL_TODAY: {error.message}", hint=error.hint) from None
    raise UsageError(
        f"DEVJOURNAL_TODAY: {text!r} is not a moment",
        hint="set it as 2026-10-14 or 2026-10-14T16:30",
    )


def _written(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    word = text.strip().lower()
    if not re.fullmatch(_ISO_MOMENT, word):
        return None
    try:
        moment = dt.datetime.fromisoformat(word.upper())
    except ValueError:
        raise UsageError(
            f"{text!r} is not a moment of the calendar", hint="use 2026-11-19T15:00"
        ) from None
    return _in_zone(text, moment, zone)


def _in_zone(text: str, moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    if moment.tzinfo is None:
        return _on_the_clock(text, moment.date(), moment.time(), zone)
    try:
        return _storable(text, moment.astimezone(zone))
    except OverflowError:
        raise outside(repr(text)) from None


def _on_the_clock(text: str, day: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """Return that time on the zone's clock, unless the clock skips or repeats it."""
    early = _storable(text, dt.datetime.combine(day, time.replace(fold=0), zone))
    late = early.replace(fold=1)
    if early.utcoffset() == late.utcoffset():
        return early
    raise UsageError(
        f"{text!r} is a time that the clocks skip or show twice that day",
        hint=f"use {_with_offset(early)} or {_with_offset(late)}",
    )


def _with_offset(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _storable(text: str, moment: dt.datetime) -> dt.datetime:
    """Return a moment that a file can hold and that can be compared with any other."""
    try:
        moment.astimezone(dt.UTC)
    except OverflowError:
        raise outside(repr(text)) from None
    if (moment.utcoffset() or dt.timedelta()) % _MINUTE:
        # Local time before the zones: TOML has no seconds in an offset.
        raise UsageError(f"{text!r} lies too far back", hint="use a year after 1900")
    return moment
