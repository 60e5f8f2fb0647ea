"""Another role, and what another employer changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.changes.records import set_fields
from devjournal.changes.role_change import change_role, changes_employer, tied_to_employer
from devjournal.changes.sharing import share
from devjournal.journal.visibility import readers_of
from devjournal.models.profile import Profile, Role
from tests.builders import (
    TODAY,
    bound,
    changes_of,
    day,
    entry,
    goal,
    journal_of,
    objective,
    person,
    profile,
    skill,
    win,
)

if TYPE_CHECKING:
    from devjournal.changes.operation import Changes

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
    assert tied == [one.id for one in tied_to_employer(journal_of(*RECORDS[1:], me, ruth), TODAY)]


FROM_TODAY = Role(title="Lead", organisation="Pinwheel Parcels")
THEN = ("manager:2026-10-13", "exec:2026-10-13")


@pytest.mark.parametrize(
    ("visibility", "on", "after"),
    [
        (("manager",), "10-01", ("manager",)),
        (("manager",), "10-14", THEN[:1]),
        (("manager:2026-10-14", "priya-mentor"), "10-01", (THEN[0], "priya-mentor")),
        (("exec", "priya-mentor"), "10-14", (THEN[1], "priya-mentor")),
        ("shared", "10-01", "shared"),
        ("shared", "10-14", (*THEN, "bo-mentor", "priya-mentor", "ruth-coach")),
        (("priya-mentor",), "10-14", ("priya-mentor",)),
        ("private", "10-14", "private"),
        (None, "10-14", None),
    ],
)
def test_what_manager_and_exec_were_shown_stays_theirs_p033(
    visibility: Any, on: str, after: Any
) -> None:
    """The next manager is another reader; those who were shown it, and everybody else, see it."""
    lesson = entry("lesson", "ghjk-x", on, visibility=visibility)
    changes = changes_of(*RECORDS[:-1], person("ruth-adler"), lesson)
    saw = readers_of(changes.journal, lesson, TODAY)
    turn = change_role(changes, ME, FROM_TODAY, TODAY)
    now = changes.journal.all("entry")["ghjk-x"]
    assert after == now.record.visibility
    for name, then in zip(("manager", "exec"), THEN, strict=True):
        assert "ghjk-x" not in changes.journal.for_reader(name, TODAY).all("entry")
        theirs = changes.journal.for_reader(then, TODAY).all("entry")
        assert (name in saw) == ("ghjk-x" in theirs)
    assert [one for one in saw if "-" in one] == [*readers_of(changes.journal, now, TODAY)]
    assert (("ghjk-x",) if {*saw} & {"manager", "exec"} else ()) == turn.unshared


def after(*records: Any, role: Role = FROM_TODAY) -> Changes:
    """Return a change of role today."""
    changes = changes_of(*RECORDS, *records)
    change_role(changes, ME, role, TODAY, keep_objectives=True)
    return changes


def shown(changes: Changes, reader: str) -> set[str]:
    """Return the ids of the work that a reader sees."""
    theirs = changes.journal.for_reader(reader, TODAY)
    kinds = ("entry", "objective", "goal", "skill")
    return {id_ for kind in kinds for id_ in theirs.all(kind)}


WORK = (
    win("bcdf-it", "10-01"),
    win("cdfg-today", "10-14"),
    objective("cut-cost", created=day("09-01")),
    goal("lead", objective="cut-cost", skill="numbers", created=day("09-02")),
    skill("numbers", ("10-01", 2)),
)


@pytest.mark.parametrize("reader", ["manager", "exec"])
def test_the_old_employers_work_stays_mine_to_share(reader: str) -> None:
    """Wins, objectives, goals and skills of the old place reach nobody at the next by default."""
    changes = after(*WORK)
    assert set() == shown(changes, reader)
    assert {"bcdf-it", "cdfg-today", "cut-cost"} <= shown(changes, f"{reader}:2026-10-13")
    share(changes, changes.journal.all("entry")["bcdf-it"], [reader])
    assert {"bcdf-it"} == shown(changes, reader)
    here = after(*WORK, role=Role(title="Lead"))
    assert {"bcdf-it", "cut-cost"} <= shown(here, reader)


@pytest.mark.parametrize(
    ("bond", "sees"),
    [
        ({}, True),
        ({"start": day("10-20")}, False),
        ({"my_role": "giving"}, False),
        ({"person": "paid"}, False),
        ({"person": "paid-here"}, True),
    ],
)
def test_whom_the_firms_figures_reach(bond: dict[str, Any], *, sees: bool) -> None:
    """Not a mentee, not a paid outsider, and not who came after I had left that employer."""
    paid = person("paid", paid=True, organisation="Elsewhere")
    here = person("paid-here", paid=True, organisation="PINWHEEL parcels")
    known = bound("a-mentor", **{"created": day("09-01"), "person": "priya-nair", **bond})
    seen = shown(after(*WORK, paid, here, known), "a-mentor")
    assert ({"bcdf-it", "cut-cost"} if sees else set()) == seen & {"bcdf-it", "cut-cost"}


def test_another_manager_is_another_reader() -> None:
    """What I shared by name stays with the one I reported to; what the firm sees, both see."""
    named = entry("lesson", "ghjk-x", "10-14", visibility=("manager",))
    changes = changes_of(ME, named, *WORK)
    set_fields(changes, ME, {("manager",): "ines-ferrar"})
    me = changes.journal.all("profile")["journal"].record
    former = [(one.person, one.until) for one in me.former_managers]
    assert ("ines-ferrar", [("ruth-adler", day("10-13"))]) == (me.manager, former)
    for reader, lesson in (("manager", set()), ("manager:2026-10-13", {"ghjk-x"})):
        seen = changes.journal.for_reader(reader, TODAY).all("entry")
        assert lesson == {*seen} & {"ghjk-x"}
        assert "bcdf-it" in seen


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"organisation": "saltmarsh FERRIES"}, "kept"),
        ({"same_team": True, "organisation": "Tide"}, "kept"),
        ({}, "unplaced"),
        ({"organisation": "Elsewhere"}, ""),
    ],
)
@pytest.mark.parametrize("state", ["active", "asked", "closed"])
def test_every_relationship_at_the_old_place_is_named(
    told: dict[str, Any], place: str, state: str
) -> None:
    """Also what is only asked for, and those of whom no employer is known; never what is over."""
    changes = changes_of(ME, person("bo-li", **told), bound("bo-mentor", "bo-li", state=state))
    turn = change_role(changes, ME, FROM_TODAY, TODAY)
    expected = ("bo-mentor",) if place and state != "closed" else ()
    assert expected == getattr(turn, place or "kept")
