from __future__ import annotations

import datetime as dt
import os
import re
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from devjournal.exchange.calendar import Calendar, Event, build_calendar, days_ahead
from devjournal.exchange.ics import render_ics
from devjournal.models.base import replace
from devjournal.models.growth import Milestone
from devjournal.models.people import Ask
from devjournal.practice.counts import expected_next
from devjournal.text import clean
from tests.builders import (
    NOW,
    action,
    bound,
    day,
    goal,
    held,
    journal_of,
    meeting,
    opportunity,
    person,
    profile,
    topic,
)
from tests.exchange.readers import missing, read_khal
from tests.hostile.texts import TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from devjournal.journal.stored import Stored

DUBLIN = profile(timezone="Europe/Dublin")
MONTHLY = bound(cadence="monthly", weekday="thu", time=dt.time(15))
LAST = held("priya-mentor-001", "09-17 14:00")


def made(*records: Stored[Any], about: str | None = None, **more: Any) -> dict[str, Event]:
    """Return the events of a journal in Dublin by their titles, of two the first."""
    found = build_calendar(journal_of(DUBLIN, person(), *records), NOW, about, **more)
    return {one.title: one for one in reversed(found.events)}


def components(*records: Stored[Any], now: dt.datetime = NOW, **more: Any) -> dict[str, Any]:
    """Return what a program reads of a journal's calendar, by UID; none stands there twice."""
    calendar = build_calendar(journal_of(DUBLIN, person(), *records), now, **more)
    read = icalendar.Calendar.from_ical(render_ics(calendar, now))
    found = [one for one in read.subcomponents if one.name != "VTIMEZONE"]
    by_uid = {str(one["UID"]): one for one in found}
    assert len(found) == len(by_uid)
    return by_uid


def test_p054_meetings_the_rhythm_and_the_days_that_are_set_stand_in_a_calendar() -> None:
    """Mine alone: what they promised has no day in it, nor has what is not set."""
    found = made(
        *(MONTHLY, LAST, meeting("priya-mentor-002", "10-15 14:00")),
        *(action("kwtz-send-it", "10-20", relationship="priya-mentor"), action("bcdf-some-day")),
        action("ghjk-their-pack", "10-20", "them", relationship="priya-mentor"),
        goal(due=day("11-24"), milestones=(Milestone(title="Draft", due=day("11-10")),)),
        opportunity("town-hall", on=day("12-01"), state="accepted"),
        bound("bea-mentor", "bea", state="later", ask=Ask(follow_up_on=day("11-02"))),
        person("bea", "Bea Oduya"),
    )
    days = {title: f"{one.start:%m-%d}" for title, one in found.items()}
    assert {
        "Meeting with Priya Nair": "10-15",
        "Due: Send it (for Priya Nair)": "10-20",
        "Ask Bea Oduya again": "11-02",
        "Step due: Draft (Lead the readout)": "11-10",
        "Goal due: Lead the readout": "11-24",
        "Town hall": "12-01",
    } == days


def test_a_meeting_has_its_length_its_place_and_two_alarms() -> None:
    """The length of its own or of the relationship, the link of the call; a day and 15 minutes."""
    link = replace(MONTHLY.record, link="https://call.example/priya", minutes=30)
    planned = meeting("priya-mentor-002", "10-15 14:00")
    one = made(MONTHLY.with_record(link), LAST, planned)["Meeting with Priya Nair"]
    assert one.end
    assert ("15:00", "15:30") == (f"{one.start:%H:%M}", f"{one.end:%H:%M}")
    assert ("https://call.example/priya", [1440, 15]) == (
        one.place,
        [alarm.minutes for alarm in one.alarms],
    )


def test_what_is_private_is_left_out_and_never_marked() -> None:
    """A record, all of a relationship, all of a person; notes, topics and whys are in none."""
    secret = {"visibility": "private"}
    hidden = (
        *(person("ann", "Ann Zsecret", **secret), bound("ann-mentor", "ann", cadence="weekly")),
        held("ann-mentor-001", "10-13 14:00", "ann-mentor"),
        *(
            person("bob", "Bob Zsecret"),
            bound("bob-coach", "bob", review_on=day("11-01"), **secret),
        ),
        meeting("bob-coach-001", "10-20 14:00", "bob-coach"),
        action("bcdf-zsecret", "10-20", relationship="bob-coach"),
        action("ghjk-zsecret", "10-20", relationship="nobody-here"),
        action("lmnp-zsecret", "10-20", **secret),
        goal("zsecret", due=day("11-01"), **secret),
        opportunity("zsecret-chance", on=day("11-01"), state="accepted", **secret),
    )
    shown = (
        *(MONTHLY, held("priya-mentor-001", "09-17 14:00", notes="Zsecret", next_focus="Zsecret")),
        topic("qrst-zsecret", kind="concern"),
        meeting("priya-mentor-002", "10-20 14:00", state="cancelled", closed_why="Zsecret"),
        action("kwtz-shown", "10-20", note="Zsecret", evidence="Zsecret"),
    )
    journal = journal_of(DUBLIN, person(personal="Zsecret"), *shown, *hidden)
    calendar = build_calendar(journal, NOW)
    text = render_ics(calendar, NOW)
    assert 7 == calendar.private
    assert ([], "CLASS" in text) == (re.findall("zsecret", text, re.IGNORECASE), False)
    assert "Due: Shown" in text


def test_a_later_import_changes_what_is_there_and_doubles_nothing() -> None:
    """A meeting that was moved, then called off, is the same one, each time newer."""
    planned, told = meeting("priya-mentor-002", "10-15 14:00"), bound()
    ((uid, before),) = components(told, planned).items()
    moved = meeting("priya-mentor-002", "10-16 14:00")
    after = components(told, moved, now=NOW + dt.timedelta(hours=1))[uid]
    assert int(before["SEQUENCE"]) < int(after["SEQUENCE"])
    assert "2026-10-16 15:00" == f"{after.start:%Y-%m-%d %H:%M}"
    off = meeting("priya-mentor-002", "10-16 14:00", state="cancelled", closed_on=day("10-14"))
    gone = components(told, off)[uid]
    assert ("CANCELLED", "Cancelled: Meeting with Priya Nair", []) == (
        *(str(gone["STATUS"]), str(gone["SUMMARY"])),
        gone.subcomponents,
    )
    later = dt.datetime(2026, 10, 17, 9, tzinfo=dt.UTC)
    assert {} == components(told, off, now=later)


@pytest.mark.parametrize("rhythm", [MONTHLY, bound(cadence="monthly", time=dt.time(15))])
def test_a_day_of_the_rhythm_gives_way_to_the_meeting_that_is_planned(rhythm: Any) -> None:
    """Alone it becomes that meeting, under its UID; a series goes on after it."""
    expected = components(rhythm, LAST)
    planned = meeting("priya-mentor-002", "10-20 14:00")
    found = components(rhythm, LAST, planned)
    known = [uid for uid, one in found.items() if str(one["STATUS"]) == "CONFIRMED"]
    is_series = any("RRULE" in one for one in expected.values())
    assert [not is_series] == [uid in expected for uid in known]
    assert not [uid for uid in expected if uid not in found]
    ahead = [one.start.date() for one in found.values() if str(one["STATUS"]) == "TENTATIVE"]
    assert min(ahead) > day("11-01")


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "paused"},
        {"state": "closed", "closed_on": day("10-13"), "closed_as": "ended"},
    ],
)
@pytest.mark.parametrize("weekday", ["thu", None])
def test_a_rhythm_that_has_stopped_is_cancelled(fields: dict[str, Any], weekday: Any) -> None:
    """What an earlier export put ahead is called off; of what ended long ago nothing is said."""
    running = replace(MONTHLY.record, weekday=weekday)
    before = components(MONTHLY.with_record(running), LAST)
    stopped = MONTHLY.with_record(replace(running, **fields))
    after = components(stopped, LAST)
    assert {"CANCELLED"} == {str(one["STATUS"]) for one in after.values()}
    assert before.keys() == after.keys()
    if fields["state"] == "closed":
        assert {} == components(stopped, LAST, now=NOW + dt.timedelta(days=100))


def test_the_rhythm_goes_to_the_end_and_the_number_that_were_agreed() -> None:
    """And a year ahead; a day without a usual time is a whole day."""

    def days(**fields: Any) -> list[dt.date]:
        told = bound(**{"cadence": "monthly", **fields})
        found = build_calendar(journal_of(DUBLIN, person(), told, _at_noon()), NOW).events
        return [one.start for one in found if one.kind == "rhythm"]

    def _at_noon() -> Any:
        return held("priya-mentor-001", "09-30 12:00", created=day("09-30"))

    assert ("2026-10-30", "2027-09-30") == tuple(f"{days()[at]:%Y-%m-%d}" for at in (0, -1))
    assert 2 == len(days(end=day("12-01")))
    assert 3 == len(days(meetings_agreed=4))


@pytest.mark.parametrize(
    "fields",
    [
        *({}, {"weekday": "mon"}, {"cadence": "weekly"}, {"cadence": "quarterly"}),
        *({"end": day("10-16")}, {"meetings_agreed": 1}, {"meetings_agreed": 2}),
    ],
)
def test_the_rhythm_begins_on_the_day_that_all_pages_expect(fields: dict[str, Any]) -> None:
    """What is ahead in a calendar and what `plan` and `today` name are one day."""
    told = MONTHLY.with_record(replace(MONTHLY.record, **fields))
    journal = journal_of(told, person(), LAST)
    ahead, _ = days_ahead(journal, told, NOW.date(), day("12-31"))
    assert ([expected] if (expected := expected_next(journal, told.id, NOW.date())) else []) == (
        ahead[:1]
    )


def test_a_later_meeting_that_is_planned_stands_for_the_day_of_the_rhythm_near_it() -> None:
    """The rhythm goes on before it and after it, and counts it among those agreed."""
    told = bound(cadence="weekly", weekday="thu", meetings_agreed=7)
    planned = meeting("priya-mentor-002", "10-15 14:00"), meeting("priya-mentor-003", "10-30 14:00")
    journal = journal_of(DUBLIN, told, person(), LAST, *planned)
    found = days_ahead(journal, told, NOW.date(), day("12-31"))
    assert (["10-22", "11-05", "11-12", "11-19"], ["10-29"]) == tuple(
        [f"{one:%m-%d}" for one in days] for days in found
    )
    text = render_ics(build_calendar(journal, NOW), NOW)
    assert "EXDATE;TZID=Europe/Dublin:20261029T1" in text


def test_promises_and_goals_can_be_things_to_do() -> None:
    """Due on a date and never at midnight; what was done lately is done, on its own day."""
    done = action("bcdf-done", "10-01", state="done", closed_on=day("10-02"))
    long_ago = action("ghjk-old", "05-01", state="done", closed_on=day("05-02"))
    found = components(action("kwtz-open", "10-20"), done, long_ago, todos=True).values()
    told = {str(one["SUMMARY"]): one for one in found}
    assert {"Due: Open", "Done: Due: Done"} == set(told)
    assert "VALUE=DATE:20261020" in told["Due: Open"].to_ical().decode().split("DUE;")[1]
    finished = told["Done: Due: Done"]
    assert ("COMPLETED", day("10-02")) == (str(finished["STATUS"]), finished["COMPLETED"].dt.date())


def test_each_part_of_the_file_has_what_it_must_and_nothing_that_readers_differ_on() -> None:
    """One UID, stamp and category each; no mark of privacy, method, zone of a fixed offset."""
    east = dt.timezone(dt.timedelta(hours=2))
    at = dt.datetime(2026, 10, 15, 17, tzinfo=east)
    planned = meeting("priya-mentor-002", "10-15 14:00")
    planned = planned.with_record(replace(planned.record, at=at))
    told = (MONTHLY, LAST, planned, action("kwtz-open", "10-20"), goal(due=day("11-24")))
    for todos in (False, True):
        journal = journal_of(DUBLIN, person(), *told)
        text = render_ics(build_calendar(journal, NOW, todos=todos), NOW)
        for part in re.findall("BEGIN:(?:VEVENT|VTODO).*?END:(?:VEVENT|VTODO)", text, re.DOTALL):
            names = re.findall("^([A-Z-]+)[:;]", part.partition("BEGIN:VALARM")[0], re.MULTILINE)
            once = ("UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "STATUS", "CATEGORIES")
            assert [1] * len(once) == [names.count(name) for name in once]
        for word in (
            "CLASS",
            "METHOD",
            "ORGANIZER",
            "X-",
            "UTC+",
            "RECURRENCE-ID",
            "RDATE",
            "COUNT",
        ):
            assert word not in text
        assert "DTSTART;TZID=Europe/Dublin:20261015T160000" in text
        assert "CALSCALE:GREGORIAN" in text
        assert todos is ("BEGIN:VTODO" in text)


def test_a_journal_without_a_zone_is_told_in_utc_and_in_no_series() -> None:
    """No floating time, and no zone of a fixed offset: readers take either for their own."""
    journal = journal_of(profile(timezone=None), person(), MONTHLY, LAST)
    text = render_ics(build_calendar(journal, NOW), NOW)
    starts = re.findall("DTSTART.*", text)
    assert (12, []) == (len(starts), [one for one in starts if not one.strip().endswith("Z")])
    assert ("RRULE" in text, "TZID" in text) == (False, False)


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_stays_text(name: str) -> None:
    """It adds no property and no component; a name that ends a line does not."""
    text = f"{TEXTS[name]}\r\nEND:VEVENT\nATTACH:x;,\\n \u2028"
    whole = Event(uid="u", kind="k", title=text, start=day("10-20"), place=text, details=(text,))
    lines = render_ics(Calendar(None, (whole,)), NOW).split("\r\n")
    usual = render_ics(Calendar(None, (whole._replace(title="t", place="p", details=("d",)),)), NOW)
    unfolded = [one for one in lines if not one.startswith(" ")]
    assert [one.partition(":")[0] for one in usual.split("\r\n")] == [
        one.partition(":")[0] for one in unfolded
    ]
    assert all(len(one.encode()) <= 75 for one in lines)
    assert clean("".join(lines)) == "".join(lines)


@pytest.mark.slow
def test_khal_has_each_event_once_after_a_second_import(tmp_path: Path) -> None:
    """What was moved stands on its new day alone."""
    why = missing("khal")
    if why and not os.environ.get("CI"):
        pytest.skip(why)
    assert "" == why
    texts = []
    for hour, at in enumerate(("10-15 14:00", "10-16 14:00")):
        journal = journal_of(DUBLIN, person(), MONTHLY, LAST, meeting("priya-mentor-002", at))
        now = NOW + dt.timedelta(hours=hour)
        texts.append(render_ics(build_calendar(journal, now), now))
    found = read_khal(texts[1], day("10-01"), day("11-01"), tmp_path, before=texts[0])
    assert [("Meeting with Priya Nair", "2026-10-16T14:00")] == found
