from __future__ import annotations

from devjournal.models.goal import Milestone
from devjournal.views.today import GoalLine, SkillLine, build_today
from tests.builders import (
    NOW,
    action,
    bound,
    checkin,
    day,
    goal,
    journal_of,
    meeting,
    moment,
    person,
    skill,
    topic,
)

READY = (topic("bdfg-how", text="How?"), topic("ghjk-q4-forecast"))


def test_an_empty_journal_says_how_to_begin() -> None:
    """With nobody in it, a journal names the one next step and nothing else."""
    today = build_today(journal_of(), NOW)
    assert today.next_step is not None
    assert 'devjournal meet "NAME" --as mentor --purpose "..."' == today.next_step.command
    assert ((), (), (), (), ()) == (
        today.needs,
        today.nudges,
        today.meetings,
        today.actions,
        today.goals,
    )


def test_a_journal_without_a_goal_asks_for_one() -> None:
    """Once there is somebody to meet, the next step is a goal; with one, there is none."""
    today = build_today(journal_of(person(), bound()), NOW)
    assert today.next_step is not None
    assert 'devjournal goal add "..."' == today.next_step.command
    assert build_today(journal_of(person(), bound(), goal()), NOW).next_step is None


def test_next_meetings_are_those_that_need_nothing_yet() -> None:
    """A meeting stands once on the page: under what needs me, or under what comes next."""
    journal = journal_of(
        person(),
        person("dana-osei"),
        bound(meetings_agreed=3),
        bound("dana-coach", "dana-osei", kind="coach"),
        meeting("d-1", "10-15 10:00", "dana-coach"),
        meeting("m-2", "11-19 15:00"),
        meeting("m-1", "10-15 15:00"),
        *READY,
    )
    today = build_today(journal, NOW)
    assert ["d-1"] == [need.ref.id for need in today.needs]
    assert [("m-1", 1, 3), ("m-2", 1, 3)] == [
        (line.ref.id, line.number, line.of) for line in today.meetings
    ]
    assert moment("10-15 15:00") == today.meetings[0].at


def test_promises_of_the_week_are_there_on_both_sides() -> None:
    """What either side is to do within a week is there, by day, but for what needs me now."""
    journal = journal_of(
        action("kwdf-draft", "10-15"),
        action("bxhq-intro", "10-14", "them"),
        action("gcht-slides", "10-21"),
        action("lmnp-later", "10-22"),
        action("qrst-done", "10-16", state="done"),
    )
    today = build_today(journal, NOW)
    assert [("bxhq-intro", "them"), ("gcht-slides", "me")] == [
        (line.ref.id, line.owner) for line in today.actions
    ]


def test_goals_show_how_far_they_came() -> None:
    """Active goals stand with their progress and health, the one due first in front."""
    journal = journal_of(
        goal(
            "speak-up",
            milestones=(Milestone(title="a", done_on=day("10-01")), Milestone(title="b")),
        ),
        goal(
            "lead", checkin("10-09", 17, health="at_risk"), baseline=0, target=25, due=day("12-10")
        ),
        goal("paused", state="paused"),
    )
    lead, speak = build_today(journal, NOW).goals
    assert isinstance(lead, GoalLine)
    assert (0.68, "at_risk", day("12-10")) == (lead.progress, lead.health, lead.due)
    assert ("speak-up", 0.5, None) == (speak.ref.id, speak.progress, speak.health)


def test_skills_show_the_way_to_their_target() -> None:
    """A rated skill with a target shows its first level and its latest, important ones first."""
    journal = journal_of(
        skill("writing", ("06-15", 3), target=4, importance=2),
        skill("financial-acumen", ("06-15", 2), ("09-17", 3), target=4, importance=5),
        skill("untested", target=3),
        skill("no-aim", ("06-15", 3)),
    )
    first, second = build_today(journal, NOW).skills
    assert isinstance(first, SkillLine)
    assert ("financial acumen", 2, 3, 4) == (first.name, first.baseline, first.level, first.target)
    assert "writing" == second.name
