#!/usr/bin/env bash
# recurring-ical-events 3.8.2: a to-do without any day gets two.
#
# A VTODO needs neither DTSTART nor DUE (RFC 5545, 3.6.2): a promise without a day is valid.
# Asked for the to-dos of any month, the library returns it every time, and with properties that
# its file has not: DTSTART 1970-01-01 and DUE 2038-01-01. Whoever imports what it returns
# stores an invented due day; look whether the component that was read had one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q recurring-ical-events==3.8.2 icalendar==7.3.2 tzdata==2026.6
"$folder/env/bin/python" - <<'PYTHON'
import recurring_ical_events
from icalendar import Calendar

TEXT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour Row//Promises//EN
BEGIN:VTODO
UID:someday@harbour-row.example
DTSTAMP:20261014T080000Z
SUMMARY:Introduce Dana to the night desk
END:VTODO
END:VCALENDAR
"""
calendar = Calendar.from_ical(TEXT.replace("\n", "\r\n"))
assert "DUE" not in calendar.todos[0] and "DTSTART" not in calendar.todos[0]
query = recurring_ical_events.of(calendar, components=["VTODO"])
for first, last in (((2026, 11, 1), (2026, 12, 1)), ((2031, 1, 1), (2031, 2, 1))):
    found = query.between(first, last)
    days = [(str(one["DTSTART"].dt), str(one["DUE"].dt)) for one in found]
    print(first, last, days)
    assert days == [("1970-01-01", "2038-01-01")], days
PYTHON
