"""Other programs that read a calendar, each telling what it finds as (title, beginning in UTC).

Python's stand in the development environment. The others are looked for in the folder that
DEVJOURNAL_READERS names: npm's packages, and khal in an environment of its own.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Found = tuple[str, str]


def need(program: str | Path, name: str) -> str:
    """Return where a program is; where it is not here the test is left out, but in CI."""
    found = shutil.which(program)
    if not (found or os.environ.get("CI")):
        pytest.skip(f"{name} is not here")
    assert found, f"{name} is not here"
    return found


READERS_FOLDER = Path(os.environ.get("DEVJOURNAL_READERS") or "/nowhere")


def in_utc(at: dt.date) -> str:
    """Return a moment in UTC, a day as its midnight there."""
    if not isinstance(at, dt.datetime):
        at = dt.datetime.combine(at, dt.time(), dt.UTC)
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M}"


def read_python(text: str, first: dt.date, last: dt.date, _: Path) -> list[Found]:
    """Read with recurring-ical-events, over icalendar."""
    calendar = icalendar.Calendar.from_ical(text)
    events = recurring_ical_events.of(calendar).between(first, last)
    return sorted((str(one["SUMMARY"]), in_utc(one.start)) for one in events)


def read_npm(reader: str) -> Callable[[str, dt.date, dt.date, Path], list[Found]]:
    """Return what reads with one of npm's readers."""

    def read(text: str, first: dt.date, last: dt.date, _: Path) -> list[Found]:
        program = Path(__file__).with_name("read.js")
        ran = subprocess.run(
            ["node", program, reader, f"{first}T00:00:00Z", f"{last}T00:00:00Z"],  # noqa: S607 - on the PATH
            env={**os.environ, "TZ": "UTC", "NODE_PATH": str(READERS_FOLDER / "node_modules")},
            input=text,
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        told = map(json.loads, ran.stdout.splitlines())
        return sorted((title, start[:16]) for title, start in told)

    return read


_KHAL = """
[calendars]
[[all]]
path = {folder}/all
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
default_timezone = {zone}
local_timezone = {zone}
[sqlite]
path = {folder}/khal.db
"""


def read_khal(
    text: str, first: dt.date, last: dt.date, folder: Path, *, before: str = ""
) -> list[Found]:
    """Read with khal, which is given the file as a person would, after the one `before`."""
    (folder / "all").mkdir()
    named = re.search(r"^TZID:(\S+)", text, re.MULTILINE)
    zone = named[1] if named else "UTC"  # a clock of its own lists again what goes on at midnight
    (folder / "config").write_text(_KHAL.format(folder=folder, zone=zone), encoding="utf-8")

    def khal(*words: str) -> str:
        program = str(READERS_FOLDER / "venv" / "bin" / "khal")
        command = [program, "-c", str(folder / "config"), *words]
        home = {"HOME": str(folder), "LC_ALL": "C.UTF-8"}
        ran = subprocess.run(
            command, env=os.environ | home, capture_output=True, check=True, encoding="utf-8"
        )
        return ran.stdout

    for one in filter(None, (before, text)):
        (folder / "file.ics").write_text(one, encoding="utf-8", newline="")
        khal("import", "--batch", str(folder / "file.ics"))
    form = ("--format", "{title}\t{start-long}", "--day-format", "", "--notstarted")
    until = last - dt.timedelta(days=1)
    return sorted(_told(khal("list", *form, f"{first}", f"{until}"), ZoneInfo(zone)))


def _told(out: str, zone: ZoneInfo) -> Iterator[Found]:
    for line in filter(None, out.splitlines()):
        title, _, start = line.rpartition("\t")
        at = dt.datetime.fromisoformat(start)
        yield title, in_utc(at.replace(tzinfo=zone) if "T" in start else at.date())


READERS: Mapping[str, Callable[[str, dt.date, dt.date, Path], list[Found]]] = {
    "recurring-ical-events": read_python,
    "ical.js": read_npm("ical.js"),
    "node-ical": read_npm("node-ical"),
    "khal": read_khal,
}
"""Each reader by its name."""


def missing(name: str) -> str:
    """Return why a reader can't be asked here; nothing if it can."""
    if name == "recurring-ical-events":
        return ""
    place = Path("venv", "bin", "khal") if name == "khal" else Path("node_modules", name)
    is_here = (READERS_FOLDER / place).exists() and (name == "khal" or shutil.which("node"))
    return "" if is_here else f"{name} is not here: DEVJOURNAL_READERS names no folder with it"
