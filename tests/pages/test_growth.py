from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from devjournal.dates.periods import parse_period
from devjournal.journal.stored import Ref, Stored
from devjournal.models.base import replace
from devjournal.models.growth import Milestone, Rating
from devjournal.models.people import Growth
from devjournal.models.profile import Role
from devjournal.pages.growth import (
    GoalProgress,
    SkillProgress,
    TheirGrowth,
    build_direction,
    build_goal_progress,
    build_skill_progress,
    build_their_growth,
    by_what_they_build,
    direction_facts,
    goal_gauge,
    level_words,
    measured,
)
from devjournal.render.document import Course, Step, text_of
from tests.builders import (
    TODAY,
    bound,
    checkin,
    day,
    goal,
    journal_of,
    person,
    profile,
    skill,
    typed,
)

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


def test_a_goal_has_its_way_on_the_calendar() -> None:
    """From the baseline over each value to the aim and its day; today is on it until it ends."""
    course = goal_gauge(build_goal_progress(journal_of(READOUT), READOUT, TODAY), TODAY).course
    assert course == Course(
        (
            Step(0.0, "0"),
            Step(5.0, "5", day("09-17"), "17 Sep"),
            Step(17.0, "17", day("10-09"), "9 Oct"),
        ),
        aim=Step(25.0, "25", day("11-24"), "24 Nov"),
        today=TODAY,
    )
    ended = READOUT.with_record(
        replace(READOUT.record, state="achieved", closed_on=day("10-10"), target=None)
    )
    course = goal_gauge(build_goal_progress(journal_of(ended), ended, TODAY), TODAY).course
    assert course is not None
    assert (None, None) == course[1:]


def values(progress: GoalProgress) -> list[Decimal]:
    """Return where the measure stood, in order."""
    return [point.value for point in progress.points]


def test_since_a_day_it_begins_where_it_stood_before() -> None:
    """Of what was before a period only the last counts: progress starts there."""
    assert [5, 17] == values(build_goal_progress(journal_of(), READOUT, TODAY, day("10-01")))
    assert [17] == values(build_goal_progress(journal_of(), READOUT, TODAY, day("10-10")))
    assert [0, 5, 17] == values(build_goal_progress(journal_of(), READOUT, TODAY, day("09-17")))


@pytest.mark.parametrize(
    ("fields", "part", "words"),
    [
        ({"baseline": 0, "target": 100, "unit": "%"}, 0.75, "75% · 75 of 100%, from 0%"),
        ({"baseline": 0, "target": 75, "unit": "%"}, 1.0, "100% · 75 of 75%, from 0%"),
        ({}, 1.0, "100% · 75"),
    ],
)
def test_an_achieved_goal_keeps_its_number(fields: dict[str, Any], part: float, words: str) -> None:
    """Where it stood short of its target, it says so; where nothing was to reach, all is done."""
    closed = {"state": "achieved", "closed_on": day("10-14"), **fields}
    progress = build_goal_progress(
        journal_of(), goal("lead", checkin("10-01", 75), **closed), TODAY
    )
    told = text_of(goal_gauge(progress, TODAY).words)
    assert part == progress.progress
    assert f"{words} · achieved 14 Oct{', short of its aim' if part < 1 else ''}" == told


@pytest.mark.parametrize(
    ("value", "target", "words"),
    [(17, 25, "17 of 25"), (30, 25, "30, target 25"), ("5.8", "6.10", "5.80 of 6.10")],
)
def test_p006_what_is_past_its_target_is_no_part_of_it(
    value: str | int, target: str | int, words: str
) -> None:
    """More than the whole is told beside it."""
    assert words == measured(None, typed(value), typed(target), None)


def test_a_level_above_its_target_is_no_part_of_it() -> None:
    """5, where 4 was the aim, is not five of four."""
    assert ["2 → 3 of 4", "2 → 5, target 4"] == [level_words(2, level, 4) for level in (3, 5)]


def test_figures_of_one_measure_have_the_same_decimals() -> None:
    """Two, where one of them has two."""
    stored = goal("cost", checkin("10-01", "5.85"), baseline="6.1", target="5.5", unit="USD")
    gauge = goal_gauge(build_goal_progress(journal_of(), stored, TODAY), TODAY)
    assert text_of(gauge.trail_words).startswith("6.10 → 5.85")
    assert "5.85, target 5.50 USD, from 6.10" in text_of(gauge.words)


def test_without_a_measure_there_is_no_progress() -> None:
    """Nothing is made up."""
    progress = build_goal_progress(
        journal_of(), goal("write", checkin("09-01", health="at_risk")), TODAY
    )
    assert ((), None) == (progress.points, progress.progress)


WITH_ZOE = journal_of(person("zoe-lindqvist", "Zoë Lindqvist"))


def zoes(since: str = "", **fields: object) -> SkillProgress:
    """Return the progress of a skill that sank once and was then rated by Zoë."""
    made = skill("storytelling", ("06-24", 1), ("03-26", 2), target=4, importance=5)
    by_zoe = Rating(on=day("09-16"), level=3, by="zoe-lindqvist", evidence="On the recording")
    record = replace(made.record, ratings=(*made.record.ratings, by_zoe), **fields)
    stored = Stored(made.id, made.kind, record, "")
    return build_skill_progress(WITH_ZOE, stored, day(since) if since else None)


def test_p086_the_gap_is_what_is_missing_to_the_target() -> None:
    """From the first level to the latest, and how far it still is; never below 0."""
    one = zoes()
    assert (2, 3, 4, 1) == (one.skill.record.baseline, one.level, one.skill.record.target, one.gap)
    assert 0 == zoes(target=2).gap
    assert None is zoes(target=None).gap


def test_since_a_day_it_begins_with_the_level_before() -> None:
    """The last rating before a period is where it starts."""
    assert [1, 3] == [one.level for one in zoes("07-01").levels]


JONAS = person("jonas-berg", "Jonas Berg")
STEPS = (
    Growth(skill="Listening", on=day("05-20"), level=2, by="priya-nair", evidence="Named it"),
    Growth(skill="Listening", on=day("02-17"), level=1, by="me"),
    Growth(skill="budgeting", on=day("09-15"), level=3),
)
MENTEE = bound("jonas-mentee", "jonas-berg", my_role="giving", growth=STEPS)


def told(period: str | None = None) -> tuple[TheirGrowth, ...]:
    """Return the growth of one mentee, in a period or ever."""
    journal = journal_of(JONAS, person(), MENTEE, skill("budgeting", name="Budgets"))
    return build_their_growth(
        journal, journal.relationships, parse_period(period, TODAY) if period else None
    )


def test_p099_a_mentees_growth_is_told_skill_by_skill() -> None:
    """From the first level to the latest, in the order of days, with who saw it."""
    listening, budgets = told()
    assert ("Jonas Berg", "Listening", 1, 2) == (
        listening.who,
        listening.skill,
        listening.baseline,
        listening.level,
    )
    assert [(1, None), (2, "Priya Nair")] == [(one.level, one.by) for one in listening.levels]
    assert ("Budgets", 3, 3) == (budgets.skill, budgets.baseline, budgets.level)
    assert Ref("relationship", "jonas-mentee", "growth") == listening.ref


def test_a_period_begins_where_the_time_before_ended() -> None:
    """What was seen before is where it stood; a skill that nobody looked at is left out."""
    (listening,) = told("2026-Q2")
    assert (1, 2, 1) == (listening.baseline, listening.level, len(listening.levels))
    assert () == told("2025")


def test_where_i_learn_there_is_no_growth_of_theirs() -> None:
    """It is kept where I give."""
    mentor = bound(growth=STEPS)
    assert () == build_their_growth(journal_of(person(), mentor), [mentor])


def test_no_reader_is_told_of_it() -> None:
    """What I keep of a mentee's growth is mine, for the mentee too."""
    theirs = journal_of(JONAS, MENTEE).for_reader("jonas-mentee", TODAY)
    assert theirs.relationships
    assert () == build_their_growth(theirs, theirs.relationships)


SURE = goal(
    "lead-the-readout",
    checkin("09-17", 5, confidence=2, behaviour="Said I don't know"),
    checkin("09-25", 9),
    checkin("10-09", 17, confidence=4, behaviour="Rang the owner myself"),
    builds="credibility",
    stretch=True,
    commitment=9,
)


def lines(stored: Stored[Any], reader: str = "self", *, titled: bool = True) -> list[str]:
    """Return what stands on a goal's bar, and beneath it."""
    journal = journal_of(person(), bound(), stored).for_reader(reader, TODAY)
    gauge = goal_gauge(build_goal_progress(journal, journal.goals[0], TODAY), TODAY, titled=titled)
    return [text_of(part) for part in (gauge.label, *gauge.sub)]


def test_p002_p047_p097_a_trajectory_tells_how_sure_i_was_and_what_i_showed() -> None:
    """What a goal builds, whether it is a stretch, confidence with its scale, and behaviour."""
    way = "▄▇ confidence 2 → 4 of 5 · commitment 9 of 10"
    last = "shown 9 Oct: Rang the owner myself"
    assert ["Lead the readout · builds credibility · a stretch", way, last] == lines(SURE)
    first = "shown 17 Sep: Said I don't know"
    assert ["builds credibility · a stretch", way, first, last] == lines(SURE, titled=False)


def test_p047_a_reader_is_not_told_how_sure_i_was() -> None:
    """Whoever may see the goal sees neither this nor what I showed, nor what it builds."""
    shared = SURE.with_record(replace(SURE.record, visibility=("priya-mentor",)))
    assert ["Lead the readout"] == lines(shared, "priya-mentor")


def test_p002_goals_that_build_the_same_stand_together() -> None:
    """In the order of the first of each; what says nothing of it comes first, without a name."""
    kinds = {"a": "skill", "b": "visibility", "c": None, "d": "skill"}
    goals = [goal(id_, builds=kind) for id_, kind in kinds.items()]
    page = [build_goal_progress(journal_of(), one, TODAY) for one in goals]
    assert [
        ("", "C"),
        ("Building a skill", "A"),
        ("Building a skill", "D"),
        ("Building visibility", "B"),
    ] == [(one.group, text_of(one.label)) for one in by_what_they_build(page, TODAY)]


ROLES = (Role(title="Specialist", organisation="Copperleaf"),)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {}),
        ({"roles": ROLES}, {}),
        ({"direction": "out"}, {"Direction": "out"}),
        ({"aspiration": "Lead"}, {"Aspiration": "Lead"}),
        (
            {"target_role": "Lead", "roles": ROLES, "direction": "up"},
            {"Transition": "Specialist, Copperleaf → Lead · up"},
        ),
        ({"target_role": "Lead"}, {"Transition": "to Lead"}),
    ],
)
def test_p004_p078_p107_the_head_says_where_i_want_to_go(
    fields: dict[str, Any], expected: dict[str, str]
) -> None:
    """The aspiration, and the way from the present role to the next; nothing of it, no head."""
    told = direction_facts(build_direction(journal_of(profile(**fields)), TODAY))
    assert expected == {label: text_of(words) for label, words in told if words}
