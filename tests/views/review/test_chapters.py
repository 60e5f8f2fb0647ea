from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.dates import parse_period
from devjournal.models.goal import Milestone
from devjournal.views.review.chapters import Chapter, as_of, build_chapters
from devjournal.views.review.wins import build_wins
from tests.builders import TODAY, checkin, day, goal, journal_of, objective, person, win

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


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
    assert ["cccc-of-objective"] == [one.ref.id for one in cut.wins]
    assert ["bbbb-of-goal"] == [one.ref.id for one in cut.goals[0].wins]
    assert ["dddd-of-own-goal"] == [one.ref.id for one in rest.goals[0].wins]
    assert ["ffff-other"] == [one.ref.id for one in rest.wins]


def test_a_win_stands_with_its_own_objective_before_its_goals() -> None:
    """A win that names another objective than its goal's stands there, and only there."""
    cut, other = chapters(
        objective("cut-cost"),
        objective("other"),
        goal("lead", objective="cut-cost"),
        win("bbbb-a", "03-01", goal="lead", objective="other"),
        win("cccc-b", "03-01", goal="lead"),
    )
    assert ["cccc-b"] == [one.ref.id for one in cut.goals[0].wins]
    assert ["bbbb-a"] == [one.ref.id for one in other.wins]


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
    assert ["c-two", "b-one"] == [one.objective.ref.id for one in found if one.objective]


def test_an_objective_tells_its_number_and_its_owner_by_name() -> None:
    """The objective's line has its KPI from where to where, and who answers for it."""
    (chapter,) = chapters(
        person("ruth-adler"),
        objective("cut-cost", kpi="cost", unit="USD", baseline=6.1, target=5.6, owner="ruth-adler"),
        win("bbbb-a", "03-01", objective="cut-cost"),
    )
    assert chapter.objective is not None
    assert ("cost", 6.1, 5.6, "USD", "Ruth Adler") == (
        chapter.objective.kpi,
        chapter.objective.baseline,
        chapter.objective.target,
        chapter.objective.unit,
        chapter.objective.owner,
    )


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
    assert (10, 0.4, "at_risk", "active", None) == (
        then.value,
        then.progress,
        then.health,
        then.state,
        then.closed_on,
    )
    assert (25, 1.0, "achieved", day("10-06")) == (
        now.value,
        now.progress,
        now.state,
        now.closed_on,
    )


def test_steps_count_from_the_day_they_were_done() -> None:
    """A milestone done after the period is still to be done in it."""
    steps = (Milestone(title="a", done_on=day("09-01")), Milestone(title="b", done_on=day("10-01")))
    record = goal(milestones=steps).record
    assert (0.5, 1.0) == (as_of(record, day("09-30")).progress, as_of(record, TODAY).progress)
