"""The dashboard: what stands on it, and how it reads in every form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.growth import Milestone
from devjournal.models.people import Ask
from devjournal.pages.today import Today, build_today, compose_today
from devjournal.render.markdown import render_markdown
from tests.builders import (
    NOW,
    action,
    bound,
    checkin,
    day,
    each,
    goal,
    held,
    journal_of,
    meeting,
    opportunity,
    person,
    skill,
    topic,
)

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def today_of(*stored: Stored[Any]) -> Today:
    """Return the dashboard of a journal of these records."""
    return build_today(journal_of(*stored), NOW)


def markdown(*stored: Stored[Any]) -> str:
    """Return the dashboard as Markdown: its words, without the layout of a terminal."""
    return render_markdown(compose_today(today_of(*stored)))


def test_next_meetings_are_those_that_need_nothing_yet() -> None:
    """A meeting stands once on the page: under what needs me, or under what comes next.

    One that is near has the command for its agenda.
    """
    today = today_of(
        person(),
        person("dana-osei"),
        bound(meetings_agreed=3),
        bound("dana-coach", "dana-osei", kind="coach"),
        meeting("d-1", "10-15 10:00", "dana-coach"),
        meeting("m-2", "11-19 15:00"),
        meeting("m-1", "10-15 15:00"),
        topic("bdfg-how", text="How?"),
        topic("ghjk-q4-forecast"),
    )
    assert ["d-1"] == [need.matter.about.id for need in today.needs]
    assert [("m-1", 1, 3, "devjournal prep priya"), ("m-2", 1, 3, None)] == [
        (one.about.id, *each(one, "number of prep")) for one in today.coming
    ]


def test_promises_and_opportunities_of_the_week_are_there() -> None:
    """What either side is to do within a week is there, by day, but for what needs me now.

    So is an opportunity that is mine, once it is said what is to come of it.
    """
    today = today_of(
        action("kwdf-draft", "10-15"),
        action("bxhq-intro", "10-14", "them"),
        action("gcht-slides", "10-21"),
        action("lmnp-later", "10-22"),
        action("qrst-done", "10-16", state="done"),
        opportunity("talk", state="accepted", on=day("10-15"), expected_result="A yes"),
        opportunity("pitch", state="accepted", on=day("10-22")),
        opportunity("panel", state="proposed", on=day("10-18")),
    )
    assert ["bxhq-intro", "talk", "gcht-slides"] == [one.about.id for one in today.coming]
    assert "Thu 15 Oct · Talk" in render_markdown(compose_today(today))


def test_goals_show_how_far_they_came() -> None:
    """Active goals stand with their progress and health, the one due first in front."""
    halfway = (Milestone(title="a", done_on=day("10-01")), Milestone(title="b"))
    at_risk = checkin("10-09", 17, health="at_risk")
    lead, speak = today_of(
        goal("speak-up", milestones=halfway),
        goal("lead", at_risk, baseline=0, target=25, due=day("12-10")),
        goal("paused", state="paused"),
    ).goals
    assert ("lead", 0.68) == (lead.goal.id, lead.progress)
    assert ("speak-up", 0.5) == (speak.goal.id, speak.progress)


def test_skills_show_the_way_to_their_target() -> None:
    """A rated skill with a target shows its first level and its latest, important ones first."""
    first, second = today_of(
        skill("writing", ("06-15", 3), target=4, importance=2),
        skill("financial-acumen", ("06-15", 2), ("09-17", 3), target=4, importance=5),
        skill("untested", target=3),
        skill("no-aim", ("06-15", 3)),
    ).skills
    assert ("financial-acumen", 3) == (first.skill.id, first.level)
    assert "writing" == second.skill.id


def test_every_sort_of_line_has_its_words() -> None:
    """What is over, late, put off or without a day is said; then nudges, and what is next."""
    text = markdown(
        person(),
        person("dana-osei"),
        person("bo-li"),
        person("kim-oh"),
        bound(),
        bound("dana-coach", "dana-osei", kind="coach", cadence="monthly"),
        bound(
            "bo-sponsor", "bo-li", kind="sponsor", state="later", ask=Ask(follow_up_on=day("10-01"))
        ),
        bound("kim-partner", "kim-oh", kind="partner", meetings_agreed=1),
        meeting("m-1", "10-12 15:00"),
        held("d-1", "09-30 15:00", "dana-coach"),
        held("k-1", "09-01 15:00", "kim-partner"),
        meeting("k-2", "10-20 09:30", "kim-partner"),
        action("bxhq-intro", "10-13", "them", title="Intro to Dana", relationship="priya-mentor"),
        action("gcht-slides", "10-19"),
        goal(
            "speak-up",
            checkin("09-01", 3, health="off_track"),
            baseline=0,
            target=4,
            due=day("10-01"),
        ),
        goal("write", due=day("12-18"), created=NOW.date()),
        skill("writing", ("06-15", 2), target=4),
    )
    for words in (
        "12 Oct · Priya Nair (mentor, meeting 1): how did it go?",
        "`bxhq` · Intro to Dana (Priya Nair) · **1 day late**",
        "sponsor · Bo Li said later: ask again, as of 1 Oct",
        "coach · Dana Osei: no next meeting yet",
        '`devjournal meet "Dana Osei" --next 2026-10-30`',
        "Speak up: no check-in for 43 days",
        "Mon 19 Oct · `gcht` Slides",
        "Tue 20 Oct 09:30 · Kim Oh (partner, meeting 2, 1 agreed)",
        "75% · **off track** · **13 days late**",
        "Write · due Fri 18 Dec",
        "writing · 2 of 4",
    ):
        assert words in text


def test_long_lists_are_cut_and_say_so() -> None:
    """Five goals and four skills stand on the page; the rest is one command away."""
    goals = [goal(f"goal-{number}") for number in range(6)]
    skills = [skill(f"skill-{number}", ("06-15", 2), target=3) for number in range(6)]
    text = markdown(*goals, *skills)
    assert "1 more · `devjournal list goals`" in text
    assert "2 more · `devjournal list skills`" in text
    assert "Goal 5" not in text
    assert "skill 4" not in text


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("10-14 15:00", "today 15:00"),
        ("10-15 15:00", "Thu 15:00"),
        ("10-16 15:00", "Fri 15:00"),
        ("10-13 15:00", "13 Oct"),
        ("2025-10-13 15:00", "13 Oct 2025"),
    ],
)
def test_a_meeting_is_known_by_its_moment(at: str, shown: str) -> None:
    """A near meeting shows weekday and time, one that is past its day."""
    assert f"{shown} · Priya Nair" in markdown(person(), bound(), meeting("m-1", at))
