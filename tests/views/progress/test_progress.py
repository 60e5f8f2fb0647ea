from __future__ import annotations

from devjournal.views.progress import build_progress
from tests.builders import (
    TODAY,
    action,
    bound,
    checkin,
    day,
    goal,
    held,
    journal_of,
    person,
    skill,
)

JOURNAL = journal_of(
    person(),
    bound(cadence="monthly"),
    held("priya-mentor-001", "09-17 15:00"),
    goal("alone", due=day("12-01")),
    goal("with-priya", checkin("09-20", 3), baseline=0, target=4, relationship="priya-mentor"),
    goal("paused-one", state="paused"),
    goal("reached", state="achieved", closed_on=day("03-01")),
    goal("long-ago", state="achieved", closed_on=day("2024-03-01")),
    skill("writing", ("06-15", 2), target=4, importance=3),
    skill("speaking", ("06-15", 2), importance=5),
    skill("never-rated"),
    action("kwtz-intro", "10-10", "them", relationship="priya-mentor"),
    action("bcdf-mine", "10-10"),
)


def test_months_are_whole_and_end_with_this_one() -> None:
    """Twelve, unless told otherwise, from the first day of the first."""
    progress = build_progress(JOURNAL, TODAY)
    assert (12, day("2025-11-01"), TODAY) == (
        len(progress.months),
        progress.period.first,
        progress.period.last,
    )
    assert (day("10-01"),) == build_progress(JOURNAL, TODAY, months=1).months


def test_open_goals_come_first_then_those_that_closed_in_the_months() -> None:
    """What was closed before is not looked back on."""
    goals = [one.goal.id for one in build_progress(JOURNAL, TODAY).goals]
    assert ["alone", "with-priya", "paused-one", "reached"] == goals
    assert "reached" not in [one.goal.id for one in build_progress(JOURNAL, TODAY, months=3).goals]


def test_skills_that_matter_most_come_first() -> None:
    """One without a level or a target has nothing to show."""
    names = [one.skill.record.name for one in build_progress(JOURNAL, TODAY).skills]
    assert ["speaking", "writing"] == names


def test_a_reader_sees_their_own_part_and_how_much_is_withheld() -> None:
    """What I wrote week by week is for me alone."""
    shown = build_progress(JOURNAL, TODAY, reader="priya-mentor")
    assert ["with-priya"] == [one.goal.id for one in shown.goals]
    assert () == shown.activity
    assert shown.owed
    assert ["kwtz-intro"] == [ref.id for ref in shown.owed.refs]
    assert 6 == shown.withheld


def test_an_empty_journal_says_the_next_step() -> None:
    """Only where there is nothing at all."""
    empty = build_progress(journal_of(), TODAY)
    assert (True, 'devjournal goal add "..."') == (empty.is_empty, empty.next_step)
    assert (False, None) == (
        build_progress(JOURNAL, TODAY).is_empty,
        build_progress(JOURNAL, TODAY).next_step,
    )
