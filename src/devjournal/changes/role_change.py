"""Another role, or another manager: what it closes and keeps, and what it keeps from the next.

What was shared with the manager or the executives was shared with these people. Those who come
after them are other readers, who get nothing that was not given to them. (P033)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.changes.relationships import still_planned
from devjournal.dates import show_day
from devjournal.errors import UsageError
from devjournal.journal.names import fold_name
from devjournal.journal.tenures import AUDIENCES, audience, day_of, employer_of, tenure, turns
from devjournal.journal.visibility import readers_of
from devjournal.models.base import replace
from devjournal.models.profile import FormerManager
from devjournal.models.registry import ALL_KINDS
from devjournal.namedtuples import NamedTuple

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
    unplaced: tuple[str, ...] = ()
    unshared: tuple[str, ...] = ()
    wins: int = 0


def changes_employer(profile: Profile, organisation: str | None, on: dt.date) -> bool:
    """Whether a role at `organisation` is at another employer; it is not while none is given."""
    present = employers(profile, on)
    return bool(organisation and present) and fold_name(str(organisation)) not in present


def employers(profile: Profile, on: dt.date) -> frozenset[str]:
    """Return the employers of the roles held on a day, as names are compared."""
    return frozenset(filter(None, map(employer_of, _present(profile, on))))


def unnamed_employer(profile: Profile, on: dt.date) -> Role | None:
    """Return a role held on a day of which no employer is known, if none of any is."""
    return None if employers(profile, on) else next(iter(_present(profile, on)), None)


def tied_to_employer(journal: Journal, on: dt.date) -> tuple[Stored[Relationship], ...]:
    """Return every open relationship at the employer: by its people, its bosses, its programme."""
    me = journal.profile.record if journal.profile else None
    here = employers(me, on) if me else frozenset()

    def is_tied(one: Relationship) -> bool:
        whom = journal.get(("person", one.person))
        person = whom.record if whom else None
        is_boss = one.person == (me and me.manager) or bool(person and person.supervises_me)
        is_here = person and (person.same_team or fold_name(person.organisation or "") in here)
        return is_boss or bool(is_here) or one.origin == "programme"

    return tuple(one for one in journal.relationships if one.is_open and is_tied(one.record))


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

    At another employer what was given to its people stays theirs, `close` is closed and the
    open objectives are dropped, unless `keep_objectives`. Raises UsageError for a role that
    would end before it began, Refused for a relationship that can't be closed.
    """
    record = profile.record
    if not changes_employer(record, role.organisation, on):
        changes.set(profile, roles=_with_role(record, role, on))
        return RoleChange(employer=False)
    why = f"another employer: {role.organisation}"
    before, here = changes.journal, tied_to_employer(changes.journal, on)
    changes.set(profile, roles=_with_role(record, role, on), manager=None)
    unshared = _keep_from_next(changes, before, on)
    for one in close:
        now = changes.journal.all("relationship")[one.id]
        changes.move(now, "close", on, closed_as="ended", why=why)
    objectives = tuple(one for one in changes.journal.objectives if one.is_open)
    for objective in () if keep_objectives else objectives:
        changes.move(objective, "drop", on, why=why)
    supervisors = [one for one in changes.journal.people if one.record.supervises_me]
    for person in supervisors:
        changes.set(person, supervises_me=None)
    others = [one for one in before.relationships if one.is_open and one not in here]
    places = {one.id: one.record.organisation for one in before.people}
    return RoleChange(
        employer=True,
        closed=_ids(close),
        kept=tuple(one for one in _ids(here) if one not in _ids(close)),
        planned=tuple(id_ for one in close for id_ in still_planned(changes.journal, one.id)),
        dropped=() if keep_objectives else _ids(objectives),
        kept_objectives=_ids(objectives) if keep_objectives else (),
        manager=record.manager,
        supervisors=_ids(supervisors),
        unplaced=_ids(one for one in others if not places.get(one.record.person)),
        unshared=unshared,
        wins=len(changes.journal.entries_of("win")),
    )


def change_manager(changes: Changes, stored: Stored[Profile], profile: Profile) -> None:
    """Put a profile with another manager in place; what the former one was shown stays theirs."""
    before, was, on = changes.journal, stored.record.manager, changes.today
    if was:
        former = FormerManager(until=on - _DAY, person=was)
        profile = replace(profile, former_managers=(*profile.former_managers, former))
    changes.update(stored, profile)
    _keep_from_next(changes, before, on)


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


def _keep_from_next(changes: Changes, before: Journal, on: dt.date) -> tuple[str, ...]:
    """Leave to those until `on` what they were shown by name, and return the ids.

    By its day most stays theirs as it is. Changed are only records of `on` itself or later, and
    words that name a reader of today.
    """
    after, last = changes.journal, on - _DAY
    moved = {
        name
        for name in AUDIENCES
        if tenure(turns(after.profile, name), on) != tenure(turns(before.profile, name), on)
    }
    kept = []
    for one in (one for kind in ALL_KINDS for one in after.all(kind).values()):
        own, day = one.record.visibility, day_of(after, one)
        by_kind = own is None and "exec" in moved and day == on
        if one.kind == "profile" or own == "private" or not (by_kind or own is not None):
            continue
        was, now = (readers_of(journal, one, changes.today) for journal in (before, after))
        if leaking := moved.intersection(was, now):
            words = own if isinstance(own, tuple) else was
            left = (_until(word, leaking, last) for word in words)
            changes.relink(one, replace(one.record, visibility=tuple(dict.fromkeys(left))))
        if leaking or (own is not None and moved.intersection(was)):
            kept.append(one.id)
    return tuple(kept)


def _until(word: str, leaking: set[str], last: dt.date) -> str:
    """Return a reader as it was until a day: one that names an earlier day is left alone."""
    name, day = audience(word)
    return f"{name}:{last}" if name in leaking and (day is None or day > last) else word
