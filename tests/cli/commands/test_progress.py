"""`progress` and `--linear`: what moved over months, drawn or in sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner

DRAWN = re.compile("[█░▁-▇]")


def test_progress_is_drawn_on_a_terminal(loop: Runner) -> None:
    """Bars and strips, with their words beside them."""
    out = loop.ok("progress").out
    assert "━━━━━━━─── 68% · 17 of 25" in out
    assert "Activity · a cell a week, 52 weeks" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--linear", "progress"),
        ("progress", "--linear"),
        ("today", "--linear"),
        ("list", "goals", "--linear"),
        ("prep", "priya", "--linear"),
        ("plan", "priya", "--linear"),
        ("review", "--linear"),
    ],
)
def test_linear_draws_nothing_wherever_it_stands(loop: Runner, arguments: tuple[str, ...]) -> None:
    """Every page can be heard: no bar, no strip, no line broken to fit."""
    out = loop.ok(*arguments).out
    assert None is DRAWN.search(out)
    assert "68%" in out or "prep" in arguments


def test_months_are_told(loop: Runner) -> None:
    """They name the page."""
    assert "Aug 2026 to Oct 2026" in loop.ok("progress", "--months", "3").out


def test_json_comes_straight_from_the_view(loop: Runner) -> None:
    """Facts and refs, no drawing."""
    told = loop.ok("progress", "--json").json
    assert ("progress", 52) == (told["kind"], len(told["activity"]))
    goal = told["goals"][0]
    assert (17, 0.68) == (goal["value"], goal["progress"])
    assert ("goals/lead-the-readout", 25) == (goal["goal"]["ref"], goal["goal"]["target"])


def test_a_fresh_journal_says_the_next_step(runner: Runner) -> None:
    """One command to begin with."""
    assert 'devjournal goal add "..."' in runner.ok("progress").out


def test_a_page_written_to_a_file_is_linear_too(loop: Runner) -> None:
    """What is asked for is what is written."""
    loop.ok("progress", "--linear", "--output", str(loop.root.parent / "page.txt"))
    text = (loop.root.parent / "page.txt").read_text(encoding="utf-8")
    assert None is DRAWN.search(text)


def test_p086_list_skills_shows_now_target_and_gap(loop: Runner) -> None:
    """From where to where, and how far it still is."""
    out = loop.ok("list", "skills").out
    assert re.search(r"2 → 3 +4 +1", out)


def test_p006_list_goals_shows_a_bar_now_and_health(loop: Runner) -> None:
    """Now of target, from the baseline."""
    assert re.search("━━━━━━━─── 68%.*on track.*17 of 25, from 0", loop.ok("list", "goals").out)
