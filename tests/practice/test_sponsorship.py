from __future__ import annotations

import dataclasses
from typing import Any

from devjournal.journal.stored import Stored
from devjournal.models.skill import Rating
from devjournal.practice.sponsorship import SponsorReadiness, sponsor_readiness
from tests.builders import day, journal_of, skill, win


def readiness(*records: Any) -> SponsorReadiness:
    """Return how a journal's foundations stand."""
    found = sponsor_readiness(journal_of(*records))
    assert found
    return found


def rated_by(who: str | None, evidence: str | None = "Saw it") -> Stored[Any]:
    """Return a skill at its target, by somebody's word."""
    made = skill("writing", target=3, importance=4)
    rating = Rating(on=day("09-01"), level=3, by=who, evidence=evidence)
    return Stored(made.id, made.kind, dataclasses.replace(made.record, ratings=(rating,)), "")


def test_p007_foundations_are_solid_at_their_target() -> None:
    """One level below is not there yet; nothing is scored, all is counted."""
    below = skill("speaking", ("09-01", 2), target=3, importance=5)
    found = readiness(below, rated_by("Ada"))
    assert [("speaking", False), ("writing", True)] == [
        (one.name, one.is_solid) for one in found.foundations
    ]
    assert (1, 1, False) == (found.solid, found.shown, found.is_ready)


def test_p007_solid_and_seen_is_ready() -> None:
    """Somebody else who says what they saw, or a win that shows it, makes it seen."""
    assert readiness(rated_by("Ada")).is_ready
    assert readiness(rated_by("me"), win("kwtz-it", "09-01", skill="writing")).is_ready
    assert not readiness(rated_by("me")).is_ready
    assert not readiness(rated_by(None)).is_ready
    assert not readiness(rated_by("Ada", evidence=None)).is_ready


def test_the_foundations_are_what_matters_most() -> None:
    """Importance 4 and 5; all that have a target, where nothing matters so much."""
    minor = skill("typing", ("09-01", 1), target=2, importance=2)
    assert ["writing"] == [one.name for one in readiness(minor, rated_by("Ada")).foundations]
    assert ["typing"] == [one.name for one in readiness(minor).foundations]


def test_without_a_target_there_is_nothing_to_say() -> None:
    """No advice is made from nothing."""
    assert None is sponsor_readiness(journal_of(skill("writing", ("09-01", 2))))
