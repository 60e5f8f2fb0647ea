"""`plan WHO`: the Mentor Action Plan of one relationship."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner


def test_p031_the_plan_is_printed(loop: Runner) -> None:
    """From the relationship, its goals, actions and cadence."""
    out = loop.ok("plan", "priya").out
    for words in ("Mentor Action Plan", "Purpose", "Rhythm", "Goals", "Actions"):
        assert words in out


@pytest.mark.parametrize("format_", ["terminal", "markdown", "json"])
def test_for_the_other_side_it_says_what_is_withheld(loop: Runner, format_: str) -> None:
    """In every format."""
    out = loop.ok("plan", "priya", "--for", "priya-mentor", "--format", format_).out
    assert "withheld" in out.casefold()


def test_nobody_of_that_name_has_a_plan(loop: Runner) -> None:
    """Not found, and nothing printed."""
    ran = loop("plan", "nobody")
    assert (3, "") == (ran.code, ran.out)


def test_a_bare_relationship_says_what_is_missing(runner: Runner) -> None:
    """Each part with the command that adds it, which then really runs."""
    runner.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "Numbers")
    assert "devjournal agree priya-mentor" in runner.ok("plan", "priya").out
    runner.ok("agree", "priya-mentor", "--when", "Thursdays")
    runner.ok("goal", "add", "Lead it", "--relationship", "priya-mentor")
    out = runner.ok("plan", "priya").out
    assert "devjournal" not in out
    assert "Lead it" in out
