"""What an operation says in a record: each field that is new or differs, as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devjournal.dates import in_days
from devjournal.models.plain import to_plain
from devjournal.pages.phrases import field_words, show_value
from devjournal.render.document import Line, Span, join, line, text_of

if TYPE_CHECKING:
    import datetime as dt

    from devjournal.models.base import Record

_TOLD_OTHERWISE = ("moves", "state", "closed_on", "closed_why", "created")
_LONGEST = 60


def compose_changed(before: Record | None, after: Record, today: dt.date) -> list[Line]:
    """Return a line for each field that differs; of a list of tables, one for each added.

    Of a new record (`before` is None) all that is set but its headline.
    """
    was, now = to_plain(before) if before else {}, to_plain(after)
    told = (*_TOLD_OTHERWISE, *(() if before else (after.TITLE,)))
    return [
        part
        for name in {**now, **was}
        if name not in told and was.get(name) != now.get(name)
        for part in _field(name, was.get(name), now.get(name), today)
    ]


def _field(name: str, was: Any, now: Any, today: dt.date) -> list[Line]:
    label = line(Span(field_words(name), "label"))
    if now is None:
        return [line(*label, " cleared")]
    if isinstance(now, dict):
        was = was or {}
        return [
            part
            for key in {**now, **was}
            if was.get(key) != now.get(key)
            for part in _field(f"{name} {key}", was.get(key), now.get(key), today)
        ]
    if isinstance(now, list) and any(isinstance(one, dict) for one in now):
        label = line(Span(field_words(name).removesuffix("s"), "label"))
        added = [_new_in(one, was or []) for one in now if one not in (was or [])]
        return [join(" ", [label, _short(show_value(one))]) for one in added or now]
    if name == "due":
        return [join(" ", [label, show_value(now), line(f"({in_days(now, today)})")])]
    return [join(" ", [label, _short(show_value(now))])]


def _new_in(table: Any, was: list[Any]) -> Any:
    """Return a table with its title and what differs, if one of its title was there before."""
    title = table.get("title")
    earlier = next((one for one in was if title is not None and one.get("title") == title), None)
    if earlier is None:
        return table
    return {key: one for key, one in table.items() if key == "title" or one != earlier.get(key)}


def _short(told: Line) -> Line:
    text = text_of(told)
    return told if len(text) <= _LONGEST else line(f"{text[: _LONGEST - 1]}…")
