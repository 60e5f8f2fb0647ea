"""Moments, times and the clock of DEVJOURNAL_TODAY."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devjournal.dates.grammar import Anchors, parse_clock, parse_moment, parse_time
from devjournal.errors import UsageError

WEDNESDAY = dt.date(2026, 10, 14)
HOUR = dt.timedelta(hours=1)
ZONE = ZoneInfo("Europe/Berlin")
OLD_TIME = dt.timezone(dt.timedelta(minutes=53, seconds=28))


def moment(text: str, **options: dt.time | Anchors) -> str:
    """Return what a text means, as an ISO moment."""
    return parse_moment(text, WEDNESDAY, zone=ZONE, **options).isoformat()  # type: ignore[arg-type]  # each by its own name


def refusal(text: str, zone: dt.tzinfo = ZONE) -> UsageError:
    """Return the error that a text is refused with."""
    with pytest.raises(UsageError) as caught:
        parse_moment(text, WEDNESDAY, zone=zone)
    return caught.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15-oct 15:00", "2026-10-15T15:00:00+02:00"),
        ("THU  9:05", "2026-10-15T09:05:00+02:00"),
        ("thu\t15:00", "2026-10-15T15:00:00+02:00"),
        ("19-nov 15:00", "2026-11-19T15:00:00+01:00"),
        ("2026-11-19T15:00", "2026-11-19T15:00:00+01:00"),
        ("2026-11-19t15:00:30", "2026-11-19T15:00:30+01:00"),
        ("2026-11-19 15:00", "2026-11-19T15:00:00+01:00"),
        ("2026-11-19T15:00Z", "2026-11-19T16:00:00+01:00"),
        ("2026-11-19T15:00:00+05:30", "2026-11-19T10:30:00+01:00"),
    ],
)
def test_a_day_and_a_time_make_a_moment_in_the_zone(text: str, expected: str) -> None:
    """The offset is the one that the zone has on that day."""
    assert expected == moment(text)


def test_a_day_alone_takes_the_usual_time() -> None:
    """The time is the relationship's."""
    assert "2026-10-16T15:30:00+02:00" == moment("fri", default_time=dt.time(15, 30))


def test_a_day_alone_without_a_usual_time_says_what_would_do() -> None:
    """The hint is what was typed, with a time."""
    error = refusal("fri")
    assert "'fri' has no time" == error.message
    assert "use fri 15:00, or another time" == error.hint


def test_a_time_alone_says_what_would_do() -> None:
    """It could be today or any other day."""
    assert "use today 15:00, or another day" == refusal("15:00").hint


def test_next_is_the_next_meetings_moment() -> None:
    """Its own time is kept, a day takes the usual one, and a time that is given wins."""
    anchors = Anchors(next=dt.datetime(2026, 11, 19, 14, tzinfo=dt.UTC))
    assert "2026-11-19T15:00:00+01:00" == moment("Next", anchors=anchors)
    assert "2026-11-19T16:00:00+01:00" == moment("next 16:00", anchors=anchors)
    naive = Anchors(next=dt.datetime.fromisoformat("2026-11-19T14:00"))
    assert "2026-11-19T14:00:00+01:00" == moment("next", anchors=naive)
    day = Anchors(next=dt.date(2026, 11, 19))
    assert "2026-11-19T09:00:00+01:00" == moment("next", anchors=day, default_time=dt.time(9))
    assert "'next'" in refusal("next").message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-03-29 02:30", "use 2026-03-29T02:30+01:00 or 2026-03-29T02:30+02:00"),
        ("2026-10-25T02:30", "use 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00"),
    ],
)
def test_a_time_that_the_clocks_skip_or_repeat_is_refused(text: str, hint: str) -> None:
    """Both readings are offered, and each is accepted."""
    error = refusal(text)
    assert text in error.message
    assert hint == error.hint
    first, second = (
        parse_moment(reading, WEDNESDAY, zone=ZONE)
        for reading in re.findall(r"2026\S+", str(error.hint))
    )
    assert HOUR == abs(second.astimezone(dt.UTC) - first.astimezone(dt.UTC))


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30T15:00",
        "2026-11-19T24:00",
        "2026-11-19T15:00+25:00",
        "thu 3pm",
        "thu 24:00",
        "thu 15:00 16:00",
        "12/01 15:00",
        "9" * 5000 + "d 15:00",
        "soon",
        "",
    ],
)
def test_what_is_no_moment_is_refused_with_what_would_do(text: str) -> None:
    """Never a traceback, always a hint."""
    assert refusal(text).hint


@pytest.mark.parametrize("text", ["0001-01-01T00:00", "9999-12-31T23:00-05:00"])
def test_a_moment_that_cannot_be_compared_is_refused(text: str) -> None:
    """By universal time it lies outside the calendar, and sorting would crash."""
    assert "outside the calendar" in refusal(text).message


def test_a_moment_that_no_file_can_hold_is_refused() -> None:
    """Before the zones, clocks were off by seconds, which TOML's offsets do not have."""
    assert "too far back" in refusal("0206-11-19 15:00", OLD_TIME).message


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), st.times(), st.integers(-1380, 1380))
@example(dt.date(2132, 10, 26), dt.time(0), 0)
def test_a_moment_of_a_file_parses_back(day: dt.date, time: dt.time, minutes: int) -> None:
    """What files hold may be pasted into a flag."""
    offset = dt.timezone(dt.timedelta(minutes=minutes))
    there = dt.datetime.combine(day, time.replace(microsecond=0), offset)
    found = parse_moment(there.isoformat(), WEDNESDAY, zone=ZONE)
    # By universal time: in the hour that clocks repeat, Python holds moments of two zones unequal.
    assert there.astimezone(dt.UTC) == found.astimezone(dt.UTC)
    assert ZONE is found.tzinfo


@pytest.mark.parametrize(
    ("text", "expected"),
    [("15:00", dt.time(15)), (" 9:30 ", dt.time(9, 30)), ("00:00", dt.time(0))],
)
def test_a_time_is_by_the_24_hour_clock(text: str, expected: dt.time) -> None:
    """One digit is enough for the hour."""
    assert expected == parse_time(text)


@pytest.mark.parametrize("text", ["24:00", "15:60", "3pm", "15", "15:0", "", "15:00:00", "٣:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    """The message names the text, and the hint the form."""
    with pytest.raises(UsageError, match="is not a time of day") as caught:
        parse_time(text)
    assert repr(text) in caught.value.message
    assert "15:00" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-14", "2026-10-14T09:00:00+02:00"),
        ("2026-10-14T16:30", "2026-10-14T16:30:00+02:00"),
        ("2026-11-14 16:30", "2026-11-14T16:30:00+01:00"),
    ],
)
def test_the_clock_is_set_to_a_day_or_a_moment(text: str, expected: str) -> None:
    """A bare day means nine in the morning."""
    assert expected == parse_clock(text, ZONE).isoformat()


@pytest.mark.parametrize("text", ["today", "fri", "2026-02-30", "2026-10-14T25:00", "", "1760000"])
def test_the_clock_is_set_to_nothing_else(text: str) -> None:
    """There is no today to count from yet; the message names the variable."""
    with pytest.raises(UsageError, match="DEVJOURNAL_TODAY") as caught:
        parse_clock(text, dt.UTC)
    assert repr(text) in caught.value.message
    assert caught.value.hint


day_texts = st.sampled_from(["fri", "next", "29-feb", "3d", "9999-12-31", "0001-01-01", "x", ""])
time_texts = st.sampled_from([" 15:00", " 9:00", "T23:59", "T00:00-23:59", " 25:00", "", "\x00"])
texts = st.text() | st.builds(str.__add__, day_texts, time_texts)
zones = st.sampled_from([ZONE, OLD_TIME, dt.UTC, dt.timezone(-HOUR * 12), dt.timezone(HOUR * 14)])
moments = st.datetimes(timezones=st.none() | zones)


@given(
    texts,
    st.dates(),
    zones,
    st.none() | st.times(),
    st.builds(Anchors, next=st.none() | st.dates() | moments),
)
def test_no_text_raises_anything_but_a_usage_error(
    text: str, today: dt.date, zone: dt.tzinfo, usual: dt.time | None, anchors: Anchors
) -> None:
    """What is understood is comparable, and has an offset of whole minutes."""
    outcome: dt.datetime | str | None
    try:
        outcome = parse_moment(text, today, zone=zone, default_time=usual, anchors=anchors)
    except UsageError as error:
        outcome = error.hint
    assert outcome
    if isinstance(outcome, dt.datetime):
        assert outcome == outcome.astimezone(dt.UTC)
        assert not (outcome.utcoffset() or dt.timedelta()) % dt.timedelta(minutes=1)


@given(texts, zones)
def test_no_time_or_clock_raises_anything_but_a_usage_error(text: str, zone: dt.tzinfo) -> None:
    """Whatever the environment or a flag holds."""
    outcomes: list[dt.time | dt.datetime | str | None] = []
    for parse in (parse_time, lambda text: parse_clock(text, zone)):
        try:
            outcomes.append(parse(text))
        except UsageError as error:
            outcomes.append(error.hint)
    assert None not in outcomes
