"""Goals that the journal can count."""

from __future__ import annotations

import pytest

from devjournal.changes.growth import (
    TEMPLATES,
    Counted,
    count_goal,
    count_so_far,
    template_facts,
    with_steps_reached,
)
from devjournal.models.growth import Goal, Milestone
from tests.builders import action, bound, day, held, journal_of

TODAY = day("2026-10-14")
OURS = {"relationship": "priya-mentor"}
PROMISES = (
    action("bcdf-a", "2026-10-05", state="done", closed_on=day("2026-10-05"), **OURS),
    action("bcdf-b", "2026-10-06", **OURS),
    action("bcdf-c", "2026-10-07", **OURS),
)
JOURNAL = journal_of(bound("priya-mentor"), *PROMISES, held("m-1", "10-08 15:00"))


@pytest.mark.parametrize(
    ("value", "baseline", "target"), [(None, 0, 100), (33, 33, 100), (100, 100, None)]
)
def test_p006_a_template_has_a_baseline_before_its_target(
    value: float | None, baseline: float, target: float | None
) -> None:
    """What was kept so far; where all was, no way is left, and the steps are the way."""
    facts = template_facts("good-mentee", Counted(value, "", frozenset()), {}, TODAY)
    goal = Goal(**facts)
    assert (baseline, target) == (goal.baseline, goal.target)
    assert 0 == goal.progress


def test_p095_what_is_counted_is_told_with_its_denominators() -> None:
    """Each count names what it is of; there is no score of them all together."""
    told = count_so_far(JOURNAL, "good-mentee", None, TODAY)
    assert "1 of 3 promises kept, 1 of 1 meetings held, thanks said after 0 of 1" == told.words
    assert 33 == told.value
    assert Counted(None, "gave 0", frozenset()) == count_so_far(JOURNAL, "good-mentor", None, TODAY)


def test_a_goal_counts_from_its_first_day() -> None:
    """What fell due before it was set is its baseline, and no part of its value."""
    measure = TEMPLATES["good-mentee"].measure
    goal = Goal(title="x", tags=("a", "good-mentee"), measure=measure, created=day("2026-10-07"))
    told = count_goal(JOURNAL, goal, TODAY)
    assert told
    assert told.words.startswith("0 of 1 promises kept")


@pytest.mark.parametrize("tags", [(), ("good-mentee",)])
def test_any_other_goal_is_not_counted(tags: tuple[str, ...]) -> None:
    """A goal without the tag, or with a measure of its own, is told by who keeps it."""
    assert None is count_goal(JOURNAL, Goal(title="x", tags=tags, measure="talks"), TODAY)


def test_steps_that_are_reached_are_done_once() -> None:
    """The day of a step that was done already stays."""
    first = day("2026-10-01")
    goal = Goal(title="x", milestones=(Milestone(title="a", done_on=first), Milestone(title="b")))
    done = with_steps_reached(goal, frozenset({"a", "b"}), TODAY)
    assert [first, TODAY] == [step.done_on for step in done.milestones]
    assert goal == with_steps_reached(goal, frozenset({"a"}), TODAY)


def test_a_step_is_reached_at_its_number() -> None:
    """Three meetings held reach the step that asks for three; two do not."""
    meetings = [held(f"m-{n}", f"10-0{n} 15:00") for n in (1, 2, 3)]
    step = "Hold three meetings as agreed"
    for number, reached in ((2, False), (3, True)):
        journal = journal_of(bound("priya-mentor"), *meetings[:number])
        assert reached == (step in count_so_far(journal, "good-mentee", None, TODAY).reached)
