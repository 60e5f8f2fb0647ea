"""The measures of a scorecard: each a count with its denominator, and the time before it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from devjournal.dates import Period
from devjournal.models.people import Measure
from devjournal.practice.scorecard import (
    ASKED,
    CAME,
    GAVE,
    GROWTH,
    KEPT,
    MOST_MEASURES,
    PREPARED,
    RHYTHM,
    TARGETS,
    TOLD,
    Card,
    Part,
    Row,
    Score,
    before,
    card_of,
    my_part,
)
from tests.builders import action, bound, day, entry, held, journal_of, meeting, person, topic

TODAY = day("10-14")
AUTUMN = Period("", day("08-01"), TODAY)
OURS = {"relationship": "priya-mentor"}


def card(*stored: Any, reader: str = "self", **fields: Any) -> Card:
    """Return the scorecard of the one relationship, from August on."""
    whole = journal_of(person(), bound(**{"cadence": "monthly", **fields}), *stored)
    journal = whole.for_reader(reader, TODAY)
    return card_of(journal, journal.relationships[0], AUTUMN, TODAY)


def row(found: Card, name: str) -> Any:
    """Return one measure, None if the card does not have it."""
    return next((one for one in (*found.sides, *found.together) if one.name == name), None)


def mine(found: Card, name: str) -> tuple[int, ...] | None:
    """Return my side of a measure: now, of what, and both of the time before."""
    one = row(found, name)
    return tuple(one.mine) if one and one.mine else None


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-07-01", "2026-09-30", ("2026-04-01", "2026-06-30")),
        ("2026-05-01", "2026-10-14", ("2025-11-01", "2026-04-30")),
        ("2026-04-15", "2026-10-14", ("2025-10-15", "2026-04-14")),
        ("2026-10-12", "2026-10-14", ("2026-09-12", "2026-10-11")),
    ],
)
def test_the_time_before_has_as_many_months(
    first: str, last: str, expected: tuple[str, str]
) -> None:
    """A quarter stands beside the quarter before it, and so does any other time."""
    found = before(Period("", day(first), day(last)))
    assert tuple(map(day, expected)) == (found.first, found.last)


def test_p098_p100_both_sides_are_counted_by_what_they_kept_and_called_off() -> None:
    """A promise counts for who made it; a meeting against who called it off, a missed one me."""
    found = card(
        action("bbbb-a", "09-10", state="done", closed_on=day("09-10"), **OURS),
        action("bbbb-b", "09-11", **OURS),
        action("bbbb-c", "09-12", owner="them", **OURS),
        held("m-1", "09-01 15:00"),
        meeting("m-2", "09-02 15:00", state="cancelled", cancelled_by="them"),
        meeting("m-3", "09-03 15:00", state="missed"),
    )
    kept, came = row(found, KEPT), row(found, CAME)
    assert ((1, 2), (0, 1)) == (kept.mine[:2], kept.theirs[:2])
    assert ((1, 2), (1, 2)) == (came.mine[:2], came.theirs[:2])


def test_p096_meetings_are_held_against_the_rhythm_and_none_beyond_it() -> None:
    """Three of a monthly rhythm in three months; two more do not make up for anything."""
    held_on = ("07-06", "08-03", "08-10", "08-17", "08-24")
    found = card(*(held(f"m-{on}", f"{on} 15:00") for on in held_on))
    assert (3, 3, 1, 1) == mine(found, RHYTHM)
    assert None is mine(card(held("m-1", "08-03 15:00"), cadence=None), RHYTHM)


@pytest.mark.parametrize(
    ("role", "topics", "is_prepared"),
    [
        ("receiving", [], 0),
        ("receiving", [{"text": "How?"}], 0),
        ("receiving", [{"text": "How?"}, {"text": "The plan"}], 1),
        ("receiving", [{"text": "How?", "deep_dive": True}], 1),
        ("giving", [{"text": "The plan"}], 1),
    ],
)
@pytest.mark.parametrize("state", ["open", "discussed"])
def test_p059_p065_prepared_is_an_agenda_with_a_question_and_a_topic(
    role: str, topics: list[dict[str, Any]], is_prepared: int, state: str
) -> None:
    """As it was on that day, whatever became of the topics; where I give, something is enough."""
    closing: Any = {} if state == "open" else {"state": state, "meeting": "m-1"}
    on: list[Any] = [
        topic(f"bbb{n}-x", raised_on=day("08-20"), **closing, **words)
        for n, words in zip("bcd", topics, strict=False)
    ]
    found = card(held("m-1", "09-01 15:00"), *on, my_role=role)
    assert (is_prepared, 1, 0, 0) == mine(found, PREPARED)


def test_what_was_raised_later_or_closed_before_prepared_nobody() -> None:
    """An agenda is what waited on the day of the meeting."""
    late = topic("bbbb-a", text="How?", raised_on=day("09-02"), deep_dive=True)
    dropped: Any = {"state": "dropped", "closed_on": day("08-20"), "raised_on": day("08-01")}
    gone = topic("bbbc-b", text="How?", deep_dive=True, **dropped)
    assert (0, 1, 0, 0) == mine(card(held("m-1", "09-01 15:00"), late, gone), PREPARED)


def test_p064_p099_feedback_that_was_asked_given_and_heard() -> None:
    """Asked: it was a topic, or it came. A mentee asks, a mentor gives, a partner does both."""
    journal = (
        held("m-1", "08-04 15:00"),
        held("m-2", "09-01 15:00"),
        held("m-3", "10-06 15:00"),
        topic("bbbb-a", kind="feedback", state="discussed", meeting="m-1"),
        entry("feedback", "bbbb-b", "09-01", given_by="priya-nair", meeting="m-2"),
        entry("feedback", "bbbc-c", "10-06", given_by="me", **OURS),
        entry("feedback", "bbbd-d", "10-06", given_by="bo-li", relationship="bo-mentor"),
    )
    found = card(*journal)
    told = row(found, TOLD)
    assert (2, 3, 0, 0) == mine(found, ASKED)
    assert told == Row(TOLD, 50, None, Score(1, 3, 0, 0))
    assert None is mine(card(*journal, my_role="giving"), ASKED)
    assert (1, 3, 0, 0) == mine(card(*journal, my_role="giving"), TOLD)
    both = card(*journal, my_role="equal")
    assert ((2, 3, 0, 0), (1, 3, 0, 0)) == (mine(both, ASKED), mine(both, TOLD))


def test_p083_minutes_on_growth_are_told_apart_from_the_usual_one_to_one() -> None:
    """A session is all growth unless it says less, a one to one none unless it says some."""
    found = card(
        held("m-1", "08-04 15:00", minutes=60),
        held("m-2", "08-11 15:00", minutes=30, kind="one_to_one"),
        held("m-3", "08-18 15:00", minutes=30, kind="one_to_one", developmental_minutes=10),
    )
    assert (70, 120, 0, 0) == mine(found, GROWTH)
    assert None is mine(card(held("m-1", "08-04 15:00", minutes=60)), GROWTH)


def test_p026_p094_p110_gifts_of_both_sides_are_counted_by_month() -> None:
    """What I gave or vouched, what they did or brought to a meeting, of the months that ran."""
    found = card(
        held("m-1", "08-04 15:00", received=("advice",)),
        entry("gave", "bbbb-a", "09-02", who="priya-nair"),
        entry("vouched", "bbbb-b", "09-20", by="me", **OURS),
        entry("vouched", "bbbc-c", "10-01", by="priya-nair"),
        entry("gave", "bbbc-d", "10-01", who="bo-li"),
        entry("gave", "bbbc-f", "10-02", who="priya-nair", relationship="priya-sponsor"),
    )
    gave = row(found, GAVE)
    assert gave == Row(GAVE, TARGETS[GAVE], Score(1, 3, 0, 0), Score(2, 3, 0, 0))


@pytest.mark.parametrize("role", ["receiving", "giving", "equal"])
def test_p105_at_most_six_measures_a_side_each_with_a_denominator(role: str) -> None:
    """Counts, never one score: nothing on a card is without what it is a part of."""
    given_by_me = entry("feedback", "bbbc-c", "10-06", given_by="me", **OURS)
    found = card(
        held("m-1", "10-06 15:00", received=("advice",), developmental_minutes=5, minutes=45),
        action("bbbb-a", "09-10", **OURS),
        action("bbbb-b", "09-10", owner="them", **OURS),
        given_by_me,
        my_role=role,
    )
    for of in ("mine", "theirs"):
        assert len([one for one in found.sides if getattr(one, of)]) <= MOST_MEASURES
    scores = [s for one in (*found.sides, *found.together) for s in (one.mine, one.theirs) if s]
    assert all(0 <= one.number <= one.of for one in scores)
    assert all(0 < one.target <= 100 for one in (*found.sides, *found.together))


def test_p104_a_measure_of_the_relationship_says_another_target() -> None:
    """By the name that the scorecard has, whatever its case."""
    named = (Measure(name="promises kept in time", target=Decimal(75)),)
    found = row(card(action("bbbb-a", "09-10", **OURS), measures=named), KEPT)
    assert 75 == found.target


@pytest.mark.parametrize(
    ("score", "trend"),
    [
        ((3, 4, 1, 2), "up"),
        ((1, 2, 3, 4), "down"),
        ((2, 4, 1, 2), "same"),
        ((1, 2, 0, 0), None),
        ((0, 0, 1, 2), None),
    ],
)
def test_a_trend_compares_parts_and_not_numbers(score: tuple[int, ...], trend: str | None) -> None:
    """Three of four is more than one of two; without a denominator there is no trend."""
    assert trend == Score(*score).trend


def test_a_reader_is_told_only_what_they_see_all_of() -> None:
    """No count is made of what is mine alone, such as who called off a meeting or feedback."""
    found = card(
        held("m-1", "08-04 15:00", received=("advice",)),
        action("bbbb-a", "09-10", **OURS),
        reader="priya-mentor",
    )
    assert None is row(found, GAVE).theirs
    assert [KEPT, GAVE, RHYTHM] == [one.name for one in (*found.sides, *found.together)]


def test_p098_my_part_sums_each_measure_by_itself() -> None:
    """Of all relationships together, each count stays its own; what counts nothing is left out."""
    two = (bound(), bound("bo-coach", "bo-li", kind="coach"))
    met = (held("m-1", "09-01 15:00"), held("b-1", "09-02 15:00", "bo-coach"))
    asks = topic("bbbb-a", "bo-coach", text="How?", deep_dive=True, meeting="b-1")
    expected = (Part(PREPARED, 1, 2), Part(ASKED, 0, 2))
    assert expected == my_part(journal_of(*two, *met, asks), AUTUMN, TODAY)
    assert () == my_part(journal_of(*two), AUTUMN, TODAY)


def test_the_rhythm_expects_nothing_of_days_to_come() -> None:
    """A period that is not over counts up to today."""
    year = Period("", day("01-01"), day("12-31"))
    found = journal_of(person(), bound(cadence="monthly"), held("m-1", "09-14 15:00"))
    assert Part(RHYTHM, 1, 2) in my_part(found, year, TODAY)
