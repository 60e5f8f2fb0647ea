"""The grammar of days."""

from __future__ import annotations

import datetime as dt
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from devjournal.dates import MONTHS, WEEKDAYS, add_months
from devjournal.dates.grammar import Anchors, Look, parse_day
from devjournal.errors import UsageError

WEDNESDAY = dt.date(2026, 10, 14)
SUNDAY = 6

todays = st.dates(dt.date(1600, 1, 1), dt.date(2400, 12, 31))
looks = st.sampled_from(["forward", "back"])


def day(text: str, look: Look = "forward", today: dt.date = WEDNESDAY) -> str:
    """Return what a text means, as an ISO day."""
    return parse_day(text, today, look=look).isoformat()


def refusal(text: str, look: Look = "forward") -> UsageError:
    """Return the error that a text is refused with."""
    with pytest.raises(UsageError) as caught:
        parse_day(text, WEDNESDAY, look=look)
    return caught.value


@pytest.mark.parametrize("look", ["forward", "back"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-19", "2026-11-19"),
        ("today", "2026-10-14"),
        ("tomorrow", "2026-10-15"),
        ("yesterday", "2026-10-13"),
        ("next-mon", "2026-10-19"),
        ("next-wed", "2026-10-21"),
        ("next-fri", "2026-10-23"),
        ("next-sun", "2026-10-25"),
        ("last-thu", "2026-10-08"),
        ("last-wed", "2026-10-07"),
        ("last-tue", "2026-10-13"),
        ("-2d", "2026-10-12"),
        ("-1w", "2026-10-07"),
        ("-1m", "2026-09-14"),
        ("0d", "2026-10-14"),
        ("-0d", "2026-10-14"),
        ("eow", "2026-10-18"),
        ("eom", "2026-10-31"),
        ("eoq", "2026-12-31"),
    ],
)
def test_a_form_that_says_where_it_lies_ignores_the_look(
    text: str, expected: str, look: Look
) -> None:
    """Days, named weekdays of a week, `-2d` and ends mean the same in every flag."""
    assert expected == day(text, look)


@pytest.mark.parametrize(
    ("text", "forward", "back"),
    [
        ("thu", "2026-10-15", "2026-10-08"),
        ("tue", "2026-10-20", "2026-10-13"),
        ("wed", "2026-10-21", "2026-10-07"),
        ("3d", "2026-10-17", "2026-10-11"),
        ("2w", "2026-10-28", "2026-09-30"),
        ("1m", "2026-11-14", "2026-09-14"),
        ("19-nov", "2026-11-19", "2025-11-19"),
        ("1-jan", "2027-01-01", "2026-01-01"),
        ("01-jan", "2027-01-01", "2026-01-01"),
        ("14-oct", "2026-10-14", "2026-10-14"),
        ("29-feb", "2028-02-29", "2024-02-29"),
    ],
)
def test_the_look_decides_what_a_form_leaves_open(text: str, forward: str, back: str) -> None:
    """A weekday is never today, a day of the month may be; counts follow the look."""
    assert (forward, back) == (day(text, "forward"), day(text, "back"))


def test_a_leap_day_is_found_across_a_century_without_one() -> None:
    """1900 had no 29 February, so the wait may be eight years."""
    assert "1904-02-29" == day("29-feb", today=dt.date(1896, 3, 1))
    assert "1896-02-29" == day("29-feb", "back", today=dt.date(1904, 2, 28))


def test_case_and_space_around_are_ignored() -> None:
    """People type as they like."""
    assert "2026-11-19" == day(" 19-Nov ")
    assert "2026-10-16" == day("FRI")
    assert "2026-10-17" == day("3D")


def test_the_week_starts_on_the_day_of_the_profile() -> None:
    """From Sunday on, `next-sun` is four days off, and the week ends on Saturday."""
    anchors = Anchors(week_start=SUNDAY)
    assert dt.date(2026, 10, 18) == parse_day("next-sun", WEDNESDAY, anchors=anchors)
    assert dt.date(2026, 10, 24) == parse_day("next-sat", WEDNESDAY, anchors=anchors)
    assert dt.date(2026, 10, 17) == parse_day("eow", WEDNESDAY, anchors=anchors)


def test_the_end_of_a_week_or_month_may_be_today() -> None:
    """On the last day, it is that day."""
    assert "2026-10-18" == day("eow", today=dt.date(2026, 10, 18))
    assert "2026-02-28" == day("eom", today=dt.date(2026, 2, 28))
    assert "2026-12-31" == day("eoq", today=dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    "anchor", [dt.date(2026, 11, 19), dt.datetime(2026, 11, 19, 15, tzinfo=dt.UTC)]
)
def test_next_is_the_day_of_the_next_meeting(anchor: dt.date) -> None:
    """The anchor may be a day or a moment."""
    found = parse_day("next", WEDNESDAY, anchors=Anchors(next=anchor))
    assert "2026-11-19" == found.isoformat()
    assert dt.date is type(found)


def test_next_without_a_next_meeting_says_what_would_do() -> None:
    """The hint names a day instead."""
    error = refusal("next")
    assert "'next'" in error.message
    assert "19-nov" in str(error.hint)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("12/01", "use 12-jan or 1-dec"),
        ("12.1", "use 12-jan or 1-dec"),
        ("12-01", "use 12-jan or 1-dec"),
        ("12/01/2026", "use 2026-01-12 or 2026-12-01"),
        ("13/01", "use 13-jan"),
        ("29/02", "use 29-feb"),
        ("29/02/2026", "use 2026-11-19, 19-nov"),
        ("07/07", "use 7-jul"),
        ("45/99", "use 2026-11-19, 19-nov"),
    ],
)
def test_numbers_alone_are_refused_with_their_readings(text: str, hint: str) -> None:
    """Where the month could be either number, both readings are shown as they are typed."""
    error = refusal(text)
    assert text in error.message
    assert str(error.hint).startswith(hint)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-02-30", "Feb has the days 1 to 28"),
        ("2024-02-30", "Feb has the days 1 to 29"),
        ("31-feb", "Feb has the days 1 to 29"),
        ("0-nov", "Nov has the days 1 to 30"),
        ("2026-13-01", "use 2026-11-19"),
        ("0000-01-01", "use 2026-11-19"),
        ("9999999d", "use a day nearer to today"),
        ("-9999999m", "use a day nearer to today"),
        ("9" * 5000 + "w", "use a day nearer to today"),
        ("9" * 5000 + "-nov", "use 2026-11-19"),
        ("", "use 2026-11-19"),
        ("-fri", "use 2026-11-19"),
        ("friday", "use 2026-11-19"),
        ("soon", "use 2026-11-19"),
        ("19-foo", "use 2026-11-19"),
        ("next-foo", "use 2026-11-19"),
        ("2026-11-9", "use 2026-11-19"),
        ("٣d", "use 2026-11-19"),
        ("fri\n", None),
        ("fri\nmon", "use 2026-11-19"),
    ],
)
def test_what_is_no_day_is_refused_with_what_would_do(text: str, hint: str | None) -> None:
    """The message names the text, the hint what is accepted; space around is no fault."""
    if hint is None:
        assert "2026-10-16" == day(text)
        return
    error = refusal(text)
    assert repr(text) in error.message
    assert str(error.hint).startswith(hint)


@pytest.mark.parametrize("text", ["tomorrow", "eow", "sat", "next-mon", "1d", "1m", "29-feb"])
def test_the_calendar_ends_without_a_crash(text: str) -> None:
    """After 31 December 9999 there is nothing, and it is said."""
    with pytest.raises(UsageError):
        parse_day(text, dt.date.max)


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


words = "next last fri nov feb eow eom today d w m t z q4 h1 cycle 0 31 2026 9999 99999999"
pieces = st.sampled_from([*words.split(), *"-/.:+ \x00"])
texts = (
    st.text()
    | st.text(string.digits + "-/.dwmthuefiqo: ", max_size=12)
    | st.lists(pieces, max_size=6).map("".join)
)
anchors = st.builds(
    Anchors, next=st.none() | st.dates() | st.datetimes(), week_start=st.integers(0, 6)
)


@given(texts, st.dates(), looks, anchors)
@example("9999999m", dt.date.max, "forward", Anchors())
@example("next-mon", dt.date.max, "forward", Anchors())
def test_no_text_raises_anything_but_a_usage_error(
    text: str, today: dt.date, look: Look, anchors: Anchors
) -> None:
    """Whatever is typed, on whatever day, it is a day or a refusal with a hint."""
    outcome: dt.date | str | None
    try:
        outcome = parse_day(text, today, look=look, anchors=anchors)
    except UsageError as error:
        outcome = error.hint
    assert outcome
    assert not isinstance(outcome, dt.datetime)
