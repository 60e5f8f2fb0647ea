from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.views.timing import Wish, fit


def free(minutes: int | None = None) -> Wish:
    """Return a topic's wish."""
    return Wish(minutes, fixed=False)


def fixed(minutes: int) -> Wish:
    """Return the wish of a part that stands on every agenda."""
    return Wish(minutes, fixed=True)


TOTALS = st.integers(0, 600)
FREE = st.builds(free, st.none() | st.integers(1, 480))
WISHES = st.lists(st.builds(fixed, st.integers(0, 60)) | FREE, min_size=1, max_size=15)


@given(WISHES, TOTALS)
def test_minutes_always_add_up(wishes: list[Wish], total: int) -> None:
    """Whatever is wished for, the parts take exactly the minutes that the meeting has."""
    times = fit(wishes, total)
    assert len(wishes) == len(times)
    assert total == sum(times)
    assert all(minutes >= 0 for minutes in times)


@given(WISHES, TOTALS)
def test_a_topic_is_never_pushed_out_by_fixed_parts(wishes: list[Wish], total: int) -> None:
    """If there is a topic and a minute, the first topic gets some of the time."""
    times = fit([free(), *wishes], total)
    assert (total > 0) == (times[0] > 0)


@given(st.lists(FREE, min_size=1, max_size=15), TOTALS)
def test_earlier_topics_come_first(wishes: list[Wish], total: int) -> None:
    """A topic with no minutes never stands before the first one with some."""
    times = fit(wishes, total)
    assert total == 0 or times[0] > 0


def test_topics_get_what_they_asked_for() -> None:
    """A topic gets its own minutes, and what is over goes to those that asked for none."""
    assert [5, 15, 20, 5] == fit([fixed(5), free(15), free(), fixed(5)], 45)


def test_what_is_over_is_shared_evenly() -> None:
    """Two topics that asked for nothing special get as much, to a minute."""
    assert [5, 18, 17, 5] == fit([fixed(5), free(), free(), fixed(5)], 45)


def test_what_nobody_asked_for_lengthens_the_topics() -> None:
    """Where every topic asked for its time, what is over is shared among them."""
    assert [5, 23, 12, 5] == fit([fixed(5), free(21), free(10), fixed(5)], 45)


def test_what_finds_no_room_gets_none() -> None:
    """A topic that does not fit after those before it waits, and one that does is taken."""
    assert [5, 30, 0, 5] == fit([fixed(5), free(30), free(20), free(5)], 40)


@pytest.mark.parametrize("total", [1, 3, 10, 15])
def test_a_short_meeting_shrinks_its_fixed_parts(total: int) -> None:
    """In a meeting too short for all, the topic keeps at least half of it."""
    times = fit([fixed(5), free(), fixed(4), fixed(5)], total)
    assert total == sum(times)
    assert times[1] >= min(5, total / 2)


def test_without_topics_the_last_part_takes_the_rest() -> None:
    """Fixed parts alone fill the meeting too."""
    assert [5, 40] == fit([fixed(5), fixed(5)], 45)
