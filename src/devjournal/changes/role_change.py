"""Another role: what it closes, keeps and unshares where the employer changes with it.

What was shared with the manager or the executives was shared with these people. At another
employer they are others, who get nothing that was not given to them. (P033)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.changes.relationships import still_planned
from devjournal.dates import show_day
from devjournal.errors import UsageError
from devjournal.journal.names import fold
from devjournal.journal.visibility import AUDIENCES, readers_of, rule_of
from devjournal.models.base import replace
from devjournal.models.registry import ALL_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from devjournal.changes.operation import Changes
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Relationship
    from devjournal.models.profile import Profile, Role

_DAY = dt.timedelta(days=1)


class RoleChange(NamedTuple):
    """What a change of role came to, in ids; all empty unless the employer changed with it."""

    employer: bool
    closed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    kept_objectives: tuple[str, ...] = ()
    manager: str | None = None
    supervisors: tuple[str, ...] = ()
    unshared: tuple[str, ...] = ()
    reaching: tuple[str, ...] = ()
    wins: int = 0


def changes_employer(profile: Profile, organisation: str | None, on: dt.date) -> bool:
    """Whether a role at `organisation` is at another employer; it is not while none is given."""
    present = {fold(role.organisation) for role in _present(profile, on) if role.organisation}
    return bool(organisation and present) and fold(str(organisation)) not in present


def tied_to_employer(journal: Journal) -> tuple[Stored[Relationship], ...]:
    """Return what runs with people who supervise me, or came of an employer's programme."""
    manager = journal.profile.record.manager if journal.profile else None
    bosses = {manager, *(one.id for one in journal.people if one.record.supervises_me)}
    running = (one for one in journal.relationships if one.record.state in ("active", "paused"))
    return tuple(r for r in running if r.record.person in bosses or r.record.origin == "programme")


def change_role(
    changes: Changes,
    profile: Stored[Profile],
    role: Role,
    on: dt.date,
    *,
    close: Sequence[Stored[Relationship]] = (),
    keep_objectives: bool = False,
) -> RoleChange:
    """End the present roles the day before `on`, and begin another one; return what came of it.

    At another employer what was given to its people is taken back, `close` is closed and the
    open objectives are dropped, unless `keep_objectives`. Raises UsageError for a role that
    would end before it began, Refused for a relationship that can't be closed.
    """
    record = profile.record
    if not changes_employer(record, role.organisation, on):
        changes.set(profile, roles=_with_role(record, role, on))
        return RoleChange(employer=False)
    why = f"another employer: {role.organisation}"
    unshared = _unshare(changes)
    for one in close:
        now = changes.journal.all("relationship")[one.id]
        changes.move(now, "close", on, closed_as="ended", why=why)
    objectives = tuple(one for one in changes.journal.objectives if one.is_open)
    for objective in () if keep_objectives else objectives:
        changes.move(objective, "drop", on, why=why)
    kept = tied_to_employer(changes.journal)
    supervisors = [one for one in changes.journal.people if one.record.supervises_me]
    for person in supervisors:
        changes.set(person, supervises_me=None)
    journal = changes.journal
    unsaid = [one for one in (*journal.goals, *journal.opportunities) if not one.record.visibility]
    came = RoleChange(
        employer=True,
        closed=_ids(close),
        kept=_ids(kept),
        planned=tuple(id_ for one in close for id_ in still_planned(journal, one.id)),
        dropped=() if keep_objectives else _ids(objectives),
        kept_objectives=_ids(objectives) if keep_objectives else (),
        manager=record.manager,
        supervisors=_ids(supervisors),
        unshared=unshared,
        reaching=_ids(o for o in unsaid if "manager" in readers_of(journal, o, changes.today)),
        wins=len(journal.entries_of("win")),
    )
    changes.set(profile, roles=_with_role(record, role, on), manager=None)
    return came


def _ids(found: Iterable[Stored[Any]]) -> tuple[str, ...]:
    return tuple(one.id for one in found)


def _present(profile: Profile, on: dt.date) -> tuple[Role, ...]:
    return tuple(role for role in profile.roles if role.until is None or role.until >= on)


def _with_role(profile: Profile, role: Role, on: dt.date) -> tuple[Role, ...]:
    present = _present(profile, on)
    for one in present:
        if one.since and one.since >= on:
            hint = "say the first day of the new role with --on, or mend it: devjournal edit me"
            began = f"{show_day(one.since)}, when {one.title} began"
            raise UsageError(f"{show_day(on)} is not after {began}", hint=hint)
    organisation = role.organisation or next((one.organisation for one in present), None)
    ended = (replace(one, until=on - _DAY) if one in present else one for one in profile.roles)
    return (*ended, replace(role, organisation=organisation, since=on))


def _unshare(changes: Changes) -> tuple[str, ...]:
    """Take back from manager and exec what a record's own word gave them; return the ids."""
    before = changes.journal
    unshared = []
    for one in (one for kind in ALL_KINDS for one in before.all(kind).values()):
        if one.kind == "profile" or not any(map(one.mentions, (*AUDIENCES, "shared"))):
            continue
        own = one.record.visibility
        kind = one.record.kind if one.kind == "entry" else one.kind
        if isinstance(own, tuple) and any(reader in own for reader in AUDIENCES):
            readers = own
        elif own == "shared" and "every" not in rule_of(kind).reaches:  # its kind alone is not
            readers = readers_of(before, one, changes.today)
        else:
            continue
        left = tuple(reader for reader in readers if reader not in AUDIENCES)
        changes.relink(one, replace(one.record, visibility=left or "private"))
        unshared.append(one.id)
    return tuple(unshared)
