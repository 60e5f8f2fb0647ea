#!/usr/bin/env bash
# A moment whose zone is off UTC by a fraction of a minute, written by TOML libraries.
#
# Africa/Monrovia kept UTC-00:44:30 until January 1972, so its offset has seconds, which
# Python's datetime carries and TOML's grammar can't say. Seen with tomli 2.5.0 as the reader:
#   tomli-w 1.2.0, tomlkit 0.15.2, toml 0.10.2, msgspec 0.23.0: write -00:44:30, a file that no
#     TOML reader takes;
#   pytomlpp 1.1.0 writes -00:44 and tomledit 1.2.8 -00:45: each file names another moment, half
#     a minute before and after the one that was meant;
#   rtoml 0.14.0: refuses it with an error.
# Whoever writes moments to TOML must turn such an offset into UTC first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q tomli==2.5.0 tomli-w==1.2.0 tomlkit==0.15.2 toml==0.10.2 \
  msgspec==0.23.0 pytomlpp==1.1.0 tomledit==1.2.8 rtoml==0.14.0 tzdata==2026.6
PYTHONTZPATH='' "$folder/env/bin/python" - <<'PYTHON'
import datetime as dt
import zoneinfo

import msgspec, pytomlpp, rtoml, toml, tomledit, tomli, tomli_w, tomlkit

at = dt.datetime(1971, 5, 3, 15, 0, tzinfo=zoneinfo.ZoneInfo("Africa/Monrovia"))
assert at.isoformat() == "1971-05-03T15:00:00-00:44:30"


def by_tomledit(data):
    document = tomledit.Document.parse("")
    for key, value in data.items():
        document[key] = value
    return document.as_toml()


writers = {
    "tomli-w": tomli_w.dumps,
    "tomlkit": tomlkit.dumps,
    "toml": toml.dumps,
    "msgspec": lambda data: msgspec.toml.encode(data).decode(),
    "pytomlpp": pytomlpp.dumps,
    "tomledit": by_tomledit,
    "rtoml": rtoml.dumps,
}


def outcome(write):
    try:
        text = write({"at": at})
    except Exception:
        return "refused"
    try:
        back = tomli.loads(text)["at"]
    except tomli.TOMLDecodeError:
        return "unreadable"
    return "same" if back == at else f"{(back - at).total_seconds():+.0f} s"


seen = {name: outcome(write) for name, write in writers.items()}
for name, what in seen.items():
    print(f"{name:10} {what}")
assert seen == {
    "tomli-w": "unreadable",
    "tomlkit": "unreadable",
    "toml": "unreadable",
    "msgspec": "unreadable",
    "pytomlpp": "-30 s",
    "tomledit": "+30 s",
    "rtoml": "refused",
}, seen
PYTHON
