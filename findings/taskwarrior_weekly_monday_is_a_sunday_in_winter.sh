#!/usr/bin/env bash
# Taskwarrior 2.6.2 (Debian 2.6.2+dfsg-1): a task that repeats weekly from a Monday is due on
# Sundays once summer time has ended.
#
# `due:2026-10-19 recur:weekly` in Dublin is Monday 00:00. The next ones are counted on in steps
# of 168 hours of UTC, and not by the calendar, so after 25 October each is due on the Sunday
# before at 23:00; Taskwarrior's own list shows that Sunday, and so does whoever takes the day
# from its export. `recur:monthly` from the same day keeps its date.
#
# Needs Debian's apt-get and dpkg, to download one package; nothing is installed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download -qq taskwarrior=2.6.2+dfsg-1 2>"$work/said"
dpkg -x taskwarrior_*.deb root
export TASKRC=$work/taskrc TASKDATA=$work/data TZ=Europe/Dublin
touch "$TASKRC"
mkdir "$TASKDATA"
task() { "$work/root/usr/bin/task" rc.verbose=nothing rc.confirmation=no "$@"; }

task add Weekly due:2026-10-19 recur:weekly
task add Monthly due:2026-10-19 recur:monthly until:2100-01-01
task list >"$work/said" # which makes the tasks that are due by now
for name in Weekly Monthly; do
  printf '%s:' "$name"
  task "$name" status:pending export | grep -o '"due":"[^"]*"' | cut -d'"' -f4 | sort | head -2 |
    while read -r at; do
      date -d "$(sed 's/\(....\)\(..\)\(..\)T\(..\)\(..\)\(..\)Z/\1-\2-\3 \4:\5:\6 UTC/' <<<"$at")" \
        '+ %a %F %H:%M' | tr '\n' ';'
    done
  echo
done | tee seen
LC_ALL=C diff - seen <<END
Weekly: Mon 2026-10-19 00:00; Sun 2026-10-25 23:00;
Monthly: Mon 2026-10-19 00:00; Thu 2026-11-19 00:00;
END
echo "Taskwarrior 2.6.2: the weekly Monday is a Sunday once the clocks have changed"
