"""Taskwarrior's JSON, as `task export` writes it and `task import` reads it.

Its import takes a status by how it begins, keeps null as a word, and erases what a task has and
the file has not: so each status is its own word, nothing is ever null, and what is exported is
laid over what Taskwarrior exports now. Its moments are in UTC; a day is one in the journal's zone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from json.decoder import JSONDecodeError
from typing import TYPE_CHECKING, Any

from devjournal.exchange.incoming import Item, Lines, Lost, Trouble, Unfit, pieces, value_at
from devjournal.exchange.outgoing import Links, title_of, word
from devjournal.exchange.uids import Uids

if TYPE_CHECKING:
    from devjournal.exchange.incoming import Found, Here
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.meetings import Action

_STATES = {"pending": "open", "waiting": "open", "completed": "done", "deleted": "dropped"}
_STATUS = {"open": "pending", "done": "completed", "dropped": "deleted"}
_MOMENT = "%Y%m%dT%H%M%SZ"
_READ = {"uuid", "description", "status", "entry", "end", "due", "project", "tags", "annotations"}
_OF_ITS_OWN = {"id", "urgency", "modified", "mask", "imask", "parent", "rtype"}
_THEIRS = "theirs"
"""The tag of what the other side promised."""


def read(text: str, here: Here) -> Iterator[Found]:
    """Yield an action for each task; a template of what repeats is left."""
    for line, task in _tasks(text):
        if not isinstance(task, Mapping):
            yield Trouble(line, "is no task")
        elif task.get("status") == "recurring":
            yield Lost("templates of what repeats")
        else:
            try:
                yield _item(task, line, here)
            except Unfit as error:
                yield Trouble(line, str(error))


def _tasks(text: str) -> Iterator[tuple[int, Any]]:
    """Yield each task with its line, of a list or, as older versions write them, one a line."""
    lines = Lines(text)
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] == "[":
        yield from ((lines.of(at), task) for _, at, task in pieces(text, start))
        return
    while start < len(text):
        task, end = value_at(text, start)
        yield lines.of(start), task
        start = len(text) - len(text[end:].lstrip(" \t\n,"))


def _item(task: Mapping[str, Any], line: int, here: Here) -> Item:
    status = _text(task, "status")
    if status not in _STATES:
        raise Unfit(f"status: {status!r} is none of {', '.join(_STATES)}")
    tags = task.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(one, str) for one in tags):
        raise Unfit("tags: is no list of words")
    names = [name for name in tags if name != _THEIRS]
    relationships = [here.links.of("relationship", name) for name in names]
    bound = next(filter(None, relationships), None)
    project = task.get("project")
    goal = here.links.of("goal", project) if isinstance(project, str) else None
    told = [name for name, to in zip(names, relationships, strict=True) if not to or to != bound]
    if isinstance(project, str) and not goal:
        told.append(project)
    facts = {
        "title": _text(task, "description"),
        "owner": "them" if _THEIRS in tags else here.owner,
        "state": _STATES[status],
        "due": _day(task, "due", here.zone),
        "created": _day(task, "entry", here.zone),
        "closed_on": None if status in ("pending", "waiting") else _day(task, "end", here.zone),
        "relationship": bound,
        "goal": goal,
        "tags": tuple(dict.fromkeys(told)),
        "note": "\n".join(_notes(task.get("annotations", []), here.zone)) or None,
    }
    lost = tuple(sorted(task.keys() - _READ - _OF_ITS_OWN))
    uuid = task.get("uuid")
    given = {name: value for name, value in facts.items() if value not in (None, ())}
    return Item("action", given, line, uuid if isinstance(uuid, str) else "", lost)


def _text(task: Mapping[str, Any], name: str) -> str:
    text = task.get(name)
    if not isinstance(text, str) or not text.strip():
        raise Unfit(f"{name}: is missing, or no text")
    return text


def _day(task: Mapping[str, Any], name: str, zone: dt.tzinfo) -> dt.date | None:
    if (text := task.get(name)) is None:
        return None
    try:
        return dt.datetime.strptime(text, _MOMENT).replace(tzinfo=dt.UTC).astimezone(zone).date()
    except (TypeError, ValueError, OverflowError):
        raise Unfit(f"{name}: {text!r} is no moment such as 20261119T000000Z") from None


def _notes(annotations: Any, zone: dt.tzinfo) -> Iterator[str]:
    if not isinstance(annotations, list) or not all(isinstance(a, Mapping) for a in annotations):
        raise Unfit("annotations: is no list of them")
    for one in annotations:
        yield f"{_day(one, 'entry', zone) or ''} {_text(one, 'description')}".strip()


def known(journal: Journal) -> dict[str, Ref]:
    """Return the actions by what they are called in Taskwarrior."""
    uids = Uids(journal)
    return {uuid_of(uids, one): one.ref for one in journal.actions}


def uuid_of(uids: Uids, stored: Stored[Action]) -> str:
    """Return what Taskwarrior calls an action: as it came from there, or always the same."""
    form, _, name = (stored.record.imported_from or "").partition(":")
    if form == "taskwarrior":
        return name
    digits = uids.of("promise", stored.id)
    # Version 8 of RFC 9562: made as its maker likes.
    return f"{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"


LEFT_OUT = {
    "done on a day that is not known": lambda one: not one.is_open and one.closed_on is None
}
"""What can't go there, in words: Taskwarrior would make up the day."""


def present_in(text: str) -> dict[str, Mapping[str, Any]]:
    """Return the tasks of Taskwarrior's present export by their names; raises JSONDecodeError."""
    found = {}
    for line, task in _tasks(text):
        if not isinstance(task, Mapping) or not isinstance(task.get("uuid"), str):
            raise JSONDecodeError("This is no task of Taskwarrior's", "\n" * line, line - 1)
        found[task["uuid"]] = task
    return found


def write(
    journal: Journal,
    actions: Iterable[Stored[Action]],
    present: Mapping[str, Mapping[str, Any]],
    now: dt.datetime,
) -> str:
    """Return the actions as tasks, each laid over what Taskwarrior has of it at present."""
    uids, links = Uids(journal), Links(journal)
    zone = journal.zone or now.tzinfo or dt.UTC
    names = ((uuid_of(uids, one), one) for one in actions)
    tasks = [
        _task(links, one, {**present.get(n, {}), "uuid": n}, zone, now.date()) for n, one in names
    ]
    lines = (json.dumps(one, ensure_ascii=True, default=float) for one in tasks)
    return "[\n" + ",\n".join(lines) + "\n]\n" if tasks else "[]\n"


def _task(
    links: Links,
    stored: Stored[Action],
    held: Mapping[str, Any],
    zone: dt.tzinfo,
    today: dt.date,
) -> dict[str, Any]:
    """Return an action as a task, over what Taskwarrior `held` of it."""
    action = stored.record
    tags = (action.relationship, _THEIRS if action.owner == "them" else None, *action.tags)
    names = [word(one, joint="_") for one in tags if one and one != held.get("project")]
    status = _STATUS[action.state]
    is_waiting = status == "pending" and held.get("status") == "waiting"
    days = {"due": action.due, "end": action.closed_on}
    if "entry" not in held:
        days["entry"] = action.created or action.closed_on or today
    moments = {name: _moment(day, zone, held.get(name)) for name, day in days.items() if day}
    task: dict[str, Any] = {
        **held,
        "description": title_of(stored),
        "status": "waiting" if is_waiting else status,
        **moments,
    }
    if status == "pending":
        task.pop("end", None)
    if action.goal:
        task["project"] = action.goal
    others = _other_tags(links, held)
    task["tags"] = [*dict.fromkeys((*others, *filter(None, names)))]
    return {k: value for k, value in task.items() if value != [] and k not in ("id", "urgency")}


def _other_tags(links: Links, held: Mapping[str, Any]) -> Iterator[str]:
    """Yield the tags that Taskwarrior has at present, without whose it is and whom it is with."""
    for tag in held.get("tags", ()):
        if tag != _THEIRS and not links.of("relationship", tag):
            yield tag


def _moment(day: dt.date, zone: dt.tzinfo, held: Any) -> str:
    """Return a day's midnight as Taskwarrior has it, or the hour on that day that it has now."""
    if held is not None and _day({"": held}, "", zone) == day:
        return str(held)
    return f"{dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC):{_MOMENT}}"
