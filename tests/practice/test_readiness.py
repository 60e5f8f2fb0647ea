from __future__ import annotations

import pytest

from devjournal.models.topic import Topic
from devjournal.practice.readiness import counts_as_topic, readiness


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


def test_what_was_settled_does_not_count() -> None:
    """Last time's question does not make the next meeting ready."""
    settled = [topic("Why?", state="discussed"), topic(state="dropped")]
    assert "no question and no topic yet" == readiness(settled).missing


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
