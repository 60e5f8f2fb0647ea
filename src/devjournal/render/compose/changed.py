"""What an operation changed in a record: each field as it is now."""

from __future__ import annotations

import datetime as dt
from typing import Any

from devjournal.dates import in_days
from devjournal.records.base import Checked
from devjournal.records.plain import to_plain
from devjournal.render.compose.values import field_words, show_value
from devjournal.render.document import Line, Span, join, line, text_of

_TOLD_OTHERWISE = ("moves", "state", "closed_on", "closed_why")
_LONGEST = 60


def compose_changed(before: Checked, after: Checked, today: dt.date) -> list[Line]:
    """Return a line for each field that differs; of a list of tables, what was added."""
    was, now = to_plain(before), to_plain(after)
    names = [name for name in {**now, **was} if name not in _TOLD_OTHERWISE]
    return [
        _field(name, was.get(name), now.get(name), today)
        for name in names
        if was.get(name) != now.get(name)
    ]


def _field(name: str, was: Any, now: Any, today: dt.date) -> Line:
    label = line(Span(field_words(name), "label"))
    if now is None:
        return line(*label, " cleared")
    if isinstance(now, dict):
        now = {key: value for key, value in now.items() if value != (was or {}).get(key)} or now
    if isinstance(now, list) and now and isinstance(now[0], dict):
        now = [one for one in now if one not in (was or [])] or now
    if name == "due":
        return join(" ", [label, show_value(now), line(f"({in_days(now, today)})")])
    return join(" ", [label, _short(show_value(now))])


def _short(told: Line) -> Line:
    text = text_of(told)
    return told if len(text) <= _LONGEST else line(f"{text[: _LONGEST - 1]}…")
