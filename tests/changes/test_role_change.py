"""Another role, and what another employer changes."""

from __future__ import annotations

from typing import Any

import pytest

from devjournal.changes.role_change import change_role, changes_employer, tied_to_employer
from devjournal.models.profile import Profile, Role
from tests.builders import TODAY, bound, changes_of, day, entry, journal_of, person, profile, win

OLD = Role(title="Analyst", organisation="Saltmarsh Ferries", since=day("2024-02-05"))
ME = profile(manager="ruth-adler", roles=(OLD,))
RECORDS = (
    ME,
    person(),
    person("bo-li"),
    bound(),
    bound("ruth-coach", "ruth-adler", kind="coach"),
    bound("bo-mentor", "bo-li", origin="programme"),
    bound("x-mentor", "bo-li", origin="programme", state="closed"),
)


def test_a_role_that_was_over_is_left() -> None:
    """Only those that are held end; all that are."""
    over = Role(title="Trainee", until=day("2024-02-04"))
    side = Role(title="Steward", organisation="Harbour Club")
    changes = changes_of(me := profile(roles=(over, OLD, side)))
    change_role(changes, me, Role(title="Lead"), TODAY)
    roles = changes.journal.all("profile")["journal"].record.roles
    assert [day("2024-02-04"), day("10-13"), day("10-13"), None] == [one.until for one in roles]


@pytest.mark.parametrize(
    ("roles", "organisation", "is_another"),
    [
        ((OLD,), "Pinwheel Parcels", True),
        ((OLD,), "saltmarsh ferries", False),
        ((OLD,), None, False),
        ((), "Pinwheel Parcels", False),
    ],
)
def test_who_changes_employer(
    roles: tuple[Role, ...], organisation: str | None, *, is_another: bool
) -> None:
    """Only who had one that is known, and tells another."""
    me = Profile(schema=1, name="x", roles=roles)
    assert is_another == changes_employer(me, organisation, TODAY)


@pytest.mark.parametrize(
    ("me", "supervises", "tied"),
    [
        (ME, None, ["bo-mentor", "ruth-coach"]),
        (profile(), True, ["bo-mentor", "ruth-coach"]),
        (profile(), None, ["bo-mentor"]),
    ],
    ids=["my manager", "who supervises me", "neither"],
)
def test_whom_the_employer_brought(me: Any, supervises: bool | None, tied: list[str]) -> None:  # noqa: FBT001  # a field
    """Who supervises me, my manager, and what a programme began; only what runs."""
    ruth = person("ruth-adler", supervises_me=supervises)
    assert tied == [one.id for one in tied_to_employer(journal_of(*RECORDS[1:], me, ruth))]


@pytest.mark.parametrize(
    ("visibility", "after"),
    [
        (("manager",), "private"),
        (("manager", "exec"), "private"),
        (("exec", "priya-mentor"), ("priya-mentor",)),
        ("shared", ("bo-mentor", "priya-mentor", "ruth-coach")),
        (("priya-mentor",), ("priya-mentor",)),
        ("private", "private"),
        (None, None),
    ],
)
def test_what_manager_and_exec_were_given_is_taken_back_p033(visibility: Any, after: Any) -> None:
    """The next manager is another person; everybody else still sees what they saw."""
    lesson = entry("lesson", "ghjk-x", "10-01", visibility=visibility)
    changes = changes_of(*RECORDS[:-1], person("ruth-adler"), lesson)
    turn = change_role(changes, ME, Role(title="Lead", organisation="Pinwheel Parcels"), TODAY)
    assert after == changes.journal.all("entry")["ghjk-x"].record.visibility
    assert (("ghjk-x",) if visibility != after else ()) == turn.unshared
    for reader in ("manager", "exec"):
        assert "ghjk-x" not in changes.journal.for_reader(reader, TODAY).all("entry")


def test_what_every_reader_sees_by_its_kind_is_left() -> None:
    """A win that is shared was given to nobody by its word."""
    changes = changes_of(*RECORDS, win("bcdf-it", "10-01", visibility="shared"))
    turn = change_role(changes, ME, Role(title="Lead", organisation="Pinwheel Parcels"), TODAY)
    assert () == turn.unshared
