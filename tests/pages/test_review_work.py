"""The work of a review: wins by objective and goal, who helped, stages stood on."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from devjournal.dates.periods import parse_period
from devjournal.journal.stored import Ref
from devjournal.models.base import replace
from devjournal.pages.review_work import (
    Chapter,
    WinWith,
    build_chapters,
    build_credits,
    build_delivered,
    build_wins,
)
from tests.builders import (
    TODAY,
    checkin,
    day,
    goal,
    journal_of,
    number,
    objective,
    opportunity,
    win,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

YEAR = parse_period("2026", TODAY)
QUARTER = parse_period("2026-Q3", TODAY)


def chapters(*stored: Stored[Any], period: str = "2026") -> tuple[Chapter, ...]:
    """Return the chapters of a journal of these records for a period."""
    journal = journal_of(*stored)
    meant = parse_period(period, TODAY)
    return build_chapters(journal, meant, TODAY, build_wins(journal, meant))


def test_work_is_told_by_what_it_serves() -> None:
    """Wins stand under their goal, under its objective, or under other work; each once."""
    cut, rest = chapters(
        objective("cut-cost"),
        goal("lead", objective="cut-cost"),
        goal("write"),
        win("bbbb-of-goal", "03-01", goal="lead"),
        win("cccc-of-objective", "03-02", objective="cut-cost"),
        win("dddd-of-own-goal", "03-03", goal="write"),
        win("ffff-other", "03-04"),
    )
    assert cut.objective is not None
    assert rest.objective is None
    assert ["cccc-of-objective"] == [one.win.id for one in cut.wins]
    assert ["bbbb-of-goal"] == [one.win.id for one in cut.goals[0].wins]
    assert ["dddd-of-own-goal"] == [one.win.id for one in rest.goals[0].wins]
    assert ["ffff-other"] == [one.win.id for one in rest.wins]


def test_a_win_stands_with_its_own_objective_before_its_goals() -> None:
    """A win that names another objective than its goal's stands there, and only there."""
    cut, other = chapters(
        objective("cut-cost"),
        objective("other"),
        goal("lead", objective="cut-cost"),
        win("bbbb-a", "03-01", goal="lead", objective="other"),
        win("cccc-b", "03-01", goal="lead"),
    )
    assert ["cccc-b"] == [one.win.id for one in cut.goals[0].wins]
    assert ["bbbb-a"] == [one.win.id for one in other.wins]


def test_the_objective_with_most_wins_comes_first() -> None:
    """The strongest chapter opens the review; an objective without work has none."""
    found = chapters(
        objective("a-none"),
        objective("b-one"),
        objective("c-two"),
        win("bbbb-a", "03-01", objective="b-one"),
        win("cccc-b", "03-01", objective="c-two"),
        win("dddd-c", "03-01", objective="c-two"),
    )
    assert ["c-two", "b-one"] == [one.objective.id for one in found if one.objective]


@pytest.mark.parametrize(
    ("record", "period", "is_there"),
    [
        (goal(), "2026", True),
        (goal(), "2026-Q3", False),
        (goal("g", checkin("09-01")), "2026-Q3", True),
        (goal("g", checkin("09-30")), "2026-Q3", True),
        (goal("g", checkin("10-01")), "2026-Q3", False),
        (goal("g", checkin("05-01")), "2026-Q3", True),
        (goal("g", checkin("05-01"), state="achieved", closed_on=day("06-30")), "2026-Q3", False),
        (goal("g", state="achieved", closed_on=day("07-01")), "2026-Q3", True),
        (goal("g", state="dropped", closed_on=day("10-01")), "2026-Q3", False),
    ],
)
def test_goals_are_those_alive_in_the_period(
    record: Stored[Any], period: str, *, is_there: bool
) -> None:
    """A goal counts from its first check-in to the day it was closed, and today if open."""
    assert is_there == bool(chapters(record, period=period))


def test_a_goal_is_told_as_it_stood_when_the_period_ended() -> None:
    """What came later is not yet there: values, health, and that it was achieved."""
    record = goal(
        "lead",
        checkin("09-01", 10, health="at_risk"),
        checkin("10-05", 25, health="on_track"),
        baseline=0,
        target=25,
        state="achieved",
        closed_on=day("10-06"),
    )
    (then,) = chapters(record, period="2026-Q3")[0].goals
    (now,) = chapters(record)[0].goals
    was, is_now = then.progress.goal.record, now.progress.goal.record
    assert (Decimal(10), 0.4, "at_risk", "active", None) == (
        then.progress.value,
        then.progress.progress,
        was.latest.health if was.latest else None,
        was.state,
        was.closed_on,
    )
    assert (Decimal(25), 1.0, "achieved", day("10-06")) == (
        now.progress.value,
        now.progress.progress,
        is_now.state,
        is_now.closed_on,
    )


CALLS = replace(number("calls", 4800, 3600, "calls"), lower_is_better=True)


def test_a_number_without_a_direction_has_no_verdict() -> None:
    """Nobody said whether less is good, so the page does not either."""
    moved = number("calls", 4, 3)
    (found,) = build_wins(journal_of(win("kwdf-a", "08-01", numbers=(moved,))), QUARTER)
    assert found.verdicts[0].is_better is None


def test_p009_a_win_serves_the_objective_of_its_goal() -> None:
    """A win without an objective of its own serves its goal's; its own comes first."""
    journal = journal_of(
        objective("cut-cost"),
        objective("other"),
        goal("lead", objective="cut-cost"),
        win("bbbb-a", "08-01", goal="lead"),
        win("cccc-b", "08-02", goal="lead", objective="other"),
        win("dddd-c", "08-03", goal="gone", objective="gone"),
    )
    assert [("lead", "cut-cost"), ("lead", "other"), (None, None)] == [
        (one.goal, one.objective) for one in build_wins(journal, QUARTER)
    ]


def _wins() -> tuple[WinWith, ...]:
    return build_wins(
        journal_of(
            objective("cut-cost"),
            win("bbbb-a", "08-01", numbers=(CALLS,), so_what="Less", objective="cut-cost"),
            win("cccc-b", "08-02", business_line="Less", evidence="wiki", credit=("Bo", "Al")),
            win("dddd-c", "08-03", credit=("Bo", "Bo")),
        ),
        QUARTER,
    )


def test_p103_helpers_are_named_with_their_wins() -> None:
    """Whoever helped with most wins comes first, each with those wins, counted once."""
    bo, al = build_credits(_wins())
    assert ("Bo", (Ref("entry", "cccc-b"), Ref("entry", "dddd-c"))) == (bo.name, bo.wins)
    assert ("Al", (Ref("entry", "cccc-b"),)) == (al.name, al.wins)


def test_only_what_was_delivered_in_the_period_is_told() -> None:
    """Its day counts, else the day it was closed; what is still open is told as next."""
    journal = journal_of(
        opportunity("a-open", state="accepted", on=day("03-01")),
        opportunity("b-early", state="delivered", on=day("2025-12-31")),
        opportunity("c-closed", state="delivered", closed_on=day("06-01")),
        opportunity("d-first", state="delivered", on=day("01-01")),
        opportunity("e-undated", state="delivered"),
    )
    found = build_delivered(journal, YEAR, frozenset())
    assert ["d-first", "c-closed"] == [one.opportunity.id for one in found]


def test_p018_what_still_stings_is_left_out() -> None:
    """An opportunity whose setback is being processed is not told yet."""
    journal = journal_of(opportunity("readout", state="delivered", on=day("10-01")))
    assert () == build_delivered(journal, YEAR, frozenset({Ref("opportunity", "readout")}))
