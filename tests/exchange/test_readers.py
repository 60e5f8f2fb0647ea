from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import icalendar
import pytest

from devjournal.dates import add_months
from devjournal.exchange.calendar import build_calendar, days_ahead
from devjournal.exchange.ics import render_ics
from devjournal.exchange.zones import changes_of
from devjournal.models.meetings import Meeting
from tests.builders import action, bound, journal_of, person, profile, stored
from tests.exchange.readers import READERS, in_utc, missing, read_python

if TYPE_CHECKING:
    from devjournal.journal.journal import Journal

ROOT = Path(__file__).resolve().parents[2]
ZONES = (
    *("Europe/Dublin", "America/New_York", "Australia/Sydney", "Asia/Kolkata"),
    # By no yearly rule; on a Friday before a Sunday; by half an hour.
    *("Africa/Casablanca", "Asia/Jerusalem", "Australia/Lord_Howe"),
)
RHYTHMS = {
    "weekly": {"cadence": "weekly", "weekday": "tue"},
    "weekly by no day": {"cadence": "weekly"},
    "fortnightly": {"cadence": "fortnightly", "weekday": "thu"},
    "third weekday": {"cadence": "monthly", "weekday": "wed"},
    "end of the month": {"cadence": "monthly"},
    "quarterly": {"cadence": "quarterly", "weekday": "fri"},
    "quarterly by day": {"cadence": "quarterly"},
}
FIRST = {
    "weekly": "2027-07-27",
    "weekly by no day": "2027-07-25",
    "fortnightly": "2027-07-22",
    "third weekday": "2027-07-21",
    "end of the month": "2027-07-31",
    "quarterly": "2027-05-28",
    "quarterly by day": "2027-05-31",
}
"""A year with a 29 February and both changes of the clock lies ahead of them."""

PLANNED = (dt.date(2027, 8, 3), dt.date(2027, 10, 27), dt.date(2028, 1, 4))
"""Of the weekly ones: the next, one on the day after the usual, and one on it."""

NOW = dt.datetime(2027, 8, 1, 9, tzinfo=dt.UTC)


def _journal(zone: str, hour: int = 18) -> Journal:
    """Return a journal with every rhythm, a last Friday's, and a promise for a leap day."""
    rhythms = {**RHYTHMS, "last weekday": {"cadence": "monthly", "weekday": "fri"}}
    first = {**FIRST, "last weekday": "2027-07-30"}
    made = [profile(timezone=zone), action("kwtz-leap", "2028-02-29")]
    for name, rhythm in rhythms.items():
        id_ = name.replace(" ", "-")
        at = dt.datetime.combine(
            dt.date.fromisoformat(first[name]), dt.time(hour, 30), ZoneInfo(zone)
        )
        meeting = Meeting(relationship=id_, at=at, state="held", created=dt.date(2027, 7, 1))
        made += [
            person(id_, name),
            bound(id_, id_, minutes=45, **rhythm),
            stored("meeting", f"{id_}-001", meeting),
        ]
    for day in PLANNED:
        at = dt.datetime.combine(day, dt.time(hour, 30), ZoneInfo(zone))
        made.append(stored("meeting", f"weekly-{day}", Meeting(relationship="weekly", at=at)))
    return journal_of(*made)


def _expected(journal: Journal, zone: str, hour: int = 18) -> list[tuple[str, str]]:
    """Return each day that the journal's own arithmetic expects, at that hour of the zone."""
    last = add_months(NOW.date(), 12)
    found = [("Due: Leap", "2028-02-29T00:00")]
    for one in journal.relationships:
        for day in days_ahead(journal, one, NOW.date(), last)[0]:
            at = dt.datetime.combine(day, dt.time(hour, 30), ZoneInfo(zone))
            found.append((f"Meeting with {journal.name_of(one.record.person)}", in_utc(at)))
    for day in PLANNED:
        at = dt.datetime.combine(day, dt.time(hour, 30), ZoneInfo(zone))
        found.append(("Meeting with weekly", in_utc(at)))
    return sorted(found)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        *(("recurring-ical-events", zone) for zone in ZONES),
        *(
            pytest.param(name, zone, marks=pytest.mark.slow)
            for name in ("ical.js", "node-ical", "khal")
            for zone in (ZONES if name == "ical.js" else ZONES[:2])
        ),
    ],
)
def test_each_reader_finds_the_days_and_hours_of_the_rhythm(
    tmp_path: Path, name: str, zone: str
) -> None:
    """Over changes of the clock, ends of months and a leap day, as the journal counts them."""
    why = missing(name)
    if why and not os.environ.get("CI"):
        pytest.skip(why)
    assert "" == why
    journal = _journal(zone)
    text = render_ics(build_calendar(journal, NOW), NOW)
    found = READERS[name](text, dt.date(2027, 8, 1), dt.date(2028, 12, 1), tmp_path)
    assert _expected(journal, zone) == found


@pytest.mark.slow
@pytest.mark.parametrize("name", [one for one in READERS if one != "recurring-ical-events"])
def test_each_reader_finds_the_same_in_the_example(tmp_path: Path, name: str) -> None:
    """The calendar among the examples, a year of it, is one that others open."""
    why = missing(name)
    if why and not os.environ.get("CI"):
        pytest.skip(why)
    assert "" == why
    text = (ROOT / "examples" / "out" / "maya-calendar.ics").read_bytes().decode()
    span = dt.date(2026, 10, 1), dt.date(2027, 12, 1)
    found = READERS[name](text, *span, tmp_path)
    assert 30 < len(found)
    assert read_python(text, *span, tmp_path) == found


def test_what_comes_again_does_so_where_all_read_it_alike() -> None:
    """Weeks and the nth or last weekday of a month are series; month ends and quarters are not."""
    calendar = build_calendar(_journal("Europe/Dublin"), NOW)
    series = {one.title.partition("with ")[2] for one in calendar.events if one.series}
    weekly = {"weekly", "weekly by no day", "fortnightly"}
    assert weekly | {"third weekday", "last weekday"} == series
    text = render_ics(calendar, NOW)
    rules = {line for line in text.split("\r\n") if line.startswith("RRULE") and "UNTIL" in line}
    assert {"FREQ=MONTHLY", "FREQ=WEEKLY"} == {
        rule.partition(":")[2][:12].rstrip(";") for rule in rules
    }
    for word in ("BYMONTHDAY", "BYSETPOS", "COUNT", "RSCALE", "X-WR-TIMEZONE", "COMMENT"):
        assert word not in text


@pytest.mark.parametrize("zone", [*ZONES, "America/Sao_Paulo", "Pacific/Apia", "Europe/Istanbul"])
@pytest.mark.parametrize("year", [2015, 2026])
def test_a_zone_in_the_file_shows_what_the_real_one_does(zone: str, year: int) -> None:
    """Each hour at which the clock may change, for two years; no RDATE line has two moments."""
    real = ZoneInfo(zone)
    from devjournal.exchange.ics import _zone

    made = _zone(icalendar, zone, year, year + 1)
    text = made.to_ical().decode()
    assert all("," not in line for line in text.splitlines() if line.startswith("RDATE"))
    in_file = made.to_tz(lookup_tzid=False)  # what stands there, and not the name
    at = dt.datetime(year, 1, 2, tzinfo=dt.UTC)
    while at.year <= year + 1:
        local = at.astimezone(real)
        if at.astimezone(real).replace(fold=0).astimezone(dt.UTC) == at:
            assert local.utcoffset() == local.replace(tzinfo=in_file).utcoffset(), local
        at += dt.timedelta(hours=13)
    assert changes_of(real, year, year + 1)


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        ("Europe/Dublin", {(3, -1), (10, -1)}),
        ("America/New_York", {(3, 2), (11, 1)}),
        ("Australia/Sydney", {(4, 1), (10, 1)}),
        ("America/Santiago", {(0, 0)}),  # the first Sunday from the 2nd on: the 8th at times
    ],
)
def test_a_yearly_change_is_told_as_its_rule(zone: str, rules: set[tuple[int, int]]) -> None:
    """Whatever the year: a last Sunday that is the fourth for some years stays the last."""
    for year in range(2024, 2037):
        found = changes_of(ZoneInfo(zone), year, year + 1)
        assert rules == {(one.month, one.number) for one in found}
