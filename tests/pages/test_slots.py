"""The minutes of a meeting: they add up, and no topic is lost or pushed out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.models.meetings import Topic
from devjournal.pages.agenda import Agenda, build_agenda
from devjournal.pages.slots import fit
from tests.builders import TODAY, action, bound, held, journal_of, meeting, person, stored

if TYPE_CHECKING:
    from devjournal.journal.stored import Stored

TOTALS = st.integers(0, 600)
FREE = st.none() | st.integers(1, 480)
FIXED = st.lists(st.integers(0, 60), max_size=8)
KINDS = ("project", "challenge", "lesson", "question", "concern", "feedback", "offer", "personal")
TOPICS = st.lists(
    st.builds(
        Topic,
        text=st.just("Something"),
        relationship=st.just("priya-mentor"),
        kind=st.none() | st.sampled_from(KINDS),
        deep_dive=st.sampled_from([None, True]),
        minutes=st.none() | st.integers(0, 90),
        raised_on=st.none() | st.dates(dt.date(2026, 7, 1), TODAY),
    ),
    max_size=12,
)


def stored_topics(topics: list[Topic]) -> list[Stored[Any]]:
    """Return topics with ids."""
    return [stored("topic", f"bcd{chr(98 + n)}-topic-{n}", one) for n, one in enumerate(topics)]


def agenda_of(topics: list[Topic], minutes: int, kind: str = "mentor") -> Agenda:
    """Return the agenda of a meeting that long, with these topics and a promise."""
    journal = journal_of(
        person(),
        bound(kind=kind),
        held("priya-mentor-001", "09-17 15:00"),
        meeting("priya-mentor-002", "10-15 15:00", minutes=minutes),
        action("kwdf-draft", "10-14", relationship="priya-mentor"),
        *stored_topics(topics),
    )
    return build_agenda(journal, "priya-mentor", TODAY)


@given(TOPICS, st.integers(0, 240), st.sampled_from(["mentor", "coach", "sponsor", "partner"]))
def test_an_agenda_adds_up(topics: list[Topic], minutes: int, kind: str) -> None:
    """The parts follow each other without a gap and fill exactly the meeting's minutes."""
    agenda = agenda_of(topics, minutes, kind)
    assert (minutes or 45) == agenda.minutes == sum(slot.minutes for slot in agenda.slots)
    starts = [sum(slot.minutes for slot in agenda.slots[:n]) for n in range(len(agenda.slots))]
    assert starts == [slot.start for slot in agenda.slots]


@given(TOPICS, st.integers(1, 120))
def test_p066_no_open_topic_is_ever_lost(topics: list[Topic], minutes: int) -> None:
    """Each open topic stands on the agenda once, in the plan or among what waits."""
    agenda = agenda_of(topics, minutes)
    shown = [slot.topic.id for slot in (*agenda.slots, *agenda.if_time) if slot.topic]
    assert sorted(one.id for one in stored_topics(topics)) == sorted(shown)


@given(TOPICS, st.integers(24, 120))
def test_p066_no_concern_is_squeezed_out(topics: list[Topic], minutes: int) -> None:
    """Each has minutes of its own, before any other topic, however many there are."""
    slots = [slot for slot in agenda_of(topics, minutes).slots if slot.topic]
    timed = [slot.topic.record.kind == "concern" for slot in slots if slot.topic]
    assert sorted(timed, reverse=True) == timed
    assert sum(topic.kind == "concern" for topic in topics) == sum(timed)


def test_p066_concerns_share_what_there_is() -> None:
    """Where two ask for more than is left, both have half of it, and nobody else has any."""
    assert ([5, 5], [18, 17, 0]) == fit([5, 5], [20, 20, 15], 45, kept=2)
    assert ([5, 5], [20, 0, 15]) == fit([5, 5], [20, 20, 15], 45)


@given(FIXED, st.lists(FREE, max_size=12), TOTALS, st.integers(0, 12))
def test_minutes_always_add_up(
    fixed: list[int], topics: list[int | None], total: int, kept: int
) -> None:
    """Whatever is wished for, the parts take exactly the minutes that the meeting has."""
    times, shared = fit(fixed, topics, total, kept=min(kept, len(topics)))
    assert (len(fixed), len(topics)) == (len(times), len(shared))
    assert not (fixed or topics) or total == sum(times) + sum(shared)
    assert all(minutes >= 0 for minutes in (*times, *shared))


@given(FIXED, st.lists(FREE, min_size=1, max_size=12), TOTALS)
def test_the_first_topic_is_never_pushed_out(
    fixed: list[int], topics: list[int | None], total: int
) -> None:
    """If there is a topic and a minute, the first topic gets some of the time."""
    _, shared = fit(fixed, topics, total)
    assert (total > 0) == (shared[0] > 0)


@pytest.mark.parametrize(
    ("fixed", "topics", "total", "times", "shared"),
    [
        ([5, 5], [15, None], 45, [5, 5], [15, 20]),
        ([5, 5], [None, None], 45, [5, 5], [18, 17]),
        ([5, 5], [21, 10], 45, [5, 5], [23, 12]),
        ([5], [30, 20, 5], 40, [5], [30, 0, 5]),
        ([5, 5], [], 45, [5, 40], []),
    ],
    ids=[
        "a topic gets what it asked for, the other the rest",
        "what is over is shared evenly, to a minute",
        "where all asked, what is over is shared among them",
        "what does not fit waits, and a shorter one is taken",
        "without topics the last part takes the rest",
    ],
)
def test_how_minutes_are_shared(
    fixed: list[int], topics: list[int | None], total: int, times: list[int], shared: list[int]
) -> None:
    """Topics get what they asked for while it lasts; the rest goes to those that asked for none."""
    assert (times, shared) == fit(fixed, topics, total)


@pytest.mark.parametrize("total", [1, 3, 10, 15])
def test_a_short_meeting_shrinks_its_fixed_parts(total: int) -> None:
    """In a meeting too short for all, the topic keeps at least half of it."""
    times, shared = fit([5, 4, 5], [None], total)
    assert total == sum(times) + shared[0]
    assert shared[0] >= min(5, total / 2)
