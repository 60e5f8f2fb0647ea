#!/usr/bin/env bash
# topydo 0.16: a to-do that recurs strictly every month from the 31st (rec:+1m) is due on
# 28 February, and from then on on every 28th: the number of the day at which it began is
# gone, as only the last due day stands in the line. Taken to another program, or counted
# from the first day, the series is 31 March, 30 April, 31 May.
#
# Needs Python 3 and pip. Fails if topydo goes back to the month's end.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check topydo==0.16

cat >"$work/config" <<END
[topydo]
filename = $work/todo.txt
archive_filename = $work/done.txt
colors = 0
identifiers = linenumber
END
echo '2026-01-02 Read the meter due:2026-01-31 rec:+1m' >"$work/todo.txt"

for _ in 1 2 3 4; do
  "$work/venv/bin/topydo" -c "$work/config" do 1 >"$work/said" 2>&1
  grep -o 'due:[0-9-]*' "$work/todo.txt"
done | tee "$work/seen"

diff - "$work/seen" <<END
due:2026-02-28
due:2026-03-28
due:2026-04-28
due:2026-05-28
END
echo "topydo 0.16: the series that began on the 31st stays on the 28th"
