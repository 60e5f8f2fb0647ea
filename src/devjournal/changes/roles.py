"""Another role: what it closes, keeps and unshares where the employer changes with it.

What was shared with the manager or the executives was shared with these people. At another
employer they are others, who get nothing that was not given to them. (P033)
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from devjournal.changes.relationships import still_planned
from devjournal.errors import UsageError
from devjournal.frozen import dataclass
from devjournal.journal.names import fold
from devjournal.journal.visibility import readers_of
from devjournal.journal.visibility_table import AUDIENCES, TABLE
from devjournal.models.base import replace
from devjournal.models.registry import ALL_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devjournal.changes.draft import Draft
    from devjournal.journal.journal import Journal
    from devjournal.journal.stored import Stored
    from devjournal.models.people import Relationship
    from devjournal.models.profile import Profile, Role

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
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

    It is not while none is told: then it is the present one.
    """
    present = {fold(role.organisation) for role in _present(profile, on) if role.organisation}
    return bool(organisation and present) and fold(str(organisation)) not in present


def bound_to_employer(journal: Journal) -> tuple[Stored[Relationship], ...]:
    """Return what runs with people who supervise me, or came of an employer's programme."""
    manager = journal.profile.record.manager if journal.profile else None

    def is_bound(one: Stored[Relationship]) -> bool:
        person = journal.get(("person", one.record.person))
        supervises = bool(person and person.record.supervises_me)
        programme = one.record.origin == "programme"
        return programme or supervises or one.record.person == manager

    running = (one for one in journal.relationships if one.record.state in ("active", "paused"))
    return tuple(one for one in running if is_bound(one))


def change_role(
    draft: Draft,
    profile: Stored[Profile],
    role: Role,
    on: dt.date,
    *,
    close: Sequence[Stored[Relationship]] = (),
    keep_objectives: bool = False,
) -> Turn:
    """Draft the present roles ended the day before `on`, and another one begun; tell what came.

    At another employer what was given to its people is taken back, `close` is closed and the
    open objectives are dropped, unless `keep_objectives`. Raises UsageError for a role that
    would end before it began, Refused for a relationship that can't be closed.
    """
    employer = changes_employer(profile.record, role.organisation, on)
    if employer:
        turn = _leave(draft, role, on, close, keep_objectives=keep_objectives)
    else:
        turn = Turn(employer=False)
    changes: dict[str, Any] = {"roles": _turned(profile.record, role, on)}
    if employer:
        turn = dataclasses.replace(turn, manager=profile.record.manager)
        changes["manager"] = None
    draft.change(profile, replace(profile.record, **changes))
    return turn


def _present(profile: Profile, on: dt.date) -> tuple[Role, ...]:
    """Return the roles that have not ended before a day."""
    return tuple(role for role in profile.roles if role.until is None or role.until >= on)


def _turned(profile: Profile, role: Role, on: dt.date) -> tuple[Role, ...]:
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
    draft: Draft,
    role: Role,
    on: dt.date,
    close: Sequence[Stored[Relationship]],
    *,
    keep_objectives: bool,
) -> Turn:
    """Draft all but the profile of what another employer changes."""
    why = f"another employer: {role.organisation}"
    unshared = tuple(_unshare(draft))
    for one in close:
        now = draft.journal.all("relationship")[one.id]
        draft.change(now, now.record.move("close", on, closed_as="ended", why=why))
    still_open = [one.id for one in draft.journal.objectives if one.is_open]
    dropped = [] if keep_objectives else still_open
    for id_ in dropped:
        objective = draft.journal.all("objective")[id_]
        draft.change(objective, objective.record.move("drop", on, why=why))
    closed = tuple(one.id for one in close)
    return Turn(
        employer=True,
        closed=closed,
        kept=tuple(one.id for one in bound_to_employer(draft.journal)),
        planned=tuple(id_ for one in closed for id_ in still_planned(draft.journal, one)),
        dropped=tuple(dropped),
        kept_objectives=tuple(still_open) if keep_objectives else (),
        supervisors=tuple(_clear_supervisors(draft)),
        unshared=unshared,
        reaching=tuple(_reaching(draft.journal, draft.today)),
        wins=len(draft.journal.entries_of("win")),
    )


def _reaching(journal: Journal, today: dt.date) -> list[str]:
    """Return the goals and opportunities that a manager sees though no word gave them."""
    by_kind = (*journal.goals, *journal.opportunities)
    unsaid = (one for one in by_kind if one.record.visibility is None)
    return [one.id for one in unsaid if "manager" in readers_of(journal, one, today)]


def _clear_supervisors(draft: Draft) -> list[str]:
    """Draft nobody as supervising me; return the ids of who did."""
    people = [one for one in draft.journal.people if one.record.supervises_me]
    for one in people:
        draft.change(one, replace(one.record, supervises_me=None))
    return [one.id for one in people]


def _unshare(draft: Draft) -> list[str]:
    """Draft every record kept from manager and exec that its own word gave them."""
    before = draft.journal
    given = [
        one
        for kind in ALL_KINDS
        if kind != "profile"
        for one in before.all(kind).values()
        if _is_given(one)
    ]
    for one in given:
        left = tuple(
            reader for reader in _readers(before, one, draft.today) if reader not in AUDIENCES
        )
        changed = replace(one.record, visibility=left or "private")
        draft.relink(one, changed)
    return [one.id for one in given]


def _is_given(stored: Stored[Any]) -> bool:
    """Whether a record's own word shows it to manager or exec, and its kind alone would not."""
    if not any(stored.mentions(word) for word in (*AUDIENCES, "shared")):
        return False
    own = stored.record.visibility
    if isinstance(own, tuple):
        return any(reader in own for reader in AUDIENCES)
    kind = stored.record.kind if stored.kind == "entry" else stored.kind
    return own == "shared" and "every" not in TABLE[kind].reaches


def _readers(journal: Journal, stored: Stored[Any], today: dt.date) -> tuple[str, ...]:
    own = stored.record.visibility
    return own if isinstance(own, tuple) else readers_of(journal, stored, today)
