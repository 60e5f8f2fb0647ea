from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner import Runner


def test_blanks_around_a_text_are_no_part_of_it(loop: Runner) -> None:
    """And a text of blanks is none."""
    loop.ok("topic", "priya", "  Q4  ")
    assert "Q4" == loop.file("topics/bcdf-q4.toml")["text"]
    assert 2 == loop("topic", "priya", "  ").code


def test_it_may_be_shown_or_hidden(loop: Runner) -> None:
    """What is private stays off the other side's copy."""
    loop.ok("topic", "priya", "Between us", "--visibility", "private")
    loop.ok("topic", "priya", "For you", "--kind", "concern", "--visibility", "shared")
    shared = loop.ok("prep", "priya", "--share").out
    assert ("Between us" in shared, "For you" in shared) == (False, True)


@pytest.mark.parametrize("who", ["priya", "Priya", "PRIYA NAIR", "nair", "priya-m", "priya-nair"])
def test_whoever_is_meant_is_found(loop: Runner, who: str) -> None:
    """By a name whatever its case, or by a prefix of an id."""
    loop.ok("topic", who, "x")
    assert "priya-mentor" == loop.newest("topics")["relationship"]


def test_of_several_relationships_the_nearest_meeting_is_taken(loop: Runner) -> None:
    """And it says so, and which other there is."""
    loop.ok("meet", "Priya Nair", "--as", "sponsor", "--purpose", "x", "--next", "22-oct 15:00")
    ran = loop.ok("topic", "priya", "x")
    assert "priya-mentor" == loop.newest("topics")["relationship"]
    assert "Priya Nair: taking priya-mentor, which meets next" in ran.err
    assert "priya-sponsor" in ran.err


def test_a_tie_is_asked(loop: Runner) -> None:
    """Two relationships with no meeting planned: exit 3 with both."""
    loop.ok("cancel", "priya")
    loop.ok("meet", "Priya Nair", "--as", "sponsor", "--purpose", "x")
    ran = loop("topic", "priya", "x")
    assert 3 == ran.code
    assert "relationships/priya-mentor" in ran.err
    assert "relationships/priya-sponsor" in ran.err
