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
from devjournal.errors import Refused
from devjournal.models.profile import Profile, Role
from tests.builders import (
    NOW,
    TODAY,
    bound,
    day,
    entry,
    goal,
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


def test_at_another_employer_all_is_told() -> None:
    """Objectives are dropped, nobody supervises me, relationships are kept unless closed."""
    turn, changes = turned()
    assert (
        RoleChange(
            employer=True,
            kept=("bo-mentor", "ruth-coach"),
            dropped=("cut-cost",),
            manager="ruth-adler",
            supervisors=("ruth-adler",),
            wins=1,
        )
        == turn
    )
    assert "dropped" == of(changes, "objective", "cut-cost").state
    assert "met" == of(changes, "objective", "old").state
    assert of(changes, "person", "ruth-adler").supervises_me is None
    assert of(changes, "profile", "journal").manager is None
    assert "active" == of(changes, "relationship", "bo-mentor").state
    assert ["bcdf-it-went-well"] == [one.id for one in changes.journal.entries]


def test_closed_where_asked() -> None:
    """As ended, on the first day there; its planned meetings are told."""
    closing = [one for one in RECORDS if one.id == "bo-mentor"]
    turn, changes = turned(close=closing, keep_objectives=True)
    after = of(changes, "relationship", "bo-mentor")
    assert ("closed", "ended", TODAY) == (after.state, after.closed_as, after.closed_on)
    assert (("bo-mentor",), ("bo-mentor-001",)) == (turn.closed, turn.planned)
    assert ((), ("cut-cost",)) == (turn.dropped, turn.kept_objectives)
    assert "open" == of(changes, "objective", "cut-cost").state
    over = bound("z-mentor", "bo-li", state="closed")
    with pytest.raises(Refused, match="already closed"):
        turned(over, close=[over])


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


def test_what_reaches_a_manager_by_its_kind_is_told_p033() -> None:
    """Nobody gave it to the old manager by word, so it is left: but the next one sees it."""
    serving = goal("speak-up", objective="cut-cost")
    turn, changes = turned(serving)
    assert ("speak-up",) == turn.reaching
    assert of(changes, "goal", "speak-up").visibility is None
