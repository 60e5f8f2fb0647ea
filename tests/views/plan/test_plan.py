from __future__ import annotations

from typing import Any

import pytest

from devjournal.journal.stored import Ref
from devjournal.models.goal import Milestone
from devjournal.models.profile import Role
from devjournal.models.relationship_parts import Agreement, Ask, Measure
from devjournal.pages.cited import cited
from devjournal.views.plan import Plan, build_plan
from tests.builders import (
    TODAY,
    action,
    bound,
    checkin,
    day,
    goal,
    held,
    journal_of,
    meeting,
    objective,
    person,
    profile,
    skill,
)

ME = profile(
    aspiration="Lead a team",
    target_role="Team Lead",
    roles=(
        Role(title="Specialist", until=day("2024-01-01")),
        Role(title="Senior Specialist", organisation="Copperleaf"),
    ),
)
AGREEMENT = Agreement(
    how="Video", my_part="A draft", outcomes=("One number",), agreed_on=day("09-17")
)
PRIYA: dict[str, Any] = {
    "cadence": "monthly",
    "weekday": "thu",
    "minutes": 45,
    "meetings_agreed": 3,
    "review_on": day("11-19"),
    "outcomes": ("One number", "No notes"),
    "objectives": ("cut-cost", "gone"),
    "ask": Ask(skill="financial-acumen"),
    "agreement": AGREEMENT,
    "measures": (Measure(name="meetings held", target=3),),
}
RECORDS = (
    ME,
    person(),
    person("dana-osei"),
    bound(**PRIYA),
    bound("dana-coach", "dana-osei", kind="coach"),
    bound("dana-mentee", "dana-osei", my_role="giving"),
    held("m-1", "09-17 15:00"),
    meeting("m-2", "10-15 15:00"),
    objective("cut-cost", kpi="cost per contact", baseline=6.1, target=5.6),
    goal(
        "with-priya",
        checkin("10-01", 2),
        relationship="priya-mentor",
        baseline=0,
        target=4,
        milestones=(Milestone(title="Half", due=day("11-01")),),
    ),
    goal("builds-it", skill="financial-acumen", due=day("12-01")),
    goal("told-her", visibility=("priya-mentor",)),
    goal("with-dana", relationship="dana-coach", skill="financial-acumen"),
    goal("given-up", relationship="priya-mentor", state="dropped"),
    goal("my-own"),
    skill("financial-acumen", ("06-15", 2), ("09-17", 3), target=4, importance=5),
    skill("typing", ("06-15", 2), target=4),
    action("kwtz-draft", "10-14", relationship="priya-mentor"),
    action("bxhq-intro", "10-10", "them", relationship="priya-mentor"),
)
JOURNAL = journal_of(*RECORDS)


def plan(reader: str = "self", of: str = "priya-mentor") -> Plan:
    """Return a plan, mine with Priya unless told otherwise."""
    return build_plan(JOURNAL, of, TODAY, reader=reader)


def test_p078_p107_the_aspiration_and_the_transition_are_at_the_head() -> None:
    """From the present role to the next; a past one is past."""
    direction = plan().direction
    assert direction
    assert ("Lead a team", "Senior Specialist, Copperleaf", "Team Lead") == (
        direction.aspiration,
        direction.role,
        direction.target_role,
    )


def test_where_i_give_my_own_direction_is_no_matter() -> None:
    """The plan is theirs: neither my aspiration nor my readiness stands on it."""
    theirs = plan(of="dana-mentee")
    assert (None, None) == (theirs.direction, theirs.readiness)


def test_p031_the_plan_is_rendered_from_what_is_there() -> None:
    """Purpose, outcomes, objectives, agreement, rhythm, goals and actions of both sides."""
    one = plan()
    assert one.purpose
    assert one.meetings
    assert [("One number", True), ("No notes", False)] == [
        (outcome.text, outcome.is_shared) for outcome in one.outcomes
    ]
    assert ["Cut cost"] == [served.title for served in one.served]
    assert ["how", "my_part", "agreed_on"] == [agreed.part for agreed in one.agreement]
    assert ["meetings held"] == [measure.name for measure in one.measures]
    assert (["kwtz-draft"], ["bxhq-intro"]) == (
        [promise.ref.id for promise in one.promises.mine],
        [promise.ref.id for promise in one.promises.theirs],
    )
    assert (1, 3, day("10-15")) == (
        one.meetings.held,
        one.meetings.agreed,
        one.meetings.at.date() if one.meetings.at else None,
    )


def test_its_goals_are_worked_on_here_build_what_was_asked_for_or_are_shared() -> None:
    """Not those of another relationship, nor one given up, nor my own."""
    assert ["builds-it", "told-her", "with-priya"] == [one.goal.id for one in plan().goals]


def test_p086_skills_stand_with_their_gap() -> None:
    """Those that were asked for and that its goals build."""
    assert [("financial acumen", 1)] == [(one.skill.record.name, one.gap) for one in plan().skills]


def test_p007_p102_readiness_for_a_sponsor_is_told() -> None:
    """From the skills of the whole journal, as advice."""
    readiness = plan().readiness
    assert readiness
    assert ["financial acumen"] == [one.name for one in readiness.foundations]


def test_without_a_planned_meeting_the_rhythm_says_when() -> None:
    """A step after the last one held; nothing once it is closed."""
    records = [one for one in RECORDS if one.id != "m-2"]
    expected = build_plan(journal_of(*records), "priya-mentor", TODAY).meetings
    assert expected
    assert (None, day("10-17")) == (expected.at, expected.expected)


def test_the_other_sides_plan_is_built_from_what_they_may_see() -> None:
    """No steps, measures or goals that are not theirs; and how much is withheld."""
    theirs = plan("priya-mentor")
    assert ["told-her", "with-priya"] == [one.goal.id for one in theirs.goals]
    assert ((), ()) == (theirs.measures, theirs.lacks)
    assert [()] == [
        one.goal.record.milestones for one in theirs.goals if one.goal.id == "with-priya"
    ]
    assert {Ref("goal", "builds-it"), Ref("relationship", "priya-mentor", "measures")} <= hidden()


def hidden() -> set[Ref]:
    """Return what my own plan cites and Priya's does not."""
    found = set(cited(plan()) - cited(plan("priya-mentor")))
    assert len(found) == plan("priya-mentor").withheld
    return found


@pytest.mark.parametrize("reader", ["manager", "exec", "dana-coach"])
def test_who_may_not_know_of_it_gets_nothing(reader: str) -> None:
    """All of it is withheld, whom it is with too."""
    empty = plan(reader)
    assert ("", "", ()) == (empty.relationship, empty.who, empty.goals)
    assert empty.withheld > 8


def test_what_is_missing_is_named_with_its_command() -> None:
    """On my own page, one command for each."""
    bare = build_plan(journal_of(person(), bound(purpose=None)), "priya-mentor", TODAY)
    assert {
        "purpose": 'devjournal set priya-mentor purpose="..."',
        "goals": 'devjournal goal add "..." --relationship priya-mentor',
        "agreement": "devjournal agree priya-mentor",
    } == {lack.what: lack.command for lack in bare.lacks}
    assert () == plan().lacks
