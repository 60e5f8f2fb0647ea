"""Changes to one record: added, set, moved from state to state."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from devjournal.dates import show_day, show_moment
from devjournal.errors import Refused, UsageError
from devjournal.models.base import Stateful, Table, by_name, replace
from devjournal.models.meetings import Action, Topic
from devjournal.models.profile import PutOff, Settings
from devjournal.models.registry import class_for
from devjournal.practice.settle import OF_A_CLOSED_ONE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devjournal.changes.operation import Changes
    from devjournal.journal.stored import Ref, Stored
    from devjournal.models.profile import Nudged, Profile

Path = tuple[str, ...]
"""A field's name, or a table's and that of a field in it."""

_NO_DEFAULT_DAY = ("resource", "introduction")


def add_action(changes: Changes, /, *, expected: dt.date | None, **facts: Any) -> Ref:
    """Add an action, due when we meet next (P070); raises Refused for want of a day (P071)."""
    if facts.get("due") is None and facts.get("kind") not in _NO_DEFAULT_DAY:
        facts["due"] = expected
    return changes.add("action", Action(**facts))


def add_entry(changes: Changes, /, kind: str, *, who_field: str = "", **facts: Any) -> Ref:
    """Add an entry, by default of the one open relationship with whom `who_field` names."""
    if who_field and facts.get("relationship") is None:
        theirs = changes.journal.where("relationship", person=facts.get(who_field) or "")
        still_open = [one.id for one in theirs if one.is_open]
        facts["relationship"] = still_open[0] if len(still_open) == 1 else None
    entry_class: Any = class_for("entry", kind)
    return changes.add("entry", entry_class(kind=kind, **facts))


def put_off_nudge(changes: Changes, profile: Stored[Profile], nudge: Nudged) -> None:
    """Keep `today` from nudging about something until tomorrow."""
    settings = profile.record.settings or Settings()
    kept = (one for one in settings.nudges_later if one.until > changes.today)
    others = tuple(one for one in kept if one.nudge != nudge)
    later = PutOff(nudge=nudge, until=changes.today + dt.timedelta(days=1))
    changes.set(profile, settings=replace(settings, nudges_later=(*others, later)))


def set_fields(changes: Changes, stored: Stored[Any], values: Mapping[Path, Any]) -> None:
    """Set fields; None clears one. Raises Refused for what only moves change or a record needs."""
    record, was = stored.record, stored.record
    for path, value in values.items():
        _refuse_moves(stored, path[0])
        record = _with(record, path, value)
        if value is None and _is_left_out(changes, stored, path):
            was = _with(was, path, "")  # whatever stands there in the file
    if was is not stored.record:
        changes.relink(stored.with_record(was), record)
    if stored.kind == "profile" and record.manager != stored.record.manager:
        from devjournal.changes.role_change import change_manager  # few sets are of this

        change_manager(changes, stored, record)
        return
    changes.update(stored, record)


def _refuse_moves(stored: Stored[Any], name: str) -> None:
    record = stored.record
    if name == "schema" or (name == "kind" and stored.kind == "entry"):
        raise Refused(f"the {name} of {stored.id} can't change", hint="add a new record")
    if not isinstance(record, Stateful):
        return
    words = f"{stored.id} is {record.state}"
    if name == "state":
        words = f"the state can't be set, a command changes it: {words}"
    elif name in OF_A_CLOSED_ONE and record.is_open:
        words = f"{words}: it has no {name}"
    else:
        return
    raise Refused(words, record=record)


def _is_left_out(changes: Changes, stored: Stored[Any], path: Path) -> bool:
    """Whether a field of the profile is wrong in its file, and so not in its record."""
    start = re.compile(rf"{re.escape('.'.join(path))}[:\[]")
    found = changes.journal.problems(["profile"]) if stored.kind == "profile" else ()
    return any(start.match(problem.reason) for problem in found)


def _with(holder: Table, path: Path, value: Any) -> Table:
    name, *rest = path
    field = by_name(type(holder))[name]
    if rest:
        value = _with(getattr(holder, name) or field.holds(), tuple(rest), value)
        value = None if value == field.holds() else value
    elif value is None:
        if field.required:
            raise Refused(f"{name} can't be cleared: a record of this kind needs it")
        value = field.default
    return replace(holder, **{name: value})


def finish(changes: Changes, stored: Stored[Any], on: dt.date, evidence: str | None) -> None:
    """Mark an action done, or a topic discussed outside a meeting."""
    is_topic = isinstance(stored.record, Topic)
    verb, field = ("discuss", "conclusion") if is_topic else ("finish", "evidence")
    changes.move(stored, verb, on, **{field: evidence})


def postpone(changes: Changes, stored: Stored[Any], to: dt.date, why: str | None) -> None:
    """Move an action to a day, or a meeting to a moment; UsageError if that has passed."""
    if isinstance(to, dt.datetime):
        field, shown, has_passed = "at", show_moment(to), to < changes.now
    else:
        field, shown, has_passed = "due", show_day(to), to < changes.today
    if has_passed:
        raise UsageError(f"{shown} has passed", hint="postpone to what is to come")
    was = getattr(stored.record, field)
    if (changes.journal.moment(was) if field == "at" else was) == to:
        raise Refused(f"{shown} is when it is already", hint="nothing was changed")
    changes.move(stored, "postpone", why=why, **{field: to})
