#!/usr/bin/env bash
# icalendar 7.3.2: a zone in a file whose name is known is never read by the file's rules.
#
# RFC 5545 (3.2.19, 3.6.5) makes the TZID of a start refer to the VTIMEZONE in the same file, and
# gives names no meaning of their own unless they begin with a slash. Here the file says that
# Europe/Dublin keeps +01:00 all year, as one does whose writer knows of a new law before your
# zone data: its 15:00 in November is 14:00 UTC. The library looks the name up and says 15:00 UTC,
# with no error, and `from_ical` has no setting for it; the file's rules count only if the name is
# unknown. `to_tz()` answers alike and documents the look-up. Whoever must go by the file asks
# for `to_tz(lookup_tzid=False)` and puts that zone on each moment. Written back, the file still
# holds the other rules.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q icalendar==7.3.2 tzdata==2026.6
"$folder/env/bin/python" - <<'PYTHON'
from datetime import timezone

from icalendar import Calendar

LINES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour Row//Meetings//EN
BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:november@harbour-row.example
DTSTAMP:20261014T080000Z
DTSTART;TZID={zone}:20261119T150000
SUMMARY:Dana and Milo
END:VEVENT
END:VCALENDAR
"""


def utc(moment):
    return f"{moment.astimezone(timezone.utc):%H:%M}"


seen = {}
for name in ("Europe/Dublin", "Harbour Row"):
    calendar = Calendar.from_ical(LINES.format(zone=name).replace("\n", "\r\n"))
    start, zone = calendar.events[0].start, calendar.timezones[0]
    seen[name] = (
        utc(start),
        utc(start.replace(tzinfo=zone.to_tz())),
        utc(start.replace(tzinfo=zone.to_tz(lookup_tzid=False))),
    )
    print(name, *seen[name], sep=" | ")
    assert b"TZOFFSETTO:+0100" in calendar.to_ical()
assert seen["Europe/Dublin"] == ("15:00", "15:00", "14:00"), seen
assert seen["Harbour Row"] == ("14:00", "14:00", "14:00"), seen
PYTHON
