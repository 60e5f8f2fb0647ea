#!/usr/bin/env bash
# orgparse 0.5.20260926: a time with an hour of one digit is lost.
#
# Org mode writes and reads <2026-10-20 Tue 9:30> (its syntax page: the hour has one or two
# digits). orgparse returns the day alone for it, as if no time had been set, and of a range it
# keeps the end's time and drops the start's. With 09:30 all is read. Nothing is reported.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q orgparse==0.5.20260926
"$folder/env/bin/python" - <<'PYTHON'
import orgparse

TEXT = """* TODO Rehearse with Priya
  SCHEDULED: <2026-10-20 Tue {hour}:30>
* Offsite
  <2026-10-22 Thu {hour}:00>--<2026-10-23 Fri 10:00>
"""
seen = {}
for hour in ("9", "09"):
    root = orgparse.loads(TEXT.format(hour=hour))
    todo, offsite = root.children
    period = offsite.rangelist[0]
    seen[hour] = (str(todo.scheduled.start), str(period.start), str(period.end))
    print(hour, *seen[hour], sep=" | ")
assert seen["9"] == ("2026-10-20", "2026-10-22", "2026-10-23 10:00:00"), seen
assert seen["09"] == ("2026-10-20 09:30:00", "2026-10-22 09:00:00", "2026-10-23 10:00:00"), seen
PYTHON
