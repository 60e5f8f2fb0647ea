"""The user's own settings: one TOML file beside no journal, read leniently and edited in place.

A value that can't be used is told with its line and left out: nothing waits for it to be mended.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from devjournal.errors import UsageError
from devjournal.journal.stored import Problem
from devjournal.models.base import Field, by_name
from devjournal.models.profile import OwnSettings
from devjournal.namedtuples import NamedTuple
from devjournal.store import toml
from devjournal.store.files import Unreadable, read_regular

OF_A_JOURNAL = ("assistant_sees",)
"""Settings that each journal has for itself alone: who sees what of it."""

FIELDS: Mapping[str, Field] = {
    name: one
    for name, one in by_name(OwnSettings).items()
    if one.table is None and name not in OF_A_JOURNAL
}
"""What such a file may say."""

_NEW = b"# Settings of yours, for every journal. devjournal config shows them all.\n"


class Own(NamedTuple):
    """What a file of settings says, without what is wrong with it, which is told beside."""

    values: Mapping[str, Any] = {}
    lines: Mapping[str, int] = {}
    problems: tuple[Problem, ...] = ()


def read_settings(path: Path) -> Own:
    """Return the settings in a file; none of a file that is not there."""
    from devjournal.store.toml_errors import excerpt, locate, problem_at

    data = b""
    try:
        data = read_regular(path)
        plain = toml.decode(data)
    except FileNotFoundError:
        return Own()
    except Unreadable as error:
        where = (error.line, error.column)
        shown = excerpt(data, error.line, error.column) if error.line and error.column else None
        return Own(problems=(Problem(str(path), error.reason, *where, shown, error.hint),))
    found, problems = {}, []
    for name, value in plain.items():
        if wrong := _wrong(name, value):
            reason, hint = wrong
            problems.append(problem_at(str(path), data, (name,), f"{name}: {reason}", hint=hint))
        else:
            found[name] = tuple(value) if isinstance(value, list) else value
    lines = {name: place[0] for name in found if (place := locate(data, (name,)))}
    return Own(found, lines, tuple(problems))


def _wrong(name: str, value: Any) -> tuple[str, str | None] | None:
    """Return why a setting can't be what a file says, and what would do; None if it can."""
    field = FIELDS.get(name)
    if field is None:
        near = get_close_matches(name, FIELDS, n=1)
        return "unknown key", f"did you mean {near[0]}?" if near else f"one of {', '.join(FIELDS)}"
    if field.holds is dict:
        is_words = isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
        return None if is_words else ("must be a table of texts", 'such as w = "win --tag desk"')
    if field.many != isinstance(value, list):
        return ("must be a list" if field.many else "must be one value"), None
    found = (_wrong_one(field, one) for one in (value if field.many else [value]))
    return next(filter(None, found), None)


def _wrong_one(field: Field, value: Any) -> tuple[str, str | None] | None:
    if field.choices and value not in field.choices:
        return f"{value!r} is none of its choices", f"one of {', '.join(field.choices)}"
    if type(value) is not field.holds:
        return f"must be {'true or false' if field.holds is bool else 'a text'}", None
    try:
        if field.sense:
            field.sense(value)
    except UsageError as error:
        return error.message, error.hint
    return None


def change_settings(path: Path, changes: Mapping[str, Any]) -> None:
    """Set settings in a file, made where there is none; None, or an empty value, clears one.

    `alias.w` is a key in a table. Comments stay. Raises BadFile for a file that is no TOML.
    """
    from devjournal.store import disk
    from devjournal.store.toml_edit import edit

    try:
        data = read_regular(path)
        before = toml.decode(data)
    except FileNotFoundError:
        data, before = b"", {}
    except Unreadable as error:
        raise Problem(str(path), error.reason, getattr(error, "line", None)).as_error() from None
    after = _changed(before, changes)
    new = (data or _NEW) if before == after else edit(data or _NEW, before, after)
    with disk.disk_errors(f"can't write {path}"):
        disk.make_folder(path.parent)
        disk.put(path, new)


def _changed(before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    after = {key: dict(one) if isinstance(one, dict) else one for key, one in before.items()}
    for name, value in changes.items():
        table, _, key = name.rpartition(".")
        holder = after.setdefault(table, {}) if table else after
        if value in (None, ()):
            holder.pop(key, None)
        else:
            holder[key] = list(value) if isinstance(value, tuple) else value
        if table and not holder:
            del after[table]
    return after
