#!/usr/bin/env bash
# icalendar 7.3.2: the alarm of a to-do that has a due day and no start.
#
# RFC 5545 (3.8.6.3) lets an alarm count from the END of a to-do, and a to-do with DUE needs no
# DTSTART: "remind me nine hours before it is due" is the usual reminder of a promise. Asking for
# the alarm's times is nevertheless an error, "No DTSTART given.", though `end` of the same to-do
# is known. With a DTSTART beside it, which plays no part in the answer, the time comes right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q icalendar==7.3.2 tzdata==2026.6
"$folder/env/bin/python" - <<'PYTHON'
from icalendar import Calendar, IncompleteComponent

LINES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour Row//Promises//EN
BEGIN:VTODO
UID:board-pack@harbour-row.example
DTSTAMP:20261014T080000Z
{start}DUE:20261119T150000Z
SUMMARY:Send the board pack
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Send the board pack
TRIGGER;RELATED=END:-PT9H
END:VALARM
END:VTODO
END:VCALENDAR
"""


def todo(start):
    text = LINES.format(start=start).replace("\n", "\r\n")
    return Calendar.from_ical(text).todos[0]


def outcome(read):
    try:
        return str(read())
    except IncompleteComponent as error:
        return f"error: {error}"


seen = {}
for name, start in {"without": "", "with": "DTSTART:20261119T140000Z\n"}.items():
    one = todo(start)
    seen[name] = (
        outcome(lambda: one.alarms.times[0].trigger),
        outcome(lambda: one.end),
    )
    print(name, *seen[name], sep=" | ")
assert seen["without"] == (
    "error: No DTSTART given.",
    "2026-11-19 15:00:00+00:00",
), seen
assert seen["with"] == (
    "2026-11-19 06:00:00+00:00",
    "2026-11-19 15:00:00+00:00",
), seen
PYTHON
