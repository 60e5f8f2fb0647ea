from __future__ import annotations

from devjournal.practice.counts import number_of
from tests.builders import bound, held, journal_of, meeting, person

PRIYA = (person(), bound(meetings_agreed=3))


def test_p089_a_number_counts_meetings_held() -> None:
    """The meeting after one that was held is the second of three."""
    coming = meeting("priya-mentor-002", "10-15 15:00")
    journal = journal_of(*PRIYA, held("priya-mentor-001", "09-17 15:00"), coming)
    assert (2, 3) == number_of(journal, coming)


def test_ids_are_no_count() -> None:
    """Meetings that were cancelled or missed leave the number of the next one alone."""
    coming = meeting("priya-mentor-004", "10-15 15:00")
    journal = journal_of(
        *PRIYA,
        held("priya-mentor-001", "08-17 15:00"),
        meeting("priya-mentor-002", "09-10 15:00", state="cancelled"),
        meeting("priya-mentor-003", "09-17 15:00", state="missed"),
        coming,
    )
    assert (2, 3) == number_of(journal, coming)


def test_an_extra_meeting_in_between_counts() -> None:
    """A meeting held later, but made with an earlier id, is counted by its time."""
    first, last = held("priya-mentor-003", "09-01 15:00"), held("priya-mentor-001", "09-17 15:00")
    journal = journal_of(*PRIYA, first, last)
    assert (1, 3) == number_of(journal, first)
    assert (2, 3) == number_of(journal, last)


def test_without_an_agreed_number_there_is_no_last_one() -> None:
    """Where nobody agreed on a number, a meeting is just the first."""
    coming = meeting("priya-mentor-001", "10-15 15:00")
    assert (1, None) == number_of(journal_of(person(), bound(), coming), coming)
    assert (1, None) == number_of(journal_of(coming), coming)
