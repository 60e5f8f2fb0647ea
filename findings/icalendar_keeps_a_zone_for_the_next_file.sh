#!/usr/bin/env bash
# icalendar 7.3.2: the zone that one file defines is used for the next file too.
#
# A TZID is unique within one iCalendar object (RFC 5545, 3.8.3.1), so two files may each define
# an "Office" of their own; some programs write one fixed name for whatever zone they mean. The
# first "Office" that a process reads stays: the next file's events have the first file's offset,
# though the file brings its own, and the hours depend on the order of reading. Choosing the time
# zone implementation again (`use_zoneinfo()`) forgets it.
#
# khal 0.14.1 is built on it: an event of one file moves when another is put beside it, and two
# meetings four hours apart are listed at one hour.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q khal==0.14.1 icalendar==7.3.2 tzdata==2026.6 pytz==2026.6

mkdir "$folder/calendar"
write() { # NAME OFFSET
  sed 's/$/\r/' >"$folder/$1.ics" <<END
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour Row//Meetings//EN
BEGIN:VTIMEZONE
TZID:Office
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:$2
TZOFFSETTO:$2
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:$1@harbour-row.example
DTSTAMP:20261014T080000Z
DTSTART;TZID=Office:20261119T150000
DTEND;TZID=Office:20261119T160000
SUMMARY:$1
END:VEVENT
END:VCALENDAR
END
}
write dana +0100
write milo +0500

"$folder/env/bin/python" - "$folder" <<'PYTHON'
import sys
from pathlib import Path

import icalendar


def offsets(*names):
    icalendar.use_zoneinfo()
    files = [Path(sys.argv[1], f"{name}.ics").read_bytes() for name in names]
    starts = [icalendar.Calendar.from_ical(file).events[0].start for file in files]
    return [f"{name} {start:%z}" for name, start in zip(names, starts)]


seen = [offsets("dana"), offsets("milo"), offsets("dana", "milo"), offsets("milo", "dana")]
print(*seen, sep="\n")
assert seen == [
    ["dana +0100"],
    ["milo +0500"],
    ["dana +0100", "milo +0100"],
    ["milo +0500", "dana +0500"],
], seen
PYTHON

cat >"$folder/config" <<END
[calendars]
[[own]]
path = $folder/calendar
[sqlite]
path = $folder/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
END
listed() { # FILE...: the hours at which a new khal lists these files' meetings
  rm -f "$folder/khal.db" "$folder"/calendar/*
  for name in "$@"; do cp "$folder/$name.ics" "$folder/calendar/"; done
  "$folder/env/bin/khal" -c "$folder/config" list --day-format '' \
    --format '{title} {start-time}' 2026-11-19 1d | sort | xargs
}
alone="$(listed dana) $(listed milo)"
together=$(listed dana milo)
echo "khal, each alone: $alone"
echo "khal, both: $together"
[ "$alone" = "dana 14:00 milo 10:00" ]
# Which hour it is depends on the order in which the folder is read.
[ "$together" = "dana 14:00 milo 14:00" ] || [ "$together" = "dana 10:00 milo 10:00" ]
