"""Which employer and which manager a day belongs to: each of them is a reader of their own.

A manager is the reader `manager`, and the executives `exec`. Who that is changes with the
roles of the profile and with its former managers; `manager:2026-09-30` is whoever it was then.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from typing import TYPE_CHECKING, Any

from devjournal.journal.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.profile import Profile, Role

AUDIENCES: tuple[str, ...] = ("manager", "exec")
"""Readers that are no relationship, of which each tenure is another."""

ASSISTANT = "assistant"
"""The reader that is a program: it sees what the settings open to it, or a record by name."""

_BEGUN = ("created", "raised_on", "proposed_on", "start", "at")


def audience(reader: str) -> tuple[str, dt.date | None]:
    """Return which audience a reader is, and the day that it names; ("", None) for no audience."""
    name, colon, day = reader.partition(":")
    try:
        on = dt.date.fromisoformat(day) if colon else None
    except ValueError:
        return "", None
    return (name, on) if name in AUDIENCES and (not colon or day == str(on)) else ("", None)


def turns(profile: Stored[Profile] | None, name: str = "exec") -> tuple[dt.date, ...]:
    """Return the first day of each later employer; for `manager`, of each later manager too."""
    if profile is None:
        return ()
    begun = sorted(profile.record.roles, key=lambda role: role.since or dt.date.min)
    days = {role.since for at, role in enumerate(begun) if role.since and _turns(begun[:at], role)}
    if name == "manager":
        days |= {one.until + dt.timedelta(days=1) for one in profile.record.former_managers}
    return tuple(sorted(days))


def _turns(before: Iterable[Role], role: Role) -> bool:
    """Whether a role began another employer's time: who has two at once left neither."""
    known = [one for one in before if one.organisation and one is not role]
    if not role.organisation or not known or any(_runs(one, role.since) for one in known):
        return False
    return employer_of(max(known, key=lambda one: one.until or dt.date.max)) != employer_of(role)


def _runs(role: Role, on: dt.date | None) -> bool:
    return role.until is None or on is None or role.until >= on


def employer_of(role: Role) -> str:
    """Return the name of a role's employer to compare by; empty where none is told."""
    return fold_name(role.organisation or "")


def day_of(journal: Journal, stored: Stored[Any]) -> dt.date | None:
    """Return the day that a record belongs to: an entry's own, else when it was begun."""
    names = ("on",) if stored.kind == "entry" else _BEGUN
    day = next(filter(None, (getattr(stored.record, name, None) for name in names)), None)
    return journal.day_of(day) if isinstance(day, dt.datetime) else day


def tenure(days: tuple[dt.date, ...], on: dt.date | None) -> int:
    """Return the number of the tenure that a day lies in; of no day only if there is but one."""
    if on is None:
        return -1 if days else 0
    return bisect(days, on)


def lasting(journal: Journal, reader: str, today: dt.date) -> str:
    """Return a reader as a record is to name it, so that it stays whoever is meant today."""
    name, on = audience(reader)
    return f"{name}:{today}" if name and not on and turns(journal.profile, name) else reader
