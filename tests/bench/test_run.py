from __future__ import annotations

import json
from pathlib import Path

from bench.run import Case, Journal, as_json, as_markdown, as_table, outcome_of

CASE = Case("today", 2.3, Journal("ten years", Path("journal"), {}), ("today",))


def test_the_median_of_the_ratios_counts() -> None:
    """Each run is compared with the one beside it, so one slow moment changes little."""
    outcome = outcome_of(CASE, [(2.0, 1.0), (40.0, 20.0), (9.0, 1.0), (2.2, 1.0), (2.4, 1.0)])
    assert (2.2, 2.0, 9.0) == (outcome.median, outcome.least, outcome.most)
    assert not outcome.is_over


def test_a_figure_is_judged_as_it_is_shown() -> None:
    """What is told as 2.30 is within 2.3."""
    assert [False, True] == [outcome_of(CASE, [(own, 1.0)]).is_over for own in (2.304, 2.306)]


def test_what_is_over_its_limit_is_told() -> None:
    """In the table, in JSON, and on the page."""
    over, within = outcome_of(CASE, [(2.4, 1.0)]), outcome_of(CASE, [(2.3, 1.0)])
    assert [False, True, False] == ["over" in line for line in as_table((over, within)).split("\n")]
    told = json.loads(as_json((over, within)))["outcomes"]
    assert [True, False] == [one["is_over"] for one in told]
    rows = as_markdown((over, within), rounds=1).split("\n")
    assert "| today | ten years | import typer | 2.3 | **2.40** | 2400 |" in rows
    assert "| today | ten years | import typer | 2.3 | 2.30 | 2300 |" in rows


def test_what_a_case_is_compared_with_is_told() -> None:
    """With Typer's import, or the same command on a warm cache, or on another journal."""
    assert "import typer" == outcome_of(CASE, [(1.0, 1.0)]).against
    itself = CASE._replace(against=CASE.journal)
    assert "itself, warm" == outcome_of(itself, [(1.0, 1.0)]).against
    other = CASE._replace(against=CASE.journal._replace(name="nearly empty"))
    assert "nearly empty" == outcome_of(other, [(1.0, 1.0)]).against
