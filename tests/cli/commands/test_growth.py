from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)


@pytest.fixture
def coached(runner: Runner) -> Runner:
    """Return a journal with a coach."""
    runner.ok("meet", "Zoe Lind", "--as", "coach", "--purpose", "speak plainly")
    return runner


def test_a_goal_is_set_with_all_that_is_said_of_it(coached: Runner) -> None:
    """Each field has its flag; ids are found, days and numbers read, milestones dated."""
    coached.ok("objective", "add", "Cut cost")
    coached.ok("skill", "add", "story telling")
    ran = coached.ok(
        *("goal", "add", "Lead the readout", "--why", "I carried slides", "--builds", "skill"),
        *("--skill", "story", "--relationship", "zoe", "--objective", "cut", "--stretch"),
        *("--measure", "numbers", "--unit", "n", "--baseline", "0", "--target", "12.5"),
        *("--due", "10-dec", "--commitment", "9", "--tag", "x", "--visibility", "manager"),
        *("--milestone", "Draft read due:2w", "--milestone", "Readout"),
    )
    assert {
        "title": "Lead the readout",
        "why": "I carried slides",
        "builds": "skill",
        "skill": "story-telling",
        "relationship": "zoe-coach",
        "objective": "cut-cost",
        "measure": "numbers",
        "unit": "n",
        "baseline": 0,
        "target": 12.5,
        "due": dt.date(2026, 12, 10),
        "commitment": 9,
        "stretch": True,
        "created": TODAY,
        "tags": ["x"],
        "visibility": ["manager"],
        "milestones": [
            {"title": "Draft read", "due": dt.date(2026, 10, 28)},
            {"title": "Readout"},
        ],
    } == coached.file("goals/lead-the-readout.toml")
    assert ran.said.startswith("✓ goal lead-the-readout · Lead the readout · why I carried slides")
    assert "due Thu 10 Dec 2026 (in 57 days)" in ran.said


def test_p006_a_baseline_is_asked_for_on_a_terminal(runner: Runner) -> None:
    """A target without a baseline: asked for, and without a terminal 2 with the flag."""
    before = runner.files()
    ran = runner("goal", "add", "Lead", "--target", "12")
    assert 2 == ran.code
    assert "--baseline" in ran.err
    assert before == runner.files()
    ran = runner.ok("goal", "add", "Lead", "--target", "12", answers="3\n")
    assert "Where does it stand now" in ran.err
    assert 3 == runner.file("goals/lead.toml")["baseline"]


def test_p035_a_coachs_goal_has_a_measure_and_a_day(coached: Runner) -> None:
    """Both are asked for where the goal is worked on with a coach."""
    words = ("goal", "add", "Speak", "--relationship", "zoe")
    assert 2 == coached(*words).code
    assert 2 == coached(*words, "--measure", "talks").code
    coached.ok(*words, answers="talks\n1m\n")
    assert {"measure": "talks", "due": dt.date(2026, 11, 14)}.items() <= (
        coached.file("goals/speak.toml").items()
    )


@pytest.mark.parametrize(
    ("code", "flags"),
    [
        (2, ("--due", "someday")),
        (2, ("--baseline", "nan")),
        (2, ("--baseline", "much")),
        (2, ("--commitment", "11")),
        (2, ("--commitment", "2.5")),
        (2, ("--builds", "muscle")),
        (2, ("--milestone", "due:1m")),
        (2, ("--milestone", "Draft goal:x")),
        (2, ("--milestone", "Draft due:someday")),
        (3, ("--skill", "nope")),
        (3, ("--relationship", "nobody")),
    ],
)
def test_a_goal_that_can_not_be_is_refused(
    code: int, flags: tuple[str, ...], runner: Runner
) -> None:
    """A bad value is 2, a link to nothing 3, and nothing is written."""
    before = runner.files()
    assert code == runner("goal", "add", "Lead", *flags).code
    assert before == runner.files()


def test_p097_a_check_in_keeps_the_value_and_the_behaviour(runner: Runner) -> None:
    """How a goal goes is added to it, and the echo says how far it has come."""
    runner.ok("goal", "add", "Lead the readout", "--baseline", "0", "--target", "12")
    ran = runner.ok(
        *("goal", "checkin", "lead", "--value", "3", "--health", "on_track", "--confidence", "4"),
        *("--behaviour", "asked first", "--note", "phew", "--on", "yesterday"),
    )
    assert [
        {
            "on": dt.date(2026, 10, 13),
            "value": 3,
            "health": "on_track",
            "confidence": 4,
            "behaviour": "asked first",
            "note": "phew",
        }
    ] == runner.file("goals/lead-the-readout.toml")["checkins"]
    assert "value 3" in ran.said
    assert ran.said.endswith("25%")


def test_of_two_check_ins_on_a_day_the_later_one_counts(runner: Runner) -> None:
    """Whoever corrects a value the same day sees the corrected one."""
    runner.ok("goal", "add", "Lead", "--baseline", "0", "--target", "10")
    runner.ok("goal", "checkin", "lead", "--value", "9")
    assert runner.ok("goal", "checkin", "lead", "--value", "5").said.endswith("50%")


def test_an_empty_check_in_asks_how_it_looks(runner: Runner) -> None:
    """A check-in says something; without a terminal it is 2."""
    runner.ok("goal", "add", "Lead")
    assert 2 == runner("goal", "checkin", "lead").code
    runner.ok("goal", "checkin", "lead", answers="at_risk\n")
    assert "at_risk" == runner.file("goals/lead.toml")["checkins"][0]["health"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ("lead", "--health", "on_trak")),
        (2, ("lead", "--value", "lots")),
        (2, ("lead", "--confidence", "6")),
        (2, ("lead", "--value", "1", "--on", "tomorrow")),
        (3, ("leed", "--value", "1")),
    ],
)
def test_a_check_in_that_can_not_be_is_refused(
    code: int, words: tuple[str, ...], runner: Runner
) -> None:
    """A bad value is 2, an unknown goal 3, and nothing is written."""
    runner.ok("goal", "add", "Lead")
    before = runner.files()
    assert code == runner("goal", "checkin", *words).code
    assert before == runner.files()


def test_a_goal_that_is_closed_takes_no_check_in(runner: Runner) -> None:
    """A dropped goal refuses, and says what it allows."""
    runner.ok("goal", "add", "Lead")
    runner.ok("drop", "lead")
    ran = runner("goal", "checkin", "lead", "--value", "1")
    assert 7 == ran.code
    assert "reopen" in ran.err


def test_p106_the_starter_skills(runner: Runner) -> None:
    """Six skills to begin from; again, there is nothing left to add."""
    runner.ok("skill", "add", "Financial Acumen")
    runner.ok("skill", "add", "--starter")
    assert {
        "communication",
        "financial-acumen",
        "innovation",
        "leadership",
        "operational-excellence",
        "technology",
    } == {path.stem for path in (runner.root / "skills").iterdir()}
    assert "no change" in runner.ok("skill", "add", "--starter").said
    assert 2 == runner("skill", "add", "x", "--starter").code


def test_a_skill_is_named_with_its_first_rating(runner: Runner) -> None:
    """Importance, target, owners and where I stand, by whom and shown by what."""
    runner.ok("person", "add", "Priya Nair")
    runner.ok(
        *("skill", "add", "forecasting", "--importance", "5", "--target", "4", "--level", "2"),
        *("--by", "priya", "--evidence", "the draft", "--owner", "me", "--owner", "priya"),
    )
    assert {
        "name": "forecasting",
        "importance": 5,
        "target": 4,
        "owners": ["me", "priya-nair"],
        "created": TODAY,
        "ratings": [{"on": TODAY, "level": 2, "by": "priya-nair", "evidence": "the draft"}],
    } == runner.file("skills/forecasting.toml")


def test_p006_a_skills_target_asks_where_i_stand(runner: Runner) -> None:
    """A target without a level: asked for on a terminal, else 2 with the flag."""
    ran = runner("skill", "add", "forecasting", "--target", "4")
    assert 2 == ran.code
    assert "--level" in ran.err
    runner.ok("skill", "add", "forecasting", "--target", "4", answers="2\n")
    assert 2 == runner.file("skills/forecasting.toml")["ratings"][0]["level"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ("add",)),
        (2, ("add", "x", "--importance", "6")),
        (2, ("add", "x", "--level", "0")),
        (2, ("add", "x", "--evidence", "y")),
        (7, ("add", "Forecasting")),
        (2, ("rate", "fore", "6")),
        (2, ("rate", "fore", "high")),
        (2, ("rate", "fore", "3", "--on", "tomorrow")),
        (3, ("rate", "rowing", "3")),
        (2, ("rate", "fore")),
    ],
)
def test_a_skill_that_can_not_be_is_refused(
    code: int, words: tuple[str, ...], runner: Runner
) -> None:
    """A bad level is 2, an unknown skill 3, one that is there already 7; nothing is written."""
    runner.ok("skill", "add", "forecasting")
    before = runner.files()
    assert code == runner("skill", *words).code
    assert before == runner.files()


def test_a_skill_is_rated_by_its_id_or_its_name(runner: Runner) -> None:
    """A rating has its day, who gave it and what showed it; the echo tells where I stand."""
    runner.ok("skill", "add", "Story telling", "--level", "1", "--target", "4")
    ran = runner.ok("skill", "rate", "story telling", "3", "--by", "Zed", "--on", "yesterday")
    assert ran.said.endswith("rating Tue 13 Oct 2026, level 3, by Zed · level 1 of 4")
    runner.ok("skill", "rate", "story", "2")
    ratings = runner.file("skills/story-telling.toml")["ratings"]
    assert [1, 3, 2] == [rating["level"] for rating in ratings]
    assert {"on": dt.date(2026, 10, 13), "level": 3, "by": "Zed"} == ratings[1]


def test_p009_an_objective_has_its_kpi_and_its_numbers(runner: Runner) -> None:
    """What the business wants, by a number that can be checked, in a period."""
    ran = runner.ok(
        *("objective", "add", "Cut cost to serve by 8%", "--kpi", "cost per contact"),
        *("--unit", "USD", "--baseline", "6.10", "--target", "5.61", "--owner", "Ruth Adler"),
        *("--period", "2026-h1"),
    )
    assert {
        "title": "Cut cost to serve by 8%",
        "kpi": "cost per contact",
        "unit": "USD",
        "baseline": 6.1,
        "target": 5.61,
        "owner": "Ruth Adler",
        "period": "2026-H1",
        "created": TODAY,
    } == runner.file("objectives/cut-cost-to-serve-by-8.toml")
    assert "baseline 6.1 · target 5.61" in ran.said


@pytest.mark.parametrize("period", ["someday", "2026-13", "cycle", "2026-10"])
def test_a_period_is_a_year_a_half_or_a_quarter(period: str, runner: Runner) -> None:
    """Any other period is 2, and nothing is written."""
    before = runner.files()
    assert 2 == runner("objective", "add", "x", "--period", period).code
    assert before == runner.files()


@pytest.mark.parametrize(
    "words", [("goal", "add"), ("skill", "add"), ("objective", "add"), ("person", "add")]
)
def test_a_title_says_something_and_hostile_ones_are_shown_safely(
    words: tuple[str, ...], runner: Runner
) -> None:
    """A blank title is 2; markup and control characters are kept in the file, inert on screen."""
    assert 2 == runner(*words, " ").code
    ran = runner.ok(*words, "a [/x] :smile: \x1b[31m")
    assert r"a [/x] :smile: \x1b[31m" in ran.said
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("skill", "add", "x", "--level", "0"), "--level 0: is not from 1 to 5"),
        (("skill", "add", "x", "--importance", "6"), "--importance 6: is not from 1 to 5"),
        (("goal", "add", "x", "--commitment", "11"), "--commitment 11: is not from 1 to 10"),
        (("goal", "add", "x", "--due", "someday"), "--due 'someday' is no day"),
    ],
)
def test_a_bad_value_is_named_by_its_flag(
    words: tuple[str, ...], said: str, runner: Runner
) -> None:
    """Whoever gave several flags is told which one was wrong, and what may stand there."""
    assert said in runner(*words).said
