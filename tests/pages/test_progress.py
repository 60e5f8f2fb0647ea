"""Progress over months: what is shown, how it is counted, and how it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.growth import Milestone
from devjournal.models.profile import Settings
from devjournal.pages.progress import (
    Week,
    build_activity,
    build_progress,
    compose_progress,
)
from devjournal.practice.counts import expected_days
from devjournal.render.sentences import render_sentences
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

if TYPE_CHECKING:
    from devjournal.pages.months import Rhythm

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


def test_a_reader_sees_their_own_part_and_how_much_is_withheld() -> None:
    """What I wrote week by week is for me alone."""
    shown = build_progress(JOURNAL, TODAY, reader="priya-mentor")
    assert ["with-priya"] == [one.goal.id for one in shown.goals]
    assert () == shown.activity
    assert shown.owed
    assert ["kwtz-intro"] == [ref.id for ref in shown.owed.refs]
    assert 6 == shown.withheld


WRITTEN = journal_of(
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
    weeks = build_activity(WRITTEN, TODAY)
    assert (52, day("2025-10-20"), day("10-12")) == (len(weeks), weeks[0].first, weeks[-1].first)
    assert 5 == sum(week.written + week.held for week in weeks)


def test_each_week_counts_what_was_written_held_and_done() -> None:
    """A meeting that is planned was not held, an action given up not done."""
    last, before = build_activity(WRITTEN, TODAY)[:-3:-1]
    assert Week(first=day("10-12"), written=3, held=1, done=1) == last
    assert Week(first=day("10-05"), written=1, held=0, done=1) == before


@pytest.mark.parametrize(("starts", "first"), [("sun", "10-11"), ("thu", "10-08")])
def test_a_week_starts_on_the_profiles_day(starts: str, first: str) -> None:
    """The setting decides in which cell a day falls."""
    journal = journal_of(
        profile(settings=Settings(week_starts=starts)), entry("note", "kwtz-hm", "10-12")
    )
    week = build_activity(journal, TODAY)[-1]
    assert (day(first), 1) == (week.first, week.written)


def test_a_year_without_anything_is_not_drawn() -> None:
    """Empty cells would tell nothing."""
    assert () == build_activity(journal_of(person()), TODAY)


def rhythm(*records: Any, reader: str = "self", **fields: Any) -> Rhythm | None:
    """Return the rhythm with Priya in the last six months."""
    journal = journal_of(person(), bound(**{"cadence": "monthly", **fields}), *records)
    found = build_progress(journal, TODAY, months=6, reader=reader).rhythms
    return found[0] if found else None


def expected(*records: Any, **fields: Any) -> list[str]:
    """Return the days on which meetings were expected."""
    journal = journal_of(person(), bound(**{"cadence": "monthly", **fields}), *records)
    days = expected_days(journal, journal.relationships[0], TODAY)
    return [f"{one:%m-%d}" for one in days]


SUMMER = (held("m-1", "06-10 15:00"), held("m-2", "07-15 15:00"), held("m-3", "10-08 15:00"))


def test_p096_meetings_held_stand_beside_those_expected() -> None:
    """Month by month, from the first one held on."""
    found = rhythm(*SUMMER, meeting("m-4", "09-10 15:00", state="missed"))
    assert found
    assert (3, 5, 1) == (found.held, found.expected, found.failed)
    assert [(0, 0), (1, 1), (1, 1), (0, 1), (0, 1), (1, 1)] == [
        (one.held, one.expected) for one in found.months
    ]


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        ("weekly", ["09-24", "10-01", "10-08"]),
        ("fortnightly", ["09-24", "10-08"]),
        ("monthly", ["09-24"]),
        ("quarterly", ["09-24"]),
    ],
)
def test_each_cadence_has_its_steps(cadence: str, days: list[str]) -> None:
    """From the first meeting to today."""
    assert days == expected(held("m-1", "09-24 15:00"), cadence=cadence)


def test_a_month_on_from_its_last_day_is_a_months_last() -> None:
    """The day of the first meeting is kept, as far as a month has it."""
    assert ["08-31", "09-30"] == expected(held("m-1", "08-31 15:00"))


def test_what_has_just_begun_has_failed_nothing() -> None:
    """Until the first meeting one is expected a step after the start, and not on its day."""
    assert [] == expected(start=TODAY)
    assert ["10-03"] == expected(start=day("09-03"))
    assert [] == expected(state="asked", start=day("09-03"))


@pytest.mark.parametrize(
    "ends",
    [
        {"meetings_agreed": 2},
        {"end": day("07-20")},
        {"state": "closed", "closed_on": day("07-20")},
    ],
)
def test_nothing_is_expected_after_the_end(ends: dict[str, Any]) -> None:
    """Not after the meetings agreed on, nor the day agreed on, nor the day it closed."""
    assert ["06-10", "07-10"] == expected(*SUMMER[:2], **ends)


def test_a_pause_is_no_failure() -> None:
    """No day says when it began: nothing is expected after the last meeting."""
    assert ["06-10", "07-10"] == expected(*SUMMER[:2], state="paused")


def test_a_reader_who_is_not_told_the_end_counts_to_the_last_meeting() -> None:
    """They do not see that it closed, and are told no failure that was none."""
    closed = {"state": "closed", "closed_on": day("07-20")}
    found = rhythm(*SUMMER[:2], reader="priya-mentor", **closed)
    assert found
    assert (2, 2) == (found.held, found.expected)


def test_without_a_rhythm_meetings_are_counted_alone() -> None:
    """There is no denominator to be made up."""
    found = rhythm(*SUMMER, cadence=None)
    assert found
    assert (3, None) == (found.held, found.expected)


def test_who_did_not_meet_is_not_listed() -> None:
    """A candidate expects nothing."""
    assert None is rhythm(state="candidate")


def test_on_a_page_for_somebody_they_are_you_and_nobody_is_late() -> None:
    """The reader is told what both of us owe, and not for how long."""
    theirs = action("bxgt-intro", "10-01", "them", relationship="priya-mentor")
    journal = journal_of(person(), bound(), theirs)
    shown = render_sentences(
        compose_progress(build_progress(journal, TODAY, reader="priya-mentor"))
    )
    assert "you kept" not in shown
    assert "I owe 0, you owe 1." in shown
    assert not [word for word in ("late", "hey", "ithheld") if word in shown]
