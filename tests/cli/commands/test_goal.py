from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

LEAD = "goals/lead-the-readout.toml"


def state(runner: Runner) -> str:
    """Return the state that the goal's file tells."""
    return str(runner.file(LEAD).get("state", "active"))


def steps(runner: Runner, path: str = LEAD) -> dict[str, Any]:
    """Return the day on which each milestone was done, by its title."""
    return {one["title"]: one.get("done_on") for one in runner.file(path)["milestones"]}


@pytest.fixture
def lead(runner: Runner) -> Runner:
    """Return a journal with a goal of twelve slides and two steps."""
    runner.ok(
        *("goal", "add", "Lead the readout", "--baseline", "0", "--target", "12"),
        *("--milestone", "Draft read due:2w", "--milestone", "Dry run"),
    )
    return runner


def test_the_life_of_a_goal(lead: Runner) -> None:
    """From its first day to the last: checked, rested, taken on, stepped, reached, reopened."""
    assert "25%" in lead.ok("goal", "checkin", "lead", "--value", "3").said
    ran = lead.ok("goal", "pause", "lead")
    assert "✓ goal lead-the-readout paused · Lead the readout · 25%" == ran.said
    ran = lead("goal", "pause", "lead")
    assert (7, True) == (ran.code, "goal resume, goal achieve, drop" in ran.said)
    ran = lead.ok("goal", "resume", "lead")
    assert "✓ goal lead-the-readout active · Lead the readout · 25%" == ran.said
    assert 7 == lead("goal", "resume", "lead").code
    ran = lead.ok("goal", "milestone", "lead", "Sent to Tom", "--due", "3d")
    assert "milestone Sent to Tom, due Sat 17 Oct 2026" in ran.said
    ran = lead.ok("goal", "milestone", "lead", "draft", "--done", "--on", "yesterday")
    assert "milestone Draft read, done on Tue 13 Oct 2026" in ran.said
    before = lead.files()
    ran = lead.ok("goal", "achieve", "lead", "--on", "yesterday")
    assert "lead-the-readout achieved · Lead the readout · on Tue 13 Oct 2026 · 100%" in ran.said
    assert "2 of its 3 milestones" in ran.said
    assert 'devjournal win "..." --goal lead-the-readout' in ran.said
    ran = lead("goal", "achieve", "lead")
    assert (7, True) == (ran.code, "already achieved on 2026-10-13" in ran.said)
    lead.ok("undo")
    assert before == lead.files()
    lead.ok("redo")
    assert "achieved" == state(lead)
    lead.ok("reopen", "lead")
    assert before == lead.files()
    ran = lead.ok("goal", "drop", "lead", "--why", "called off")
    assert "dropped · Lead the readout · why called off" in ran.said
    assert {"state": "dropped", "closed_why": "called off"}.items() <= lead.file(LEAD).items()


def test_goal_drop_does_what_drop_does(lead: Runner) -> None:
    """The noun's verb and the verb of the loop write the same file."""
    lead.ok("goal", "drop", "lead", "--why", "called off")
    by_noun = lead.files()
    lead.ok("undo")
    lead.ok("drop", "lead", "--why", "called off")
    assert by_noun == lead.files()


@pytest.mark.parametrize("name", ["2", "dry run", "DRY", "Dry run"])
def test_a_milestone_is_named_by_its_number_or_its_start(lead: Runner, name: str) -> None:
    """Its number as the page counts them, its title, or how that begins, whatever the case."""
    lead.ok("goal", "milestone", "lead", name, "--done")
    assert {"Draft read": None, "Dry run": dt.date(2026, 10, 14)} == steps(lead)


def test_a_milestones_title_goes_before_a_number(lead: Runner) -> None:
    """A step that is called 1 is meant by 1, wherever it stands."""
    lead.ok("goal", "milestone", "lead", "1")
    lead.ok("goal", "milestone", "lead", "1", "--done")
    assert dt.date(2026, 10, 14) == steps(lead)["1"]


def test_a_milestone_is_done_once_and_on_an_open_goal(lead: Runner) -> None:
    """A second time is 7 and says when it was; a closed goal takes no step either."""
    lead.ok("goal", "milestone", "lead", "1", "--done", "--on", "yesterday")
    ran = lead("goal", "milestone", "lead", "1", "--done")
    assert (7, True) == (ran.code, "already done on 2026-10-13" in ran.said)
    lead.ok("drop", "lead")
    assert 7 == lead("goal", "milestone", "lead", "2", "--done").code
    assert 7 == lead("goal", "milestone", "lead", "More").code


def test_p035_a_coachs_goal_keeps_its_measure_and_day_when_it_is_resumed(runner: Runner) -> None:
    """What blocks a new goal with a coach blocks none of its moves once both are told."""
    runner.ok("meet", "Zoe Lind", "--as", "coach", "--purpose", "speak plainly")
    runner.ok(
        *("goal", "add", "Speak", "--relationship", "zoe", "--measure", "talks", "--due", "1m")
    )
    runner.ok("goal", "pause", "speak")
    assert 7 == runner("set", "speak", "measure=").code
    runner.ok("goal", "resume", "speak")


def test_p047_a_check_in_keeps_how_sure_i_am_of_a_stretch(runner: Runner) -> None:
    """Confidence from 1 to 5 stands beside the goal's stretch, and is nobody else's to see."""
    runner.ok("goal", "add", "Lead", "--stretch", "--visibility", "manager")
    ran = runner.ok("goal", "checkin", "lead", "--confidence", "2")
    assert "confidence 2" in ran.said
    assert True is runner.file("goals/lead.toml")["stretch"]
    assert 2 == runner.file("goals/lead.toml")["checkins"][0]["confidence"]
    assert "confidence" not in runner.ok("review", "--for", "manager", "--json").out


def kept_some(runner: Runner) -> None:
    """Keep one of two promises to a mentor, hold one meeting and say thanks for it."""
    runner.environ["DEVJOURNAL_TODAY"] = "2026-10-01T09:00"
    runner.ok(
        *("meet", "Priya Nair", "--as", "mentor", "--purpose", "acumen", "--next", "5-oct 15:00")
    )
    runner.ok("action", "Read the page", "--for", "priya", "--due", "4-oct")
    runner.ok("action", "Ask Tom", "--for", "priya", "--due", "6-oct")
    runner.environ["DEVJOURNAL_TODAY"] = "2026-10-14T09:00"
    runner.ok("done", "bc")
    runner.ok("log", "priya", "--note", "good", "--no-input")


def test_p095_p006_a_good_mentees_goal_begins_where_the_journal_stands(runner: Runner) -> None:
    """The template brings words, measure, steps and a day; its baseline is what was kept."""
    kept_some(runner)
    ran = runner.ok("goal", "add", "--template", "good-mentee")
    assert (
        "so far: 1 of 2 promises kept, 1 of 1 meetings held, thanks said after 0 of 1" in ran.said
    )
    facts = runner.file("goals/be-a-good-mentee.toml")
    assert {
        "title": "Be a good mentee",
        "builds": "relationship",
        "unit": "%",
        "baseline": 50,
        "target": 100,
        "due": dt.date(2027, 1, 14),
        "tags": ["good-mentee"],
    }.items() <= facts.items()
    assert [
        "Keep five promises",
        "Hold three meetings as agreed",
        "Say thanks after three meetings",
    ] == list(steps(runner, "goals/be-a-good-mentee.toml"))


def test_p095_a_check_in_counts_what_the_journal_tells(runner: Runner) -> None:
    """Nobody types the value: it is what was kept of what fell due since the goal was set."""
    kept_some(runner)
    runner.ok("goal", "add", "--template", "good-mentee")
    runner.ok("action", "Send the notes", "--for", "priya", "--due", "15-oct")
    runner.ok("action", "Write to Dana", "--for", "priya", "--due", "20-oct")
    runner.environ["DEVJOURNAL_TODAY"] = "2026-10-16T09:00"
    send = next(path.stem for path in (runner.root / "actions").glob("*send-the-notes*"))
    runner.ok("done", send)
    ran = runner.ok("goal", "checkin", "be-a-good-mentee", "--confidence", "4")
    checked = runner.file("goals/be-a-good-mentee.toml")["checkins"][0]
    assert {"value": 100, "confidence": 4}.items() <= checked.items()
    assert checked["note"].startswith("1 of 1 promises kept")
    assert ran.said.endswith("100%")
    runner.ok("goal", "checkin", "be-a-good-mentee", "--value", "80", "--note", "mine")
    checked = runner.file("goals/be-a-good-mentee.toml")["checkins"][1]
    assert (80, "mine") == (checked["value"], checked["note"])


def test_p095_a_good_mentors_goal_counts_the_other_role(runner: Runner) -> None:
    """What I promised my own mentor is no part of it; what I say of it goes before its words."""
    kept_some(runner)
    ran = runner.ok(
        *("goal", "add", "Be there", "--template", "good-mentor", "--due", "1m"),
        *("--milestone", "Write to each", "--tag", "x"),
    )
    assert "so far: gave 0" in ran.said
    facts = runner.file("goals/be-there.toml")
    assert (0, 100) == (facts["baseline"], facts["target"])
    assert dt.date(2026, 11, 14) == facts["due"]
    assert ["good-mentor", "x"] == facts["tags"]
    assert "Write to each" == facts["milestones"][-1]["title"]
