"""A calendar as iCalendar (RFC 5545), in the part of it that other programs read alike.

Moments have the zone's name, with its rules in the file; a day is a date and no midnight; what
comes again ends by a day and not by a count; a time zone's changes stand as rules, or each on a
line of its own. What is cancelled says so in its title, too, as many programs show it all the
same. Nothing is marked private: what is private is not in it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from devjournal.dates import WEEKDAYS
from devjournal.errors import missing_extra
from devjournal.exchange.zones import changes_of
from devjournal.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devjournal.exchange.calendar import Calendar, Event, Series
    from devjournal.exchange.zones import ZoneChange

_FIRST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_STATUS = {"confirmed": "CONFIRMED", "tentative": "TENTATIVE", "cancelled": "CANCELLED"}
_TODO = {"confirmed": "NEEDS-ACTION", "done": "COMPLETED", "cancelled": "CANCELLED"}
_SAID = {"done": "Done: ", "cancelled": "Cancelled: "}


def render_ics(calendar: Calendar, stamp: dt.datetime) -> str:
    """Return the calendar's text; `stamp` is when it was made.

    UsageError, with the line that installs it, if the library is not there.
    """
    try:
        import icalendar
    except ModuleNotFoundError as error:
        raise missing_extra("a calendar file", "icalendar", "ics") from error
    file = icalendar.Calendar()
    file.add("prodid", "-//devjournal//calendar//EN")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    moments = [one for one in calendar.events if isinstance(one.start, dt.datetime)]
    if calendar.zone and moments:
        years = [one.start.year for one in moments]
        years += [one.series.until.year for one in moments if one.series]
        file.add_component(_zone(icalendar, calendar.zone, min(years), max(years)))
    for event in calendar.events:
        file.add_component(_component(icalendar, event, calendar.zone, stamp))
    return str(file.to_ical(), "utf-8")


def _component(icalendar: Any, event: Event, zone: str | None, stamp: dt.datetime) -> Any:
    made = icalendar.Todo() if event.is_todo else icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", stamp.astimezone(dt.UTC))
    # A later export counts as newer, whatever has changed.
    made.add("sequence", max(int((stamp - _FIRST).total_seconds() // 60), 0))
    made.add("summary", clean(_SAID.get(event.status, "") + event.title))
    made.add("categories", ["devjournal"])
    if event.is_todo:
        made.add("due", event.start)
        made.add("status", _TODO[event.status])
        if event.closed_on:
            here = ZoneInfo(zone) if zone else dt.UTC
            noon = dt.datetime.combine(event.closed_on, dt.time(12), here)
            made.add("completed", noon.astimezone(dt.UTC))
            made.add("percent-complete", 100)
    else:
        for name, value in _times(event, zone):
            made.add(name, value)
        made.add("status", _STATUS.get(event.status, "CONFIRMED"))
        is_busy = isinstance(event.start, dt.datetime) and event.status == "confirmed"
        made.add("transp", "OPAQUE" if is_busy else "TRANSPARENT")
    if event.series:
        _repeat(made, event.series, event.start)
    if event.details:
        made.add("description", "\n".join(map(clean, event.details)))
    if event.place:
        made.add("location", clean(event.place))
    for alarm in event.alarms:
        rings = icalendar.Alarm()
        rings.add("action", "DISPLAY")
        rings.add("description", clean(alarm.words))
        ends = {"related": "END"} if event.is_todo else {}
        rings.add("trigger", dt.timedelta(minutes=-alarm.minutes), parameters=ends)
        made.add_component(rings)
    return made


def _times(event: Event, zone: str | None) -> Iterator[tuple[str, dt.date]]:
    """Yield when an event begins and ends: in the zone, in UTC without one, or as days."""
    if isinstance(event.start, dt.datetime):
        for name, at in (("dtstart", event.start), ("dtend", event.end)):
            if at is not None:
                yield name, at.astimezone(ZoneInfo(zone) if zone else dt.UTC)
    else:
        yield "dtstart", event.start
        yield "dtend", event.start + dt.timedelta(days=1)


def _repeat(made: Any, series: Series, start: dt.date) -> None:
    """Let an event come again; what it skips is told as its beginning is: at its hour, or a day."""
    made.add("rrule", _rule(series, start))
    for day in series.without:
        hour = start.timetz() if isinstance(start, dt.datetime) else None
        made.add("exdate", dt.datetime.combine(day, hour) if hour else day)


def _rule(series: Series, start: dt.date) -> dict[str, Any]:
    """Return when an event comes again; up to the end of the last day, by the clock there."""
    until = series.until
    if isinstance(start, dt.datetime):
        night = dt.datetime.combine(series.until, dt.time(23, 59, 59), start.tzinfo)
        until = night.astimezone(dt.UTC)
    if not series.number:
        return {"freq": "WEEKLY", "interval": series.every, "until": until}
    weekday = WEEKDAYS[start.weekday()][:2].upper()
    return {"freq": "MONTHLY", "byday": f"{series.number}{weekday}", "until": until}


def _zone(icalendar: Any, name: str, first: int, last: int) -> Any:
    """Return a zone's clock over some years."""
    zone = icalendar.Timezone()
    zone.add("tzid", name)
    for change in changes_of(ZoneInfo(name), first, last):
        zone.add_component(_change(icalendar, change))
    return zone


def _change(icalendar: Any, change: ZoneChange) -> Any:
    is_summer = change.after > change.before
    made = icalendar.TimezoneDaylight() if is_summer else icalendar.TimezoneStandard()
    made.add("dtstart", change.onsets[0])
    made.add("tzoffsetfrom", change.before)
    made.add("tzoffsetto", change.after)
    made.add("tzname", change.name)
    if change.month:
        byday = f"{change.number}{WEEKDAYS[change.onsets[0].weekday()][:2].upper()}"
        made.add("rrule", {"freq": "YEARLY", "bymonth": change.month, "byday": byday})
    else:
        for onset in change.onsets[1:]:  # of several on one line some programs read the first
            made.add("rdate", [onset])
    return made
