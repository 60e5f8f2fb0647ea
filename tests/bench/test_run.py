from __future__ import annotations

import json

from bench.run import Case, as_json, as_table, outcome_of

CASE = Case("today", 2.3, ("devjournal", "today"), ("python", "-c", "import typer"))


def test_the_median_of_the_ratios_counts() -> None:
    """Each run is compared with the one beside it, so one slow moment changes little."""
    outcome = outcome_of(CASE, [(2.0, 1.0), (40.0, 20.0), (9.0, 1.0), (2.2, 1.0), (2.4, 1.0)])
    assert (2.2, 2.0, 9.0) == (outcome.median, outcome.least, outcome.most)
    assert not outcome.is_over


def test_what_is_over_its_limit_is_told() -> None:
    """In the table and in JSON."""
    over, within = outcome_of(CASE, [(2.4, 1.0)]), outcome_of(CASE, [(2.3, 1.0)])
    assert [False, True, False] == ["over" in line for line in as_table((over, within)).split("\n")]
    told = json.loads(as_json((over, within)))["outcomes"]
    assert [True, False] == [one["is_over"] for one in told]
