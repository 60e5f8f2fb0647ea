"""Another role, and what another employer changes."""

from __future__ import annotations

from typing import Any

import pytest

from devjournal.changes.operation import Changes
from devjournal.changes.role_change import (
    RoleChange,
    change_role,
    changes_employer,
    tied_to_employer,
)
from devjournal.models.profile import Profile, Role
from tests.builders import (
    NOW,
    TODAY,
    bound,
    day,
    entry,
    journal_of,
    meeting,
    objective,
    person,
    profile,
    win,
)

OLD = Role(title="Analyst", organisation="Saltmarsh Ferries", since=day("2024-02-05"))
ME = profile(manager="ruth-adler", roles=(OLD,))
RECORDS = (
    ME,
    person(),
    person("ruth-adler", supervises_me=True),
    person("bo-li"),
    bound(),
    bound("ruth-coach", "ruth-adler", kind="coach"),
    bound("bo-mentor", "bo-li", origin="programme"),
    meeting("bo-mentor-001", "10-20 15:00", "bo-mentor"),
    objective("cut-cost"),
    objective("old", state="met", closed_on=day("01-01")),
    win("bcdf-it-went-well", "10-01"),
)


def turned(
    *others: Any, organisation: str | None = "Pinwheel Parcels", **asked: Any
) -> tuple[RoleChange, Changes]:
    """Return what a change of role comes to, and its draft."""
    changes = Changes(journal_of(*RECORDS, *others), NOW, lambda _: "k")
    return change_role(
        changes, ME, Role(title="Lead", organisation=organisation), TODAY, **asked
    ), changes


def of(changes: Changes, kind: str, id_: str) -> Any:
    """Return a record as it is then."""
    return changes.journal.all(kind)[id_].record


def test_a_role_that_was_over_is_left() -> None:
    """Only those that are held end; all that are."""
    over = Role(title="Trainee", until=day("2024-02-04"))
    side = Role(title="Steward", organisation="Harbour Club")
    held = profile(roles=(over, OLD, side))
    changes = Changes(journal_of(held), NOW, lambda _: "k")
    change_role(changes, held, Role(title="Lead"), TODAY)
    untils = [one.until for one in of(changes, "profile", "journal").roles]
    assert [day("2024-02-04"), day("10-13"), day("10-13"), None] == untils


def test_who_changes_employer() -> None:
    """Only who had one that is known, and tells another."""
    held = Profile(schema=1, name="x", roles=(OLD,))
    assert changes_employer(held, "Pinwheel Parcels", TODAY)
    assert not changes_employer(held, "saltmarsh ferries", TODAY)
    assert not changes_employer(held, None, TODAY)
    assert not changes_employer(Profile(schema=1, name="x"), "Pinwheel Parcels", TODAY)


def test_whom_the_employer_brought() -> None:
    """Who supervises me, my manager, and what a programme began; only what runs."""
    others = (bound("x-mentor", "bo-li", origin="programme", state="closed"),)
    assert ["bo-mentor", "ruth-coach"] == [
        one.id for one in tied_to_employer(journal_of(*RECORDS, *others))
    ]
    plain = person("ruth-adler")
    told = (*(one for one in RECORDS if one.id != "ruth-adler"), plain)
    assert "ruth-coach" in [one.id for one in tied_to_employer(journal_of(*told))]


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
    turn, changes = turned(lesson)
    assert after == of(changes, "entry", "ghjk-x").visibility
    assert (("ghjk-x",) if visibility != after else ()) == turn.unshared
    for reader in ("manager", "exec"):
        seen = changes.journal.for_reader(reader, TODAY)
        assert "ghjk-x" not in seen.all("entry")
