"""`scorecard` and `relationship measure` as they are typed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.runner import Runner


def test_what_counts_nothing_says_so(runner: Runner) -> None:
    """A new journal and a new relationship have an empty page."""
    assert "Nothing to count in this period yet." in runner.ok("scorecard").out
    runner.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "acumen")
    page = runner.ok("scorecard", "priya").out
    assert "Nothing to count in this period yet." in page
    assert 3 == runner("scorecard", "nobody").code
    assert 2 == runner("scorecard", "--period", "q5").code


def test_p104_a_measure_is_agreed_on_counted_and_dropped(runner: Runner) -> None:
    """Its value keeps the one before; a target must come first, and six are the most."""
    runner.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "acumen")
    measure = ("relationship", "measure", "priya", "pages read")
    assert (2, True) == ((ran := runner(*measure, "--value", "3")).code, "--target 90" in ran.err)
    runner.ok(*measure, "--target", "20", "--value", "5", "--on", "2026-10-01")
    runner.ok("relationship", "measure", "priya", "Pages Read", "--value", "8")
    file = "relationships/priya-mentor.toml"
    assert [
        {
            "name": "pages read",
            "target": 20.0,
            "value": 8.0,
            "on": dt.date(2026, 10, 14),
            "was": 5.0,
        }
    ] == runner.file(file)["measures"]
    assert 2 == runner(*measure).code
    for name in "abcde":
        runner.ok("relationship", "measure", "priya", name, "--target", "1")
    refused = runner("relationship", "measure", "priya", "f", "--target", "1")
    assert (7, True) == (refused.code, "--drop" in refused.err)
    runner.ok(*measure, "--drop")
    assert 5 == len(runner.file(file)["measures"])
    assert 3 == runner(*measure, "--drop").code


def test_p105_what_the_journal_counts_is_not_told_by_hand(runner: Runner) -> None:
    """Its target alone is mine to set, and in percent."""
    runner.ok("meet", "Priya Nair", "--as", "mentor", "--purpose", "acumen")
    measure = ("relationship", "measure", "priya", "prepared")
    for told in (("--value", "3"), ("--target", "80", "--value", "3"), ("--target", "101")):
        assert 2 == runner(*measure, *told).code
    runner.ok(*measure, "--target", "80")
    assert 2 == runner(*measure, "--on", "-1d").code
