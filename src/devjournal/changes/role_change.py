"""Another role: what it closes, keeps and unshares where the employer changes with it.

What was shared with the manager or the executives was shared with these people. At another
employer they are others, who get nothing that was not given to them. (P033)
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from devjournal.changes.relationships import still_planned
from devjournal.errors import UsageError
from devjournal.journal.names import fold
from devjournal.journal.visibility import AUDIENCES, readers_of, rule_of
from devjournal.models.base import replace
from devjournal.models.registry import ALL_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.changes.operation import Changes
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Relationship
    from devjournal.models.profile import Profile, Role

_DAY = dt.timedelta(days=1)


class RoleChange(NamedTuple):
    """What a change of role came to: ids of what it closed, kept, cleared and unshared.

    `employer` is whether the employer changed with it; if not, all else is empty. `planned`
    are meetings that are still planned in relationships that were closed; `reaching` goals
    and opportunities that reach a manager by their kind, whoever that is.
    """

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
    """Whether a role at `organisation` from a day on is at another employer than the present ones.

    It is not while none is given: then it is the present one.
    """
    present = {fold(role.organisation) for role in _present(profile, on) if role.organisation}
    return bool(organisation and present) and fold(str(organisation)) not in present


def tied_to_employer(journal: Journal) -> tuple[Stored[Relationship], ...]:
    """Return what runs with people who supervise me, or came of an employer's programme."""
    manager = journal.profile.record.manager if journal.profile else None

    def is_tied(record: Relationship) -> bool:
        person = journal.get(("person", record.person))
        supervises = bool(person and person.record.supervises_me)
        return record.origin == "programme" or supervises or record.person == manager

    running = (one for one in journal.relationships if one.record.state in ("active", "paused"))
    return tuple(one for one in running if is_tied(one.record))


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
    came = _leave(changes, role, on, close, keep_objectives=keep_objectives)
    changes.set(profile, roles=_with_role(record, role, on), manager=None)
    return came._replace(manager=record.manager)


def _present(profile: Profile, on: dt.date) -> tuple[Role, ...]:
    """Return the roles that have not ended before a day."""
    return tuple(role for role in profile.roles if role.until is None or role.until >= on)


def _with_role(profile: Profile, role: Role, on: dt.date) -> tuple[Role, ...]:
    """Return the roles with the present ones ended, and another one after them."""
    present = _present(profile, on)
    for one in present:
        if one.since and one.since >= on:
            raise UsageError(
                f"{on} is not after {one.since}, when {one.title} began",
                hint="say the first day of the new role with --on, or mend it: devjournal edit me",
            )
    organisation = role.organisation or next((one.organisation for one in present), None)
    ended = (replace(one, until=on - _DAY) if one in present else one for one in profile.roles)
    return (*ended, replace(role, organisation=organisation, since=on))


def _leave(
    changes: Changes,
    role: Role,
    on: dt.date,
    close: Sequence[Stored[Relationship]],
    *,
    keep_objectives: bool,
) -> RoleChange:
    """Change all but the profile of what another employer changes."""
    why = f"another employer: {role.organisation}"
    unshared = _unshare(changes)
    for one in close:
        now = changes.journal.all("relationship")[one.id]
        changes.move(now, "close", on, closed_as="ended", why=why)
    still_open = tuple(one.id for one in changes.journal.objectives if one.is_open)
    dropped = () if keep_objectives else still_open
    for id_ in dropped:
        changes.move(changes.journal.all("objective")[id_], "drop", on, why=why)
    closed = tuple(one.id for one in close)
    kept = tuple(one.id for one in tied_to_employer(changes.journal))
    supervisors = [one for one in changes.journal.people if one.record.supervises_me]
    for person in supervisors:
        changes.set(person, supervises_me=None)
    return RoleChange(
        employer=True,
        closed=closed,
        kept=kept,
        planned=tuple(id_ for one in closed for id_ in still_planned(changes.journal, one)),
        dropped=dropped,
        kept_objectives=still_open if keep_objectives else (),
        supervisors=tuple(one.id for one in supervisors),
        unshared=unshared,
        reaching=_reaching(changes.journal, changes.today),
        wins=len(changes.journal.entries_of("win")),
    )


def _reaching(journal: Journal, today: dt.date) -> tuple[str, ...]:
    """Return the goals and opportunities that a manager sees though no word gave them."""
    by_kind = (*journal.goals, *journal.opportunities)
    unsaid = (one for one in by_kind if one.record.visibility is None)
    return tuple(one.id for one in unsaid if "manager" in readers_of(journal, one, today))


def _unshare(changes: Changes) -> tuple[str, ...]:
    """Keep every record from manager and exec that its own word gave them; return their ids."""
    before = changes.journal
    kinds = (kind for kind in ALL_KINDS if kind != "profile")
    given = [one for kind in kinds for one in before.all(kind).values() if _is_given(one)]
    for one in given:
        own = one.record.visibility
        readers = own if isinstance(own, tuple) else readers_of(before, one, changes.today)
        left = tuple(reader for reader in readers if reader not in AUDIENCES)
        changes.relink(one, replace(one.record, visibility=left or "private"))
    return tuple(one.id for one in given)


def _is_given(stored: Stored[Any]) -> bool:
    """Whether a record's own word shows it to manager or exec, and its kind alone would not."""
    if not any(stored.mentions(word) for word in (*AUDIENCES, "shared")):
        return False
    own = stored.record.visibility
    if isinstance(own, tuple):
        return any(reader in own for reader in AUDIENCES)
    kind = stored.record.kind if stored.kind == "entry" else stored.kind
    return own == "shared" and "every" not in rule_of(kind).reaches
