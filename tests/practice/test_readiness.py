from __future__ import annotations

from typing import Any

import pytest

from devjournal.journal.stored import Stored
from devjournal.models.base import replace
from devjournal.models.growth import Rating
from devjournal.models.meetings import Topic
from devjournal.practice.readiness import (
    SponsorReadiness,
    counts_as_topic,
    readiness,
    sponsor_readiness,
)
from tests.builders import day, journal_of, skill, win


def topic(text: str = "Q4 forecast", **fields: object) -> Topic:
    """Return a topic."""
    return Topic(text=text, relationship="priya-mentor", **fields)  # type: ignore[arg-type]  # short


QUESTION = topic("How do you choose the number that leads?")


@pytest.mark.parametrize(
    ("topics", "missing"),
    [
        ([], "no question and no topic yet"),
        ([topic()], "no question yet"),
        ([QUESTION], "no topic yet"),
        ([QUESTION, topic()], None),
        ([QUESTION, QUESTION], "no topic yet"),
        ([topic("Say more", kind="question"), topic()], None),
    ],
)
def test_p059_a_question_and_a_topic_are_needed(topics: list[Topic], missing: str | None) -> None:
    """One of each, and one alone does not do for both."""
    found = readiness(topics)
    assert missing == found.missing
    assert (missing is None) == found.is_ready


@pytest.mark.parametrize("kind", ["feedback", "offer", "personal"])
def test_what_stands_on_every_agenda_counts_as_neither(kind: str) -> None:
    """A question for feedback is no question that I bring."""
    assert not counts_as_topic(topic("What should I have cut?", kind=kind))
    assert "no question yet" == readiness([topic("Why?", kind=kind), topic()]).missing


@pytest.mark.parametrize("kind", ["project", "challenge", "lesson", "concern"])
def test_p063_p066_a_kind_that_was_named_is_believed(kind: str) -> None:
    """A concern that ends in a question mark is a concern."""
    assert "no question yet" == readiness([topic("Is it too late?", kind=kind)]).missing


@pytest.mark.parametrize(
    ("topics", "missing", "found"),
    [([], "no topic yet", ""), ([topic()], None, "a topic"), ([QUESTION], None, "a question")],
)
def test_p059_where_i_give_the_questions_are_theirs(
    topics: list[Topic], missing: str | None, found: str
) -> None:
    """Something to talk about is enough; what there is, is told."""
    given = readiness(topics, giving=True)
    assert (missing, missing is None, found) == (given.missing, given.is_ready, given.found)


def foundations(*records: Any) -> SponsorReadiness:
    """Return how a journal's foundations stand."""
    found = sponsor_readiness(journal_of(*records))
    assert found
    return found


def rated_by(who: str | None, evidence: str | None = "Saw it") -> Stored[Any]:
    """Return a skill at its target, by somebody's word."""
    made = skill("writing", target=3, importance=4)
    rating = Rating(on=day("09-01"), level=3, by=who, evidence=evidence)
    return Stored(made.id, made.kind, replace(made.record, ratings=(rating,)), "")


def test_p007_foundations_are_solid_at_their_target() -> None:
    """One level below is not there yet; nothing is scored, all is counted."""
    below = skill("speaking", ("09-01", 2), target=3, importance=5)
    found = foundations(below, rated_by("Ada"))
    assert [("speaking", False), ("writing", True)] == [
        (one.name, one.is_solid) for one in found.foundations
    ]
    assert (1, 1, False) == (found.solid, found.shown, found.is_ready)


def test_p007_solid_and_seen_is_ready() -> None:
    """Somebody else who says what they saw, or a win that shows it, makes it seen."""
    assert foundations(rated_by("Ada")).is_ready
    assert foundations(rated_by("me"), win("kwtz-it", "09-01", skill="writing")).is_ready
    assert not foundations(rated_by("me")).is_ready
    assert not foundations(rated_by(None)).is_ready
    assert not foundations(rated_by("Ada", evidence=None)).is_ready


def test_the_foundations_are_what_matters_most() -> None:
    """Importance 4 and 5; all that have a target, where nothing matters so much."""
    minor = skill("typing", ("09-01", 1), target=2, importance=2)
    assert ["writing"] == [one.name for one in foundations(minor, rated_by("Ada")).foundations]
    assert ["typing"] == [one.name for one in foundations(minor).foundations]
