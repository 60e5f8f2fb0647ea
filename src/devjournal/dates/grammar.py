"""The grammar of days, moments and periods, as people write them.

Days are `2026-11-19`, `19-nov`, `fri`, `next-fri`, `3d`, `eom` or `next`; a moment is a day and
a time, placed in a time zone; a period is `2026`, `2026-H1`, `2026-Q4` and the like. The grammar
is closed: prose is never searched for dates, and what could be read two ways is refused.
Patterns are compiled when first used, as most commands show days and parse none.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from devjournal import dates
from devjournal.dates import MONTHS, ONE_DAY, WEEKDAYS, Period, outside, real_day
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

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
    Form("2w", "in two weeks"),
    Form("1m", "in a month, or that month's last day"),
    Form("today", "this day"),
    Form("tomorrow", "the day after"),
    Form("yesterday", "the day before"),
    Form("eow", "the last day of this week"),
    Form("eom", "the last day of this month"),
    Form("eoq", "the last day of this quarter"),
    Form("next", "the next meeting with them, planned or expected"),
)

MOMENT_FORMS: tuple[Form, ...] = (
    Form("15-oct 15:00", "any day, and a time by the 24-hour clock"),
    Form("2026-11-19T15:00", "as it stands in a file"),
)

PERIOD_FORMS: tuple[Form, ...] = (
    Form("2026-Q4", "a quarter"),
    Form("2026-H1", "a half"),
    Form("2026", "a year"),
    Form("last-quarter", "the quarter before this one"),
    Form("this-quarter", "the quarter that today is in"),
    Form("cycle", "your review cycle, by review_starts and review_months of the profile"),
)

REFUSED_DAY = "12/01"
"""A day that could be read two ways."""

_LONGEST_COUNT = 7
_LEAP_YEAR = 2024
_LEAP_YEARS_APART = 8  # at most, around 1900 and 2100
_MONTH_WORDS = tuple(month.lower() for month in MONTHS)
_WEEKDAY_WORDS = tuple(day.lower() for day in WEEKDAYS)
_NUMBERS_ONLY = "([0-9]{1,2})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{4}))?"
_TIME = "([01]?[0-9]|2[0-3]):([0-5][0-9])"
_ISO_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ISO_MOMENT = _ISO_DAY + "[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:z|[-+][0-9]{2}:[0-9]{2})?"
_START_OF_WORK = dt.time(9)
_MINUTE = dt.timedelta(minutes=1)
_PART_OF_YEAR = "([0-9]{4})(?:-(q[1-4]|h[12]))?"
_MONTH_DAY = "([0-9]{2})-([0-9]{2})"
_MONTHS_IN = {"q": 3, "h": 6}
_EVEN_PARTS = (1, 2, 3, 4, 6, 12)


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
    Raises UsageError with what would do for any other text.
    """
    word = text.strip().lower()
    around = _Around(today, look, anchors)
    try:
        for pattern, read in _GRAMMAR:
            if found := re.fullmatch(pattern, word):
                return read(found, around)
    except OverflowError:
        raise outside(repr(text)) from None
    raise _not_a_day(text, word)


def _next_anchor(anchors: Anchors) -> dt.datetime | dt.date:
    """Return what `next` stands for; UsageError when there is nothing it could be."""
    if anchors.next is None:
        hint = "name the day, as in 19-nov or 2w"
        raise UsageError("'next' stands for the next meeting, and none is known here", hint=hint)
    return anchors.next


def _forms_in_words(forms: tuple[Form, ...]) -> str:
    """Return what can be written, for a hint: "use 2026-11-19, 19-nov, ... or next"."""
    *most, last = (form.written for form in forms)
    return f"use {', '.join(most)} or {last}"


_FROM_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}


def _named(found: re.Match[str], around: _Around) -> dt.date:
    match found[0]:
        case "next":
            anchor = _next_anchor(around.anchors)
            return anchor.date() if isinstance(anchor, dt.datetime) else anchor
        case "eow":
            return dates.week_end(around.today, around.anchors.week_start)
        case "eom":
            return dates.month_end(around.today)
        case "eoq":
            return dates.quarter_end(around.today)
        case word:
            return around.today + ONE_DAY * _FROM_TODAY[word]


def _weekday(found: re.Match[str], around: _Around) -> dt.date:
    today, week_start = around.today, around.anchors.week_start
    number = _WEEKDAY_WORDS.index(found[2])
    if found[1] == "next":
        return dates.week_end(today, week_start) + ONE_DAY * (1 + (number - week_start) % 7)
    if found[1] == "last" or around.look == "back":
        return today - ONE_DAY * (1 + (today.weekday() - number - 1) % 7)
    return today + ONE_DAY * (1 + (number - today.weekday() - 1) % 7)


def _iso(found: re.Match[str], _around: _Around) -> dt.date:
    year, month, number = map(int, found.groups())
    day = real_day(year, month, number)
    if day is None:
        raise _no_such_day(found[0], year, month)
    return day


def _day_of_month(found: re.Match[str], around: _Around) -> dt.date:
    month = _MONTH_WORDS.index(found[2]) + 1
    step = 1 if around.look == "forward" else -1
    for years in range(_LEAP_YEARS_APART + 1):
        day = real_day(around.today.year + step * years, month, int(found[1]))
        if day and (day - around.today).days * step >= 0:
            return day
    raise _no_such_day(found[0], _LEAP_YEAR, month)


def _counted(found: re.Match[str], around: _Around) -> dt.date:
    minus, digits, unit = found.groups()
    if len(digits) > _LONGEST_COUNT:
        raise OverflowError
    number = -int(digits) if minus or around.look == "back" else int(digits)
    if unit == "m":
        return dates.months_on(around.today, number)
    return around.today + ONE_DAY * (number * 7 if unit == "w" else number)


_GRAMMAR: tuple[tuple[str, Callable[[re.Match[str], _Around], dt.date]], ...] = (
    ("yesterday|today|tomorrow|eow|eom|eoq|next", _named),
    (f"(?:(next|last)-)?({'|'.join(_WEEKDAY_WORDS)})", _weekday),
    ("([0-9]{4})-([0-9]{2})-([0-9]{2})", _iso),
    (f"([0-9]{{1,2}})-({'|'.join(_MONTH_WORDS)})", _day_of_month),
    ("(-?)([0-9]+)([dwm])", _counted),
)


def _no_such_day(word: str, year: int, month: int) -> UsageError:
    first = real_day(year, month, 1)
    days = f"{MONTHS[month - 1]} has the days 1 to {dates.month_end(first).day}" if first else None
    hint = days or _forms_in_words(DAY_FORMS)
    return UsageError(f"{word!r} is not a day of the calendar", hint=hint)


def _not_a_day(text: str, word: str) -> UsageError:
    found = re.fullmatch(_NUMBERS_ONLY, word)
    readings: list[str] = []
    if found:
        pairs = ((found[2], found[1]), (found[1], found[2]))
        days = [real_day(int(found[3] or _LEAP_YEAR), int(a), int(b)) for a, b in pairs]
        readings = [
            str(day) if found[3] else f"{day.day}-{_MONTH_WORDS[day.month - 1]}"
            for day in dict.fromkeys(days)
            if day
        ]
    if len(readings) > 1:
        hint = f"use {' or '.join(readings)}"
        return UsageError(f"{text!r} does not say which number is the month", hint=hint)
    hint = f"use {readings[0]}" if readings else _forms_in_words(DAY_FORMS)
    return UsageError(f"{text!r} is not a day", hint=hint)


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
    anchor = _next_anchor(anchors) if day_text.lower() == "next" else None
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
    hint = "set it as 2026-10-14 or 2026-10-14T16:30"
    raise UsageError(f"DEVJOURNAL_TODAY: {text!r} is not a moment", hint=hint)


def _written(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    word = text.strip().lower()
    if not re.fullmatch(_ISO_MOMENT, word):
        return None
    try:
        moment = dt.datetime.fromisoformat(word.upper())
    except ValueError:
        hint = "use 2026-11-19T15:00"
        raise UsageError(f"{text!r} is not a moment of the calendar", hint=hint) from None
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
    readings = [moment.isoformat(timespec="minutes") for moment in (early, late)]
    hint = f"use {' or '.join(readings)}"
    raise UsageError(f"{text!r} is a time that the clocks skip or show twice that day", hint=hint)


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


def parse_period(
    text: str, today: dt.date, *, starts: str | None = None, months: int | None = None
) -> Period:
    """Return the period that `text` names, whatever its case.

    `starts` (MM-DD) and `months` are the profile's `review_starts` and `review_months`,
    for `cycle`: the review cycle that today is in. Raises UsageError for any other text.
    """
    word = text.strip().lower()
    if word == "cycle":
        return _cycle(today, starts, months)
    if word in ("this-quarter", "last-quarter"):
        end = dates.quarter_end(today)
        end = dates.add_months(end, -3) if word == "last-quarter" else end
        word = f"{end.year:04}-q{end.month // 3}"
    found = re.fullmatch(_PART_OF_YEAR, word)
    if found is None:
        raise UsageError(f"{text!r} is not a period", hint=_forms_in_words(PERIOD_FORMS))
    label, part = word.upper(), found[2]
    start = real_day(int(found[1]), 1, 1)
    if start is None:
        raise outside(repr(label))
    length = _MONTHS_IN[part[0]] if part else 12
    first = dates.add_months(start, length * (int(part[1]) - 1)) if part else start
    return Period(label, first, dates.quarter_end(dates.add_months(first, length - 1)))


def span(since: dt.date, until: dt.date) -> Period:
    """Return the period from `since` to `until`, both included."""
    if until < since:
        hint = "give the earlier day first"
        raise UsageError(f"a period cannot end on {until} when it starts on {since}", hint=hint)
    label = " to ".join(dates.show_day(day).partition(" ")[2] for day in (since, until))
    return Period(label, since, until)


def _cycle(today: dt.date, starts: str | None, months: int | None) -> Period:
    if starts is None or months is None:
        hint = "set both: devjournal set me review_starts=01-01 review_months=12"
        raise UsageError("the profile does not say when the review cycle runs", hint=hint)
    if months not in _EVEN_PARTS:
        reason = f"review_months is {months}, which does not divide a year evenly"
        hint = "set it to 1, 2, 3, 4, 6 or 12"
        raise UsageError(reason, hint=hint)
    found = re.fullmatch(_MONTH_DAY, starts)
    day = real_day(_LEAP_YEAR, int(found[1]), int(found[2])) if found else None
    if day is None:
        hint = "set it as MM-DD, as in 04-01"
        raise UsageError(f"review_starts is {starts!r}, which is not a day of the year", hint=hint)
    bounds = [
        dates.add_months(start, offset)
        for year in (today.year - 1, today.year, today.year + 1)
        # Of 29 February, the month's last day.
        if (start := real_day(year, day.month, day.day) or real_day(year, day.month, day.day - 1))
        for offset in range(0, 12, months)
    ]
    earlier = [day for day in bounds if day <= today]
    later = [day for day in bounds if day > today]
    if not earlier or not later:
        raise outside(f"the review cycle around {today}")
    return span(earlier[-1], later[0] - ONE_DAY)
