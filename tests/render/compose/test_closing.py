from __future__ import annotations

import pytest

from devjournal.models.growth import Goal
from devjournal.render.compose.closing import compose_closing
from devjournal.render.document import text_of
from tests.builders import day

TODAY = day("2026-10-14")
OPEN = Goal(title="x")


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (OPEN.move("drop", TODAY), []),
        (OPEN.move("drop", TODAY, why="called off"), ["why called off"]),
        (OPEN.move("achieve", day("2026-10-13")), ["on Tue 13 Oct 2026"]),
        (OPEN, []),
    ],
)
def test_the_day_is_told_where_it_is_not_today_and_why_where_it_was_said(
    after: Goal, told: list[str]
) -> None:
    """A closing is echoed as it was understood."""
    assert told == [text_of(part) for part in compose_closing(OPEN, after, TODAY)]


def test_what_was_told_before_is_not_told_again() -> None:
    """A change to what was closed long ago says nothing of that."""
    closed = OPEN.move("drop", day("2026-09-01"), why="called off")
    assert [] == compose_closing(closed, closed, TODAY)
