#!/usr/bin/env bash
# recurrent 0.4.1 and python-dateutil 2.9.0: "monthly on thursday" meets every week.
#
# recurrent turns the words into FREQ=MONTHLY;BYDAY=TH. In RFC 5545 a BYDAY without a number
# inside a monthly rule is each such weekday of the month, and dateutil expands it so: four or
# five meetings a month. "every two months on monday" becomes each Monday of every other month.
# No single meeting a month comes of any of these wordings; "last thursday of every month" does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q recurrent==0.4.1 parsedatetime==2.6 python-dateutil==2.9.0.post0
"$folder/env/bin/python" - <<'PYTHON'
import datetime as dt

from dateutil.rrule import rrulestr
from recurrent import RecurringEvent

NOW = dt.datetime(2026, 10, 14, 9)


def in_ten_weeks(words):
    rule = RecurringEvent(now_date=NOW).parse(words)
    days = rrulestr(rule, dtstart=NOW).between(NOW, NOW + dt.timedelta(weeks=10))
    return rule, len(days)


seen = {
    words: in_ten_weeks(words)
    for words in (
        "monthly on thursday",
        "once a month on thursday",
        "every two months on monday",
        "last thursday of every month",
    )
}
for words, (rule, count) in seen.items():
    print(f"{words:30} {rule:40} {count} in ten weeks")
assert [count for _, count in seen.values()] == [10, 10, 5, 2], seen
assert seen["monthly on thursday"][0] == "RRULE:BYDAY=TH;INTERVAL=1;FREQ=MONTHLY"
PYTHON
