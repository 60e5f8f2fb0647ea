"""The items that `bench.peers` gives to each program, and each program's form of one."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import Any, NamedTuple

from bench.generate import COUNTS, Made, records

NUMBER = 3000
"""How many items there are; 25 of them are open."""


class Item(NamedTuple):
    """Something to do, open or done; `id` is devjournal's."""

    id: str
    title: str
    created: dt.date
    due: dt.date
    done: dt.date | None = None


def items() -> list[Item]:
    """Return the actions that ten years bring, the oldest first, without their links."""
    made = records(seed=1, factor=NUMBER / COUNTS["action"])
    actions = [
        Item(id_, plain["title"], plain["created"], plain["due"], plain.get("closed_on"))
        for kind, id_, plain in made
        if kind == "action"
    ]
    return sorted(actions, key=attrgetter("created"))


def to_record(item: Item) -> Made:
    """Return an item as a record of devjournal: its kind, its id and plain data."""
    plain: dict[str, Any] = {
        "title": item.title,
        "owner": "me",
        "due": item.due,
        "created": item.created,
    }
    closed = {"state": "done", "closed_on": item.done} if item.done else {}
    return "action", item.id, plain | closed


def to_jrnl(item: Item) -> str:
    """Return an item as an entry of jrnl, which knows no done; what is open has a star."""
    return f"[{item.created} 09:00:00 AM] {item.title}.{'' if item.done else ' *'}\n\n"


def to_todo_txt(item: Item) -> str:
    """Return an item as a line of todo.txt."""
    done = f"x {item.done} " if item.done else ""
    return f"{done}{item.created} {item.title} due:{item.due}\n"


def to_ics(item: Item) -> str:
    """Return an item as a file of todoman."""
    title = item.title.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    state = ["STATUS:NEEDS-ACTION"]
    if item.done:
        at = f"COMPLETED:{item.done:%Y%m%d}T090000Z"
        state = ["STATUS:COMPLETED", at, "PERCENT-COMPLETE:100"]
    lines = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:devjournal bench", "BEGIN:VTODO"),
        f"UID:{item.id}",
        f"SUMMARY:{title}",
        f"DTSTAMP:{item.created:%Y%m%d}T080000Z",
        f"CREATED:{item.created:%Y%m%d}T080000Z",
        f"DUE;VALUE=DATE:{item.due:%Y%m%d}",
        *state,
        *("END:VTODO", "END:VCALENDAR", ""),
    )
    return "\r\n".join(lines)


def to_taskwarrior(item: Item) -> dict[str, str]:
    """Return an item as taskwarrior imports it."""
    done = {"end": f"{item.done:%Y%m%d}T090000Z"} if item.done else {}
    return {
        "description": item.title,
        "entry": f"{item.created:%Y%m%d}T080000Z",
        "due": f"{item.due:%Y%m%d}T000000Z",
        "status": "completed" if item.done else "pending",
        **done,
    }
