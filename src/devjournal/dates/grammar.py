"""The grammar of days and moments, as people write them.

Days are `2026-11-19`, `19 nov`, `friday`, `next-fri`, `3d`, `end of month` or `next`; a moment is
a day and a time, placed in a time zone. The grammar is closed: prose is never searched for dates.
What can mean one thing only is understood, with blanks or hyphens between its words; what could
be read two ways is refused with both. Patterns are compiled when first used, as most commands
show days and parse none.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal

from devjournal.dates import (
    FIRST_DAY,
    MONTHS,
    ONE_DAY,
    WEEKDAY_CHOICES,
    in_calendar,
    month_end,
    months_on,
    outside,
    quarter_end,
    real_day,
    show_day,
    week_end,
)
from devjournal.errors import UsageError
from devjournal.namedtuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from devjournal.dates import Cadence

Look = Literal["forward", "back"]
"""Where a day lies that leaves it open: `--due` looks forward, `--on` looks back."""


class Form(NamedTuple):
    """A form in which something can be written, by an example, and what it means."""

    written: str
    means: str


DAY_FORMS: tuple[Form, ...] = (
    Form("2026-11-19", "that day"),
    Form("19-nov", "the coming one; where a flag looks back, the last one"),
    Form("fri", "the coming Friday, never today; where a flag looks back, the last one"),
    Form("next-fri", "Friday of next week"),
    Form("last-thu", "the last Thursday before today"),
    Form("3d", "in three days; where a flag looks back, three days ago"),
    Form("-2d", "two days ago"),
    Form("2w", "in two weeks; where a flag looks back, two weeks ago"),
    Form("1m", "in a month, or that month's last day; where a flag looks back, a month ago"),
    Form("next-week", "a week from today"),
    Form("today", "this day"),
    Form("tomorrow", "the day after"),
    Form("yesterday", "the day before"),
    Form("eow", "the last day of this week"),
    Form("eom", "the last day of this month"),
    Form("eoq", "the last day of this quarter"),
    Form("eoy", "the last day of this year"),
    Form("next", "the next meeting with them, planned or expected"),
)

MOMENT_FORMS: tuple[Form, ...] = (
    Form("15-oct 15:00", "any day, and a time by the 24-hour clock"),
    Form("fri 3pm", "any day, and a time before or after noon"),
    Form("2026-11-19T15:00", "as it stands in a file"),
)

_SOME_DAYS = "use 2026-11-19, 19-nov, fri, 3d or eom; for more: devjournal help dates"

REFUSED_DAY = "12/01"
"""A day that could be read two ways."""

_LONGEST_COUNT = 7
_LEAP_YEAR = 2024
_LEAP_YEARS_APART = 8  # at most, around 1900 and 2100
_MONTH_WORDS = tuple(month.lower() for month in MONTHS)
_WEEKDAY = "mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:rs?|rsday)?|fri(?:day)?"
_WEEKDAY = f"{_WEEKDAY}|sat(?:urday)?|sun(?:day)?"
MONTH = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
MONTH = f"(?P<month>{MONTH}|sept?|september|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
"""A pattern of the names of months, short or whole."""
_GAP = "[ -]"
_DAY_NUMBER = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = f"(?:,?{_GAP}(?P<year>[0-9]{{4}}))?"
_TIME = "([01]?[0-9]|2[0-3]):([0-5][0-9])"
_HALF_TIME = "(0?[1-9]|1[01])(?::([0-5][0-9]))? ?([ap])m"
_LIKE_A_TIME = "[0-9]+:[0-9:]+|[0-9]{1,2}(?::[0-9]+)? ?[ap]m"
_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ISO_MOMENT = _ISO_DAY + "[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:z|[-+][0-9]{2}:[0-9]{2})?"
_START_OF_WORK = dt.time(9)


class Anchors(NamedTuple):
    """What a day may lean on beside today.

    `next`: the next meeting, a moment by the profile's own clock, or a day.
    `week_start`: the day a week starts on, 0 for Monday to 6 for Sunday.
    """

    next: dt.datetime | dt.date | None = None
    week_start: int = 0


NO_ANCHORS = Anchors()


class _Around(NamedTuple):
    """What a form is read by."""

    today: dt.date
    look: Look
    anchors: Anchors


def parse_day(
    text: str, today: dt.date, *, look: Look = "forward", anchors: Anchors = NO_ANCHORS
) -> dt.date:
    """Return the day that `text` names, whatever its case.

    `look` decides a weekday (the coming or the latest past one, never today), a missing
    year (today included) and the direction of `3d`; all other forms say it themselves.
    Raises UsageError with what would do for any other text, and for a day that no file may hold.
    """
    word = " ".join(text.lower().split())
    around = _Around(today, look, anchors)
    try:
        for pattern, read in _GRAMMAR:
            if found := re.fullmatch(pattern, word):
                day = read(found, around)
                _require_in_calendar(text, day)
                return day
    except OverflowError:
        raise outside(repr(text)) from None
    found = re.fullmatch(f"({_WEEKDAY}),?{_GAP}((?!{_WEEKDAY}).*)", word)
    if found and is_like_a_day(found[2]):
        day = parse_day(found[2], today, look=look, anchors=anchors)
        if day.weekday() == WEEKDAY_CHOICES.index(found[1][:3]):
            return day
        raise UsageError(f"{text!r}: that day is {show_day(day)}", hint="leave the weekday out")
    if found := re.fullmatch(f"(.+?),?[ t](?:at )?(?:{_LIKE_A_TIME})", word):
        raise UsageError(f"{text!r} has a time of day, and a day has none", hint=f"use {found[1]}")
    raise UsageError(f"{text!r} is not a day", hint=_SOME_DAYS)


def is_like_a_day(text: str) -> bool:
    """Whether a text has the form of a day, which the calendar may have or not."""
    word = " ".join(text.lower().split())
    return any(re.fullmatch(pattern, word) for pattern, _ in _GRAMMAR)


def _require_in_calendar(text: str, day: dt.date) -> None:
    if not in_calendar(day):
        raise outside(repr(text))


def _next_anchor(anchors: Anchors) -> dt.datetime | dt.date:
    """Return what `next` stands for; UsageError when there is nothing it could be."""
    if anchors.next is None:
        hint = "name the day, as in 19-nov or 2w"
        raise UsageError("'next' stands for the next meeting, and none is known here", hint=hint)
    return anchors.next


_FROM_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}


def _named(found: re.Match[str], around: _Around) -> dt.date:
    if found[0] == "next":
        anchor = _next_anchor(around.anchors)
        return anchor.date() if isinstance(anchor, dt.datetime) else anchor
    return around.today + ONE_DAY * _FROM_TODAY[found[0]]


def _end(found: re.Match[str], around: _Around) -> dt.date:
    match (found[1] or found[2])[0]:
        case "w":
            return week_end(around.today, around.anchors.week_start)
        case "m":
            return month_end(around.today)
        case "q":
            return quarter_end(around.today)
        case _:
            return around.today.replace(month=12, day=31)


def _weekday(found: re.Match[str], around: _Around) -> dt.date:
    today, week_start = around.today, around.anchors.week_start
    number = WEEKDAY_CHOICES.index(found[2][:3])
    if found[1] == "next":
        return week_end(today, week_start) + ONE_DAY * (1 + (number - week_start) % 7)
    if found[1] == "last" or around.look == "back":
        return today - ONE_DAY * (1 + (today.weekday() - number - 1) % 7)
    return today + ONE_DAY * (1 + (number - today.weekday() - 1) % 7)


def _iso(found: re.Match[str], _around: _Around) -> dt.date:
    year, month, number = int(found[1]), int(found[3]), int(found[4])
    day = real_day(year, month, number)
    if day is None:
        raise _no_such_day(found[0], year, month, number)
    return day


def _of_month(found: re.Match[str], around: _Around) -> dt.date:
    number, month = int(found["day"]), month_called(found["month"])
    year = int(found["year"]) if found["year"] else None
    day = _nearest(number, month, year, around)
    if day is None:
        raise _no_such_day(found[0], year or _LEAP_YEAR, month, number)
    return day


def _nearest(number: int, month: int, year: int | None, around: _Around) -> dt.date | None:
    """Return that day of a year; without one the coming or the last. None if there is none."""
    if year is not None:
        return real_day(year, month, number)
    step = 1 if around.look == "forward" else -1
    for years in range(_LEAP_YEARS_APART + 1):
        day = real_day(around.today.year + step * years, month, number)
        if day and (day - around.today).days * step >= 0:
            return day
    return None


def _numbers(found: re.Match[str], around: _Around) -> dt.date:
    """Return the day of two numbers, if only one of them can be the month."""
    one, other, year = int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    days = (_nearest(*pair, year, around) for pair in ((one, other), (other, one)))
    readings = [day for day in dict.fromkeys(days) if day]
    if len(readings) == 1:
        return readings[0]
    if not readings:
        raise UsageError(f"{found[0]!r} is not a day of the calendar", hint=_SOME_DAYS)
    both = (str(day) if year else f"{day.day}-{_MONTH_WORDS[day.month - 1]}" for day in readings)
    hint = f"use {' or '.join(both)}"
    raise UsageError(f"{found[0]!r} does not say which number is the month", hint=hint)


def _counted(found: re.Match[str], around: _Around) -> dt.date:
    forward, sign, digits, unit, ago = found.groups()
    digits = digits.strip(" -")
    if len(digits) > _LONGEST_COUNT:
        raise OverflowError
    is_back = sign == "-" or ago or (around.look == "back" and not (forward or sign))
    number = (int(digits) if digits.isdecimal() else 1) * (-1 if is_back else 1)
    if unit[0] in "my":
        return months_on(around.today, number * (12 if unit[0] == "y" else 1))
    return around.today + ONE_DAY * (number * 7 if unit[0] == "w" else number)


_COUNT = f"([0-9]+{_GAP}?|an?{_GAP})"
_UNITS = "d|days?|w|weeks?|m|months?|y|years?"
_GRAMMAR: tuple[tuple[str, Callable[[re.Match[str], _Around], dt.date]], ...] = (
    ("yesterday|today|tomorrow|next", _named),
    (f"eo([wmqy])|end{_GAP}of{_GAP}(?:the{_GAP})?(week|month|quarter|year)", _end),
    (f"(?:(next|last){_GAP})?({_WEEKDAY})", _weekday),
    ("([0-9]{4})([-/.])([0-9]{1,2})\\2([0-9]{1,2})", _iso),
    (f"{_DAY_NUMBER}{_GAP}?{MONTH}{_YEAR}", _of_month),
    (f"{MONTH}{_GAP}?{_DAY_NUMBER}{_YEAR}", _of_month),
    ("([0-9]{1,2})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{4}))?", _numbers),
    (f"(?:(in){_GAP}|([-+]))?{_COUNT}({_UNITS})()", _counted),
    (f"()(){_COUNT}({_UNITS}){_GAP}(ago)", _counted),
    (f"(next){_GAP}()()(week|month|year)()", _counted),
)


def _no_such_day(word: str, year: int, month: int, number: int) -> UsageError:
    hint = _SOME_DAYS
    if first := real_day(year, month, 1):
        hint = f"{MONTHS[month - 1]} has the days 1 to {month_end(first).day}"
    elif swapped := real_day(year, number, month):
        hint = f"the month comes before the day: use {swapped}"
    elif year:
        hint = "a year has the months 1 to 12"
    return UsageError(f"{word!r} is not a day of the calendar", hint=hint)


# Moments


def parse_time(text: str) -> dt.time:
    """Return the time of day that `15:00` names, by the 24-hour clock, or `3pm`."""
    word = text.strip().lower()
    if found := re.fullmatch(_TIME, word):
        return dt.time(int(found[1]), int(found[2]))
    if found := re.fullmatch(_HALF_TIME, word):
        return dt.time(int(found[1]) + (12 if found[3] == "p" else 0), int(found[2] or 0))
    raise UsageError(f"{text!r} is not a time of day", hint="use 24 hours, as in 9:30 or 15:00")


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
    day_text = " ".join(text.split())
    if found := re.fullmatch(f"(?:(.*?),? (?:at )?)?({_LIKE_A_TIME})", day_text, re.IGNORECASE):
        time = parse_time(found[2])
        if not found[1]:
            raise UsageError(f"{text!r} has no day", hint=f"use today {found[2]}, or another day")
        day = parse_day(found[1], today, look=look, anchors=anchors)
        return _on_the_clock(text, day, time, zone)
    anchor = _next_anchor(anchors) if day_text.lower() == "next" else None
    if isinstance(anchor, dt.datetime):
        return _in_zone(text, anchor, zone)
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
    hint = "set it as 2026-10-14 or 2026-10-14T16:30"
    raise UsageError(f"DEVJOURNAL_TODAY: {text!r} is not a moment", hint=hint)


def _written(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    word = text.strip().lower()
    if not re.fullmatch(_ISO_MOMENT, word):
        return None
    try:
        moment = dt.datetime.fromisoformat(word.upper())
    except ValueError:
        parse_day(word[: len("2026-11-19")], FIRST_DAY)  # which says it, if that is no day
        hint = "use 2026-11-19T15:00"
        raise UsageError(f"{text!r} is not a moment of the calendar", hint=hint) from None
    return _in_zone(text, moment, zone)


def _in_zone(text: str, moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    if moment.tzinfo is None:
        return _on_the_clock(text, moment.date(), moment.time(), zone)
    try:
        moment = moment.astimezone(zone)
    except OverflowError:
        raise outside(repr(text)) from None
    _require_in_calendar(text, moment)
    return moment


def _on_the_clock(text: str, day: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """Return that time on the zone's clock, unless the clock skips or repeats it."""
    early = dt.datetime.combine(day, time.replace(fold=0), zone)
    _require_in_calendar(text, early)
    late = early.replace(fold=1)
    if early.utcoffset() == late.utcoffset():
        return early
    readings = [moment.isoformat(timespec="minutes") for moment in (early, late)]
    hint = f"use {' or '.join(readings)}"
    raise UsageError(f"{text!r} is a time that the clocks skip or show twice that day", hint=hint)


# What stands in a field


def month_called(name: str) -> int:
    """Return the number of a month by a name that `MONTH` matches."""
    return _MONTH_WORDS.index(name[:3]) + 1


def weekday_called(text: str) -> str:
    """Return mon to sun for the name of a weekday; UsageError for what is none."""
    if re.fullmatch(_WEEKDAY, text.strip().lower()):
        return text.strip().lower()[:3]
    raise UsageError(f"{text!r} is not a weekday", hint=f"use one of {', '.join(WEEKDAY_CHOICES)}")


_CADENCES: Mapping[str, Cadence] = {
    **dict.fromkeys(("biweekly", "bi weekly", "every two weeks", "every 2 weeks"), "fortnightly"),
    **dict.fromkeys(("every quarter", "every three months", "every 3 months"), "quarterly"),
    "every other week": "fortnightly",
    "every week": "weekly",
    "every month": "monthly",
}


def cadence_called(text: str) -> str:
    """Return the rhythm that is called so, or the text where it is no other name for one."""
    return _CADENCES.get(" ".join(re.split("[ -]+", text.strip().lower())), text)
