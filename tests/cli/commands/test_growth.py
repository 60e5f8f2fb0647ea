from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

TODAY = dt.date(2026, 10, 14)


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


def test_a_skill_is_rated_by_its_id_or_its_name(runner: Runner) -> None:
    """A rating has its day, who gave it and what showed it; the echo tells where I stand."""
    runner.ok("skill", "add", "Story telling", "--level", "1", "--target", "4")
    ran = runner.ok("skill", "rate", "story telling", "3", "--by", "Zed", "--on", "yesterday")
    assert ran.said.endswith("rating Tue 13 Oct 2026, level 3, by Zed · level 1 of 4")
    runner.ok("skill", "rate", "story", "2")
    ratings = runner.file("skills/story-telling.toml")["ratings"]
    assert [1, 3, 2] == [rating["level"] for rating in ratings]
    assert {"on": dt.date(2026, 10, 13), "level": 3, "by": "Zed"} == ratings[1]


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
