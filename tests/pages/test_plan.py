"""The plan of a relationship: what stands on it, for me and for the other side."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from devjournal.journal.stored import Ref
from devjournal.models.growth import Milestone
from devjournal.models.meetings import DayMove
from devjournal.models.people import Agreement, Ask, Measure
from devjournal.models.profile import Role
from devjournal.pages.phrases import cited
from devjournal.pages.plan import Plan, build_plan, compose_plan
from devjournal.render.markdown import render_markdown
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
    topic,
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
    "measures": (Measure(name="meetings held", target=Decimal(3)),),
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
    objective("cut-cost", kpi="cost per contact", baseline="6.1", target="5.6"),
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


def page(shown: Plan) -> str:
    """Return the words of a plan's page, as Markdown has them."""
    return render_markdown(compose_plan(shown)).replace("**", "")


def test_its_goals_are_worked_on_here_build_what_was_asked_for_or_are_shared() -> None:
    """Not those of another relationship, nor one given up, nor my own."""
    assert ["builds-it", "told-her", "with-priya"] == [one.goal.id for one in plan().goals]


def test_p086_skills_stand_with_their_gap() -> None:
    """Those that were asked for and that its goals build."""
    assert [("financial-acumen", 1)] == [(one.skill.id, one.gap) for one in plan().skills]


def test_without_a_planned_meeting_the_rhythm_says_when() -> None:
    """The first day to come, by steps after the last one held, on their usual weekday."""
    records = [one for one in RECORDS if one.id != "m-2"]
    unplanned = build_plan(journal_of(*records), "priya-mentor", TODAY)
    assert unplanned.meetings
    assert (None, day("10-15")) == (unplanned.meetings.at, unplanned.meetings.expected)
    assert "Next · no day agreed yet; expected Thu 15 Oct 2026" in page(unplanned)
    later = build_plan(journal_of(*records), "priya-mentor", day("10-18"))
    assert "Next · no day agreed yet; expected Thu 19 Nov 2026" in page(later)


def test_a_meeting_that_has_passed_says_that_it_waits() -> None:
    """What is planned for a day that has passed is not told as if it were to come."""
    late = build_plan(journal_of(*RECORDS), "priya-mentor", day("12-01"))
    assert "days ago), not logged yet" in page(late)


def test_the_other_sides_plan_is_built_from_what_they_may_see() -> None:
    """No milestones, measures, goals, letters or commands, and no count."""
    theirs = plan("priya-mentor")
    assert ["told-her", "with-priya"] == [one.goal.id for one in theirs.goals]
    assert (None, ()) == (theirs.measures, theirs.missing)
    hidden = cited(plan()) - cited(theirs)
    assert {Ref("goal", "builds-it"), Ref("relationship", "priya-mentor", "measures")} <= hidden
    assert len(hidden) == theirs.withheld
    text = page(theirs)
    assert not [word for word in ("Half", "kwtz", "devjournal") if word in text]
    assert "ithheld" not in text


@pytest.mark.parametrize("reader", ["manager", "exec", "dana-coach"])
def test_who_may_not_know_of_it_gets_nothing(reader: str) -> None:
    """All of it is withheld, whom it is with too."""
    empty = plan(reader)
    assert (None, "", ()) == (empty.relationship, empty.who, empty.goals)
    assert empty.withheld > 8
    assert f"There is nothing here for {reader}." in page(empty)
    assert "Priya" not in page(empty)


def test_what_is_missing_is_named_with_its_command() -> None:
    """On my own page, one command for each."""
    bare = build_plan(journal_of(person(), bound(purpose=None)), "priya-mentor", TODAY)
    assert [
        ("It has no purpose yet.", 'devjournal set priya-mentor purpose="..."'),
        ("It has no goal yet.", 'devjournal goal add "..." --relationship priya-mentor'),
        ("Nothing is agreed on yet.", "devjournal agree priya-mentor"),
    ] == list(bare.missing)
    assert () == plan().missing
    assert "`devjournal agree priya-mentor`" in page(bare)


@pytest.mark.parametrize(("due", "words"), [("10-13", "**due 13 Oct**"), ("10-14", "due 14 Oct")])
def test_a_step_has_all_of_its_day(due: str, words: str) -> None:
    """It is late from the day after, and that stands out."""
    steps = (Milestone(title="Half", due=day(due)),)
    journal = journal_of(person(), bound(), goal(relationship="priya-mentor", milestones=steps))
    shown = render_markdown(compose_plan(build_plan(journal, "priya-mentor", TODAY)))
    assert f"Half · {words}\n" in shown


def test_p074_a_promise_that_was_kept_late_says_by_how_much() -> None:
    """As long as the plan still shows it: until the next meeting."""
    done: dict[str, Any] = {"state": "done", "closed_on": day("10-01")}
    late = action("rrrr-late", "09-20", relationship="priya-mentor", **done)
    found = page(build_plan(journal_of(*RECORDS, late), "priya-mentor", TODAY))
    assert "due Sun 20 Sep, done 11 days late" in found.replace("**", "")


def test_p074_what_is_behind_a_promise_is_mine_to_see() -> None:
    """Where it came from, what for, how often it was put off, and what shows that it was done."""
    move = DayMove(was=day("09-25"), now=day("10-09"), on=day("09-25"), why="Budget week")
    journal = journal_of(
        ME,
        person(),
        bound(),
        held("priya-mentor-001", "09-15 15:00"),
        topic("bcdf-which-number", state="discussed"),
        goal("lead-the-readout", why="So that they listen"),
        action(
            *("kwtz-rebuild-slide-2", "10-09"),
            relationship="priya-mentor",
            meeting="priya-mentor-001",
            goal="lead-the-readout",
            kind="introduction",
            moves=(move,),
            note="Slide 2 is the one",
        ),
        action(*("qrst-send-it", "10-20"), relationship="priya-mentor", topic="bcdf-which-number"),
    )
    told = page(build_plan(journal, "priya-mentor", TODAY))
    for words in (
        "Rebuild slide 2 (introduction)",
        "for: Lead the readout",
        "from: the meeting on 15 Sep",
        "put off: from 25 Sep to 9 Oct: Budget week",
        "note: Slide 2 is the one",
        "from: Which number",
    ):
        assert words in told
    theirs = page(build_plan(journal, "priya-mentor", TODAY, reader="priya-mentor"))
    assert "Rebuild slide 2" in theirs
    for words in ("introduction", "Budget week", "the one", "Lead the readout"):
        assert words not in theirs
