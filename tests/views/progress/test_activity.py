from __future__ import annotations

import pytest

from devjournal.models.goal import Milestone
from devjournal.views.progress.activity import Week, build_activity
from tests.builders import (
    TODAY,
    action,
    bound,
    checkin,
    day,
    entry,
    goal,
    held,
    journal_of,
    meeting,
    person,
    profile,
    skill,
    topic,
)

JOURNAL = journal_of(
    person(),
    bound(),
    held("priya-mentor-001", "10-12 15:00"),
    meeting("priya-mentor-002", "10-13 15:00"),
    entry("note", "kwtz-hm", "10-11"),
    entry("note", "bcdf-long-ago", "2025-10-01"),
    entry("note", "ghjk-to-come", "10-16"),
    topic("vnpl-q4-forecast", raised_on=day("10-12")),
    topic("lmnp-without-a-day"),
    skill("writing", ("10-13", 2)),
    goal(
        "write",
        checkin("10-14", 3),
        milestones=(Milestone(title="One", done_on=day("10-05")), Milestone(title="Two")),
    ),
    action("qrst-sent", "10-30", state="done", closed_on=day("10-14")),
    action("vwxz-given-up", "10-30", state="dropped", closed_on=day("10-14")),
)


def test_a_year_is_52_weeks_and_ends_with_this_one() -> None:
    """The first of them began 51 weeks ago; what is older, or to come, does not count."""
    weeks = build_activity(JOURNAL, TODAY)
    assert (52, day("2025-10-20"), day("10-12")) == (len(weeks), weeks[0].first, weeks[-1].first)
    assert 5 == sum(week.written + week.held for week in weeks)


def test_each_week_counts_what_was_written_held_and_done() -> None:
    """A meeting that is planned was not held, an action given up not done."""
    last, before = build_activity(JOURNAL, TODAY)[:-3:-1]
    assert Week(first=day("10-12"), written=3, held=1, done=1) == last
    assert Week(first=day("10-05"), written=1, held=0, done=1) == before


@pytest.mark.parametrize(("starts", "first"), [("sun", "10-11"), ("thu", "10-08")])
def test_a_week_starts_on_the_profiles_day(starts: str, first: str) -> None:
    """The setting decides in which cell a day falls."""
    journal = journal_of(
        profile(settings={"week_starts": starts}), entry("note", "kwtz-hm", "10-12")
    )
    week = build_activity(journal, TODAY)[-1]
    assert (day(first), 1) == (week.first, week.written)


def test_a_year_without_anything_is_not_drawn() -> None:
    """Empty cells would tell nothing."""
    assert () == build_activity(journal_of(person()), TODAY)
