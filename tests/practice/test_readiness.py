from __future__ import annotations

from typing import Any

import pytest

from devjournal.errors import Refused
from devjournal.journal.stored import Stored
from devjournal.models.base import replace
from devjournal.models.growth import Rating
from devjournal.models.meetings import Topic
from devjournal.models.people import Ask
from devjournal.practice.readiness import (
    NEEDS,
    labels_in,
    missing,
    open_wording,
    part_of,
    readiness,
    require_specific,
    settle_readiness,
    sponsor_readiness,
)
from tests.builders import day, journal_of, skill, win


def topic(text: str = "Q4 forecast", **fields: object) -> Topic:
    """Return a topic."""
    return Topic(text=text, relationship="priya-mentor", **fields)  # type: ignore[arg-type]  # short


QUESTION = topic("How do you choose the number that leads?")


@pytest.mark.parametrize(
    ("topics", "lacking"),
    [
        ([], "no question and no topic yet"),
        ([topic()], "no question yet"),
        ([QUESTION], "no topic yet"),
        ([QUESTION, topic()], None),
        ([QUESTION, QUESTION], "no topic yet"),
        ([replace(QUESTION, deep_dive=True)], None),
        ([topic(deep_dive=True)], "no question yet"),
        ([topic("Say more", kind="question"), topic()], None),
        *(
            ([topic("Is it too late?", kind=kind)], "no question yet")
            for kind in ("project", "challenge", "lesson", "concern")
        ),
        *(
            ([topic("Why?", kind=kind), topic()], "no question yet")
            for kind in ("feedback", "offer", "personal")
        ),
    ],
)
def test_p059_p063_p066_a_question_and_a_topic_are_needed(
    topics: list[Topic], lacking: str | None
) -> None:
    """One of each, and one alone does not do for both, but for a deep dive into a question.

    A kind that was named is believed. What stands on every agenda counts as neither.
    """
    found = readiness(topics)
    assert (lacking, lacking is None) == (found.missing, found.is_ready)


@pytest.mark.parametrize(
    ("topics", "lacking", "found"),
    [([], "no topic yet", ""), ([topic()], None, "a topic"), ([QUESTION], None, "a question")],
)
def test_p059_where_i_give_the_questions_are_theirs(
    topics: list[Topic], lacking: str | None, found: str
) -> None:
    """Something to talk about is enough; what there is, is told."""
    given = readiness(topics, giving=True)
    assert (lacking, lacking is None, found) == (given.missing, given.is_ready, given.found)


def test_a_topic_counts_by_the_name_under_which_it_stands() -> None:
    """A question for feedback is no question that I bring."""
    kinds = ("feedback", "offer", "personal", "concern", "question")
    names = [part_of(topic(kind=kind)) for kind in kinds]
    assert ["feedback", "offer", "personal", "topic", "question"] == names
    dives = [part_of(topic(kind=kind, deep_dive=True)) for kind in kinds]
    assert ["feedback", "offer", "deep_dive", "deep_dive", "deep_dive"] == dives


def test_what_finds_no_time_is_not_ready() -> None:
    """A question that waits for time is none yet; what settles it is time, not another."""
    found = readiness([topic()], [QUESTION])
    assert (False, "no time for the question") == (found.is_ready, found.missing)
    assert "devjournal set m-2 minutes=50" == settle_readiness(found, "priya", "m-2", 50)
    # No meeting is longer than a day, so that longer topics are looked at instead.
    assert "devjournal set m-2 minutes=1440" == settle_readiness(found, "priya", "m-2", 1440)
    assert "devjournal list topics" == settle_readiness(found, "priya", "m-2", 1441)
    lacking = readiness([topic()])
    assert 'devjournal topic priya "...?"' == settle_readiness(lacking, "priya", "m-2", 50)
    assert readiness([topic(), QUESTION], [QUESTION]).is_ready


def rated_by(who: str | None, evidence: str | None = "Saw it") -> Stored[Any]:
    """Return a skill at its target, by somebody's word."""
    made = skill("writing", target=3, importance=4)
    rating = Rating(on=day("09-01"), level=3, by=who, evidence=evidence)
    return Stored(made.id, made.kind, replace(made.record, ratings=(rating,)), "")


BELOW = skill("speaking", ("09-01", 2), target=3, importance=5)
MINOR = skill("typing", ("09-01", 1), target=2, importance=2)


@pytest.mark.parametrize(
    ("records", "foundations"),
    [
        ([rated_by("Ada"), BELOW], [("speaking", False, False), ("writing", True, True)]),
        ([rated_by("me"), win("kwtz-it", "09-01", skill="writing")], [("writing", True, True)]),
        ([rated_by("me")], [("writing", True, False)]),
        ([rated_by(None)], [("writing", True, False)]),
        ([rated_by("Ada", evidence=None)], [("writing", True, False)]),
        ([MINOR, rated_by("Ada")], [("writing", True, True)]),
        ([MINOR], [("typing", False, False)]),
    ],
)
def test_p007_foundations_are_solid_at_their_target_and_seen_by_others(
    records: list[Stored[Any]], foundations: list[tuple[str, bool, bool]]
) -> None:
    """Somebody else who says what they saw, or a win that shows it, makes a skill seen.

    Importance 4 and 5 are foundations; all that have a target, where nothing matters so much.
    All are counted, and nothing is scored.
    """
    found = sponsor_readiness(journal_of(*records))
    assert found
    assert foundations == [(one.name, one.is_solid, one.is_shown) for one in found.foundations]
    solid, shown = sum(one[1] for one in foundations), sum(one[2] for one in foundations)
    is_ready = all(one[1] and one[2] for one in foundations)
    assert (solid, shown, is_ready) == (found.solid, found.shown, found.is_ready)


def test_p007_without_an_aim_nothing_is_counted() -> None:
    """A skill without a target is no foundation."""
    assert sponsor_readiness(journal_of(skill("typing", ("09-01", 1)))) is None


WHOLE = Ask(
    skill="financial acumen",
    self_level=2,
    evidence="A whole year in one number",
    time_frame="before spring",
    meetings=3,
    focus="how the pages are read",
)


@pytest.mark.parametrize(
    ("ask", "lacking"),
    [
        (WHOLE, []),
        *((replace(WHOLE, **{need.field: None}), [need]) for need in NEEDS),
        (replace(WHOLE, meetings=0), [need for need in NEEDS if need.field == "meetings"]),
        (Ask(), list(NEEDS)),
    ],
)
def test_p084_p085_p087_p088_p089_a_request_is_whole_or_refused(
    ask: Ask, lacking: list[Any]
) -> None:
    """Without any one of its parts it is open-ended, and all that is missing is named at once."""
    assert lacking == list(missing(ask))
    if not lacking:
        require_specific(ask)
        return
    with pytest.raises(Refused, match="open-ended") as refused:
        require_specific(ask)
    assert ", ".join(need.words for need in lacking) in refused.value.message
    assert f"add {', '.join(need.flag for need in lacking)}" == refused.value.hint


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, ()),
        ({"focus": "Your Mentorship"}, ("mentorship",)),
        ({"evidence": "a mentor", "outcomes": ("be mentored", "a mentor")}, ("mentor", "mentored")),
        ({"focus": "commentors and tormentors"}, ()),
    ],
)
def test_p093_words_for_the_relationship_are_found(
    fields: dict[str, Any], found: tuple[str, ...]
) -> None:
    """As whole words, in any of the texts, once each; not within other words."""
    assert found == labels_in(replace(WHOLE, **fields))


@pytest.mark.parametrize(
    ("text", "opener"),
    [
        ("Should I apply for Cork?", "What speaks for ..., and what against?"),
        ("Is the draft good enough?", "How would I know whether ...?"),
        ("Q4 forecast: are my storm weeks in it? ", "How would I know whether ...?"),
        ("I sent the draft. Isn't it too long?", "How would I know whether ...?"),
        ("Don’t you prepare for it?", "How do you ...?"),
        ("Did she choose it?", "How did she ...?"),
        ("can't we ask Dana?", "What would it take to ...?"),
        ("Would you do it again?", "What would ...?"),
        *(
            (text, None)
            for text in (
                "How do you choose the number?",
                "Is it Cork or Dublin?",
                "Do the slides",
                "Issue 12?",
                "Whether the draft is good?",
                "May: what happened?",
                "Is?",
                "",
            )
        ),
    ],
)
def test_p068_a_question_that_yes_answers_may_begin_otherwise(
    text: str, opener: str | None
) -> None:
    """Only how it begins tells; what offers a choice, or is no question, is left as it is."""
    assert opener == open_wording(text)
