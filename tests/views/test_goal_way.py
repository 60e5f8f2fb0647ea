from __future__ import annotations

from devjournal.models.goal import Milestone
from devjournal.views.goal_way import GoalWay, Point, Step, build_goal_way
from tests.builders import checkin, day, goal

READOUT = goal(
    "lead-the-readout",
    checkin("10-09", 17, health="on_track"),
    checkin("09-17", 5),
    checkin("09-25", health="at_risk"),
    baseline=0,
    target=25,
    unit="numbers",
    due=day("11-24"),
    milestones=(Milestone(title="A page", due=day("09-22"), done_on=day("09-21")),),
)


def values(way: GoalWay) -> list[float]:
    """Return where the measure stood, in order."""
    return [point.value for point in way.points]


def test_p006_a_way_goes_from_the_baseline_to_the_target() -> None:
    """The baseline comes first, then each measured check-in in the order of days."""
    way = build_goal_way(READOUT)
    assert (0, 17, 25, 0.68) == (way.baseline, way.value, way.target, way.progress)
    assert (
        Point(on=None, value=0),
        Point(on=day("09-17"), value=5),
        Point(on=day("10-09"), value=17),
    ) == way.points


def test_the_latest_check_in_says_how_it_looks() -> None:
    """Its health and its day are the goal's."""
    way = build_goal_way(READOUT)
    assert ("on_track", day("10-09")) == (way.health, way.on)


def test_since_a_day_it_begins_where_it_stood_before() -> None:
    """Of what was before a period only the last counts: the way starts there."""
    assert [5, 17] == values(build_goal_way(READOUT, day("10-01")))
    assert [17] == values(build_goal_way(READOUT, day("10-10")))
    assert [0, 5, 17] == values(build_goal_way(READOUT, day("09-17")))


def test_milestones_are_steps() -> None:
    """Each with the day it is due and the day it was done."""
    step = Step(title="A page", due=day("09-22"), done_on=day("09-21"))
    assert (step,) == build_goal_way(READOUT).steps


def test_without_a_measure_there_is_no_way() -> None:
    """Nothing is made up."""
    way = build_goal_way(goal("write", checkin("09-01", health="at_risk")))
    assert ((), None, "at_risk") == (way.points, way.progress, way.health)
