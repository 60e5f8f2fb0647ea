from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from devjournal.models.relationship_parts import Check
from devjournal.practice.checking import longest_unchecked
from tests.builders import TODAY, bound, day, held, journal_of, meeting, person

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored


def found(*stored: Stored[Any]) -> tuple[str, str] | None:
    """Return whom to look at and since when."""
    one = longest_unchecked(journal_of(person(), *stored), TODAY)
    return one and (one[0].id, one[1].isoformat())


@pytest.mark.parametrize(
    ("on", "due"), [("2026-07-14", "2026-07-14"), ("2026-07-15", None), ("2026-10-14", None)]
)
def test_p075_a_look_is_due_once_a_quarter(on: str, due: str | None) -> None:
    """92 days after the last look; the meeting long before it counts no more."""
    checks = (Check(on=day("2026-01-01"), fit=3), Check(on=day(on), trust=4))
    met = held("m-1", "2026-01-01 15:00")
    assert (due and ("priya-mentor", due)) == found(bound(checks=checks), met)


def test_p042_one_that_was_never_looked_at_counts_from_the_first_meeting() -> None:
    """Before the first meeting there is nothing to look at."""
    sponsor = bound("priya-sponsor", kind="sponsor")
    assert None is found(sponsor, meeting("m-1", "2026-01-01 15:00", "priya-sponsor"))
    met = held("m-1", "2026-06-01 15:00", "priya-sponsor")
    assert ("priya-sponsor", "2026-06-01") == found(sponsor, met)


def test_the_one_looked_at_longest_ago_is_named() -> None:
    """One that rests or is over wants no look."""
    records = [
        person("bo-li"),
        bound(),
        held("m-1", "2026-06-01 15:00"),
        bound("bo-coach", "bo-li", kind="coach"),
        held("b-1", "2026-05-01 15:00", "bo-coach"),
        bound("bo-partner", "bo-li", kind="partner", state="paused"),
        held("b-2", "2026-01-01 15:00", "bo-partner"),
    ]
    assert ("bo-coach", "2026-05-01") == found(*records)
