from __future__ import annotations

import datetime as dt
from typing import Any

from devjournal.dates import parse_period
from devjournal.journal.stored import Ref, Stored
from devjournal.views.review.ahead import build_gaps, build_next
from tests.builders import TODAY, checkin, day, goal, journal_of, objective, opportunity, skill, win


def gaps(*stored: Stored[Any], period: str = "2026-Q3") -> dict[str, dt.date | None]:
    """Return what has no evidence in a period, with the day of its last."""
    found = build_gaps(journal_of(*stored), parse_period(period, TODAY), TODAY, frozenset())
    return {gap.ref.id: gap.last for gap in found}


def test_what_matters_and_has_no_evidence_is_named_with_its_last_day() -> None:
    """Open objectives and goals and important skills are named: first what never had any."""
    found = gaps(
        objective("cut-cost"),
        goal("lead", checkin("03-01"), checkin("05-01")),
        skill("leadership", ("03-15", 2), importance=4),
        win("bbbb-a", "06-01", objective="gone"),
    )
    assert [("cut-cost", None), ("leadership", day("03-15")), ("lead", day("05-01"))] == list(
        found.items()
    )


def test_evidence_of_any_sort_closes_a_gap() -> None:
    """A win, a rating or a check-in in the period is evidence; a goal's is its objective's."""
    assert {} == gaps(
        objective("a"),
        objective("b"),
        objective("c"),
        goal("of-b", checkin("08-01"), objective="b"),
        goal("of-c", objective="c"),
        skill("by-rating", ("08-01", 2), importance=5),
        skill("by-win", importance=5),
        win("bbbb-a", "08-01", objective="a"),
        win("cccc-b", "08-01", goal="of-c", skill="by-win"),
    )


def test_what_is_closed_paused_or_of_little_weight_is_no_gap() -> None:
    """Only what is open and matters wants evidence."""
    assert {} == gaps(
        objective("a", state="met"),
        goal("b", state="paused"),
        goal("c", state="achieved"),
        skill("d", importance=3),
        skill("e"),
    )


def test_what_began_after_the_period_is_no_gap_in_it() -> None:
    """A goal whose first check-in came later did not fail to show anything before."""
    assert {} == gaps(goal("new", checkin("10-05")))
    assert {"old": day("06-01")} == gaps(goal("old", checkin("06-01"), checkin("10-05")))


def test_p018_what_is_quiet_is_no_gap() -> None:
    """The goal of a setback being processed is left in peace."""
    quiet = frozenset({Ref("goal", "lead")})
    found = build_gaps(journal_of(goal("lead")), parse_period("2026", TODAY), TODAY, quiet)
    assert () == found


def test_next_are_goals_that_fall_due_and_open_opportunities() -> None:
    """What has a day comes first, in order; goals without a day are not next."""
    journal = journal_of(
        goal("lead", due=day("12-10")),
        goal("someday"),
        goal("paused", due=day("12-01"), state="paused"),
        opportunity("talk"),
        opportunity("readout", state="accepted", on=day("11-24")),
        opportunity("done", state="delivered", on=day("11-01")),
    )
    assert [("readout", "accepted"), ("lead", "due"), ("talk", "idea")] == [
        (one.ref.id, one.state) for one in build_next(journal)
    ]
