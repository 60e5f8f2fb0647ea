#!/usr/bin/env bash
# jrnl 4.6: a blank that keeps a line in brackets from being an entry is taken away.
#
# In jrnl's files a line that begins with a date in brackets begins an entry; one that is
# indented is text of the entry above. But when jrnl writes an entry it strips its body, so that
# an indented line directly beneath the title stands at the margin afterwards, and the next
# command finds two entries where there was one. Deeper in the body the blank stays.
#
# Needs Python 3 and pip. Fails if the entry stays one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check jrnl==4.6

cat >"$work/jrnl.yaml" <<END
version: v4.6
journals: {default: {journal: $work/jrnl.txt}}
editor: ''
encrypt: false
default_hour: 9
default_minute: 0
timeformat: '%Y-%m-%d %H:%M'
tagsymbols: '@'
highlight: false
template: false
linewrap: 79
indent_character: '|'
display_format: null
colors: {body: none, date: none, tags: none, title: none}
END
jrnl() { HOME=$work "$work/venv/bin/jrnl" --config-file "$work/jrnl.yaml" "$@" 2>"$work/said"; }
entries() { jrnl --format json | grep -c '"title"'; }

cat >"$work/first" <<END
[2026-10-02 09:00] What Priya wrote
 [2026-10-03 09:00] was the head of her mail.
END
cat >"$work/second" <<END
[2026-10-02 09:00] What Priya wrote
The head of her mail was
 [2026-10-03 09:00] and no more.
END
for name in first second; do
  rm -f "$work/jrnl.txt"
  touch "$work/jrnl.txt"
  jrnl --import --file "$work/$name"
  echo "$name: $(entries)"
done | tee "$work/seen"
diff - "$work/seen" <<END
first: 2
second: 1
END
echo "jrnl 4.6: an indented bracket directly beneath a title becomes an entry of its own"
