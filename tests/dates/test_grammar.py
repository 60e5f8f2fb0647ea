"""What people write for days, moments, times and periods, and what is refused."""

from __future__ import annotations

import datetime as dt
import re
import string
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devjournal.dates import MONTHS, WEEKDAYS, Period, add_months, zone_called
from devjournal.dates.grammar import (
    Anchors,
    Look,
    cadence_called,
    parse_clock,
    parse_day,
    parse_moment,
    parse_time,
    weekday_called,
)
from devjournal.dates.periods import parse_period
from devjournal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

WEDNESDAY = dt.date(2026, 10, 14)
SUNDAY = 6
HOUR = dt.timedelta(hours=1)
BERLIN = ZoneInfo("Europe/Berlin")
OLD_TIME = dt.timezone(dt.timedelta(minutes=53, seconds=28))

todays = st.dates(dt.date(2000, 1, 1), dt.date(2800, 12, 31))
looks = st.sampled_from(["forward", "back"])


def day(text: str, look: Look = "forward", today: str = "2026-10-14", **anchors: Any) -> str:
    """Return what a text means, as an ISO day."""
    on = dt.date.fromisoformat(today)
    found = parse_day(text, on, look=look, anchors=Anchors(**anchors))
    assert dt.date is type(found)
    return found.isoformat()


def moment(text: str, zone: dt.tzinfo = BERLIN, **options: Any) -> str:
    """Return what a text means, as an ISO moment."""
    return parse_moment(text, WEDNESDAY, zone=zone, **options).isoformat()


def refused(parse: Callable[..., Any], *arguments: Any, **options: Any) -> UsageError:
    """Return the error that a text is refused with."""
    with pytest.raises(UsageError) as caught:
        parse(*arguments, **options)
    assert caught.value.hint
    return caught.value


# Days


@pytest.mark.parametrize(
    ("text", "forward", "back"),
    [
        # Days, named weekdays of a week, `-2d` and ends mean the same in every flag.
        *(("2026-11-19", "2026-11-19", ""), ("today", "2026-10-14", "")),
        *(("tomorrow", "2026-10-15", ""), ("yesterday", "2026-10-13", "")),
        *(("next-mon", "2026-10-19", ""), ("next-wed", "2026-10-21", "")),
        *(("next-sun", "2026-10-25", ""), ("last-thu", "2026-10-08", "")),
        *(("last-wed", "2026-10-07", ""), ("last-tue", "2026-10-13", "")),
        *(("-2d", "2026-10-12", ""), ("-1w", "2026-10-07", ""), ("-1m", "2026-09-14", "")),
        *(("0d", "2026-10-14", ""), ("-0d", "2026-10-14", ""), ("eow", "2026-10-18", "")),
        *(("eom", "2026-10-31", ""), ("eoq", "2026-12-31", "")),
        # A weekday is never today, a day of the month may be; counts follow the look.
        ("thu", "2026-10-15", "2026-10-08"),
        ("tue", "2026-10-20", "2026-10-13"),
        ("wed", "2026-10-21", "2026-10-07"),
        ("3d", "2026-10-17", "2026-10-11"),
        ("2w", "2026-10-28", "2026-09-30"),
        ("1m", "2026-11-14", "2026-09-14"),
        ("19-nov", "2026-11-19", "2025-11-19"),
        ("01-jan", "2027-01-01", "2026-01-01"),
        ("14-oct", "2026-10-14", "2026-10-14"),
        ("29-feb", "2028-02-29", "2024-02-29"),
        # People type as they like.
        (" 1-Jan ", "2027-01-01", "2026-01-01"),
        ("FRI\n", "2026-10-16", "2026-10-09"),
        # Whole words, with blanks or hyphens between them.
        ("friday", "2026-10-16", "2026-10-09"),
        ("Thurs", "2026-10-15", "2026-10-08"),
        *(("next monday", "2026-10-19", ""), ("last Thursday", "2026-10-08", "")),
        *((f"{text}", "2026-12-24", "2025-12-24") for text in ("24 dec", "dec 24", "24 December")),
        *((f"{text}", "2026-12-24", "2025-12-24") for text in ("December 24th", "24-december")),
        *((f"{text}", "2026-12-24", "") for text in ("24 dec 2026", "Dec 24, 2026", "2026/12/24")),
        *(("2026-2-9", "2026-02-09", ""), ("Thu 24 Dec 2026", "2026-12-24", "")),
        *((text, "2026-10-17", "") for text in ("+3d", "in 3 days", "+3 days", "in-3-days")),
        ("3 days", "2026-10-17", "2026-10-11"),
        *(("3 days ago", "2026-10-11", ""), ("a week ago", "2026-10-07", "")),
        ("2weeks", "2026-10-28", "2026-09-30"),
        ("1 year", "2027-10-14", "2025-10-14"),
        *(("in a month", "2026-11-14", ""), ("next week", "2026-10-21", "")),
        *(("next-month", "2026-11-14", ""), ("next year", "2027-10-14", "")),
        *(("end of month", "2026-10-31", ""), ("end of the week", "2026-10-18", "")),
        *(("end-of-quarter", "2026-12-31", ""), ("eoy", "2026-12-31", "")),
        # Two numbers, of which only one can be the month.
        *((text, "2026-12-24", "2025-12-24") for text in ("24/12", "12/24", "24.12")),
        *(("24/12/2026", "2026-12-24", ""), ("7/7", "2027-07-07", "2026-07-07")),
    ],
)
def test_the_look_decides_only_what_a_form_leaves_open(text: str, forward: str, back: str) -> None:
    """`--due` looks forward and `--on` back; case and space around are no matter."""
    assert (forward, back or forward) == (day(text, "forward"), day(text, "back"))


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        # 2100 has no 29 February, so the wait may be eight years.
        ("29-feb", {"today": "2096-03-01"}, "2104-02-29"),
        ("29-feb", {"today": "2104-02-28", "look": "back"}, "2096-02-29"),
        ("next-sun", {"week_start": SUNDAY}, "2026-10-18"),
        ("next-sat", {"week_start": SUNDAY}, "2026-10-24"),
        ("eow", {"week_start": SUNDAY}, "2026-10-17"),
        ("eow", {"today": "2026-10-18"}, "2026-10-18"),
        ("eom", {"today": "2026-02-28"}, "2026-02-28"),
        ("eoq", {"today": "2026-12-31"}, "2026-12-31"),
        ("next", {"next": dt.date(2026, 11, 19)}, "2026-11-19"),
        ("next", {"next": dt.datetime(2026, 11, 19, 15, tzinfo=dt.UTC)}, "2026-11-19"),
    ],
)
def test_a_day_leans_on_today_the_week_and_the_next_meeting(
    text: str, options: dict[str, Any], expected: str
) -> None:
    """The last day of a week or month may be today, and a week starts where the profile says."""
    assert expected == day(text, **options)


FORMS = "use 2026-11-19, 19-nov"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("next", "name the day, as in 19-nov"),
        # Where the month could be either number, both readings are shown as they are typed.
        ("12/01", "use 12-jan or 1-dec"),
        ("12.1", "use 12-jan or 1-dec"),
        ("12-01", "use 12-jan or 1-dec"),
        ("12/01/2026", "use 2026-01-12 or 2026-12-01"),
        ("29/02/2026", FORMS),
        ("45/99", FORMS),
        # What looks like a date is explained as one.
        ("2026-13-07", "the month comes before the day: use 2026-07-13"),
        ("2026-13-31", "a year has the months 1 to 12"),
        ("2026-02-29", "Feb has the days 1 to 28"),
        ("30 feb 2026", "Feb has the days 1 to 28"),
        ("fri 15 oct 2026", "leave the weekday out"),
        *((text, "use fri") for text in ("fri 15:00", "fri at 3pm")),
        ("2026-11-19T15:00", "use 2026-11-19"),
        # A journal's days lie in the years 1900 to 2999.
        *((text, "use a day nearer to today") for text in ("1899-12-31", "3000-01-01", "999y")),
        ("2026-02-30", "Feb has the days 1 to 28"),
        ("2024-02-30", "Feb has the days 1 to 29"),
        ("31-feb", "Feb has the days 1 to 29"),
        ("0-nov", "Nov has the days 1 to 30"),
        ("9999999d", "use a day nearer to today"),
        ("-9999999m", "use a day nearer to today"),
        ("9" * 5000 + "w", "use a day nearer to today"),
        *((text, FORMS) for text in ("9" * 5000 + "-nov", "0000-01-01", "", "-fri")),
        *((text, FORMS) for text in ("soon", "19-foo", "next-foo", "24/12/26", "in 3 days ago")),
        *((text, FORMS) for text in ("this week", "last week", "fridays", "2026-12/24", "-dec")),
        *((text, FORMS) for text in ("٣d", "fri\nmon")),
    ],
)
def test_what_is_no_day_is_refused_with_what_would_do(text: str, hint: str) -> None:
    """The message names the text, the hint what is accepted."""
    error = refused(day, text)
    assert repr(text) in error.message
    assert str(error.hint).startswith(hint)


@pytest.mark.parametrize("text", ["tomorrow", "sat", "next-mon", "1d", "1m", "1y", "29-feb"])
def test_the_calendar_ends_without_a_crash(text: str) -> None:
    """After its last day there is nothing, and it is said."""
    assert "nearer to today" in str(refused(parse_day, text, dt.date(2999, 12, 31)).hint)


@given(todays, st.integers(0, 364))
def test_every_day_of_a_year_parses_back_from_its_forms(today: dt.date, ahead: int) -> None:
    """Each form of a day on either side of today gives that day again."""
    step = dt.timedelta(days=ahead)
    for there, look in ((today + step, "forward"), (today - step, "back")):
        day_of_month = f"{there.day}-{MONTHS[there.month - 1]}"
        for text in (there.isoformat(), day_of_month, f"{ahead}d"):
            assert there == parse_day(text, today, look=look)  # type: ignore[arg-type]  # a Look
    assert today - step == parse_day(f"-{ahead}d", today)


@given(todays, st.integers(1, 7), st.integers(0, 6))
def test_every_weekday_parses_back(today: dt.date, away: int, week_start: int) -> None:
    """The seven days on either side, and the seven of the next calendar week."""
    anchors = Anchors(week_start=week_start)

    def read(text: str, look: Look = "forward") -> dt.date:
        return parse_day(text, today, look=look, anchors=anchors)

    ahead, before = (today + dt.timedelta(days=away * step) for step in (1, -1))
    assert ahead == read(WEEKDAYS[ahead.weekday()])
    assert before == read(WEEKDAYS[before.weekday()], "back")
    assert before == read(f"last-{WEEKDAYS[before.weekday()]}")
    in_next_week = read("eow") + dt.timedelta(days=away)
    assert in_next_week == read(f"next-{WEEKDAYS[in_next_week.weekday()]}")
    assert (week_start - 1) % 7 == read("eow").weekday()


@given(todays, st.integers(0, 999), looks)
def test_weeks_and_months_count_as_days_and_calendar_months(
    today: dt.date, count: int, look: Look
) -> None:
    """`2w` is 14 days, `1m` the same day of the next month or its last."""
    step = 1 if look == "forward" else -1
    assert today + dt.timedelta(weeks=count * step) == parse_day(f"{count}w", today, look=look)
    assert add_months(today, count * step) == parse_day(f"{count}m", today, look=look)


# Moments

MEETING = {
    "aware": Anchors(next=dt.datetime(2026, 11, 19, 14, tzinfo=dt.UTC)),
    "naive": Anchors(next=dt.datetime.fromisoformat("2026-11-19T14:00")),
    "day": Anchors(next=dt.date(2026, 11, 19)),
}


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        # The offset is the one that the zone has on that day.
        ("15-oct 15:00", {}, "2026-10-15T15:00:00+02:00"),
        ("THU  9:05", {}, "2026-10-15T09:05:00+02:00"),
        ("thu\t15:00", {}, "2026-10-15T15:00:00+02:00"),
        ("Thursday at 3pm", {}, "2026-10-15T15:00:00+02:00"),
        ("15 oct 2026, 3:00 PM", {}, "2026-10-15T15:00:00+02:00"),
        ("in 3 days 15:00", {}, "2026-10-17T15:00:00+02:00"),
        ("next week", {"default_time": dt.time(15, 30)}, "2026-10-21T15:30:00+02:00"),
        ("19-nov 15:00", {}, "2026-11-19T15:00:00+01:00"),
        ("2026-11-19T15:00", {}, "2026-11-19T15:00:00+01:00"),
        ("2026-11-19t15:00:30", {}, "2026-11-19T15:00:30+01:00"),
        ("2026-11-19 15:00", {}, "2026-11-19T15:00:00+01:00"),
        ("2026-11-19T15:00Z", {}, "2026-11-19T16:00:00+01:00"),
        ("2026-11-19T15:00:00+05:30", {}, "2026-11-19T10:30:00+01:00"),
        ("fri", {"default_time": dt.time(15, 30)}, "2026-10-16T15:30:00+02:00"),
        # The next meeting's own time is kept, and a time that is given wins.
        ("Next", {"anchors": MEETING["aware"]}, "2026-11-19T15:00:00+01:00"),
        ("next 16:00", {"anchors": MEETING["aware"]}, "2026-11-19T16:00:00+01:00"),
        ("next", {"anchors": MEETING["naive"]}, "2026-11-19T14:00:00+01:00"),
        (
            *("next", {"anchors": MEETING["day"], "default_time": dt.time(9)}),
            "2026-11-19T09:00:00+01:00",
        ),
    ],
)
def test_a_day_and_a_time_make_a_moment_in_the_zone(
    text: str, options: dict[str, Any], expected: str
) -> None:
    """A day alone takes the relationship's usual time."""
    assert expected == moment(text, **options)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("fri", "use fri 15:00, or another time"),
        ("15:00", "use today 15:00, or another day"),
        ("next", "name the day"),
        ("2026-13-07T15:00", "the month comes before the day: use 2026-07-13"),
        ("2026-02-30 15:00", "Feb has the days 1 to 28"),
        ("2026-11-19T25:00", "use 2026-11-19T15:00"),
        # A time that the clocks skip or repeat: both readings are offered.
        ("2026-03-29 02:30", "use 2026-03-29T02:30+01:00 or 2026-03-29T02:30+02:00"),
        ("2026-10-25T02:30", "use 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00"),
        # By universal time it lies outside the calendar, and sorting would crash.
        ("0001-01-01T00:00", "use a day nearer to today"),
        ("0001-01-01T00:00:00Z", "use a day nearer to today"),
        ("9999-12-31 23:30", "use a day nearer to today"),
        ("9999-12-31T23:00-05:00", "use a day nearer to today"),
        *((text, "") for text in ("2026-11-19T24:00", "thu 12pm", "thu 24:00")),
        *((text, "") for text in ("2026-11-19T15:00+25:00", "thu 15:00 16:00", "12/01 15:00")),
        *((text, "") for text in ("9" * 5000 + "d 15:00", "soon", "")),
    ],
)
def test_what_is_no_moment_is_refused_with_what_would_do(text: str, hint: str) -> None:
    """Never a traceback, always a hint; each reading that it offers is accepted."""
    error = refused(moment, text)
    assert str(error.hint).startswith(hint)
    offered = [
        parse_moment(reading, WEDNESDAY, zone=BERLIN).astimezone(dt.UTC)
        for reading in re.findall(r"2026-\S+T02:30\S+", str(error.hint))
    ]
    assert not offered or HOUR == abs(offered[1] - offered[0])


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), st.times(), st.integers(-1380, 1380))
@example(dt.date(2132, 10, 26), dt.time(0), 0)
def test_a_moment_of_a_file_parses_back(on: dt.date, time: dt.time, minutes: int) -> None:
    """What files hold may be pasted into a flag."""
    offset = dt.timezone(dt.timedelta(minutes=minutes))
    there = dt.datetime.combine(on, time.replace(microsecond=0), offset)
    found = parse_moment(there.isoformat(), WEDNESDAY, zone=BERLIN)
    # By universal time: in the hour that clocks repeat, Python holds moments of two zones unequal.
    assert there.astimezone(dt.UTC) == found.astimezone(dt.UTC)
    assert BERLIN is found.tzinfo


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("15:00", "15:00:00"), (" 9:30 ", "09:30:00"), ("00:00", "00:00:00")),
        *(("3pm", "15:00:00"), ("9:30 AM", "09:30:00")),
        *((text, "") for text in ("24:00", "15:60", "15pm", "15", "15:0", "", "15:00:00", "٣:00")),
        *((text, "") for text in ("12am", "12pm", "0pm")),  # noon or midnight?
    ],
)
def test_a_time_is_by_the_24_hour_clock(text: str, expected: str) -> None:
    """One digit is enough for the hour; for any other text the hint shows the form."""
    if expected:
        assert expected == parse_time(text).isoformat()
        return
    error = refused(parse_time, text)
    assert f"{text!r} is not a time of day" == error.message
    assert "15:00" in str(error.hint)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-14", "2026-10-14T09:00:00+02:00"),
        ("2026-10-14T16:30", "2026-10-14T16:30:00+02:00"),
        ("2026-11-14 16:30", "2026-11-14T16:30:00+01:00"),
        *((text, "") for text in ("today", "fri", "2026-02-30", "2026-10-14T25:00", "", "1760000")),
    ],
)
def test_the_clock_is_set_to_a_day_or_a_moment(text: str, expected: str) -> None:
    """A bare day means nine in the morning; there is no today to count from yet."""
    if expected:
        assert expected == parse_clock(text, BERLIN).isoformat()
        return
    error = refused(parse_clock, text, dt.UTC)
    assert error.message.startswith("DEVJOURNAL_TODAY")
    assert repr(text) in error.message


# What stands in a field


@pytest.mark.parametrize("zone", ["Europe/Dublim", "../../etc/passwd", "", "/etc/localtime"])
def test_a_time_zone_that_is_none_is_refused(zone: str) -> None:
    """It says what would do, and looks nowhere but where zones are."""
    error = refused(zone_called, zone)
    assert (f"no time zone is called {zone!r}", "one is called Europe/Dublin") == (
        error.message,
        error.hint,
    )


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        *((weekday_called, text, "thu") for text in ("thu", "Thursday", " Thurs ")),
        *((cadence_called, text, "fortnightly") for text in ("biweekly", "every two weeks")),
        *((cadence_called, text, "fortnightly") for text in ("Bi-weekly", "every other week")),
        *((cadence_called, text, text) for text in ("monthly", "often")),
    ],
)
def test_weekdays_and_rhythms_have_other_names(
    read: Callable[[str], str], text: str, expected: str
) -> None:
    """What has none stays as it is, and whoever reads it says what may stand there."""
    assert expected == read(text)


# Whatever is typed

words = "next last week friday december in of ago fri nov feb eow eom today d w m t z q4 h1 cycle"
numbers = "0 31 2026 9999 99999999"
pieces = st.sampled_from(
    [
        *words.split(),
        *numbers.split(),
        *"-/.:+ \x00",
        "last-quarter",
        "9999-H2",
        "0001-01-01",
        "T00:00-23:59",
        " 9:00",
    ]
)
texts = (
    st.text()
    | st.text(string.digits + "-/.dwmthuefiqo: ", max_size=12)
    | st.lists(pieces, max_size=6).map("".join)
)
zones = st.sampled_from([BERLIN, OLD_TIME, dt.UTC, dt.timezone(-HOUR * 12), dt.timezone(HOUR * 14)])
moments = st.datetimes(timezones=st.none() | zones)
anchors = st.builds(Anchors, next=st.none() | st.dates() | moments, week_start=st.integers(0, 6))
cycles = st.fixed_dictionaries(
    {
        "starts": st.none() | st.text() | st.dates().map(lambda on: f"{on:%m-%d}"),
        "months": st.none() | st.integers(0, 13),
    }
)


@given(
    texts,
    st.dates() | st.sampled_from([dt.date.min, dt.date.max]),
    zones,
    st.fixed_dictionaries({"look": looks, "anchors": anchors}),
    cycles,
)
@example("9999999m", dt.date.max, dt.UTC, {}, {})
@example("next-mon", dt.date.max, dt.UTC, {}, {})
@example("last-quarter", dt.date.min, dt.UTC, {}, {})
@example("cycle", dt.date.min, dt.UTC, {}, {"starts": "04-01", "months": 12})
def test_no_text_raises_anything_but_a_usage_error(
    text: str, today: dt.date, zone: dt.tzinfo, day_by: Any, cycle: Any
) -> None:
    """On whatever day and whatever the profile says; what is understood can be stored."""
    tried: dict[str, Callable[[], Any]] = {
        "day": lambda: parse_day(text, today, **day_by),
        "moment": lambda: parse_moment(text, today, zone=zone, **day_by),
        "day alone": lambda: parse_moment(
            text, today, zone=zone, default_time=dt.time(2, 30), **day_by
        ),
        "time": lambda: parse_time(text),
        "clock": lambda: parse_clock(text, zone),
        "period": lambda: parse_period(text, today, **cycle),
    }
    for what, parse in tried.items():
        try:
            outcome = parse()
        except UsageError as error:
            outcome = error.hint
        assert outcome is not None, what
        if isinstance(outcome, dt.datetime):
            assert what not in ("day", "time", "period")
            assert outcome == outcome.astimezone(dt.UTC)
            assert 1900 <= outcome.year <= 2999
        if isinstance(outcome, Period):
            assert outcome.first <= outcome.last
